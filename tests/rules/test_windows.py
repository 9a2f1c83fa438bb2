from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.rules.calendars import Calendar
from workflows.rules.windows import Posting, PublicityWindow, Window, merged, publicity

BOTH = ("paper", "web")
FIRST = date(2024, 12, 1)
SPAN = 30


def december(day: int) -> date:
    return date(2024, 12, 1) + timedelta(days=day - 1)


def hung(paper: Sequence[Posting], web: Sequence[Posting], **terms: object) -> PublicityWindow | None:
    return publicity(
        {"paper": paper, "web": web},
        **{"channels": BOTH, "days": 5, **terms},  # type: ignore[arg-type]  # the terms vary by test
    )


# Windows


@pytest.mark.parametrize(("day", "inside"), [(9, False), (10, True), (19, True), (20, False)])
def test_the_opening_day_belongs_to_a_window_and_the_closing_day_does_not(day: int, inside: bool) -> None:
    assert (december(day) in Window(december(10), december(20))) is inside


def test_an_open_window_has_no_end() -> None:
    assert date(2999, 1, 1) in Window(december(10))


def test_a_window_cannot_close_before_it_opens() -> None:
    with pytest.raises(ValueError, match="cannot close"):
        Window(december(10), december(9))


def test_windows_that_only_touch_have_no_day_in_common() -> None:
    assert Window(december(1), december(5)) & Window(december(5)) is None
    assert Window(december(1), december(6)) & Window(december(5)) == Window(december(5), december(6))


def windows() -> st.SearchStrategy[list[Window]]:
    bounds = st.tuples(st.integers(0, SPAN), st.none() | st.integers(0, SPAN))
    built = bounds.map(
        lambda ends: Window(
            FIRST + timedelta(days=ends[0]),
            None if ends[1] is None else FIRST + timedelta(days=ends[0] + ends[1]),
        )
    )
    return st.lists(built, max_size=5)


@given(given_windows=windows())
def test_merging_keeps_the_days_and_leaves_gaps_between(given_windows: list[Window]) -> None:
    result = merged(given_windows)
    days = [FIRST + timedelta(days=number) for number in range(3 * SPAN)]
    assert [any(day in one for one in result) for day in days] == [
        any(day in one for one in given_windows) for day in days
    ]
    for one, other in pairwise(result):
        assert one.closes_on is not None
        assert one.closes_on < other.opens_on


# Publicity


def test_the_posting_day_is_not_counted() -> None:
    assert hung([(december(12), None)], [(december(12), None)]) == PublicityWindow(
        posted_on=december(12),
        first_day=december(13),
        last_day=december(17),
        usable_on=december(18),
    )


def test_an_edition_may_count_the_posting_day() -> None:
    window = hung([(december(12), None)], [(december(12), None)], posting_day="included")
    assert window == PublicityWindow(december(12), december(12), december(16), december(17))


def test_the_later_channel_begins_the_count() -> None:
    paper, web = date(2025, 9, 23), date(2025, 9, 24)
    window = hung([(paper, None)], [(web, None)])
    assert window is not None
    assert window.usable_on == date(2025, 9, 30)


def test_the_count_goes_on_across_the_year() -> None:
    posted = date(2025, 12, 30)
    window = hung([(posted, None)], [(posted, None)])
    assert window is not None
    assert window.usable_on == date(2026, 1, 5)


@pytest.mark.parametrize(("on", "usable"), [(17, False), (18, True), (19, True)])
def test_the_next_step_waits_for_the_day_after_the_last(on: int, usable: bool) -> None:
    window = hung([(december(12), None)], [(december(12), None)])
    assert window is not None
    assert window.usable(december(on)) is usable


def test_a_notice_in_one_channel_is_not_posted() -> None:
    assert hung([(december(12), None)], []) is None


def test_a_channel_that_is_not_asked_for_does_not_count() -> None:
    window = publicity({"paper": [(december(12), None)], "web": []}, channels=("paper",), days=5)
    assert window is not None
    assert window.usable_on == december(18)


