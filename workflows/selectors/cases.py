"""Cases that somebody may see, and what is due on them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from workflows.models import Case, Concern, Duty, Entry, Membership


def cases_in(units: Collection[int], on: date) -> QuerySet[Case]:
    """The cases kept by these units, and those of people who belong to one of them on the day."""
    belonging = Membership.objects.filter(
        Q(to_on=None) | Q(to_on__gt=on), unit__in=units, from_on__lte=on
    ).values("person")
    found = Case.objects.filter(Q(unit__in=units) | Q(subject__in=belonging))
    return found.select_related("subject", "unit").order_by("subject__number")


def matching(words: str) -> Q:
    """Whose subject's name contains the words, or whose number or initials begin so."""
    return (
        Q(subject__name__contains=words)
        | Q(subject__number__startswith=words)
        | Q(subject__initials__startswith=words.lower())
    )


def open_cases() -> QuerySet[Case]:
    """The cases that have not ended; a suspended one is open."""
    return Case.objects.exclude(status="ended")


def cases_assigned_to(person: int) -> QuerySet[Case]:
    """The open cases that an act named this person on."""
    found = open_cases().filter(assignments__person=person).distinct()
    return found.select_related("subject", "unit").order_by("subject__number")


def cases_about(person: int) -> QuerySet[Case]:
    """The cases that somebody is the subject of, the latest first."""
    return Case.objects.filter(subject=person).select_related("unit", "subject").order_by("-opened_on", "-pk")


def ruling_days(cases: Collection[int], within: str) -> dict[int, date]:
    """The day by whose edition each of these cases goes where a parameter says ``since: opened``.

    That of the matter of a kind in which it was opened, as it is known now; where it stands alone, its own.
    """
    around = Concern.objects.filter(case=OuterRef("pk"), matter__kind=within).order_by("pk")
    day = Coalesce(Subquery(around.values("matter__opened_on")[:1]), "opened_on")
    return dict(Case.objects.filter(pk__in=cases).annotate(day=day).values_list("pk", "day"))


def cases_with(act: str) -> QuerySet[Case]:
    """The cases on which an act of this name was done, whether or not it still stands.

    They are found by the journal, which knows its acts; the facts of every case would have to be read.
    """
    return Case.objects.filter(pk__in=Entry.objects.filter(act=act, case__isnull=False).values("case"))


def outstanding_duties(cases: Collection[int], on: date, days: int) -> QuerySet[Duty]:
    """The duties of these cases that are overdue on the day or fall due within so many days."""
    last = on + timedelta(days=days)
    found = Duty.objects.filter(case__in=cases, discharged_on=None, lapsed=False, due_on__lte=last)
    return found.order_by("due_on", "pk")
