"""Articles 6 and 7: what is reminded of, and that it holds nobody back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from procedures.second_classroom_credits.rules import due
from tests.procedures.rule_tables import boundary
from tests.procedures.second_classroom_credits.college import (
    FAMILY,
    PRIZE,
    College,
    agreed,
    college,
    do,
    finalised,
    frozen_as,
    moment,
    opened,
    reviewed,
    sheet,
    signed,
    summarised,
)
from tests.procedures.second_classroom_credits.world import xust
from workflows.models import Deadline, Entry
from workflows.rules.facts import Fact, Facts
from workflows.rules.situation import PersonView, Situation
from workflows.services.deadlines import sweep

OPENED = date(2025, 3, 3)
#: a final review is about some items
END, SOME = date(2025, 8, 31), {"cases": [1]}


def around(*acts: tuple[str, str], **data: Any) -> Situation:
    """The round of 2024-25 after these acts, each with its day, seen from the day it was opened."""
    facts = Facts().fold(Fact("open", OPENED, OPENED, {"year": "2024-25"}, entry=1))
    for entry, (name, day) in enumerate(acts, 2):
        on = date.fromisoformat(day)
        facts = facts.fold(Fact(name, on, on, data.get(name, {}), entry=entry), "each")
    return Situation(OPENED, xust(), facts, PersonView(0, "", ""))


@pytest.mark.parametrize(
    ("acts", "days"),
    [
        ((), ("2025-05-14", None, None)),
        ((("reopen", "2025-05-02"),), ("2025-06-02", None, None)),
        ((("summarise", "2025-05-07"),), (None, "2025-05-21", None)),
        ((("summarise", "2025-05-07"), ("sign", "2025-05-09")), (None, None, None)),
        ((("sign", "2025-05-09"), ("submit", "2025-05-09")), (None, None, "2025-05-23")),
        ((("submit", "2025-05-09"), ("return_sheet", "2025-05-12")), (None, "2025-05-26", None)),
        ((("submit", "2025-05-09"), ("finalise", "2025-05-12")), (None, None, None)),
        (
            (("submit", "2025-05-09"), ("finalise", "2025-05-12"), ("finalise_undone", "2025-05-12")),
            (None, None, "2025-05-23"),
        ),
    ],
)
def test_each_review_has_ten_working_days(
    acts: tuple[tuple[str, str], ...], days: tuple[str | None, ...]
) -> None:
    """Counted from the end of declaring, from the sheet, and from its coming to the registrar."""
    s = around(*acts, reopen={"until": "2025-05-19"}, finalise=SOME, finalise_undone=SOME)
    found = (due.first_review_is_late(s), due.second_review_is_late(s), due.final_review_is_late(s))
    assert tuple(day and day.isoformat() for day in found) == days


@pytest.mark.parametrize(
    ("acts", "day"),
    [
        ((), "2025-08-31"),
        ((("finalise", "2025-05-12"),), "2025-05-19"),
        ((("publish", "2025-05-10"), ("finalise", "2025-05-12")), "2025-05-19"),
        ((("finalise", "2025-05-12"), ("publish", "2025-05-13")), None),
        ((("publish", "2025-05-13"),), None),
        ((("finalise", "2025-05-12"), ("finalise_undone", "2025-05-12")), "2025-08-31"),
    ],
)
def test_what_was_earned_is_published_soon_and_once_a_year(
    acts: tuple[tuple[str, str], ...], day: str | None
) -> None:
    found = due.publication_is_late(around(*acts, finalise=SOME, finalise_undone=SOME))
    assert (found and found.isoformat()) == day


@pytest.mark.parametrize(("on", "day"), [("2024-10-08", "2025-03-01"), ("2025-03-02", None)])
def test_rounds_open_by_march(on: str, day: str | None) -> None:
    opened_on = date.fromisoformat(on)
    facts = Facts().fold(Fact("open", opened_on, opened_on, {"year": "2024-25"}, entry=1))
    found = due.rounds_open(Situation(opened_on, xust(), facts, PersonView(0, "", "")))
    assert (found and found.isoformat()) == day


# ── At the door ──


@pytest.fixture
def here() -> College:
    return college()


def said(entry: int, rule: str) -> list[str]:
    """The verdicts of a rule on an entry."""
    return [each["verdict"] for each in Entry.objects.get(pk=entry).findings if each["rule"] == rule]


@pytest.mark.django_db
@boundary("CR-GAP-4", "at, verdict", [("2025-05-14", "met"), ("2025-05-15", "warned")])
def test_a_late_review_is_said_and_goes_on(here: College, at: str, verdict: str) -> None:
    within = opened(here)
    reviewed(here, within)
    receipt = do("summarise", here.league, at, frozen_as(sheet(within)), matter=within)
    assert said(receipt.entry, "CR-GAP-4") == [verdict]


@pytest.mark.django_db
@boundary(
    "CR-6-7",
    "published, closed, verdicts",
    [
        (None, "2025-06-01", (["warned"], ["not_applicable"])),
        ("2025-05-13", "2025-05-19", (["met"], ["recorded"])),
        ("2025-05-13", "2025-05-20", (["met"], ["met"])),
    ],
)
def test_a_round_that_ends_unpublished_is_warned_of(
    here: College, published: str | None, closed: str, verdicts: tuple[list[str], list[str]]
) -> None:
    within = opened(here)
    case = reviewed(here, within)
    found = summarised(here, within)
    agreed(here, case)
    signed(here, within, found)
    finalised(here, within, found, {case: {"outcome": "confirmed"}})
    do("archive", here.league, "2025-05-13", {"place": "2025-001"}, case=case)
    if published:
        do("publish", here.league, published, {"place": "学院网站"}, matter=within)
    receipt = do("close", here.league, closed, matter=within)
    assert (said(receipt.entry, "CR-6-7"), said(receipt.entry, "A-66")) == verdicts


@pytest.mark.django_db(transaction=True)
def test_the_sweeper_announces_what_is_late(here: College) -> None:
    """The first review on its day, and again nothing; the inspection of the year before the rounds."""
    target = {"kind": f"{FAMILY}.inspection", "unit": here.university.pk}
    do("open", here.registrar, "2024-10-08", {"year": "2024-25"}, **target)
    opened(here, at="2025-03-03")
    assert sum(sweep(at=moment("2025-05-20")).values()) == 2
    assert sum(sweep(at=moment("2025-05-21")).values()) == 0
    found = Entry.objects.filter(acted_as="system").order_by("on").values_list("act", "on")
    assert list(found) == [
        ("rounds_reminder", date(2025, 3, 1)),
        ("first_review_overdue", date(2025, 5, 14)),
    ]


@pytest.mark.django_db(transaction=True)
def test_final_reviews_that_were_all_taken_back_are_waited_for_again(here: College) -> None:
    within = opened(here)
    first, second = reviewed(here, within), reviewed(here, within, PRIZE)
    found = summarised(here, within)
    agreed(here, first, second)
    signed(here, within, found)
    assert armed(within) == {"final_review_overdue": date(2025, 5, 23), "publication_overdue": END}
    finalised(here, within, found, {each: {"outcome": "confirmed"} for each in (first, second)})
    reviewed_on = {"publication_overdue": date(2025, 5, 19)}
    assert armed(within) == reviewed_on
    for case, left in ((first, reviewed_on), (second, {"final_review_overdue": date(2025, 5, 23)})):
        do("finalise_undone", here.registrar, "2025-05-12", matter=within, cases={case: {}})
        assert armed(within) == {"publication_overdue": END, **left}
    assert sum(sweep(at=moment("2025-05-24")).values()) == 1
    assert Entry.objects.filter(act="final_review_overdue").count() == 1


def armed(matter: int) -> dict[str, date]:
    """What a round is to be reminded of, with its days."""
    found = Deadline.objects.filter(matter=matter, state="armed")
    return dict(found.values_list("act", "due_on"))
