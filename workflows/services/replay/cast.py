"""Reading the cast of a case file: its editions, units, people, and who adopted what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from workflows.door.loading import NUMBER
from workflows.nodes.procedure import roadless
from workflows.rules.regulations import Edition, EditionError
from workflows.services.editions import EditionRefusedError, placed, shipped_editions
from workflows.services.replay.script import AdoptionSpec, Belonging, PersonSpec, Term, UnitSpec
from workflows.services.replay.sheet import Sheet
from workflows.texts.yaml_text import Keys

UNIT = ("kind", "title", "in", "details")
PERSON = ("number", "title", "born_on", "details", "count", "belongs", "offices")
BELONGING = ("unit", "tree", "as", "from", "to")
TERM = ("office", "unit", "from", "to")
ADOPTION = ("unit", "edition", "from")
#: nobody writes a file about more people
MOST = 500

Editions = tuple[tuple[Edition, str | None], ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody and everything that is there before anything happens."""

    editions: Editions
    units: Mapping[str, UnitSpec]
    people: Mapping[str, tuple[PersonSpec, ...]]
    adoptions: tuple[AdoptionSpec, ...]

    @property
    def rules(self) -> frozenset[str]:
        """The rules of the regulation, by all its editions."""
        return frozenset(
            p.rule for edition, _ in self.editions for p in edition.parameters.values() if p.rule
        )


def read_cast(sheet: Sheet, family: str, since: date) -> Cast:
    """The cast of a file; what is wrong with it stands on the sheet."""
    editions = _editions(sheet, family)
    units = {name: _unit(sheet, name) for name in sheet.mapping("units")}
    if not units:
        sheet.wrong(("units",), "play.missing", key="units")
    people: dict[str, tuple[PersonSpec, ...]] = {}
    for name in sheet.mapping("people"):
        group = _people(sheet, name, units, since)
        people[name] = group
        people.update({each.title: (each,) for each in group if len(group) > 1})
    _numbers_once(sheet, people)
    return Cast(editions, units, people, _adoptions(sheet, editions, units, since))


def _editions(sheet: Sheet, family: str) -> Editions:
    """The editions that the installed procedures ship, and the one that the file itself may hold."""
    own = isinstance(sheet.value("edition"), dict)
    needed = not own or sheet.has("edition", "parent") or sheet.has("adoptions")
    try:
        shipped = [file.edition for file in shipped_editions()] if needed else []
    except EditionRefusedError as error:
        sheet.problems += error.problems
        return ()
    found = {each.id: each for each in shipped if each.procedure == family}
    editions = tuple((edition, edition.parent) for edition in found.values())
    if own:
        return (*editions, *_inline(sheet, found))
    if sheet.text("edition", default=None):
        sheet.chosen("edition", among=found, message="play.unknown_edition")
        return editions
    return ()


def _inline(sheet: Sheet, shipped: Mapping[str, Edition]) -> Editions:
    """The edition of the file, laid over its parent where it names one."""
    parent = sheet.chosen("edition", "parent", among=shipped, message="play.unknown_edition")
    try:
        edition = Edition.from_mapping(sheet.mapping("edition"))
        edition = shipped[parent].tightened_by(edition) if parent else edition
        refused = tuple(roadless(edition))
    except EditionError as error:
        refused = error.problems
    if refused:
        sheet.problems += [
            placed(sheet.document, ("edition", *each.path), each.problem, **each.params) for each in refused
        ]
        return ()
    return ((edition, parent),)


def _unit(sheet: Sheet, name: str) -> UnitSpec:
    here = ("units", name)
    sheet.mapping(*here, among=UNIT)
    above = sheet.chosen(
        *here, "in", among=_before(sheet.mapping("units"), name), message="play.unknown_unit"
    )
    kind = sheet.text(*here, "kind", default=None)
    title = sheet.text(*here, "title", default=name)
    return UnitSpec(name, kind, title, above, sheet.mapping(*here, "details"))


def _before(names: Iterable[str], name: str) -> list[str]:
    """A unit lies in one that was named before it, so that no two lie in each other."""
    found: list[str] = []
    for each in names:
        if each == name:
            break
        found.append(each)
    return found