@pytest.mark.parametrize(("down", "complete"), [(17, False), (18, True)])
def test_the_day_a_notice_comes_down_is_no_day_it_hung(down: int, complete: bool) -> None:
    window = hung([(december(12), december(down))], [(december(12), None)])
    assert window is not None
    assert (window.usable_on, window.broken) == ((december(18), False) if complete else (None, True))


def test_a_day_without_one_channel_starts_the_count_again() -> None:
    web: list[Posting] = [(december(12), december(14)), (december(15), None)]
    assert hung([(december(12), None)], web) == PublicityWindow(
        posted_on=december(15),
        first_day=december(16),
        last_day=december(20),
        usable_on=december(21),
        broken=True,
    )


def test_a_notice_put_up_again_the_same_day_was_never_down() -> None:
    web: list[Posting] = [(december(12), december(14)), (december(14), None)]
    window = hung([(december(12), None)], web)
    assert window is not None
    assert (window.usable_on, window.broken) == (december(18), False)


def test_what_happens_after_the_last_day_changes_nothing() -> None:
    web: list[Posting] = [(december(12), december(18)), (december(25), None)]
    window = hung([(december(12), None)], web)
    assert window is not None
    assert (window.usable_on, window.broken) == (december(18), False)


def test_working_days_skip_holidays_and_say_what_is_provisional() -> None:
    posted = date(2025, 12, 30)
    new_year = Calendar({date(2026, 1, 1): False, date(2026, 1, 2): False, date(2026, 1, 4): True})
    terms = {"day_kind": "working", "calendar": new_year}
    assert hung([(posted, None)], [(posted, None)], **terms) == PublicityWindow(
        posted_on=posted,
        first_day=date(2025, 12, 31),
        last_day=date(2026, 1, 7),
        usable_on=date(2026, 1, 8),
        provisional=True,
    )


def test_working_days_of_announced_years_are_final() -> None:
    posted = date(2025, 6, 2)
    terms = {"day_kind": "working", "calendar": Calendar(confirmed_years=frozenset({2025}))}
    window = hung([(posted, None)], [(posted, None)], **terms)
    assert window == PublicityWindow(posted, date(2025, 6, 3), date(2025, 6, 9), date(2025, 6, 10))


def test_a_posting_on_a_weekend_counts_from_the_first_working_day() -> None:
    saturday = date(2025, 6, 7)
    both = [(saturday, None)]
    excluded = hung(both, both, day_kind="working")
    included = hung(both, both, day_kind="working", posting_day="included")
    assert excluded == included
    assert excluded is not None
    assert (excluded.first_day, excluded.last_day) == (date(2025, 6, 9), date(2025, 6, 13))


@pytest.mark.parametrize(
    "terms", [{"days": 0}, {"channels": ()}, {"day_kind": "school"}, {"posting_day": "maybe"}]
)
def test_terms_that_mean_nothing_are_refused(terms: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="no notice can hang"):
        hung([(december(12), None)], [(december(12), None)], **terms)


def usable_by_walking(channels: list[list[Posting]], days: int) -> date | None:
    """Walk day by day and count full days: an oracle that knows no windows."""
    counted = -1
    for number in range(6 * SPAN):
        day = FIRST + timedelta(days=number)
        up = all(
            any(start <= day and (end is None or day < end) for start, end in postings)
            for postings in channels
        )
        counted = counted + 1 if up else -1
        if counted == days:
            return day + timedelta(days=1)
    return None


@given(paper=windows(), web=windows(), days=st.integers(1, 8))
def test_the_window_is_what_walking_day_by_day_finds(
    paper: list[Window], web: list[Window], days: int
) -> None:
    channels: list[list[Posting]] = [
        [(window.opens_on, window.closes_on) for window in channel] for channel in (paper, web)
    ]
    window = hung(channels[0], channels[1], days=days)
    assert (window and window.usable_on) == usable_by_walking(channels, days)
