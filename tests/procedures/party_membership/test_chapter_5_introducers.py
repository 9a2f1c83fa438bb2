"""Articles 23 and 24: two introducers, who they may be, what they write and go on doing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from procedures.party_membership import forms
from procedures.party_membership.rules import introducing
from tests.procedures.party_membership.situations import (
    BRANCH,
    boundary,
    fact,
    person,
    situation,
    stands,
)
from workflows.rules.facts import Fact
from workflows.rules.findings import Finding, Verdict
from workflows.rules.situation import PersonView, Situation

DAY = "2025-12-22"
NAMED = {"introducers": ["m1", "m2"], "elsewhere": "none", "on_probation": False}


def member(number: str, *, standing: str = "full_member", since: str = "2018-09-01") -> PersonView:
    """Somebody of the branch who has stood in the Party so since a day."""
    return replace(person(number), standings=(stands("party", standing, BRANCH, since),))


def naming(*numbers: str, on: str = DAY, **more: Any) -> Situation:
    """These people are named introducers."""
    people = more.pop("people", {number: member(number) for number in numbers})
    data = {**NAMED, "introducers": list(numbers), **more}
    contacts = fact("contacts", "2024-12-18", {"contacts": ["m1", "m2"]})
    return situation(on, contacts, data=data, people=people)


@boundary(
    "PM-23-1",
    "numbers, verdict",
    [
        (["m1"], Verdict.UNMET),
        (["m1", "m2"], Verdict.MET),
        (["m1", "m2", "m3"], Verdict.UNMET),
        (["m1", "y1"], Verdict.UNMET),
    ],
)
def test_there_are_two_introducers_and_one_who_falls_away_is_replaced(
    numbers: list[str], verdict: Verdict
) -> None:
    at_the_meeting = situation(
        "2026-01-05",
        fact("introducers", DAY, {**NAMED, "introducers": numbers}),
        people={number: member(number) for number in numbers} | {"y1": member("y1", standing="none")},
    )
    assert introducing.two_introducers(at_the_meeting).verdict is verdict
    if "y1" not in numbers:
        assert introducing.two_introducers(naming(*numbers)).verdict is verdict


@boundary(
    "PM-23-2",
    "standing, since, verdict",
    [
        ("probationary", "2018-09-01", Verdict.UNMET),
        ("full_member", "2025-12-21", Verdict.MET),
    ],
)
def test_introducers_are_full_members_on_the_day(standing: str, since: str, verdict: Verdict) -> None:
    people = {"m1": member("m1"), "m2": member("m2", standing=standing, since=since)}
    finding = introducing.introducers_are_members(naming("m1", "m2", people=people))
    assert finding.verdict is verdict
    assert finding.params["unfit"] == (("人m2",) if verdict is Verdict.UNMET else ())


def test_nobody_is_held_against_whom_the_act_does_not_name() -> None:
    named = fact("introducers", DAY, NAMED)
    assert introducing.introducers_are_members(situation("2026-01-05", named)).verdict is Verdict.MET


@boundary(
    "PM-23-3",
    "numbers, verdict",
    [(("m1", "m3"), Verdict.MET), (("m3", "m4"), Verdict.WARNED)],
)
def test_contact_persons_usually_introduce(numbers: tuple[str, str], verdict: Verdict) -> None:
    finding = introducing.a_contact_introduces(naming(*numbers))
    assert (finding.verdict, finding.override) == (verdict, "branch_secretary")


@boundary("PM-23-4", "under, verdict", [(True, Verdict.UNMET), (False, Verdict.MET)])
def test_nobody_introduces_without_the_rights_of_a_member(under: bool, verdict: Verdict) -> None:
    finding = introducing.introducers_have_their_rights(naming("m1", "m2", on_probation=under))
    assert finding.verdict is verdict


@boundary("PM-23-5", "elsewhere, verdict", [("both", Verdict.UNMET), ("one", Verdict.WARNED)])
def test_only_somebody_who_is_nowhere_here_cannot_introduce(elsewhere: str, verdict: Verdict) -> None:
    finding = introducing.introducers_belong_here(naming("m1", "m2", elsewhere=elsewhere))
    assert (finding.verdict, finding.needs_reason) == (verdict, False)
    assert introducing.introducers_belong_here(naming("m1", "m2")).verdict is Verdict.MET


# ── Article 24 ──


def written(text: str, by: int, on: str = "2026-01-05") -> Fact:
    """An opinion as the journal keeps it."""
    reading = forms.IntroducerOpinion.read(
        {"duties": ["explain", "report"], "view": "agree", "opinion": text}
    )
    assert not reading.problems
    return replace(fact("introducer_opinion", on, dict(reading.facts)), by=by)


FORM = (
    fact("introducers", DAY, NAMED),
    fact("form_draft", "2026-01-04"),
    fact("form_filling", "2026-01-05"),
)


def opinions(*given: Fact) -> Finding:
    """What is found of the opinions before the meeting."""
    return introducing.both_opinions_written(situation("2026-01-05", *FORM, *given))


@boundary(
    "PM-24-1",
    "given, verdict",
    [
        ([("同意入党。", 1)], Verdict.UNMET),
        ([("同意入党。", 1), ("我了解他，愿意介绍。", 2)], Verdict.MET),
        ([("同意入党。", 1), (" 同意，入党", 2)], Verdict.WARNED),
    ],
)
def test_each_introducer_writes_and_in_words_of_his_own(
    given: list[tuple[str, int]], verdict: Verdict
) -> None:
    finding = opinions(*(written(text, by) for text, by in given))
    assert (finding.verdict, finding.needs_reason) == (verdict, False)


def test_an_opinion_is_of_the_form_as_it_was_last_filled_in_and_of_whoever_introduces() -> None:
    both = (written("一", 1), written("二", 2))
    assert opinions(*both).verdict is Verdict.MET
    assert opinions(*both, fact("form_draft", "2026-01-05")).verdict is Verdict.UNMET
    assert opinions(*both, fact("introducers", "2026-01-05", NAMED)).verdict is Verdict.UNMET
    assert opinions(written("一", 1), written("另一份", 1)).verdict is Verdict.UNMET


def test_a_blank_opinion_is_none() -> None:
    read = forms.IntroducerOpinion.read({"duties": [], "view": "agree", "opinion": " "})
    assert [problem.message for problem in read.problems] == ["data.invalid"]


def test_the_mark_of_an_opinion_says_nothing_of_its_words() -> None:
    one, same = written("同意入党。", 1), written("同意 入党！", 2)
    assert one.data["mark"] == same.data["mark"]
    assert (len(one.data["mark"]), "opinion" in one.data) == (8, False)


@boundary(
    "PM-24-3",
    "gone, noted, missing",
    [(True, ["2026Q1"], ()), (False, [], ("2026Q1",))],
)
def test_introducers_go_on_helping(gone: bool, noted: list[str], missing: tuple[str, ...]) -> None:
    given = [fact("admission_meeting", "2026-01-05", outcome="carried"), fact("introducers", DAY, NAMED)]
    given += [fact("introducer_help", "2026-03-20", {"quarter": quarter}) for quarter in noted]
    left = member("m2", standing="none") if gone else member("m2")
    finding = introducing.introducers_go_on_helping(
        situation("2026-04-01", *given, people={"m1": member("m1"), "m2": left})
    )
    assert (finding.verdict, finding.params["missing"]) == (Verdict.RECORDED, missing)
    assert finding.params["gone"] == (("人m2",) if gone else ())


# ── Article 25 ──


@boundary("PM-25-1", "briefed, verdict", [(False, Verdict.UNMET), (True, Verdict.MET)])
def test_the_form_is_explained_before_it_is_handed_out(briefed: bool, verdict: Verdict) -> None:
    assert introducing.form_explained(situation(DAY, data={"briefed": briefed})).verdict is verdict


def reviewed(outcome: str, office: str) -> Fact:
    return replace(fact("form_draft_review", "2026-01-05", outcome=outcome), office=office)


@boundary(
    "PM-25-2",
    "given, verdict",
    [
        ([fact("form_draft", "2026-01-05")], Verdict.UNMET),
        ([fact("form_draft", "2026-01-05"), reviewed("approved", "organiser")], Verdict.MET),
        ([fact("form_draft", "2026-01-05"), reviewed("returned", "branch_secretary")], Verdict.UNMET),
    ],
)
def test_the_branch_or_an_organiser_agrees_to_the_draft(given: list[Fact], verdict: Verdict) -> None:
    assert introducing.draft_agreed(situation("2026-01-05", *given)).verdict is verdict


def test_a_draft_that_was_changed_is_looked_at_again() -> None:
    agreed = [fact("form_draft", "2026-01-05"), reviewed("approved", "branch_secretary")]
    assert introducing.draft_agreed(situation("2026-01-05", *agreed)).verdict is Verdict.MET
    again = [*agreed, fact("form_draft", "2026-01-05")]
    assert introducing.draft_agreed(situation("2026-01-05", *again)).verdict is Verdict.UNMET


@boundary(
    "PM-25-3",
    "changes, verdict",
    [
        ({"checks": ["accurate", "neat"]}, Verdict.WARNED),
        ({"corrections": 1, "sealed": False}, Verdict.WARNED),
    ],
)
def test_the_form_is_checked_and_what_was_corrected_is_sealed(
    changes: dict[str, Any], verdict: Verdict
) -> None:
    neat = {"checks": ["accurate", "neat", "no_errors"], "corrections": None, "sealed": False}
    assert introducing.form_is_neat(situation(DAY, data=neat)).verdict is Verdict.MET
    finding = introducing.form_is_neat(situation(DAY, data={**neat, **changes}))
    assert (finding.verdict, finding.override) == (verdict, "branch_secretary")
    sealed = {**neat, **changes, "checks": neat["checks"], "sealed": True}
    assert introducing.form_is_neat(situation(DAY, data=sealed)).verdict is Verdict.MET
