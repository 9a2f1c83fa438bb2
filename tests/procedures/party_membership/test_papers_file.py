"""File, first talk, form of an activist, lists of names, group opinion, handover: what each sheet says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from procedures.party_membership import roles
from procedures.party_membership.dossier import DOSSIER
from procedures.party_membership.flows import PartyMembership_1
from procedures.party_membership.flows.matters import RecommendationNotice
from procedures.party_membership.flows.planning import DevelopmentPlan
from procedures.party_membership.papers import cultivation, file_index, forum, nominees, plan, talks
from tests.procedures.party_membership.situations import fact, facts
from tests.procedures.party_membership.told import grid, lines, matter, offered, told, words
from workflows.documents import FormPaper, Grid, Signatures, Words
from workflows.nodes import ToldCase
from workflows.rules.facts import Fact

APPLIED = fact("application", "2024-09-10", {"signature": "signed_original"})


def grids(paper: FormPaper) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The rows of each table, by what stands above it."""
    return {part.label: part.rows for part in paper.parts if isinstance(part, Grid)}


def signed(paper: FormPaper) -> tuple[str, ...]:
    """Who signs."""
    return next(part.labels for part in paper.parts if isinstance(part, Signatures))


# ── Which documents have a sheet (decision 0036) ──

#: handed in or sealed by somebody else, written by hand, or for whoever decides alone
WITHOUT = {"D01", "D07", "D10", "D11", "D14", "D17", "D30", "D41"}


def test_every_document_of_the_folder_is_printed_or_is_by_nature_none_of_ours() -> None:
    declared = [paper.code for paper in PartyMembership_1.papers]
    declared += [paper.code for kind in PartyMembership_1.matter_types.values() for paper in kind.papers]
    assert {paper.code for paper in DOSSIER} - set(declared) == WITHOUT


# ── Article 7: the file and the first talk ──

CHECKED = fact(
    "check",
    "2024-09-12",
    {"file_number": "2024-1", "conclusion": "符合", "checked_by": "o1"},
    outcome="approved",
)
WORK = fact("social_work", "2025-03-05", {})
REPORT = fact("thought_report", "2025-03-31", {"quarter": "2025Q1"})
LENT = fact("consultation", "2027-02-01", {"reader": "m1", "until": "2027-02-15"})
CLUE = fact("accountability_clue", "2027-01-05", {"source": "cultivation"})


def test_the_index_has_each_paper_once_with_its_last_day_and_nothing_of_a_breach() -> None:
    second = fact("thought_report", "2025-06-30", {"quarter": "2025Q2"})
    given = (APPLIED, CHECKED, WORK, REPORT, second, CLUE, LENT)
    written = {"social_work": {"task": "整理图书"}}
    found = file_index.file_index(told("2027-02-01", "consultation", *given, words=written))
    assert lines(found) == {
        "档案编号": "2024-1",
        "建档日期": "2024年9月12日",
        "资格审核": "符合",
        "审核人": "人o1",
    }
    assert grids(found) == {
        "材料": (
            ("1", "入党申请书", "1项", "2024年9月10日", ""),
            ("2", "思想汇报", "2项", "2025年6月30日", ""),
        ),
        "安排的社会工作": (("2025年3月5日", "整理图书"),),
        "调阅登记": (("2027年2月1日", "人m1", "2027年2月15日"),),
    }


@pytest.mark.parametrize(
    ("given", "of"),
    [
        ((APPLIED,), []),
        ((APPLIED, replace(CHECKED, outcome="refused")), []),
        ((APPLIED, CHECKED), ["check"]),
        ((APPLIED, CHECKED, REPORT), ["thought_report"]),
        ((APPLIED, CHECKED, REPORT, CLUE), ["thought_report"]),
    ],
)
def test_the_index_is_printed_of_the_last_paper_in_the_file(given: tuple[Fact, ...], of: list[str]) -> None:
    assert offered(file_index.indexed, told("2027-02-01", given[-1].name, *given)) == of


def test_the_first_talk_has_its_seven_parts_and_room_where_nothing_is_known() -> None:
    talk = replace(fact("first_talk", "2024-10-08"), by=9)
    written = {"first_talk": {"motive": "为人民服务。", "family": "父母务农。\n一个弟弟。"}}
    case = told("2024-10-08", "first_talk", APPLIED, talk, words=written)
    found = talks.first_talk(replace(case, actors={9: "周岚"}))
    assert lines(found) == {"谈话日期": "2024年10月8日", "谈话人": "周岚", "递交申请": "2024年9月10日"}
    assert words(found) == [
        Words("入党动机", ("为人民服务。",)),
        Words("思想、工作、学习情况", ()),
        Words("主要经历", ()),
        Words("家庭情况", ("父母务农。", "一个弟弟。")),
        Words("成绩", ()),
        Words("不足", ()),
        Words("努力方向", ()),
    ]
    assert signed(found) == ("谈话人签名", "本人签名")


