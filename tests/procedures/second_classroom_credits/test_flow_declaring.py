"""Articles 7 and 8 at the door: who declares, until when, what is checked by itself, what is handed in."""

from __future__ import annotations

from typing import Any

import pytest

from tests.procedures.rule_tables import boundary
from tests.procedures.second_classroom_credits.college import (
    EVIDENCE,
    FAMILY,
    LECTURE,
    PRIZE,
    College,
    adopt,
    college,
    declared,
    do,
    file,
    handed_in,
    opened,
    refused,
    student,
)
from workflows.models import Case, Entry

pytestmark = pytest.mark.django_db

START: dict[str, Any] = {
    **LECTURE,
    "row": "T3-03",
    "claimed": "6.0",
    "off_campus": True,
    "held_on": "2025-03-20",
    "consent_on": "2025-03-19",
}
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.fixture
def here() -> College:
    return college()


def against(here: College, claim: dict[str, Any], at: str = "2025-04-01", **options: Any) -> list[str]:
    """The rules that refuse a declaration."""
    who = options.pop("who", here.student)
    target = {"family": FAMILY, "subject": here.student.pk, "within": opened(here), **options}
    return refused("declaration", who, at, claim, **target)


@boundary("CR-7-3", "who", ["fellow", "counsellor"])
def test_only_the_student_declares(here: College, who: str) -> None:
    assert against(here, LECTURE, who=getattr(here, who)) == ["act.not_yours"]


def test_the_deadline_is_met_to_the_second(here: College) -> None:
    within = opened(here)
    case = declared(here, within, at="2025-04-30 23:59:59")
    do("evidence", here.student, "2025-04-30 23:59:59", EVIDENCE, case=case, files=(file("a"),))
    target = {"family": FAMILY, "subject": here.student.pk, "within": within}
    assert refused("declaration", here.student, "2025-05-01 00:00:00", LECTURE, **target) == ["CR-7-1"]


def test_what_was_declared_in_time_is_handed_in_in_time(here: College) -> None:
    case = declared(here, opened(here), at="2025-04-30 23:59:59")
    late = refused("evidence", here.student, "2025-05-01 00:00:00", EVIDENCE, case=case, files=(file("a"),))
    assert late == ["CR-7-1"]


def test_only_the_registrar_reopens_a_round_until_a_day(here: College) -> None:
    within = opened(here)
    until = {"until": "2025-05-10", "why": "系统故障"}
    assert refused("reopen", here.vice_dean, "2025-05-02", until, matter=within) == ["act.not_yours"]
    do("reopen", here.registrar, "2025-05-02", until, matter=within)
    declared(here, within, at="2025-05-10 23:59:59")
    target = {"family": FAMILY, "subject": here.student.pk, "within": within}
    assert refused("declaration", here.student, "2025-05-11 00:00:00", LECTURE, **target) == ["CR-7-1"]


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        ({"row": "T9-99"}, ["CR-7-5"]),
        ({"claimed": "0.6"}, ["CR-7-5"]),
        ({"times": 2}, ["CR-7-5"]),
        ({"times": 2, "claimed": "1.0"}, None),
        ({"row": "T4-02", "claimed": "1.0", "level": "学院"}, ["CR-7-5"]),
        ({"year": "2025-26"}, ["A-49"]),
        ({"year": "2023-24", "held_on": "2024-08-31"}, None),
        ({"year": "2023-24", "held_on": "2024-09-01"}, ["A-49"]),
        ({"year": "2024-2025"}, None),
        ({"year": "2024-2026"}, ["data.invalid"]),
        ({"claimed": "0.50"}, ["data.invalid"]),
        ({"row": "T1-04", "claimed": "2.0", "affiliation": "某中学"}, ["CR-11-1"]),
        ({"row": "T1-04", "claimed": "2.0", "affiliation": "西安科技大学"}, None),
        ({"row": "T4-03", "claimed": "0.5", "audience": True}, ["CR-X2S4-3"]),
        ({"row": "T2-41", "claimed": "2.0", "score": 424}, ["CR-X2S2-9"]),
        ({"row": "T2-41", "claimed": "2.0", "score": 425}, None),
    ],
)
def test_a_claim_is_checked_by_itself(
    here: College, changes: dict[str, Any], rules: list[str] | None
) -> None:
    claim = {**LECTURE, **changes}
    if rules is None:
        declared(here, opened(here), claim)
    else:
        assert against(here, claim) == rules


