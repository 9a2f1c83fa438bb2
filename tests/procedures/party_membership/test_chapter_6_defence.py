"""Articles 4, 38 and 39: who defends, drawn by lot, before which panel, and that it binds nobody."""

from __future__ import annotations

from math import ceil
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures.party_membership.rules import defending
from tests.procedures.party_membership.probationers import proposed
from tests.procedures.party_membership.situations import boundary, fact, facts, person, situation
from workflows.rules.facts import Fact
from workflows.rules.findings import Verdict
from workflows.rules.situation import Situation

MET, UNMET, WARNED, NOT = Verdict.MET, Verdict.UNMET, Verdict.WARNED, Verdict.NOT_APPLICABLE
SEED = "上证指数 4012.33"
POOL = [f"t{number}" for number in range(1, 11)]


def member(on: str, *more: Fact, **what: Any) -> Situation:
    """A day in the life of a member whose probation began on 2024-11-20."""
    meeting = fact("admission_meeting", "2024-11-20", outcome="carried")
    approval = fact("university_approval", "2024-12-20", outcome="approved", effective="2024-11-20")
    return situation(on, meeting, approval, *more, **what)


def lot(word: str) -> Fact:
    """What the draw said to the member."""
    return fact("defence_draw", "2025-11-10", outcome=word)


def assessed(**grades: int) -> Fact:
    """The assessment of the member."""
    return fact("defence_session", "2025-11-20", {**dict.fromkeys(defending.GRADES, 0), **grades})


REPORTED = fact("defence_report", "2025-11-20", {})


def draw(number: int, pool: list[str] = POOL, **changes: Any) -> Situation:
    """A draw of so many of a pool, as the office enters it."""
    data = {"pool": pool, "seed": SEED, "number": number, "drawn": [], "redrawn_because": "", **changes}
    return member("2025-11-10", data=data, matter=facts())


@boundary("PM-4-3", "given, verdict", [((lot("drawn"),), UNMET), ((lot("not_drawn"),), MET)])
def test_whoever_is_drawn_defends_before_the_meeting(given: tuple[Fact, ...], verdict: Verdict) -> None:
    assert defending.defended_if_drawn(member("2025-11-20", *given)).verdict is verdict


def test_a_member_who_was_in_no_pool_is_not_debated() -> None:
    assert defending.defended_if_drawn(member("2025-11-20")).verdict is UNMET
    held = member("2025-11-20", lot("drawn"), assessed(good=5))
    assert defending.defended_if_drawn(held).verdict is MET


@pytest.mark.parametrize(
    ("motion", "drawn", "verdict"),
    [
        ("convert", (), UNMET),
        ("extend", (), Verdict.NOT_APPLICABLE),
        ("cancel", (), Verdict.NOT_APPLICABLE),
        ("extend", (lot("drawn"),), UNMET),
        ("cancel", (lot("not_drawn"),), MET),
    ],
)
def test_lots_are_drawn_among_those_who_are_to_be_converted(
    motion: str, drawn: tuple[Fact, ...], verdict: Verdict
) -> None:
    asked = member("2025-11-20", proposed(motion, "2025-11-01"), *drawn)
    assert defending.defended_if_drawn(asked).verdict is verdict


@boundary("PM-38-1", "statement, verdict", [(["thought", "work", "other"], Verdict.RECORDED)])
def test_a_statement_that_leaves_something_out_is_recorded(statement: list[str], verdict: Verdict) -> None:
    assert defending.statement_in_full(member("2025-11-20", data={"statement": statement})).verdict is verdict


@boundary(
    "PM-38-2",
    "questions, verdict",
    [(["belief", "performance"], WARNED), (["belief", "knowledge", "performance"], MET)],
)
def test_questions_touch_three_topics(questions: list[str], verdict: Verdict) -> None:
    assert defending.asked_in_public(member("2025-11-20", data={"questions": questions})).verdict is verdict


@boundary(
    "PM-38-3",
    "method, good, verdict",
    [("secret", 5, MET), ("secret", 4, WARNED), ("named", 5, UNMET)],
)
def test_the_panel_assesses_in_secret(method: str, good: int, verdict: Verdict) -> None:
    data = {"method": method, "panel_size": 5, "excellent": 0, "good": good, "fair": 0, "poor": 0}
    assert defending.assessed_in_secret(member("2025-11-20", data=data)).verdict is verdict


