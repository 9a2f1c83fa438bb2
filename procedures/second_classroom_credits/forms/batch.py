"""What an office says once of an item of which every member of a class has one (A-04)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django import forms

from procedures.second_classroom_credits.forms.declaring import SEMESTERS, Claim
from procedures.second_classroom_credits.forms.fields import credit, line, year
from workflows.nodes import Paper

#: what comes with a list
RECORD: Final = "branch_record"


class Listing(Paper):
    """集体活动: the row, what it was and when; the record of the branch comes with it.

    What a student may say beside of an item is left blank, so that the item reads as one that was declared.
    """

    title = "集体活动"
    derived: ClassVar[Mapping[str, str]] = {}
    year = year()
    semester = forms.ChoiceField(label="学期", choices=SEMESTERS)
    row = forms.CharField(
        label="评分项编号",
        max_length=10,
        help_text="评分表里按人按学年计的一项，例如T1-09团日活动。",
    )
    content = line("项目内容")
    claimed = credit("每人学分")
    held_on = forms.DateField(label="活动日期")

    @classmethod
    def derive(cls, data: Mapping[str, Any]) -> Mapping[str, Any]:
        """The other fields of a claim, and what its evidence is."""
        rest = {name: _blank(field) for name, field in Claim.base_fields.items() if name not in data}
        return {**rest, "kinds": [RECORD], "form": "copy", "document": ""}


def _blank(field: forms.Field) -> Any:
    """What a field of a claim says when nothing is filled in."""
    if isinstance(field, forms.BooleanField):
        return False
    return None if isinstance(field, (forms.IntegerField, forms.DateField)) else ""
