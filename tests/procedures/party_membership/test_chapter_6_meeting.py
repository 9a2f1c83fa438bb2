"""Articles 40 and 41: what the branch meeting does for a conversion, how it decides, how it is reported."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from procedures.party_membership.rules import conversion_meeting
from procedures.party_membership.rules import known_probation as known
from tests.procedures.party_membership.situations import boundary, day, fact, facts, person, situation
from workflows.rules.facts import Fact, Facts
from workflows.rules.findings import Verdict
from workflows.rules.situation import Situation
from workflows.rules.tallies import Outcome

MET, UNMET = Verdict.MET, Verdict.UNMET
ITEMS = ["member_report", "committee_intro", "discussion", "secret_ballot"]
NUMBERS = {
    "issued": 8,
    "returned": 8,
    "approve": 8,
    "oppose": 0,
    "abstain": 0,
    "void": 0,
    "written_approve": 0,
    "written_oppose": 0,
    "written_abstain": 0,
}


def meeting(entitled: int, present: int, *more: Fact) -> Facts:
    """A meeting with its roll locked and its attendance taken."""
    roll = [f"m{number}" for number in range(1, entitled + 1)]
    away = dict.fromkeys(roll[present:], "leave")
    return facts(
        fact("convene", "2027-01-05", {"cases": [1]}),
        fact("lock_roll", "2027-01-05", {"entitled": roll}),
        fact("attend", "2027-01-05", {"absent": away}),
        *more,
    )


def member(on: str, *more: Fact, **what: Any) -> Situation:
    """A day in the life of a member whose probation began on 2026-01-07."""
    admitted = fact("admission_meeting", "2026-01-07", outcome="carried")
    approval = fact("university_approval", "2026-03-02", outcome="approved", effective="2026-01-07")
    return situation(on, admitted, approval, *more, **what)


def counted(entitled: int, present: int, approve: int) -> Situation:
    """A count in a meeting of so many."""
    numbers = {**NUMBERS, "issued": present, "returned": present, "approve": approve}
    data = {**numbers, "oppose": present - approve, "entitled": entitled, "present": present, "written": 0}
    return member("2027-01-07", data=data, matter=meeting(entitled, present))


# ── Article 40 ──


@boundary(
    "PM-40-1",
    "items, missing",
    [([ITEMS[0], *ITEMS[2:]], ("committee_intro",)), (ITEMS, ())],
)
def test_four_items_in_their_order(items: list[str], missing: tuple[str, ...]) -> None:
    asked = member("2027-01-07", data={"items": items}, matter=meeting(11, 8))
    finding = conversion_meeting.conversion_agenda_in_order(asked)
    assert (finding.params["missing"], finding.verdict) == (missing, UNMET if missing else MET)


def test_items_of_two_entries_follow_each_other() -> None:
    held = meeting(11, 8)
    call = held.latest("convene")
    entry = call.entry if call else None
    before = fact("conversion_meeting.discuss", "2027-01-07", {"items": ITEMS[:2], "meeting": entry})
    asked = member("2027-01-07", before, data={"items": ITEMS[2:]}, matter=held)
    assert conversion_meeting.conversion_agenda_in_order(asked).verdict is MET
    again = member("2027-01-07", before, data={"items": ITEMS[1:]}, matter=held)
    assert conversion_meeting.conversion_agenda_in_order(again).verdict is UNMET


@boundary(
    "PM-40-2",
    "reviewed, missing",
    [(["performance", "opinions"], ("publicity",)), (["performance", "opinions", "publicity"], ())],
)
def test_the_committee_reports_on_three_things(reviewed: list[str], missing: tuple[str, ...]) -> None:
    asked = member("2027-01-07", data={"items": ITEMS, "reviewed": reviewed})
    assert conversion_meeting.committee_introduced(asked).params["missing"] == missing


@boundary("PM-40-3", "said, verdict", [("两人发言，均同意", MET), ("", Verdict.RECORDED)])
def test_what_was_said_is_on_record(said: str, verdict: Verdict) -> None:
    asked = member("2027-01-07", data={"items": ITEMS, "discussion": said})
    assert conversion_meeting.views_recorded(asked).verdict is verdict


@boundary(
    "PM-40-4",
    "method, subject, verdict",
    [("hands", "t1", UNMET), ("secret", "t1", MET), ("secret", "m1", UNMET)],
)
def test_a_secret_ballot_without_whom_it_is_about(method: str, subject: str, verdict: Verdict) -> None:
    held = meeting(11, 8, fact("count", "2027-01-07", {"method": method}))
    asked = member("2027-01-07", subject=person(subject), matter=held)
    assert conversion_meeting.conversion_ballot_is_secret(asked).verdict is verdict


# ── Article 41 ──


@boundary("PM-41-1", "entitled, present, verdicts", [(11, (6, 5), (MET, UNMET)), (10, (6, 5), (MET, UNMET))])
def test_more_than_half_of_those_entitled_came(
    entitled: int, present: tuple[int, int], verdicts: tuple[Verdict, Verdict]
) -> None:
    found = tuple(
        conversion_meeting.conversion_quorate(member("2027-01-07", matter=meeting(entitled, each))).verdict
        for each in present
    )
    assert found == verdicts


@boundary("PM-41-2", "approve, outcomes", [((6, 5), ("carried", "lost")), ((2, 3), ("lost", "lost"))])
def test_more_than_half_of_those_entitled_agree(approve: tuple[int, int], outcomes: tuple[str, str]) -> None:
    found = tuple(str(conversion_meeting.outcome(counted(10, 6, each))) for each in approve)
    assert found == outcomes


@pytest.mark.parametrize("entitled", range(1, 31))
def test_quorum_and_majority_for_every_roll(entitled: int) -> None:
    for present in range(entitled + 1):
        for approve in range(present + 1):
            outcome = conversion_meeting.outcome(counted(entitled, present, approve))
            if 2 * present <= entitled:
                expected = Outcome.INQUORATE
            elif 2 * approve > entitled:
                expected = Outcome.CARRIED
            else:
                expected = Outcome.LOST
            assert outcome is expected


RESOLVED: dict[str, Any] = {
    "merits": "学习刻苦",
    "faults": "主动性不够",
    "due": 11,
    "present": 8,
    "written": 0,
    "approve": 8,
    "oppose": 0,
    "abstain": 0,
    "void": 0,
    "passed_on": "2027-01-07",
    "signed": True,
    "in_form": True,
    "reported": True,
}
VOTED = fact(
    "conversion_meeting",
    "2027-01-07",
    {**NUMBERS, "entitled": 11, "present": 8, "written": 0, "motion": "convert"},
    outcome="carried",
)


def resolved(**changes: Any) -> Situation:
    """A resolution about a ballot of eight."""
    return member("2027-01-08", VOTED, data={**RESOLVED, **changes})


@boundary("PM-41-3", "reported, verdict", [(False, UNMET), (True, MET)])
def test_the_report_is_filled_in_and_sent(reported: bool, verdict: Verdict) -> None:
    assert conversion_meeting.conversion_report_sent(resolved(reported=reported)).verdict is verdict


@boundary("PM-41-4", "faults, missing", [("", ("part_merits_faults",)), ("主动性不够", ())])
def test_a_resolution_has_its_seven_parts(faults: str, missing: tuple[str, ...]) -> None:
    finding = conversion_meeting.conversion_resolution_in_full(resolved(faults=faults))
    assert finding.params["missing"] == missing


@pytest.mark.parametrize(
    ("field", "part"),
    [
        ("merits", "part_merits_faults"),
        ("due", "part_due"),
        ("present", "part_present"),
        ("approve", "part_approve"),
        ("oppose", "part_oppose"),
        ("abstain", "part_abstain"),
        ("passed_on", "part_date"),
        ("signed", "part_signature"),
    ],
)
def test_no_part_can_be_left_out(field: str, part: str) -> None:
    finding = conversion_meeting.conversion_resolution_in_full(resolved(**{field: None}))
    assert finding.params["missing"] == (part,)


def test_a_resolution_states_what_was_counted() -> None:
    assert conversion_meeting.conversion_as_counted(resolved()).verdict is MET
    finding = conversion_meeting.conversion_as_counted(resolved(approve=7))
    assert (finding.verdict, finding.params["wrong"]) == (UNMET, ("report_approve",))


@boundary("PM-41-5", "reported, verdict", [(False, UNMET), (True, MET)])
def test_a_resolution_is_sent_up(reported: bool, verdict: Verdict) -> None:
    resolution = fact("conversion_resolution", "2027-01-08", {**RESOLVED, "reported": reported})
    asked = member("2027-01-09", VOTED, resolution)
    assert conversion_meeting.submitted_to_the_college(asked).verdict is verdict


#: the college committee approves with everybody there
AGREED = {"outcome": "approved", "entitled": 7, "present": 7, "approve": 7}


@boundary(
    "PM-41-6",
    "months, effective",
    [(0, "2027-01-07"), (6, "2027-07-07")],
)
def test_a_full_member_dates_from_the_day_after_the_probation(months: int, effective: str) -> None:
    before = [
        fact("conversion_proposal", "2027-01-07", {"motions": ["extend"], "months": months}),
        fact("conversion_meeting", "2027-01-07", {"motion": "extend"}, outcome="carried"),
        fact("conversion_approval", "2027-02-10", outcome="extend"),
    ]
    voted = fact("conversion_meeting", "2027-07-20", {"motion": "convert"}, outcome="carried")
    asked = member("2027-08-10", *(before if months else ()), voted, data=AGREED)
    finding = conversion_meeting.full_member_from_the_expiry(asked)
    assert (finding.verdict, finding.params["effective_on"]) == (MET, day(effective))
    assert conversion_meeting.takes_effect_on(asked) == day(effective)


@pytest.mark.parametrize(
    ("motion", "outcome"), [("extend", "approved"), ("cancel", "approved"), ("convert", "returned")]
)
def test_anything_else_dates_from_its_approval(motion: str, outcome: str) -> None:
    voted = fact("conversion_meeting", "2027-01-07", {"motion": motion}, outcome="carried")
    asked = member("2027-02-10", voted, data={**AGREED, "outcome": outcome})
    assert conversion_meeting.takes_effect_on(asked) == date(2027, 2, 10)
    assert known.decided(asked) == motion
