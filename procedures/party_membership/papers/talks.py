"""申请人谈话记录 (D03, article 7), 未接收谈话记录 (D25) and 新预备党员谈话记录 (D26, article 31).

Who talked, when, of what.
"""

from __future__ import annotations

from typing import Final

from procedures.party_membership.forms.approval import POINTS
from procedures.party_membership.papers.person_form import chosen, person_form
from procedures.party_membership.papers.posted import day_words, month_words
from procedures.party_membership.papers.words import paragraphs
from procedures.party_membership.rules import known
from procedures.party_membership.rules import known_admission as admission
from procedures.party_membership.rules import known_probation as probation
from workflows.documents import FormPaper, Lines, Signatures, Words
from workflows.nodes import ToldCase, newest_of
from workflows.rules.calendars import DAY
from workflows.rules.facts import Fact
from workflows.rules.situation import Situation

TALK, DUES = "new_member_talk", "dues"
#: the talk, and the dues that are told in it; they may be recorded in either order
WELCOMED: Final = (TALK, DUES)
NOT_ADMITTED: Final = {
    admission.MEETING: "支部大会没有通过接收",
    admission.COLLEGE: "学院党委没有同意接收",
    admission.UNIVERSITY: "校党委没有批准",
}
SIGNED: Final = Signatures(("谈话人签名", "本人签名"))

#: the seven parts of a first talk, in the order of article 7
FIRST: Final = (
    *(("入党动机", "motive"), ("思想、工作、学习情况", "thought_work_study"), ("主要经历", "experience")),
    *(("家庭情况", "family"), ("成绩", "merits"), ("不足", "shortcomings"), ("努力方向", "direction")),
)

_newest = newest_of(*WELCOMED)


def first_talk(told: ToldCase) -> FormPaper:
    """The talk with somebody who has applied, in its seven parts."""
    return person_form(
        told,
        "入党申请人谈话记录",
        Lines(
            (
                (("谈话日期", day_words(told.fact.on)), ("谈话人", told.by(told.fact))),
                (("递交申请", day_words(known.started_on(told.situation))),),
            )
        ),
        *(Words(label, paragraphs(told.text(told.fact, name))) for label, name in FIRST),
        SIGNED,
        head=f"谈话对象：{told.name}　学号：{told.situation.subject.number}",
    )


def welcomed(s: Situation, fact: Fact) -> bool:
    """The record of the talk is printed with the dues as soon as both are there."""
    return TALK in s.facts and _newest(s, fact)


def refusal_talk(told: ToldCase) -> FormPaper:
    """The talk with somebody who was not admitted, and which decision it followed."""
    refused = admission.refused(told.situation)
    why = f"{day_words(refused.on)}，{NOT_ADMITTED[refused.name]}。" if refused else ""
    return person_form(
        told,
        "未接收谈话记录",
        Lines(
            (
                (("谈话日期", day_words(told.fact.on)), ("谈话人", told.by(told.fact))),
                (("谈话的原因", why),),
            )
        ),
        Words("谈话内容", paragraphs(told.text(told.fact, "content"))),
        SIGNED,
        head=f"谈话对象：{told.name}　学号：{told.situation.subject.number}",
    )


def new_member_talk(told: ToldCase) -> FormPaper:
    """What a new probationary member was told, with the days and the branch that it was about."""
    s = told.situation
    talk, dues = told.latest(TALK), told.latest(DUES)
    approved = probation.approval(s)
    return person_form(
        told,
        "新预备党员谈话记录",
        Lines(
            (
                (("谈话日期", day_words(talk.on if talk else None)), ("谈话人", told.by(talk))),
                (
                    ("批准日期", day_words(approved.on if approved else None)),
                    ("党费起交", month_words(told.text(dues, "month"))),
                ),
                (("预备期", probation_words(s)),),
                (("所编支部", told.text(told.latest("assignment"), "place") or told.imprint.issuer),),
                (("已讲明", chosen(POINTS, told.said(talk).get("points"))),),
            )
        ),
        Words("谈话内容", paragraphs(told.text(talk, "content"))),
        SIGNED,
    )


def probation_words(s: Situation) -> str:
    """From which day to which day the probation lasts as it stands."""
    began, free = probation.began_on(s), probation.free_on(s)
    return f"{day_words(began)}至{day_words(free - DAY)}" if began and free else ""