def _people(sheet: Sheet, name: str, units: Mapping[str, UnitSpec], since: date) -> tuple[PersonSpec, ...]:
    here = ("people", name)
    content = sheet.mapping(*here, among=PERSON)
    count = content.get("count", 1)
    if not isinstance(count, int) or isinstance(count, bool) or not 1 <= count <= MOST:
        sheet.wrong((*here, "count"), "play.no_count", most=MOST)
        count = 1
    one = PersonSpec(
        number=_number(sheet, name),
        title=sheet.text(*here, "title", default=name),
        born_on=sheet.day(*here, "born_on"),
        details=sheet.mapping(*here, "details"),
        belongs=tuple(_belonging(sheet, keys, units, since) for keys in sheet.items(*here, "belongs")),
        offices=tuple(_term(sheet, keys, units, since) for keys in sheet.items(*here, "offices")),
    )
    return (one,) if count == 1 else tuple(_numbered(one, place) for place in range(1, count + 1))


def _number(sheet: Sheet, name: str) -> str:
    """The number given; else the name where it can be one, else one by the place in the file."""
    place = list(sheet.mapping("people")).index(name) + 1
    default = name if NUMBER.fullmatch(name) else f"n{place}"
    number = sheet.text("people", name, "number", default=default)
    if not NUMBER.fullmatch(number):
        sheet.wrong(("people", name, "number"), "play.bad_number", number=number)
    return number


def _numbered(one: PersonSpec, place: int) -> PersonSpec:
    return replace(one, number=f"{one.number}-{place}", title=f"{one.title}{place}")


def _belonging(sheet: Sheet, keys: Keys, units: Mapping[str, Any], since: date) -> Belonging:
    sheet.mapping(*keys, among=BELONGING)
    return Belonging(
        unit=_place(sheet, keys, units),
        tree=sheet.text(*keys, "tree", default=None),
        standing=sheet.text(*keys, "as", default=None),
        from_on=sheet.day(*keys, "from") or since,
        to_on=sheet.day(*keys, "to"),
    )


def _term(sheet: Sheet, keys: Keys, units: Mapping[str, Any], since: date) -> Term:
    sheet.mapping(*keys, among=TERM)
    return Term(
        office=sheet.text(*keys, "office", default=None),
        unit=_place(sheet, keys, units),
        from_on=sheet.day(*keys, "from") or since,
        to_on=sheet.day(*keys, "to"),
    )


def _place(sheet: Sheet, keys: Keys, units: Mapping[str, Any]) -> str:
    if not sheet.has(*keys, "unit"):
        sheet.wrong(keys, "play.missing", key="unit")
    return sheet.chosen(*keys, "unit", among=units, message="play.unknown_unit") or ""


def _numbers_once(sheet: Sheet, people: Mapping[str, tuple[PersonSpec, ...]]) -> None:
    owners: dict[str, PersonSpec] = {}
    for name in sheet.mapping("people"):
        for each in people[name]:
            if owners.setdefault(each.number, each) is not each:
                sheet.wrong(("people", name), "play.number_twice", number=each.number)


def _adoptions(
    sheet: Sheet, editions: Editions, units: Mapping[str, UnitSpec], since: date
) -> tuple[AdoptionSpec, ...]:
    """As the file says; where it says nothing, every unit that lies in no other works by the edition."""
    known = [edition.id for edition, _ in editions]
    found = []
    for keys in sheet.items("adoptions"):
        sheet.mapping(*keys, among=ADOPTION)
        edition = sheet.chosen(*keys, "edition", among=known, message="play.unknown_edition") or ""
        found.append(AdoptionSpec(_place(sheet, keys, units), edition, sheet.day(*keys, "from") or since))
    inline = isinstance(sheet.value("edition"), dict)
    chosen = known[-1] if inline and known else str(sheet.value("edition") or "")
    tops = [unit.name for unit in units.values() if unit.above is None]
    return tuple(found) or tuple(AdoptionSpec(unit, chosen, since) for unit in tops)
