"""What an office of the credits should see to by when: reviews, publication, rounds and inspections to open.

The Rules hold nobody to these days, which are readings of the edition; a page says them to whom they concern.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.credit_editions import Editions
from portal.pages.days import due
from portal.pages.desk import Job, JobGroup
from portal.pages.parts import Act, DateKind, Shape
from portal.rooms.actor import Actor
from portal.rooms.credits.reach import rounds_of
from procedures.second_classroom_credits import roles
from procedures.second_classroom_credits.flows.rounds import Inspection, Round
from procedures.second_classroom_credits.items import finalised
from procedures.second_classroom_credits.rules.due import (
    AGAIN,
    FIRST,
    LAST,
    publication_is_late,
    review_due,
    round_opens_by,
)
from procedures.second_classroom_credits.scoring.holdings import AcademicYear
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from workflows.models import Matter, Unit
from workflows.nodes import MatterType
from workflows.rules.calendars import Calendar
from workflows.rules.facts import Facts
from workflows.rules.situation import PersonView, Situation
from workflows.selectors.calendars import institution_calendar

#: days ahead of which nothing is said yet
AHEAD: Final = timedelta(days=30)
#: days within which a round of this academic year was opened
RECENT: Final = timedelta(days=366)
NOBODY: Final = PersonView(0, "", "")


@dataclass(frozen=True, slots=True)
class Due:
    """Something to be done by a day: for which unit and year, and where."""

    unit: str
    year: str
    what: str
    by: date
    href: str
    act: str = ""


def due_groups(actor: Actor) -> Iterator[JobGroup]:
    """What is late or soon will be, the earliest day first; no group where nothing is."""
    found = [each for each in _due(actor) if each.by <= actor.on + AHEAD]
    jobs = tuple(_job(each, actor.on) for each in sorted(found, key=lambda each: (each.by, each.unit)))
    if jobs:
        yield JobGroup("due", Shape.SOON, _("应办"), jobs)


def _job(each: Due, today: date) -> Job:
    return Job(
        name=each.unit,
        note=_("%(year)s学年") % {"year": each.year} if each.year else "",
        href=each.href or reverse("credits_rounds"),
        step=each.what,
        why="",
        day=due(each.by, DateKind.PLANNED, today=today),
        act=Act(each.act, each.href) if each.act else None,
    )


def _due(actor: Actor) -> Iterator[Due]:
    places = rounds_of(actor)
    units = Unit.objects.filter(pk__in=places, closed_on=None, kind__in=(roles.COLLEGE, roles.UNIVERSITY))
    known = {unit.pk: unit for unit in units.order_by("code")}
    editions, calendar = Editions.on(actor.on, known), institution_calendar()
    lately = Q(closed_on=None) | Q(opened_on__gt=actor.on - RECENT)
    rounds = list(Matter.objects.filter(lately, kind=Round.kind(), unit__in=known).order_by("pk"))
    for matter in rounds:
        rules = editions.of(matter.unit_id)
        if rules is not None and matter.closed_on is None:
            said = situation(Facts.from_json(matter.facts), rules, calendar, actor.on)
            yield from _of_round(matter, known[matter.unit_id].name, said)
    for unit in known.values():
        rules = editions.of(unit.pk)
        if rules is not None:
            yield from _to_open(actor, unit, rules, rounds)


def situation(facts: Facts, rules: Ruleset, calendar: Calendar, on: date) -> Situation:
    """As much of a round as its days are reckoned from, without any of its items."""
    return Situation(on=on, edition=rules.edition, facts=facts, subject=NOBODY, calendar=calendar)


def _of_round(matter: Matter, college: str, said: Situation) -> Iterator[Due]:
    year = str(_year_of(said.facts))
    href, words = (
        reverse("credits_round", args=[matter.pk]),
        {
            FIRST: _("初审和汇总表"),
            AGAIN: _("复审和签字盖章"),
            LAST: _("终审"),
        },
    )
    review, shown = review_due(said), publication_is_late(said)
    if review is not None:
        yield Due(college, year, words[review[0]], review[1], href, _("打开"))
    if shown is not None and finalised(said.facts):
        yield Due(college, year, Round.publish.title, shown, href, _("打开"))


def _to_open(actor: Actor, unit: Unit, rules: Ruleset, rounds: Sequence[Matter]) -> Iterator[Due]:
    """A round that a college has not opened, an inspection that the registrar has not."""
    year = AcademicYear.of(actor.on, rules.reads("academic_year.start"))
    if unit.kind == roles.COLLEGE:
        years = {_year_of(Facts.from_json(each.facts)) for each in rounds if each.unit_id == unit.pk}
        if str(year) not in years:
            yield _opening(actor, Round, unit, year, round_opens_by(rules.edition, year))
    elif not _inspected(unit, year):
        last = rules.edition["academic_year.start"].days_in(year.second)[0] - timedelta(days=1)
        yield _opening(actor, Inspection, unit, year, last)


def _opening(actor: Actor, kind: type[MatterType], unit: Unit, year: AcademicYear, by: date) -> Due:
    opens = next(act for act in kind.acts().values() if act.opens)
    mine = actor.chosen is not None and actor.chosen.office in {role.name for role in opens.by}
    href = reverse("matter_new", args=[kind.kind()]) if mine else ""
    return Due(unit.name, str(year), opens.title, by, href, opens.title if mine else "")


def _inspected(unit: Unit, year: AcademicYear) -> bool:
    found = Matter.objects.filter(kind=Inspection.kind(), unit=unit.pk)
    return any(_year_of(Facts.from_json(each.facts)) == str(year) for each in found)


def _year_of(facts: Facts) -> str:
    opened = facts.latest("open")
    return str(opened.data["year"]) if opened else ""
