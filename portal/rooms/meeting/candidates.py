"""Each person on the agenda: decided, in turn, or yet to come; what came of the rounds in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.pages.joined import labelled, sentences
from portal.pages.meeting import Candidate, Item
from portal.pages.parts import Shape, State
from portal.rooms.meeting.counting import count_of, tellers_of
from portal.rooms.meeting.room import MeetingRoom, Told
from portal.rooms.votes import together, written_in
from portal.rooms.words import cite, outcome_text, reason
from workflows.door import Refused
from workflows.nodes import MatterAct, Paper, Reached
from workflows.rules import meetings
from workflows.rules.facts import Fact
from workflows.rules.findings import Finding
from workflows.rules.meetings import TALLIED, WRITTEN, written_field
from workflows.rules.tallies import Outcome

SHAPES = {
    Outcome.CARRIED: Shape.MET,
    Outcome.LOST: Shape.UNMET,
    Outcome.INQUORATE: Shape.UNMET,
    Outcome.DEFERRED: Shape.EXCEPTION,
    meetings.SET_ASIDE: Shape.HELD,
}


def candidates(
    room: MeetingRoom, act: MatterAct | None, request: HttpRequest | None, refused: Refused | None
) -> Iterator[Candidate]:
    """Everybody on the agenda, in its order; ``act`` is the one in view."""
    turn = [told.case for told in room.turn] if room.open else []
    now = set(turn)
    against = {each.case: each.unmet for each in refused.refusals} if refused else {}
    counting = act is not None and act.event == meetings.COUNT
    for no, told in enumerate(room.told.values(), start=1):
        subject = room.views[told.case].situation.subject
        mine = told.case in now and counting and told.opened
        yield Candidate(
            no=no,
            name=subject.name,
            note=subject.number,
            state=_state(told, now=told.case in now),
            now=told.case in now,
            last=[told.case] == turn[-1:],
            href=reverse("case", args=[told.case]) if room.whole and room.actor.units else "",
            lines=tuple(_lines(room, told)),
            cite=cite(told.node.cites),
            motion=_motion(told),
            items=tuple(_items(told)) if told.case in now else (),
            tellers=tuple(tellers_of(room, told)) if told.case in now and told.opened else (),
            count=count_of(room, told, request) if mine else None,
            refused=tuple(map(reason, against.get(told.case, () if refused else _missing(room, told)))),
            waits=_waits(room, told, now),
        )


def _state(told: Told, *, now: bool) -> State:
    if told.over:
        return State(SHAPES[told.state], outcome_text(told.state))
    if now and told.opened and (told.sealed or told.of(meetings.COUNT) or told.of(meetings.DISCUSS)):
        return State(Shape.RUNNING, _("正在计票"))
    if now:
        return State(Shape.RUNNING, _("正在讨论") if meetings.DISCUSS in told.events else _("等候计票"))
    return State(Shape.AHEAD, _("待讨论") if meetings.DISCUSS in told.events else _("等候计票"))


def _waits(room: MeetingRoom, told: Told, now: set[int]) -> str:
    """Why somebody's turn has not come."""
    if told.over or told.case in now or not room.open:
        return ""
    if not told.waits:
        return _("已不在等这次会议。")
    if room.away is None:
        return _("确定名册、登记到会之后开始。")
    if not room.quorate:
        return _("到会不足，不能开始。")
    return _("上一人有结果后开始；逐个讨论、逐个表决。") if room.kind.in_turn else ""


def _missing(room: MeetingRoom, told: Told) -> tuple[Finding, ...]:
    """What stands against the ballot before it: the office reads it before papers are handed out."""
    if told.over or told.begun or not told.waits or not room.whole or not room.open:
        return ()
    found = (step for step in room.views[told.case].prospects if step.main and step.node is told.node)
    return next((step.unmet for step in found), ())


def _motion(told: Told) -> str:
    put = told.node.motion(told.situation) if told.waits else None
    return _("动议：%(motion)s") % {"motion": put.title} if put else ""


def _items(told: Told) -> Iterator[Item]:
    """The agenda: what was reached, and what comes next."""
    act = told.node.acts.get(f"{told.node.name}.{meetings.DISCUSS}")
    agenda = act.paper.agenda() if act and act.paper and issubclass(act.paper, Reached) else {}
    facts = told.of(meetings.DISCUSS)
    when = {item: str(fact.data.get("at") or "") for fact in facts for item in fact.data.get("items", ())}
    ahead = [item for item in agenda if item not in when]
    last = [*agenda][-1:]
    for item, title in agenda.items():
        now = item in ahead[:1] or (not ahead and [item] == last)
        yield Item(title, reached=item in when, now=now, when=when.get(item, ""))


def _lines(room: MeetingRoom, told: Told) -> Iterator[str]:
    """What was decided, then what came before it."""
    counts = told.of(meetings.COUNT)
    for fact in counts:
        if fact.outcome in meetings.SETTLED:
            title = _title(told, fact)
            yield labelled(title, result(room, told, fact)) if title else result(room, told, fact)
    again = 0
    for fact in counts:
        if fact.outcome == meetings.RECOUNT:
            again += 1
            yield _("第 %(n)s 次两份不一致，重新清点。") % {"n": again}
        elif fact.outcome == Outcome.VOIDED:
            yield _("收回 %(back)s 张，多于发出 %(out)s 张，这一轮作废。") % {
                "back": fact.data["returned"],
                "out": fact.data["issued"],
            }
        elif fact.outcome == meetings.NEXT_MOTION:
            known = {"motion": _title(told, fact), "result": result(room, told, fact)}
            yield _("“%(motion)s”未通过：%(result)s") % known


def _title(told: Told, fact: Fact) -> str:
    """What was put to the vote, where a ballot has motions."""
    return next((each.title for each in told.node.motions if each.name == fact.data.get("motion")), "")


def result(room: MeetingRoom, told: Told, fact: Fact) -> str:
    """The totals in a sentence: hall and written together, which only the report states apart."""
    data = fact.data
    said = _("赞成 %(approve)s，不赞成 %(oppose)s，弃权 %(abstain)s") % together(data)
    votes = _("，").join(filter(None, [said, written_in(data)]))
    return sentences(votes + _("。"), _needed(room, data), *_more(told, data))


def _needed(room: MeetingRoom, data: Mapping[str, Any]) -> str:
    share = room.kind.majority(room.views[next(iter(room.views))].situation.edition)
    entitled = data.get("entitled")
    if share is None or not entitled or not share.of.endswith("entitled"):
        return ""
    return _("应到%(due)s人，赞成须至少 %(n)s 人。") % {"due": entitled, "n": share.least(entitled)}


def _more(told: Told, data: Mapping[str, Any]) -> Iterator[str]:
    """What else the paper counts."""
    paper = told.node.main.paper or Paper
    known = {*TALLIED, *map(written_field, WRITTEN)}
    said = [f"{field.label} {data[name]}" for name, field in paper.base_fields.items() if name not in known]
    if said:
        yield _("，").join(said) + _("。")
