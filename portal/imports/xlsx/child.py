"""The child process: limits itself, reads the package on standard input, writes JSON lines.

Lines: ``["sheet", title, hidden]``, ``["row", number, hidden, [[column, kind, text, pad], …]]``,
``["merges", [[top, left, bottom, right], …]]``, at last ``["end"]`` or ``["refused", message, params]``.
It imports nothing outside the standard library and this package.
"""

from __future__ import annotations

import json
import resource
import sys
import zlib
from collections.abc import Callable
from typing import BinaryIO
from zipfile import BadZipFile

from portal.imports.limits import Limits
from portal.imports.remarks import Refused
from portal.imports.xlsx.markup import Element, parse
from portal.imports.xlsx.package import Package, relationships, workbook_part
from portal.imports.xlsx.sheet import Counts, Filled, Texts, Worksheet
from portal.imports.xlsx.styles import read_styles

Write = Callable[[list[object]], None]
#: What the standard library raises for a package that lies about itself.
DAMAGED = (BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OverflowError, RuntimeError)

#: How zlib says that it found no memory.
NO_MEMORY = "Error -4 "


def restrict(limits: Limits) -> None:
    """Give up, for good, what a parser does not need: memory, time, other files, core dumps."""
    for what, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_FSIZE, limits.output_bytes),
        (resource.RLIMIT_NOFILE, 16),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def describe(stream: BinaryIO, limits: Limits, write: Write) -> None:
    """Write all sheets of the package; raises ``Refused``."""
    package = Package(stream, limits)
    workbook = workbook_part(package)
    related = relationships(package, workbook)
    by_kind = dict(related.values())
    texts = Texts(limits)
    if (shared := by_kind.get("sharedStrings")) and shared in package:
        parse(package.part(shared), texts)
    styles = read_styles(package, by_kind.get("styles"))
    elements = package.elements(workbook)
    from_1904 = any(element.attributes.get("date1904") in {"1", "true"} for element in elements)
    sheets = [element for element in elements if element.name == "sheet" and element.parent == "sheets"]
    if len(sheets) > limits.sheets:
        raise Refused("file_too_many_sheets", most=limits.sheets)
    counts = Counts()
    for sheet in sheets:
        write(
            ["sheet", sheet.attributes.get("name", ""), sheet.attributes.get("state", "visible") != "visible"]
        )
        worksheet = Worksheet(limits, counts, texts.found, styles, from_1904, _row_writer(write))
        if part := _worksheet_part(sheet, related):
            parse(package.part(part), worksheet)
        write(["merges", worksheet.merges])


def _worksheet_part(sheet: Element, related: dict[str, tuple[str, str]]) -> str | None:
    """The part of a sheet; None for a chart or dialogue sheet, which has no rows."""
    kind, part = related.get(sheet.attributes.get("id", ""), ("", ""))
    if not kind:
        raise Refused("file_malformed")
    return part if kind == "worksheet" else None


def _row_writer(write: Write) -> Callable[[int, bool, list[Filled]], None]:
    return lambda number, hidden, filled: write(["row", number, hidden, filled])


def main() -> None:
    """Read standard input under the limits given as JSON in the last argument."""
    limits = Limits(**json.loads(sys.argv[-1]))
    restrict(limits)

    def write(line: list[object]) -> None:
        sys.stdout.write(json.dumps(line, separators=(",", ":")) + "\n")

    try:
        describe(sys.stdin.buffer, limits, write)
    except Refused as refusal:
        write(["refused", refusal.message, refusal.params])
    except MemoryError:
        write(["refused", "file_too_heavy", {}])
    except DAMAGED as error:
        starved = isinstance(error, zlib.error) and str(error).startswith(NO_MEMORY)
        write(["refused", "file_too_heavy" if starved else "file_malformed", {}])
    else:
        write(["end"])
