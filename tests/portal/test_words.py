"""What the engine answers, in the words of a page."""

from __future__ import annotations

from datetime import date

from portal.pages.parts import Cite, Reason
from portal.rooms.words import reason, refusal
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
