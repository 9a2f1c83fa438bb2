"""Articles 6 and 7 and annex 3 at the door: the round of a college, its sheet, its signature and its end."""

from __future__ import annotations

from typing import Any

import pytest

from procedures.second_classroom_credits import roles
from procedures.second_classroom_credits.papers.sheet import COLUMNS, Sheet
from procedures.second_classroom_credits.papers.summary import people_of, said_of, summary_sheet
from tests.procedures.rule_tables import boundary
from tests.procedures.second_classroom_credits.college import (
    FAMILY,
    PRIZE,
    College,
    adopt,
    agreed,
    college,
    confirmed,
    do,
    finalised,
    frozen_as,
    handed_in,
    holder,
    moment,
    opened,
    refused,
    reviewed,
    sheet,
    signed,
    student,
    summarised,
)
from tests.procedures.second_classroom_credits.world import xust
from workflows.door import Act, Refused, perform
from workflows.models import Case, Entry, Matter, Person
from workflows.rules.facts import Facts

pytestmark = pytest.mark.django_db
CONFIRMING = {"outcome": "confirmed"}


@pytest.fixture
def here() -> College:
    return college()


def group(here: College, **changes: list[str]) -> dict[str, Any]:
    """A working group with all its posts."""
    full = {
        "leaders": [here.secretary.number, here.dean.number],
        "deputies": [here.vice_dean.number],
        "members": [here.league.number, here.research.number, here.counsellor.number],
    }
    return {"year": "2024-25", **full, **changes}


def opening(here: College, said: dict[str, Any]) -> dict[str, str]:
    """What the rules of a group say when a round is opened, by rule."""
    target = {"kind": f"{FAMILY}.round", "unit": here.unit.pk}
    receipt = do("open", here.vice_dean, "2025-03-01", said, **target)
    return {each["rule"]: each["verdict"] for each in Entry.objects.get(pk=receipt.entry).findings}


@boundary("CR-6-1", "field", ["leaders", "members"])
def test_a_college_without_a_group_opens_no_round(here: College, field: str) -> None:
    target = {"kind": f"{FAMILY}.round", "unit": here.unit.pk}
    said = group(here, **{field: []})
    assert refused("open", here.vice_dean, "2025-03-01", said, **target) == ["CR-6-1"]


@boundary("CR-6-2", "left, verdict", [(0, "met"), (1, "recorded")])
def test_a_vacant_leader_is_recorded(here: College, left: int, verdict: str) -> None:
    leaders = [here.secretary.number, here.dean.number][left:]
    assert opening(here, group(here, leaders=leaders))["CR-6-2"] == verdict


@boundary("CR-6-3", "number, verdict", [("t6", "recorded")])
def test_a_vacant_deputy_is_recorded(here: College, number: str, verdict: str) -> None:
    assert opening(here, group(here, deputies=[number]))["CR-6-3"] == verdict


@boundary(
    "CR-6-4",
    "members, intake, verdict",
    [
        (["t1", "t2", "t3"], 2022, "met"),
        (["t2", "t3"], 2022, "recorded"),
        (["t1", "t2"], 2022, "recorded"),
        (["t1", "t2", "t3", "t4"], 2022, "recorded"),
        (["t1", "t2", "t3"], 2023, "recorded"),
        (["t1", "t2", "t3", "t20"], 2023, "met"),
    ],
)
def test_the_members_are_those_of_the_article(
    here: College, members: list[str], intake: int, verdict: str
) -> None:
    """With a counsellor of every grade that has students in the college."""
    student("2023001", "王五", here.other, intake=intake)
    holder("t20", "辅导员乙", roles.COUNSELLOR, here.other)
    assert opening(here, group(here, members=members))["CR-6-4"] == verdict


