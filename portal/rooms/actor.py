"""Who asks: the person behind the account, the offices held today, and the one chosen to act in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from portal import clock
from portal.models import Account
from portal.rooms.filed import lent, without_filed
from workflows.models import Case, Matter, OfficeTerm, Person
from workflows.nodes.procedure import Foreign, foreign_to, homes_of_several, office_titles, several, unlisted
from workflows.selectors.cases import cases_about, cases_assigned_to, cases_in, open_cases
from workflows.selectors.people import belonging, terms_of
from workflows.selectors.prepared import prepared
from workflows.selectors.units import below

SESSION_KEY = "office"


@dataclass(frozen=True, slots=True)
class Term:
    """An office held today; ``key`` names it in a form, ``to_on`` is the first day it is no longer held."""

    key: str
    unit: int
    unit_name: str
    unit_kind: str
    office: str
    title: str
    to_on: date | None


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody signed in, as the rooms see them. ``units`` are those that the chosen office reaches.

    ``on_the_way`` is whoever an open case is about, of a procedure that one goes through once at a time;
    ``named`` whoever acts named on an open case of others; ``enrolled`` whoever belongs to a unit in which
    people may open any number of cases of their own.
    """

    person: Person | None
    on: date
    terms: tuple[Term, ...] = ()
    chosen: Term | None = None
    units: frozenset[int] = frozenset()
    on_the_way: bool = False
    named: bool = False
    enrolled: bool = False

    @property
    def id(self) -> int | None:
        """The person's id, or None for an account that stands for nobody in the roster."""
        return self.person.pk if self.person else None

    @property
    def foreign(self) -> Foreign:
        """What the chosen office has no part in."""
        return foreign_to(self.chosen.office if self.chosen else "")

    @property
    def cases(self) -> QuerySet[Case]:
        """The cases that the chosen office reaches and has a part in, but for those filed away from it."""
        return without_filed(self._reached, self.chosen.office if self.chosen else "")

    @property
    def _reached(self) -> QuerySet[Case]:
        found, foreign = cases_in(self.units, self.on), self.foreign.procedures
        return found.exclude(procedure__in=foreign) if foreign else found

    def holds(self, matter: Matter) -> bool:
        """Whether a matter belongs to a unit in reach and the chosen office has a part in its kind."""
        return matter.unit_id in self.units and matter.kind not in self.foreign.matters

    @property
    def listed(self) -> QuerySet[Case]:
        """Those that stand in lists one by one; of somebody in no office those that named them."""
        found = self.cases if self.units else cases_assigned_to(self.id or 0)
        return _unfolded(found.exclude(procedure__in=unlisted()))

    @property
    def at_work(self) -> QuerySet[Case]:
        """The open cases of other people that the chosen office reaches and works on one by one."""
        found = self._reached.exclude(status="ended").exclude(subject=self.id)
        return _unfolded(found.exclude(procedure__in=unlisted()))

    @property
    def on_desk(self) -> QuerySet[Case]:
        """The cases whose steps stand on the desk: of the chosen office, or those that named this person."""
        return self.at_work if self.units else self.listed

    def reaches(self, pk: int) -> Case | None:
        """The case, when the chosen office reaches it."""
        return self.cases.filter(pk=pk).first() if self.units else None

    def case(self, pk: int) -> Case | None:
        """The case, when this person may see it.

        In reach, its subject, named on it while it is open, or lent to after it was filed away.
        """
        found = self.reaches(pk)
        if found is None and self.person is not None:
            named = cases_assigned_to(self.person.pk).filter(pk=pk)
            found = cases_about(self.person.pk).filter(pk=pk).first() or named.first()
            found = found or lent(pk, self.person.number, self.on)
        return found


def _unfolded(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Cases of a list, without what is folded on their rows: how they stand is asked of the door."""
    return cases.defer("facts", "steps")


def actor_of(request: HttpRequest) -> Actor:
    """The actor of a request, read once for it."""
    known: Actor | None = getattr(request, "actor", None)
    if known is None:
        known = _read(request)
        request.actor = known  # type: ignore[attr-defined]  # a request carries what was read for it
    return known


def account_of(request: HttpRequest) -> Account:
    """The account that is signed in, behind login_required."""
    assert isinstance(request.user, Account)  # noqa: S101 (login_required ran; narrows the library's type)
    return request.user


@prepared
def _people(account: int, on: date, *, several: frozenset[str], homes: frozenset[str]) -> QuerySet[Person]:
    """The person of an account; what the rail asks of everybody is read in the same statement."""
    return Person.objects.filter(account=account).annotate(
        on_the_way=Exists(open_cases().filter(subject=OuterRef("pk")).exclude(procedure__in=several)),
        named=Exists(open_cases().filter(assignments__person=OuterRef("pk"))),
        enrolled=Exists(belonging(homes, on).filter(person=OuterRef("pk"))),
    )


@prepared
def _terms(person: int, on: date) -> QuerySet[OfficeTerm, Any]:
    return terms_of(person, on).values_list("office", "unit", "unit__name", "unit__kind", "to_on")


def _read(request: HttpRequest) -> Actor:
    account = request.user if isinstance(request.user, Account) else None
    on = clock.today()
    shape = {"several": several(), "homes": homes_of_several()}
    person = next(iter(_people.objects(account.pk, on, **shape)), None) if account else None
    if person is None:
        return Actor(None, on)
    person.account = account  # whose name every page shows: it need not look for its person again
    titles = office_titles()
    terms = tuple(_term(titles, *row) for row in _terms.rows(person.pk, on))
    wanted = request.session.get(SESSION_KEY, "")
    chosen = next((term for term in terms if term.key == wanted), terms[0] if terms else None)
    units = below([chosen.unit]) if chosen else frozenset()
    asked = {name: bool(getattr(person, name)) for name in ("on_the_way", "named", "enrolled")}
    return Actor(person, on, terms, chosen, units, **asked)


def _term(
    titles: Mapping[str, str], office: str, unit: int, unit_name: str, unit_kind: str, to_on: date | None
) -> Term:
    return Term(f"{office}.{unit}", unit, unit_name, unit_kind, office, titles.get(office, office), to_on)
