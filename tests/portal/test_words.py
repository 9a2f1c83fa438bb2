"""What the engine answers, in the words of a page."""

from __future__ import annotations

from datetime import date

from portal.pages.parts import Cite, Reason
from portal.rooms.words import facts_text, reason, refusal
from procedures.party_membership.forms import Count, Filing, Inquiry
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
