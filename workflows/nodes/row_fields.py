"""A field of papers that is a table: several rows with the same columns, each cell a field of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

#: no paper form of the field is longer
MOST_ROWS = 200
#: empty rows that a page shows, and those it keeps folded below
SHOWN_ROWS, FOLDED_ROWS = 12, 28
#: empty rows below those that are filled
SPARE_ROWS = 3


class RowsWidget(forms.Widget):
    """Rows of controls; further empty rows are folded, so that a page without scripts has enough of them."""

    template_name = "forms/widgets/rows.html"
    use_fieldset = True

    def __init__(self, columns: Mapping[str, forms.Field]) -> None:
        super().__init__()
        self.columns = columns

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[dict[str, Any]]:
        """The rows in which something was typed or ticked, as typed."""
        if name in data and not isinstance(data[name], str):
            return list(data[name] or [])
        rows = [self._typed(data, files, f"{name}__{number}") for number in range(MOST_ROWS)]
        return [row for row in rows if any(row.values())]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Never: a table without rows is an empty one."""
        return False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The filled rows, some empty ones, and more of them folded."""
        context = super().get_context(name, value, attrs)
        given = [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []
        base = (context["widget"]["attrs"] or {}).get("id") or f"id_{name}"
        shown = max(len(given) + SPARE_ROWS, SHOWN_ROWS)
        empty: Mapping[str, Any] = {}
        rows = [
            self._cells(
                f"{name}__{number}", f"{base}_{number}", given[number] if number < len(given) else empty
            )
            for number in range(min(shown + FOLDED_ROWS, MOST_ROWS))
        ]
        context["heads"] = [
            {"label": str(field.label), "check": isinstance(field.widget, forms.CheckboxInput)}
            for field in self.columns.values()
        ]
        context["rows"], context["folded"], context["shown"] = rows[:shown], rows[shown:], shown
        return context

    def id_for_label(self, id_: str) -> str:
        """The cells have labels of their own."""
        return ""

    def _typed(self, data: Mapping[str, Any], files: Any, prefix: str) -> dict[str, Any]:
        return {
            column: field.widget.value_from_datadict(data, files, f"{prefix}__{column}")
            for column, field in self.columns.items()
        }

    def _cells(self, prefix: str, base: str, row: Mapping[str, Any]) -> list[dict[str, Any]]:
        return [
            {
                "label": str(field.label),
                "id": f"{base}_{column}",
                "check": isinstance(field.widget, forms.CheckboxInput),
                "html": field.widget.render(
                    f"{prefix}__{column}", row.get(column), {"id": f"{base}_{column}", **_looks(field)}
                ),
            }
            for column, field in self.columns.items()
        ]


def _looks(field: forms.Field) -> dict[str, str]:
    if isinstance(field.widget, forms.CheckboxInput):
        return {"class": "form-check-input"}
    return {"class": "form-select" if isinstance(field.widget, forms.Select) else "form-control"}


class Rows(forms.Field):
    """A list of rows, each a mapping from column to value; a row without any word is left out.

    A cell that cannot be is reported with the number of its row and the label of its column.
    """

    def __init__(self, *, columns: Mapping[str, forms.Field], **kwargs: Any) -> None:
        super().__init__(widget=RowsWidget(columns), **kwargs)
        self.columns = columns

    def to_python(self, value: Any) -> list[dict[str, Any]]:
        """The rows with every cell cleaned; ValidationError for what is no table or cannot be."""
        if value in (None, ""):
            return []
        if not isinstance(value, (list, tuple)) or not all(isinstance(row, Mapping) for row in value):
            raise ValidationError(_("请按行填写。"))
        if len(value) > MOST_ROWS:
            raise ValidationError(_("至多%(most)s行。"), params={"most": MOST_ROWS})
        filled = [row for row in value if any(str(cell or "").strip() for cell in row.values())]
        wrong = [
            problem for number, row in enumerate(filled, start=1) for problem in self._wrong(number, row)
        ]
        if wrong:
            raise ValidationError(wrong)
        return [self._cleaned(row) for row in filled]

    def _cleaned(self, row: Mapping[str, Any]) -> dict[str, Any]:
        return {column: field.clean(row.get(column)) for column, field in self.columns.items()}

    def _wrong(self, number: int, row: Mapping[str, Any]) -> Iterator[str]:
        for column in row.keys() - self.columns.keys():
            yield _("第%(row)s行没有“%(column)s”一栏。") % {"row": number, "column": column}
        for column, field in self.columns.items():
            try:
                field.clean(row.get(column))
            except ValidationError as error:
                said = {"row": number, "label": field.label, "problem": " ".join(error.messages)}
                yield _("第%(row)s行%(label)s：%(problem)s") % said
