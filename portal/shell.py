"""What stands around every page: whose site, which office, which rooms, whose name, which day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from portal import clock
from portal.models import Account
from portal.pages.days import day_text, today_text
from portal.pages.shell import Banner, Jump, Office, Room, RoomGroup, Shell
from portal.rooms.actor import Actor, Term, actor_of
from portal.rooms.credits.rail import rooms_for
from portal.rooms.kinds import handled_by
from portal.rooms.records import may_read
from portal.rooms.regulations import may_adopt
from portal.rooms.roster import keeps
from workflows.rules.calendars import add_months

#: rooms in the bottom bar of a phone, beside the one that leads to all of them
TABS = 4
#: of more open things than this only that they are more is said
MANY = 999


def shell_for(request: HttpRequest) -> Shell:
    """Return the shell for whoever sent ``request``; a stranger sees the house and the day."""
    institution = clock.institution()
    account = request.user if isinstance(request.user, Account) else None
    today = clock.today()
    # Somebody with a first password may enter no room yet.
    inside = account is not None and not account.must_change_password
    actor = actor_of(request) if inside else None
    groups = tuple(_groups(request, account, actor)) if account and actor else ()
    rooms = tuple(room for group in groups for room in group.rooms)
    offices = tuple(_office(term, today) for term in actor.terms) if actor else ()
    chosen = _office(actor.chosen, today) if actor and actor.chosen else None
    return Shell(
        institution=institution.name if institution else _("流程门户"),
        seal=institution.short_name[:1] if institution else _("程"),
        unit=actor.chosen.unit_name if actor and actor.chosen else "",
        person=account.display_name if account else "",
        me_href=reverse("me") if account else "",
        office=chosen,
        offices=offices if len(offices) > 1 else (),
        office_href=reverse("office_switch") if offices else "",
        rooms=groups,
        tabs=_tabs(request, rooms),
        find_href=reverse("search") if actor and actor.units else "",
        query=request.GET.get("q", "")[:40],
        today=today_text(today),
        banner=_banner() if account else None,
        solo=bool(actor and not actor.chosen and not (account and account.manages_accounts)),
    )


def _tabs(request: HttpRequest, rooms: tuple[Room, ...]) -> tuple[Room, ...]:
    """The bottom bar of a phone: the first rooms, and one page with all of them, the offices and the way out.

    Whoever has one room needs no bar; their name in the top line leads out.
    """
    if len(rooms) < 2:
        return ()
    more = _room(request, _("更多"), "more", "menu-2")
    return *rooms[:TABS], replace(more, current=more.current or any(room.current for room in rooms[TABS:]))


def _groups(request: HttpRequest, account: Account, actor: Actor) -> Iterator[RoomGroup]:
    credit_rooms = _nearest(
        [
            replace(_room(request, each.text, each.name, each.icon), count=_count(each.count))
            for each in rooms_for(actor)
        ]
    )
    if actor.chosen is None:
        yield RoomGroup("", tuple(_own(request, account, actor)))
        if credit_rooms:
            yield RoomGroup(_("第二课堂"), credit_rooms)
        return
    work = [] if actor.foreign.every_listed else [_room(request, *each) for each in _one_by_one()]
    if handled_by(actor.chosen.office):
        # A meeting's or a notice's own page lies below this address, too.
        listed = _room(request, _("事项"), "matters", "files")
        work.append(replace(listed, current=request.path == listed.href))
    # What an office has no part in is not in its rail: its own rooms come first.
    groups = [RoomGroup(_("办理"), tuple(work)), RoomGroup(_("第二课堂"), credit_rooms)]
    yield from (group for group in (groups[::-1] if actor.foreign.every_listed else groups) if group.rooms)
    keeping = [_room(request, _("个人记录"), "records", "certificate")] if may_read(actor) else []
    keeping += [_room(request, _("名册"), "roster", "clipboard-list")] if keeps(actor) else []
    keeping += [_room(request, _("规章"), "regulations", "books")] if may_adopt(actor) else []
    if account.manages_accounts:
        keeping.append(_room(request, _("账号"), "account_list", "key"))
    if keeping:
        yield RoomGroup(_("管理"), tuple(keeping))
    if actor.on_the_way:
        yield RoomGroup(_("本人"), (_room(request, _("我的进度"), "me_progress", "circle-dot"),))


def _count(open_things: int) -> str:
    """How much is open; nothing is said of nothing, and of very much only that it is more."""
    return f"{MANY}+" if open_things > MANY else str(open_things or "")


def _one_by_one() -> Iterator[tuple[str, str, str]]:
    """The rooms of whoever works on cases one by one."""
    yield _("工作台"), "desk", "layout-kanban"
    yield _("办件"), "cases", "folder"
    yield _("会议"), "meetings", "users"
    yield _("公示"), "notices", "speakerphone"


def _own(request: HttpRequest, account: Account, actor: Actor) -> Iterator[Room]:
    """The rooms of somebody in no office; whoever is named on the case of another has a desk beside."""
    if actor.named:
        yield _room(request, _("工作台"), "desk", "layout-kanban")
    if actor.on_the_way or not actor.named:
        elsewhere = actor.named or (actor.enrolled and not actor.on_the_way)
        room = _room(request, _("我的进度"), "me_progress" if elsewhere else "desk", "circle-dot")
        # Under its own address the page is the same as where whoever has nothing else begins.
        yield replace(room, current=room.current or request.path == reverse("me_progress"))
    if account.manages_accounts:
        yield _room(request, _("账号"), "account_list", "key")


def _room(request: HttpRequest, text: str, name: str, icon: str) -> Room:
    href = reverse(name)
    here = request.path == href or (href != "/" and request.path.startswith(href))
    return Room(text, href, icon, current=here)


def _nearest(rooms: Sequence[Room]) -> tuple[Room, ...]:
    """Rooms of which one may lie below the address of another: one is in the nearest."""
    here = max((len(room.href) for room in rooms if room.current), default=0)
    return tuple(replace(room, current=room.current and len(room.href) == here) for room in rooms)


def _office(term: Term, today: date) -> Office:
    until = _("，任期至%(day)s") % {"day": day_text(term.to_on, today=today)} if term.to_on else ""
    return Office(term.unit_name, f"{term.title}{until}", term.key)


def _banner() -> Banner | None:
    if not clock.may_practise():
        return None
    today = clock.today()
    jumps = (
        Jump(_("后一天"), (today + timedelta(days=1)).isoformat()),
        Jump(_("后一个月"), add_months(today, 1).isoformat()),
    )
    return Banner(_("演示单位"), today.isoformat(), jumps, _("数据都是虚构的，日期可以随意改。"))
