"""The record of a student: what each paper refuses, who records it, and what rules then read."""

from __future__ import annotations

from typing import Any

import pytest

from tests.procedures.party_membership.world import College, Walk, college, do, moment, refused
from workflows.door import Refused, outlook
from workflows.models import Matter, Membership
from workflows.rules.facts import Facts
from workflows.texts.sentences import finding_sentence

pytestmark = pytest.mark.django_db

KIND = "student.record"
DAY = "2025-10-15"
DOCUMENT = {"evidence": "化工学〔2025〕12号"}
YEAR = {"year": "2024-2025", "composite_rank": 6, "composite_size": 120, **DOCUMENT}
HONOUR = {"title": "优秀学生干部", "kind": "honour", "level": "university", **DOCUMENT}
POST = {"title": "班长", "unit": "化工2401", "main": True, "from_on": "2024-09-10", **DOCUMENT}
SANCTION = {"title": "考试违纪", "kind": "warning", **DOCUMENT}


@pytest.fixture
def world() -> College:
    """A college with its students."""
    return college()


def opened(world: College, number: str = "t1", by: str = "z2") -> int:
    """The record of a student, opened by the organiser of the college."""
    target: dict[str, Any] = {"kind": KIND, "unit": world.units["college"].pk, "subject": world[number].pk}
    return do("open", world[by], DAY, **target).matter or 0


def known(matter: int, name: str) -> list[dict[str, Any]]:
    """What stands under a name, in its order."""
    return [dict(fact.data) for fact in Facts.from_json(Matter.objects.get(pk=matter).facts).all(name)]


def stopped(world: College, name: str, data: dict[str, Any], day: str = DAY) -> list[str]:
    """What refuses an act on a new record."""
    return refused(name, world["z2"], day, data, matter=opened(world), recorded=DAY)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"composite_rank": 120}, []),
        ({"composite_rank": 121}, ["record.rank_beyond_size"]),
        ({"composite_size": None}, ["record.rank_without_size"]),
        ({"academic_rank": 3}, ["record.rank_without_size"]),
        ({"appraisal_rank": 4, "appraisal_size": 3}, ["record.rank_beyond_size"]),
        ({"composite_rank": 0}, ["data.invalid"]),
        ({"year": "2024-2025"}, []),
        ({"year": "2024-2026"}, ["record.year_of_two"]),
        ({"year": "2025-2024"}, ["record.year_of_two"]),
        ({"year": "2024"}, ["data.invalid"]),
        ({"year": "2025-2026"}, ["record.year_over"]),
        ({"composite_rank": None, "composite_size": None}, ["record.nothing_said"]),
        ({"composite_rank": None, "composite_size": None, "scholarship": "none"}, []),
        ({"composite_rank": None, "composite_size": None, "failed_courses": 0}, []),
        ({"scholarship": "fourth"}, ["data.invalid"]),
        ({"composite_score": "92.355"}, []),
        ({"composite_score": "92.3551"}, ["data.invalid"]),
        ({"evidence": ""}, ["act.needs_evidence"]),
    ],
)
def test_the_results_of_a_year_cannot_contradict_themselves(
    world: College, changes: dict[str, Any], message: list[str]
) -> None:
    assert stopped(world, "year_result", {**YEAR, **changes}) == message


def test_what_is_not_known_of_a_year_is_null_and_scores_are_kept_as_written(world: College) -> None:
    matter = opened(world)
    do("year_result", world["z2"], DAY, {**YEAR, "academic_score": "3.850"}, matter=matter)
    assert known(matter, "year_result") == [
        {
            "year": "2024-2025",
            "composite_rank": 6,
            "composite_size": 120,
            "composite_score": None,
            "academic_rank": None,
            "academic_size": None,
            "academic_score": "3.850",
            "appraisal_rank": None,
            "appraisal_size": None,
            "scholarship": None,
            "failed_courses": None,
            **DOCUMENT,
        }
    ]


def test_a_year_has_one_result_and_the_later_one_holds(world: College) -> None:
    matter = opened(world)
    do("year_result", world["z2"], DAY, YEAR, matter=matter)
    do("year_result", world["z1"], DAY, {**YEAR, "composite_rank": 7}, matter=matter)
    do("year_result", world["z1"], "2024-10-10", {**YEAR, "year": "2023-2024"}, matter=matter, recorded=DAY)
    found = [(each["year"], each["composite_rank"]) for each in known(matter, "year_result")]
    assert found == [("2023-2024", 6), ("2024-2025", 7)]


def test_the_same_honour_recorded_again_is_one_honour(world: College) -> None:
    matter = opened(world)
    for _ in range(2):
        do("honour", world["z2"], "2024-12-01", HONOUR, matter=matter, recorded=DAY)
    do("honour", world["z2"], "2025-01-01", HONOUR, matter=matter, recorded=DAY)
    do("honour", world["z2"], "2024-12-01", {**HONOUR, "level": "province"}, matter=matter, recorded=DAY)
    assert [each["level"] for each in known(matter, "honour")] == ["university", "province", "university"]