# ── Article 8: the list of nominees ──

COUNTED = fact(
    "recommendation",
    "2024-12-10",
    {"approve": 20, "issued": 25, "rated": 25, "qualified": 22},
    outcome="carried",
)
REVIEWED = fact("recommendation_review", "2024-12-11", {}, outcome="approved")
POSTED = fact("recommendation_notice.post", "2024-12-12", {})
AGAIN = fact("recommendation_review", "2025-02-01", {}, outcome="approved")


def test_the_list_of_nominees_is_that_of_the_notice_and_dated_by_the_review() -> None:
    said = {"recommendation_review": {"opinion": "表现突出"}}
    first = told("2024-12-12", POSTED.name, COUNTED, REVIEWED, POSTED, words=said)
    later = replace(told("2025-02-01", POSTED.name, COUNTED, REVIEWED, POSTED, AGAIN), first=first)
    acts = facts(fact("post", "2024-12-12"))
    found = nominees.nominee_list(matter(RecommendationNotice, told=acts, on="2024-12-12", cases=(later,)))
    row = ("1", "人t1", "t1", "2024年12月10日", "20", "25", "22 / 25", "表现突出（2024年12月11日）")
    assert grid(found) == (row,)
    assert found.signed_on == REVIEWED.on


# ── Articles 10 to 12: the form of an activist ──

OPENED = fact("observation_form", "2024-12-18", {"form_number": "考1"})
NAMED = fact("contacts", "2024-12-19", {"contacts": ["m1", "m2"]})
OPINION = replace(fact("contact_opinion", "2025-06-17", {"period": "2025-06-18"}), by=9)
COURSE = fact("course", "2024-12-22", {"number": "证1", "days": "2", "hours": 16})
MEMBER = fact("member_recommendation", "2024-12-01", {"recommender": "m3"})
DECIDED = fact("activist_decision", "2024-12-16", outcome="carried")
FILED = fact("filing", "2024-12-18", outcome="approved", effective="2024-12-16")
CULTIVATED = (APPLIED, MEMBER, DECIDED, FILED, OPENED, NAMED, COURSE, WORK, REPORT, OPINION)


def test_the_form_of_an_activist_tells_the_choice_the_contacts_and_each_half_year() -> None:
    said = {
        "contact_opinion": {"thought_overall": "进步明显", "direction": "多做群众工作"},
        "social_work": {"task": "整理图书"},
    }
    case = told("2025-06-17", "contact_opinion", *CULTIVATED, words=said)
    found = cultivation.cultivation_form(replace(case, actors={9: "周岚"}))
    assert lines(found) == {
        "考察表编号": "考1",
        "推荐方式": "党员推荐",
        "递交申请": "2024年9月10日",
        "确定为积极分子": "2024年12月16日",
        "培养联系人": "人m1、人m2",
        "指定日期": "2024年12月19日",
        "积极分子培训": "证1，2天，16课时，2024年12月22日结业",
    }
    assert words(found) == [
        Words(
            "至2025年6月18日的考察意见",
            ("思想与综合表现：进步明显", "努力方向：多做群众工作", "培养联系人：周岚　2025年6月17日"),
        ),
        Words("党支部意见", ()),
    ]
    assert grids(found) == {
        "思想汇报": (("2025年第一季度", "2025年3月31日"),),
        "社会工作": (("2025年3月5日", "整理图书"),),
    }


@pytest.mark.parametrize(
    ("given", "of"),
    [((NAMED,), []), ((NAMED, OPENED), ["observation_form"]), ((OPENED, NAMED, REPORT), ["thought_report"])],
)
def test_the_form_is_printed_of_its_last_entry_once_it_is_open(
    given: tuple[Fact, ...], of: list[str]
) -> None:
    assert offered(cultivation.opened, told("2025-07-01", given[-1].name, *given)) == of


# ── Articles 13 and 15: the plan of a college ──

AGREED = fact("plan_opinion", "2025-11-20", {"year": 2026, "view": "agree"})
OTHER_YEAR = fact("plan_opinion", "2025-11-21", {"year": 2027, "view": "disagree"})
LISTED = fact("plan_listing", "2025-11-28", {"year": 2026, "route": "B"})
STRUCK = fact("plan_removal", "2026-06-10", {"year": 2026})
DRAFT = fact("draft", "2025-11-28", {"year": 2026})
REPORTED = fact("report", "2025-12-01", {"total": 40})
RECEIVED = fact("receive", "2025-12-05", {"receipt": "组收25"})
MORE = fact("adjust", "2026-06-08", {"year": 2026, "total": 42})
FEWER = fact("reduce", "2026-06-10", {"year": 2026, "total": 41})


