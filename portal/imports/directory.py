"""The units a row may name: those that are open and those that the file itself opens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import islice

from portal.imports.choices import UNIT_KINDS, title_of
from portal.imports.records import UnitRecord
from portal.imports.remarks import Unreadable
from portal.imports.text import key, quoted

#: Units of one name that are looked at, and codes that a remark names.
NAMESAKES = 50
NAMED_CODES = 10


class Directory:
    """Units by code and by name."""

    def __init__(self, units: Iterable[UnitRecord]) -> None:
        self._by_code: dict[str, UnitRecord] = {}
        self._by_name: dict[str, dict[str, None]] = defaultdict(dict)
        for unit in units:
            self.add(unit)

    def add(self, unit: UnitRecord) -> None:
        """Add a unit, or replace the one with its code; the old name stays understood."""
        self._by_code[unit.code] = unit
        self._by_name[key(unit.name)][unit.code] = None

    def renumber(self, old: str, unit: UnitRecord) -> None:
        """Know a unit by another code than before."""
        gone = self._by_code.pop(old)
        self._by_name[key(gone.name)].pop(old, None)
        self.add(unit)
        self._by_name[key(gone.name)][unit.code] = None

    def top(self, kind: str) -> UnitRecord | None:
        """The unit of a kind of which there is one, at the top."""
        return next((unit for unit in self._by_code.values() if unit.kind == kind), None)

    def by_code(self, code: str) -> UnitRecord | None:
        """The unit with this code."""
        return self._by_code.get(code)

    def find(self, written: str, kinds: tuple[str, ...]) -> UnitRecord:
        """The unit that is written, by code or name; of several with that name the one of a fitting kind.

        Raises ``Unreadable`` when it is unknown, of another kind, or one of several.
        """
        if unit := self._by_code.get(written):
            return self._fitting([unit], written, kinds)
        codes = islice(self._by_name.get(key(written), ()), NAMESAKES)
        return self._fitting([self._by_code[code] for code in sorted(codes)], written, kinds)

    def named(self, name: str, parent: str | None) -> UnitRecord | None:
        """The unit with this name directly under ``parent``."""
        for code in self._by_name.get(key(name), ()):
            unit = self._by_code[code]
            if unit.parent == parent and key(unit.name) == key(name):
                return unit
        return None

    def _fitting(self, found: list[UnitRecord], written: str, kinds: tuple[str, ...]) -> UnitRecord:
        if not found:
            raise Unreadable("unit_unknown", value=quoted(written))
        fitting = [unit for unit in found if unit.kind in kinds]
        if not fitting:
            raise Unreadable(
                "unit_of_other_kind",
                value=quoted(written),
                kind=title_of(UNIT_KINDS, found[0].kind),
                allowed=tuple(title_of(UNIT_KINDS, kind) for kind in kinds),
            )
        if len(fitting) > 1:
            codes = tuple(unit.code for unit in fitting[:NAMED_CODES])
            raise Unreadable("unit_ambiguous", value=quoted(written), codes=codes)
        return fitting[0]
