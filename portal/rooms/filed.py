"""Cases that were filed away: who reads them still, and whom they were lent to."""

from __future__ import annotations

from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from workflows.models import Case
from workflows.nodes.procedure import families, procedure
from workflows.rules.facts import Facts


def without_filed(cases: QuerySet[Case], office: str) -> QuerySet[Case]:
    """These cases but for those that have ended where an office reads no more."""
    kept = {kind.ref: kind.kept_from(office) for kind in families().values()}
    away = [Q(procedure=ref, status="ended", end__in=ends) for ref, ends in kept.items() if ends]
    return cases.exclude(reduce(or_, away)) if away else cases


def lent(pk: int, number: str, on: date) -> Case | None:
    """A case that has ended and was lent to the person of this number on or before the day, and still is."""
    case = Case.objects.select_related("subject", "unit").filter(pk=pk, status="ended").first()
    if case is None:
        return None
    facts, day = Facts.from_json(case.facts), on.isoformat()
    for act in procedure(case.procedure).case_acts.values():
        reader, until = act.lends or ("", "")
        for fact in facts.all(act.name) if reader else ():
            if fact.data[reader] == number and fact.on <= on and day <= fact.data[until]:
                return case
    return None
