"""What is said after an act on a meeting: to a teller, whether the two counts agree and nothing else."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal.rooms.meeting.room import MeetingRoom
from portal.rooms.words import outcome_text
from workflows.door import Receipt
from workflows.models import Entry
from workflows.nodes import MatterAct
from workflows.rules import meetings
from workflows.rules.tallies import Outcome

AGAIN = frozenset({meetings.RECOUNT, Outcome.VOIDED})


def answer(request: HttpRequest, room: MeetingRoom, act: MatterAct, receipt: Receipt) -> None:
    """Tell what came of an act on a meeting."""
    entry = Entry.objects.get(pk=receipt.entry)
    outcomes = entry.facts.get(meetings.OUTCOMES, {}) if act.event == meetings.COUNT else {}
    if not outcomes:
        messages.success(request, _plain(act))
    for case, outcome in outcomes.items():
        tell = messages.warning if outcome in AGAIN else messages.success
        tell(request, said(room, int(case), str(outcome)))


def said(room: MeetingRoom, case: int, outcome: str) -> str:
    """What came of one teller's count, in a sentence."""
    told = room.told.get(case)
    name = told.situation.subject.name if told else ""
    if outcome == meetings.SEALED:
        return _("%(name)s：已封存。另一名计票人也封存之后，系统才核对两份。") % {"name": name}
    if outcome == meetings.RECOUNT:
        return _("%(name)s：两份不一致。请两名计票人各自重新清点，再各自封存。") % {"name": name}
    if outcome == Outcome.VOIDED:
        return _("%(name)s：收回多于发出，这一轮作废，请重新投票。") % {"name": name}
    return _("%(name)s：两份一致，%(outcome)s。") % {"name": name, "outcome": outcome_text(outcome)}


def _plain(act: MatterAct) -> str:
    """That an act which decides nothing was recorded."""
    known = {
        meetings.CALL: _("会议已召开。"),
        meetings.ROLL: _("应到会名册已锁定。"),
        meetings.ATTENDANCE: _("到会情况已登记。"),
        "receive": _("书面意见已登记，内容封存到计票。"),
        meetings.DISCUSS: _("议程已登记。"),
        "adjourn": _("已散会。"),
    }
    return known.get(act.name) or _("已登记：%(act)s。") % {"act": act.title}