def test_more_papers_than_members_of_the_panel_cannot_be() -> None:
    data = {"method": "secret", "panel_size": 5, "excellent": 0, "good": 6, "fair": 0, "poor": 0}
    assert defending.assessed_in_secret(member("2025-11-20", data=data)).verdict is UNMET


@boundary(
    "PM-38-4",
    "given, missing",
    [
        ((lot("drawn"), REPORTED), ("review_form",)),
        ((lot("drawn"), assessed(good=5)), ("summary_report",)),
    ],
)
def test_form_and_report_come_to_the_branch(given: tuple[Fact, ...], missing: tuple[str, ...]) -> None:
    finding = defending.defence_papers_complete(member("2025-11-20", *given))
    assert (finding.verdict, finding.params["missing"]) == (UNMET, missing)


def test_whoever_was_not_drawn_owes_no_papers() -> None:
    assert defending.defence_papers_complete(member("2025-11-20", lot("not_drawn"))).verdict is NOT


@pytest.mark.parametrize(("given", "verdict"), [("drawn", MET), ("not_drawn", UNMET), (None, UNMET)])
def test_only_who_was_drawn_is_called_heard_and_reported_on(given: str | None, verdict: Verdict) -> None:
    drawn = (lot(given),) if given else ()
    assert defending.was_drawn(member("2025-11-20", *drawn)).verdict is verdict


@boundary("PM-38-5", "grades", [{"poor": 5}, {"excellent": 5}])
def test_an_assessment_binds_nobody_and_is_listed(grades: dict[str, int]) -> None:
    finding = defending.only_for_reference(member("2025-11-20", lot("drawn"), assessed(**grades)))
    listed = {**dict.fromkeys(defending.GRADES, 0), **grades}
    assert (finding.verdict, dict(finding.params)) == (MET, listed)


@boundary(
    "PM-39-1",
    "size, number, verdict",
    [(10, 4, MET), (9, 3, MET), (3, 1, MET), (2, 1, MET), (1, 1, MET), (10, 3, UNMET)],
)
def test_at_least_a_third_defends(size: int, number: int, verdict: Verdict) -> None:
    assert defending.enough_drawn(draw(number, POOL[:size])).verdict is verdict


@pytest.mark.parametrize("size", range(1, 31))
def test_a_third_is_rounded_up(size: int) -> None:
    pool = [f"t{number}" for number in range(1, size + 1)]
    needed = ceil(size / 3)
    assert defending.enough_drawn(draw(needed, pool)).verdict is MET
    assert defending.enough_drawn(draw(needed - 1, pool)).verdict is UNMET


@boundary(
    "PM-39-2",
    "changes, redrawn, verdict",
    [
        ({"drawn": ["t1", "t2", "t3", "t4"]}, False, UNMET),
        ({}, False, MET),
        ({}, True, UNMET),
    ],
)
def test_names_are_drawn_by_lot(changes: dict[str, Any], redrawn: bool, verdict: Verdict) -> None:
    asked = draw(4, **changes)
    before = facts(fact("draw", "2025-11-09", {})) if redrawn else facts()
    asked = situation("2025-11-10", data=asked.data, matter=before)
    assert defending.drawn_by_lot(asked).verdict is verdict


def test_a_list_that_the_seed_gives_may_be_entered() -> None:
    honest = list(defending.lots(SEED, POOL, 4))
    assert defending.drawn_by_lot(draw(4, drawn=honest)).verdict is MET
    assert defending.drawn_by_lot(draw(4, drawn=honest[:3])).verdict is UNMET


def test_each_of_the_pool_learns_the_lot() -> None:
    told = facts(fact("draw", "2025-11-10", {"pool": POOL, "seed": SEED, "number": 4}))
    names = defending.lots(SEED, POOL, 4)
    for number in POOL:
        asked = situation("2025-11-10", subject=person(number), matter=told)
        assert (defending.lot_of(asked) == "drawn") == (number in names)
        assert defending.in_the_pool(asked).verdict is MET
    assert defending.in_the_pool(situation("2025-11-10", subject=person("t99"), matter=told)).verdict is UNMET


