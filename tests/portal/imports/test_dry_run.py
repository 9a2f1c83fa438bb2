from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.imports.cells import Cell, CellKind, Sheet, SheetRow, Workbook
from portal.imports.changes import ChangeKind, Difference
from portal.imports.columns import SCHEMAS, Schema
from portal.imports.difference import compare
from portal.imports.dry_run import DryRun, dry_run
from portal.imports.limits import LIMITS
from portal.imports.remarks import Gravity, Remark
from portal.imports.roster import read_roster
from portal.imports.sentences import remark_sentence
from portal.imports.wording import Speaker
from tests.portal.imports.building import xlsx
from tests.portal.imports.comparing import NOW, ON, ZHOU

CONTENT = xlsx({"人员名册": [["学号", "姓名", "党支部"], ["2301", "梁思远", "HG-D2"]]})


def test_a_file_is_read_and_compared_in_one_call() -> None:
    found = dry_run(BytesIO(CONTENT), NOW, on=ON)
    assert [change.kind for change in found.difference.changes] == [
        ChangeKind.LEFT_UNIT,
        ChangeKind.JOINED_UNIT,
    ]
    assert found.difference.missing == (ZHOU,)
    assert [sheet.title for sheet in found.workbook.sheets] == ["人员名册"]


def test_the_units_to_cover_are_passed_on() -> None:
    assert dry_run(CONTENT, NOW, on=ON, covering=()).difference.missing == ()


def test_a_refused_file_is_an_answer_and_no_error() -> None:
    limits = replace(LIMITS, file_bytes=10)
    assert dry_run(CONTENT, NOW, on=ON, limits=limits) == DryRun(
        Workbook(()), Difference(remarks=(Remark("file_too_large", Gravity.FILE, {"megabytes": 0}),))
    )


CELLS = st.builds(
    Cell,
    kind=st.sampled_from(CellKind),
    text=st.one_of(
        st.text(max_size=30),
        st.sampled_from(
            ["", "0", "2301", "梁思远", "无", "HG-D2", "2024-09-01", "积极分子", "1e5", "-1", "NaN", "\x00"]
        ),
        st.from_regex(r"\A-?[0-9]{1,20}(\.[0-9]{1,5})?([eE][+-]?[0-9]{1,9})?\Z"),
        st.dates().map(str),
    ),
    pad=st.integers(0, 12),
)


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.kind)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_content_of_any_cell_is_worse_than_a_remark(schema: Schema, data: st.DataObject) -> None:
    """Every cell kind with anything in it, in every column, ends in a sentence or a change."""
    titles = {n: Cell(CellKind.TEXT, column.title) for n, column in enumerate(schema.columns, start=1)}
    rows = [SheetRow(1, titles)]
    rows += [SheetRow(number, {column: data.draw(CELLS) for column in titles}) for number in range(2, 5)]
    workbook = Workbook((Sheet(schema.titles[0], tuple(rows)),))
    difference = compare(read_roster(workbook, on=ON), NOW, on=ON)
    speaker = Speaker.about(NOW, difference)
    assert all(remark_sentence(remark) for remark in difference.remarks)
    assert all(list(speaker.sayings(change)) for change in difference.changes)
    assert all("\x00" not in str(change) for change in difference.changes)
