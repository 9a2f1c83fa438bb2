"""Meetings with a roll: who was entitled, who was there, whether that is enough, and the count of each case.

A count is the event whose paper has the totals. Nothing here or below relates a person to a choice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.pages.ballot import BallotPage, Check, Excluded, Member, Nominee, Numbers, Quorum
from portal.pages.parts import Fact, Link, Shape, State
from portal.rooms.matters import FIELD, MatterRoom
from portal.rooms.rolls import AWAY, ROLL, attendance_of, roll_of
from portal.rooms.words import cite, reason, refusal
from workflows.door import Refused
from workflows.models import Person
from workflows.nodes import MatterAct, Paper
from workflows.rules.facts import Fact as Recorded

TOTALS = ("issued", "returned", "void", "approve", "oppose", "abstain")
SORTED = ("approve", "oppose", "abstain", "void")


def quorum_of(room: MatterRoom) -> Quorum | None:
    """Attendance in a sentence, once the roll is locked and attendance recorded."""
    matter, share = room.matter, room.quorum
    roll = roll_of(matter) if matter else None
    away = attendance_of(matter) if matter else None
    if roll is None or away is None or share is None:
        return None
    entitled = len(roll.data[ROLL])
    present = entitled - len(away.data.get(AWAY) or ())
    needed = share.least(entitled)
    enough = share.holds(present, entitled)
    ending = _("够法定人数，可以开会。") if enough else _("不够法定人数，不能表决，须另行召集。")
    said = _("应到%(due)s人，实到%(here)s人，") % {"due": entitled, "here": present}
    return Quorum(
        verdict=said + ending,
        entitled=entitled,
        present=present,
        needed=needed,
        line=_("法定人数：至少 %(n)s 人") % {"n": needed},
        state=State(Shape.MET if enough else Shape.UNMET),
    )


def is_count(room: MatterRoom, act: MatterAct) -> bool:
    """Whether this act counts papers, so that it has the page of a ballot."""
    if not act.event:
        return False
    papers = [prospect.act.paper for prospect in room.waiting(act).values()]
    return any(paper is not None and set(TOTALS) <= set(paper.base_fields) for paper in papers)


def ballot_page(
    room: MatterRoom, act: MatterAct, request: HttpRequest, refused: Refused | None = None
) -> BallotPage:
    """The page on which one teller enters the totals of every case; another teller's are not shown."""
    matter = room.matter
    if matter is None:
        raise ValueError("papers are counted in a meeting that is open")
    roll, away = roll_of(matter), attendance_of(matter)
    names = _names(roll)
    absent = set((away.data.get(AWAY) or {}) if away else ())
    quorum = quorum_of(room)
    present = quorum.present if quorum else 0
    return BallotPage(
        title=_("%(matter)s，%(act)s") % {"matter": room.kind.title, "act": act.title},
        facts=(*room.facts(), Fact(_("计票人"), room.actor.person.name if room.actor.person else "")),
        href=request.path,
        submit=_("提交票数"),
        quorum=quorum,
        members=tuple(_members(roll, names, absent)),
        excluded=tuple(_excluded(roll, names)),
        nominees=tuple(_nominees(room, act, request, present, refused)),
        form=room.plain_form(act, request),
        roll_note=_("名册已锁定") if roll else _("名册还没有锁定"),
        hint=_("两名计票人各自填写，相同即生效；不同则两份都作废，重新计票。"),
        crumbs=(Link(room.kind.title, reverse("matter", args=[matter.pk])),),
        refusal=refusal(refused.unmet) if refused else None,
        foot=_("系统只存合计数，任何地方都没有人与票的对应。"),
    )


def _names(roll: Recorded | None) -> dict[str, str]:
    numbers = [*roll.data[ROLL], *(roll.data.get("excluded") or {})] if roll else []
    return dict(Person.objects.filter(number__in=numbers).values_list("number", "name"))


def _members(roll: Recorded | None, names: dict[str, str], absent: set[str]) -> Iterator[Member]:
    for number in roll.data[ROLL] if roll else ():
        yield Member(number, names.get(number, number), number not in absent)


def _excluded(roll: Recorded | None, names: dict[str, str]) -> Iterator[Excluded]:
    for number, why in ((roll.data.get("excluded") or {}) if roll else {}).items():
        yield Excluded(names.get(number, number), why)


def _nominees(
    room: MatterRoom, act: MatterAct, request: HttpRequest, present: int, refused: Refused | None
) -> Iterator[Nominee]:
    against = {each.case: each.unmet for each in refused.refusals} if refused else {}
    for no, (case, prospect) in enumerate(room.waiting(act).items(), start=1):
        subject = room.views[case].situation.subject
        paper = prospect.act.paper or Paper
        typed = {name: request.POST.get(FIELD.format(case, name), "") for name in paper.base_fields}
        more = [name for name in paper.base_fields if name not in TOTALS]
        yield Nominee(
            no=no,
            name=subject.name,
            note=subject.number,
            numbers=tuple(_numbers(paper, case, TOTALS, typed)),
            checks=tuple(_checked(check, typed, present) for check in _checks(present)),
            more_title=_("其他"),
            more=tuple(_numbers(paper, case, more, typed)),
            cite=cite(prospect.act.cites),
            refused=tuple(reason(finding) for finding in against.get(case, ())),
        )


def _numbers(paper: type[Paper], case: int, names: Any, typed: dict[str, str]) -> Iterator[Numbers]:
    for name in names:
        field = paper.base_fields[name]
        yield Numbers(name, FIELD.format(case, name), str(field.label), typed.get(name, ""))


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


def _checked(check: Check, typed: dict[str, str], present: int) -> Check:
    """What the server finds of an identity, once every number of it was typed."""
    values = {**{name: text for name, text in typed.items() if text.isdecimal()}, str(present): str(present)}
    roles = (*check.left, *check.right)
    if any(role not in values for role in roles):
        return check
    left, right = (sum(int(values[role]) for role in side) for side in (check.left, check.right))
    return replace(
        check, holds=left == right if check.relation == "eq" else left <= right, sums=(left, right)
    )