@pytest.mark.parametrize(
    ("consent_on", "rules"), [("2025-03-19", None), ("2025-03-20", ["CR-X2S3-5"]), (None, ["CR-X2S3-5"])]
)
def test_consent_lies_before_the_day_of_an_event_off_campus(
    here: College, consent_on: str | None, rules: list[str] | None
) -> None:
    claim = {**START, "consent_on": consent_on}
    if rules is None:
        declared(here, opened(here), claim)
    else:
        assert against(here, claim) == rules


def test_another_intake_has_other_rules(here: College) -> None:
    old = student("2021001", "王五", here.group, intake=2021)
    assert against(here, LECTURE, who=old, subject=old.pk) == ["CR-13-2"]


def register(here: College) -> int:
    """The student's register."""
    target: dict[str, Any] = {
        "kind": "second_classroom_register.student",
        "unit": here.group.pk,
        "subject": here.student.pk,
    }
    receipt = do("open", here.counsellor, "2024-09-10", **target)
    assert receipt.matter is not None
    return receipt.matter


@pytest.mark.parametrize(("level", "rules"), [("oral", None), ("warning", ["CR-X2S1-2"])])
def test_a_sanction_blocks_moral_education_for_its_year(
    here: College, level: str, rules: list[str] | None
) -> None:
    said = {"level": level, "document": "学字1号"}
    do("sanction", here.affairs, "2025-03-01", said, matter=register(here), on="2024-11-01")
    within, claim = opened(here), {**LECTURE, "row": "T1-15", "claimed": "0.1"}
    declared(here, within, LECTURE)
    if rules is None:
        declared(here, within, claim)
        return
    target = {"family": FAMILY, "subject": here.student.pk, "within": within}
    assert refused("declaration", here.student, "2025-04-01", claim, **target) == rules


def test_an_unsatisfactory_dormitory_takes_the_labour_of_its_year(here: College) -> None:
    said = {"year": "2024-25", "rating": "unsatisfactory", "document": "宿管1号"}
    do("dormitory", here.counsellor, "2025-03-01", said, matter=register(here))
    assert against(here, {**LECTURE, "row": "T5-08", "claimed": "0.5"}) == ["CR-X2S5-3"]


@boundary("CR-8-4", "truthful, rules", [(True, []), (False, ["CR-8-4"])])
def test_the_student_vouches_for_the_evidence(here: College, truthful: bool, rules: list[str]) -> None:
    claim = {**LECTURE, "truthful": truthful}
    assert (against(here, claim) if rules else [declared(here, opened(here), claim)][1:]) == rules


# ── Evidence ──


@boundary(
    "CR-8-1",
    "files, rules",
    [((), ["CR-8-1"]), ((EMPTY,), ["CR-8-1"]), (("a" * 64,), [])],
)
def test_at_least_one_file_that_is_not_empty(here: College, files: tuple[str, ...], rules: list[str]) -> None:
    case = declared(here, opened(here))
    if rules:
        assert refused("evidence", here.student, "2025-04-01", EVIDENCE, case=case, files=files) == rules
    else:
        do("evidence", here.student, "2025-04-01", EVIDENCE, case=case, files=files)
        assert Case.objects.get(pk=case).facts["evidence"][0]["data"]["files"] == list(files)


@boundary("CR-X2S3-6", "files, rules", [((), ["CR-8-1", "CR-X2S3-6"]), (("a" * 64,), [])])
def test_every_item_of_sport_has_supporting_material(
    here: College, files: tuple[str, ...], rules: list[str]
) -> None:
    case, said = declared(here, opened(here), START), {"kinds": ["arts_sport"], "form": "copy"}
    if rules:
        assert refused("evidence", here.student, "2025-04-01", said, case=case, files=files) == rules
    else:
        do("evidence", here.student, "2025-04-01", said, case=case, files=files)


@boundary("CR-8-3", "form", ["original", "copy"])
def test_originals_and_copies_are_both_accepted(here: College, form: str) -> None:
    case = declared(here, opened(here))
    do("evidence", here.student, "2025-04-01", {**EVIDENCE, "form": form}, case=case, files=(file("a"),))
    assert Entry.objects.get(case=case, act="evidence").facts["form"] == form


