"""Reading a scoring table: every fault is found and named by its line before the table is refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Final

from procedures.second_classroom_credits.scoring.amounts import tenths
from procedures.second_classroom_credits.scoring.table import AnyOf, Row, ScoringTable
from workflows.rules.regulations import Edition
from workflows.rules.tables import TableError, TableLine, TableProblem, lines_of, read_lines

COLUMNS: Final = tuple(column.name for column in fields(Row))
COMBINATIONS: Final = (
    *("sum", "highest_per_project", "highest_office_per_year"),
    *("once", "once_per_year", "sum_per_year", "once_or_per_year"),
)
UNITS: Final = ("item", "session", "person_academic_year", "time", "academic_year", "paper", "year")
MAJORS: Final = ("", "not_foreign_language", "foreign_language", "not_computer")
NEEDED: Final = ("id", "category", "item", "key", "group", "printed")


@dataclass(slots=True)
class TableReader:
    """Reads the rows of the table an edition names; ``problems`` is empty when it may be used."""

    edition: Edition
    problems: list[TableProblem] = field(default_factory=list)

    def rows(self, lines: Iterable[TableLine]) -> dict[str, Row]:
        """The rows by id; a row that cannot be read is reported and left out."""
        rows: dict[str, Row] = {}
        for line in lines:
            if line["id"] in rows:
                self._report(line, "row_twice", id=line["id"])
            elif row := self._row(line):
                rows[row.id] = row
        self._complete(rows.values())
        return rows

    def _row(self, line: TableLine) -> Row | None:
        before = len(self.problems)
        for column in NEEDED:
            if not line[column]:
                self._report(line, "empty", column=column)
        modules = self.edition["form.codes"].members
        self._among(line, "module", modules)
        self._among(line, "combine", COMBINATIONS)
        self._among(line, "unit", UNITS)
        self._among(line, "majors", MAJORS)
        if line["threshold"] and line["threshold"] not in self.edition:
            self._report(line, "threshold", found=line["threshold"])
        numbers = {column: self._number(line, column) for column in ("table", "printed_row")}
        amount = self._credit(line)
        return self._made(line, numbers, amount) if len(self.problems) == before else None

    def _made(self, line: TableLine, numbers: dict[str, int], amount: int) -> Row:
        plain = {column: line[column] for column in COLUMNS}
        chosen = {column: any_of(line[column]) for column in ("evidence", "assessors", "consent")}
        readings = tuple(part for part in line["readings"].split("|") if part)
        values: dict[str, Any] = {
            **plain, **numbers, **chosen, "credits": amount, "readings": readings
        }  # fmt: skip
        return Row(**values)

    def _among(self, line: TableLine, column: str, among: Sequence[str]) -> None:
        if line[column] not in among:
            self._report(line, column, found=line[column], among=tuple(each for each in among if each))

    def _number(self, line: TableLine, column: str) -> int:
        if line[column].isascii() and line[column].isdecimal():
            return int(line[column])
        self._report(line, "number", column=column, found=line[column])
        return 0

    def _credit(self, line: TableLine) -> int:
        """The value in tenths: more than nothing, and the one that is printed in the Rules."""
        try:
            amount = tenths(line["credits"])
        except ValueError:
            amount = 0
        if not amount:
            self._report(line, "credit", found=line["credits"])
        elif not any(f"{text}学分" in line["printed"] for text in spellings(line["credits"])):
            self._report(line, "printed", found=line["credits"], printed=line["printed"])
        return amount

    def _complete(self, rows: Iterable[Row]) -> None:
        """Each module has the least number of items that article 4 asks for."""
        counted = Counter(row.module for row in rows)
        least = self.edition["modules.items_min"]
        for module in self.edition["form.codes"].members:
            if not least.allows(counted[module]):
                params = {"module": module, "count": counted[module], "least": least.count}
                self.problems.append(TableProblem(0, "credits.table.too_few", params))

    def _report(self, line: TableLine, problem: str, **params: Any) -> None:
        self.problems.append(TableProblem(line.line, f"credits.table.{problem}", params))


def any_of(cell: str) -> AnyOf:
    """What a cell asks for: ``a|b+c`` is either a, or b and c together."""
    return tuple(frozenset(way.split("+")) for way in cell.split("|") if way)


def spellings(text: str) -> tuple[str, ...]:
    """A value as the Rules may print it: 3.0 and 3."""
    return (text, text.removesuffix(".0"))


def scoring_table(content: bytes, edition: Edition) -> ScoringTable:
    """The table of an edition from the bytes of its file; ``TableError`` with every fault."""
    return _checked(read_lines(content, edition["scoring.table"].table, COLUMNS), edition)


def table_from(text: str, edition: Edition) -> ScoringTable:
    """A table as text, such as a draft of the next edition's, judged by an edition's words."""
    return _checked(lines_of(text, COLUMNS), edition)


def _checked(lines: Sequence[TableLine], edition: Edition) -> ScoringTable:
    reader = TableReader(edition)
    rows = reader.rows(lines)
    if reader.problems:
        raise TableError(reader.problems)
    return ScoringTable(rows)