def planned(*acts: Fact) -> FormPaper:
    """A plan of these acts with one name on it and one struck off."""
    one = told("2025-11-28", "plan_listing", AGREED, OTHER_YEAR, LISTED)
    ground = {"plan_removal": {"ground": "转专业"}}
    two = told("2026-06-10", "plan_removal", LISTED, STRUCK, words=ground)
    cases: tuple[ToldCase, ...] = (one, two) if FEWER in acts else (one,)
    grounds = {5: {"ground": "一人转专业"}}
    return plan.development_plan(
        matter(DevelopmentPlan, told=facts(*acts), on="2025-11-28", cases=cases, words=grounds)
    )


def test_a_draft_of_a_plan_has_its_names_and_no_day_yet() -> None:
    found = planned(DRAFT)
    assert (found.title, found.signed_on) == ("2026年度发展党员计划", None)
    assert lines(found) == {
        "编制日期": "2025年11月28日",
        "上报日期": "",
        "收件日期": "",
        "收件编号": "",
        "计划总人数": "",
    }
    row = ("1", "人t1", "t1", "学生第一党支部", "路径二", "同意", "2025年11月28日")
    assert grids(found) == {"列入计划的人": (row,)}


def test_an_adjusted_plan_tells_who_was_struck_off_and_the_change_against_the_first_report() -> None:
    found = planned(DRAFT, REPORTED, RECEIVED, MORE, FEWER)
    assert lines(found) == {
        "编制日期": "2025年11月28日",
        "上报日期": "2025年12月1日",
        "收件日期": "2025年12月5日",
        "收件编号": "组收25",
        "计划总人数": "41人",
    }
    assert grids(found)["从计划中去掉的人"] == (("人t1", "t1", "2026年6月10日", "转专业"),)
    assert grids(found)["调整"] == (
        ("2026年6月8日", "增加", "42人", "+2人", ""),
        ("2026年6月10日", "减少", "41人", "+1人", "一人转专业"),
    )
    assert found.signed_on == FEWER.on


# ── Article 17: the Party group ──


@pytest.mark.parametrize(
    ("data", "who", "signs"),
    [
        ({"body": "party_group", "group": "第二党小组"}, "第二党小组", "党小组组长签名"),
        ({"body": "branch"}, "学生第一党支部（不设党小组）", "支部书记签名"),
    ],
)
def test_the_opinion_is_signed_by_the_group_or_by_the_branch_in_its_place(
    data: dict[str, str], who: str, signs: str
) -> None:
    view = fact("group_opinion", "2025-12-20", {**data, "view": "agree"})
    written = {"group_opinion": {"discussion": "讨论认为已经成熟。"}}
    found = forum.group_opinion(told("2025-12-20", "group_opinion", view, words=written))
    assert lines(found) == {"日期": "2025年12月20日", "意见": "同意列为发展对象", "提出意见的": who}
    assert words(found) == [Words("讨论情况", ("讨论认为已经成熟。",))]
    assert signed(found) == (signs,)


# ── Articles 14 and 45: who leaves ──


def test_the_handover_of_an_activist_lists_the_four_kinds() -> None:
    said = {"kinds": ["application", "thought_reports"], "papers": "申请书\n思想汇报", "receiver": "某党委"}
    left = fact("graduation", "2026-06-30", {**said, "receipt": "回12"})
    found = file_index.handover_list(told("2026-06-30", "graduation", left))
    assert lines(found) == {
        "移交原因": "毕业离校",
        "移交日期": "2026年6月30日",
        "接收单位": "某党委",
        "回执编号": "回12",
    }
    assert [row[2] for row in grid(found)] == ["已移交", "无", "已移交", "无"]
    assert words(found) == [Words("移交的材料", ("申请书", "思想汇报"))]


def test_the_handover_of_a_candidate_lists_what_was_written_down() -> None:
    left = fact("transfer_out", "2026-06-30", {"papers": "全部材料", "receiver": "某党委", "receipt": "回13"})
    found = file_index.handover_list(told("2026-06-30", "transfer_out", left))
    assert (lines(found)["移交原因"], grids(found)) == ("组织关系转出", {})


# ── Who prints them ──


def test_the_list_of_nominees_is_printed_by_the_league_and_the_others_from_the_branch_up() -> None:
    by = {paper.name: paper.by for paper in RecommendationNotice.papers}
    assert by["nominee-list"] == roles.COLLEGE_LEAGUE_OFFICES
    readers = {paper.name: paper.by for paper in PartyMembership_1.papers}
    everybody = (*roles.COMMITTEE, *roles.COLLEGE_OFFICES, *roles.UNIVERSITY_OFFICES)
    names = ("file-index", "first-talk", "cultivation-form", "handover-list", "group-opinion")
    assert {readers[name] for name in names} == {everybody}
