"""Choosing by name whom an act on a matter is about, among all whom the office reaches."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal.pages.act import ChoosingPage, PersonRow
from portal.pages.parts import Link
from portal.rooms.jobs import where
from portal.rooms.kinds import way_back
from portal.rooms.matters import CASE, MatterRoom
from portal.rooms.words import cite, said
from workflows.door import Outlook
from workflows.models import Case
from workflows.nodes import MatterAct
from workflows.selectors.cases import matching

#: so many people are listed at once; more are found by name
SHOWN = 100


def chosen(request: HttpRequest) -> tuple[int, ...]:
    """The cases that were ticked, on the list or on the form that follows it."""
    prefix = CASE.format("")
    posted = [name.removeprefix(prefix) for name in request.POST if name.startswith(prefix)]
    numbers = {
        each for each in (*request.GET.getlist("case"), *posted) if each.isdecimal() and len(each) < 19
    }
    return tuple(sorted(map(int, numbers)))


def choosing(request: HttpRequest) -> bool:
    """Whether people are still being looked for."""
    return request.method == "GET" and ("find" in request.GET or not chosen(request))


def choosing_page(room: MatterRoom, act: MatterAct, request: HttpRequest) -> ChoosingPage:
    """Everybody for whom the act waits, as far as they match what was typed; those ticked stay listed."""
    query = request.GET.get("q", "").strip()[:40].replace("\x00", "")
    ticked = chosen(request)
    wanted = matching(query) | Q(pk__in=ticked)
    found = room.actor.at_work.filter(wanted) if query else room.actor.at_work
    room.gather(tuple(found.values_list("pk", flat=True)))
    notes = {pk: said(step.unmet[0]) if step.unmet else "" for pk, step in room.waiting(act).items()}
    rows = listed_people({case.pk: case for case in room.cases}, room.views, notes, ticked)
    listed = rows[:SHOWN]
    more = _("只列出前 %(n)s 人，请按姓名或学号筛选。") % {"n": SHOWN} if rows[SHOWN:] else ""
    back = Link(room.kind.title, request.path.partition("acts/")[0])
    return ChoosingPage(
        title=act.title,
        lede=_("勾选要列入的人，再填写每人的情况。"),
        href=request.path,
        people=tuple(listed),
        people_title=_("可以选的 %(n)s 人") % {"n": len(rows)},
        all=tick_all(request, rows, SHOWN),
        query=query,
        hint=more,
        cite=cite(act.cites),
        crumbs=(way_back(room.kind), back),
        empty=_("没有找到可以选的人。") if not rows else "",
    )


def listed_people(
    cases: Mapping[int, Case], views: Mapping[int, Outlook], notes: Mapping[int, str], ticked: Collection[int]
) -> list[PersonRow]:
    """Those ticked and those who may be chosen first, then those of whom something is to be said, with it."""
    order = sorted(notes, key=lambda pk: (pk not in ticked, bool(notes[pk])))
    return [_row(cases[pk], views[pk], notes[pk], ticked=pk in ticked) for pk in order]


def tick_all(request: HttpRequest, rows: Sequence[PersonRow], most: int) -> Link | None:
    """The same page with a tick for everybody of whom nothing is to be said; None where all have theirs."""
    free = [row for row in rows if not row.note][:most]
    if all(row.ticked for row in free):
        return None
    asked = request.GET.copy()
    asked["find"] = "1"
    asked.setlist("case", [row.value for row in rows if row.ticked or row in free])
    return Link(_("勾选可以办的 %(n)s 人") % {"n": len(free)}, f"?{asked.urlencode()}")


def _row(case: Case, view: Outlook, note: str, *, ticked: bool) -> PersonRow:
    subject = view.situation.subject
    return PersonRow(
        value=str(case.pk),
        name=subject.name,
        number=subject.number,
        unit=where(case, view),
        note=note,
        ticked=ticked,
    )
