"""Article 35: what the branch committee may ask the meeting for: to convert, extend or cancel, in turn."""

from __future__ import annotations

from datetime import date

from procedures.party_membership.rules import converting
from procedures.party_membership.rules import known_probation as known
from tests.procedures.party_membership.probationers import member, proposed, voted
from tests.procedures.party_membership.situations import boundary, configured, day, fact, situation
from workflows.rules.facts import Fact
from workflows.rules.findings import Verdict
from workflows.rules.situation import Situation

MET, UNMET, WARNED = Verdict.MET, Verdict.UNMET, Verdict.WARNED


# ── Article 35: motions ──


def moved(motion: str, months: int | None = None, *before: Fact, on: str = "2025-05-20") -> Situation:
    """A proposal about somebody whose probation began on 2024-05-20."""
    data = {"motions": [motion], "months": months}
    return member(on, *before, met="2024-05-20", approved="2024-06-20", data=data)


@boundary(
    "PM-35-10",
    "motion, verdict",
    [("convert", MET), ("extend", MET), ("cancel", MET)],
)
def test_the_committee_proposes_and_sees_the_gaps(motion: str, verdict: Verdict) -> None:
    finding = converting.motion_is_known(moved(motion))
    assert (finding.verdict, finding.params["gaps"]) == (verdict, tuple(converting.CONDITIONS))


@boundary(
    "PM-35-11",
    "months, verdict, until",
    [(5, UNMET, "2025-10-20"), (6, MET, "2025-11-20"), (7, MET, "2025-12-20")],
)
def test_an_extension_lasts_half_a_year(months: int, verdict: Verdict, until: str) -> None:
    assert converting.extended_long_enough(moved("extend", months)).verdict is verdict
    assert converting.extended_not_too_long(moved("extend", months)).params["until"] == day(until)


@boundary("PM-35-12", "months, verdict", [(12, MET), (13, UNMET)])
def test_an_extension_lasts_a_year_at_most(months: int, verdict: Verdict) -> None:
    assert converting.extended_not_too_long(moved("extend", months)).verdict is verdict


def extended(months: int = 6) -> tuple[Fact, ...]:
    """A probation that was extended once."""
    return (
        proposed("extend", "2025-05-20", months),
        voted("extend", "carried"),
        fact("conversion_approval", "2025-06-01", outcome="extend"),
    )


@boundary("PM-35-13", "most, verdict", [(1, UNMET), (2, MET)])
def test_a_probation_is_extended_once(most: int, verdict: Verdict) -> None:
    edition = configured("probation.extension_max_count", value=most)
    data = {"motions": ["extend"], "months": 6}
    asked = member(
        "2025-11-20", *extended(), met="2024-05-20", approved="2024-06-20", data=data, edition=edition
    )
    assert converting.extended_once(asked).verdict is verdict
    assert converting.extended_not_too_long(asked).verdict is MET


def test_an_extended_probation_is_free_on_its_own_day() -> None:
    asked = moved("convert", None, *extended(), on="2025-11-20")
    assert (known.last_day(asked), known.free_on(asked)) == (date(2025, 11, 19), date(2025, 11, 20))
    assert converting.year_is_over(asked).verdict is MET


@boundary(
    "PM-35-14",
    "approved, ends",
    [(True, "cancel"), (False, "")],
)
def test_cancelling_takes_a_vote_and_an_approval(approved: bool, ends: str) -> None:
    given = [proposed("cancel", "2025-05-20"), voted("cancel", "carried")]
    given += [fact("conversion_approval", "2025-06-01", outcome="cancel")] if approved else []
    asked = moved("cancel", None, *given)
    approval = asked.facts.latest("conversion_approval")
    assert converting.cancelled_by_both(asked).verdict is MET
    assert (approval.outcome if approval else "") == ends


def test_what_was_not_carried_cancels_nothing() -> None:
    assert (
        converting.cancelled_by_both(moved("cancel", None, voted("cancel", "lost"))).verdict
        is Verdict.NOT_APPLICABLE
    )


@boundary(
    "PM-35-15",
    "lost, motion, verdict",
    [(("convert",), "convert", UNMET), ((), "extend", MET), (("convert",), "extend", MET)],
)
def test_motions_have_their_own_votes_in_order(lost: tuple[str, ...], motion: str, verdict: Verdict) -> None:
    before = [voted(each, "next_motion") for each in lost]
    finding = converting.asked_in_order(moved(motion, None, *before))
    assert (finding.verdict, finding.params["lost"]) == (verdict, lost)


@boundary("PM-35-16", "outcome, verdict", [("lost", UNMET), ("carried", MET)])
def test_the_college_approves_what_the_meeting_carried(outcome: str, verdict: Verdict) -> None:
    ballot = voted("convert", outcome)
    assert converting.voted_before_the_approval(moved("convert", None, ballot)).verdict is verdict


def test_motions_are_put_in_turn_until_one_is_carried() -> None:
    asked = fact("conversion_proposal", "2025-05-19", {"motions": ["convert", "extend"], "months": 6})
    assert known.motion(moved("convert")) == "convert"
    before = situation("2025-05-20", asked)
    after = situation("2025-05-20", asked, voted("convert", "next_motion"))
    assert (known.motion(before), known.motion(after), known.lost(after)) == (
        "convert",
        "extend",
        ("convert",),
    )
    done = situation("2025-05-20", asked, voted("convert", "next_motion"), voted("extend", "carried"))
    assert known.decided(done) == "extend"


def test_a_later_proposal_does_not_lengthen_an_extension() -> None:
    asked = moved("convert", None, *extended(), proposed("extend", "2025-11-19", 12), on="2025-11-20")
    assert known.months_of_extension(asked) == 6
