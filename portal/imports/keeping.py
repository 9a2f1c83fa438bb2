"""A read file and its difference as JSON, so that what was shown can be confirmed later, and only that."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from portal.imports.cells import Cell, CellKind, Merge, Sheet, SheetRow, Workbook
from portal.imports.changes import Change, ChangeKind, Content, Difference
from portal.imports.columns import SheetKind
from portal.imports.records import PersonRecord, TermRecord
from portal.imports.remarks import Gravity, Param, Remark
from workflows.rules.canonical import decode, digest, encode

Json = dict[str, Any]


def workbook_to_json(workbook: Workbook) -> Json:
    """Every sheet with its filled cells; nothing is interpreted."""
    return {"sheets": [_sheet(sheet) for sheet in workbook.sheets]}


def workbook_from_json(content: Json) -> Workbook:
    """What ``workbook_to_json`` was given."""
    return Workbook(tuple(_read_sheet(sheet) for sheet in content["sheets"]))


def changes_digest(changes: tuple[Change, ...]) -> str:
    """One word for a list of changes: the same list has the same word."""
    return digest([_change(change) for change in changes])


def difference_to_json(difference: Difference) -> Json:
    """A difference as it was carried out; of missing people only number and name are kept."""
    return {
        "changes": [_change(change) for change in difference.changes],
        "unchanged": {str(kind): count for kind, count in difference.unchanged.items()},
        "missing": [[person.number, person.name] for person in difference.missing],
        "missing_terms": [_term(term) for term in difference.missing_terms],
        "remarks": [remark_to_json(remark) for remark in difference.remarks],
    }


def difference_from_json(content: Json) -> Difference:
    """What ``difference_to_json`` was given."""
    return Difference(
        changes=tuple(_read_change(change) for change in content["changes"]),
        unchanged={SheetKind(kind): count for kind, count in content["unchanged"].items()},
        missing=tuple(PersonRecord(number, name) for number, name in content["missing"]),
        missing_terms=tuple(_read_term(term) for term in content["missing_terms"]),
        remarks=tuple(remark_from_json(remark) for remark in content["remarks"]),
    )


def _sheet(sheet: Sheet) -> Json:
    return {
        "title": sheet.title,
        "hidden": sheet.hidden,
        "merges": [[merge.top, merge.left, merge.bottom, merge.right] for merge in sheet.merges],
        "rows": [[row.number, row.hidden, _cells(row)] for row in sheet.rows],
    }


def _cells(row: SheetRow) -> list[list[Any]]:
    return [[column, str(cell.kind), cell.text, cell.pad] for column, cell in row.cells.items()]


def _read_sheet(content: Json) -> Sheet:
    return Sheet(
        title=content["title"],
        rows=tuple(_read_row(*row) for row in content["rows"]),
        hidden=content["hidden"],
        merges=tuple(Merge(*corners) for corners in content["merges"]),
    )


def _read_row(number: int, hidden: bool, cells: list[list[Any]]) -> SheetRow:
    read = {column: Cell(CellKind(kind), text, pad) for column, kind, text, pad in cells}
    return SheetRow(number, read, hidden)


def _change(change: Change) -> Json:
    return {
        "kind": str(change.kind),
        "from_on": change.from_on.isoformat(),
        "at": [change.sheet, change.row],
        "of": [change.number, change.unit, change.tree, change.office],
        "before": _encoded(change.before),
        "after": _encoded(change.after),
    }


def _read_change(content: Json) -> Change:
    sheet, row = content["at"]
    number, unit, tree, office = content["of"]
    return Change(
        kind=ChangeKind(content["kind"]),
        from_on=date.fromisoformat(content["from_on"]),
        sheet=sheet,
        row=row,
        number=number,
        unit=unit,
        tree=tree,
        office=office,
        before=cast("Content", _decoded(content["before"])),
        after=cast("Content", _decoded(content["after"])),
    )


def _term(term: TermRecord) -> list[Any]:
    dates = (term.from_on.isoformat(), term.to_on.isoformat() if term.to_on else None)
    return [term.number, term.office, term.unit, *dates]


def _read_term(content: list[Any]) -> TermRecord:
    number, office, unit, from_on, to_on = content
    end = date.fromisoformat(to_on) if to_on else None
    return TermRecord(number, office, unit, date.fromisoformat(from_on), end)


def remark_to_json(remark: Remark) -> Json:
    """A remark with its place."""
    return {
        "message": remark.message,
        "gravity": str(remark.gravity),
        "params": _encoded(remark.params),
        "at": [remark.sheet, remark.row, remark.column, remark.field],
    }


def remark_from_json(content: Json) -> Remark:
    """What ``remark_to_json`` was given."""
    params = cast("dict[str, Param]", _decoded(content["params"]))
    return Remark(content["message"], Gravity(content["gravity"]), params, *content["at"])


def _encoded(values: Mapping[str, Any]) -> Json:
    return {name: encode(value) for name, value in values.items()}


def _decoded(values: Json) -> dict[str, object]:
    return {name: decode(value) for name, value in values.items()}
