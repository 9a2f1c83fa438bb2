"""Days of which people are reminded: of the reviews, of publishing, of opening the rounds (art. 6, 7).

The Rules state none of them; the numbers stand in the edition and hold nobody back.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from procedures.second_classroom_credits.items import entry, finalised
from procedures.second_classroom_credits.scoring.holdings import AcademicYear
from workflows.rules.facts import Fact
from workflows.rules.regulations import Edition
from workflows.rules.situation import Situation

FIRST, AGAIN, LAST = "first", "again", "last"
#: which review the sheet waits for after each act of the round; after the others it waits for none
WAITS: Final = {"summarise": AGAIN, "return_sheet": AGAIN, "submit": LAST}
MOVES: Final = (*WAITS, "sign")


def year_of(s: Situation) -> AcademicYear | None:
    """The academic year that a matter was opened for."""
    opened = s.facts.latest("open")
    return AcademicYear.named(opened.data["year"]) if opened else None


def latest_of(s: Situation, *acts: str) -> Fact | None:
    """The act of these that was recorded last."""
    return max((s.facts.latest(act) for act in acts), key=entry)


def review_due(s: Situation) -> tuple[str, date] | None:
    """Which review the round waits for, and the day by which it should be done (CR-GAP-4).

    Final reviews that were all taken back are as if they had not been made.
    """
    last, period = max(latest_of(s, *MOVES), finalised(s.facts), key=entry), s.edition["review.days"].period
    if last is None:
        declared = declared_until(s)
        return (FIRST, period.after(declared, s.calendar)) if declared else None
    waits = WAITS.get(last.name)
    return (waits, period.after(last.on, s.calendar)) if waits else None


def declared_until(s: Situation) -> date | None:
    """The last day on which items are declared, as reopened last."""
    year = year_of(s)
    if year is None:
        return None
    end = s.edition["declare.deadline"].days_in(year.second)[0] - timedelta(days=1)
    return max([end, *(until for fact in s.facts.all("reopen") if (until := fact.day("until")))])


def _review(s: Situation, review: str) -> date | None:
    due = review_due(s)
    return due[1] if due and due[0] == review else None


def first_review_is_late(s: Situation) -> date | None:
    """The day by which the sheet should have been frozen."""
    return _review(s, FIRST)


def second_review_is_late(s: Situation) -> date | None:
    """The day by which the sheet should have been reviewed again and signed."""
    return _review(s, AGAIN)


def final_review_is_late(s: Situation) -> date | None:
    """The day by which the registrar should have reviewed the sheet."""
    return _review(s, LAST)


def publication_is_late(s: Situation) -> date | None:
    """Some days after the final review, or the last day of the year where there was none (CR-6-7)."""
    final, year = finalised(s.facts), year_of(s)
    if year is None or entry(s.facts.latest("publish")) > entry(final):
        return None
    if final is not None:
        return s.edition["publication.recurring"].period_option("reminded_after").after(final.on, s.calendar)
    return s.edition["academic_year.start"].days_in(year.second)[0] - timedelta(days=1)


def rounds_open(s: Situation) -> date | None:
    """The day by which every college should have opened its round of the year (CR-7-2), unless it is past."""
    year = year_of(s)
    if year is None:
        return None
    day = round_opens_by(s.edition, year)
    return day if day >= s.on else None


def round_opens_by(edition: Edition, year: AcademicYear) -> date:
    """The day by which a college should have opened its round of a year."""
    return date.fromisoformat(f"{year.second}-{edition['round.per_year'].options['open_by']}")
