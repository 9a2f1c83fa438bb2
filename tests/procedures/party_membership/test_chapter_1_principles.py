"""Articles 1 to 4: sources, the political standard, one's own will, one person one vote, the checks."""

from __future__ import annotations

from fractions import Fraction

import pytest

from procedures.party_membership.rules import chapter_1
from tests.procedures.party_membership.situations import boundary, fact, situation
from tests.procedures.party_membership.world import (
    ATTESTED,
    COUNT,
    DECIDED,
    FAMILY,
    FILED,
    Walk,
    applicant,
    college,
    do,
    findings,
    nantong,
    nominee,
    refused,
)
from workflows.models import Entry
from workflows.rules.findings import Verdict
from workflows.rules.parameters import Parameter

pytestmark = pytest.mark.django_db

SCAN = ("ab" * 32,)
HANDED_IN = {"signature": "signed_original"}


@boundary("PM-1-1", "name", ["meeting.quorum_ratio"])
def test_of_two_readings_the_stricter_stands_and_its_source_is_shown(name: str) -> None:
    parameter: Parameter = nantong()[name]
    assert chapter_1.superior_sources(situation("2024-09-10")).verdict is Verdict.MET
    assert (parameter.comparator, parameter.options["alternative"]["at_least"]) == (
        "more_than",
        Fraction(1, 2),
    )
    assert parameter.note


@boundary(
    "PM-2-1", "qualities, rules", [(["understanding", "character"], ["PM-2-1"]), (ATTESTED["qualities"], [])]
)
def test_no_score_makes_up_for_the_political_standard(qualities: list[str], rules: list[str]) -> None:
    walk = nominee(college()).posted("2024-12-12").on_notice("close", "2024-12-18")
    walk.attested("2024-12-18", qualities=qualities, term_rank=1)
    assert walk.refuses("activist_decision", "s1", "2024-12-18", DECIDED) == rules


@boundary(
    "PM-3-1",
    "signature, files, rules",
    [
        ("unsigned", (), ["PM-3-1", "PM-5-2", "act.needs_scan"]),
        ("signed_original", SCAN, []),
    ],
)
def test_a_case_begins_with_the_students_own_signed_paper(
    signature: str, files: tuple[str, ...], rules: list[str]
) -> None:
    world = college()
    found = refused(
        "application",
        world["t1"],
        "2024-09-10",
        {"signature": signature},
        family=FAMILY,
        subject=world["t1"].pk,
        recorded_by=world["o1"].pk,
        files=files,
    )
    assert found == rules


def test_nobody_applies_for_another() -> None:
    world = college()
    target = {"family": FAMILY, "subject": world["t1"].pk}
    assert refused("application", world["t2"], "2024-09-10", HANDED_IN, **target) == [
        "PM-3-1",
        "act.not_yours",
    ]


@boundary("PM-3-2", "together, outcomes", [(True, []), (False, ["carried", "carried"])])
def test_each_person_is_voted_on_alone(together: bool, outcomes: list[str]) -> None:
    world = college()
    first, second = applicant(world, "t1"), applicant(world, "t2")
    meeting = first.meeting("2024-12-10")
    if together:
        one_paper = refused("count", world["l1"], "2024-12-10", COUNT, matter=meeting)
        assert "data.unknown_field" in one_paper
    else:
        first.counted("2024-12-10", matter=meeting)
        second.counted("2024-12-10", matter=meeting, approve=13, oppose=10)
    decided = Entry.objects.filter(act="recommendation").exclude(outcome="").order_by("pk")
    assert list(decided.values_list("outcome", flat=True)) == outcomes


@boundary("PM-4-1", "held, verdict", [(False, Verdict.UNMET), (True, Verdict.NOT_APPLICABLE)])
def test_the_leagues_ballot_is_missing_or_does_not_apply(held: bool, verdict: Verdict) -> None:
    recommended = [fact("member_recommendation", "2024-12-01", {"recommender": "m1"})] if held else []
    finding = chapter_1.ballots_held(situation("2024-12-18", *recommended))
    assert (finding.verdict, finding.params["missing"]) == (verdict, ("tuiyou",))


