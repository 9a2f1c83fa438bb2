"""Ledger, draw, archive list, bundle, hearing and recommendation tally: what each lists, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from procedures.party_membership.flows.converting import ConversionNotice, Defence
from procedures.party_membership.flows.matters import LeagueMeeting
from procedures.party_membership.papers.archive import archive_list, review_bundle
from procedures.party_membership.papers.draw import draw_record
from procedures.party_membership.papers.filing import activist_filing, candidate_filing, carried, pre_review
from procedures.party_membership.papers.forum import forum_minutes
from procedures.party_membership.papers.ledger import ledger
from procedures.party_membership.papers.tally import recommendation_tally
from procedures.party_membership.rules.defending import lots
from tests.procedures.party_membership.situations import fact, facts
from tests.procedures.party_membership.told import CALL, grid, lines, matter, meeting_facts, told
from workflows.documents import FormPaper, Prose, Words
from workflows.rules.facts import Fact

DAY = "2026-01-05"


# ── Articles 20 and 37: the ledger ──

NODE = "conversion_notice"
POSTED = fact(f"{NODE}.post", "2026-12-23", {"channels": ["paper", "web"]})
OBJECTED = fact(f"{NODE}.object", "2026-12-24", {})
ANSWERED = fact(f"{NODE}.inquire", "2026-12-26", {"objection": 2, "finding": "dismissed"})
CLOSED = fact(NODE, "2026-12-29", {}, outcome="unopposed")
WORDS: dict[str, dict[str, Any]] = {
    f"{NODE}.object": {"objector": "匿名", "text": "成绩有误。"},
    f"{NODE}.inquire": {"text": "已与教务核对，无误。"},
    NODE: {"result": "收到一件，不成立。"},
}


def on_notice(*given: Fact) -> FormPaper:
    """The ledger of a notice about one member."""
    case = told("2026-12-29", given[-1].name, *given, words=WORDS)
    case = replace(case, first=told("2026-12-23", POSTED.name, POSTED), actors={9: "韩老师"})
    acts = facts(fact("post", "2026-12-23"), fact("close", "2026-12-29"))
    return ledger(matter(ConversionNotice, told=acts, on="2026-12-23", cases=(case,)))


def test_the_ledger_tells_what_was_said_and_found_and_never_who_said_it() -> None:
    found = on_notice(POSTED, OBJECTED, replace(ANSWERED, by=9), CLOSED)
    assert grid(found) == (
        (
            *("人t1", "2026年12月24日", "成绩有误。", "韩老师"),
            *("已与教务核对，无误。", "不成立", "2026年12月26日"),
        ),
    )
    assert "匿名" not in repr(found)
    assert lines(found) == {
        "公示对象": "人t1",
        "公示期": "2026年12月24日至2026年12月28日，共5天；2026年12月23日张贴，张贴日不计。",
        "公示方式": "书面、网上",
        "登记": "2026年12月29日",
    }
    assert [part for part in found.parts if isinstance(part, Words)] == [
        Words("公示情况", ("收到一件，不成立。",))
    ]


def test_an_objection_that_nobody_answered_says_so() -> None:
    assert grid(on_notice(POSTED, OBJECTED, CLOSED))[0][3:] == ("", "", "没有结论", "")


def test_a_notice_that_nobody_spoke_against_has_an_empty_ledger() -> None:
    assert grid(on_notice(POSTED, CLOSED)) == ()


# ── Article 39: the draw ──


def test_the_draw_can_be_drawn_again_from_its_record() -> None:
    pool = ["m1", "m2", "m3"]
    said = {"pool": pool, "number": 1, "seed": "4012.33", "drawn": [], "redrawn_because": ""}
    call = {"held_on": "2026-12-30", "place": "化工楼301", "panel": ["m8", "m9"], "organised_by": "branch"}
    acts = facts(fact("draw", "2026-12-29", said), fact("announce", "2026-12-29", call))
    case = told("2026-12-29", "defence_draw", fact("defence_draw", "2026-12-29", outcome="not_drawn"))
    found = draw_record(matter(Defence, told=acts, on="2026-12-29", cases=(case,)))
    (drawn,) = lots("4012.33", pool, 1)
    assert [part for part in found.parts if isinstance(part, Words)] == [
        Words("参加抽签的人", ("人m1（m1）、人m2（m2）、人m3（m3）",)),
        Words("抽中的人", (f"人{drawn}",)),
    ]
    assert lines(found) == {
        "抽签日期": "2026年12月29日",
        "抽签种子": "4012.33",
        "参加抽签": "3人",
        "抽取": "1人",
        "公告日期": "2026年12月29日",
        "答辩日期": "2026年12月30日",
        "地点": "化工楼301",
        "答辩小组": "人m8、人m9",
    }


# ── Articles 22 and 42 ──


def test_the_archive_list_has_seven_kinds_and_says_which_is_missing() -> None:
    data = {
        "papers": ["membership_form", "application"],
        "personal_file": "no",
        "holder": "college_committee",
        "receipt": "回2027-1",
    }
    found = archive_list(told(DAY, "archiving", fact("archiving", DAY, data)))
    assert [row[1:3] for row in grid(found)] == [
        ("入党志愿书", "已归档"),
        ("入党申请书", "已归档"),
        ("转正申请报告", "缺"),
        ("积极分子考察表", "缺"),
        ("预备党员考察表", "缺"),
        ("政治审查材料", "缺"),
        ("重要的思想汇报", "缺"),
    ]
    assert lines(found) == {
        "人事档案": "没有，另建党员档案",
        "保存单位": "学院党委",
        "归档日期": "2026年1月5日",
        "移交回执": "回2027-1",
    }


def test_the_bundle_lists_ten_kinds_by_what_there_is() -> None:
    data = {"application": "original", "awards": "copy", "research": "none", "stamped": True}
    words = {"bundle": {"conclusion": "材料齐全。"}}
    found = review_bundle(told(DAY, "bundle", fact("bundle", DAY, data), words=words))
    assert [row[2] for row in grid(found)] == ["原件", *["缺"] * 7, "复印件", "无此项"]
    assert (lines(found), found.parts[2]) == (
        {"复印件": "已盖核对章"},
        Words("支部审查结论", ("材料齐全。",)),
    )


# ── Articles 10, 16 and 22: filing and pre-review ──

DECIDED = {"entitled": 5, "present": 5, "approve": 4, "oppose": 0, "abstain": 1}


def test_a_filing_says_who_decided_by_which_numbers() -> None:
    given = fact("activist_decision", DAY, {"body": "branch_committee", **DECIDED}, outcome="carried")
    found = activist_filing(told(DAY, "activist_decision", given))
    assert found.parts[0] == Prose(
        "",
        (
            "2026年1月5日，经学生第一党支部支委会研究，应到5人，实到5人，同意4人，不同意0人，弃权1人，"
            "确定人t1（学号t1）为入党积极分子，现报请备案。",
        ),
    )


def test_a_filing_says_whom_it_is_about() -> None:
    applied = fact("application", "2024-09-10", {})
    decided = fact(
        "activist_decision", "2025-01-05", {"body": "branch_committee", **DECIDED}, outcome="carried"
    )
    cultivated = fact("contacts", "2025-01-06", {"contacts": ["m1", "m2"]})
    listed = fact("listing", DAY, {"body": "branch_committee", **DECIDED}, outcome="carried")
    first = lines(activist_filing(told("2025-01-05", "activist_decision", applied, decided)))
    assert (first["姓名"], first["申请入党"]) == ("人t1", "2024年9月10日")
    assert "列为积极分子" not in first
    second = lines(candidate_filing(told(DAY, "listing", applied, decided, cultivated, listed)))
    assert (second["列为积极分子"], second["培养联系人"]) == ("2025年1月5日", "人m1、人m2")


@pytest.mark.parametrize(("outcome", "filed"), [("carried", True), ("lost", False)])
def test_only_what_was_carried_is_filed(outcome: str, filed: bool) -> None:
    given = told(DAY, "listing", fact("listing", DAY, DECIDED, outcome=outcome))
    assert carried(given.situation, given.fact) is filed
    assert candidate_filing(given).title == "关于确定发展对象的\u200b备案报告"


def test_the_pre_review_states_its_three_answers() -> None:
    said = {
        "body": "college_committee_meeting",
        "reference": "党委〔2026〕1号",
        "methods": ["papers", "talk"],
        "political_review_accepted": "yes",
        "qualified": "yes",
        "may_develop": "no",
        **DECIDED,
    }
    words = {"pre_review": {"opinion": "补充材料后再报。"}}
    found = pre_review(told(DAY, "pre_review", fact("pre_review", DAY, said), words=words))
    assert lines(found) == {
        "审议方式": "学院党委会讨论",
        "日期": "2026年1月5日",
        "会议记录": "党委〔2026〕1号",
        "审议情况": "应到5人，实到5人，同意4人，不同意0人，弃权1人",
        "审议方法": "审查材料和手续、与发展对象谈话",
        "认可支部政审": "是",
        "符合党员条件": "是",
        "可以发展": "否",
    }
    assert found.parts[1] == Words("审议意见", ("补充材料后再报。",))


# ── Article 17 ──


def test_the_hearing_lists_every_answer_and_the_counts() -> None:
    data = {"form": "forum", "chair": "s1", "recorder": "o1", "attended": 2, "approve": 1, "abstain": 1}
    heard = [
        {"name": "甲", "source": "tutor", "member": True, "qualified": "yes", "agree": "yes", "signed": True},
        {"name": "乙", "source": "peers", "member": False, "qualified": "", "agree": "no", "signed": True},
    ]
    words = {"forum": {"answers": heard, "comments": "勤奋。"}}
    found = forum_minutes(told(DAY, "forum", fact("forum", DAY, data), words=words))
    assert grid(found) == (
        ("甲", "班主任", "是", "是", "同意", ""),
        ("乙", "同专业或支部同志", "", "没有回答", "不同意", ""),
    )
    assert lines(found) == {
        "日期": "2026年1月5日",
        "方式": "群众座谈会",
        "主持人": "人s1",
        "记录人": "人o1",
        "人数": "到会2人，同意1人，不同意0人，弃权1人",
    }


# ── Articles 8 and 9 ──


def test_the_tally_has_a_row_for_each_nominee_and_what_was_kept_back_abstains() -> None:
    said = {"issued": 9, "returned": 8, "approve": 6, "oppose": 1, "abstain": 0, "void": 1}
    more = {"rated": 9, "qualified": 8, "meeting": CALL}
    voted = fact("recommendation", DAY, {**said, **more}, outcome="carried")
    acts = facts(*meeting_facts(DAY, "m6", kinds={"m7": "生病"}), fact("adjourn", DAY))
    case = told(DAY, "recommendation", voted)
    found = recommendation_tally(matter(LeagueMeeting, told=acts, on=DAY, cases=(case,)))
    assert grid(found) == (("人t1", "t1", "9", "8", "6", "1", "1", "1", "8 / 9", "通过"),)
    assert [part for part in found.parts if isinstance(part, Words)] == [
        Words("缺席的人", ("人m6（leave）、人m7（生病）",)),
        Words("通过的条件", ("无记名投票，应到11人，赞成至少6人才通过（第八条）。",)),
    ]
