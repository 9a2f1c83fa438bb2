"""Entries as rows: what happened in a sentence, who did it, when it was recorded, and what was corrected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.pages.days import day_text
from portal.pages.journal import Correction, JournalRow
from portal.pages.parts import Link
from portal.rooms.words import cite, fact_text, facts_text, moment_text, outcome_text, people_fields
from workflows.models import Entry, Person
from workflows.nodes import ActType, Procedure
from workflows.nodes.procedure import office_titles

BUILT_IN = {"override": "例外", "correct": "更正", "void": "作废"}


def journal_rows(
    procedure: type[Procedure], entries: Sequence[Entry], today: date, *, keeper: bool = False
) -> tuple[JournalRow, ...]:
    """The rows of a case, the newest first; what was superseded shows what superseded it.

    A keeper of the record may correct or void what stands.
    """
    after = {entry.supersedes_id: entry for entry in entries if entry.supersedes_id is not None}
    titles = office_titles()
    shown = [entry for entry in entries if entry.act not in {"correct", "void"}]
    papers = [(procedure.act_types.get(entry.act), entry.facts) for entry in shown]
    acts = {entry.pk: entry.act for entry in shown}
    corrected = [
        (procedure.act_types.get(acts.get(before or 0, "")), dict(entry.facts.get("facts", {})))
        for before, entry in after.items()
    ]
    names = names_in([*papers, *corrected])
    rows = (_row(procedure, entry, after.get(entry.pk), titles, names, today) for entry in shown)
    if not keeper:
        return tuple(rows)
    return tuple(
        row
        if entry.pk in after or entry.act not in procedure.act_types
        else replace(row, tools=_tools(entry))
        for entry, row in zip(shown, rows, strict=True)
    )


def _tools(entry: Entry) -> tuple[Link, ...]:
    where = [entry.case_id, entry.pk]
    return (Link(_("更正"), reverse("correct", args=where)), Link(_("作废"), reverse("void", args=where)))


def names_in(papers: Iterable[tuple[ActType | None, dict[str, Any]]]) -> dict[str, str]:
    """The names of the people that these papers name by number, read at once."""
    numbers: set[str] = set()
    for kind, facts in papers:
        for field in people_fields(kind.paper) if kind and kind.paper else ():
            value = facts.get(field)
            numbers.update(value if isinstance(value, (list, dict)) else [str(value)])
    return dict(Person.objects.filter(number__in=numbers).values_list("number", "name")) if numbers else {}


def stage_days(procedure: type[Procedure], entries: Sequence[Entry]) -> dict[str, date]:
    """The day each stage was last entered, by the stage's name."""
    stages = {stage.name for stage in procedure.stages}
    found: dict[str, date] = {}
    for entry in reversed(entries):
        for name in entry.moves.get("opened", ()):
            if name in stages:
                found[name] = entry.effective_on
    return found


def title_of(procedure: type[Procedure], entry: Entry) -> str:
    """What an act is called."""
    kind = procedure.act_types.get(entry.act)
    return kind.title if kind else _(BUILT_IN.get(entry.act, entry.act))


def _row(
    procedure: type[Procedure],
    entry: Entry,
    after: Entry | None,
    titles: dict[str, str],
    names: dict[str, str],
    today: date,
) -> JournalRow:
    kind = procedure.act_types.get(entry.act)
    office = titles.get(entry.acted_as, "")
    who = entry.acted_by.name if entry.acted_by else _("系统")
    return JournalRow(
        day=day_text(entry.on, today=today),
        iso=entry.on.isoformat(),
        sentence=_sentence(procedure, entry, names),
        by="，".join(filter(None, [who, office])),
        recorded=_recorded(entry, today),
        cite=cite(kind.cites) if kind else None,
        corrections=_corrections(kind, entry, after, names),
        voided=_voided(after),
    )


def _sentence(procedure: type[Procedure], entry: Entry, names: dict[str, str]) -> str:
    kind = procedure.act_types.get(entry.act)
    title = title_of(procedure, entry)
    parts = [outcome_text(entry.outcome), facts_text(kind, entry.facts, names)]
    said = "，".join(filter(None, parts))
    reason = entry.facts.get("reason") or entry.facts.get("ground")
    ending = _("理由：%(reason)s") % {"reason": reason} if reason else ""
    return "；".join(filter(None, [f"{title}：{said}" if said else title, ending])) + "。"


def _recorded(entry: Entry, today: date) -> str:
    moment = moment_text(entry.at, today)
    if entry.recorded_by and entry.recorded_by_id != entry.acted_by_id:
        return f"{entry.recorded_by.name} {moment}"
    return moment


def _corrections(
    kind: ActType | None, entry: Entry, after: Entry | None, names: dict[str, str]
) -> tuple[Correction, ...]:
    if after is None or after.act != "correct":
        return ()
    both = [person.name for person in (after.acted_by, after.confirmed_by) if person]
    by = _("%(first)s提出，%(second)s确认。") % {"first": both[0], "second": both[-1]} if both else ""
    reason = str(after.facts.get("reason", ""))
    found = []
    if after.on != entry.on:
        found.append(Correction(_("日期"), day_text(entry.on), day_text(after.on), reason, by))
    changed = after.facts.get("facts", {})
    for name, value in changed.items():
        if entry.facts.get(name) != value:
            label, old = fact_text(kind, name, entry.facts.get(name), names)
            found.append(Correction(label, old, fact_text(kind, name, value, names)[1], reason, by))
    return tuple(found)


def _voided(after: Entry | None) -> str:
    if after is None or after.act != "void":
        return ""
    who = after.acted_by.name if after.acted_by else ""
    return _("作废：%(reason)s（%(who)s）") % {"reason": after.facts.get("reason", ""), "who": who}
