"""A read file and its difference survive being kept as JSON."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO

from portal.imports.cells import Cell, CellKind, Merge, Sheet, SheetRow, Workbook
from portal.imports.difference import compare
from portal.imports.example import example_roster
from portal.imports.initials import initials_of
from portal.imports.keeping import (
    changes_digest,
    difference_from_json,
    difference_to_json,
    workbook_from_json,
    workbook_to_json,
)
from portal.imports.records import PersonRecord, Roster
from portal.imports.roster import read_roster
from portal.imports.template import write_roster
from portal.imports.workbook import read_workbook

ON = date(2026, 11, 12)


def example_workbook() -> Workbook:
    target = BytesIO()
    write_roster(example_roster(ON), target)
    return read_workbook(target.getvalue())


def test_a_workbook_comes_back_as_it_was() -> None:
    odd = Workbook(
        (
            Sheet(
                "名册",
                (SheetRow(3, {1: Cell(CellKind.NUMBER, "12", 10), 4: Cell(CellKind.FORMULA, "=1")}, True),),
                hidden=True,
                merges=(Merge(1, 2, 3, 4),),
            ),
            Sheet("空", ()),
        )
    )
    for workbook in (odd, example_workbook()):
        kept = json.loads(json.dumps(workbook_to_json(workbook)))
        assert workbook_from_json(kept) == workbook


def test_a_difference_comes_back_as_it_was_but_for_the_details_of_missing_people() -> None:
    held = Roster(people=(PersonRecord("1", "某", {"sex": "male"}),), terms=example_roster(ON).terms[:1])
    found = compare(read_roster(example_workbook(), on=ON), held, on=ON)
    kept = json.loads(json.dumps(difference_to_json(found)))
    again = difference_from_json(kept)
    assert again.missing == (PersonRecord("1", "某"),)
    assert (again.changes, again.remarks, again.unchanged) == (found.changes, found.remarks, found.unchanged)
    assert again.missing_terms == found.missing_terms


def test_the_word_for_changes_differs_when_one_of_them_does() -> None:
    changes = compare(read_roster(example_workbook(), on=ON), Roster(), on=ON).changes
    assert changes_digest(changes) == changes_digest(tuple(changes))
    assert changes_digest(changes[1:]) != changes_digest(changes)
    assert len(changes_digest(())) == 64


def test_initials_are_those_that_people_type() -> None:
    names = {
        "梁思远": "lsy",
        "阿依努尔·艾合买提": "ayneahmt",
        "Nguyễn Văn A": "nguyenvana",
        "": "",
        "乔" * 60: "q" * 40,
    }
    assert {name: initials_of(name) for name in names} == names