def test_evidence_is_of_the_kind_that_the_row_asks_for(here: College) -> None:
    case, said = declared(here, opened(here), PRIZE), {**EVIDENCE, "kinds": ["honour"]}
    found = refused("evidence", here.student, "2025-04-01", said, case=case, files=(file("a"),))
    assert found == ["CR-8-2a"]


PROOFS: dict[str, dict[str, Any]] = {
    "T2-17": {"kinds": ["competition"], "claimed": "4.0"},
    "T2-22": {"kinds": ["research"], "claimed": "5.0"},
    "T2-33": {"kinds": ["paper"], "claimed": "5.0"},
    "T2-35": {"kinds": ["patent"], "claimed": "5.0"},
}


@pytest.mark.parametrize(
    ("row", "document", "rules"),
    [
        ("T2-17", "", ["CR-X2S2-1"]),
        ("T2-17", "other_document", ["CR-X2S2-1"]),
        ("T2-17", "organiser_document", []),
        ("T2-22", "other_document", ["CR-X2S2-2"]),
        ("T2-22", "conclusion_certificate", []),
        ("T2-33", "other_document", ["CR-X2S2-3"]),
        ("T2-33", "published_issue", []),
        ("T2-35", "published_issue", ["CR-X2S2-4"]),
        ("T2-35", "granted_certificate", []),
    ],
)
def test_one_document_decides(here: College, row: str, document: str, rules: list[str]) -> None:
    proof = PROOFS[row]
    case = declared(here, opened(here), {**PRIZE, "row": row, "claimed": proof["claimed"]})
    said = {"kinds": proof["kinds"], "form": "copy", "document": document}
    if rules:
        found = refused("evidence", here.student, "2025-04-01", said, case=case, files=(file("a"),))
        assert found == rules
    else:
        do("evidence", here.student, "2025-04-01", said, case=case, files=(file("a"),))
        do("first_review", here.counsellor, "2025-05-06", {"outcome": "accepted"}, case=case)
        assert list(Case.objects.get(pk=case).steps) == ["re_review"]


def test_a_review_recognises_no_row_whose_document_is_missing(here: College) -> None:
    case = handed_in(here, opened(here), PRIZE)
    said = {"outcome": "lowered", "row": "T2-29", "why": "只是立项"}
    do("first_review", here.counsellor, "2025-05-06 10:00:00", said, case=case)
    do("first_review_undone", here.counsellor, "2025-05-06 10:01:00", case=case)
    said = {"outcome": "lowered", "row": "T2-33", "why": "是论文", "credits": "5.0"}
    found = refused("first_review", here.counsellor, "2025-05-06 10:02:00", said, case=case)
    assert found == ["CR-7-5", "CR-X2S2-3"]


@pytest.mark.parametrize(
    ("who", "message"), [("student", "credits.seen_twice"), ("fellow", "credits.seen_elsewhere")]
)
def test_the_same_file_is_found_with_whomever_it_came_before(here: College, who: str, message: str) -> None:
    within, files = opened(here), (file("奖状"),)
    first = declared(here, within)
    do("evidence", here.student, "2025-04-01", EVIDENCE, case=first, files=files)
    by = getattr(here, who)
    second = declared(here, within, who=by)
    receipt = do("evidence", by, "2025-04-02", EVIDENCE, case=second, files=files)
    warned = [
        (each.message, each.params["items"]) for each in receipt.findings if each.verdict.value == "warned"
    ]
    assert warned == [(message, (first,))]
    assert Entry.objects.get(case=second, act="evidence").facts["also"] == [first]


@pytest.mark.parametrize(
    ("supplement", "intake", "rules"),
    [(False, 2022, ["CR-7-1"]), (True, 2022, []), (True, 2023, ["CR-7-1"])],
)
def test_a_graduating_class_may_have_a_supplement(
    here: College, supplement: bool, intake: int, rules: list[str]
) -> None:
    adopt(here, declare__graduating_supplement=supplement)
    who, within = student("2022099", "王五", here.group, intake=intake), opened(here, "2025-26", "2026-03-01")
    target = {"family": FAMILY, "subject": who.pk, "within": within}
    if rules:
        assert refused("declaration", who, "2026-05-10", LECTURE, **target) == rules
    else:
        do("declaration", who, "2026-05-10", LECTURE, **target)


