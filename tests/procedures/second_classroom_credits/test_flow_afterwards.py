"""Articles 5, 8 and 12 at the door: appeals, forgery at its three moments, inspections."""

from __future__ import annotations

from typing import Any

import pytest

from procedures.second_classroom_credits import roles
from procedures.second_classroom_credits.items import is_confirmed, recognised_of
from procedures.second_classroom_credits.proving import prove_forgery
from tests.procedures.rule_tables import boundary
from tests.procedures.second_classroom_credits.college import (
    FAMILY,
    LECTURE,
    PRIZE,
    College,
    adopt,
    college,
    confirmed,
    declared,
    do,
    handed_in,
    moment,
    opened,
    refused,
    reviewed,
)
from workflows.door import Refused
from workflows.models import Case, Entry, OfficeTerm
from workflows.rules.facts import Facts
from workflows.services.verifying import verify

pytestmark = pytest.mark.django_db

REJECTED = {"outcome": "rejected", "why": "观众", "ground": "AUDIENCE"}


@pytest.fixture
def here() -> College:
    return college()


def rejected(here: College, within: int) -> int:
    """An item that the counsellor rejected."""
    case = handed_in(here, within, PRIZE)
    do("first_review", here.counsellor, "2025-05-06", REJECTED, case=case)
    return case


def facts(case: int) -> Facts:
    """What the case knows."""
    return Facts.from_json(Case.objects.get(pk=case).facts)


# ── Appeals ──


@boundary(
    "CR-5-2",
    "decided, body, rules",
    [
        (True, "student_affairs", []),
        (True, "registrar", []),
        (True, "college", ["data.invalid"]),
        (False, "student_affairs", ["CR-5-2"]),
    ],
)
def test_an_appeal_goes_to_one_of_three_bodies_once_the_item_was_decided(
    here: College, decided: bool, body: str, rules: list[str]
) -> None:
    within = opened(here)
    case = rejected(here, within) if decided else handed_in(here, within)
    said = {"body": body, "grounds": "我是参赛者"}
    if rules:
        assert refused("appeal", here.student, "2025-05-10", said, case=case) == rules
    else:
        do("appeal", here.student, "2025-05-10", said, case=case)
        assert refused("appeal", here.student, "2025-05-11", said, case=case) == ["CR-5-2"]
        assert refused("archive", here.league, "2025-05-11", {"place": "1"}, case=case) == ["CR-5-2-3"]


def test_an_appeal_against_the_final_review_does_not_go_to_the_registrar(here: College) -> None:
    case = confirmed(here, opened(here))
    said = {"body": "registrar", "grounds": "少算了"}
    assert refused("appeal", here.student, "2025-05-15", said, case=case) == ["A-72"]
    do("appeal", here.student, "2025-05-15", {**said, "body": "youth_league"}, case=case)


@boundary("CR-GAP-3", "at, verdict", [("2025-05-20", "met"), ("2025-05-21", "recorded")])
def test_the_days_of_an_appeal_are_recorded(here: College, at: str, verdict: str) -> None:
    within = opened(here)
    case = rejected(here, within)
    do("publish", here.league, "2025-05-06", {"place": "学院网站"}, matter=within)
    do("publish", here.league, "2025-05-19", {"place": "学院网站"}, matter=within)
    do("appeal", here.student, at, {"body": "registrar", "grounds": "我是参赛者"}, case=case)
    findings = Entry.objects.get(case=case, act="appeal").findings
    assert [each["verdict"] for each in findings if each["rule"] == "CR-GAP-3"] == [verdict]


def appealed(here: College) -> int:
    """An item whose rejection was appealed to the student affairs department."""
    case = rejected(here, opened(here))
    do("appeal", here.student, "2025-05-10", {"body": "student_affairs", "grounds": "我是参赛者"}, case=case)
    return case


def test_the_body_answers_that_was_asked_and_never_a_reviewer_of_the_item(here: College) -> None:
    case = appealed(here)
    assert refused("appeal_dismissed", here.youth, "2025-05-12", {"why": "无"}, case=case) == ["CR-5-2-1"]
    both = here.counsellor
    OfficeTerm.objects.create(
        person=both,
        unit=here.university,
        office=roles.STUDENT_AFFAIRS.name,
        from_on=moment("2025-01-01").date(),
    )
    assert refused("appeal_dismissed", both, "2025-05-12", {"why": "无"}, case=case) == ["A-72"]
    do("appeal_dismissed", here.affairs, "2025-05-12", {"why": "证据不足"}, case=case)
    do("archive", here.league, "2025-05-13", {"place": "1"}, case=case)
    assert Case.objects.get(pk=case).end == "not_recognised"


