"""Annex 2, S001: sanctions, the volunteer card, offices and their duties, clean years."""

from __future__ import annotations

from datetime import date

import pytest

from procedures.second_classroom_credits.scoring.holdings import AcademicYear, Sanction, Student
from tests.procedures.rule_tables import boundary
from tests.procedures.second_classroom_credits.world import (
    counted,
    earned,
    item,
    read_as,
    reasons,
    rules_2023,
    xust,
    year,
)

RULES = rules_2023()
YEARS = ("2022-23", "2023-24", "2024-25", "2025-26", "2026-27")


def sanction(level: str, on: str, lifted: str = "") -> Sanction:
    return Sanction(level, date.fromisoformat(on), date.fromisoformat(lifted) if lifted else None)


@boundary("CR-X2S1-1", "times, total", [(10, "2.0"), (60, "12.0")])
def test_more_than_the_minimum_is_welcome(times: int, total: str) -> None:
    assert earned(RULES, item("T1-10", times=times)) == {"S001": total}
    assert xust()["principle.more_S001"].enforcement == "record"


@boundary(
    "CR-X2S1-2",
    "level, on, lifted, value",
    [
        ("oral_criticism", "2024-03-01", "", "0.1"),
        ("warning", "2024-03-01", "", "0.0"),
        ("expulsion", "2024-03-01", "", "0.0"),
        ("warning", "2023-08-31", "", "0.1"),  # the year before
        ("warning", "2023-09-01", "", "0.0"),
        ("warning", "2024-08-31", "", "0.0"),
        ("warning", "2024-09-01", "", "0.1"),  # the year after
        ("warning", "2024-03-01", "2024-05-01", "0.0"),  # lifted within the year
    ],
)
def test_a_sanction_blocks_moral_education_for_its_year(level: str, on: str, lifted: str, value: str) -> None:
    items = (item("T1-15"), item("T2-24"), item("T5-11"))
    found = counted(*items, sanctions=(sanction(level, on, lifted),))
    assert found == {"T1-15": value, "T2-24": "0.5", "T5-11": "0.5"}


@pytest.mark.parametrize(
    ("kind", "held", "value"),
    [
        ("academic_year", "2023-11-01", "0.0"),
        ("calendar_year", "2023-12-31", "0.1"),
        ("calendar_year", "2024-01-01", "0.0"),
        ("twelve_months", "2024-02-29", "0.1"),
        ("twelve_months", "2024-03-01", "0.0"),
        ("twelve_months", "", "0.0"),  # without a day its academic year decides
    ],
)
def test_the_year_of_a_sanction_is_a_reading(kind: str, held: str, value: str) -> None:
    held_on = date.fromisoformat(held) if held else None
    rules = read_as(discipline__year_kind=kind)
    found = counted(
        item("T1-15", held_on=held_on), rules=rules, sanctions=(sanction("warning", "2024-03-01"),)
    )
    assert found == {"T1-15": value}


def test_twelve_months_end_before_the_same_day() -> None:
    rules = read_as(discipline__year_kind="twelve_months")
    days = (date(2025, 2, 28), date(2025, 3, 1))
    items = [item("T1-15", "2024-25", id=str(day), held_on=day) for day in days]
    found = counted(*items, rules=rules, sanctions=(sanction("warning", "2024-03-01"),))
    assert found == {"2025-02-28": "0.0", "2025-03-01": "0.1"}


@boundary(
    "CR-X2S1-3",
    "claimed, on_the_card, value, rule",
    [(12, 10, "2.0", "CR-X2S1-3"), (10, 10, "2.0", None), (0, 10, "2.0", None)],
)
def test_the_card_says_how_often_somebody_served(
    claimed: int, on_the_card: int, value: str, rule: str | None
) -> None:
    served = item("T1-10", times=on_the_card, claimed_times=claimed, project="card")
    assert counted(served) == {"T1-10": value}
    assert reasons(served).get("T1-10") == rule


@pytest.mark.parametrize(
    ("listed", "values"),
    [(12, ["1.2", "1.0"]), (11, ["1.2", "1.0"]), (10, ["1.2", "0.8"]), (6, ["1.2", "0.0"])],
)
def test_two_declarations_together_are_no_more_than_the_card(listed: int, values: list[str]) -> None:
    served = [item("T1-10", id="a", times=6), item("T1-10", id="b", times=5)]
    other = item("T1-10", "2024-25", id="c", times=9)
    found = counted(*served, other, card={year("2023-24"): listed})
    assert found == {"a": values[0], "b": values[1], "c": "1.8"}


def test_the_entries_of_two_years_on_one_card_add_up() -> None:
    served = [item("T1-10", on, id=on, times=5, project="card") for on in YEARS[:2]]
    assert earned(RULES, *served) == {"S001": "2.0"}