@boundary("CR-7-2", "year, rules", [("2024-25", ["matter.already_there"]), ("2025-26", [])])
def test_a_college_has_one_round_a_year(here: College, year: str, rules: list[str]) -> None:
    opened(here)
    said, target = {**group(here), "year": year}, {"kind": f"{FAMILY}.round", "unit": here.unit.pk}
    if rules:
        assert refused("open", here.vice_dean, "2025-03-02", said, **target) == rules
    else:
        do("open", here.vice_dean, "2026-03-01", said, **target)


@boundary("CR-6-8", "archived, rules", [(False, ["CR-6-8"]), (True, [])])
def test_a_round_ends_when_every_item_is_archived(here: College, archived: bool, rules: list[str]) -> None:
    within = opened(here)
    case = confirmed(here, within)
    if archived:
        do("archive", here.league, "2025-05-20", {"place": "2025-001"}, case=case)
        do("close", here.league, "2025-05-21", matter=within)
    else:
        assert refused("close", here.league, "2025-05-21", matter=within) == rules


# ── The sheet ──


@boundary(
    "CR-7-6",
    "change, rules",
    [("none", []), ("total", ["CR-7-6"]), ("empty", ["CR-7-6"]), ("left", ["CR-7-6"])],
)
def test_the_sheet_is_what_the_first_review_recognised(here: College, change: str, rules: list[str]) -> None:
    within = opened(here)
    if change != "empty":
        reviewed(here, within)
    if change == "left":
        handed_in(here, within, PRIZE)
    found = sheet(within)
    said = frozen_as(found, **({"total": "9.9"} if change == "total" else {}))
    if rules:
        assert refused("summarise", here.league, "2025-05-07", said, matter=within) == rules
    else:
        do("summarise", here.league, "2025-05-07", said, matter=within)


@boundary("CR-X3-1", "columns", [COLUMNS])
def test_the_sheet_has_ten_columns(here: College, columns: tuple[str, ...]) -> None:
    within = opened(here)
    reviewed(here, within, PRIZE)
    (row,) = summarised(here, within).rows
    assert dict(zip(columns, (getattr(row, name) for name in row._fields), strict=True)) == {
        "学年": "2024-25",
        "学期": "1",
        "学号": "2022001",
        "姓名": "张三",
        "项目类型": "创新创业（科技）竞赛",
        "项目内容": "程序设计竞赛",
        "获奖等级": "省部级",
        "申请学分": "4.0",
        "审核学分": "4.0",
        "项目代码": "S002",
    }


@boundary("CR-X3-4", "contact, rules", [("", ["CR-X3-4"]), ("029-85580000", [])])
def test_the_foot_of_the_sheet_names_its_people_and_a_contact(
    here: College, contact: str, rules: list[str]
) -> None:
    within = opened(here)
    case, found = reviewed(here, within), sheet(within)
    said = frozen_as(found, contact=contact)
    if rules:
        assert refused("summarise", here.league, "2025-05-07", said, matter=within) == rules
        return
    do("summarise", here.league, "2025-05-07", said, matter=within)
    assert foot(within) == ("", "", "分团委书记", contact)
    agreed(here, case)
    signed(here, within, found)
    assert foot(within) == ("院长", "副院长", "分团委书记", contact)


def foot(within: int) -> tuple[str, ...]:
    """What stands behind the labels of the foot of a sheet."""
    around, found = Facts.from_json(Matter.objects.get(pk=within).facts), sheet(within)
    names = dict(Person.objects.filter(pk__in=people_of(around, found)).values_list("pk", "name"))
    document = summary_sheet(found, xust(), said_of(around, found, college="计算机学院", names=names))
    assert [each.label for each in document.footer] == ["学院负责人", "审核人", "填表人", "联系方式"]
    return tuple(each.value for each in document.footer)


def sign(here: College, within: int, found: Sheet) -> None:
    """The dean signs and seals a sheet."""
    said = {"digest": found.digest, "signature": True, "seal": True}
    do("sign", here.dean, "2025-05-09", said, matter=within)


