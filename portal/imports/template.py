"""Writes a book's template, empty or filled, as a roster's; what is written here is what is read again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from portal.imports.choices import OFFICES, UNIT_KINDS, YES_NO, title_of
from portal.imports.columns import PEOPLE, ROSTER, UNIT_FIELDS, Book, Column, Kind, Need, Schema, SheetKind
from portal.imports.records import PersonRecord, Roster, TermRecord, UnitRecord
from portal.imports.sentences import SOURCE, sentence
from portal.imports.writing import (
    DATE_FORMAT,
    TEXT_FORMAT,
    Written,
    format_column,
    offer,
    put,
    put_titles,
    wrap,
)

#: Rows that get the lists of choices; a longer roster can be pasted below them.
LISTED_ROWS = 2_000
INTRODUCTION = (
    "help_intro_order",
    "help_intro_blank",
    "help_intro_date",
    "help_intro_private",
    "help_intro_formula",
)
Values = Mapping[str, Written]


def write_template(target: BinaryIO, *, language: str = SOURCE) -> None:
    """Write the empty template with its help sheet; the language is that of the help."""
    write_roster(Roster(), target, language=language)


def write_roster(roster: Roster, target: BinaryIO, *, language: str = SOURCE) -> None:
    """Write a roster on the template's sheets; importing it again changes nothing."""
    write_book(ROSTER, _rows(roster), INTRODUCTION, target, language=language)


def write_book(
    book: Book,
    rows: Mapping[str, Iterable[Values]],
    introduction: Iterable[str],
    target: BinaryIO,
    *,
    language: str = SOURCE,
) -> None:
    """Write the sheets of a book with their rows by kind, its lists of choices, and how it is filled in."""
    workbook = Workbook()
    _help(workbook.active, book, introduction, language)
    lists = _choices(workbook.create_sheet(sentence("choices_title", language=SOURCE)), book)
    for position, schema in enumerate(book.schemas, start=1):
        sheet = workbook.create_sheet(schema.titles[0], position)
        _fill(sheet, schema, rows.get(schema.kind, ()), lists)
    workbook.save(target)


def marked_title(column: Column) -> str:
    """The title as the template shows it: ``*`` where a cell must be filled."""
    marks = {Need.ALWAYS: "*", Need.NEW: "（新增必填）", Need.NEVER: ""}
    return column.title + marks[column.need]


def _fill(sheet: Worksheet, schema: Schema, rows: Iterable[Values], lists: Mapping[str, str]) -> None:
    columns = list(enumerate(schema.columns, start=1))
    required = [number for number, column in columns if column.need is not Need.NEVER]
    put_titles(sheet, [marked_title(column) for _, column in columns], required=required)
    for number, column in columns:
        format_column(sheet, number, DATE_FORMAT if column.kind is Kind.DATE else TEXT_FORMAT)
        if listed := lists.get(f"{schema.kind}.{column.field}"):
            offer(sheet, number, listed, last_row=LISTED_ROWS)
    for row, values in enumerate(rows, start=2):
        for number, column in columns:
            put(sheet, row, number, values.get(column.field))


def _choices(sheet: Worksheet, book: Book) -> dict[str, str]:
    """Write every list of choices in a column of its own; returns where each stands."""
    lists: dict[str, str] = {}
    listed = [(schema.kind, column) for schema in book.schemas for column in schema.columns if column.choices]
    put_titles(sheet, [column.title for _, column in listed])
    for number, (kind, column) in enumerate(listed, start=1):
        for row, choice in enumerate(column.choices, start=2):
            put(sheet, row, number, choice.title)
        letter = get_column_letter(number)
        lists[f"{kind}.{column.field}"] = f"'{sheet.title}'!${letter}$2:${letter}${len(column.choices) + 1}"
    sheet.sheet_state = "hidden"
    return lists


def _help(sheet: Worksheet, book: Book, introduction: Iterable[str], language: str) -> None:
    sheet.title = sentence("help_title", language=SOURCE)
    put_titles(
        sheet, [sentence(f"help_{part}", language=language) for part in ("sheet", "column", "need", "what")]
    )
    lines = [("", "", "", sentence(message, language=language)) for message in introduction]
    lines += [_help_line(schema, column, language) for schema in book.schemas for column in schema.columns]
    for row, line in enumerate(lines, start=2):
        for number, text in enumerate(line, start=1):
            wrap(put(sheet, row, number, text or None))
    for letter, width in zip("ABCD", (12, 20, 14, 72), strict=True):
        sheet.column_dimensions[letter].width = width


def help_of(schema: Schema, column: Column, language: str = SOURCE) -> str:
    """What goes into a column."""
    return column.help or sentence(f"help_{schema.kind}_{column.field}", language=language)


def _help_line(schema: Schema, column: Column, language: str) -> tuple[str, str, str, str]:
    return (
        schema.titles[0],
        column.title,
        sentence(f"need_{column.need}", language=language),
        help_of(schema, column, language),
    )


def _rows(roster: Roster) -> dict[str, list[Values]]:
    names = _unit_names(roster)
    people = {person.number: person.name for person in roster.people}
    return {
        SheetKind.PEOPLE: [_person(person, names) for person in roster.people],
        SheetKind.UNITS: [_unit(unit, names) for unit in roster.units],
        # Rows about people whom the reader does not keep would be refused when they come back.
        SheetKind.OFFICES: [_term(term, names, people) for term in roster.terms if term.number in people],
    }


def _unit_names(roster: Roster) -> dict[str, str]:
    """What to write for each unit: its name, or its code when another unit has that name too."""
    names = [unit.name for unit in roster.units]
    return {unit.code: unit.name if names.count(unit.name) == 1 else unit.code for unit in roster.units}


def _person(person: PersonRecord, names: Mapping[str, str]) -> Values:
    values: dict[str, Written] = {"number": person.number, "name": person.name, **person.details}
    for membership in person.memberships:
        if membership.tree not in UNIT_FIELDS:
            continue
        values[UNIT_FIELDS[membership.tree]] = names[membership.unit]
        values[f"{membership.tree}_standing"] = membership.standing
    values["political_status"] = _political_status(person)
    for column in PEOPLE.columns:
        code = values.get(column.field)
        if column.choices and isinstance(code, str):
            values[column.field] = title_of(column.choices, code)
    return values


def _political_status(person: PersonRecord) -> str | None:
    """What the memberships say; somebody without any may be anything."""
    standings = {membership.tree: membership.standing for membership in person.memberships}
    if standings.get("party") in {"probationary", "full_member"}:
        return standings["party"]
    return {"member": "league_member", "non_member": "masses"}.get(standings.get("league", ""))


def _unit(unit: UnitRecord, names: Mapping[str, str]) -> Values:
    return {
        "code": unit.code,
        "name": unit.name,
        "kind": title_of(UNIT_KINDS, unit.kind),
        "parent": names[unit.parent] if unit.parent else None,
        "has_committee": YES_NO[not unit.has_committee].title if unit.kind == "party_branch" else None,
        "opened_on": unit.opened_on,
    }


def _term(term: TermRecord, names: Mapping[str, str], people: Mapping[str, str]) -> Values:
    return {
        "number": term.number,
        "name": people[term.number],
        "office": title_of(OFFICES, term.office),
        "unit": names[term.unit],
        "from_on": term.from_on,
        "to_on": term.to_on,
    }
