"""Matters that a unit keeps or that concern its people."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from workflows.models import Concern, Matter
from workflows.selectors.cases import cases_in
from workflows.selectors.units import above


def matters_assigned_to(person: int) -> QuerySet[Matter]:
    """The matters still open that an act named this person on."""
    found = Matter.objects.filter(assignments__person=person, closed_on=None).distinct()
    return found.select_related("unit").order_by("-opened_on", "-pk")


def open_around(kind: str, unit: int) -> int | None:
    """The open matter of a kind at a unit or above it, the latest where there are several."""
    found = Matter.objects.filter(kind=kind, unit__in=above(unit), closed_on=None)
    return found.order_by("-opened_on", "-pk").values_list("pk", flat=True).first()


def open_matters_of(cases: Collection[int]) -> dict[tuple[int, str], int]:
    """The matters still open that concern these cases, by case and kind; the newest of each kind."""
    found = Concern.objects.filter(case__in=cases, matter__closed_on=None).order_by("matter")
    rows = found.values_list("case", "matter__kind", "matter")
    return {(case, kind): matter for case, kind, matter in rows}


def matters_in(
    units: Collection[int], kinds: Collection[str], on: date, *, besides: Collection[str] = ()
) -> QuerySet[Matter]:
    """The matters of these kinds at these units or about their people's cases, the newest first.

    Cases of the procedures ``besides`` are neither looked for nor read: there may be thousands in one matter.
    """
    cases = cases_in(units, on).exclude(procedure__in=besides).order_by().values("pk")
    concerning = Concern.objects.filter(case__in=cases).values("matter")
    found = Matter.objects.filter(Q(unit__in=units) | Q(pk__in=concerning), kind__in=kinds)
    named = Concern.objects.exclude(case__procedure__in=besides).select_related("case__subject")
    shown = found.select_related("unit").prefetch_related(Prefetch("concerns", named))
    return shown.order_by("-opened_on", "-pk")
