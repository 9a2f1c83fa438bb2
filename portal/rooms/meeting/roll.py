"""The roll and the attendance of a meeting: the verdict in a sentence, who is away, and who was left out."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from portal.pages.days import day_text
from portal.pages.meeting import Away, Excluded, Quorum, Roll
from portal.pages.parts import Shape, State
from portal.rooms.meeting.counting import opinions_of
from portal.rooms.meeting.room import MeetingRoom, why_of
from portal.rooms.words import minute_text
from workflows.nodes import Kinds
from workflows.rules import meetings
from workflows.rules.shares import Share


def quorum_of(room: MeetingRoom, advice: str = "") -> Quorum | None:
    """Attendance in a sentence, once the roll is locked and attendance taken."""
    share = room.quorum
    if not room.entitled or room.away is None or share is None:
        return None
    entitled, present = len(room.entitled), len(room.present)
    enough, needed = share.holds(present, entitled), share.least(entitled)
    numbers = {"due": entitled, "here": present, "share": share_words(share)}
    said = (
        _("应到%(due)s人，实到%(here)s人，%(share)s，可以开会。")
        if enough
        else _("应到%(due)s人，实到%(here)s人，没有%(share)s，不能开会。")
    )
    return Quorum(
        verdict=said % numbers,
        entitled=entitled,
        present=present,
        needed=needed,
        line=_("%(share)s：至少 %(n)s 人") % {"share": share_words(share), "n": needed},
        state=State(Shape.MET if enough else Shape.UNMET),
        written=len(_opinions(room)),
        advice=advice,
    )


def advice_of(room: MeetingRoom) -> str:
    """What a rule advised when attendance was taken, and the reason that was written for going on."""
    fact = room.known.latest(meetings.ATTENDANCE)
    entry = next((each for each in room.entries if fact and each.pk == fact.entry), None)
    said = (
        [each.get("sentence", "") for each in entry.findings if each["verdict"] == "warned"] if entry else []
    )
    reason = str(entry.facts.get("reason", "")) if entry else ""
    parts = [*said, _("理由：%(reason)s") % {"reason": reason} if reason else ""]
    return _("；").join(part.rstrip("。.") for part in parts if part) + _("。") if said else ""


def share_words(share: Share) -> str:
    """A share as people say it: 超过半数, 达到五分之四."""
    fraction = share.fraction
    part = (
        _("半数")
        if (fraction.numerator, fraction.denominator) == (1, 2)
        else _("%(below)s分之%(above)s") % {"below": fraction.denominator, "above": fraction.numerator}
    )
    said = _("超过%(part)s") if share.comparator == "more_than" else _("达到%(part)s")
    return said % {"part": part}


def _opinions(room: MeetingRoom) -> dict[str, str]:
    """Whose opinions lie sealed, with the moment at which each came in."""
    found: dict[str, str] = {}
    for told in room.told.values():
        moments = meetings.opinions_of(told.of("receive"))
        found.update({number: moments[number] for number in opinions_of(room, told)})
    return found


def roll_of(room: MeetingRoom) -> Roll | None:
    """The roll, once it is locked: who stayed away first, then who came."""
    roll = room.known.latest(meetings.ROLL)
    if roll is None:
        return None
    return Roll(
        note=_("%(day)s锁定") % {"day": day_text(roll.on, today=room.actor.on)},
        present=tuple(_called(room, number) for number in (room.present or room.entitled)),
        away=tuple(_away(room)),
        excluded=tuple(_excluded(room)),
        taken=room.away is not None,
    )


def _away(room: MeetingRoom) -> Iterator[Away]:
    said, words, opinions = room.away or {}, room.words(meetings.ATTENDANCE), _opinions(room)
    titles = _kinds(room, meetings.ATTENDANCE, "absent")
    for number in room.entitled:
        if number in said:
            moment = opinions.get(number, "")
            note = (
                _("书面意见，%(moment)s 收到") % {"moment": minute_text(moment, room.actor.on)}
                if moment
                else ""
            )
            yield Away(_called(room, number), why_of(str(said[number]), words.get(number, ""), titles), note)


def _excluded(room: MeetingRoom) -> Iterator[Excluded]:
    roll = room.known.latest(meetings.ROLL)
    said = (roll.data.get("excluded") or {}) if roll else {}
    words, titles = room.words(meetings.ROLL), _kinds(room, meetings.ROLL, "excluded")
    consents = (roll.data.get("consents") or {}) if roll else {}
    for number, kind in said.items():
        why = why_of(str(kind), words.get(number, ""), titles)
        agreed = consents.get(number)
        yield Excluded(
            _called(room, number),
            _("%(why)s；上级同意：%(paper)s") % {"why": why, "paper": agreed} if agreed else why,
        )


def _kinds(room: MeetingRoom, act: str, field: str) -> dict[str, str]:
    paper = room.kind.acts()[act].paper
    found = paper.base_fields.get(field) if paper else None
    return dict(found.choices) if isinstance(found, Kinds) else {}


def _called(room: MeetingRoom, number: str) -> str:
    return room.names.get(number, number)
