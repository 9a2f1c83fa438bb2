"""My numbers of a ballot, what they must add up to, and that of the other teller nothing is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal.pages.meeting import Check, Count, Numbers, Teller
from portal.rooms.matters import FIELD
from portal.rooms.meeting.room import MeetingRoom, Told
from workflows.nodes import Paper, envelopes, seats
from workflows.rules.meetings import TALLIED, WRITTEN, Seats, written_field
from workflows.rules.situation import Situation

OUT = ("issued", "returned")
MARKS = "甲乙丙丁戊己庚辛壬癸"
SORTED = ("approve", "oppose", "abstain", "void")


def seats_of(room: MeetingRoom, told: Told) -> Seats:
    """Who decides this ballot, by the roll and the attendance as they stand."""
    return seats(_in_meeting(room, told))


def opinions_of(room: MeetingRoom, told: Told) -> tuple[str, ...]:
    """From whom an envelope will be opened."""
    return envelopes(_in_meeting(room, told))


def _in_meeting(room: MeetingRoom, told: Told) -> Situation:
    return replace(
        told.situation, matter=room.known, matter_kind=room.kind.kind(), node=told.node.name, data={}
    )


def tellers_of(room: MeetingRoom, told: Told) -> Iterator[Teller]:
    """Who counts, and whose count lies sealed."""
    by = told.sealed.by if told.sealed else None
    for mark, number in zip(MARKS, room.tellers, strict=False):
        person, name = room.named.get(number, (None, number))
        yield Teller(mark, name, sealed=by is not None and person == by, me=person == room.actor.id)


def count_of(room: MeetingRoom, told: Told, request: HttpRequest | None) -> Count:
    """The fields of one person's count, as they were typed, with what they must satisfy."""
    paper = told.node.main.paper or Paper
    typed = {
        name: request.POST.get(FIELD.format(told.case, name), "") if request is not None else ""
        for name in paper.base_fields
    }
    written = [name for name in map(written_field, WRITTEN) if name in paper.base_fields]
    rest = [name for name in paper.base_fields if name not in TALLIED and name not in written]
    found = seats_of(room, told)
    wanted = [OUT, SORTED, *([written] if written and found.written else []), rest]
    if written and not found.written:
        typed.update({name: typed[name] or "0" for name in written})
    groups = [tuple(_numbers(paper, told.case, names, typed)) for names in wanted if names]
    checks = [*_checks(found.present), *(_written_checks(found.written) if written else ())]
    return Count(
        groups=tuple(groups),
        checks=tuple(_checked(check, typed, (found.present, found.written)) for check in checks),
        note=_opinions(found.written) if written else "",
    )


def absent_written(told: Told, found: Seats) -> tuple[str, ...]:
    """The fields for written opinions where none came in: they are sent as nothing."""
    paper = told.node.main.paper or Paper
    names = [name for name in map(written_field, WRITTEN) if name in paper.base_fields]
    return () if found.written else tuple(FIELD.format(told.case, name) for name in names)


def _opinions(written: int) -> str:
    if not written:
        return _("没有收到书面意见。")
    return _("书面意见 %(n)s 份，表决前收到，已截止。两名计票人当场拆封，只填合计，不写是谁的。") % {
        "n": written
    }


def _numbers(
    paper: type[Paper], case: int, names: Sequence[str], typed: Mapping[str, str]
) -> Iterator[Numbers]:
    for name in names:
        label = str(paper.base_fields[name].label)
        yield Numbers(name, FIELD.format(case, name), label, typed.get(name, ""))


def _checks(present: int) -> tuple[Check, ...]:
    return (
        Check(
            ("issued",),
            "eq",
            (str(present),),
            _("发出应等于实到"),
            _("发出 {left}，等于实到 {right}"),
            _("发出 {left}，不等于实到 {right}"),
        ),
        Check(
            ("returned",),
            "le",
            ("issued",),
            _("收回不能多于发出"),
            _("收回 {left}，不多于发出 {right}"),
            _("收回 {left}，多于发出 {right}，本轮作废，须重新投票"),
        ),
        Check(
            SORTED,
            "eq",
            ("returned",),
            _("四项合计应等于收回"),
            _("赞成、不赞成、弃权、废票合计 {left}，等于收回"),
            _("赞成、不赞成、弃权、废票合计 {left}，收回是 {right}"),
        ),
    )


def _written_checks(written: int) -> tuple[Check, ...]:
    if not written:
        return ()
    return (
        Check(
            tuple(written_field(choice) for choice in WRITTEN),
            "eq",
            (str(written),),
            _("书面意见三项合计应等于收到的份数"),
            _("书面意见三项合计 {left}，等于收到的份数"),
            _("书面意见三项合计 {left}，收到的是 {right} 份"),
        ),
    )


def _checked(check: Check, typed: Mapping[str, str], known: Sequence[int]) -> Check:
    """What the server finds of an identity, once every number of it was typed."""
    values = {name: text for name, text in typed.items() if text.isdecimal() and len(text) < 7}
    values.update({str(number): str(number) for number in known})
    roles = (*check.left, *check.right)
    if any(role not in values for role in roles):
        return check
    left, right = (sum(int(values[role]) for role in side) for side in (check.left, check.right))
    return replace(
        check, holds=left == right if check.relation == "eq" else left <= right, sums=(left, right)
    )
