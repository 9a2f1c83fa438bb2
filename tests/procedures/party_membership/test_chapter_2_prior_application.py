"""Article 5 on a student who applied before enrolment: the date that is kept, or starts anew."""

from __future__ import annotations

from datetime import date

import pytest

from procedures.party_membership.rules import known, recommending
from tests.procedures.party_membership.situations import boundary, configured, of_case
from tests.procedures.party_membership.world import Walk, college, findings, moment
from tests.remembering import remembered
from workflows.models import Deadline, Duty, Entry
from workflows.services.deadlines import Fate, sweep

pytestmark = pytest.mark.django_db

DECLARED = {"former_unit": "中学党支部", "handed_in_on": "2024-03-05", "enrolled_on": "2024-09-01"}
# Somebody old enough in the spring: the world's students are of 2005.


@remembered
def freshman(day: str = "2024-09-02") -> Walk:
    """A freshman who says in the application that there is an earlier one."""
    world = college()
    return Walk(world, world["t1"]).applies(day, earlier=True, signature="signed_scan")


@remembered
def declared() -> Walk:
    """The earlier application is declared."""
    return freshman().does("declaration", "t1", "2024-09-02", DECLARED)


def started(walk: Walk, on: str = "2024-12-01") -> date | None:
    """The day from which the case's time runs."""
    return known.started_on(of_case(walk.row(), on))


@boundary("PM-5-4", "day, verdict", [("2024-10-01", "met"), ("2024-10-02", "warned")])
def test_a_prior_application_is_declared_within_thirty_days(day: str, verdict: str) -> None:
    walk = freshman()
    excused = {"reason": "不知道", "confirmed_by": walk.world["s1"].pk} if verdict == "warned" else {}
    walk.does("declaration", "t1", day, DECLARED, **excused)
    assert findings(walk.case, "declaration")["PM-5-4"] == verdict


@boundary(
    "PM-5-5",
    "found, following, verdict",
    [
        ("original_received", ["check", "submitted"], "met"),
        ("copy_only", ["prior", "recognition", "submitted"], "recorded"),
    ],
)
def test_the_original_settles_the_date_a_copy_does_not(
    found: str, following: list[str], verdict: str
) -> None:
    walk = declared().does("forwarding", "o1", "2024-09-20", {"found": found})
    assert walk.open_steps() == following
    assert findings(walk.case, "forwarding")["PM-5-5"] == verdict


@boundary("PM-5-6", "start", [date(2024, 3, 5)])
def test_time_runs_on_from_the_former_date(start: date) -> None:
    walk = declared().does("forwarding", "o1", "2024-09-20", {"found": "original_received"})
    assert started(walk) == start
    assert findings(walk.case, "forwarding")["PM-5-6"] == "met"
    finding = recommending.waited_since_applying(of_case(walk.row(), "2024-09-21"))
    assert finding.earliest_on == date(2024, 6, 5)


@boundary(
    "PM-5-7",
    "filed, decision, rules, start",
    [
        (True, "restart", ["PM-5-7"], date(2024, 3, 5)),
        (False, "restart", [], date(2024, 10, 20)),
    ],
)
def test_time_starts_anew_only_with_neither_record_nor_original(
    filed: bool,
    decision: str,
    rules: list[str],
    start: date,
) -> None:
    walk = declared().does("forwarding", "o1", "2024-10-10", {"found": "not_received"})
    stated = {"filed": filed, "original": False, "decision": decision, "proof": ""}
    assert walk.refuses("recognition", "s1", "2024-10-15", stated) == rules
    if rules:
        walk.does("recognition", "s1", "2024-10-15", {**stated, "decision": "keep", "proof": "原单位证明"})
    else:
        walk.does("reapplication", "t1", "2024-10-20", {"signature": "signed_original"})
    assert started(walk) == start
    assert walk.open_steps() == ["check", "submitted"]


def test_keeping_the_date_needs_a_written_proof() -> None:
    walk = declared().does("forwarding", "o1", "2024-10-10", {"found": "copy_only"})
    stated = {"filed": True, "original": False, "decision": "keep", "proof": " "}
    assert walk.refuses("recognition", "s1", "2024-10-15", stated) == ["PM-5-7"]


def test_the_branch_may_go_on_waiting_for_the_original() -> None:
    walk = declared().does("forwarding", "o1", "2024-09-20", {"found": "not_received"})
    walk.does("recognition", "s1", "2024-09-21", {"decision": "wait"})
    assert "forwarding" in walk.open_steps()
    armed = Deadline.objects.get(case=walk.case, act="original_overdue", state="armed")
    assert armed.due_on == date(2024, 10, 21)


def test_the_branch_is_reminded_every_thirty_days_until_the_original_has_come() -> None:
    walk = declared()
    for day in ("2024-10-01", "2024-10-02", "2024-10-31", "2024-11-01", "2024-11-30", "2024-12-01"):
        sweep(at=moment(day))
    reminded = Entry.objects.filter(case=walk.case, act="original_overdue").order_by("pk")
    assert [str(on) for on in reminded.values_list("on", flat=True)] == [
        "2024-10-02",
        "2024-11-01",
        "2024-12-01",
    ]
    walk.does("forwarding", "o1", "2024-12-02", {"found": "original_received"})
    assert sweep(at=moment("2025-06-01"))[Fate.FIRED] == 1
    assert reminded.count() == 3


def test_the_talk_is_due_from_the_arrival_of_the_original() -> None:
    walk = declared().does("forwarding", "o1", "2024-09-20", {"found": "original_received"})
    walk.confirmed("2024-09-25")
    assert Duty.objects.get(case=walk.case, name="first_talk").due_on == date(2024, 10, 20)


def test_a_prior_application_handed_in_after_enrolment_is_none() -> None:
    wrong = {**DECLARED, "handed_in_on": "2024-09-02"}
    assert freshman().refuses("declaration", "t1", "2024-09-02", wrong) == ["prior.after_enrolment"]


def test_somebody_under_age_then_has_no_prior_application() -> None:
    early = {**DECLARED, "handed_in_on": "2023-05-19"}
    assert freshman().refuses("declaration", "t1", "2024-09-02", early) == ["PM-5-1"]


def test_the_branch_does_not_check_before_the_prior_application_is_settled() -> None:
    checked = {"outcome": "approved", "checked_by": "s1", "conclusion": "符合", "file_number": "1"}
    assert declared().refuses("check", "o1", "2024-09-10", checked) == ["PM-5-5", "act.not_open"]


def test_an_edition_may_count_from_the_arrival() -> None:
    walk = declared().does("forwarding", "o1", "2024-09-20", {"found": "original_received"})
    edition = configured("applicant.start_date_rule", value="arrival")
    assert known.started_on(of_case(walk.row(), "2024-12-01", edition=edition)) == date(2024, 9, 20)
