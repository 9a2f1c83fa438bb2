"""Annex 2, S003 to S005: teams, events, consent, shows, hours and the dormitory."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from procedures.second_classroom_credits.scoring.labour import hours_of
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


@boundary("CR-X2S3-4", "until, value", [("2024-08-31", "0.0"), ("2024-09-01", "1.0"), ("2024-08-01", "0.0")])
def test_the_school_team_counts_from_a_full_year(until: str, value: str) -> None:
    """Eleven months and 364 days are no year; the end is the first day after it."""
    team = item("T3-19", started_on=date(2023, 9, 1), ended_on=date.fromisoformat(until))
    assert counted(team) == {"T3-19": value}


@pytest.mark.parametrize(
    ("reading", "choices", "counts"),
    [
        ("both", {}, {"morning": "0.4", "year": "1.0"}),
        ("highest", {}, {"morning": "0.0", "year": "1.0"}),
        ("highest", {"team": "team_morning"}, {"morning": "0.0", "year": "1.0"}),
        ("chosen", {}, {"morning": "0.0", "year": "1.0"}),
        ("chosen", {"team": "team_morning"}, {"morning": "0.4", "year": "0.0"}),
    ],
)
def test_the_team_counts_in_two_places_or_one(
    reading: str, choices: dict[str, str], counts: dict[str, str]
) -> None:
    items = (item("T3-02", id="morning"), item("T3-19", id="year"))
    assert counted(*items, rules=read_as(pe__team_double=reading), choices=choices) == counts


def test_the_team_fills_the_morning_once_in_the_whole_stay() -> None:
    items = [item("T3-02", on, id=on) for on in ("2023-24", "2024-25")]
    assert counted(*items) == {"2023-24": "0.4", "2024-25": "0.0"}
    assert reasons(*items) == {"2024-25": "A-30"}


@boundary(
    "CR-X2S3-5",
    "consent, value",
    [("2024-03-09", "1.0"), ("2024-03-10", "0.0"), ("2024-03-11", "0.0"), ("", "0.0")],
)
def test_sport_outside_the_campus_needs_consent_before_its_day(consent: str, value: str) -> None:
    consent_on = date.fromisoformat(consent) if consent else None
    event = item("T3-12", off_campus=True, held_on=date(2024, 3, 10), consent_on=consent_on)
    assert counted(event) == {"T3-12": value}
    assert counted(item("T3-12")) == {"T3-12": "1.0"}


@boundary("CR-X2S4-1", "consent, value", [("2024-03-09", "2.0"), ("2024-03-10", "0.0"), ("", "0.0")])
def test_arts_outside_the_campus_need_consent_before_their_day(consent: str, value: str) -> None:
    consent_on = date.fromisoformat(consent) if consent else None
    event = item("T4-05", off_campus=True, held_on=date(2024, 3, 10), consent_on=consent_on)
    assert counted(event) == {"T4-05": value}
    assert reasons(event) == ({} if value == "2.0" else {"T4-05": "CR-X2S4-1"})


@boundary(
    "CR-X2S4-2",
    "college, total",
    [("gala", "1.0"), ("another", "1.5")],
)
def test_one_production_counts_by_its_highest_show(college: str, total: str) -> None:
    items = (item("T4-02", project="gala"), item("T4-03", project=college))
    assert earned(RULES, *items) == {"S004": total}
    assert reasons(*items) == ({"T4-03": "CR-X2S4-2"} if college == "gala" else {})


@boundary("CR-X2S4-3", "audience, value", [(True, "0.0"), (False, "1.0")])
def test_the_audience_gets_nothing(audience: bool, value: str) -> None:
    assert counted(item("T4-02", audience=audience)) == {"T4-02": value}


@pytest.mark.parametrize(("reading", "total"), [("production", "1.5"), ("kind_of_activity", "1.0")])
def test_a_project_in_the_arts_is_a_production_or_a_kind(reading: str, total: str) -> None:
    items = (item("T4-02", project="gala"), item("T4-03", project="evening"))
    assert earned(read_as(arts__project=reading), *items) == {"S004": total}


@pytest.mark.parametrize(
    ("reading", "separate", "found"),
    [
        ("highest_module", False, {"S001": "1.0"}),
        ("highest_module", True, {"S001": "1.0", "S004": "0.5"}),
        ("separate_duty", False, {"S001": "1.0", "S004": "0.5"}),
    ],
)
def test_an_arts_office_is_the_same_office_unless_marked(
    reading: str, separate: bool, found: dict[str, str]
) -> None:
    items = (item("T1-14", project="arts"), item("T4-04", project="arts", separate_duty=separate))
    assert earned(read_as(arts_office__reading=reading), *items) == found


@pytest.mark.parametrize(
    ("readings", "rows", "default", "other"),
    [
        ({"pe__athlete": "sum"}, ("T3-08", "T3-11"), "4.0", "6.0"),
        ({"pe__overlap": "sum"}, ("T3-17", "T3-18", "T3-20"), "0.2", "0.4"),
    ],
)
def test_whether_one_event_counts_in_several_rows_is_a_reading(
    readings: dict[str, Any], rows: tuple[str, ...], default: str, other: str
) -> None:
    items = [item(row, project="event") for row in rows]
    assert earned(RULES, *items) == {"S003": default}
    assert earned(read_as(**readings), *items) == {"S003": other}


@pytest.mark.parametrize(("reading", "total"), [("independent", "1.3"), ("team_only", "1.2")])
def test_activities_are_for_all_or_for_the_team_of_the_year(reading: str, total: str) -> None:
    team = item("T3-19", "2024-25", started_on=date(2023, 9, 1), ended_on=date(2024, 9, 1))
    items = (item("T3-20"), item("T3-25", "2024-25"), team)
    assert earned(read_as(pe__activity_rows=reading), *items) == {"S003": total}


@boundary("CR-X2S5-1", "posts, total", [(2, "1.0"), (6, "3.0")])
def test_more_labour_than_the_minimum_is_welcome(posts: int, total: str) -> None:
    assert earned(RULES, *(item("T5-11", id=str(post)) for post in range(posts))) == {"S005": total}
    assert xust()["principle.more_S005"].enforcement == "record"


@boundary(
    "CR-X2S5-8",
    "sessions, value",
    [
        ((39 * 60,), "0.0"),
        ((40 * 60 - 1,), "0.0"),
        ((40 * 60,), "1.0"),
        ((59,) * 40, "0.0"),  # 39 hours and 20 minutes
        ((59,) * 41, "1.0"),  # minutes add up first
    ],
)
def test_daily_labour_needs_forty_hours(sessions: tuple[int, ...], value: str) -> None:
    assert counted(item("T5-01", minutes=sum(sessions))) == {"T5-01": value}
    assert hours_of(sum(sessions), RULES) == sum(sessions) // 60


@pytest.mark.parametrize(
    ("mode", "counts"),
    [
        ("once", ["0.0", "1.0", "0.0"]),
        ("per_year", ["0.0", "0.0", "1.0"]),
        ("per_year_after_total", ["0.0", "1.0", "1.0"]),
    ],
)
def test_what_forty_hours_give_is_a_reading(mode: str, counts: list[str]) -> None:
    """39 hours, then 2, then 40."""
    hours = {"2022-23": 39, "2023-24": 2, "2024-25": 40}
    items = [item("T5-01", on, id=on, minutes=60 * each) for on, each in hours.items()]
    assert list(counted(*items, rules=read_as(labour__daily_mode=mode)).values()) == counts


def test_two_logs_of_one_year_give_one_credit() -> None:
    items = [item("T5-01", id=name, minutes=2400) for name in ("autumn", "spring")]
    for mode in ("once", "per_year", "per_year_after_total"):
        assert earned(read_as(labour__daily_mode=mode), *items) == {"S005": "1.0"}


@boundary(
    "CR-X2S5-3",
    "rating, failed, value",
    [
        ("unsatisfactory", "2023-24", "0.0"),
        ("satisfactory", "2023-24", "0.5"),  # changed on appeal
        ("unsatisfactory", "2022-23", "0.5"),
        ("", "", "0.5"),  # who lives off campus has no rating
    ],
)
def test_a_failed_dormitory_takes_the_labour_of_its_year(rating: str, failed: str, value: str) -> None:
    dormitory = {year(failed): rating} if failed else {}
    assert counted(item("T5-11"), item("T1-15"), dormitory=dormitory) == {"T5-11": value, "T1-15": "0.1"}


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        ("module_year", {"post 23": "0.0", "post 24": "0.5", "daily": "0.0"}),
        ("daily_only", {"post 23": "0.5", "post 24": "0.5", "daily": "0.0"}),
        ("module_all", {"post 23": "0.0", "post 24": "0.0", "daily": "0.0"}),
    ],
)
def test_how_far_a_failed_dormitory_reaches_is_a_reading(scope: str, found: dict[str, str]) -> None:
    items = (item("T5-11", id="post 23"), item("T5-11", "2024-25", id="post 24"), item("T5-01", id="daily"))
    dormitory = {year("2023-24"): "unsatisfactory"}
    assert counted(*items, rules=read_as(labour__dorm_fail_scope=scope), dormitory=dormitory) == found


def test_hours_of_a_failed_year_still_are_hours() -> None:
    items = [item("T5-01", on, id=on, minutes=1200) for on in ("2022-23", "2023-24", "2024-25")]
    found = counted(*items, dormitory={year("2023-24"): "unsatisfactory"})
    assert found == {"2022-23": "0.0", "2023-24": "0.0", "2024-25": "1.0"}


@pytest.mark.parametrize(("reading", "total"), [("activity", "1.0"), ("participation_apart", "2.0")])
def test_taking_part_and_an_award_are_one_project_or_two(reading: str, total: str) -> None:
    items = (item("T5-07", project="camp"), item("T5-10", project="camp"))
    assert earned(read_as(project__key=reading), *items) == {"S005": total}
