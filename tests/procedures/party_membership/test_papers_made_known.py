"""Talks, announcements and results (articles 31 and 37): what each paper says, and of which act."""

from __future__ import annotations

from dataclasses import replace

import pytest

from procedures.party_membership.papers import made_known, talks
from tests.procedures.party_membership.situations import fact
from tests.procedures.party_membership.told import lines, offered, prose, told, words
from workflows.documents import Words
from workflows.nodes import ToldCase
from workflows.rules.facts import Fact

MET = fact("admission_meeting", "2026-01-05", outcome="carried")
APPROVED = fact("university_approval", "2026-03-02", outcome="approved", effective="2026-01-05")
ADMITTED = (MET, APPROVED)
PASSED = (
    "经学生第一党支部2026年1月5日支部大会讨论通过，校党委2026年3月2日批准，接收人t1为中共预备党员，"
    "预备期2026年1月5日至2027年1月4日"
)


# ── Article 31 ──


@pytest.mark.parametrize(
    ("act", "outcome", "said"),
    [
        ("admission_meeting", "lost", "支部大会没有通过接收"),
        ("college_approval", "lost", "学院党委没有同意接收"),
        ("university_approval", "refused", "校党委没有批准"),
    ],
)
def test_a_talk_with_somebody_not_admitted_says_which_decision_it_followed(
    act: str, outcome: str, said: str
) -> None:
    talk = replace(fact("refusal_talk", "2026-01-09"), by=9)
    written = {"refusal_talk": {"content": "鼓励继续努力。\n\n本人表示接受。"}}
    case = told("2026-01-09", "refusal_talk", fact(act, "2026-01-05", outcome=outcome), talk, words=written)
    found = talks.refusal_talk(replace(case, actors={9: "周岚"}))
    assert lines(found) == {
        "谈话日期": "2026年1月9日",
        "谈话人": "周岚",
        "谈话的原因": f"2026年1月5日，{said}。",
    }
    assert words(found) == [Words("谈话内容", ("鼓励继续努力。", "本人表示接受。"))]
    assert (found.signed_by, found.signed_on) == ("", None)


TALKED = fact("new_member_talk", "2026-03-06", {"points": ["dues", "approval_date", "branch"]})
DUES = fact("dues", "2026-03-07", {"month": "2026-01"})


def test_a_talk_with_a_new_member_has_the_days_the_branch_and_the_dues() -> None:
    placed = fact("assignment", "2026-03-06", {"place": "第二党小组"})
    found = talks.new_member_talk(told("2026-03-07", "dues", *ADMITTED, placed, TALKED, DUES))
    assert lines(found) == {
        "谈话日期": "2026年3月6日",
        "谈话人": "",
        "批准日期": "2026年3月2日",
        "党费起交": "2026年1月",
        "预备期": "2026年1月5日至2027年1月4日",
        "所编支部": "第二党小组",
        "已讲明": "批准日期、编入的党支部、交纳党费",
    }


@pytest.mark.parametrize(
    ("given", "of"),
    [
        ((TALKED,), ["new_member_talk"]),
        ((DUES,), []),
        ((TALKED, DUES), ["dues"]),
        ((DUES, TALKED), ["new_member_talk"]),
    ],
)
def test_the_talk_is_printed_with_the_dues_in_whichever_order(given: tuple[Fact, ...], of: list[str]) -> None:
    assert offered(talks.welcomed, told("2026-03-07", given[-1].name, *given)) == of


def test_the_sheet_that_hangs_says_by_whom_somebody_was_admitted_where_and_until_when() -> None:
    posted = fact("posting", "2026-03-10", {"scope": "学院公告栏", "until": "2026-03-20"})
    found = made_known.admission_posting(told("2026-03-10", "posting", *ADMITTED, posted))
    assert (found.title, found.intro) == (
        "关于接收人t1为\u200b中共预备党员的公告",
        (f"{PASSED}。", "张榜范围：学院公告栏，张贴至2026年3月20日。", "特此公告。"),
    )
    assert (found.people, found.window, found.contacts, found.signed_by) == ((), "", (), "学生第一党支部")


def test_the_record_of_an_announcement_says_what_was_announced_where() -> None:
    said = fact("announcement", "2026-03-10", {"place": "三月党员大会"})
    found = made_known.admission_announced(told("2026-03-10", "announcement", *ADMITTED, said))
    assert (lines(found), prose(found)) == (
        {"宣布日期": "2026年3月10日", "宣布的大会": "三月党员大会"},
        (f"{PASSED}。",),
    )


# ── Article 37 ──


def decided(outcome: str, *more: Fact, months: int | None = None) -> ToldCase:
    """A conversion that the college committee decided on 8 January, in the last of the acts given."""
    proposed = fact("conversion_proposal", "2026-12-30", {"motions": [outcome], "months": months})
    resolved = fact("conversion_resolution", "2027-01-06", {"passed_on": "2027-01-05"})
    approval = fact("conversion_approval", "2027-01-08", outcome=outcome, effective="2027-01-05")
    given = (*ADMITTED, proposed, resolved, approval, *more)
    return told("2027-01-12", given[-1].name, *given)


RESULTS = {
    "convert": "同意{}转为中共正式党员，转正时间为2027年1月5日",
    "extend": "同意将{}的预备期延长6个月，至2027年7月4日止",
    "cancel": "同意取消{}的预备党员资格",
}
WAY = "经学生第一党支部2027年1月5日支部大会讨论通过，学生第一党支部2027年1月8日审批，"


@pytest.mark.parametrize("outcome", RESULTS)
def test_the_member_is_told_of_the_result_in_a_notice_dated_by_hand(outcome: str) -> None:
    case = decided(outcome, months=6)
    found = made_known.result_notice(case)
    assert prose(found) == (f"{WAY}{RESULTS[outcome].format('您')}，特此通知。",)
    assert (found.head, found.signed_by, found.signed_on) == ("人t1同志：", "学生第一党支部", None)
    assert offered(made_known.settled, case) == ["conversion_approval"]


def test_of_a_resolution_that_was_returned_nobody_is_told() -> None:
    assert offered(made_known.settled, decided("returned")) == []


@pytest.mark.parametrize(
    ("outcome", "act"), [("convert", "conversion_announcement"), ("cancel", "cancellation")]
)
def test_the_record_says_when_the_member_was_told_and_what_was_announced(outcome: str, act: str) -> None:
    said = fact(act, "2027-01-12", {"told_on": "2027-01-11", "place": "一月党员大会"})
    found = made_known.result_announced(decided(outcome, said))
    assert (lines(found), prose(found)) == (
        {"通知本人": "2027年1月11日", "宣布日期": "2027年1月12日", "宣布的大会": "一月党员大会"},
        (f"{WAY}{RESULTS[outcome].format('人t1')}。",),
    )