@boundary(
    "CR-X2S1-4",
    "duties, total",
    [((True, True, True), "0.1"), ((True, False, False), "0.3"), ((False, False, False), "0.3")],
)
def test_of_the_activities_of_an_office_one_counts(duties: tuple[bool, ...], total: str) -> None:
    items = [item("T1-15", id=str(number), duty=duty) for number, duty in enumerate(duties)]
    assert earned(RULES, *items) == {"S001": total}


@pytest.mark.parametrize(("reading", "total"), [("highest_activity", "1.1"), ("highest_with_office", "1.0")])
def test_whether_a_duty_counts_beside_its_office_is_a_reading(reading: str, total: str) -> None:
    items = (item("T1-14"), item("T1-15", id="a", duty=True), item("T1-15", id="b", duty=True))
    assert earned(read_as(cadre__duty_activity=reading), *items) == {"S001": total}


@boundary(
    "CR-X2S1-5",
    "first, second, total",
    [
        (("T1-12", "2023-24"), ("T1-14", "2023-24"), "2.0"),
        (("T1-14", "2023-24"), ("T1-13", "2023-24"), "1.5"),  # another office from mid-year on
        (("T1-12", "2023-24"), ("T1-14", "2024-25"), "3.0"),
    ],
)
def test_of_several_offices_in_a_year_the_highest_counts(
    first: tuple[str, str], second: tuple[str, str], total: str
) -> None:
    items = [item(row, on, id=f"{row} {on}") for row, on in (first, second)]
    assert earned(RULES, *items) == {"S001": total}


def test_the_same_office_counts_in_each_year() -> None:
    items = [item("T1-14", on, id=on, project="monitor") for on in YEARS[:3]]
    assert earned(RULES, *items) == {"S001": "3.0"}


@boundary(
    "CR-X2S1-6",
    "years, counts",
    [
        (4, ["0.2", "0.2", "0.2", "0.2", "0.0"]),
        (5, ["0.2", "0.2", "0.2", "0.2", "0.2"]),
    ],
)
def test_a_clean_record_counts_for_as_many_years_as_the_programme(years: int, counts: list[str]) -> None:
    items = [item("T1-16", on, id=on) for on in YEARS]
    assert list(counted(*items, student=Student(2022, years)).values()) == counts


@pytest.mark.parametrize(("reading", "total"), [("number_of_years", "0.8"), ("calendar_span", "0.6")])
def test_years_are_counted_or_lie_within_the_programme(reading: str, total: str) -> None:
    """A year away: the fifth year is the fourth that is claimed."""
    items = [item("T1-16", on, id=on) for on in YEARS if on != "2023-24"]
    assert earned(read_as(compliance__years_counted=reading), *items) == {"S001": total}


@pytest.mark.parametrize(
    ("reading", "level", "total"),
    [
        ("year", "warning", "0.6"),
        ("year", "oral_criticism", "0.6"),  # no sanction at all is what a clean record asks for
        ("whole_stay", "warning", None),
    ],
)
def test_one_sanction_takes_its_year_or_all_of_them(reading: str, level: str, total: str | None) -> None:
    items = [item("T1-16", on, id=on) for on in YEARS[:4]]
    rules = read_as(discipline__compliance_scope=reading)
    found = earned(rules, *items, sanctions=(sanction(level, "2024-03-01"),))
    assert found == ({"S001": total} if total else {})


@pytest.mark.parametrize("row", ["T1-09", "T1-16", "T3-01", "T3-19", "T3-24", "T4-04"])
def test_what_is_counted_by_the_year_counts_once_in_each(row: str) -> None:
    items = [item(row, on, id=name) for name, on in (("a", "2023-24"), ("b", "2023-24"), ("c", "2024-25"))]
    found = counted(*items)
    assert (found["a"], found["b"], found["c"]) == (found["c"], "0.0", found["a"])
    assert set(reasons(*items)) == {"b"}


@pytest.mark.parametrize(("accumulate", "total"), [(False, "3.0"), (True, "6.0")])
def test_further_star_titles_are_a_reading(accumulate: bool, total: str) -> None:
    items = [item("T1-11", on, id=on, project=on) for on in YEARS[:2]]
    assert earned(read_as(volunteer__star_accumulate=accumulate), *items) == {"S001": total}


def test_years_are_written_as_schools_write_them() -> None:
    assert str(year("2099-00")) == "2099-00"
    for name in ("2023-25", "2023-2024", "23-24", "2023", "2023-24 "):
        with pytest.raises(ValueError, match=f"^{name}$"):
            AcademicYear.named(name)


def test_a_year_begins_on_the_day_of_the_edition() -> None:
    rules = read_as(academic_year__start="08-15")
    found = [
        counted(item("T1-15"), rules=each, sanctions=(sanction("warning", "2023-08-20"),))
        for each in (RULES, rules)
    ]
    assert found == [{"T1-15": "0.1"}, {"T1-15": "0.0"}]
