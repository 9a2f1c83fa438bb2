"""Tables of a regulation: rows of text in a file of their own, which an edition names by its digest.

A table has too many rows to stand among parameters. Its file is part of the edition all the same: the
edition holds the SHA-256 of its bytes, so that an entry that cites the edition cites the table.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from io import StringIO
from typing import Any, Final

FILE: Final = re.compile(r"[a-z0-9][a-z0-9_-]*\.csv")
SHA256: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class TableReference:
    """A table by the name of its file and the SHA-256 of its bytes."""

    file: str
    sha256: str

    def to_mapping(self) -> dict[str, str]:
        """The reference as an edition's file writes it."""
        return {"file": self.file, "sha256": self.sha256}


@dataclass(frozen=True, slots=True)
class TableProblem:
    """One thing wrong with a table: its line (the head is line 1), a message id and its parameters."""

    line: int
    problem: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        """One line for a log or a terminal."""
        said = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"line {self.line}: {self.problem} ({said})"


class TableError(ValueError):
    """A table is refused; ``problems`` lists everything that is wrong with it."""

    def __init__(self, problems: Iterable[TableProblem]) -> None:
        """Keep the problems in the order they were found."""
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True, slots=True)
class TableLine:
    """One row of a table: the line it stands in and its cells by the name of their column."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """The text of one cell."""
        return self.cells[column]


def digest_of(content: bytes) -> str:
    """The digest an edition names a table by."""
    return sha256(content).hexdigest()


def read_lines(content: bytes, reference: TableReference, columns: Sequence[str]) -> tuple[TableLine, ...]:
    """The rows of the table an edition refers to, with exactly these columns in this order.

    Raises ``TableError``: the bytes are others than the edition names, are no UTF-8, or the columns differ.
    """
    found = digest_of(content)
    if found != reference.sha256:
        raise TableError([TableProblem(0, "table.other_digest", {"named": reference.sha256, "found": found})])
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise TableError([TableProblem(0, "table.no_utf8")]) from None
    return lines_of(text, columns)


def lines_of(text: str, columns: Sequence[str]) -> tuple[TableLine, ...]:
    """The rows of a table as text; ``TableError`` names a head that differs and each row of another width."""
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        head = next(reader, [])
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise TableError([TableProblem(reader.line_num, "table.malformed", {"why": str(error)})]) from None
    if head != list(columns):
        raise TableError(
            [TableProblem(1, "table.columns", {"expected": tuple(columns), "found": tuple(head)})]
        )
    problems = [
        TableProblem(line, "table.width", {"expected": len(head), "found": len(row)})
        for line, row in rows
        if len(row) != len(head)
    ]
    if problems:
        raise TableError(problems)
    return tuple(TableLine(line, dict(zip(head, row, strict=True))) for line, row in rows)
