"""Article 8: who is recommended, by which ballot, reviewed by whom, and for how long it counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from procedures.party_membership.rules import recommending
from tests.procedures.party_membership.situations import (
    boundary,
    configured,
    fact,
    person,
    situation,
)
from tests.procedures.party_membership.world import (
    COUNT,
    DECIDED,
    FAMILY,
    applicant,
    college,
    findings,
    nantong,
    nominee,
    refused,
    student,
)
from workflows.models import Entry
from workflows.rules.findings import Verdict
from workflows.rules.regulations import Edition
from workflows.rules.situation import PersonView

pytestmark = pytest.mark.django_db

#: born so that the person is so many years old on 2024-12-10
AGED = {27: date(1997, 5, 20), 28: date(1995, 12, 11), 29: date(1995, 12, 10), 30: date(1994, 5, 20)}
MEMBERS = [fact("member_recommendation", "2024-12-01", {"recommender": "m1"})]


def aged(years: int, league: str) -> PersonView:
    """Somebody of an age on the day of the ballot."""
    return person(born_on=AGED[years], league=league)


@boundary(
    "PM-8-1",
    "years, verdict",
    [(28, Verdict.UNMET), (29, Verdict.NOT_APPLICABLE)],
)
def test_up_to_twenty_eight_they_come_from_the_league(years: int, verdict: Verdict) -> None:
    outsider = aged(years, "non_member")
    finding = recommending.young_come_from_the_league(situation("2024-12-10", subject=outsider))
    assert (finding.verdict, finding.override) == (verdict, "college_committee")
    member = aged(28, "member")
    assert not recommending.young_come_from_the_league(situation("2024-12-10", subject=member)).refuses


def test_the_age_is_that_of_the_day_of_the_ballot() -> None:
    given = [
        fact("recommendation", "2024-12-10", outcome="carried"),
        fact("recommendation_notice", "2024-12-18", outcome="unopposed"),
    ]
    finding = recommending.young_come_from_the_league(
        situation("2024-12-18", *given, subject=aged(28, "member"))
    )
    assert (finding.params["on"], finding.params["age"]) == (date(2024, 12, 10), 28)


@boundary(
    "PM-8-2",
    "years, league, verdict",
    [
        (27, "member", Verdict.UNMET),
        (27, "non_member", Verdict.NOT_APPLICABLE),
        (30, "member", Verdict.NOT_APPLICABLE),
    ],
)
def test_young_league_members_come_through_the_league(years: int, league: str, verdict: Verdict) -> None:
    asked = situation("2024-12-10", *MEMBERS, subject=aged(years, league))
    finding = recommending.league_members_through_the_league(asked)
    assert (finding.verdict, finding.override) == (verdict, "college_committee")


def test_a_young_outsider_passes_with_an_exception_that_is_kept() -> None:
    world = college()
    outsider = student(world, "n1", born_on=AGED[27], league="non_member")
    walk = applicant(world, person=outsider).recommended("2024-12-10")
    assert "recommendation" not in walk.open_steps()
    assert walk.refuses("activist_decision", "s1", "2024-12-10", DECIDED) == ["PM-8-1"]
    walk.does("override", "z1", "2024-12-10", {"rule": "PM-8-1", "ground": "少数民族班"})
    walk.decided("2024-12-10")
    assert findings(walk.case, "activist_decision")["PM-8-1"] == "overridden"


@boundary("PM-8-3", "method, rules", [("hands", ["PM-8-3"]), ("secret", [])])
def test_a_show_of_hands_is_no_ballot(method: str, rules: list[str]) -> None:
    walk = applicant(college())
    meeting = walk.meeting("2024-12-10")
    counts = {walk.case: COUNT}
    found = refused("count", walk.world["l1"], "2024-12-10", {"method": method}, matter=meeting, cases=counts)
    assert found == rules


def post(walk: Any, **data: Any) -> list[str]:
    """What refuses to hang the notice."""
    shown = {"contact": "院团委", "channels": ["paper", "web"], "basic_info": "学号、班级", **data}
    return refused(
        "post",
        walk.world["c1"],
        "2024-12-12",
        {name: shown[name] for name in ("contact", "channels")},
        kind=f"{FAMILY}.recommendation_notice",
        unit=walk.world.units["league"].pk,
        cases={walk.case: {"basic_info": shown["basic_info"]}},
    )


@boundary(
    "PM-8-4",
    "reached, rules",
    [
        ("nothing", ["PM-8-4", "act.not_open"]),
        ("counted", ["PM-8-4", "act.not_open"]),
        ("reviewed", []),
    ],
)
def test_only_counted_and_reviewed_nominees_are_published(reached: str, rules: list[str]) -> None:
    walk = applicant(college())
    if reached != "nothing":
        walk.counted("2024-12-10")
    if reached == "reviewed":
        walk.reviewed("2024-12-11")
    assert [rule for rule in post(walk) if not rule.startswith("ballot.")] == rules


def test_the_rule_behind_the_notice_names_who_has_no_votes() -> None:
    carried = fact("recommendation", "2024-12-10", outcome="carried")
    reviewed = fact("recommendation_review", "2024-12-11", outcome="approved")
    asked = [[], [carried], [carried, reviewed], [reviewed, carried]]
    found = [recommending.reviewed_by_the_college_league(situation("2024-12-12", *given)) for given in asked]
    assert [finding.verdict for finding in found] == [
        Verdict.UNMET,
        Verdict.UNMET,
        Verdict.MET,
        Verdict.UNMET,
    ]
    assert (found[0].params["unknown"], found[1].params["unknown"]) == (("人t1",), ())


def test_a_returned_nominee_is_voted_on_again() -> None:
    walk = applicant(college()).counted("2024-12-10")
    walk.does("recommendation_review", "c1", "2024-12-11", {"outcome": "returned", "opinion": "会议不合规"})
    assert "recommendation" in walk.open_steps()
    assert walk.refuses("activist_decision", "s1", "2024-12-18", DECIDED) == ["PM-10-1", "PM-8-2"]


@boundary(
    "PM-8-5",
    "closed, on, rules",
    [
        (False, "2024-12-19", ["PM-8-5"]),
        (True, "2024-12-18", ["PM-8-5"]),
        (True, "2024-12-19", []),
        (True, "2024-12-20", []),
    ],
)
def test_a_recommendation_is_tentative_until_its_notice_is_closed(
    closed: bool, on: str, rules: list[str]
) -> None:
    walk = nominee(college()).posted("2024-12-12")
    if closed:
        walk.on_notice("close", "2024-12-19")
    assert walk.refuses("activist_decision", "s1", on, DECIDED, recorded="2024-12-20") == rules


def test_before_the_notice_hangs_the_decision_names_the_list_only() -> None:
    walk = nominee(college())
    assert walk.refuses("activist_decision", "s1", "2024-12-12", DECIDED) == ["PM-8-5"]


# ── How long it counts, and by which rules ──


EFFECTIVE = [
    fact("recommendation", "2024-12-10", outcome="carried"),
    fact("recommendation_notice", "2024-12-18", outcome="unopposed"),
]


@boundary(
    "PM-8-10",
    "on, verdict",
    [
        ("2025-12-18", Verdict.MET),
        ("2026-12-18", Verdict.WARNED),
        ("2026-12-19", Verdict.UNMET),
    ],
)
def test_a_recommendation_counts_for_a_year_and_with_a_warning_for_two(on: str, verdict: Verdict) -> None:
    finding = recommending.still_valid(situation(on, *EFFECTIVE))
    assert (finding.verdict, finding.needs_reason) == (verdict, False)


def test_the_warning_begins_on_the_day_after_the_year() -> None:
    finding = recommending.still_valid(situation("2025-12-19", *EFFECTIVE))
    assert finding.verdict is Verdict.WARNED
    assert finding.params["last_on"] == date(2026, 12, 18)


UNIVERSITY = configured("tuiyou.external_rules_configured", options={"configured": True})


@boundary("PM-8-11", "edition, verdict", [(None, Verdict.WARNED), (UNIVERSITY, Verdict.MET)])
def test_defaults_hold_until_the_universitys_rules_are_known(
    edition: Edition | None, verdict: Verdict
) -> None:
    asked = replace(situation("2024-12-10"), edition=edition or nantong())
    finding = recommending.university_rules_known(asked)
    assert (finding.verdict, finding.needs_reason) == (verdict, False)


def test_the_warning_is_kept_with_the_count() -> None:
    walk = applicant(college()).counted("2024-12-10")
    assert findings(walk.case, "recommendation")["PM-8-11"] == "warned"


# ── The member's word ──


def test_a_member_recommends_again_and_only_a_full_member() -> None:
    walk = applicant(college()).recommended("2024-10-01").recommended("2024-10-02", by="m2")
    assert Entry.objects.filter(case=walk.case, act="member_recommendation").count() == 2
    for stranger in ("y1", "t2", "t1"):
        word = {"recommender": stranger, "ground": "好"}
        assert walk.refuses("member_recommendation", "o1", "2024-10-03", word) == ["recommender.full_member"]


def test_the_way_can_be_chosen_again_until_somebody_is_an_activist() -> None:
    world = college()
    outsider = student(world, "n1", league="non_member")
    walk = applicant(world, person=outsider)
    assert "recommendation" not in walk.open_steps()
    outsider.memberships.filter(tree="league").update(standing="member")
    walk.does("rerouting", "s1", "2024-10-01", {"ground": "已入团"})
    assert "recommendation" in walk.open_steps()
    walk.counted("2024-12-10", issued=26, returned=26, approve=21).reviewed("2024-12-10")
    walk.posted("2024-12-12").on_notice("close", "2024-12-18")
    walk.decided("2024-12-18").filed("2024-12-18")
    assert walk.refuses("rerouting", "s1", "2024-12-18", {"ground": "改"}) == ["route.applicant"]
