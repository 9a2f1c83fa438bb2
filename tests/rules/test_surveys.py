"""What rules work out of all cases that a matter concerns: made anew only when one of them gives another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workflows.rules.facts import Facts
from workflows.rules.surveys import CaseView, Surveyed


def view(case: int, status: str = "open") -> CaseView:
    return CaseView(case, case, f"n{case}", "", status, "", Facts())


def test_what_is_worked_out_follows_the_cases_that_change() -> None:
    asked: list[int] = []
    worked: list[tuple[str, ...]] = []

    def give(each: CaseView) -> str:
        asked.append(each.id)
        return each.status

    def work(given: Sequence[str]) -> int:
        worked.append(tuple(given))
        return list(given).count("ended")

    first = Surveyed([view(1), view(2), view(3)])
    assert (first.once("ended", give, work), first.once("ended", give, work)) == (0, 0)
    same = first.after([replace(view(2), end="nothing that is asked")])
    later = same.after([view(3, "ended"), view(1)])
    found = [each.once("ended", give, work) for each in (same, later, first)]
    assert (found, asked) == ([0, 1, 0], [1, 2, 3, 2, 3, 1])
    assert worked == [("open",) * 3, ("open", "open", "ended")]
    assert [each.end for each in later] == ["", "nothing that is asked", ""]
    assert first.after([]) is first


def test_a_case_is_found_where_the_matter_concerns_it() -> None:
    found = Surveyed([view(7), view(9)])
    assert (found.of(9), found.of(8)) == (view(9), None)
