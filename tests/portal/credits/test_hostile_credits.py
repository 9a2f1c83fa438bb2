"""The forms of the credits with everything that nobody asked for, by the mechanism of all other forms."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django import forms
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from procedures.second_classroom_credits.flows.rounds import Round
from tests.portal import corpus
from tests.portal.credits.campus import Campus, campus
from tests.portal.realm import undone
from tests.portal.test_hostile import VALUES, Sheet, fields_of, wrong
from tests.portal.turns import Turns
from tests.procedures.second_classroom_credits.college import LECTURE, declared, do, handed_in

pytestmark = pytest.mark.django_db

ROLES = ("student", "counsellor", "league", "dean", "vice_dean", "registrar")
#: forms are made of the same few fields: each is sent one kind of so many
SHARE = 6
KINDS: dict[str, tuple[str, ...]] = VALUES | corpus.DAY_KINDS
#: rows whose forms together have every field of a declaration
ROWS = ("T1-04", "T1-10", "T2-17", "T2-30", "T2-32", "T2-41", "T3-03", "T4-04", "T5-01")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Campus]:
    """The campus, built once; every request of this module is undone."""
    with django_db_blocker.unblock(), undone():
        yield campus()


@pytest.fixture(scope="module")
def sheets(world: Campus) -> list[Sheet]:
    """Every form of a student and of a round, under the first role that is shown it."""
    here, said = world.here, {**LECTURE, "year": "2025-26"}
    waiting = declared(here, world.round, said, at="2026-04-02")
    back = handed_in(here, world.round, said, at="2026-04-02")
    do("first_review", here.counsellor, "2026-04-10", {"outcome": "returned", "why": "不清"}, case=back)
    paths = [
        *(reverse("credits_declare_row", args=[row]) for row in ROWS),
        reverse("credits_act", args=[waiting, "evidence"]),
        reverse("credits_act", args=[waiting, "withdrawal"]),
        reverse("credits_act", args=[back, "correction"]),
        reverse("credits_act", args=[world.confirmed[0], "appeal"]),
        *(reverse("credits_round_act", args=[world.round, name]) for name in sorted(Round.acts())),
    ]
    found = []
    for path in paths:
        answers = ((role, world.client(role).get(path)) for role in ROLES)
        shown = next(((role, answer) for role, answer in answers if answer.status_code == 200), None)
        if shown is not None:
            found.append(Sheet(shown[0], path, _fields(shown[1].context["page"])))
    return found


def _fields(page: object) -> dict[str, type[forms.Field]]:
    """The fields of a form, and of the photographs beside it."""
    files = getattr(page, "files", None)
    beside = {name: type(field) for name, field in files.fields.items()} if files else {}
    return {**fields_of(page), **beside}


def test_the_forms_were_found(world: Campus, sheets: list[Sheet]) -> None:
    known = {sheet.path for sheet in sheets}
    owed = {reverse("credits_round_act", args=[world.round, name]) for name in ("summarise", "reopen")}
    assert (len([sheet for sheet in sheets if sheet.role == "student"]), owed - known) == (13, set())


def test_an_empty_form_is_refused_or_says_what_it_did(world: Campus, sheets: list[Sheet]) -> None:
    answers = {sheet.path: wrong(world, sheet.role, sheet.path, {}) for sheet in sheets}
    assert {path: answer for path, answer in answers.items() if answer} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_no_value_makes_a_form_fail(world: Campus, sheets: list[Sheet], turns: Turns, kind: str) -> None:
    turns.only_where_stored(kind)
    values = KINDS[kind]
    answers = {
        (sheet.path, value): wrong(world, sheet.role, sheet.path, dict.fromkeys(sheet.fields, value))
        for sheet, value in turns(sheets, values, share=SHARE, turn=corpus.TURN[kind])
    }
    assert {asked: answer for asked, answer in answers.items() if answer} == {}
