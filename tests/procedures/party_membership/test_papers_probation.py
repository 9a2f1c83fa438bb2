"""Observation form, transfer, the view of the branch, the defence: what each paper says, and of which act."""

from __future__ import annotations

import pytest

from procedures.party_membership import roles
from procedures.party_membership.flows import PartyMembership_1
from procedures.party_membership.flows.converting import Defence
from procedures.party_membership.papers import observation, transfer
from procedures.party_membership.papers.branch_view import branch_view
from procedures.party_membership.papers.defence import (
    FOR_REFERENCE,
    defence_assessment,
    defence_notice,
    defence_report,
)
from procedures.party_membership.rules.defending import lots
from tests.procedures.party_membership.situations import fact, facts
from tests.procedures.party_membership.told import grid, lines, matter, offered, told, words
from workflows.documents import FormPaper, Grid, Prose, Words
from workflows.rules.facts import Fact

MET = fact("admission_meeting", "2026-01-05", outcome="carried")
APPROVED = fact("university_approval", "2026-03-02", outcome="approved", effective="2026-01-05")
ADMITTED = (MET, APPROVED)

# ── Articles 24 and 32 to 34 ──

FORM = fact("probation_form", "2026-03-10", {"form_number": "预1"})
ANALYSED = fact("probation_analysis", "2026-06-25", {"quarter": "2026Q2", "problem": "found"})
OBSERVED = (
    *ADMITTED,
    FORM,
    fact("oath", "2026-07-01", {"place": "校史馆"}),
    fact("probation_report", "2026-03-25", {"quarter": "2026Q1"}),
    fact("probation_report", "2026-06-20", {"quarter": "2026Q2"}),
    ANALYSED,
    fact("education", "2026-05-01", {"topic": "党课", "hours": 6}),
    fact("education", "2026-06-01", {"topic": "实践", "hours": 10}),
    fact("introducer_help", "2026-06-26", {"quarter": "2026Q2"}),
)


def observed(*given: Fact) -> FormPaper:
    """The observation form of these acts."""
    written = {
        "probation_analysis": {"analysis": "学习放松", "opinion": "加强督促。"},
        "introducer_help": {"content": "每月谈心。"},
    }
    return observation.observation_form(told("2026-07-01", given[-1].name, *given, words=written))


def test_the_observation_form_has_a_row_for_each_quarter() -> None:
    found = observed(*OBSERVED)
    assert lines(found) == {
        "考察表编号": "预1",
        "预备期": "2026年1月5日至2027年1月4日",
        "编入的支部": "",
        "编入日期": "",
        "入党宣誓": "2026年7月1日，校史馆",
        "再教育培训": "",
    }
    assert [(part.label, part.rows) for part in found.parts if isinstance(part, Grid)] == [
        (
            "季度考察",
            (
                ("2026年第一季度", "2026年3月25日", ""),
                ("2026年第二季度", "2026年6月20日", "2026年6月25日分析：学习放松。加强督促。发现问题。"),
            ),
        ),
        (
            "集体教育（共16学时）",
            (("2026年5月1日", "党课", "6"), ("2026年6月1日", "实践", "10")),
        ),
        ("入党介绍人继续教育帮助", (("2026年第二季度", "", "每月谈心。"),)),
        ("发现问题后的谈话", ()),
    ]


def test_a_form_without_a_problem_has_no_table_of_talks() -> None:
    found = observed(*OBSERVED[:6])
    labels = [part.label for part in found.parts if isinstance(part, Grid)]
    assert labels == ["季度考察", "集体教育（共0学时）", "入党介绍人继续教育帮助"]


@pytest.mark.parametrize(
    ("given", "of"),
    [((FORM,), ["probation_form"]), ((FORM, ANALYSED), ["probation_analysis"]), ((ANALYSED,), [])],
)
def test_the_observation_form_is_printed_of_its_last_entry_once_it_is_open(
    given: tuple[Fact, ...], of: list[str]
) -> None:
    assert offered(observation.opened, told("2026-07-01", given[-1].name, *given)) == of


# ── Article 36 ──

CAME = fact(
    "transfer_in",
    "2026-09-10",
    {
        "former_unit": "外校化学党支部",
        "probation_from": "2026-06-01",
        "freshman": True,
        "enrolled_on": "2026-09-01",
        "letter": "介12",
    },
)
CHECK = fact(
    "identity_check",
    "2026-09-20",
    {"papers": ["membership_form", "application"], "outcome": "verified"},
    outcome="verified",
)
LETTER = fact("unit_letter", "2026-09-22", {"reference": "函3"})
NOTED = fact("paper_repair", "2026-10-20", {"repaired_by": "unrepairable"})


