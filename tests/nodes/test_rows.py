"""A table on a paper: rows as data and as typed on a page, what is left out, and what cannot be."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.http import QueryDict

from workflows.nodes import Paper, Rows
from workflows.nodes.row_fields import MOST_ROWS


class Table(Paper):
    """A table of two columns and a tick, and how many rows it has."""

    title = "名单"
    private = frozenset({"listed"})
    derived = {"size": "人数"}
    listed = Rows(
        label="名单",
        columns={
            "name": forms.CharField(label="姓名", max_length=5),
            "kind": forms.ChoiceField(label="身份", choices=(("", "请选择"), ("t", "教师"), ("s", "学生"))),
            "signed": forms.BooleanField(label="签名", required=False),
        },
    )

    @classmethod
    def derive(cls, data: Any) -> dict[str, int]:
        """The number of rows."""
        return {"size": len(data["listed"])}


ROW = {"name": "甲", "kind": "t", "signed": True}


def typed(**cells: str) -> list[dict[str, Any]]:
    """What the widget reads of a page."""
    data = QueryDict(mutable=True)
    for name, value in cells.items():
        data[f"listed__{name}"] = value
    found: list[dict[str, Any]] = Table.base_fields["listed"].widget.value_from_datadict(data, {}, "listed")
    return found


def test_rows_are_kept_in_their_order_and_what_follows_from_them_beside() -> None:
    reading = Table.read({"listed": [ROW, {"name": "乙", "kind": "s"}]})
    assert reading.private == {"listed": [ROW, {"name": "乙", "kind": "s", "signed": False}]}
    assert (reading.facts, reading.problems) == ({"size": 2}, ())


def test_an_empty_row_is_left_out_and_an_empty_table_is_missing() -> None:
    assert Table.read({"listed": [ROW, {"name": " ", "kind": ""}]}).facts == {"size": 1}
    (problem,) = Table.read({"listed": [{"name": ""}]}).problems
    assert (problem.field, problem.message) == ("listed", "data.invalid")
    (problem,) = Table.read({"listed": []}).problems
    assert problem.message == "data.required"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([ROW, {"name": "", "kind": "t"}], "第2行姓名：这个字段是必填项。"),
        ([{"name": "一二三四五六", "kind": "t"}], "第1行姓名"),
        ([{"name": "甲", "kind": "x"}], "第1行身份"),
        ([{"name": "甲", "kind": "t", "more": "1"}], "第1行没有“more”一栏。"),
        (["甲"], "请按行填写。"),
        ("甲", "请按行填写。"),
        ([ROW] * (MOST_ROWS + 1), "至多200行。"),
    ],
)
def test_what_cannot_be_is_said_with_the_row_and_the_column(rows: Any, said: str) -> None:
    (problem,) = Table.read({"listed": rows}).problems
    assert said in problem.params["problem"]


def test_a_control_character_in_a_cell_is_refused() -> None:
    (problem,) = Table.read({"listed": [{"name": "甲\x00", "kind": "t"}]}).problems
    assert problem.message == "data.invalid"


def test_a_page_sends_the_cells_by_row_and_column() -> None:
    rows = typed(**{"0__name": "甲", "0__kind": "t", "0__signed": "on", "3__name": "乙", "3__kind": "s"})
    assert rows == [ROW, {"name": "乙", "kind": "s", "signed": False}]
    assert Table.read({"listed": rows}).facts == {"size": 2}


def test_a_page_shows_what_was_filled_and_some_empty_rows() -> None:
    shown = str(Table(initial={"listed": [ROW] * 13})["listed"])
    assert shown.count('value="甲"') == 13
    assert ("listed__15__name" in shown, "<details" in shown) == (True, True)
    assert str(Table()["listed"]).partition("<details")[0].count("<tr>") == 13  # a head and twelve rows


def test_what_was_derived_is_no_field_that_somebody_fills_in() -> None:
    (problem,) = Table.read({"listed": [ROW], "size": 5}).problems
    assert problem.message == "data.unknown_field"
