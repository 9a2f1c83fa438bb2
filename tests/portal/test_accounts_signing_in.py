"""Signing in: wrong passwords, lock-out, first passwords, idle machines."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from portal.accounts import services
from portal.models import Account
from tests.conftest import PASSWORD, signed_in

NOW = datetime(2024, 9, 2, 1, tzinfo=UTC)
DORMITORY = "10.1.2.3"
LIBRARY = "10.9.9.9"


def sign_in(client: Client, username: str, password: str, address: str = DORMITORY) -> Any:
    form = {"username": username, "password": password}
    return client.post(reverse("login"), form, REMOTE_ADDR=address)


def lock(client: Client, username: str, address: str = DORMITORY) -> list[int]:
    return [sign_in(client, username, "wrong", address).status_code for _ in range(5)]


def test_the_right_password_leads_to_the_desk(client: Client, student: Account) -> None:
    response = sign_in(client, "2024001", PASSWORD)
    assert (response.status_code, response["Location"]) == (302, reverse("desk"))


def test_the_session_key_changes_at_sign_in(client: Client, student: Account) -> None:
    session = client.session
    session["seen"] = 1
    session.save()
    before = session.session_key
    sign_in(client, "2024001", PASSWORD)
    assert client.session.session_key != before


@pytest.mark.parametrize(
    ("username", "password"),
    [("2024001", "wrong"), ("9999999", PASSWORD), ("", ""), ("2024001\0", PASSWORD), ("x" * 300, "y" * 5000)],
)
def test_anything_else_is_the_same_page_again(
    client: Client, student: Account, username: str, password: str
) -> None:
    assert sign_in(client, username, password).status_code == 200
    assert "_auth_user_id" not in client.session


def test_who_does_not_exist_gets_the_same_sentence_as_who_does(client: Client, student: Account) -> None:
    known = sign_in(client, "2024001", "wrong").context["form"].non_field_errors()
    unknown = sign_in(client, "9999999", "wrong").context["form"].non_field_errors()
    assert known == unknown == ["学号/工号或密码不正确，请核对后重试；忘记密码请联系学院组织员重置。"]


def test_an_address_outside_is_not_followed_after_sign_in(client: Client, student: Account) -> None:
    form = {"username": "2024001", "password": PASSWORD, "next": "https://evil.example/"}
    assert client.post(reverse("login"), form)["Location"] == reverse("desk")


def test_the_fifth_wrong_password_locks_account_and_address(client: Client, student: Account) -> None:
    assert lock(client, "2024001") == [200, 200, 200, 200, 429]
    response = sign_in(client, "2024001", PASSWORD)
    assert response.status_code == 429
    assert "请 15 分钟后再试，或联系学院组织员重置密码。" in response.content.decode()


def test_a_lock_leaves_the_same_account_free_elsewhere(client: Client, student: Account) -> None:
    lock(client, "2024001")
    assert sign_in(client, "2024001", PASSWORD, LIBRARY).status_code == 302


def test_a_lock_leaves_the_dormitory_free_for_others(
    client: Client, student: Account, office: Account
) -> None:
    lock(client, "2024001")
    assert sign_in(client, "0101", PASSWORD, DORMITORY).status_code == 302


def test_full_width_digits_are_the_same_account_to_the_lock(client: Client, student: Account) -> None:
    spellings = ["2024001", "２024001", "2０24001", "20２4001", "202４001"]
    assert [sign_in(client, one, "wrong").status_code for one in spellings] == [200, 200, 200, 200, 429]


def test_the_lock_ends_after_its_quarter_of_an_hour(client: Client, student: Account) -> None:
    with time_machine.travel(NOW, tick=False):
        lock(client, "2024001")
    with time_machine.travel(NOW + timedelta(minutes=14, seconds=59), tick=False):
        assert sign_in(client, "2024001", PASSWORD).status_code == 429
    with time_machine.travel(NOW + timedelta(minutes=31), tick=False):
        assert sign_in(client, "2024001", PASSWORD).status_code == 302


def test_a_reset_by_the_office_ends_the_lock(client: Client, student: Account, office: Account) -> None:
    lock(client, "2024001")
    slip = services.reset_password(student, by=office, at=NOW)
    assert sign_in(client, "2024001", slip.password).status_code == 302


def test_a_closed_account_cannot_sign_in_and_its_session_ends(
    client: Client, student: Account, office: Account
) -> None:
    elsewhere = signed_in(student)
    assert elsewhere.get(reverse("desk")).status_code == 200
    services.close_account(student, by=office, at=NOW, reason="毕业")
    assert elsewhere.get(reverse("desk"))["Location"] == f"{reverse('login')}?next={reverse('desk')}"
    assert sign_in(client, "2024001", PASSWORD).status_code == 200


def test_sessions_end_when_the_office_resets_the_password(student: Account, office: Account) -> None:
    elsewhere = signed_in(student)
    services.reset_password(student, by=office, at=NOW)
    assert elsewhere.get(reverse("desk")).status_code == 302
    assert "_auth_user_id" not in elsewhere.session


def test_signing_out_needs_a_post(as_student: Client) -> None:
    assert as_student.get(reverse("logout")).status_code == 405
    assert as_student.post(reverse("logout"))["Location"] == reverse("login")
    assert "_auth_user_id" not in as_student.session


@pytest.mark.parametrize(("minutes", "status"), [(29, 200), (30, 200), (31, 302)])
def test_who_is_idle_for_more_than_half_an_hour_is_signed_out(
    student: Account, minutes: int, status: int
) -> None:
    client = Client()
    with time_machine.travel(NOW, tick=False):
        client.force_login(student, backend="django.contrib.auth.backends.ModelBackend")
        client.get(reverse("desk"))
    with time_machine.travel(NOW + timedelta(minutes=minutes), tick=False):
        assert client.get(reverse("desk")).status_code == status
        assert ("_auth_user_id" in client.session) is (status == 200)


def test_an_idle_part_of_a_page_sends_the_whole_page_to_sign_in(student: Account) -> None:
    client = Client()
    with time_machine.travel(NOW, tick=False):
        client.force_login(student, backend="django.contrib.auth.backends.ModelBackend")
        client.get(reverse("desk"))
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        response = client.get(reverse("desk"), headers={"HX-Request": "true"})
    assert (response.status_code, response["HX-Redirect"]) == (200, reverse("login"))


def test_the_session_is_written_once_a_minute_at_most(
    student: Account,
) -> None:
    client = Client()
    with time_machine.travel(NOW, tick=False):
        client.force_login(student, backend="django.contrib.auth.backends.ModelBackend")
        client.get(reverse("password_change"))
    with time_machine.travel(NOW + timedelta(seconds=59), tick=False):
        client.get(reverse("password_change"))
        assert client.session["seen_at"] == int(NOW.timestamp())
    with time_machine.travel(NOW + timedelta(seconds=60), tick=False):
        client.get(reverse("password_change"))
        assert client.session["seen_at"] == int(NOW.timestamp()) + 60
