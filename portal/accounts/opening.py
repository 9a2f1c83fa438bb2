"""Who of the roster cannot sign in yet, and accounts for them with printed passwords."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from portal import clock
from portal.accounts import services
from portal.accounts.services import NewAccount, Slip
from portal.models import Account
from workflows.models import Membership, OfficeTerm, Person, Unit

#: opened in one go: as many slips as somebody prints and cuts at once
AT_ONCE = 300


def without_account(*, on: date, units: Collection[int] | None = None) -> QuerySet[Person]:
    """People of the roster who cannot sign in: who belong to one of the units or hold an office there.

    Without ``units`` it is everybody, those too who belong nowhere yet.
    """
    taken = Account.objects.values("username")
    found = Person.objects.filter(account=None, closed_on=None).exclude(number__in=taken)
    if units is not None:
        here = Q(pk__in=_members(units).values("person")) | Q(pk__in=_in_office(on, units).values("person"))
        found = found.filter(here)
    return found.order_by("number")


def waiting_by_unit(*, on: date) -> list[tuple[Unit | None, int]]:
    """How many of each unit wait for an account, by the unit's code; last, as None, those of no unit."""
    waiting = without_account(on=on)
    places: set[tuple[int, int]] = {
        *_members().filter(person__in=waiting).values_list("unit", "person"),
        *_in_office(on).filter(person__in=waiting).values_list("unit", "person"),
    }
    counted = Counter(unit for unit, _person in places)
    nowhere = waiting.count() - len({person for _unit, person in places})
    listed: list[tuple[Unit | None, int]] = [
        (unit, counted[unit.pk]) for unit in Unit.objects.filter(pk__in=counted).order_by("code")
    ]
    return [*listed, (None, nowhere)] if nowhere else listed


@transaction.atomic
def open_for(people: Sequence[Person], *, by: Account, at: datetime) -> list[Slip]:
    """Open an account for each of the first ``AT_ONCE`` people, under their number; return the slips."""
    now = people[:AT_ONCE]
    institution = clock.institution()
    places = _places(now, on=clock.today())
    opened = services.open_accounts(
        [NewAccount(person.number, person.name, places.get(person.pk, "")) for person in now],
        at=at,
        by=by,
        is_demo=institution is not None and institution.is_demo,
    )
    for person, (account, _slip) in zip(now, opened, strict=True):
        person.account = account
    Person.objects.bulk_update(now, ["account"])
    return [slip for _account, slip in opened]


def _places(people: Iterable[Person], *, on: date) -> dict[int, str]:
    """Where each is handed the slip: in the unit that they belong to or, without one, hold an office in."""
    rows = [
        *_members().filter(person__in=people).order_by("tree", "pk").values_list("person", "unit__name"),
        *_in_office(on).filter(person__in=people).order_by("pk").values_list("person", "unit__name"),
    ]
    return dict(reversed(rows))


def _members(units: Collection[int] | None = None) -> QuerySet[Membership]:
    running = Membership.objects.filter(to_on=None)
    return running if units is None else running.filter(unit__in=units)


def _in_office(on: date, units: Collection[int] | None = None) -> QuerySet[OfficeTerm]:
    running = OfficeTerm.objects.filter(Q(to_on=None) | Q(to_on__gt=on), from_on__lte=on)
    return running if units is None else running.filter(unit__in=units)
