"""The rooms of meetings and of notices: what is under way, what waits to be opened, what is over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.pages.days import day_text
from portal.pages.desk import Job, JobGroup, ListPage
from portal.pages.parts import Act, DateKind, Day, Link, Shape
from portal.rooms.actor import Actor
from portal.rooms.matters import MatterRoom
from workflows.models import Matter
from workflows.nodes import MatterType
from workflows.selectors.cases import cases_in
from workflows.selectors.matters import matters_in

SHOWN_OVER = 20


def list_page(actor: Actor, at: datetime, kinds: Mapping[str, type[MatterType]], title: str) -> ListPage:
    """Matters of these kinds that the chosen office reaches, and those it could open."""
    rows = list(matters_in(actor.units, list(kinds), actor.on))
    reached = set(cases_in(actor.units, actor.on).values_list("pk", flat=True))
    running = [_job(row, kinds[row.kind], actor, reached) for row in rows if row.closed_on is None]
    over = [_job(row, kinds[row.kind], actor, reached) for row in rows if row.closed_on][:SHOWN_OVER]
    waiting = tuple(_waiting(actor, at, kinds))
    groups = (
        JobGroup("ready", Shape.READY, _("可以办理"), waiting),
        JobGroup("running", Shape.RUNNING, _("进行中"), tuple(running)),
        JobGroup("over", Shape.MET, _("已结束"), tuple(over)),
    )
    count = len(running)
    lede = _("进行中 %(n)s 项。") % {"n": count} if count else _("没有进行中的。")
    empty = "" if running or over or waiting else _("这里还没有记录。有人到了这一环节，就可以在这里办。")
    return ListPage(title=title, lede=lede, groups=groups, empty=empty)


def _job(row: Matter, kind: type[MatterType], actor: Actor, reached: Set[int]) -> Job:
    """A matter as a row; of a matter kept elsewhere only the people in reach are named."""
    whole = row.unit_id in actor.units
    concerned = [each.case for each in row.concerns.all() if whole or each.case_id in reached]
    people = [case.subject.name for case in concerned]
    href = reverse("matter", args=[row.pk])
    ended = row.closed_on
    day = Day(day_text(ended or row.opened_on, today=actor.on), row.opened_on.isoformat(), DateKind.ACTUAL)
    return Job(
        name=_("%(name)s等 %(n)s 人") % {"name": people[0], "n": len(people)}
        if people[1:]
        else "".join(people),
        note=row.unit.name,
        href=href,
        step=kind.title,
        why=_("涉及：%(names)s") % {"names": "、".join(people[:8])} if people else "",
        day=day,
        act=Act(_("打开"), href),
    )


def _waiting(actor: Actor, at: datetime, kinds: Mapping[str, type[MatterType]]) -> Iterator[Job]:
    for name, kind in kinds.items():
        room = MatterRoom(actor, kind, at)
        opening = room.opening()
        waiting = room.offered(opening) if opening else {}
        if opening is None or not waiting:
            continue
        names = [room.views[case].situation.subject.name for case in waiting]
        href = reverse("matter_new", args=[name])
        yield Job(
            name=_("%(n)s 人") % {"n": len(names)},
            note="",
            href=href,
            step=opening.title,
            why=_("可以办的：%(names)s") % {"names": "、".join(names[:8])},
            day=Day(day_text(actor.on, today=actor.on), actor.on.isoformat(), DateKind.PLANNED, _("今天起")),
            act=Act(opening.title, href, primary=True),
        )


def crumbs(kinds: Iterable[str], kind: str) -> tuple[Link, ...]:
    """The way back to the room that a matter belongs to."""
    name, text = ("meetings", _("会议")) if kind in set(kinds) else ("notices", _("公示"))
    return (Link(text, reverse(name)),)
