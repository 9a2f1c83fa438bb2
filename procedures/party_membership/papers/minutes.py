"""接收大会记录 (D23, article 27) and 转正大会记录 (D37, article 40) of one person's turn.

Minutes name who stayed away and whose written opinion came in; of votes they state the totals alone. Hall and
writing stand apart only in the report, which names nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from procedures.party_membership.forms.admission import ABSENCES, ITEMS, REPORT, REVIEWED, UNCOUNTED
from procedures.party_membership.forms.conversion import ITEMS as CONVERSION_ITEMS
from procedures.party_membership.forms.conversion import REVIEWED as CONVERSION_REVIEWED
from procedures.party_membership.papers.posted import day_words
from procedures.party_membership.papers.vote_report import OUTCOMES, question_of, seats_of, voted
from procedures.party_membership.papers.words import basis, paragraphs, people
from workflows.documents import FormPaper, Grid, Lines, Part, Prose, Signatures, Words
from workflows.nodes import ToldCase, ToldMatter
from workflows.rules import meetings
from workflows.rules.facts import Fact

HEADS: Final = ("姓名", "情况", "书面意见")
DONE: Final = ("已进行。",)
VOTE: Final = "发票，无记名投票。"


def admission_minutes(told: ToldCase) -> FormPaper:
    """The meeting on an admission, item by item of its agenda (article 27)."""
    return _minutes(told, "接收预备党员\u200b支部大会记录", "接收预备党员", tuple(_admission_items(told)))


def conversion_minutes(told: ToldCase) -> FormPaper:
    """The meeting on a conversion, item by item of its agenda (article 40)."""
    question = question_of(told.situation, told.fact) if voted(told.fact) else "转正"
    return _minutes(told, "预备党员转正\u200b支部大会记录", question, tuple(_conversion_items(told)))


def _minutes(told: ToldCase, title: str, question: str, items: tuple[Words, ...]) -> FormPaper:
    meeting = told.meeting
    if meeting is None:
        raise ValueError("minutes are of a meeting")
    call = meeting.facts.latest(meetings.CALL)
    seats = seats_of(told, meeting)
    observers = meeting.said(meeting.facts.latest(meetings.ATTENDANCE)).get("observers", ())
    head = Lines(
        (
            (("讨论对象", told.name), ("学号", told.situation.subject.number), ("议题", question)),
            (("日期", day_words(told.fact.on)), ("地点", meeting.text(call, "place"))),
            (("主持人", meeting.named(meeting.text(call, "chair"))), ("计票人", _tellers(meeting, call))),
            (
                ("应到", f"{seats.entitled}人"),
                ("实到", f"{seats.present}人"),
                ("缺席", f"{seats.entitled - seats.present}人"),
            ),
            (("列席", people(meeting, observers) or "无"),),
        )
    )
    parts: list[Part] = [head, *items, Words("表决结果", tuple(_result(told)))]
    parts.append(Signatures(("主持人签名", "记录人签名")))
    parts.append(Prose("到会有表决权的正式党员", (_present(meeting, told),)))
    parts.append(Grid(HEADS, tuple(_away(told, meeting)), (2, 5, 2), "缺席的人"))
    left_out = tuple(_left_out(meeting))
    if left_out:
        parts.append(Grid(("姓名", "不计入应到的原因", "上级同意"), left_out, (2, 4, 3), "不计入应到会的人"))
    return FormPaper(
        **told.imprint.to_json(),
        title=title,
        person=told.name,
        head=f"党支部：{told.imprint.issuer}",
        parts=tuple(parts),
        notes=("票数为现场投票和书面意见的合计；分列只见票决情况报告。" + basis(told.situation),),
    )


def _tellers(meeting: ToldMatter, call: Fact | None) -> str:
    return people(meeting, meeting.said(call).get("tellers", ()))


def _present(meeting: ToldMatter, told: ToldCase) -> str:
    came = meetings.present(meeting.facts, {told.situation.subject.number})
    return people(meeting, came) or "无"


def _away(told: ToldCase, meeting: ToldMatter) -> Iterator[tuple[str, ...]]:
    """Who stayed away, why, and that an opinion came in: never what it says."""
    attendance = meeting.said(meeting.facts.latest(meetings.ATTENDANCE))
    node = told.fact.name.partition(".")[0]
    wrote = meetings.opinions_of(meetings.of_meeting(told.situation.facts, f"{node}.receive", meeting.facts))
    reasons = attendance.get("reasons") or {}
    for number, kind in (meetings.absent(meeting.facts) or {}).items():
        if number != told.situation.subject.number:
            said = "，".join(filter(None, [dict(ABSENCES).get(kind, kind), reasons.get(number, "")]))
            yield meeting.named(number), said, "已收到" if number in wrote else ""


def _left_out(meeting: ToldMatter) -> Iterator[tuple[str, ...]]:
    roll = meeting.said(meeting.facts.latest(meetings.ROLL))
    consents = roll.get("consents") or {}
    for number, kind in (roll.get("excluded") or {}).items():
        yield meeting.named(number), UNCOUNTED.get(kind, kind), str(consents.get(number, ""))


def _turn(told: ToldCase) -> tuple[Fact, ...]:
    node = told.fact.name.partition(".")[0]
    facts = told.meeting.facts if told.meeting else None
    return meetings.of_meeting(told.situation.facts, f"{node}.discuss", facts)


def _admission_items(told: ToldCase) -> Iterator[Words]:
    """Each item that was reached, with what the record says of it."""
    for fact in _turn(told):
        told_of = _said_at_admission(told, told.said(fact))
        for item in fact.data.get("items", ()):
            yield Words(ITEMS[item].partition("、")[2], tuple(filter(None, told_of[item])) or DONE)


def _said_at_admission(told: ToldCase, said: Mapping[str, Any]) -> Mapping[str, Sequence[str]]:
    reporter = [said["reporter"]] if said.get("reporter") else []
    return {
        "candidate_report": [
            "本人到会。" if said.get("candidate_present") else "",
            _chosen(said.get("report"), REPORT),
        ],
        "introducers": [
            _by(told, said.get("introducers_present"), "到会介绍"),
            _by(told, said.get("introducers_written"), "书面介绍"),
        ],
        "committee_report": [
            _by(told, reporter, "代表支委会报告"),
            _chosen(said.get("reviewed"), REVIEWED),
        ],
        "discussion": [f"发言{said.get('speeches') or 0}人。", *paragraphs(said.get("discussion") or "")],
        "candidate_response": paragraphs(said.get("response") or ""),
        "secret_ballot": (VOTE,),
    }


def _conversion_items(told: ToldCase) -> Iterator[Words]:
    for fact in _turn(told):
        said = told.said(fact)
        told_of: Mapping[str, Sequence[str]] = {
            "committee_intro": (_chosen(said.get("reviewed"), CONVERSION_REVIEWED),),
            "discussion": paragraphs(said.get("discussion") or ""),
            "secret_ballot": (VOTE,),
        }
        for item in fact.data.get("items", ()):
            label = CONVERSION_ITEMS[item].partition("，")[0]
            yield Words(label, tuple(filter(None, told_of.get(item, ()))) or DONE)


def _chosen(names: object, choices: tuple[tuple[str, str], ...]) -> str:
    titles = dict(choices)
    chosen = [titles.get(str(name), str(name)) for name in names] if isinstance(names, (list, tuple)) else []
    return "、".join(chosen) + "。" if chosen else ""


def _by(told: ToldCase, numbers: object, did: str) -> str:
    named = [told.named(number) for number in numbers] if isinstance(numbers, (list, tuple)) else []
    return f"{'、'.join(named)}{did}。" if named else ""


def _result(told: ToldCase) -> Iterator[str]:
    """The totals, hall and writing together, motion by motion where there were several."""
    yield f"{OUTCOMES[str(told.fact.outcome)]}。"
    if voted(told.fact):
        data, written = told.fact.data, meetings.written_of(told.fact.data)
        kept_back = max(0, data["issued"] - data["returned"])
        totals = (
            ("赞成", data["approve"] + written.approve),
            ("不赞成", data["oppose"] + written.oppose),
            ("弃权", data["abstain"] + written.abstain + kept_back),
            ("无效", data["void"]),
        )
        yield "，".join(f"{label}{number}票" for label, number in totals) + "。"
