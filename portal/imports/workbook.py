"""Reads an uploaded .xlsx through the child process; the web process never unpacks anything itself."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from typing import IO, Any, BinaryIO

from portal.imports.cells import Cell, CellKind, Merge, Sheet, SheetRow, Workbook
from portal.imports.limits import LIMITS, MEBIBYTE, Limits
from portal.imports.remarks import Refused

ROOT = Path(__file__).resolve().parents[2]
#: Isolated (-I) and without installed packages (-S): the child sees the standard library and our source.
PROGRAM = "import sys; sys.path.insert(0, sys.argv[1]); from portal.imports.xlsx.child import main; main()"
COPY_BYTES = 256 * 1024


def read_workbook(source: bytes | BinaryIO, *, limits: Limits = LIMITS) -> Workbook:
    """All sheets of the file; raises ``Refused`` for whatever is no roster-sized, honest .xlsx."""
    with tempfile.TemporaryFile() as package, tempfile.TemporaryFile() as answer:
        _copy(BytesIO(source) if isinstance(source, bytes) else source, package, limits.file_bytes)
        _run(package, answer, limits)
        answer.seek(0)
        return _workbook(json.loads(line) for line in answer)


def _copy(source: BinaryIO, target: IO[bytes], most: int) -> None:
    size = 0
    while chunk := source.read(COPY_BYTES):
        size += len(chunk)
        if size > most:
            raise Refused("file_too_large", megabytes=most // MEBIBYTE)
        target.write(chunk)
    target.seek(0)


def _run(package: IO[bytes], answer: IO[bytes], limits: Limits) -> None:
    try:
        finished = subprocess.run(  # noqa: S603 (our own interpreter and program; the file is only its input)
            [sys.executable, "-I", "-S", "-c", PROGRAM, str(ROOT), json.dumps(asdict(limits))],
            stdin=package,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env={},
            timeout=limits.wall_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Refused("file_too_heavy") from error
    if finished.returncode:
        # Killed at a limit, or out of memory where Python could not even say so.
        raise Refused("file_too_heavy")


def _workbook(lines: Iterable[list[Any]]) -> Workbook:
    sheets: list[Sheet] = []
    title, hidden, rows = "", False, list[SheetRow]()
    seen: dict[Cell, Cell] = {}
    for kind, *content in lines:
        if kind == "row":
            number, row_hidden, filled = content
            rows.append(_row(number, row_hidden, filled, seen))
        elif kind == "sheet":
            (title, hidden), rows = content, []
        elif kind == "merges":
            merges = tuple(Merge(*corners) for corners in content[0])
            sheets.append(Sheet(title=title, rows=tuple(rows), hidden=hidden, merges=merges))
        elif kind == "end":
            return Workbook(tuple(sheets))
        else:
            raise Refused(content[0], **content[1])
    raise Refused("file_too_heavy")


def _row(
    number: int, hidden: bool, filled: list[tuple[int, str, str, int]], seen: dict[Cell, Cell]
) -> SheetRow:
    """One row; the same words stand in most rows of a roster, so equal cells are held once."""
    cells: dict[int, Cell] = {}
    for column, kind, text, pad in filled:
        cell = Cell(CellKind(kind), text, pad)
        cells[column] = seen.setdefault(cell, cell)
    return SheetRow(number=number, cells=cells, hidden=hidden)