def test_the_transfer_form_lists_what_came_what_was_asked_and_how_it_ended() -> None:
    written = {
        "identity_check": {"findings": "身份属实，缺考察表。"},
        "unit_letter": {"content": "考察表的去向。"},
        "paper_repair": {"situation": "考察表遗失", "reason": "原支部撤销"},
    }
    found = transfer.transfer_check(
        told("2026-10-20", "paper_repair", CAME, CHECK, LETTER, NOTED, words=written)
    )
    assert lines(found) == {
        "原单位": "外校化学党支部",
        "预备期起": "2026年6月1日",
        "新生报到": "2026年9月1日",
        "介绍信": "介12",
        "审核日期": "2026年9月20日",
        "缺件的处理": "无法补办，在志愿书备注栏注明",
        "处理日期": "2026年10月20日",
        "甄别结论": "身份属实",
    }
    assert [row[1:] for row in grid(found)] == [
        ("入党志愿书", "有"),
        ("入党申请书", "有"),
        ("积极分子考察表", "缺"),
        ("政治审查材料", "缺"),
        ("培训结业证书", "缺"),
    ]
    assert [part.rows for part in found.parts if isinstance(part, Grid)][1] == (
        ("2026年9月22日", "函3", "考察表的去向。"),
    )
    assert words(found) == [
        Words("备注：情况", ("考察表遗失",)),
        Words("备注：原因", ("原支部撤销",)),
        Words("审核情况", ("身份属实，缺考察表。",)),
    ]


@pytest.mark.parametrize(
    ("given", "of"),
    [((CAME,), []), ((CAME, CHECK), ["identity_check"]), ((CAME, CHECK, LETTER), ["unit_letter"])],
)
def test_the_transfer_form_is_printed_once_the_papers_were_checked(
    given: tuple[Fact, ...], of: list[str]
) -> None:
    assert offered(transfer.checked, told("2026-10-20", given[-1].name, *given)) == of


def test_those_print_the_form_of_a_transfer_who_examined_the_papers() -> None:
    (paper,) = [each for each in PartyMembership_1.papers if each.name == "transfer-check"]
    assert paper.by == (*roles.COLLEGE_OFFICES, *roles.UNIVERSITY_OFFICES)


# ── Article 37 ──


def test_the_view_of_the_branch_has_its_three_parts() -> None:
    written = {
        "conversion_opinion": {
            "opinions": "没有不同意见。",
            "performance": "认真。",
            "preliminary_view": "建议转正。",
            "grade_ground": "教务成绩单",
        }
    }
    applied = fact("conversion_application", "2026-12-21")
    view = fact("conversion_opinion", "2026-12-22", {"grades": "attested"})
    found = branch_view(told("2026-12-22", "conversion_opinion", *ADMITTED, applied, view, words=written))
    assert lines(found) == {
        "预备期": "2026年1月5日至2027年1月4日",
        "转正申请": "2026年12月21日",
        "意见日期": "2026年12月22日",
        "成绩优秀": "已核验",
        "核验依据": "教务成绩单",
    }
    assert words(found) == [
        Words("征求意见情况", ("没有不同意见。",)),
        Words("预备期表现", ("认真。",)),
        Words("支部初步意见", ("建议转正。",)),
    ]


# ── Articles 38 and 39 ──

HEARD = fact(
    "defence_session",
    "2027-01-05",
    {
        "statement": ["thought", "study"],
        "questions": ["belief"],
        "method": "secret",
        "panel_size": 5,
        "excellent": 3,
        "good": 1,
        "fair": 0,
        "poor": 0,
        "activists": 3,
        "representatives": 2,
    },
)
CALLED = fact("defence_call", "2027-01-03", {"place": "化工楼301", "panel": ["m3", "m4"]})


def test_the_sheet_before_a_defence_names_who_was_drawn_and_the_panel() -> None:
    pool = ["m1", "m2", "m5", "t1"]
    draw = fact("draw", "2026-12-29", {"pool": pool, "number": 2, "seed": "4012.33"})
    call = fact(
        "announce", "2027-01-03", {"held_on": "2027-01-05", "place": "化工楼301", "panel": ["m3", "m4"]}
    )
    found = defence_notice(matter(Defence, told=facts(draw, call), on="2026-12-29"))
    drawn = "、".join(f"人{number}" for number in lots("4012.33", pool, 2))
    assert found.sections == (
        Prose("答辩人", (f"{drawn}。",)),
        Prose("时间和地点", ("2027年1月5日，化工楼301。",)),
        Prose("答辩小组", ("人m3、人m4。",)),
    )
    assert found.intro == (
        "2026年12月29日，学生第一党支部在4名拟转正的预备党员中随机抽取2名参加转正答辩，现将有关事项公告如下。",
    )


def test_the_assessment_counts_papers_and_tells_nobodys() -> None:
    found = defence_assessment(told("2027-01-05", "defence_session", CALLED, HEARD))
    assert lines(found) == {
        "答辩日期": "2027年1月5日",
        "地点": "化工楼301",
        "答辩小组": "人m3、人m4",
        "陈述内容": "思想、学习",
        "提问内容": "理想信念",
        "列席": "积极分子3人，师生代表2人",
        "评议方式": "无记名评议",
        "小组人数": "5人",
        "收回评议票": "4张",
    }
    assert (grid(found), words(found)) == (
        (("3票", "1票", "0票", "0票"),),
        [Words("备注", (FOR_REFERENCE,))],
    )


def test_the_report_of_a_defence_goes_to_the_branch_with_the_grades() -> None:
    report = fact("defence_report", "2027-01-05")
    written = {"defence_report": {"summary": "回答切题。"}}
    found = defence_report(told("2027-01-05", "defence_report", CALLED, HEARD, report, words=written))
    assert lines(found) == {
        "答辩人": "人t1",
        "学号": "t1",
        "答辩日期": "2027年1月5日",
        "报送日期": "2027年1月5日",
        "评议结果": "优秀3票，良好1票，一般0票，较差0票",
    }
    assert (found.head, words(found)[0]) == ("报送：学生第一党支部", Words("答辩情况", ("回答切题。",)))
