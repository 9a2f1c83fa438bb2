"""Annex 2, S001, and A-04: what may be listed for all members of a class at once."""

from __future__ import annotations

from typing import Final

from procedures.second_classroom_credits.rules import known
from workflows.rules.predicates import Answer, rule
from workflows.rules.situation import Situation

#: the unit of rows that count for each member and year
OF_EACH_MEMBER: Final = "person_academic_year"


@rule("A-04-1", says=("credits.not_of_all",))
def of_all_members(s: Situation) -> Answer:
    """A list is of a row that the table gives to each member; the rest is declared by oneself (art. 7)."""
    row = known.row_of(s)
    fine = row is not None and row.unit == OF_EACH_MEMBER
    return Answer(fine, "credits.not_of_all", {"row": str(s.data.get("row") or "")})
