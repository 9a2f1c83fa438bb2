"""Which years' working days are known."""

from __future__ import annotations

from datetime import date

from chinese_calendar import constants

from portal.doctor.reports import Level, Report


def calendar(today: date) -> Report:
    """Are this year's public holidays and make-up workdays known?

    The State Council announces a year's days late in the year before. In a year that is not known, days are
    counted Monday to Friday and every date that rests on them is shown as provisional.
    """
    last = max(day.year for day in constants.holidays)
    if last > today.year:
        return Report("Calendar", f"working days known to the end of {last}")
    if last == today.year:
        return Report("Calendar", f"working days known to the end of {last}; later dates are provisional")
    remedy = "enter the State Council's notice of the year's days in the portal"
    return Report("Calendar", f"working days known only to the end of {last}", Level.LIMITED, remedy)
