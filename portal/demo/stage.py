"""Who acts in the demo, and the clock by which the acts of many people happen in the order of their days."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from workflows.door import Act, Receipt, Refused, perform
from workflows.models import Entry, Membership, OfficeTerm, Person, Unit
from workflows.texts.sentences import finding_sentence

#: when an office begins to work; every act of a day is a few minutes after the one before
OPENS_AT = time(8, 30)
BETWEEN = timedelta(minutes=4)


class Unplayable(Exception):
    """The door refuses an act of the demo: the procedure has changed, and the story must follow."""


@dataclass(slots=True)
class Stage:
    """The people by name, the units by code, and a list of what happens, to be played day by day."""

    people: dict[str, Person] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    planned: list[tuple[date, int, Callable[[date], object]]] = field(default_factory=list)
    #: who holds which office and who belongs where, as far as it was asked since the last import
    known: dict[tuple[str, int], Any] = field(default_factory=dict)
    acts: int = 0
    today: date = date.min
    done_today: int = 0

    def meet(self) -> None:
        """Learn of everybody and every unit there is now."""
        self.known = {}
        self.people = {person.name: person for person in Person.objects.all()}
        self.units = {unit.code: unit for unit in Unit.objects.select_related("parent")}

    def plan(self, day: str | date, happening: Callable[[date], object]) -> None:
        """Let something happen on a day; of one day, in the order in which it was planned."""
        on = date.fromisoformat(day) if isinstance(day, str) else day
        self.planned.append((on, len(self.planned), happening))

    def play(self) -> None:
        """Everything planned, in the order of the days."""
        for on, _position, happening in sorted(self.planned, key=lambda each: each[:2]):
            happening(on)
        self.planned.clear()

    def at(self, on: date) -> datetime:
        """The next moment of a day."""
        self.done_today = self.done_today + 1 if on == self.today else 0
        self.today = on
        opens = datetime.combine(on, OPENS_AT, timezone.get_current_timezone())
        return opens + BETWEEN * self.done_today

    def act(
        self, name: str, by: Person | None, on: date, data: Mapping[str, Any] | None = None, **target: Any
    ) -> Act:
        """One act on its day, recorded by whoever performs it."""
        self.acts += 1
        key = f"demo-{self.acts}"
        return Act(name=name, by=by.pk if by else None, key=key, on=on, data=data or {}, **target)

    def do(
        self, name: str, by: Person | None, on: date, data: Mapping[str, Any] | None = None, **target: Any
    ) -> Receipt:
        """Perform one act on its day."""
        return self.do_all([self.act(name, by, on, data, **target)], on)[0]

    def do_all(self, acts: Sequence[Act], on: date) -> tuple[Receipt, ...]:
        """Perform acts of one day in one list."""
        try:
            return perform(acts, at=self.at(on))
        except Refused as refused:
            first = refused.refusals[0].act
            said = " ".join(finding_sentence(finding) for finding in refused.unmet)
            by = next((name for name, person in self.people.items() if person.pk == first.by), "")
            raise Unplayable(f"{on} {first.name} {by}: {said}") from refused

    def last_entry(self, case: int, act: str) -> int:
        """The entry of the last act of a name on a case."""
        return int(Entry.objects.filter(case=case, act=act).latest("pk").pk)

    def holder(self, office: str, unit: Unit | str, on: date) -> Person:
        """Whoever holds an office at a unit on a day: no term begins or ends between two imports."""
        where = self.units[unit] if isinstance(unit, str) else unit
        if (office, where.pk) not in self.known:
            running = Q(to_on=None) | Q(to_on__gt=on)
            term = OfficeTerm.objects.filter(running, office=office, unit=where, from_on__lte=on)
            self.known[office, where.pk] = term.select_related("person").get().person
        found: Person = self.known[office, where.pk]
        return found

    def handler(self, branch: Unit, on: date) -> Person:
        """Who handles the papers of a Party branch: its organisation member, else the secretary."""
        running = Q(to_on=None) | Q(to_on__gt=on)
        held = OfficeTerm.objects.filter(running, unit=branch, from_on__lte=on)
        offices = {term.office: term.person for term in held.select_related("person")}
        return offices.get("organisation_member") or offices["branch_secretary"]

    def unit_of(self, person: Person, tree: str, on: date) -> Unit:
        """Where somebody belongs in a tree on a day: nobody moves between two imports."""
        if (tree, person.pk) not in self.known:
            running = Q(to_on=None) | Q(to_on__gt=on)
            held = Membership.objects.filter(running, person=person, tree=tree, from_on__lte=on)
            self.known[tree, person.pk] = self.units[held.values_list("unit__code", flat=True).get()]
        found: Unit = self.known[tree, person.pk]
        return found

    def members_of(self, unit: Unit, on: date, standing: str = "member") -> list[Person]:
        """The people of a branch who have a standing on a day, by number; of a League branch its members."""
        running = Q(to_on=None) | Q(to_on__gt=on)
        held = Membership.objects.filter(running, unit=unit, standing=standing, from_on__lte=on)
        return [each.person for each in held.select_related("person").order_by("person__number")]
