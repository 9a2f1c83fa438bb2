"""Terms of offices as guardian's rows, rebuilt each day: for lists, and for whoever asks guardian.

Nothing is decided by these rows. The door asks the terms themselves on the date of an act, and pages ask them
on theirs; a row that is missing or too many for a few hours gives nobody a right.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import Permission
from django.db import transaction
from django.db.models import Q
from guardian.models import UserObjectPermission

from workflows.models import OfficeTerm

ACT_IN_UNIT = "act_in_unit"

#: an account and a unit in which its person holds an office
Right = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Projection:
    """How many rows were added, were removed, and stood already."""

    added: int
    removed: int
    kept: int


def project_terms(on: date) -> Projection:
    """Make the rows those of the terms held on a day; doing it again changes nothing.

    A person without an account, or who was closed by that day, has none; a closed account keeps none either.
    """
    permission = Permission.objects.get(content_type__app_label="workflows", codename=ACT_IN_UNIT)
    wanted = _rights(on)
    with transaction.atomic():
        rows = UserObjectPermission.objects.filter(permission=permission)
        held: dict[Right, int] = {
            (user, unit): pk for pk, user, unit in rows.values_list("pk", "user_id", "object_pk")
        }
        gone = held.keys() - wanted
        rows.filter(pk__in=[held[right] for right in gone]).delete()
        what = {"permission": permission, "content_type_id": permission.content_type_id}
        new = [
            UserObjectPermission(user_id=user, object_pk=unit, **what)
            for user, unit in sorted(wanted - held.keys())
        ]
        UserObjectPermission.objects.bulk_create(new, ignore_conflicts=True, batch_size=500)
    return Projection(added=len(new), removed=len(gone), kept=len(held) - len(gone))


def _rights(on: date) -> set[Right]:
    """The accounts that may act in units on a day, whatever the office."""
    running = Q(to_on=None) | Q(to_on__gt=on)
    known = Q(person__closed_on=None) | Q(person__closed_on__gt=on)
    found = OfficeTerm.objects.filter(running, known, from_on__lte=on).exclude(person__account=None)
    terms = found.select_related("person__account")
    return {
        (account.pk, str(term.unit_id))
        for term in terms
        if (account := term.person.account) is not None and account.is_active
    }
