"""Matters that a unit keeps or that concern its people."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from workflows.models import Concern, Matter
from workflows.selectors.cases import cases_in


def matters_assigned_to(person: int) -> QuerySet[Matter]:
    """The matters still open that an act named this person on."""
    found = Matter.objects.filter(assignments__person=person, closed_on=None).distinct()
    return found.select_related("unit").order_by("-opened_on", "-pk")


def open_matters_of(cases: Collection[int]) -> dict[tuple[int, str], int]:
    """The matters still open that concern these cases, by case and kind; the newest of each kind."""
    found = Concern.objects.filter(case__in=cases, matter__closed_on=None).order_by("matter")
    rows = found.values_list("case", "matter__kind", "matter")
    return {(case, kind): matter for case, kind, matter in rows}


def matters_in(units: Collection[int], kinds: Collection[str], on: date) -> QuerySet[Matter]:
    """The matters of these kinds at these units or about their people's cases, the newest first."""
    cases = cases_in(units, on).order_by().values("pk")
    found = Matter.objects.filter(Q(unit__in=units) | Q(concerns__case__in=cases), kind__in=kinds).distinct()
    return (
        found.select_related("unit").prefetch_related("concerns__case__subject").order_by("-opened_on", "-pk")
    )