@pytest.mark.parametrize(
    ("name", "data", "day", "message"),
    [
        ("post", POST, "2024-09-10", []),
        ("post", POST, "2024-09-09", ["record.begun"]),
        ("post", {**POST, "to_on": "2024-09-11"}, DAY, []),
        ("post", {**POST, "to_on": "2024-09-10"}, DAY, ["record.ends_before_start"]),
        ("sanction", SANCTION, DAY, []),
        ("sanction", {**SANCTION, "lifted_on": "2025-10-16"}, DAY, []),
        ("sanction", {**SANCTION, "lifted_on": DAY}, DAY, ["record.lifted_after"]),
        ("appraisal", {"year": "2024-2025", "grade": "good", **DOCUMENT}, DAY, []),
        ("appraisal", {"year": "2024-2023", "grade": "good", **DOCUMENT}, DAY, ["record.year_of_two"]),
        ("appraisal", {"year": "2025-2026", "grade": "good", **DOCUMENT}, DAY, ["record.year_over"]),
        ("achievement", {"kind": "host_project", "title": "催化", **DOCUMENT}, DAY, []),
        ("misconduct", {"finding": "found", "title": "抄袭", **DOCUMENT}, DAY, []),
        ("graduation_risk", {"at_risk": True, **DOCUMENT}, DAY, []),
        ("graduation_risk", {"at_risk": True, **DOCUMENT}, "2025-10-16", ["act.future_date"]),
    ],
)
def test_days_stand_in_their_order(
    world: College, name: str, data: dict[str, Any], day: str, message: list[str]
) -> None:
    assert stopped(world, name, data, day) == message


def test_a_post_that_ends_and_a_sanction_that_is_lifted_stay_one(world: College) -> None:
    matter = opened(world)
    do("post", world["z2"], "2024-09-10", POST, matter=matter, recorded=DAY)
    do("post", world["z2"], "2024-09-10", {**POST, "to_on": "2025-09-01"}, matter=matter, recorded=DAY)
    do("sanction", world["z2"], "2024-11-01", SANCTION, matter=matter, recorded=DAY)
    lifted = {**SANCTION, "lifted_on": "2025-05-01"}
    do("sanction", world["z2"], "2024-11-01", lifted, matter=matter, recorded=DAY)
    assert [each["to_on"] for each in known(matter, "post")] == ["2025-09-01"]
    assert [each["lifted_on"] for each in known(matter, "sanction")] == ["2025-05-01"]


def test_what_was_under_review_becomes_a_finding(world: College) -> None:
    matter = opened(world)
    for day, finding in (("2025-03-01", "under_review"), ("2025-06-01", "found")):
        said = {"title": "论文抄袭", "finding": finding, **DOCUMENT}
        do("misconduct", world["z2"], day, said, matter=matter, recorded=DAY)
    assert [each["finding"] for each in known(matter, "misconduct")] == ["found"]


@pytest.mark.parametrize(
    ("by", "message"),
    [("z1", []), ("z2", []), ("s1", ["act.not_yours"]), ("l1", ["act.not_yours"]), ("t2", ["act.not_yours"])],
)
def test_the_offices_of_the_college_record_for_its_people(
    world: College, by: str, message: list[str]
) -> None:
    assert refused("honour", world[by], DAY, HONOUR, matter=opened(world)) == message


def test_a_student_does_not_record_their_own(world: College) -> None:
    matter = opened(world)
    assert refused("honour", world["t1"], DAY, HONOUR, matter=matter) == ["act.not_yours"]
    member = {"tree": "party", "standing": "full_member", "unit": world.units["branch"]}
    Membership.objects.create(person=world["z2"], from_on="2018-09-01", **member)
    own = opened(world, "z2", by="z1")
    assert refused("honour", world["z2"], DAY, HONOUR, matter=own) == ["act.own_record"]


def test_rules_of_a_case_see_the_record_of_its_subject(world: College) -> None:
    walk = Walk(world, world["t1"]).applies("2024-09-10")
    do("year_result", world["z2"], DAY, YEAR, matter=opened(world))
    (seen,) = outlook([walk.case], at=moment(DAY)).values()
    latest = seen.situation.record.latest("year_result")
    assert latest is not None
    assert (latest.data["composite_rank"], latest.data["year"]) == (6, "2024-2025")
    assert latest.entry is not None


def test_every_contradiction_is_a_sentence(world: College) -> None:
    with pytest.raises(Refused) as raised:
        do("year_result", world["z2"], DAY, {**YEAR, "composite_rank": 121}, matter=opened(world))
    said = [finding_sentence(finding) for finding in raised.value.unmet]
    assert said == ["综合测评名次是第121名，而只有120人，请核对。"]