@pytest.mark.parametrize(
    ("level", "rules"),
    [
        *[(level, []) for level in ("省部级", "二等奖", "省级二等奖", "省部级 二等奖", "省级银奖")],
        *[(level, ["CR-7-5"]) for level in ("国家级", "一等奖", "省级金奖", "国家级二等奖")],
    ],
)
def test_a_level_is_written_as_the_form_shows_it(here: College, level: str, rules: list[str]) -> None:
    target = {"family": FAMILY, "subject": here.student.pk, "within": opened(here)}
    if rules:
        assert (
            refused("declaration", here.student, "2025-04-01", {**PRIZE, "level": level}, **target) == rules
        )
    else:
        do("declaration", here.student, "2025-04-01", {**PRIZE, "level": level}, **target)


def test_a_row_without_a_level_is_contradicted_by_none(here: College) -> None:
    target = {"family": FAMILY, "subject": here.student.pk, "within": opened(here)}
    do("declaration", here.student, "2025-04-01", {**LECTURE, "level": "校级"}, **target)


def test_an_activity_is_declared_once_it_was_held(here: College) -> None:
    assert against(here, {**LECTURE, "held_on": "2025-04-02"}, at="2025-04-01") == ["A-49"]


@pytest.mark.parametrize(("since", "rules"), [("2024-04-01", []), ("2024-04-02", ["CR-X2S3-4"])])
def test_a_year_in_the_team_is_over_by_the_day_of_its_claim(
    here: College, since: str, rules: list[str]
) -> None:
    team = {**LECTURE, "row": "T3-19", "claimed": "1.0", "started_on": since, "ended_on": "2026-04-01"}
    target = {"family": FAMILY, "subject": here.student.pk, "within": opened(here)}
    if rules:
        assert refused("declaration", here.student, "2025-04-01", team, **target) == rules
    else:
        do("declaration", here.student, "2025-04-01", team, **target)


# ── Labour ──

WORK = {**LECTURE, "row": "T5-11", "claimed": "0.5"}


def labour(here: College, claim: dict[str, Any]) -> int:
    """A labour item with its evidence."""
    case, said = declared(here, opened(here), claim), {"kinds": ["appraisal", "practice"], "form": "copy"}
    do("evidence", here.student, "2025-04-01", said, case=case, files=(file("b"),))
    return case


def test_work_study_needs_both_its_assessors(here: College) -> None:
    case, said = labour(here, WORK), {"result": "qualified"}
    assert refused("assessment", here.counsellor, "2025-04-02", said, case=case) == ["CR-X2S5-6"]
    do("assessment", here.employer, "2025-04-02", said, case=case)
    assert refused("assessment", here.employer, "2025-04-03", said, case=case) == ["CR-X2S5-6"]
    do("assessment", here.aid, "2025-04-03", said, case=case)
    assert list(Case.objects.get(pk=case).steps) == ["first_review"]


@boundary(
    "CR-X2S5-7",
    "said, verdict",
    [
        ({"off_campus": True}, "warned"),
        ({"off_campus": True, "insured": True}, "met"),
        ({}, "not_applicable"),
    ],
)
def test_insurance_is_advised_for_labour_off_campus(
    here: College, said: dict[str, bool], verdict: str
) -> None:
    case = declared(here, opened(here), {**LECTURE, "row": "T5-08", "claimed": "0.5", **said})
    findings = Entry.objects.get(case=case, act="declaration").findings
    assert [each["verdict"] for each in findings if each["rule"] == "CR-X2S5-7"] == [verdict]


def test_a_counsellor_assesses_the_students_own_practice(here: College) -> None:
    case, said = labour(here, {**LECTURE, "row": "T5-08", "claimed": "0.5"}), {"result": "qualified"}
    assert refused("assessment", here.employer, "2025-04-02", said, case=case) == ["CR-X2S5-5"]
    do("assessment", here.counsellor, "2025-04-02", said, case=case)
    assert list(Case.objects.get(pk=case).steps) == ["first_review"]


def test_an_item_that_nobody_reviewed_may_be_withdrawn(here: College) -> None:
    within = opened(here)
    case = handed_in(here, within)
    do("withdrawal", here.student, "2025-04-02", case=case)
    assert Case.objects.get(pk=case).end == "withdrawn"
    second = handed_in(here, within)
    do("first_review", here.counsellor, "2025-05-06", {"outcome": "accepted"}, case=second)
    assert refused("withdrawal", here.student, "2025-05-07", case=second) == ["CR-7-12-1"]