def test_an_upheld_appeal_recognises_a_value_of_the_table(here: College) -> None:
    case, said = appealed(here), {"why": "是参赛者", "row": "T2-17", "credits": "4.0"}
    for changes in ({"credits": "3.9"}, {"row": "T2-16", "credits": "5.0"}, {"row": "T9-99"}):
        assert refused("appeal_upheld", here.affairs, "2025-05-12", {**said, **changes}, case=case) == [
            "CR-5-2-2"
        ]
    do("appeal_upheld", here.affairs, "2025-05-12", said, case=case)
    found = recognised_of(facts(case))
    assert (is_confirmed(facts(case)), found and found.credits) == (True, 40)
    do("archive", here.league, "2025-05-13", {"place": "1"}, case=case)
    assert Case.objects.get(pk=case).end == "recognised"


def test_an_appeal_gives_no_credit_that_a_sanction_of_the_year_takes(here: College) -> None:
    case = handed_in(here, opened(here), {**LECTURE, "row": "T1-15", "claimed": "0.1"})
    target: dict[str, Any] = {"unit": here.group.pk, "subject": here.student.pk}
    kind = "second_classroom_register.student"
    register = do("open", here.counsellor, "2025-05-02", kind=kind, **target).matter
    do("sanction", here.affairs, "2025-05-02", {"level": "warning", "document": "学字1号"}, matter=register)
    said = {"outcome": "rejected", "why": "受处分", "ground": "DISCIPLINE"}
    do("first_review", here.counsellor, "2025-05-06", said, case=case)
    do("appeal", here.student, "2025-05-10", {"body": "youth_league", "grounds": "参加过"}, case=case)
    upheld = {"why": "参加过", "row": "T1-15", "credits": "0.1"}
    assert refused("appeal_upheld", here.youth, "2025-05-12", upheld, case=case) == ["CR-X2S1-2"]


def test_an_appeal_may_send_the_item_back_to_its_first_review(here: College) -> None:
    case = appealed(here)
    do("appeal_sent_back", here.affairs, "2025-05-12", {"why": "重新审核"}, case=case)
    assert list(Case.objects.get(pk=case).steps) == ["first_review"]


# ── Appeals after the archive ──

APPEAL = {"body": "student_affairs", "grounds": "我是参赛者"}


def filed(here: College, within: int) -> int:
    """An item that was rejected and filed away, and about which the student appeals."""
    case = rejected(here, within)
    do("archive", here.league, "2025-05-07", {"place": "1"}, case=case)
    do("publish", here.league, "2025-05-08", {"place": "学院网站"}, matter=within)
    do("appeal", here.student, "2025-05-20", APPEAL, case=case)
    return case


def end(case: int) -> tuple[str, str, list[str]]:
    """Status, end and open steps."""
    found = Case.objects.get(pk=case)
    return found.status, found.end, list(found.steps)


def test_what_was_filed_away_is_appealed_against_and_recognised_after_all(here: College) -> None:
    within = opened(here)
    case = filed(here, within)
    assert end(case) == ("ended", "not_recognised", [])
    do("close", here.league, "2025-05-20", matter=within)
    upheld = {"why": "是参赛者", "row": "T2-17", "credits": "4.0"}
    do("appeal_upheld", here.affairs, "2025-05-21", upheld, case=case)
    assert (end(case), is_confirmed(facts(case))) == (("open", "", ["archive"]), True)
    do("archive", here.league, "2025-05-22", {"place": "1"}, case=case)
    assert end(case) == ("ended", "recognised", [])
    assert verify().differences == ()


def test_a_dismissed_appeal_leaves_the_item_filed_away(here: College) -> None:
    case = filed(here, opened(here))
    do("appeal_dismissed", here.affairs, "2025-05-21", {"why": "证据不足"}, case=case)
    assert end(case) == ("ended", "not_recognised", [])