def test_a_second_draw_says_why() -> None:
    before = facts(fact("draw", "2025-11-09", {}))
    asked = draw(4, redrawn_because="名单漏了一人")
    assert defending.drawn_by_lot(situation("2025-11-10", data=asked.data, matter=before)).verdict is MET


@given(st.permutations(POOL), st.text(min_size=1, max_size=20), st.integers(1, 10))
def test_a_draw_can_be_repeated_whatever_the_order_of_the_pool(
    pool: list[str], seed: str, number: int
) -> None:
    assert defending.lots(seed, pool, number) == defending.lots(seed, POOL, number)
    assert len(defending.lots(seed, pool, number)) == number


def test_every_member_of_a_pool_is_drawn_about_as_often() -> None:
    times = dict.fromkeys(POOL, 0)
    for number in range(3_000):
        for each in defending.lots(f"种子{number}", POOL, 4):
            times[each] += 1
    # 1,200 expected of 3,000; five standard deviations are 134
    assert all(abs(found - 1_200) < 134 for found in times.values())


@boundary("PM-39-3", "by, verdict", [("branch", UNMET), ("college_committee", MET)])
def test_the_college_runs_the_defence(by: str, verdict: Verdict) -> None:
    assert defending.run_by_the_college(member("2025-11-17", data={"organised_by": by})).verdict is verdict


def panel(size: int, *more: Fact, standing: str = "full_member") -> Situation:
    """A panel of so many members with a standing in the Party."""
    people = {f"p{number}": person(f"p{number}", party=standing) for number in range(1, size + 1)}
    return member("2025-11-17", *more, data={"panel": list(people)}, people=people)


@boundary("PM-39-4", "size, verdict", [(5, MET), (7, MET), (6, UNMET), (3, UNMET)])
def test_a_panel_has_five_or_seven_members(size: int, verdict: Verdict) -> None:
    finding = defending.panel_of_five_or_seven(panel(size))
    assert (finding.verdict, finding.override) == (verdict, "college_committee")


@pytest.mark.parametrize(("name", "field"), [("introducers", "introducers"), ("contacts", "contacts")])
def test_nobody_assesses_whom_he_introduced_or_accompanied(name: str, field: str) -> None:
    named = fact(name, "2024-06-01", {field: ["p2", "x9"]})
    finding = defending.panel_of_five_or_seven(panel(5, named))
    assert (finding.verdict, finding.params["partial"]) == (UNMET, ("人p2",))


def test_a_panel_is_of_full_members() -> None:
    assert defending.panel_of_five_or_seven(panel(5, standing="probationary")).verdict is UNMET


@boundary("PM-39-5", "activists, representatives, verdict", [(1, 1, MET), (0, 3, WARNED)])
def test_others_sit_in(activists: int, representatives: int, verdict: Verdict) -> None:
    data = {"activists": activists, "representatives": representatives}
    assert defending.others_sit_in(member("2025-11-20", data=data)).verdict is verdict


@boundary(
    "PM-39-6",
    "on, carried, verdict",
    [("2025-11-21", True, UNMET), ("2025-11-05", False, WARNED), ("2025-11-20", False, MET)],
)
def test_a_defence_lies_between_the_probation_and_the_meeting(
    on: str, carried: bool, verdict: Verdict
) -> None:
    met = [fact("conversion_meeting", "2025-11-20", outcome="carried")] if carried else []
    assert defending.between_expiry_and_meeting(member(on, *met)).verdict is verdict


def test_a_defence_long_before_the_end_of_the_probation_is_none() -> None:
    assert defending.between_expiry_and_meeting(member("2025-11-04")).verdict is UNMET


@boundary(
    "PM-39-7",
    "announced, on, verdict",
    [
        ("2018-11-19", "2018-11-21", MET),
        ("2018-11-20", "2018-11-21", MET),
        ("2018-11-21", "2018-11-21", UNMET),
    ],
)
def test_a_session_is_announced_a_day_before(announced: str, on: str, verdict: Verdict) -> None:
    called = facts(fact("announce", announced, {}))
    assert defending.announced_before(situation(on, matter=called)).verdict is verdict


def test_a_session_nobody_announced_is_none() -> None:
    assert defending.announced_before(situation("2018-11-21", matter=facts())).verdict is UNMET
