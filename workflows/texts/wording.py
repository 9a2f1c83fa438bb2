"""How a value is said in each language: dates, moments, periods, shares, lists, articles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils import timezone

from workflows.rules.calendars import Period

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
FIGURES: Final = "零一二三四五六七八九"
MOST_IN_FIGURES: Final = 100
QUARTER: Final = re.compile(r"(?P<year>\d{4})Q(?P<number>[1-4])")
ARTICLE: Final = {"en": "Article", "vi": "Điều"}
ANNEX: Final = {"en": "Annex", "vi": "Phụ lục"}


@dataclass(frozen=True, slots=True)
class Wording:
    """What one language puts around values; ``day`` is filled with year, month and day, ``quarter`` (of a
    year, written 2025Q1) with year and number. ``day_of_year`` and ``month`` are a day without its year and a
    month without its day.
    """

    day: str
    day_of_year: str
    month: str
    quarter: str
    comma: str
    yes: str
    no: str
    nothing: str
    # A unit of a period for one and for more than one.
    units: Mapping[str, tuple[str, str]]
    space: str

    def say(self, value: Any) -> str:
        """One value as text. Moments are said in the institution's time zone; texts stay as they are."""
        if isinstance(value, date):
            return self._day(value)
        if isinstance(value, Period):
            return self._period(value)
        if isinstance(value, Mapping):
            return self.listed(f"{key}={self.say(item)}" for key, item in value.items())
        if isinstance(value, (tuple, list, set, frozenset)):
            return self.listed(self.say(item) for item in value) or self.nothing
        if isinstance(value, bool):
            return self.yes if value else self.no
        return self.nothing if value is None else self._text(str(value))

    def listed(self, items: Iterable[str]) -> str:
        """Texts as one list."""
        return self.comma.join(items)

    def say_day(self, day: date, *, year: bool = True) -> str:
        """A day, with or without its year."""
        return self._dated(self.day if year else self.day_of_year, day)

    def say_month(self, day: date) -> str:
        """The month in which a day lies."""
        return self._dated(self.month, day)

    def _day(self, day: date) -> str:
        if isinstance(day, datetime):
            return f"{self._day(timezone.localdate(day))} {timezone.localtime(day):%H:%M}"
        return self.say_day(day)

    def _dated(self, form: str, day: date) -> str:
        return form.format(year=day.year, month=day.month, day=day.day, name=MONTHS[day.month - 1])

    def _text(self, text: str) -> str:
        """A text as it is, unless it names a quarter."""
        found = QUARTER.fullmatch(text)
        if found is None:
            return text
        return self.quarter.format(**found.groupdict(), figure=FIGURES[int(found["number"])])

    def _period(self, period: Period) -> str:
        return self.space.join(
            f"{number}{self.space}{self.units[unit][number > 1]}"
            for unit, number in period.to_mapping().items()
        )


CHINESE: Final = Wording(
    day="{year}年{month}月{day}日",
    day_of_year="{month}月{day}日",
    month="{year}年{month}月",
    quarter="{year}年第{figure}季度",
    comma="、",
    yes="是",
    no="否",
    nothing="无",
    units={
        "years": ("年", "年"),
        "months": ("个月", "个月"),
        "days": ("天", "天"),
        "working_days": ("个工作日", "个工作日"),
    },
    space="",
)
ENGLISH: Final = Wording(
    day="{day} {name} {year}",
    day_of_year="{day} {name}",
    month="{name} {year}",
    quarter="quarter {number} of {year}",
    comma=", ",
    yes="yes",
    no="no",
    nothing="none",
    units={
        "years": ("year", "years"),
        "months": ("month", "months"),
        "days": ("day", "days"),
        "working_days": ("working day", "working days"),
    },
    space=" ",
)
VIETNAMESE: Final = Wording(
    day="ngày {day} tháng {month} năm {year}",
    day_of_year="ngày {day} tháng {month}",
    month="tháng {month} năm {year}",
    quarter="quý {number} năm {year}",
    comma=", ",
    yes="có",
    no="không",
    nothing="không có",
    units={
        "years": ("năm", "năm"),
        "months": ("tháng", "tháng"),
        "days": ("ngày", "ngày"),
        "working_days": ("ngày làm việc", "ngày làm việc"),
    },
    space=" ",
)


def wording_of(language: str) -> Wording:
    """The wording of a language; Chinese for one we do not speak."""
    return {"en": ENGLISH, "vi": VIETNAMESE}.get(language, CHINESE)


def article_words(number: str, language: str) -> str:
    """An article as it is cited: 第二十八条, Article 28, Điều 28; a paragraph follows in brackets.

    ``annex-2`` is an annex: 附件二, Annex 2, Phụ lục 2.
    """
    article, _, paragraph = number.partition(".")
    annex = article.startswith("annex-")
    article = article.removeprefix("annex-")
    if language in ARTICLE:
        kind = (ANNEX if annex else ARTICLE)[language]
        return f"{kind} {article}" + (f"({paragraph})" if paragraph else "")
    figures = chinese_figures(int(article)) if article.isdecimal() else article
    cited = f"附件{figures}" if annex else f"第{figures}条"
    return cited + (f"（{paragraph}）" if paragraph else "")


def chinese_figures(number: int) -> str:
    """A whole number below 100 in Chinese figures (二十八); larger ones stay in Arabic figures."""
    if not 0 <= number < MOST_IN_FIGURES:
        return str(number)
    tens, ones = divmod(number, 10)
    if not tens:
        return FIGURES[ones]
    return ("" if tens == 1 else FIGURES[tens]) + "十" + (FIGURES[ones] if ones else "")
