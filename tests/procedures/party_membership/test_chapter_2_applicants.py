"""Articles 5 to 7: the age, the paper, the branch's check, induction, the file, the first talk."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from procedures.party_membership.rules import chapter_2
from tests.procedures.party_membership.situations import boundary, fact, person, situation
from tests.procedures.party_membership.world import (
    DECIDED,
    FAMILY,
    SEVEN,
    TALK,
    Walk,
    applicant,
    college,
    do,
    findings,
    nominee,
    refused,
    student,
)
from workflows.models import Deadline, Duty, Entry
from workflows.rules.findings import Verdict

pytestmark = pytest.mark.django_db

CHECKED = {"outcome": "approved", "checked_by": "s1", "conclusion": "符合", "file_number": "2024-1"}


# ── Article 5 ──


@boundary("PM-5-1", "on, rules", [("2024-09-10", []), ("2024-09-09", ["PM-5-1"])])
def test_an_applicant_is_eighteen_on_the_birthday(on: str, rules: list[str]) -> None:
    world = college()
    young = student(world, "n1", born_on=date(2006, 9, 10))
    target = {"family": FAMILY, "subject": young.pk}
    assert refused("application", young, on, {"signature": "signed_original"}, **target) == rules


def test_somebody_too_young_learns_from_which_day() -> None:
    young = person(born_on=date(2006, 9, 10))
    finding = chapter_2.old_enough(situation("2024-09-09", subject=young))
    assert (finding.earliest_on, finding.params["age"]) == (date(2024, 9, 10), 17)


def test_an_unknown_birthday_is_not_taken_for_eighteen() -> None:
    finding = chapter_2.old_enough(situation("2024-09-09", subject=person(born_on=None)))
    assert (finding.verdict, finding.earliest_on) == (Verdict.UNMET, None)


@pytest.mark.parametrize("number", ["m1", "y1"])
def test_whoever_is_a_member_does_not_apply(number: str) -> None:
    world = college()
    target = {"family": FAMILY, "subject": world[number].pk}
    paper = {"signature": "signed_original"}
    assert refused("application", world[number], "2024-09-10", paper, **target) == ["case.not_admitted"]


@boundary("PM-5-2", "signature, rules", [("unsigned", ["PM-3-1", "PM-5-2"]), ("signed_original", [])])
def test_an_application_is_a_signed_paper(signature: str, rules: list[str]) -> None:
    world = college()
    target = {"family": FAMILY, "subject": world["t1"].pk}
    assert refused("application", world["t1"], "2024-09-10", {"signature": signature}, **target) == rules


def test_a_scan_alone_is_not_the_original() -> None:
    world = college()
    target = {"family": FAMILY, "subject": world["t1"].pk}
    scan = {"signature": "signed_scan"}
    assert refused("application", world["t1"], "2024-09-10", scan, **target) == ["PM-5-2"]


@boundary("PM-5-3", "checked, stage", [(False, "submitted"), (True, "applicant")])
def test_only_the_branchs_check_makes_an_applicant(checked: bool, stage: str) -> None:
    world = college()
    walk = Walk(world, world["t1"]).applies("2024-09-10")
    if checked:
        walk.confirmed("2024-09-11")
    assert walk.row().stage == stage
    assert ("act.not_open" in walk.refuses("activist_decision", "s1", "2024-12-18", DECIDED)) is not checked


def test_a_slow_check_is_announced_after_thirty_days() -> None:
    world = college()
    walk = Walk(world, world["t1"]).applies("2024-09-10")
    due = Deadline.objects.get(case=walk.case)
    assert (due.act, due.due_on) == ("check_overdue", date(2024, 10, 10))
    do("check_overdue", None, "2024-10-10", case=walk.case)
    assert walk.open_steps() == ["check", "submitted"]


def test_who_is_not_confirmed_leaves_the_procedure() -> None:
    world = college()
    walk = Walk(world, world["t1"]).applies("2024-09-10")
    walk.does("check", "o1", "2024-09-11", {"outcome": "refused", "ground": "材料不实"})
    assert (walk.row().status, walk.row().end) == ("ended", "not_confirmed")


# ── Article 6 ──


def induction(on: str, **data: Any) -> dict[str, str]:
    """The findings of an induction that was registered."""
    world = college()
    held = {"enrolled_on": "2024-09-01", "semester_ends_on": "2025-01-17", "attended": 30, "applicants": 3}
    target = {"kind": f"{FAMILY}.induction", "unit": world.units["class"].pk}
    receipt = do("hold", world["z2"], on, {**held, **data}, **target)
    entry = Entry.objects.get(pk=receipt.entry)
    return {each["rule"]: each["verdict"] for each in entry.findings}


@boundary("PM-6-1", "on, verdict", [("2025-01-17", "met"), ("2025-01-18", "warned")])
def test_induction_falls_into_the_first_semester(on: str, verdict: str) -> None:
    assert induction(on)["PM-6-1"] == verdict


@boundary("PM-6-2", "applicants, verdict", [(0, "recorded"), (1, "met")])
def test_a_class_without_applicants_is_only_recorded(applicants: int, verdict: str) -> None:
    assert induction("2024-10-01", applicants=applicants)["PM-6-2"] == verdict


# ── Article 7 ──


@boundary("PM-7-1", "number, rules", [("2024-1", []), ("", ["PM-7-1"])])
def test_the_file_is_opened_with_the_check(number: str, rules: list[str]) -> None:
    world = college()
    walk = Walk(world, world["t1"]).applies("2024-09-10")
    assert walk.refuses("check", "o1", "2024-09-10", {**CHECKED, "file_number": number}) == rules


def test_without_a_file_nobody_is_recommended() -> None:
    opened = fact("check", "2024-09-10", {"file_number": "2024-1"}, outcome="approved")
    found = [chapter_2.file_opened(situation("2024-12-10", *given)) for given in ([opened], [])]
    assert [finding.verdict for finding in found] == [Verdict.MET, Verdict.UNMET]
    walk = applicant(college()).counted("2024-12-10")
    assert findings(walk.case, "recommendation")["PM-7-1"] == "met"


@boundary(
    "PM-7-2",
    "applied, talked, verdict",
    [
        ("2024-09-10", "2024-10-10", "met"),
        ("2024-09-10", "2024-10-11", "warned"),
        ("2025-01-31", "2025-02-28", "met"),
    ],
)
def test_the_first_talk_is_held_within_a_month(applied: str, talked: str, verdict: str) -> None:
    world = college()
    walk = Walk(world, world["t1"]).applies(applied).confirmed(applied)
    walk.does("interviewer", "s1", applied, {"interviewer": "m1"})
    excused = {"reason": "假期", "confirmed_by": world["s1"].pk} if verdict == "warned" else {}
    walk.does("first_talk", "m1", talked, TALK, **excused)
    assert findings(walk.case, "first_talk")["PM-7-2"] == verdict


def test_a_late_talk_needs_a_reason_from_the_secretary() -> None:
    world = college()
    walk = Walk(world, world["t1"]).applies("2024-09-10").confirmed("2024-09-10")
    walk.does("interviewer", "s1", "2024-09-10", {"interviewer": "m1"})
    late = ("first_talk", "m1", "2024-10-11", TALK)
    assert walk.refuses(*late) == ["act.reason_owed"]
    assert walk.refuses(*late, reason="假期") == ["act.reason_by_office"]
    other = world["o1"].pk
    assert walk.refuses(*late, reason="假期", confirmed_by=other) == ["act.reason_by_office"]
    assert walk.refuses(*late, reason="假期", confirmed_by=world["s1"].pk) == []


def test_the_talk_is_a_duty_of_one_month() -> None:
    world = college()
    walk = Walk(world, world["t1"]).applies("2024-09-10").confirmed("2024-09-12")
    owed = Duty.objects.get(case=walk.case)
    assert (owed.name, owed.due_on, owed.discharged_on) == ("first_talk", date(2024, 10, 10), None)
    walk.talked("2024-09-20")
    owed.refresh_from_db()
    assert owed.discharged_on == date(2024, 9, 20)


@boundary("PM-7-3", "sent, rules", [("m2", ["PM-7-3"]), ("o1", [])])
def test_only_whom_the_branch_sent_hands_in_the_record(sent: str, rules: list[str]) -> None:
    world = college()
    walk = Walk(world, world["t1"]).applies("2024-09-10").confirmed("2024-09-10")
    walk.does("interviewer", "s1", "2024-09-10", {"interviewer": sent})
    assert walk.refuses("first_talk", "o1", "2024-09-11", TALK) == rules


def test_a_stranger_cannot_talk_and_a_probationary_member_is_not_sent() -> None:
    world = college()
    walk = Walk(world, world["t1"]).applies("2024-09-10").confirmed("2024-09-10")
    assert walk.refuses("interviewer", "s1", "2024-09-10", {"interviewer": "y1"}) == ["PM-7-3"]
    walk.does("interviewer", "s1", "2024-09-10", {"interviewer": "m1"})
    assert walk.refuses("first_talk", "m2", "2024-09-11", TALK) == ["PM-7-3", "act.not_yours"]


@boundary("PM-7-4", "part, rules", [("family", ["PM-7-4"]), ("", [])])
def test_the_record_has_seven_parts(part: str, rules: list[str]) -> None:
    world = college()
    walk = Walk(world, world["t1"]).applies("2024-09-10").confirmed("2024-09-10")
    walk.does("interviewer", "s1", "2024-09-10", {"interviewer": "m1"})
    assert walk.refuses("first_talk", "m1", "2024-09-11", {**TALK, part: " "} if part else TALK) == rules


@pytest.mark.parametrize("part", SEVEN)
def test_each_part_may_say_none_but_not_be_blank(part: str) -> None:
    blank, none = ({**TALK, part: text} for text in ("", "无"))
    found = [chapter_2.talk_recorded_in_full(situation("2024-09-11", data=data)) for data in (blank, none)]
    assert [finding.verdict for finding in found] == [Verdict.UNMET, Verdict.MET]
    assert found[0].params["missing"] == (part,)


def test_what_was_said_is_kept_apart_from_the_facts() -> None:
    walk = applicant(college())
    entry = Entry.objects.get(case=walk.case, act="first_talk")
    assert (entry.facts, entry.private.body) == ({}, TALK)


@boundary(
    "PM-7-5",
    "talked, rules",
    [("", ["PM-7-5"]), ("2024-12-18", []), ("2024-12-19", ["PM-7-5"])],
)
def test_nobody_becomes_an_activist_without_the_talk(talked: str, rules: list[str]) -> None:
    world = college()
    walk = Walk(world, world["t1"]).applies("2024-09-10").confirmed("2024-09-10").attested("2024-09-10")
    walk.counted("2024-12-10").reviewed("2024-12-10").posted("2024-12-12").on_notice("close", "2024-12-18")
    if talked:
        walk.does("interviewer", "s1", "2024-09-10", {"interviewer": "m1"})
        walk.does("first_talk", "m1", talked, TALK, reason="假期", confirmed_by=world["s1"].pk)
    assert walk.refuses("activist_decision", "s1", "2024-12-18", DECIDED, recorded="2024-12-19") == rules


def test_a_case_can_be_withdrawn_suspended_and_left() -> None:
    walk = nominee(college())
    walk.does("suspension", "z1", "2024-12-11", {"ground": "核实反映"})
    assert walk.refuses("activist_decision", "s1", "2024-12-12", DECIDED)[-1] == "case.suspended"
    walk.does("resumption", "z1", "2024-12-12", {"ground": "查无此事"})
    walk.does("withdrawal", "t1", "2024-12-13", {"ground": "个人原因"})
    assert (walk.row().status, walk.row().end) == ("ended", "withdrawn")
