"""Periods of recurring duties in words, and chosen instead of typed."""

from __future__ import annotations

from datetime import date

import pytest

from portal.rooms.periods import choose_quarters, owed_title
from procedures.party_membership.forms import ThoughtReport

TODAY = date(2026, 11, 12)


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2026Q3", "第三季度思想汇报"),
        ("2025Q4", "2025年第四季度思想汇报"),
        ("2026-10-07", "思想汇报（到10月7日）"),
        ("2027-04-07", "思想汇报（到2027年4月7日）"),
        ("", "思想汇报"),
    ],
)
def test_what_is_owed_is_named_with_its_period(period: str, said: str) -> None:
    assert owed_title("思想汇报", period, TODAY) == said


def offered(form: ThoughtReport) -> list[tuple[str, str]]:
    """What may be chosen."""
    choose_quarters(form, TODAY)
    return list(form.fields["quarter"].widget.choices)


def test_the_quarters_of_two_years_are_offered_the_running_one_first() -> None:
    found = offered(ThoughtReport())
    assert (found[0], found[-1], len(found)) == (
        ("2026Q4", "2026年第四季度"),
        ("2024Q4", "2024年第四季度"),
        9,
    )


def test_an_older_quarter_that_is_asked_for_can_be_chosen_too() -> None:
    assert offered(ThoughtReport(initial={"quarter": "2023Q1"}))[-1] == ("2023Q1", "2023年第一季度")
