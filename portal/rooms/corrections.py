"""What became of an entry: how it was corrected, step by step, what would not hold since, and its voiding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from portal.pages.days import day_text
from portal.pages.journal import Correction
from portal.rooms.words import derived_text, fact_text, outcome_text
from workflows.door.history import CORRECT, VOID, roots
from workflows.models import Entry
from workflows.nodes import ActType, Procedure


def later_of(entries: Iterable[Entry]) -> Mapping[int, Sequence[Entry]]:
    """The corrections and the voiding of each act, in their order, by the act's own entry."""
    ordered = sorted(entries, key=lambda entry: entry.pk)
    first = roots(ordered)
    found: defaultdict[int, list[Entry]] = defaultdict(list)
    for entry in ordered:
        if first[entry.pk] != entry.pk:
            found[first[entry.pk]].append(entry)
    return found


def stated(entry: Entry) -> tuple[str, dict[str, Any]]:
    """The act that an entry tells of and what it says, whether it is the act's own or a correction."""
    if entry.act == CORRECT:
        return str(entry.facts["act"]), dict(entry.facts["facts"])
    return entry.act, entry.facts


def standing(entry: Entry, later: Sequence[Entry]) -> Entry | None:
    """The entry by which an act now stands; None for one that was voided."""
    last = later[-1] if later else entry
    return None if last.act == VOID else last


def corrections(
    kind: ActType | None, entry: Entry, later: Sequence[Entry], names: Mapping[str, str]
) -> tuple[Correction, ...]:
    """What each correction changed: the day, the fields of the paper, and what followed."""
    found: list[Correction] = []
    for before, after in zip((entry, *later), later, strict=False):
        if after.act == CORRECT:
            found += _changes(kind, before, after, names)
    return tuple(found)


def _changes(
    kind: ActType | None, before: Entry, after: Entry, names: Mapping[str, str]
) -> Iterator[Correction]:
    by = _agreed(after)
    reason = str(after.facts.get("reason", ""))
    if after.on != before.on:
        yield Correction(_("日期"), day_text(before.on), day_text(after.on), reason, by)
    (_act, old), (_same, new) = stated(before), stated(after)
    for name in kind.paper.base_fields if kind and kind.paper else ():
        if old.get(name) != new.get(name):
            label, text = fact_text(kind, name, old.get(name), names)
            yield Correction(label, text, fact_text(kind, name, new.get(name), names)[1], reason, by)
    yield from _counted(kind, old, new, reason, by)
    if after.outcome != before.outcome:
        was, is_now = outcome_text(before.outcome), outcome_text(after.outcome)
        yield Correction(_("结果"), was, is_now, reason, by)


def _counted(
    kind: ActType | None, old: dict[str, Any], new: dict[str, Any], reason: str, by: str
) -> Iterator[Correction]:
    """What follows from a corrected table."""
    was, now = (derived_text(kind, facts) if kind else {} for facts in (old, new))
    for name in {**was, **now}:
        label = (was.get(name) or now[name])[0]
        texts = [said[name][1] if name in said else _("未填") for said in (was, now)]
        if texts[0] != texts[1]:
            yield Correction(label, texts[0], texts[1], reason, by)


def affected(
    procedure: type[Procedure], later: Sequence[Entry], entries: Mapping[int, Entry], today: date
) -> Iterator[str]:
    """The acts since that would not hold by what a correction says, for people to look at."""
    numbers = [each["entry"] for each in later[-1].facts.get("dependants", ())] if later else []
    for name, on in dict.fromkeys((stated(entries[number])[0], entries[number].on) for number in numbers):
        act = procedure.act_types.get(name)
        said = {"act": act.title if act else name, "day": day_text(on, today=today)}
        yield _("按更正后的内容，此后的“%(act)s”（%(day)s）不再符合要求，请核对。") % said


def voided(later: Sequence[Entry]) -> str:
    """The sentence of the entry that voided an act; empty while it stands."""
    last = later[-1] if later else None
    if last is None or last.act != VOID:
        return ""
    return _("作废：%(reason)s；%(agreed)s") % {
        "reason": last.facts.get("reason", ""),
        "agreed": _agreed(last),
    }


def _agreed(entry: Entry) -> str:
    """The two people of an entry that takes back or replaces another."""
    both = [person.name for person in (entry.acted_by, entry.confirmed_by) if person]
    return _("%(first)s提出，%(second)s确认。") % {"first": both[0], "second": both[-1]} if both else ""
