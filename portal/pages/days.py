"""How dates are worded on pages. The caller brings the date of today."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from portal.pages.parts import DateKind, Day, Shape
from workflows.rules.calendars import Period
from workflows.texts.speaking import spoken
from workflows.texts.wording import wording_of

#: From so many days before a due date its row counts as near.
NEAR_DAYS = 7
#: What will be due is told of so many days ahead.
AHEAD_DAYS = 30


def day_text(on: date, *, today: date | None = None) -> str:
    """Return 11月20日 in the year of ``today``, else 2027年3月20日; 20 November for readers of English."""
    return wording_of(spoken()).say_day(on, year=today is None or on.year != today.year)


def length_text(length: Period) -> str:
    """Return 14天 or 1年3个月, with its words for one and for more than one."""
    return wording_of(spoken()).say(length)


def weekday_text(on: date) -> str:
    """Return 星期四."""
    return (_("星期一"), _("星期二"), _("星期三"), _("星期四"), _("星期五"), _("星期六"), _("星期日"))[
        on.weekday()
    ]


def today_text(today: date) -> str:
    """Return the date as the top bar says it."""
    return _("%(day)s　%(weekday)s") % {"day": day_text(today), "weekday": weekday_text(today)}


def distance(on: date, *, today: date) -> str:
    """Return 逾 43 天, 今天 or 余 2 天."""
    days = (on - today).days
    if days < 0:
        return _("逾 %(days)s 天") % {"days": -days}
    return _("余 %(days)s 天") % {"days": days} if days else _("今天")


def due(on: date, kind: DateKind, *, today: date, note: str = "") -> Day:
    """Return a due date with its distance; late and near ones are tinted. ``note`` replaces the distance."""
    days = (on - today).days
    shape = Shape.LATE if days < 0 else Shape.SOON if days <= NEAR_DAYS else None
    return Day(
        text=day_text(on, today=today),
        iso=on.isoformat(),
        kind=kind,
        note=note or distance(on, today=today),
        shape=None if note else shape,
    )


def earliest(on: date, *, today: date | None = None, kind: DateKind = DateKind.STATUTORY) -> Day:
    """Return the first day on which something may be done; with ``today`` its own year is left out."""
    return Day(text=day_text(on, today=today), iso=on.isoformat(), kind=kind, note=_("最早"))


def unknown(note: str) -> Day:
    """Return 日期未定 with what is awaited."""
    return Day(text=_("日期未定"), note=note)