def summed(here: College) -> tuple[int, int, Sheet]:
    """A round with one item that was reviewed twice, and its sheet."""
    within = opened(here)
    case = reviewed(here, within)
    found = summarised(here, within)
    agreed(here, case)
    return within, case, found


@boundary(
    "CR-7-8",
    "changes, rules",
    [
        ({}, []),
        ({"signature": False}, ["CR-7-8"]),
        ({"seal": False}, ["CR-7-8"]),
        ({"digest": "0" * 64}, ["CR-7-8"]),
    ],
)
def test_the_sheet_is_signed_and_sealed(here: College, changes: dict[str, Any], rules: list[str]) -> None:
    within, _, found = summed(here)
    said = {"digest": found.digest, "signature": True, "seal": True, **changes}
    if rules:
        assert refused("sign", here.dean, "2025-05-09", said, matter=within) == rules
    else:
        do("sign", here.dean, "2025-05-09", said, matter=within)


@pytest.mark.parametrize(
    ("reading", "signers", "rules"),
    [
        ("one_leader", ["secretary"], []),
        ("both_leaders", ["dean"], ["CR-7-8"]),
        ("both_leaders", ["dean", "dean"], ["CR-7-8"]),
        ("both_leaders", ["secretary", "dean"], []),
    ],
)
def test_who_signs_is_a_reading(here: College, reading: str, signers: list[str], rules: list[str]) -> None:
    adopt(here, summary__signers=reading)
    within, _, found = summed(here)
    said = {"digest": found.digest, "signature": True, "seal": True}
    for who in signers:
        do("sign", getattr(here, who), "2025-05-09", said, matter=within)
    said = {"digest": found.digest, "copies": 2, "electronic": True}
    if rules:
        assert refused("submit", here.league, "2025-05-10", said, matter=within) == rules
    else:
        do("submit", here.league, "2025-05-10", said, matter=within)
        assert foot(within)[0] == "、".join(getattr(here, who).name for who in signers)


def test_the_sheet_is_signed_when_all_of_it_was_reviewed_again(here: College) -> None:
    within = opened(here)
    reviewed(here, within)
    found = summarised(here, within)
    said = {"digest": found.digest, "signature": True, "seal": True}
    assert refused("sign", here.dean, "2025-05-09", said, matter=within) == ["CR-7-7-1"]


def test_a_change_of_an_item_voids_the_signature_until_it_is_signed_again(here: College) -> None:
    within = opened(here)
    kept, forged = reviewed(here, within), reviewed(here, within, PRIZE)
    found = summarised(here, within)
    agreed(here, kept, forged)
    signed(here, within, found)
    do("forgery_report", here.registrar, "2025-05-10", {"what": "印章不符"}, case=forged)
    do("forgery_proven", here.affairs, "2025-05-11", {"document": "学字2号", "found": "伪造"}, case=forged)
    said, outcome = {"digest": found.digest, "total": found.total}, {kept: {"outcome": "confirmed"}}
    refusing = refused("finalise", here.registrar, "2025-05-12", said, matter=within, cases=outcome)
    assert refusing == ["CR-7-9", "CR-7-10"]
    again = summarised(here, within, "2025-05-13")
    assert refused(
        "submit",
        here.league,
        "2025-05-13",
        {"digest": again.digest, "copies": 2, "electronic": True},
        matter=within,
    ) == ["CR-7-8"]
    signed(here, within, again, "2025-05-14")
    finalised(here, within, again, outcome, "2025-05-15")
    assert list(Case.objects.get(pk=kept).steps) == ["archive"]


@boundary("CR-X3-5", "copies, rules", [(1, ["CR-X3-5"]), (2, [])])
def test_two_copies_on_paper(here: College, copies: int, rules: list[str]) -> None:
    """Recorded: the form says two, and what came is kept."""
    within, _, found = summed(here)
    sign(here, within, found)
    said = {"digest": found.digest, "copies": copies, "electronic": True}
    receipt = do("submit", here.league, "2025-05-09", said, matter=within)
    assert [each.rule for each in receipt.findings if each.verdict.value == "recorded"] == rules


