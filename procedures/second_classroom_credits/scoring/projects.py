"""Which items are one project (articles 10 and 11), under the readings of the edition.

A project is a text: the key that items share, or the item's own id. ``=…`` is a project that all items of
some rows share whatever their key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from procedures.second_classroom_credits.scoring.holdings import Item
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from procedures.second_classroom_credits.scoring.table import Row

#: combinations that look at each academic year by itself
YEARLY: Final = frozenset({"highest_office_per_year", "once_per_year", "sum_per_year", "once_or_per_year"})

#: groups whose rows stand apart under one word of a reading: parameter, word
APART: Final = {
    "practice": ("project.key", "participation_apart"),
    "innovation_project": ("project.stage_combination", "sum"),
    "innovation_start": ("project.stage_combination", "sum"),
    "incubation": ("incubation.combine", "sum"),
    "incubation_end": ("incubation.combine", "sum"),
    "occupation": ("vocational.combine", "sum"),
    "athlete": ("pe.athlete", "sum"),
    "sports_start": ("pe.overlap", "sum"),
    "arts_office": ("arts_office.reading", "separate_duty"),
}
#: groups whose items are all one project under one word of a reading: parameter, word
AS_ONE: Final = {
    "stage": ("arts.project", "kind_of_activity"),
    "work": ("arts.project", "kind_of_activity"),
    "language": ("language.combine", "highest"),
    "language_abroad": ("language.abroad", "one_item"),
}
#: the unit of what is entered on a volunteer card
CARD_ENTRY: Final = "time"
#: groups in which each row counts once, whatever the key: one level of an examination
BY_ROW: Final = frozenset({"language", "computer"})


def project_of(item: Item, row: Row, rules: Ruleset) -> str:
    """The project of one item, before certificates join projects."""
    parameter, word = AS_ONE.get(row.group, ("", ""))
    if parameter and rules.reads(parameter) == word:
        return f"={row.group}"
    if row.group == "star_volunteer" and not rules.allows("volunteer.star_accumulate"):
        return f"={row.group}"
    if row.group in BY_ROW:
        return f"={row.id}"
    return _by_key(item, row, rules)


def _by_key(item: Item, row: Row, rules: Ruleset) -> str:
    key = _key(item, row, rules)
    if row.combine in YEARLY or (
        row.group == "innovation_class" and rules.allows("innovation_class.per_year")
    ):
        key = f"{key}@{item.year}"
    parameter, word = APART.get(row.group, ("", ""))
    if (parameter and rules.reads(parameter) == word) or item.separate_duty:
        key = f"{key}/{row.id}"
    return key


def _key(item: Item, row: Row, rules: Ruleset) -> str:
    """The key of the item itself; entries on a card are many events, which no key joins."""
    if row.unit == CARD_ENTRY and item.times > 1:
        return f"#{item.id}"
    if item.contest and rules.reads("project.edition") == "same_contest":
        return item.contest
    return item.project or f"#{item.id}"


def joined_projects(items: Iterable[Item], rows: Mapping[str, Row], rules: Ruleset) -> dict[str, str]:
    """The project of each item by its id; the same certificate used twice joins two projects (A-11).

    ``rows`` are those of the items, by the ids of the items.
    """
    own = {item.id: (item, project_of(item, rows[item.id], rules)) for item in items}
    if rules.reads("cross_module.key") == "project":
        return {name: project for name, (_, project) in own.items()}
    shown = [(project, proof) for item, project in own.values() for proof in _proofs(item, rows[item.id])]
    find = _joined(shown)
    return {name: find(project) for name, (_, project) in own.items()}


def _proofs(item: Item, row: Row) -> Iterator[str]:
    """By which certificates an item is joined to others.

    One appointment may stand behind several years of an office, each of which counts (unit of the table); one
    roster behind both rows of the school team, whose doubling is a reading of its own (A-30); the number of
    a volunteer card behind all of its entries, which add up (S001 req. 3).
    """
    if not item.certificate or row.group == "team_morning" or row.unit == CARD_ENTRY:
        return
    if row.combine not in YEARLY:
        yield item.certificate
    yield f"{item.certificate}@{item.year}"


def _joined(pairs: list[tuple[str, str]]) -> Callable[[str], str]:
    """Projects that share a certificate, however far apart, are all called by the first name of them."""
    leads: dict[str, str] = {}

    def find(project: str) -> str:
        while project in leads:
            project = leads[project]
        return project

    by_certificate: dict[str, str] = {}
    for project, certificate in pairs:
        first, second = sorted((find(project), find(by_certificate.setdefault(certificate, project))))
        if first != second:
            leads[second] = first
    return find
