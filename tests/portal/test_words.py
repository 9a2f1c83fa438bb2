"""What the engine answers, in the words of a page."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from portal.pages.journal import Correction
from portal.pages.parts import Cite, Reason
from portal.rooms.corrections import corrections
from portal.rooms.journal import journal_rows
from portal.rooms.words import fact_text, facts_text, reason, refusal
from procedures.party_membership.flows import PartyMembership_1
from procedures.party_membership.forms import Count, Filing, Forum, Inquiry
from procedures.second_classroom_credits.flows.contests import Contests
from workflows.models import Entry, Person
from workflows.nodes import SYSTEM, ActType
from workflows.rules.calendars import Period
from workflows.rules.findings import Finding, Verdict

TOO_EARLY = Finding(
    rule="PM-9-5",
    verdict=Verdict.UNMET,
    message="tuiyou.min_months_since_application",
    params={"applied_on": date(2026, 11, 12), "period": Period(months=3)},
    earliest_on=date(2027, 2, 12),
    override="college_league",
    article="9",
)


CONTESTS = [
    {"contest": "中国国际大学生创新大赛", "contest_class": "1", "level": "国家级"},
    *({"contest": f"学科竞赛{n}", "contest_class": "3", "level": ""} for n in range(1, 9)),
]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (CONTESTS[:2], "竞赛 中国国际大学生创新大赛（一类、国家级）、学科竞赛1（三类）"),
        (
            CONTESTS,
            "竞赛 中国国际大学生创新大赛（一类、国家级）、"
            + "、".join(f"学科竞赛{n}（三类）" for n in range(1, 5))
            + "等9行",
        ),
    ],
)
def test_the_first_rows_of_a_table_are_said_and_how_many_there_are(
    rows: list[dict[str, str]], said: str
) -> None:
    classify = Contests.acts()["classify"]
    assert facts_text(classify, {"contests": rows, "document": ""}, {}) == said
    assert fact_text(classify, "contests", rows, {})[1] == said.partition(" ")[2]


def test_a_reason_says_its_day_once_and_names_the_office_that_may_except_it() -> None:
    assert reason(TOO_EARLY) == Reason(
        sentence="递交申请满3个月才能推优；2026年11月12日递交，最早2027年2月12日。",
        cite=Cite("第九条"),
        earliest="",
        override="院团委",
    )


def test_a_day_that_the_sentence_leaves_out_stands_after_it() -> None:
    finding = Finding(
        "PM-7-1", Verdict.UNMET, "activist.requires_talk", {"talked_on": None}, date(2027, 2, 12), article="7"
    )
    assert reason(finding) == Reason(
        "确定积极分子之前须有首次谈话记录；谈话日期：无。", Cite("第七条"), "2027年2月12日"
    )


def test_a_refusal_counts_what_refuses() -> None:
    met = Finding("PM-7-1", Verdict.MET, "activist.requires_talk", {"talked_on": date(2026, 11, 12)})
    assert refusal([TOO_EARLY, met]).title == "没有登记：1 处不符合要求"


def test_what_has_no_article_is_said_under_that_of_the_act() -> None:
    finding = Finding("decision.votes_not_present", Verdict.UNMET, "roll.negative")
    assert reason(finding, ("10",)) == Reason("人数不能是负数。", Cite("第十条"))


def test_the_journal_keeps_noughts_and_leaves_out_the_numbers_of_entries() -> None:
    votes = {"issued": 6, "returned": 6, "approve": 6, "oppose": 0, "abstain": 0, "void": 0}
    said = facts_text(ActType(Count, title="票决", by=SYSTEM), {**votes, "rated": 6, "qualified": 6}, {})
    assert said == "发出 6，收回 6，赞成 6，不赞成 0，弃权 0，废票 0，参加测评人数 6，测评合格票 6"
    answered = {"objection": 964, "finding": "dismissed"}
    assert facts_text(ActType(Inquiry, title="核实", by=SYSTEM), answered, {}) == "结论 不成立"
    judged = {"outcome": "approved", "conclusion": "程序完整。"}
    assert (
        facts_text(ActType(Filing, title="备案", by=SYSTEM), judged, {})
        == "备案结果 已备案，资格审核结论 程序完整"
    )


def test_the_journal_says_what_was_counted_in_a_table_and_not_its_rows() -> None:
    kind = ActType(Forum, title="听取意见", by=SYSTEM)
    rows = [
        {"name": "甲", "source": "tutor", "member": True, "qualified": "yes", "agree": "yes", "signed": True},
        {
            "name": "乙",
            "source": "classmates",
            "member": False,
            "qualified": "yes",
            "agree": "no",
            "signed": True,
        },
        {
            "name": "丙",
            "source": "classmates",
            "member": False,
            "qualified": "",
            "agree": "yes",
            "signed": False,
        },
    ]
    said = {"form": "forum", "chair": "7", "answers": rows, "comments": "好"}
    facts = Forum.read(said).facts
    assert facts_text(kind, dict(facts), {"7": "周岚"}) == (
        "听取意见的方式 群众座谈会，主持人 周岚，"
        "到会 3，同意 1，不同意 1，弃权 1，漏答 1，未签名 1，其中党员 1，听取了 同班同学、辅导员"
    )


def test_a_corrected_table_says_what_its_counts_were_and_are() -> None:
    kind = ActType(Forum, title="听取意见", by=SYSTEM)
    on, before = date(2026, 10, 21), {"form": "forum", "attended": 3, "approve": 2, "oppose": 0}
    after = {**before, "approve": 1, "oppose": 1}
    first, second = Person(name="周岚"), Person(name="沈一鸣")
    entry = Entry(pk=1, act="forum", on=on, facts=before, outcome="supported")
    correction = Entry(
        pk=2,
        act="correct",
        on=on,
        outcome="unsupported",
        facts={"act": "forum", "facts": after, "reason": "抄错"},
        acted_by=first,
        confirmed_by=second,
    )
    by = "周岚提出，沈一鸣确认。"
    assert corrections(kind, entry, [correction], {}) == (
        Correction("同意", "2", "1", "抄错", by),
        Correction("不同意", "0", "1", "抄错", by),
        Correction("结果", "支持", "支持不足", "抄错", by),
    )


def test_an_outcome_that_the_title_says_already_is_not_said_again() -> None:
    day, at = date(2026, 11, 12), datetime(2026, 11, 12, 15, tzinfo=UTC)
    entry = Entry(pk=1, act="conversion_meeting.fail", outcome="inquorate", on=day, at=at, facts={})
    (row,) = journal_rows(PartyMembership_1, [entry], day)
    assert row.sentence == "未达法定人数。"
