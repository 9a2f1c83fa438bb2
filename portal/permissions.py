"""Who is shown what: the reach of an office, a case of one's own, and what a shared matter tells of whom.

What somebody may do is decided by the door. Here is only what they may read; whatever they may not is
answered as if it did not exist.
"""

from __future__ import annotations

from django.db.models import QuerySet

from portal.rooms.actor import Actor
from workflows.models import Case, Matter
from workflows.nodes.procedure import procedure
from workflows.rules.situation import Situation


def is_own(actor: Actor, case: Case) -> bool:
    """Whether a case is about the person who asks: they are shown their own page of it, in every office."""
    return actor.id is not None and case.subject_id == actor.id


def keeps_record(actor: Actor, case: Case) -> bool:
    """Whether the chosen office may correct and void entries of a case that it reaches and is not its own."""
    office = actor.chosen.office if actor.chosen else ""
    keepers = {role.name for role in procedure(case.procedure).keepers}
    return office in keepers and not is_own(actor, case) and actor.reaches(case.pk) is not None


def decides_on(actor: Actor, situation: Situation) -> bool:
    """Whether the chosen office is of a unit whose case it is today; one that a case left only reads it."""
    unit = actor.chosen.unit if actor.chosen else None
    return unit in {each.id for each in situation.units.values()}


def sees_all_of(actor: Actor, matter: Matter) -> bool:
    """Whether somebody sees everybody whom a matter concerns: by office, or because named to act on it."""
    if actor.holds(matter):
        return True
    return actor.id is not None and matter.assignments.filter(person=actor.id).exists()


def cases_shown(actor: Actor, matter: Matter, *, whole: bool) -> QuerySet[Case]:
    """The cases of a matter that somebody is shown: the whole of it, or those in reach; never their own."""
    if whole:
        found = Case.objects.filter(concerns__matter=matter)
    else:
        found = actor.cases.filter(concerns__matter=matter)
    found = found.exclude(subject=actor.id) if actor.id else found
    return found.select_related("subject").order_by("subject__number")
