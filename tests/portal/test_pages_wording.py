"""How dates, states and sums are worded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from django import forms

from portal.pages.days import day_text, distance, due, earliest, today_text, unknown
from portal.pages.meeting import Check, Quorum
from portal.pages.month import MonthDay, month_of
from portal.pages.parts import DateKind, Day, FindingRow, Shape, State
from portal.templatetags.look import dates, span_of

TODAY = date(2026, 11, 12)
ROOT = Path(__file__).parents[2]
#: what a person may come to read: templates, sentences, labels, scripts, data of the procedures
SHOWN = ("*.html", "*.py", "*.yaml", "*.js", "*.txt", "*.csv", "*.svg", "*.css")


@pytest.mark.parametrize(
    ("on", "text"),
    [
        (date(2026, 1, 3), "1月3日"),
        (date(2025, 12, 31), "2025年12月31日"),
        (date(2027, 3, 20), "2027年3月20日"),
    ],
)
def test_a_day_of_this_year_leaves_the_year_out(on: date, text: str) -> None:
    assert day_text(on, today=TODAY) == text


def test_the_top_bar_says_the_day_in_full() -> None:
    assert today_text(TODAY) == "2026年11月12日　星期四"


@pytest.mark.parametrize(
    ("on", "words", "shape"),
    [
        (date(2026, 11, 11), "逾 1 天", Shape.LATE),
        (date(2026, 11, 12), "今天", Shape.SOON),
        (date(2026, 11, 19), "余 7 天", Shape.SOON),
        (date(2026, 11, 20), "余 8 天", None),
    ],
)
def test_a_due_date_says_how_far_away_it_is(on: date, words: str, shape: Shape | None) -> None:
    assert distance(on, today=TODAY) == words
    found = due(on, DateKind.STATUTORY, today=TODAY)
    assert (found.note, found.shape, found.kind) == (words, shape, DateKind.STATUTORY)


def test_a_date_with_a_note_of_its_own_is_not_tinted() -> None:
    assert due(date(2026, 11, 1), DateKind.PLANNED, today=TODAY, note="支委会") == Day(
        "11月1日", "2026-11-01", DateKind.PLANNED, "支委会"
    )


def test_the_earliest_day_is_written_in_full() -> None:
    assert earliest(date(2026, 11, 20)) == Day("2026年11月20日", "2026-11-20", DateKind.STATUTORY, "最早")


def test_an_open_date_says_what_is_awaited() -> None:
    assert unknown("待回函") == Day("日期未定", note="待回函")


def test_every_state_has_shape_word_and_tint() -> None:
    looks = {shape: (shape.icon, shape.word, shape.tone) for shape in Shape}
    assert all(all(look) for look in looks.values())
    # Without the colours each must still read: no two share shape and word.
    assert len({(icon, word) for icon, word, _ in looks.values()}) == len(Shape)


def test_a_state_may_say_a_closer_word() -> None:
    assert (State(Shape.SOON).word, State(Shape.SOON, "余 2 天").word) == ("临近", "余 2 天")


@pytest.mark.parametrize(
    ("shape", "quiet"),
    [(Shape.UNMET, False), (Shape.EXCEPTION, False), (Shape.MET, True), (Shape.AHEAD, True)],
)
def test_only_success_is_shown_small(shape: Shape, quiet: bool) -> None:
    assert FindingRow(State(shape), "要求").quiet is quiet


def test_the_dates_of_a_sentence_are_strong_and_the_rest_is_escaped() -> None:
    assert dates("最早 2026年11月20日 <b>可</b>，12月2日止") == (
        '最早 <b class="nowrap">2026年11月20日</b> &lt;b&gt;可&lt;/b&gt;，<b class="nowrap">12月2日</b>止'
    )


def test_the_month_is_whole_weeks_from_monday() -> None:
    month = month_of(TODAY)
    assert (month.title, month.weekdays[0], len(month.weeks)) == ("2026年11月", "一", 6)
    assert [day.number for day in month.weeks[0]] == [26, 27, 28, 29, 30, 31, 1]
    assert month.weeks[0][0] == MonthDay(26, "outside")


def test_the_month_marks_windows_meetings_and_last_days() -> None:
    month = month_of(
        TODAY,
        windows=[(date(2026, 11, 11), date(2026, 11, 13))],
        meetings=[date(2026, 11, 13)],
        last_days=[date(2026, 11, 11), date(2026, 11, 13)],
    )
    days = {day.number: day for day in month.weeks[2]}
    assert [days[number].bar for number in (10, 11, 12, 13, 14)] == [
        "",
        "bar bar-first",
        "bar",
        "bar bar-last",
        "",
    ]
    assert [days[number].last for number in (11, 12, 13)] == ["over", "", "due"]
    assert (days[12].classes, days[12].today) == ("today", True)
    assert (days[11].said, days[13].said) == ("公示期，已过的期限", "公示期，会议，期限末日")


SUM = Check(
    ("approve", "oppose"),
    "eq",
    ("returned",),
    "应等于收回",
    "合计 {left}，等于收回",
    "合计 {left}，收回 {right}",
)


@pytest.mark.parametrize(
    ("holds", "sentence"), [(None, "应等于收回"), (True, "合计 13，等于收回"), (False, "合计 13，收回 14")]
)
def test_a_check_states_its_sum(holds: bool | None, sentence: str) -> None:
    assert replace(SUM, holds=holds, sums=(13, 14)).sentence == sentence


def test_a_quorum_has_a_block_for_each_entitled_member() -> None:
    quorum = Quorum(
        "可以开会。", entitled=21, present=14, needed=11, line="至少 11 人", state=State(Shape.MET)
    )
    assert (list(quorum.seats)[-1], quorum.absent) == (21, 7)


@pytest.mark.parametrize(("fact", "said"), [("2027年2月18日起可办。", True), ("还缺两份。", False)])
def test_a_day_that_the_sentence_says_is_not_said_again(fact: str, said: bool) -> None:
    assert FindingRow(State(Shape.UNMET), "公示须满5天", None, fact, Day("2月18日")).day_said is said


@pytest.mark.parametrize(
    ("choices", "span"),
    [
        ([("a", "支部审查与建档")], "short"),
        ([("a", "首次谈话"), ("b", "支部审查与建档书")], ""),
        ([("群", [("a", "12月14日收到的一件")])], ""),
    ],
)
def test_a_select_has_a_row_of_a_phone_when_half_a_row_would_cut_its_choices(
    choices: list[tuple[str, Any]], span: str
) -> None:
    class Asked(forms.Form):
        step = forms.ChoiceField(choices=choices)

    assert span_of(Asked()["step"]) == span


def test_people_are_addressed_politely() -> None:
    folders = (ROOT / name for name in ("templates", "portal", "procedures", "workflows"))
    sources = chain.from_iterable(folder.rglob(pattern) for folder in folders for pattern in SHOWN)
    assert [str(path.relative_to(ROOT)) for path in sources if "你" in path.read_text(encoding="utf-8")] == []
