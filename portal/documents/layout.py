"""What the eye needs and CSS cannot decide: where a title breaks, which fields share a row."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from portal.documents.text import BREAK_HERE
from workflows.documents import FormPaper, Grid, Lines, PersonBlock, Prose, Signatures, Words
from workflows.documents.notice import Field

#: Characters of the title's size (22 pt) on a line of 156 mm.
TITLE_CHARACTERS = 20
#: A value wider than this many characters takes a row of its own; the cell beside a label holds so many.
HALF_ROW = 11.5
#: From so many people on, the blocks are set smaller: a page then holds five of seven rows.
MANY = 4
#: So are blocks with so many rows below the name.
TALL = 6
#: how many characters a narrow cell of a form holds, the last one of a row and any other
LAST_CELL, FIRST_CELL = 6.5, 4.7
#: and how many in smaller letters
SNUG_CELL = 8
ORDINALS = "一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Row:
    """One or two fields side by side; a single one goes across the whole width."""

    fields: tuple[Field, ...]

    @property
    def across(self) -> bool:
        """Whether the one field takes the whole width."""
        return len(self.fields) == 1


def width(text: str) -> float:
    """The width in ems: a hanzi is one, a Latin letter or digit about half."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.55 for c in text if c != BREAK_HERE)


def rows(block: PersonBlock) -> Iterator[Row]:
    """The fields after the name, in their order, two to a row where both are short.

    The first one is left out when it stands in the row of the name; see `beside_name`.
    """
    waiting: list[Field] = []
    for field in block.fields[len(beside_name(block)) :]:
        if width(field[1]) > HALF_ROW:
            yield from (Row((held,)) for held in waiting)
            waiting = []
            yield Row((field,))
        elif waiting:
            yield Row((waiting.pop(), field))
        else:
            waiting.append(field)
    yield from (Row((held,)) for held in waiting)


def beside_name(block: PersonBlock) -> tuple[Field, ...]:
    """The field that stands in the row of the name, or nothing."""
    first = block.fields[:1]
    return first if first and width(first[0][1]) <= HALF_ROW else ()


@dataclass(frozen=True, slots=True)
class Setting:
    """How a notice is set, in points: what its page holds, a title, a line with its characters, a line of a
    block, and what a block and the seal take beside their lines.
    """

    page: float
    title: float
    line: float
    characters: float
    cell: float
    block: float = 12.0
    seal: float = 132.0

    def height(self, paragraphs: Sequence[str], headings: int, people: Sequence[Sequence[Row]]) -> float:
        """About how high a notice becomes."""
        lines = headings + sum(ceil((width(each) + 2) / self.characters) for each in paragraphs)
        cells = sum(1 + sum(map(_cell_lines, block)) for block in people)
        blocks = cells * self.cell + len(people) * self.block
        return self.title + lines * self.line + blocks + self.seal


#: by GB/T 9704; and closer, for what would only just spill over
ORDINARY, CLOSE = Setting(637.8, 46, 29, 27.5, 22.7), Setting(677.4, 42, 22.5, 30.5, 18.5)


def is_close(paragraphs: Sequence[str], headings: int, people: Sequence[Sequence[Row]]) -> bool:
    """Whether a notice is set closer, because it then hangs as one sheet and otherwise does not."""
    said = (paragraphs, headings, people)
    return ORDINARY.height(*said) > ORDINARY.page and CLOSE.height(*said) <= CLOSE.page


def _cell_lines(row: Row) -> int:
    """The lines of a row; a value goes on under itself."""
    most = HALF_ROW * 3 if row.across else HALF_ROW
    return max(ceil(width(value) / most) for _label, value in row.fields)


def title_lines(title: str) -> tuple[str, ...]:
    """The title in as few lines as hold it, and then as even as can be.

    Lines break only where the caller put U+200B; a title without one, and a part that is itself too long, is
    left to break where the line ends.
    """
    parts = [part for part in title.split(BREAK_HERE) if part]
    fewest = len(_filled(parts, TITLE_CHARACTERS))
    narrower = (step / 2 for step in range(1, TITLE_CHARACTERS * 2))
    tries = (_filled(parts, most) for most in narrower)
    return next((lines for lines in tries if len(lines) == fewest), _filled(parts, TITLE_CHARACTERS))


def _filled(parts: Sequence[str], most: float) -> tuple[str, ...]:
    """The parts joined into lines of at most `most` characters, each line as full as can be."""
    lines: list[str] = []
    for part in parts:
        if lines and width(lines[-1] + part) <= most:
            lines[-1] += part
        else:
            lines.append(part)
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of a form, over so many of its six columns without the label's."""

    label: str
    value: str
    span: int

    @property
    def style(self) -> str:
        """How a narrow cell is set: in its middle, a number unbroken, a little more than it holds smaller."""
        if self.span > 1:
            return ""
        if self.value.isdigit():
            return "c digits"
        return "c snug" if LAST_CELL < width(self.value) <= SNUG_CELL else "c"


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of a form: fields, or a label with paragraphs, or places to sign."""

    fields: tuple[Cell, ...] = ()
    words: Words | None = None
    signatures: tuple[str, ...] = ()

    @property
    def span(self) -> int:
        """How many columns one place to sign takes."""
        return 6 // len(self.signatures) if self.signatures else 6


@dataclass(frozen=True, slots=True)
class Block:
    """What stands together on a form: rows of one table, a table of its own, or paragraphs."""

    rows: tuple[FormRow, ...] = ()
    grid: Grid | None = None
    prose: Prose | None = None

    @property
    def shares(self) -> tuple[str, ...]:
        """The width of each column of a table, in percent."""
        weights = self.grid.weights or (1,) * len(self.grid.heads) if self.grid else ()
        return tuple(f"{100 * weight / sum(weights):.2f}" for weight in weights)


def blocks(paper: FormPaper) -> Iterator[Block]:
    """The parts of a form in their order, rows that follow each other in one table."""
    waiting: list[FormRow] = []
    for part in paper.parts:
        if isinstance(part, (Grid, Prose)):
            if waiting:
                yield Block(rows=tuple(waiting))
            waiting = []
            yield Block(grid=part) if isinstance(part, Grid) else Block(prose=part)
        else:
            waiting += _form_rows(part)
    if waiting:
        yield Block(rows=tuple(waiting))


def _form_rows(part: Lines | Words | Signatures) -> Iterator[FormRow]:
    if isinstance(part, Words):
        yield FormRow(words=part)
    elif isinstance(part, Signatures):
        yield FormRow(signatures=part.labels)
    else:
        for row in part.rows:
            spans = zip(row, _spans(row), strict=True)
            yield FormRow(fields=tuple(Cell(label, value, span) for (label, value), span in spans))


def _spans(row: tuple[Field, ...]) -> tuple[int, ...]:
    """One field takes the row; of two the one that needs it takes the room of the third, or they share it."""
    if len(row) == 1:
        return (5,)
    if len(row) == 2:
        if width(row[1][1]) <= LAST_CELL:
            return (3, 1)
        return (1, 3) if width(row[0][1]) <= FIRST_CELL else (2, 2)
    return (1,) * len(row)
