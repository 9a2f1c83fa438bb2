"""Items of students as the rooms read them, and what reading them costs."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.rooms.credits.items import Place, credits_of, moments_of
from procedures.second_classroom_credits.scoring.statement import Statement
from tests.procedures.second_classroom_credits.college import (
    LECTURE,
    PRIZE,
    College,
    college,
    confirmed,
    declared,
    do,
    handed_in,
    opened,
    reviewed,
)
from workflows.models import Entry

pytestmark = pytest.mark.django_db
ON = date(2025, 5, 20)


@pytest.fixture
def here() -> College:
    """The college, whose student has one confirmed lecture."""
    return college()


def total(statement: Statement | None) -> int:
    """What a statement comes to, in tenths."""
    assert statement is not None
    return statement.total.earned


def test_what_some_people_have_is_read_in_six_statements_however_many_items(here: College) -> None:
    within = opened(here)
    confirmed(here, within)
    people = [here.student.pk, here.fellow.pk]
    credits_of(people, ON)
    for who in (here.student, here.fellow):
        handed_in(here, within, PRIZE, who=who)
    with CaptureQueriesContext(connection) as log:
        found = credits_of(people, ON)
        amounts = [(total(each.statement), total(each.outlook)) for each in found.values()]
    assert (len(log), amounts) == (6, [(5, 45), (0, 40)])
    assert {each.unit_name for each in found.values()} == {"计科2201"}


def act(here: College, name: str, data: dict[str, Any]) -> Any:
    """One more act on an item, by the counsellor."""
    return lambda case: do(name, here.counsellor, "2025-05-06", data, case=case)


def test_each_item_stands_where_its_student_is_told(here: College) -> None:
    within = opened(here)
    done = confirmed(here, within)
    waiting = declared(here, within)
    handed = handed_in(here, within)
    back, refused = handed_in(here, within), handed_in(here, within)
    act(here, "first_review", {"outcome": "returned", "why": "看不清"})(back)
    act(here, "first_review", {"outcome": "rejected", "ground": "NO_ROW", "why": "不在表中"})(refused)
    gone = declared(here, within)
    do("withdrawal", here.student, "2025-04-02", case=gone)
    seen, held = reviewed(here, within, {**LECTURE, "year": "2023-24"}), handed_in(here, within)
    act(here, "forgery_report", {"what": "印章不符"})(held)
    items = credits_of([here.student.pk], ON)[here.student.pk].items
    assert {each.case: each.place for each in items} == {
        done: Place.RECOGNISED,
        waiting: Place.EVIDENCE,
        handed: Place.FIRST_REVIEW,
        back: Place.CORRECTION,
        refused: Place.REJECTED,
        gone: Place.WITHDRAWN,
        seen: Place.RE_REVIEW,
        held: Place.HELD,
    }
    assert moments_of([done]) == dict(Entry.objects.filter(case=done).values_list("pk", "at"))
