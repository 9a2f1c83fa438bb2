"""Odd values in the forms and addresses of a student: each is answered, none with an error of ours."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal import clock
from tests.portal.credits.declarers import LECTURE, Declarers, declarers, picture
from tests.procedures.second_classroom_credits.college import PRIZE, declared, do, handed_in
from workflows.models import Case

pytestmark = pytest.mark.django_db

ODD = (
    "",
    "\x00",
    "0",
    "-1",
    "9" * 400,
    "2024-25",
    "１．５",
    "<b>",
    "a\u202eb",
    "0.5 ",
    "NaN",
    "1e9",
    "人" * 3000,
)
FIELDS = (
    *("year", "semester", "content", "claimed", "times", "score", "held_on", "contest", "project", "level"),
    *("kinds", "form", "document", "act_key", "order", "consent_by", "truthful"),
)


@pytest.fixture
def world() -> Declarers:
    """Two students and an open round."""
    return declarers()


def test_no_field_of_a_declaration_breaks_its_page(world: Declarers) -> None:
    client, at = world.client(), 0
    for name in FIELDS:
        for button in ("preview", "later"):
            at += 1
            row = ("T2-17", "T1-10", "T2-41", "T2-32", "T3-03")[at % 5]
            said = {**LECTURE, name: ODD[at % len(ODD)], button: "1", "act_scan": [picture()]}
            answer = client.post(f"/credits/declare/{row}/", said)
            assert answer.status_code in {200, 302, 400, 409}, (name, said[name], answer.status_code)


@pytest.mark.parametrize("odd", ODD[1::3])
def test_no_address_breaks(world: Declarers, odd: str) -> None:
    client, case = world.client(), declared(world.here, world.round)
    for path in (
        f"/credits/declare/?q={quote(odd)}",
        f"/credits/declare/?item={quote(odd)}",
        f"/credits/declare/{quote(odd, safe='')}/",
        f"/credits/items/{case}/correction/?row={quote(odd)}",
        f"/credits/items/{case}/evidence/?row={quote(odd)}",
    ):
        assert client.get(path, follow=True).status_code in {200, 404}, path


def test_acts_that_are_not_open_are_refused_and_change_nothing(world: Declarers) -> None:
    case = handed_in(world.here, world.round, PRIZE)
    before = Case.objects.get(pk=case).revision
    client = world.client()
    for name in ("correction", "evidence", "appeal"):
        answer = client.post(f"/credits/items/{case}/{name}/", {**LECTURE, "act_scan": [picture()]})
        assert answer.status_code == 409, name
    assert Case.objects.get(pk=case).revision == before


def test_a_form_that_is_sent_in_bulk_or_with_many_files_is_answered(world: Declarers) -> None:
    many = [SimpleUploadedFile(f"{at}.png", picture().read()) for at in range(10)]
    answer = world.client().post("/credits/declare/T2-24/", {**LECTURE, "act_scan": many})
    assert (answer.status_code, Case.objects.count()) == (400, 0)


def test_an_ended_item_offers_nothing_that_is_over(world: Declarers) -> None:
    case = declared(world.here, world.round)
    do("withdrawal", world.here.student, "2025-04-02", case=case)
    clock.set_practice_date(date(2025, 4, 3))
    page = world.client().get(f"/credits/items/{case}/").context["page"]
    assert (page.act, page.acts) == (None, ())