@boundary("CR-X3-6", "electronic, rules", [(False, ["CR-X3-6"]), (True, [])])
def test_the_workbook_goes_with_the_paper(here: College, electronic: bool, rules: list[str]) -> None:
    within, _, found = summed(here)
    sign(here, within, found)
    said = {"digest": found.digest, "copies": 2, "electronic": electronic}
    if rules:
        assert refused("submit", here.league, "2025-05-09", said, matter=within) == rules
    else:
        do("submit", here.league, "2025-05-09", said, matter=within)


@boundary("CR-7-9", "sent", [False])
def test_what_was_not_sent_is_not_reviewed(here: College, sent: bool) -> None:
    within, case, found = summed(here)
    sign(here, within, found)
    said, outcome = {"digest": found.digest, "total": found.total}, {case: {"outcome": "confirmed"}}
    refusing = refused("finalise", here.registrar, "2025-05-12", said, matter=within, cases=outcome)
    assert refusing == ["CR-7-9"]


@boundary("CR-7-10", "total, rules", [("0.9", ["CR-7-10"]), ("0.5", [])])
def test_paper_and_data_say_the_same(here: College, total: str, rules: list[str]) -> None:
    within, case, found = summed(here)
    signed(here, within, found)
    said, outcome = {"digest": found.digest, "total": total}, {case: {"outcome": "confirmed"}}
    if not rules:
        do("finalise", here.registrar, "2025-05-12", said, matter=within, cases=outcome)
        return
    assert refused("finalise", here.registrar, "2025-05-12", said, matter=within, cases=outcome) == rules
    do("return_sheet", here.registrar, "2025-05-12", {"why": "数据不同"}, matter=within)
    said = {"digest": found.digest, "total": found.total}
    assert refused("finalise", here.registrar, "2025-05-13", said, matter=within, cases=outcome) == ["CR-7-9"]
    signed(here, within, found, "2025-05-14")
    finalised(here, within, found, outcome, "2025-05-15")


@boundary("CR-6-9", "summed_up", [False])
def test_without_a_sheet_there_is_no_final_review(here: College, summed_up: bool) -> None:
    within = opened(here)
    reviewed(here, within)
    said = {"digest": "0" * 64, "signature": True, "seal": True}
    assert "CR-7-8" in refused("sign", here.dean, "2025-05-09", said, matter=within)


@pytest.mark.parametrize("again", [True, False])
def test_a_list_of_final_reviews_is_judged_by_what_it_did_before(here: College, again: bool) -> None:
    """An item that the same list confirmed or returned stays on its sheet; one reviewed anew leaves it."""
    within = opened(here)
    first, second = reviewed(here, within), reviewed(here, within, PRIZE)
    found = summarised(here, within)
    agreed(here, first, second)
    signed(here, within, found)
    paper = {"digest": found.digest, "total": found.total}
    back = {first: {"outcome": "returned", "why": "缺章"}}
    anew = Act("first_review", here.counsellor.pk, "", data={"outcome": "accepted"}, case=first)
    acts = [
        Act("finalise", here.registrar.pk, "", data=paper, matter=within, cases=back),
        *([anew] if again else []),
        Act("finalise", here.registrar.pk, "", data=paper, matter=within, cases={second: CONFIRMING}),
    ]
    if not again:
        perform(acts, at=moment("2025-05-12"))
        assert [list(Case.objects.get(pk=case).steps) for case in (first, second)] == [
            ["first_review"],
            ["archive"],
        ]
        return
    with pytest.raises(Refused) as raised:
        perform(acts, at=moment("2025-05-12"))
    assert [each.rule for each in raised.value.unmet] == ["CR-7-9", "CR-7-10"]
