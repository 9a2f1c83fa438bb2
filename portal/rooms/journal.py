"""Entries as rows: what happened in a sentence, who did it, when it was recorded, and what was corrected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.pages.days import day_text
from portal.pages.joined import labelled
from portal.pages.journal import JournalRow
from portal.pages.parts import Link
from portal.rooms.case_files import CaseFiles
from portal.rooms.corrections import affected, corrections, later_of, standing, stated, voided
from portal.rooms.words import cite, facts_text, moment_text, outcome_text, people_fields
from workflows.models import Entry, JournalCheck, Person
from workflows.nodes import ActType, Occurs, Procedure
from workflows.nodes.procedure import office_titles
from workflows.rules.meetings import SEAL

BUILT_IN = {"override": gettext_lazy("例外"), "correct": gettext_lazy("更正"), "void": gettext_lazy("作废")}


def journal_rows(
    procedure: type[Procedure],
    entries: Sequence[Entry],
    today: date,
    *,
    keeper: bool = False,
    files: CaseFiles | None = None,
) -> tuple[JournalRow, ...]:
    """The rows of a case, the newest first; what was superseded shows what superseded it.

    A keeper of the record may correct or void what stands; ``files`` says which files may be opened.
    """
    later = later_of(entries)
    titles = office_titles()
    shown = [entry for entry in entries if entry.act not in {"correct", "void"}]
    told = (stated(entry) for entry in entries)
    names = names_in([(procedure.act_types.get(act), facts) for act, facts in told])
    known = {entry.pk: entry for entry in entries}
    rows = [_row(procedure, entry, later.get(entry.pk, ()), titles, names, today) for entry in shown]
    rows = [
        replace(
            row,
            affected=tuple(affected(procedure, later.get(entry.pk, ()), known, today)),
            files=tuple(files.links(entry, later.get(entry.pk, ()))) if files else (),
        )
        for entry, row in zip(shown, rows, strict=True)
    ]
    if not keeper:
        return tuple(rows)
    stands = [standing(entry, later.get(entry.pk, ())) for entry in shown]
    return tuple(
        replace(row, tools=_tools(procedure, entry)) if entry else row
        for entry, row in zip(stands, rows, strict=True)
    )


def _tools(procedure: type[Procedure], entry: Entry) -> tuple[Link, ...]:
    """What a keeper may do about what stands: a sealed count is voided only, an announcement left alone."""
    kind, where = procedure.act_types.get(stated(entry)[0]), [entry.case_id, entry.pk]
    if kind is None or (kind.occurs is Occurs.BY_ITSELF and kind.decides is None):
        return ()
    void = Link(_("作废"), reverse("void", args=where))
    return (void,) if SEAL in entry.facts else (Link(_("更正"), reverse("correct", args=where)), void)


def check_line(found: JournalCheck | None) -> str:
    """Whether the whole journal was found as it was written, and when it was last looked at."""
    if found is None:
        return _("纪实尚未校验。")
    local = timezone.localtime(found.at)
    when = {"day": day_text(local.date()), "time": f"{local:%H:%M}", "n": found.differences}
    if found.differences:
        return _("%(day)s %(time)s 校验纪实，有 %(n)s 处不一致，请联系管理员。") % when
    return _("纪实校验正常，最近一次 %(day)s %(time)s。") % when


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
    return kind.title if kind else str(BUILT_IN.get(entry.act, entry.act))


def _row(
    procedure: type[Procedure],
    entry: Entry,
    later: Sequence[Entry],
    titles: Mapping[str, str],
    names: dict[str, str],
    today: date,
) -> JournalRow:
    kind = procedure.act_types.get(entry.act)
    office = titles.get(entry.acted_as, "")
    who = entry.acted_by.name if entry.acted_by else _("系统")
    return JournalRow(
        key=f"entry-{entry.pk}",
        day=day_text(entry.on, today=today),
        iso=entry.on.isoformat(),
        sentence=_sentence(procedure, entry, names),
        by=_("，").join(dict.fromkeys(filter(None, [who, office]))),
        recorded=_recorded(entry, today),
        cite=cite(kind.cites) if kind else None,
        corrections=corrections(kind, entry, later, names),
        voided=voided(later),
    )


def _sentence(procedure: type[Procedure], entry: Entry, names: dict[str, str]) -> str:
    kind = procedure.act_types.get(entry.act)
    title = title_of(procedure, entry)
    sealed = _("封存") if SEAL in entry.facts and not entry.outcome else ""
    outcome = outcome_text(entry.outcome)
    parts = [sealed, outcome if outcome != title else "", facts_text(kind, entry.facts, names)]
    said = _("，").join(filter(None, parts))
    asked = kind.paper.base_fields if kind and kind.paper else {}
    given = (entry.facts.get(name) for name in ("reason", "ground") if name not in asked)
    reason = next(filter(None, given), "")
    ending = _("理由：%(reason)s") % {"reason": reason} if reason else ""
    return _("；").join(filter(None, [labelled(title, said), ending])) + _("。")


def _recorded(entry: Entry, today: date) -> str:
    moment = moment_text(entry.at, today)
    if entry.recorded_by and entry.recorded_by_id != entry.acted_by_id:
        return f"{entry.recorded_by.name} {moment}"
    return moment
