"""The rounds in which a student may declare: which are open around a unit, and until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from portal.pages.days import day_text
from procedures.second_classroom_credits.flows.rounds import Round
from procedures.second_classroom_credits.scoring.holdings import AcademicYear
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from workflows.models import Matter
from workflows.rules.facts import Facts

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OpenRound:
    """A round that has not ended: its matter, its first day and year, the last day on which one declares."""

    matter: int
    opened_on: date
    year: AcademicYear
    last_on: date

    def accepts(self, on: date) -> bool:
        """Whether an item may still be declared on a day (art. 7)."""
        return on <= self.last_on


def rounds_around(units: Sequence[int], rules: Ruleset) -> list[OpenRound]:
    """The rounds that are open at these units, the latest year first, in one statement."""
    found = Matter.objects.filter(kind=Round.kind(), unit__in=units, closed_on=None)
    rows = found.values_list("pk", "opened_on", "facts")
    rounds = [_round(pk, opened_on, Facts.from_json(facts), rules) for pk, opened_on, facts in rows]
    return sorted(rounds, key=lambda each: each.year, reverse=True)


def _round(matter: int, opened_on: date, facts: Facts, rules: Ruleset) -> OpenRound:
    opened = facts.latest("open")
    assert opened is not None  # noqa: S101 (a matter begins with the act that opens it; narrows the type)
    year = AcademicYear.named(opened.data["year"])
    first_late = rules.edition["declare.deadline"].days_in(year.second)[0]
    again = [until for fact in facts.all("reopen") if (until := fact.day("until"))]
    return OpenRound(matter, opened_on, year, max([first_late - DAY, *again]))


def declaring_in(rounds: Sequence[OpenRound], on: date) -> OpenRound | None:
    """The round in which an item is declared on a day: the latest that still accepts any."""
    return next((each for each in rounds if each.accepts(on)), None)


def round_of(rounds: Sequence[OpenRound], on: date) -> OpenRound | None:
    """The round that an item belongs to; where none accepts any more, the latest, whose rule says so."""
    return declaring_in(rounds, on) or next(iter(rounds), None)


def round_text(rounds: Sequence[OpenRound], on: date) -> str:
    """Whether items may be declared now, and until when; or from when they may."""
    running = declaring_in(rounds, on)
    if running is not None:
        said = {"year": str(running.year), "day": day_text(running.last_on, today=on)}
        return _("%(year)s学年正在申报，%(day)s截止。") % said
    if rounds:
        said = {"year": str(rounds[0].year), "day": day_text(rounds[0].last_on, today=on)}
        return _("%(year)s学年的申报到%(day)s为止，现在不收新的申报；要补报的，请找教务处重新开放。") % said
    return _("现在没有申报轮次。学院组织申报的当天起就可以申报。")
