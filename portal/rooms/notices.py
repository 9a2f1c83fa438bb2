"""Notices: what the public reads while one hangs, what its office keeps beside it, and the paper of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from ipaddress import ip_address, ip_network
from typing import Any

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from portal import clock
from portal.documents import layout
from portal.pages.case import OpenAct
from portal.pages.days import day_text
from portal.pages.notice import (
    Channel,
    ChannelDay,
    Hung,
    NoticePerson,
    ObjectionRow,
    OfficeNoticePage,
    PublicNoticePage,
)
from portal.pages.parts import Fact, Link, Shape, State
from portal.rooms.kinds import way_back
from portal.rooms.matter_pages import matter_rows, names_of, open_acts
from portal.rooms.matters import MatterRoom
from portal.rooms.papers.offering import matter_paper, printed_of_matter
from portal.rooms.papers.prints import links_of
from portal.rooms.words import reason
from workflows.documents import NoticePaper, PersonBlock
from workflows.door import Prospect
from workflows.models import Case, Entry, Matter
from workflows.nodes import NoticeType, open_objections
from workflows.rules.facts import Facts
from workflows.rules.situation import Situation
from workflows.rules.windows import Posting, PublicityWindow
from workflows.selectors.entries import entries_of
from workflows.texts.speaking import said

SALT = "public notice"
#: the acts on a notice that come before others, by what the notice calls them
URGENT = ("inquire", "close")


class Notice:
    """A notice as the record has it; its window is known by the ``situation`` of one of its cases."""

    def __init__(self, matter: Matter, kind: type[NoticeType], situation: Situation) -> None:
        self.matter = matter
        self.kind = kind
        self.situation = situation
        self.postings = kind.postings(situation)
        self.window: PublicityWindow | None = kind.window(situation)

    def public_on(self, day: date) -> bool:
        """Whether the public may read it: it hangs here, is not closed, and its days are not over."""
        if self.matter.closed_on is not None:
            return False
        over = self.window is not None and self.window.usable_on is not None and day >= self.window.usable_on
        return not over and _hangs(self.postings.get(self.kind.online, ()), day)

    def paper(self) -> NoticePaper | None:
        """The notice as it is shown: only what its article lists; None when nobody is left on it."""
        declared, facts = self.kind.papers[0], Facts.from_json(self.matter.facts)
        hung = printed_of_matter(declared, facts)
        found = matter_paper(self.matter, declared.name, hung.entry or 0, at=clock.now()) if hung else None
        return found[1] if found and isinstance(found[1], NoticePaper) else None


def public_address(matter: int) -> str:
    """The signed address under which anybody may read a notice while it hangs."""
    return reverse("public_notice", args=[signing.dumps(matter, salt=SALT)])


def matter_of(token: str) -> int | None:
    """The notice of a signed address, or None for one that was not signed here."""
    try:
        return int(signing.loads(token, salt=SALT))
    except (signing.BadSignature, ValueError, TypeError):
        return None


def in_public_networks(address: str) -> bool:
    """Whether somebody at this address may read notices without a signed link."""
    try:
        here = ip_address(address)
    except ValueError:
        return False
    return any(here in ip_network(network) for network in settings.NOTICE_NETWORKS)


def public_page(paper: NoticePaper) -> PublicNoticePage:
    """What the public reads."""
    return PublicNoticePage(
        title=paper.title.replace("\u200b", ""),
        opening=paper.intro,
        window=paper.window,
        contact=paper.contacts,
        people=tuple(_person(block) for block in paper.people),
        people_note=paper.legend,
        signed=paper.signed_by,
        signed_on=day_text(paper.signed_on),
        number=_("公示编号 %(number)s") % {"number": paper.number},
        until=_("公示期满，本页自动撤下。"),
    )


def _person(block: PersonBlock) -> NoticePerson:
    """A block of the paper as rows of the page: what is short two by two, then what is long."""
    named = Fact(block.name_label, _("%(name)s，%(aside)s") % {"name": block.name, "aside": block.aside})
    fields = [Fact(label, value) for label, value in block.fields]
    short = [fact for fact in fields if layout.width(fact.value) <= layout.HALF_ROW]
    return NoticePerson(
        facts=(named if block.aside else Fact(block.name_label, block.name), *short),
        wide=tuple(fact for fact in fields if fact not in short),
    )


def office_page(room: MatterRoom, notice: Notice) -> OfficeNoticePage:
    """The notice with what its office keeps: channels by day, objections, the ledger, what can be done."""
    matter, on = notice.matter, room.actor.on
    days = tuple(_days(notice, on))
    state, verdict = _verdict(notice, on)
    tools = [*links_of(room)]
    if notice.public_on(on):
        tools.insert(0, Link(_("看公开页"), public_address(matter.pk), "eye"))
    return OfficeNoticePage(
        title=room.kind.title,
        verdict=verdict,
        state=state,
        facts=tuple(room.facts()),
        days=tuple(_("%(day)s日") % {"day": day.day} for day in days),
        channels=tuple(
            _channel(notice, key, said(name), days, on) for key, name in notice.kind.channels.items()
        ),
        acts=tuple(_acts(room)),
        objections=tuple(_objections(notice, room.cases, on)),
        objections_none=_("没有收到异议。"),
        ledger=tuple(_ledger(notice)),
        people=tuple(Link(case.subject.name, reverse("case", args=[case.pk])) for case in room.cases),
        journal=matter_rows(room, list(entries_of(matter=matter.pk)), names_of(room)),
        crumbs=(way_back(room.kind),),
        tools=tuple(tools),
    )


def _acts(room: MatterRoom) -> Iterator[OpenAct]:
    """What can be done on a notice: the red act answers an objection, or else ends the notice in its time.

    What waits for its day in every case says from when it may be done.
    """
    acts = [(act, _steps(room, act.key)) for act in open_acts(room)]
    red = next((key for key in URGENT for act, steps in acts if act.key == key and _can(steps)), "")
    for act, steps in acts:
        if _can(steps):
            yield replace(act, primary=act.key == red)
        elif steps:
            nearest = min(steps, key=lambda step: step.earliest_on or date.max)
            yield replace(act, primary=False, **_held(nearest, room.actor.on))


def _steps(room: MatterRoom, key: str) -> list[Prospect]:
    """The cases that an act would do something to; without an objection there is nothing to answer."""
    found = room.waiting(room.kind.acts()[key])
    return [step for case, step in found.items() if key != URGENT[0] or _objected(room, case, step)]


def _objected(room: MatterRoom, case: int, step: Prospect) -> bool:
    return step.node is not None and bool(open_objections(room.views[case].situation, step.node.name))


def _can(steps: Sequence[Prospect]) -> bool:
    return any(not step.unmet for step in steps)


def _held(step: Prospect, on: date) -> dict[str, Any]:
    day = step.earliest_on
    words = _("最早 %(day)s") % {"day": day_text(day, today=on)} if day else _("须先补齐")
    return {"when": words, "shape": Shape.HELD, "held": tuple(reason(finding) for finding in step.unmet)}


def _hangs(postings: object, day: date) -> bool:
    spans: list[Posting] = list(postings) if isinstance(postings, (list, tuple)) else []
    return any(up <= day and (down is None or day < down) for up, down in spans)


def _verdict(notice: Notice, on: date) -> tuple[State, str]:
    window = notice.window
    if notice.matter.closed_on is not None:
        ended = day_text(notice.matter.closed_on)
        return State(Shape.MET, _("已结束")), _("%(day)s结束，公示情况已登记。") % {"day": ended}
    if window is None:
        missing = [said(name) for key, name in notice.kind.channels.items() if not notice.postings.get(key)]
        names = _("、").join(missing)
        return State(Shape.UNMET, _("还没起算")), _("%(names)s还没有张贴，公示期从各处都张贴的次日起算。") % {
            "names": names
        }
    if window.usable_on is None:
        return State(Shape.UNMET, _("中断")), _("公示中断，须重新张贴，从重新张贴的次日起算。")
    days = {"last": day_text(window.last_day, today=on), "usable": day_text(window.usable_on, today=on)}
    if on >= window.usable_on:
        return State(Shape.READY, _("期满")), _("%(last)s期满，现在可以登记公示情况。") % days
    return State(Shape.RUNNING, _("公示中")), _("%(last)s期满，%(usable)s起可以登记公示情况。") % days


def _days(notice: Notice, on: date) -> Iterator[date]:
    first = notice.matter.opened_on
    last = notice.window.last_day if notice.window else on
    for offset in range(min(31, (max(last, first) - first).days + 1)):
        yield first + timedelta(days=offset)


def _channel(notice: Notice, key: str, name: str, days: tuple[date, ...], on: date) -> Channel:
    postings = notice.postings.get(key, ())
    return Channel(name, tuple(_channel_day(notice, postings, day, on) for day in days))


def _channel_day(notice: Notice, postings: object, day: date, on: date) -> ChannelDay:
    window = notice.window
    if day > on:
        return ChannelDay(Hung.COMING, _("未到"))
    if not _hangs(postings, day):
        return ChannelDay(Hung.DOWN, _("没有张贴"))
    if window is None or not window.first_day <= day <= window.last_day:
        return ChannelDay(Hung.UNCOUNTED, _("张贴日，不计"))
    number = str((day - window.first_day).days + 1)
    return ChannelDay(Hung.UP, _("在，第 %(n)s 天") % {"n": number}, number)


def _objections(notice: Notice, cases: Sequence[Case], on: date) -> Iterator[ObjectionRow]:
    """The objections that stand, as they now read, without who lodged them."""
    known = {case.pk: case for case in cases}
    lodged = Entry.objects.filter(matter=notice.matter, case__in=known, act__endswith=".object")
    for number, entry in enumerate(lodged.order_by("pk"), start=1):
        case = known[entry.case_id or 0]
        facts = Facts.from_json(case.facts)
        for fact in facts.all(entry.act):
            if fact.entry == entry.pk:
                about, state = case.subject.name, _answered(facts, entry)
                last = notice.kind.answer_by(notice.situation, fact.on)
                if last and last <= on and state.shape is Shape.RUNNING:
                    state = State(Shape.LATE)
                until = day_text(last, today=on) if last else ""
                yield ObjectionRow(_("第 %(n)s 件") % {"n": number}, day_text(fact.on), about, state, until)


def _answered(facts: Facts, objection: Entry) -> State:
    """What was decided on an objection, or that nobody has decided yet."""
    words = {"upheld": _("成立"), "dismissed": _("不成立")}
    answers = facts.all(f"{objection.act.removesuffix('.object')}.inquire")
    found = [words[answer.data["finding"]] for answer in answers if answer.data["objection"] == objection.pk]
    return State(Shape.MET, found[-1]) if found else State(Shape.RUNNING, _("核实中"))


def _ledger(notice: Notice) -> Iterator[Fact]:
    window = notice.window
    yield Fact(
        _("渠道"),
        _("、").join(said(name) for key, name in notice.kind.channels.items() if notice.postings.get(key)),
    )
    if window is not None:
        yield Fact(
            _("起止"),
            _("%(first)s至%(last)s")
            % {"first": day_text(window.first_day), "last": day_text(window.last_day)},
        )
    closed = notice.matter.closed_on
    yield Fact(_("登记"), day_text(closed) if closed else _("期满后填写"))