def test_an_item_goes_back_only_while_its_round_goes_on(here: College) -> None:
    within = opened(here)
    case, late = filed(here, within), filed(here, within)
    do("appeal_sent_back", here.affairs, "2025-05-21", {"why": "重新审核"}, case=case)
    assert end(case) == ("open", "", ["first_review"])
    do("first_review", here.counsellor, "2025-05-22", REJECTED, case=case)
    do("archive", here.league, "2025-05-22", {"place": "1"}, case=case)
    do("close", here.league, "2025-05-23", matter=within)
    refusing = refused("appeal_sent_back", here.affairs, "2025-05-24", {"why": "重新审核"}, case=late)
    assert refusing == ["CR-5-2-4"]


def test_a_forged_item_is_not_appealed_against(here: College) -> None:
    case = confirmed(here, opened(here))
    do("forgery_report", here.registrar, "2025-05-14", {"what": "印章不符"}, case=case)
    do("forgery_proven", here.affairs, "2025-05-15", {"document": "学字2号", "found": "伪造"}, case=case)
    assert refused("appeal", here.student, "2025-05-16", APPEAL, case=case) == ["CR-5-2"]


def test_a_confirmed_item_that_is_reviewed_anew_is_provisional_again(here: College) -> None:
    case = confirmed(here, opened(here), PRIZE)
    do("appeal", here.student, "2025-05-15", APPEAL, case=case)
    do("appeal_sent_back", here.affairs, "2025-05-16", {"why": "重新审核"}, case=case)
    assert is_confirmed(facts(case))
    do("first_review", here.counsellor, "2025-05-17", {"outcome": "accepted"}, case=case)
    assert not is_confirmed(facts(case))


# ── Forgery ──


def proven(here: College, case: int, at: str = "2025-06-02") -> None:
    """Forgery, as the department records it: on the item, in the register, on the open items it reaches."""
    said = {"document": "学字3号", "found": "伪造", "key": "forged"}
    prove_forgery(case, by=here.affairs.pk, on=moment(at).date(), at=moment(at), **said)


@boundary("CR-8-5", "when", ["first_review", "final_review", "confirmed"])
def test_forgery_cancels_whenever_it_is_found(here: College, when: str) -> None:
    within = opened(here)
    other = declared(here, within)
    if when == "confirmed":
        do("withdrawal", here.student, "2025-04-02", case=other)
        case = confirmed(here, within, PRIZE)
        do("archive", here.league, "2025-05-20", {"place": "1"}, case=case)
        assert is_confirmed(facts(case))
        other = 0
    else:
        case = (handed_in if when == "first_review" else reviewed)(here, within, PRIZE)
    by = here.counsellor if when == "first_review" else here.registrar
    do("forgery_report", by, "2025-06-01", {"what": "印章不符"}, case=case)
    proven(here, case)
    assert (Case.objects.get(pk=case).end, is_confirmed(facts(case))) == ("cancelled", False)
    assert [each.end for each in Case.objects.filter(pk=other)] == ["cancelled"] * bool(other)
    do("reopen", here.registrar, "2025-06-03", {"until": "2025-06-10", "why": "补报"}, matter=within)
    target = {"family": FAMILY, "subject": here.student.pk, "within": within}
    assert refused("declaration", here.student, "2025-06-04", LECTURE, **target) == ["CR-8-5"]
    declared(here, within, at="2025-06-04", who=here.fellow)


@pytest.mark.parametrize(
    ("scope", "ends", "may_apply"),
    [
        ("item", ["", "", "cancelled"], True),
        ("round", ["", "cancelled", "cancelled"], False),
        ("stay", ["cancelled", "cancelled", "cancelled"], False),
    ],
)
def test_how_far_a_forgery_reaches_is_a_reading(
    here: College, scope: str, ends: list[str], may_apply: bool
) -> None:
    adopt(here, forgery__scope=scope)
    before = declared(
        here, opened(here, "2023-24", "2024-03-01"), {**LECTURE, "year": "2023-24"}, at="2024-04-01"
    )
    within = opened(here)
    other, forged = declared(here, within), handed_in(here, within, PRIZE)
    do("forgery_report", here.counsellor, "2025-04-02", {"what": "印章不符"}, case=forged)
    proven(here, forged, "2025-04-03")
    proven(here, forged, "2025-04-03")
    assert [Case.objects.get(pk=case).end for case in (before, other, forged)] == ends
    assert Entry.objects.filter(act="forgery").count() == 1
    if may_apply:
        declared(here, within, at="2025-04-04")
        said = {"item": forged}
        assert refused("cancellation", here.affairs, "2025-04-04", said, case=other) == ["CR-8-5-2"]
    else:
        target = {"family": FAMILY, "subject": here.student.pk, "within": within}
        assert refused("declaration", here.student, "2025-04-04", LECTURE, **target) == ["CR-8-5"]


