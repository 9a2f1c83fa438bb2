"""How large a roster file may be, in each respect in which a hostile one is large."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps on one file; whatever exceeds one is refused with a sentence.

    The figures leave room for 20,000 people with every column filled (about 3 MB packed, 40 MB unpacked).
    """

    file_bytes: int = 10 * MEBIBYTE
    #: Everything the package says it contains, and again everything that is really unpacked.
    unpacked_bytes: int = 64 * MEBIBYTE
    #: Parts of the package.
    entries: int = 300
    #: Unpacked to packed size, asked only of parts that are large unpacked.
    ratio: int = 100
    ratio_from_bytes: int = 4 * MEBIBYTE
    #: Elements of a part that is held whole (styles, relationships); a sheet is streamed instead.
    elements: int = 100_000
    sheets: int = 20
    #: Rows with content, over all sheets.
    rows: int = 20_000
    #: Row elements at all: a spreadsheet keeps formatted empty rows.
    row_elements: int = 100_000
    columns: int = 100
    #: Cells with content, over all sheets; also the entries of the table of shared texts.
    cells: int = 600_000
    cell_characters: int = 1_000
    merged_ranges: int = 2_000
    #: Of the child process that unpacks and parses.
    memory_bytes: int = 384 * MEBIBYTE
    cpu_seconds: int = 10
    wall_seconds: int = 20
    output_bytes: int = 128 * MEBIBYTE


LIMITS = Limits()
