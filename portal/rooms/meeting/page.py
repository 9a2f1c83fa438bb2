"""The page of a meeting: the verdict first, whose turn it is, and one act in view."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.pages.case import OpenAct
from portal.pages.days import day_text
from portal.pages.meeting import MeetingPage, Turn
from portal.pages.parts import Fact, Refusal
from portal.rooms.kinds import way_back
from portal.rooms.matter_pages import matter_rows
from portal.rooms.meeting import people
from portal.rooms.meeting.candidates import candidates
from portal.rooms.meeting.counting import absent_written, seats_of
from portal.rooms.meeting.roll import advice_of, quorum_of, roll_of
from portal.rooms.meeting.room import MeetingRoom
from portal.rooms.papers.prints import prints_of_meeting
from portal.rooms.words import cite, reason, refusal
from workflows.door import Refused, matter_outlook
from workflows.nodes import MatterAct
from workflows.rules import meetings
from workflows.rules.findings import Finding, refusing

#: acts that are about everybody stand before the agenda
ABOUT_ALL = (meetings.ROLL, meetings.ATTENDANCE, "receive", meetings.FAIL, "adjourn")


def meeting_page(
    room: MeetingRoom,
    act: MatterAct | None = None,
    request: HttpRequest | None = None,
    refused: Refused | None = None,
) -> MeetingPage:
    """A meeting for somebody who sees it, with the act that was asked for or else the one that comes next."""
    matter = room.matter
    if matter is None:
        raise ValueError("a meeting that was not called yet has no page")
    found = _findings(room)
    chosen = act or next_act(room)
    posted = request if request is not None and request.method == "POST" else None
    closed = _("已于%(day)s散会。") % {"day": day_text(matter.closed_on)} if matter.closed_on else ""
    return MeetingPage(
        title=_title(room),
        facts=tuple(_facts(room)),
        quorum=quorum_of(room, advice_of(room)),
        say=_say(room),
        candidates=tuple(candidates(room, chosen, posted, refused)),
        roll=roll_of(room) if room.whole else None,
        turn=_turn(room, chosen, request, refused.unmet if refused else ()) if chosen else None,
        acts=tuple(_others(room, chosen, found)),
        journal=matter_rows(room, room.entries, _subjects(room)),
        crumbs=(way_back(room.kind),),
        prints=tuple(prints_of_meeting(room)),
        refusal=_refusal(room, refused) if refused else None,
        closed=closed,
        foot=_("系统只存每位的合计数，任何地方都没有人与票的对应。"),
    )


def next_act(room: MeetingRoom) -> MatterAct | None:
    """The act that comes next and is this person's, or None where somebody else goes on."""
    if not room.open:
        return None
    acts = {act.name: act for act in room.acts()}
    return next((acts[name] for name in _order(room) if name in acts), None)


def _order(room: MeetingRoom) -> Iterator[str]:
    """What the meeting needs next: only the first of it that somebody may do is shown."""
    if not room.entitled:
        yield meetings.ROLL
        return
    if room.away is None:
        yield meetings.ATTENDANCE
        return
    if not room.quorate:
        yield from (meetings.FAIL, "adjourn")
        return
    yield from _of_turn(room)
    if not room.turn:
        yield "adjourn"


def _of_turn(room: MeetingRoom) -> Iterator[str]:
    for told in room.turn:
        if not told.opened:
            yield meetings.DISCUSS
        elif not (told.sealed and told.sealed.by == room.actor.id):
            yield meetings.COUNT


def _turn(room: MeetingRoom, act: MatterAct, request: HttpRequest | None, unmet: tuple[Finding, ...]) -> Turn:
    form = room.form(act, request, unmet)
    listed = people.lines(form, act, room.people(act), _known(room, act))
    about_all = act.name in ABOUT_ALL or not room.turn
    plain = people.strip(form) if listed else form
    if act.event == meetings.COUNT:
        plain = _without_numbers(room, plain)
    return Turn(
        title=act.title,
        href=reverse("matter_act", args=[room.matter.pk if room.matter else 0, act.name]),
        submit=_submit(room, act),
        form=plain,
        cite=cite(act.cites),
        hint=_hint(room, act),
        icon="lock" if act.event == meetings.COUNT else "",
        people=listed,
        about_people=about_all,
    )


