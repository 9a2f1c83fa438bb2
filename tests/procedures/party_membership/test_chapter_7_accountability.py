"""Articles 46 and 47: who answers for an exception, clues and measures, what is referred, what is denied."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from procedures.party_membership.flows import PartyMembership_1
from procedures.party_membership.forms.accountability import STEPS
from procedures.party_membership.roles import SPEAKERS
from procedures.party_membership.rules import accountability
from tests.procedures.party_membership.admitting import enlarged
from tests.procedures.party_membership.candidates import WRITTEN, candidate
from tests.procedures.party_membership.situations import boundary, fact, situation
from tests.procedures.party_membership.test_chapter_6_walks import Member, probationer
from tests.procedures.party_membership.test_chapter_7_keeping import archived
from tests.procedures.party_membership.world import (
    Walk,
    activist,
    applicant,
    college,
    findings,
    moment,
)
from workflows.models import Case, Entry, Membership, OfficeTerm
from workflows.rules.findings import Verdict
from workflows.services.deadlines import sweep
from workflows.services.verifying import verify

pytestmark = pytest.mark.django_db

CLUE: dict[str, Any] = {
    "source": "procedure",
    "step": "political_review",
    "rule": "PM-18-1",
    "owners": ["s1"],
    "result": "found",
    "finding": "没有政治审查的书面结论",
}
MEASURED: dict[str, Any] = {
    "owners": ["s1"],
    "measures": ["criticism"],
    "circular": "college",
    "discipline": False,
    "referral": "",
    "ground": "程序走样，责任在支部",
}
DENIED = {"reference": "院党〔2027〕9号", "ground": "缺政治审查"}


def found(walk: Walk, day: str, **changes: Any) -> dict[str, str]:
    """The verdicts on a clue that the college registers."""
    walk.does("accountability_clue", "z2", day, {**CLUE, **changes})
    return findings(walk.case, "accountability_clue")


def said(walk: Walk, rule: str, act: str = "accountability_clue") -> Mapping[str, Any]:
    """What a rule said of the last act of a name, with its parameters."""
    entry = Entry.objects.filter(case=walk.case, act=act).latest("pk")
    (finding,) = [each for each in entry.findings if each["rule"] == rule]
    return dict(finding["params"])


# ── Article 46 ──


@boundary("PM-46-1", "in_office, refusing", [(True, []), (False, ["PM-46-1"])])
def test_an_exception_names_the_secretary_of_the_day(in_office: bool, refusing: list[str]) -> None:
    walk = applicant(college())
    asked = {"rule": "PM-8-1", "ground": "少数民族班"}
    if not in_office:
        OfficeTerm.objects.filter(office="branch_secretary", person=walk.world["s1"]).update(
            to_on=date(2024, 12, 1)
        )
    assert walk.refuses("override", "z1", "2024-12-02", asked) == refusing
    if in_office:
        entry = Entry.objects.get(case=walk.case, act="override")
        assert (entry.facts["responsible"], said(walk, "PM-46-1", "override")["names"]) == (["s1"], ["人s1"])


def test_the_secretary_who_answers_is_the_one_of_that_day() -> None:
    walk = applicant(college())
    OfficeTerm.objects.filter(office="branch_secretary", person=walk.world["s1"]).update(
        to_on=date(2024, 12, 1)
    )
    unit = walk.world.units["branch"]
    OfficeTerm.objects.create(
        person=walk.world["m2"], unit=unit, office="branch_secretary", from_on=date(2024, 12, 1)
    )
    asked = {"rule": "PM-8-1", "ground": "少数民族班"}
    walk.does("override", "z1", "2024-11-30", asked, recorded="2024-12-02")
    walk.does("override", "z1", "2024-12-01", asked, recorded="2024-12-02")
    kept = Entry.objects.filter(case=walk.case, act="override").order_by("on")
    assert [each.facts["responsible"] for each in kept] == [["s1"], ["m2"]]


# ── Article 47: clues ──


@boundary("PM-47-1", "given, verdict", [((), "recorded"), (("2025-06-18",), "warned")])
def test_two_opinions_missing_in_a_row_are_a_clue(given: tuple[str, ...], verdict: str) -> None:
    since = fact("filing", "2024-12-18", {"outcome": "approved"}, outcome="approved")
    opinions = [fact("contact_opinion", day, {"period": day}) for day in given]
    answer = accountability.cultivated_as_required(situation("2025-12-19", since, *opinions))
    assert answer.verdict.value == verdict
    assert answer.params["owner"] == "contact"


def test_the_calendar_finds_the_clue_the_day_after_the_second() -> None:
    walk = activist(college())
    for day in ("2025-06-19", "2025-12-18"):
        sweep(at=moment(day))
    assert not Entry.objects.filter(case=walk.case, act="cultivation_clue").exists()
    sweep(at=moment("2025-12-19"))
    sweep(at=moment("2026-06-30"))
    (clue,) = Entry.objects.filter(case=walk.case, act="cultivation_clue")
    assert (clue.on, findings(walk.case, "cultivation_clue")) == (date(2025, 12, 19), {"PM-47-1": "recorded"})
    missed = said(walk, "PM-47-1", "cultivation_clue")["missed"]
    assert [each["date"] for each in missed] == ["2025-06-18", "2025-12-18"]
    assert walk.refuses("liability", "z1", "2026-01-05", MEASURED) == []


def test_an_opinion_in_between_puts_the_clue_off() -> None:
    walk = activist(college())
    walk.does("contacts", "o1", "2024-12-19", {"contacts": ["m1"]})
    walk.does("observation_form", "o1", "2024-12-19", {"form_number": "考1"})
    walk.does("contact_opinion", "m1", "2025-07-01", {"period": "2025-06-18", **WRITTEN})
    sweep(at=moment("2025-12-19"))
    assert not Entry.objects.filter(case=walk.case, act="cultivation_clue").exists()
    sweep(at=moment("2026-06-19"))
    assert Entry.objects.get(case=walk.case, act="cultivation_clue").on == date(2026, 6, 19)


@boundary("PM-47-2", "result, verdict", [("found", "recorded"), ("unfounded", "met")])
def test_what_was_not_true_leads_back_to_those_who_signed(result: str, verdict: str) -> None:
    walk = probationer(enlarged(college()))
    told = {"source": "untruthful", "step": "introducer_opinion", "rule": "", "result": result}
    assert found(walk, "2026-04-01", **told)["PM-47-2"] == verdict
    entry = Entry.objects.filter(case=walk.case, act="accountability_clue").latest("pk")
    signed = ["introducer", "contact"] if result == "found" else []
    assert (entry.outcome, said(walk, "PM-47-2")["signed"]) == (result, signed)
    assert walk.refuses("liability", "z1", "2026-04-02", MEASURED) == (
        [] if result == "found" else ["liability.clue_waits"]
    )


@boundary("PM-47-3", "spoken_on", ["2025-12-20"])
def test_a_careless_recommendation_leads_to_the_party_group(spoken_on: str) -> None:
    data = {"source": "careless", "result": "found"}
    spoke = fact("group_opinion", spoken_on, {"body": "party_group", "view": "agree"})
    answer = accountability.recommended_with_care(situation("2026-02-01", spoke, data=data))
    assert (answer.verdict, answer.params) == (
        Verdict.RECORDED,
        {"group": "party_group", "on": date.fromisoformat(spoken_on)},
    )


def test_without_a_group_or_a_finding_no_group_answers() -> None:
    walk = candidate()
    told = {"source": "careless", "step": "group_opinion", "rule": ""}
    assert found(walk, "2026-02-01", **told)["PM-47-3"] == "met"
    spoke = fact("group_opinion", "2025-12-20", {"body": "party_group"})
    data = {"source": "careless", "result": "unfounded"}
    answer = accountability.recommended_with_care(situation("2026-02-01", spoke, data=data))
    assert answer.verdict is Verdict.MET


@boundary("PM-47-4", "late_on", ["2024-10-11"])
def test_every_exception_and_every_delay_is_somebodys(late_on: str) -> None:
    world = college()
    walk = Walk(world, world["t1"]).applies("2024-09-10").confirmed("2024-09-10")
    walk.does("interviewer", "s1", late_on, {"interviewer": "m1"})
    walk.does("override", "z1", "2024-10-12", {"rule": "PM-8-1", "ground": "少数民族班"})
    talk = dict.fromkeys(("motive", "thought_work_study", "experience", "family", "merits"), "有")
    talk |= {"shortcomings": "有", "direction": "有"}
    more = {"reason": "谈话人出差", "recorded_by": world["s1"].pk, "files": ("ab" * 32,)}
    walk.does("first_talk", "m1", late_on, talk, recorded="2024-10-13", **more)
    located = [
        (entry.act, entry.unit.name, entry.acted_as, str(entry.on))
        for entry in Entry.objects.filter(case=walk.case).order_by("on", "pk")
        if entry.act == "override" or any(each["verdict"] == "warned" for each in entry.findings)
    ]
    branch = world.units["branch"].name
    assert located == [
        ("first_talk", branch, "designated:interviewer", late_on),
        ("override", branch, "college_committee_secretary", "2024-10-12"),
    ]
    told = {"step": "first_talk", "rule": "PM-7-2", "owners": ["m1"]}
    assert found(walk, "2024-11-01", **told)["PM-47-4"] == "recorded"
    assert said(walk, "PM-47-4") == {
        "step": "step_first_talk",
        "body": "branch",
        "on": {"date": late_on},
        "office": "designated:interviewer",
        "exceptions": ["PM-8-1"],
    }


def test_a_clue_names_a_step_of_the_procedure_and_a_rule_of_the_edition() -> None:
    acts = PartyMembership_1.act_types
    assert {name for name, *_ in STEPS} - set(acts) == set()
    bodies = {body for *_, body in STEPS}
    assert bodies - {*SPEAKERS, "branch", "party_group", "league_branch", "contact", "introducer"} == set()
    walk = candidate()
    assert walk.refuses("accountability_clue", "z2", "2026-02-01", {**CLUE, "rule": "PM-99-1"}) == [
        "clue.rule_known"
    ]


# ── Article 47: measures ──


@boundary("PM-47-5", "by, refusing", [("", ["liability.term"]), ("2026-05-01", [])])
def test_a_rectification_has_its_term(by: str, refusing: list[str]) -> None:
    walk = candidate()
    found(walk, "2026-02-01")
    data = {**MEASURED, "measures": ["admonition", "rectification"], "rectify_by": by}
    assert walk.refuses("liability", "z1", "2026-02-10", data) == refusing
    if not refusing:
        assert findings(walk.case, "liability")["PM-47-5"] == "met"
        walk.does("rectified", "z2", "2026-04-20", {"done": "done", "report": "已补做"})
        assert walk.refuses("rectified", "z2", "2026-04-21", {"done": "done", "report": "又报"}) == [
            "liability.rectifying"
        ]


def test_a_decision_decides_something_and_answers_a_clue() -> None:
    walk = candidate()
    assert walk.refuses("liability", "z1", "2026-02-10", MEASURED) == ["liability.clue_waits"]
    found(walk, "2026-02-01")
    nothing = {**MEASURED, "measures": []}
    assert walk.refuses("liability", "z1", "2026-02-10", nothing) == ["liability.no_measure"]
    walk.does("liability", "z1", "2026-02-10", MEASURED)
    assert walk.refuses("liability", "u2", "2026-02-11", MEASURED) == ["liability.clue_waits"]


@boundary("PM-47-6", "discipline, status", [(True, "suspended"), (False, "open")])
def test_a_breach_of_discipline_goes_up_and_locks_the_case(discipline: bool, status: str) -> None:
    walk = candidate()
    found(walk, "2026-02-01")
    number = "院党〔2026〕3号" if discipline else ""
    data = {**MEASURED, "discipline": discipline, "referral": number}
    if discipline:
        assert walk.refuses("liability", "z1", "2026-02-10", {**data, "referral": ""}) == [
            "liability.referral"
        ]
    walk.does("liability", "z1", "2026-02-10", data)
    assert Case.objects.get(pk=walk.case).status == status
    assert (findings(walk.case, "liability")["PM-47-6"] == "met") == discipline
    report = {"quarter": "2026Q1", **dict.fromkeys(("thought", "study", "work", "life"), "有")}
    refusing = walk.refuses("thought_report", "t1", "2026-03-01", report, files=("ab" * 32,))
    assert ("case.suspended" in refusing) == discipline
    assert verify().differences == ()


# ── Article 47: what is not recognised ──


@boundary(
    "PM-47-7",
    "clue, refusing",
    [
        ({}, []),
        ({"step": "first_talk", "rule": "PM-7-2"}, ["PM-47-7"]),
    ],
)
def test_a_membership_is_denied_by_people_for_a_binding_rule(
    clue: dict[str, Any], refusing: list[str]
) -> None:
    walk = archived(college())
    found(walk, "2027-03-01", **clue)
    assert walk.row().end == "archived"
    assert walk.refuses("nullity", "z1", "2027-03-10", DENIED) == refusing
    denied = not refusing
    assert walk.row().end == ("not_recognised" if denied else "archived")
    standing = Membership.objects.get(person=walk.subject, tree="party", to_on=None).standing
    assert standing == ("none" if denied else "full_member")
    assert verify().differences == ()


def test_nobody_is_denied_what_they_never_had_nor_for_an_unproven_clue() -> None:
    walk = candidate()
    found(walk, "2026-02-01")
    assert walk.refuses("nullity", "z1", "2026-02-10", DENIED) == ["nullity.membership"]


def test_an_unproven_clue_denies_nothing() -> None:
    walk: Member = probationer(enlarged(college()))
    found(walk, "2026-04-01", result="unfounded")
    assert walk.refuses("nullity", "z1", "2026-04-10", DENIED) == ["PM-47-7"]
    found(walk, "2026-04-11")
    walk.does("nullity", "u2", "2026-04-12", DENIED)
    assert walk.row().end == "not_recognised"
