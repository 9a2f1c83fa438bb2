"""The paper of a notice: what it said when it was posted, of each case as the case then stood."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from portal import clock
from portal.rooms.corrections import later_of, standing, stated
from portal.rooms.journal import names_in
from procedures.party_membership.papers import WRITERS, Posted, Shown
from workflows.documents import NoticePaper
from workflows.door import Outlook, outlook
from workflows.door.history import facts_of, keeping, roots
from workflows.models import Entry, Matter
from workflows.nodes import ActType, NoticeType
from workflows.rules.situation import Situation


def paper_of(
    matter: Matter, kind: type[NoticeType], situation: Situation, *, at: datetime, check_url: str = ""
) -> NoticePaper:
    """The notice as it is printed and shown: only what its article lists."""
    institution = clock.institution()
    postings, entries = kind.postings(situation), _entries(matter=matter, case=None)
    opening = entries[0].pk
    posted = Posted(
        institution=institution.name if institution else "",
        issuer=matter.unit.name,
        number=f"{matter.opened_on.year}-{matter.pk:04d}",
        said=_said(_standing(entries, opening)),
        people=tuple(_shown(matter, opening, at)),
        channels=tuple(name for key, name in kind.channels.items() if postings.get(key)),
        posted_on=matter.opened_on,
        window=kind.window(situation),
        days=situation.edition[kind.lasts].days,
        check_url=check_url,
        mark=_("演示，不具效力") if institution and institution.is_demo else "",
    )
    return WRITERS[kind.name](posted)


def _shown(matter: Matter, opening: int, at: datetime) -> Iterator[Shown]:
    """Those whom the notice is about and whose posting stands, by number."""
    posted = {entry.case_id or 0: entry.pk for entry in _entries(matter=matter, cause=opening)}
    history: defaultdict[int, list[Entry]] = defaultdict(list)
    for entry in _entries(case__in=posted):
        history[entry.case_id or 0].append(entry)
    shown: list[tuple[Entry, Situation]] = []
    told: list[tuple[ActType | None, dict[str, Any]]] = []
    views = outlook(posted, at=at)
    for case, view in sorted(views.items(), key=lambda found: found[1].situation.subject.number):
        stands = _standing(history[case], posted[case])
        if stands is not None:
            then = _then(view, history[case], posted[case], matter.opened_on)
            shown.append((stands, then))
            told += _told(view, then)
    names = names_in(told)
    yield from (Shown(situation=then, said=_said(stands), names=names) for stands, then in shown)


def _standing(entries: Sequence[Entry], act: int) -> Entry | None:
    """The entry by which an act stands, however often it was corrected."""
    own = next((entry for entry in entries if entry.pk == act), None)
    return standing(own, later_of(entries).get(act, ())) if own else None


def _then(view: Outlook, entries: Sequence[Entry], posting: int, on: date) -> Situation:
    """A case as it stood at its posting, with what was corrected of it since."""
    first = roots(entries)
    before = [entry for entry in entries if first[entry.pk] <= posting]
    return replace(view.situation, on=on, facts=facts_of(before, keeping(view.case.procedure.act_types)))


def _told(view: Outlook, then: Situation) -> Iterator[tuple[ActType | None, dict[str, Any]]]:
    """What the case tells, act by act: whom it names."""
    kinds = view.case.procedure.act_types
    for name, records in then.facts.to_json().items():
        yield from ((kinds.get(name), record["data"]) for record in records)


def _said(entry: Entry | None) -> Mapping[str, Any]:
    """What a paper says, as it was last corrected, without what was erased."""
    if entry is None:
        return {}
    private = getattr(entry, "private", None)
    return {**stated(entry)[1], **(private.body or {} if private else {})}


def _entries(**wanted: Any) -> list[Entry]:
    return list(Entry.objects.filter(**wanted).select_related("private").order_by("pk"))