def _submit(room: MeetingRoom, act: MatterAct) -> str:
    return _("封存我的计票") if act.event == meetings.COUNT else act.title


def _hint(room: MeetingRoom, act: MatterAct) -> str:
    going_on = [told for told in room.told.values() if told.begun and not told.over]
    if act.name == "adjourn" and going_on:
        return _("还有%(n)s人没有计完票：现在散会，没有计完的一轮不算数，下次大会再议。") % {
            "n": len(going_on)
        }
    hints = {
        meetings.COUNT: _("封存后不能改，谁也看不到；两份相同即生效，不同则各自重数。"),
        meetings.ROLL: _("开始议程之后名册不再变动。"),
        meetings.DEFER: _("开票之后不能再缓。"),
    }
    return hints.get(act.event or act.name, "")


def _without_numbers(room: MeetingRoom, form: forms.Form) -> forms.Form:
    """The page lays the numbers out itself; where no opinion came in, nothing of them is asked."""
    people.laid_out(form, [name for name in form.fields if name.startswith("case_") and "__" in name])
    for told in room.turn:
        for name in absent_written(told, seats_of(room, told)):
            form.fields[name] = forms.CharField(widget=forms.HiddenInput, initial="0", required=False)
    return form


def _known(room: MeetingRoom, act: MatterAct) -> dict[str, dict[str, str]]:
    """What the same act said before, for one that is done again."""
    fact = room.known.latest(act.name) if act.keep == "latest" else None
    return {**fact.data, "reasons": room.words(act.name)} if fact else {}


def _others(
    room: MeetingRoom, chosen: MatterAct | None, found: dict[str, tuple[Finding, ...]]
) -> Iterator[OpenAct]:
    """Everything else that may be done, each on a page of its own."""
    for act in room.acts() if room.open else ():
        if act is chosen or (act.event and not room.about(act)) or act.event == meetings.COUNT:
            continue
        held = refusing(found.get(act.name, ()))
        if act.event == meetings.FAIL and held:
            continue
        yield OpenAct(
            key=act.name,
            title=act.title,
            href=reverse("matter_act", args=[room.matter.pk if room.matter else 0, act.name]),
            submit=act.title,
            cite=cite(act.cites),
            when=_("已登记") if act.name in room.known and act.keep == "latest" else "",
            held=tuple(reason(finding) for finding in held),
        )


def _findings(room: MeetingRoom) -> dict[str, tuple[Finding, ...]]:
    if room.matter is None or not room.open:
        return {}
    return matter_outlook(room.matter.pk, at=room.at, actor=room.actor.id)


def _refusal(room: MeetingRoom, refused: Refused) -> Refusal:
    """Why nothing was recorded; before a reason that is owed stands what it is owed for."""
    found = room.whose(refusal(refused.unmet), refused)
    warned = [each for part in refused.refusals for each in part.findings if each.needs_reason]
    owed = (replace(reason(each), override="") for each in warned)
    return replace(found, reasons=(*owed, *found.reasons))


def _subjects(room: MeetingRoom) -> dict[int, str]:
    return {case: view.situation.subject.name for case, view in room.views.items()}


def _title(room: MeetingRoom) -> str:
    count = len(room.told)
    if not count:
        return room.kind.title
    people_said = _("%(n)s 人") % {"n": count}
    return _("%(meeting)s，%(people)s") % {"meeting": room.kind.title, "people": people_said}


def _facts(room: MeetingRoom) -> Iterator[Fact]:
    call = room.known.latest(meetings.CALL)
    yield Fact(_("单位"), room.matter.unit.name if room.matter else "")
    place = str(call.data.get("place", "")) if call else ""
    yield Fact(day_text(room.day, today=room.actor.on), place)
    chair = str(call.data.get("chair", "")) if call else ""
    if chair:
        yield Fact(_("主持"), room.names.get(chair, chair))
    if room.tellers:
        yield Fact(_("计票"), _("、").join(room.names.get(number, number) for number in room.tellers))


def _say(room: MeetingRoom) -> str:
    """Where the meeting stands, before attendance says it."""
    if not room.open:
        return ""
    if not room.entitled:
        return _("还没有确定应到会名册：先定谁有表决权。")
    if room.away is None:
        return _("名册已锁定，应到%(n)s人；还没有登记到会。") % {"n": len(room.entitled)}
    return ""
