"""What every answer carries, and who may keep it."""

from __future__ import annotations

from typing import NoReturn

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from portal.models import Account
from tests.conftest import PASSWORD

STRICT = {
    "default-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}


def policy(header: str) -> dict[str, str]:
    return dict(part.strip().split(" ", 1) for part in header.split(";") if part.strip())


@pytest.mark.django_db
def test_pages_allow_nothing_from_elsewhere_and_nothing_inline(client: Client) -> None:
    response = client.get(reverse("login"))
    assert policy(response["Content-Security-Policy"]) == STRICT
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


def test_what_a_signed_in_person_sees_is_kept_nowhere(as_student: Client) -> None:
    kept = {part.strip() for part in as_student.get(reverse("desk"))["Cache-Control"].split(",")}
    assert kept == {"max-age=0", "no-cache", "no-store", "must-revalidate", "private"}


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(client: Client, student: Account) -> None:
    client.get(reverse("login"))
    client.post(reverse("login"), {"username": "2024001", "password": PASSWORD})
    for name in ("sessionid", "csrftoken"):
        cookie = client.cookies[name]
        assert (name, cookie["httponly"], cookie["samesite"]) == (name, True, "Lax")


def test_a_form_from_elsewhere_is_refused(student: Account) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(reverse("login"), {"username": "2024001", "password": PASSWORD})
    assert response.status_code == 403


@pytest.mark.django_db
def test_health_says_only_whether_the_database_answers(client: Client) -> None:
    response = client.get(reverse("healthz"))
    assert (response.status_code, response.json()) == (200, {"ok": True})


def test_health_is_503_without_a_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def dead() -> NoReturn:
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", dead)
    response = client.get(reverse("healthz"))
    assert (response.status_code, response.json()) == (503, {"ok": False})