def test_what_was_not_reported_is_not_proven(here: College) -> None:
    within = opened(here)
    case, other = handed_in(here, within, PRIZE), declared(here, within)
    with pytest.raises(Refused):
        proven(here, case)
    assert [Case.objects.get(pk=each).status for each in (case, other)] == ["open", "open"]
    with pytest.raises(LookupError):
        proven(here, 0)


def test_an_item_waits_while_forgery_is_looked_into_and_goes_on_when_it_is_cleared(here: College) -> None:
    case = handed_in(here, opened(here))
    do("forgery_report", here.counsellor, "2025-05-06", {"what": "印章不符"}, case=case)
    accepted = {"outcome": "accepted"}
    assert refused("first_review", here.league, "2025-05-07", accepted, case=case) == ["case.suspended"]
    do("forgery_cleared", here.affairs, "2025-05-08", {"found": "印章属实"}, case=case)
    do("first_review", here.league, "2025-05-09", accepted, case=case)
    said = {"document": "学字4号", "found": "伪造"}
    assert refused("forgery_proven", here.affairs, "2025-05-10", said, case=case) == ["CR-8-5-1"]


def test_an_item_is_cancelled_only_for_another_forged_one(here: College) -> None:
    case = handed_in(here, opened(here))
    assert refused("cancellation", here.affairs, "2025-05-10", {"item": 1}, case=case) == ["CR-8-5-2"]


# ── Inspections and graduating classes ──


@boundary("CR-12-1", "year, rules", [("2024-25", ["matter.already_there"]), ("2025-26", [])])
def test_there_is_one_inspection_a_year(here: College, year: str, rules: list[str]) -> None:
    target = {"kind": f"{FAMILY}.inspection", "unit": here.university.pk}
    do("open", here.registrar, "2025-06-01", {"year": "2024-25"}, **target)
    if rules:
        assert refused("open", here.registrar, "2025-06-02", {"year": year}, **target) == rules
    else:
        do("open", here.registrar, "2026-06-02", {"year": year}, **target)


@boundary("CR-12-3", "careless", [True])
def test_a_careless_unit_is_criticised(here: College, careless: bool) -> None:
    target = {"kind": f"{FAMILY}.inspection", "unit": here.university.pk}
    matter = do("open", here.registrar, "2025-06-01", {"year": "2024-25"}, **target).matter
    found = {"unit_name": "计算机学院", "found": "未核对原件", "careless": careless}
    do("find", here.registrar, "2025-06-02", found, matter=matter)
    do(
        "criticise",
        here.registrar,
        "2025-06-03",
        {"unit_name": "计算机学院", "text": "通报批评"},
        matter=matter,
    )
    assert list(Entry.objects.filter(matter=matter).values_list("act", flat=True)) == [
        "open",
        "find",
        "criticise",
    ]


@boundary("CR-7-13", "list_of", ["short"])
def test_a_graduating_class_is_audited_by_the_credits_as_they_are(here: College, list_of: str) -> None:
    target = {"kind": f"{FAMILY}.graduation", "unit": here.university.pk}
    matter = do("open", here.registrar, "2026-05-20", {"year": "2025-26"}, **target).matter
    both = [here.student.number, here.fellow.number]
    said = {"unit": here.group.pk, "class_name": "计科2201", "eligible": [], list_of: both}

    def against(**other: object) -> list[str]:
        return refused("audit", here.registrar, "2026-05-21", {**said, **other}, matter=matter)

    assert against(eligible=both[:1]) == ["credits.listed_twice"]
    assert against(eligible=both[:1], short=both[1:]) == ["CR-7-13"]
    assert against(short=both[:1]) == ["CR-7-13"]
    assert against(unit=here.other.pk) == ["CR-7-13"]
    assert against(short=[*both, here.dean.number]) == ["CR-7-13"]
    do("audit", here.registrar, "2026-05-21", said, matter=matter)
    assert Entry.objects.get(matter=matter, act="audit").facts[list_of] == both
