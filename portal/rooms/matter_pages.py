"""The page of a matter for its office."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.pages.case import OpenAct
from portal.pages.days import day_text
from portal.pages.joined import labelled
from portal.pages.journal import JournalRow
from portal.pages.matter import MatterPage
from portal.pages.parts import Fact, Link
from portal.rooms.journal import names_in
from portal.rooms.kinds import way_back
from portal.rooms.matter_files import MatterFiles
from portal.rooms.matters import MatterRoom
from portal.rooms.papers.prints import links_of
from portal.rooms.words import cite, facts_text, moment_text, outcome_text, reason
from workflows.door import matter_outlook
from workflows.models import Case, Entry, Matter
from workflows.nodes import MatterAct, MatterType
from workflows.nodes.procedure import office_titles, procedure
from workflows.rules.facts import Facts
from workflows.rules.findings import refusing
from workflows.rules.meetings import COUNT, OUTCOMES
from workflows.selectors.entries import entries_of


def matter_page(room: MatterRoom) -> MatterPage:
    """Any matter that has no page of its own kind."""
    matter = room.matter
    if matter is None:
        raise ValueError("a matter that is not open yet has no page")
    closed = _("已于%(day)s结束。") % {"day": day_text(matter.closed_on)} if matter.closed_on else ""
    return MatterPage(
        title=room.kind.title,
        facts=tuple(room.facts()),
        acts=tuple(open_acts(room)),
        results=tuple(_results(matter, room.cases)),
        people=tuple(Link(case.subject.name, reverse("case", args=[case.pk])) for case in room.cases),
        journal=matter_rows(room, list(entries_of(matter=matter.pk)), names_of(room)),
        crumbs=(way_back(room.kind),),
        tools=links_of(room),
        closed=closed,
    )


def open_acts(room: MatterRoom) -> Iterator[OpenAct]:
    """The acts of a matter, each leading to its own page."""
    matter = room.matter
    if matter is None:
        return
    known = matter_outlook(matter.pk, at=room.at, actor=room.actor.id)
    against = {act.name: refusing(known.get(act.name, ())) for act in room.acts()}
    found = [act for act in room.acts() if _may_concern(room, act, free=not against[act.name])]
    first = next((act for act in found if not against[act.name] and act.name not in matter.facts), None)
    for act in found:
        yield OpenAct(
            key=act.name,
            title=act.title,
            href=reverse("matter_act", args=[matter.pk, act.name]),
            submit=act.title,
            cite=cite(act.cites),
            when=_("已登记") if act.name in matter.facts and act.keep == "latest" else "",
            held=tuple(reason(finding) for finding in against[act.name]),
            primary=act is first,
        )


def _may_concern(room: MatterRoom, act: MatterAct, *, free: bool) -> bool:
    """Whether an act is about nobody, about somebody who waits for it, or may now gather people."""
    return not act.event or bool(room.waiting(act)) or (act.gathers and free)


def _results(matter: Matter, cases: Sequence[Case]) -> Iterator[Fact]:
    """What each count that stands came to: its outcome and the totals, as they now read."""
    known = {case.pk: case for case in cases}
    entries = Entry.objects.filter(matter=matter, case__in=known).exclude(outcome="").order_by("pk")
    for entry in entries:
        case = known[entry.case_id or 0]
        kind = procedure(case.procedure).act_types.get(entry.act)
        for fact in Facts.from_json(case.facts).all(entry.act):
            if kind is not None and fact.entry == entry.pk:
                parts = [outcome_text(fact.outcome or ""), facts_text(kind, dict(fact.data), {})]
                yield Fact(case.subject.name, _("，").join(filter(None, parts)))


def names_of(room: MatterRoom) -> dict[int, str]:
    """The names of those whom a matter concerns, as far as the office may read of them, by case."""
    return {case.pk: case.subject.name for case in room.cases}


def matter_rows(
    room: MatterRoom, entries: Sequence[Entry], subjects: Mapping[int, str] = MappingProxyType({})
) -> tuple[JournalRow, ...]:
    """The journal of a matter, the newest first, with the files that may be opened; whom of ``subjects``, by
    case, an act was about and what came of it.
    """
    titles, acts, files = office_titles(), room.kind.acts(), MatterFiles(room)
    names = names_in([(acts.get(entry.act), entry.facts) for entry in entries])
    rows = [_row(room.kind, entry, titles, names, room.actor.on, subjects) for entry in entries]
    return tuple(
        replace(row, files=tuple(files.links(entry))) for entry, row in zip(entries, rows, strict=True)
    )


def _row(
    kind: type[MatterType],
    entry: Entry,
    titles: Mapping[str, str],
    names: dict[str, str],
    today: date,
    subjects: Mapping[int, str],
) -> JournalRow:
    act = kind.acts().get(entry.act)
    who = entry.acted_by.name if entry.acted_by else _("系统")
    parts = [outcome_text(entry.outcome), *_came_of(entry, subjects), facts_text(act, entry.facts, names)]
    said = _("，").join(filter(None, parts))
    title = act.title if act else entry.act
    return JournalRow(
        day=day_text(entry.on, today=today),
        iso=entry.on.isoformat(),
        sentence=labelled(title, said) + _("。"),
        by=_("，").join(filter(None, dict.fromkeys([who, titles.get(entry.acted_as, "")]))),
        recorded=moment_text(entry.at, today),
        cite=cite(act.cites) if act else None,
    )


def _came_of(entry: Entry, subjects: Mapping[int, str]) -> Iterator[str]:
    """What came of an act for each case that may be named, or whom it was about; of a sealed count only that
    it is sealed.
    """
    if OUTCOMES not in entry.facts:
        yield _("、").join(subjects[case] for case in entry.facts.get("cases", ()) if case in subjects)
        return
    for case, outcome in entry.facts[OUTCOMES].items():
        name = subjects.get(int(case))
        if name is not None:
            sealed = _("封存") if entry.act == COUNT and not outcome else ""
            yield " ".join(filter(None, [name, outcome_text(outcome), sealed]))
