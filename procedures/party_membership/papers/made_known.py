"""How an admission (D27, article 31) and the end of a probation (D39, article 37) are made known.

The sheet that hangs, the notice that the member is given, the record of the meeting where it was announced.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from procedures.party_membership import roles
from procedures.party_membership.papers.person_form import person_form
from procedures.party_membership.papers.posted import day_words
from procedures.party_membership.papers.talks import probation_words
from procedures.party_membership.papers.words import college_of
from procedures.party_membership.rules import known_admission as admission
from procedures.party_membership.rules import known_probation as probation
from workflows.documents import FormPaper, Lines, NoticePaper, Prose, Signatures
from workflows.nodes import ToldCase
from workflows.rules.calendars import DAY
from workflows.rules.facts import Fact
from workflows.rules.situation import Situation

SIGNED: Final = Signatures(("主持人签名", "记录人签名"))
YOU: Final = "您"


def admission_posting(told: ToldCase) -> NoticePaper:
    """The sheet on which a new probationary member is made public, where it hangs and until when."""
    scope, until = told.text(told.fact, "scope"), day_words(told.fact.day("until"))
    return NoticePaper(
        **told.imprint.to_json(),
        title=f"关于接收{told.name}为\u200b中共预备党员的公告",
        intro=(
            f"{_admitted(told)}，{_probation(told)}。",
            f"张榜范围：{scope}，张贴至{until}。",
            "特此公告。",
        ),
        people=(),
        window="",
        channels=(),
        contacts=(),
        signed_by=told.imprint.issuer,
        signed_on=told.fact.on,
    )


def admission_announced(told: ToldCase) -> FormPaper:
    """The record of the meeting where a new probationary member was announced."""
    return person_form(
        told,
        "接收预备党员\u200b大会宣布记录",
        Lines(
            (
                (("宣布日期", day_words(told.fact.on)),),
                (("宣布的大会", told.text(told.fact, "place")),),
            )
        ),
        Prose("宣布内容", (f"{_admitted(told)}，{_probation(told)}。",)),
        SIGNED,
        signed_by=told.imprint.issuer,
    )


def _admitted(told: ToldCase) -> str:
    """By whose decisions somebody was admitted, each with its day."""
    s, approved = told.situation, probation.approval(told.situation)
    approved_on = day_words(approved.on if approved else None)
    return (
        f"经{told.imprint.issuer}{day_words(admission.admitted_on(s))}支部大会讨论通过，"
        f"{_approver(told, approved)}{approved_on}批准，接收{told.name}为中共预备党员"
    )


def _approver(told: ToldCase, approved: Fact | None) -> str:
    """Whose approval was the last: the college committee's, or the university's."""
    if approved and approved.name == admission.COLLEGE:
        return college_of(told)
    university = told.situation.units.get(roles.UNIVERSITY)
    return university.name if university else "校党委"


def _probation(told: ToldCase) -> str:
    return f"预备期{probation_words(told.situation)}"


# ── Article 37: the end of a probation ──


def settled(_s: Situation, fact: Fact) -> bool:
    """The member is told of a decision; what goes back to the branch is none yet."""
    return fact.outcome in {probation.CONVERT, probation.EXTEND, probation.CANCEL}


def result_notice(told: ToldCase) -> FormPaper:
    """What the branch hands to the member once the college committee has approved the resolution.

    It is dated by hand: the day on which it is given is not that of the approval.
    """
    notice = person_form(
        told,
        "预备党员转正\u200b审批结果通知书",
        Prose("", (f"{_decided(told, told.fact, YOU)}，特此通知。",)),
        Signatures(("本人签名", "签收日期")),
        head=f"{told.name}同志：",
        signed_by=told.imprint.issuer,
    )
    return replace(notice, signed_on=None)


def result_announced(told: ToldCase) -> FormPaper:
    """The record of the meeting where the result was announced, and the day on which the member was told."""
    approval = told.latest(probation.CONVERSION)
    return person_form(
        told,
        "预备党员转正审批结果\u200b大会宣布记录",
        Lines(
            (
                (("通知本人", day_words(told.fact.day("told_on"))), ("宣布日期", day_words(told.fact.on))),
                (("宣布的大会", told.text(told.fact, "place")),),
            )
        ),
        Prose("宣布内容", (f"{_decided(told, approval, told.name)}。",) if approval else ()),
        SIGNED,
        signed_by=told.imprint.issuer,
    )


def _decided(told: ToldCase, approval: Fact, who: str) -> str:
    """What the meeting passed and the college committee approved, with what follows from it."""
    resolution = told.latest(probation.RESOLUTION)
    passed = day_words(resolution.day("passed_on") if resolution else None)
    return (
        f"经{told.imprint.issuer}{passed}支部大会讨论通过，{college_of(told)}{day_words(approval.on)}审批，"
        f"{_result(told.situation, approval, who)}"
    )


def _result(s: Situation, approval: Fact, who: str) -> str:
    if approval.outcome == probation.CONVERT:
        return f"同意{who}转为中共正式党员，转正时间为{day_words(approval.effective_on)}"
    if approval.outcome == probation.EXTEND:
        free = probation.free_on(s)
        until = day_words(free - DAY if free else None)
        return f"同意将{who}的预备期延长{probation.months_of_extension(s)}个月，至{until}止"
    return f"同意取消{who}的预备党员资格"
