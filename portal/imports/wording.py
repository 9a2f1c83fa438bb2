"""Says a change as message ids with parameters, with the words that the sheets use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from portal.imports.changes import Change, ChangeKind, Difference
from portal.imports.choices import (
    LEAGUE_STANDINGS,
    OFFICES,
    PARTY_STANDINGS,
    UNIT_KINDS,
    YES_NO,
    Choice,
    title_of,
)
from portal.imports.columns import PEOPLE, UNITS
from portal.imports.records import Roster
from portal.imports.remarks import Param

Saying = tuple[str, Mapping[str, Param]]
#: What stands where nothing is known or nobody is above.
NOTHING = "—"
_STANDINGS = {"party": PARTY_STANDINGS, "league": LEAGUE_STANDINGS}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Knows the names of the units, those that the file opens included."""

    unit_names: Mapping[str, str]

    @classmethod
    def about(cls, current: Roster, difference: Difference) -> Speaker:
        """A speaker for one comparison."""
        names = {unit.code: unit.name for unit in current.units}
        for change in difference.changes:
            if change.unit and change.kind in {ChangeKind.UNIT_OPENED, ChangeKind.UNIT_CHANGED}:
                names[change.unit] = str(change.after.get("name", names.get(change.unit, change.unit)))
        return cls(names)

    def sayings(self, change: Change) -> Iterator[Saying]:
        """One saying for each thing that a change changes."""
        if change.kind is ChangeKind.CHANGED_DETAILS:
            yield from self._details(change)
        elif change.kind is ChangeKind.UNIT_CHANGED:
            yield from self._unit_changed(change)
        elif change.kind is ChangeKind.UNIT_OPENED:
            yield self._unit_opened(change)
        elif change.kind is ChangeKind.NEW_PERSON:
            name, number = str(change.after["name"]), change.number or ""
            yield "change_new_person", {"name": name, "number": number}
        elif change.office:
            yield self._office(change)
        else:
            yield self._membership(change)

    def _unit(self, code: object) -> str:
        return self.unit_names.get(str(code), str(code)) if code else NOTHING

    def _details(self, change: Change) -> Iterator[Saying]:
        for field, after in change.after.items():
            column = PEOPLE.column(field)
            before = change.before.get(field)
            params: dict[str, Param] = {"title": column.title, "after": _word(column.choices, after)}
            if before is None:
                yield "change_detail_filled", params
            else:
                yield "change_detail", {**params, "before": _word(column.choices, before)}

    def _unit_changed(self, change: Change) -> Iterator[Saying]:
        for field, after in change.after.items():
            yield (
                "change_unit_changed",
                {
                    "unit": change.unit or "",
                    "title": UNITS.column(field).title,
                    "before": self._unit_word(field, change.before.get(field)),
                    "after": self._unit_word(field, after),
                    "from_on": change.from_on,
                },
            )

    def _unit_word(self, field: str, value: object) -> Param:
        if field == "parent":
            return self._unit(value)
        if value is None or isinstance(value, date):
            return value or NOTHING
        return YES_NO[not value].title if isinstance(value, bool) else str(value)

    def _unit_opened(self, change: Change) -> Saying:
        return "change_unit_opened", {
            "unit": change.unit or "",
            "name": str(change.after["name"]),
            "kind": title_of(UNIT_KINDS, str(change.after["kind"])),
            "parent": self._unit(change.after["parent"]),
            "from_on": change.from_on,
        }

    def _membership(self, change: Change) -> Saying:
        titles = _STANDINGS.get(change.tree, ())
        params: dict[str, Param] = {"unit": self._unit(change.unit), "from_on": change.from_on}
        before, after = (str(side.get("standing", "")) for side in (change.before, change.after))
        if change.kind is ChangeKind.JOINED_UNIT:
            params["standing"] = title_of(titles or PEOPLE.column("category").choices, after)
        elif change.kind is ChangeKind.STANDING_CHANGED:
            params |= {"before": title_of(titles, before), "after": title_of(titles, after)}
        return f"change_{change.kind}", params

    def _office(self, change: Change) -> Saying:
        params: dict[str, Param] = {
            "unit": self._unit(change.unit),
            "office": title_of(OFFICES, change.office),
            "from_on": change.from_on,
        }
        to_on = change.after.get("to_on")
        if change.kind is ChangeKind.OFFICE_TAKEN and to_on is not None:
            return "change_office_taken_until", {**params, "to_on": to_on}
        return f"change_{change.kind}", params


def _word(choices: tuple[Choice, ...], value: Param | None) -> Param:
    """A value as the sheet shows it: the title of a choice, a date as it is."""
    return title_of(choices, value) if isinstance(value, str) else NOTHING if value is None else value