@boundary("PM-4-2", "closed, verdict", [(False, Verdict.UNMET), (True, Verdict.MET)])
def test_the_leagues_notice_hung_to_its_end(closed: bool, verdict: Verdict) -> None:
    given = [fact("recommendation", "2024-12-10", outcome="carried")]
    given += [fact("recommendation_notice", "2024-12-18", outcome="unopposed")] if closed else []
    assert chapter_1.publicities_held(situation("2024-12-18", *given)).verdict is verdict


@pytest.mark.parametrize(
    ("left_out", "ballots", "notices"),
    [
        ("", (), ()),
        ("recommendation", ("tuiyou",), ()),
        ("admission_meeting", ("admission",), ()),
        ("conversion_meeting", ("conversion",), ()),
        ("candidate_notice", (), ("candidate",)),
        ("conversion_notice", (), ("conversion",)),
    ],
)
def test_a_whole_case_has_three_ballots_and_three_notices(
    left_out: str, ballots: tuple[str, ...], notices: tuple[str, ...]
) -> None:
    carried = [fact(name, "2024-12-10", outcome="carried") for name in chapter_1.BALLOTS.values()]
    closed = [fact(name, "2024-12-18", outcome="unopposed") for name in chapter_1.NOTICES.values()]
    done = [fact("university_approval", "2026-01-09", outcome="approved")]
    done += [fact("conversion_approval", "2027-01-08", outcome="convert")]
    given = [each for each in (*carried, *closed, *done) if each.name != left_out]
    asked = situation("2027-01-20", *given)
    assert chapter_1.ballots_held(asked).params["missing"] == ballots
    assert chapter_1.publicities_held(asked).params["missing"] == notices


def test_of_a_member_from_elsewhere_only_the_conversion_is_due() -> None:
    converted = fact("conversion_approval", "2027-01-08", outcome="convert")
    finding = chapter_1.ballots_held(situation("2027-01-20", fact("transfer_in", "2024-09-20"), converted))
    assert (finding.verdict, finding.params["missing"]) == (Verdict.UNMET, ("conversion",))


@boundary("PM-4-4", "changes, rules", [({"checked_by": "", "conclusion": ""}, ["PM-4-4"]), ({}, [])])
def test_each_change_of_stage_rests_on_a_check(changes: dict[str, str], rules: list[str]) -> None:
    walk = nominee(college()).posted("2024-12-12").on_notice("close", "2024-12-18").decided("2024-12-18")
    assert walk.refuses("filing", "z2", "2024-12-18", {**FILED, **changes}) == rules


def test_the_branchs_check_names_its_checker_too() -> None:
    world = college()
    walk = Walk(world, world["t1"]).applies("2024-09-10")
    unchecked = {"outcome": "approved", "file_number": "2024-1"}
    assert walk.refuses("check", "o1", "2024-09-10", unchecked) == ["PM-4-4"]


@boundary("PM-4-6", "day, verdict", [("2025-09-11", "recorded"), ("2025-09-10", "met")])
def test_quality_is_reviewed_again_within_a_year(day: str, verdict: str) -> None:
    world = college()
    office, said = world["z2"], {"ground": "年度评估"}
    kind = {"kind": f"{FAMILY}.quality_review", "unit": world.units["college"].pk}
    matter = do("open", office, "2024-09-01", said, **kind).matter
    do("review", office, "2024-09-10", said, matter=matter)
    receipt = do("review", office, day, said, matter=matter)
    (found,) = Entry.objects.get(pk=receipt.entry).findings
    assert (found["rule"], found["verdict"]) == ("PM-4-6", verdict)


def test_the_filing_records_the_ballot_and_the_notice() -> None:
    walk = nominee(college()).posted("2024-12-12").on_notice("close", "2024-12-18")
    walk.decided("2024-12-18").filed("2024-12-18")
    found = findings(walk.case, "filing")
    assert (found["PM-4-1"], found["PM-4-2"], found["PM-4-4"]) == ("met", "met", "met")
