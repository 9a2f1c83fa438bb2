"""By which edition of the Rules each unit, each round and each student goes, on whatever day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple

from procedures.second_classroom_credits.flows.words import FAMILY
from procedures.second_classroom_credits.rulesets import ruleset_of
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from workflows.door.editions import NOTHING, chosen, edition_of
from workflows.door.world import EditionKey
from workflows.models import Adoption, Case, Matter, Person
from workflows.selectors.units import climbed, parents_above


class Adopted(NamedTuple):
    """An adoption: from which day, and of which edition."""

    on: date
    edition: EditionKey


@dataclass(frozen=True)
class Editions:
    """Which edition of the Rules holds in each unit on a day: the nearest adoption, the latest of it.

    ``adopted`` has the adoptions of each unit by that day, the latest first.
    """

    day: date
    parents: Mapping[int, int | None]
    adopted: Mapping[int, Sequence[Adopted]]

    @classmethod
    def on(cls, day: date, units: Collection[int]) -> Editions:
        """Those that hold on a day in some units, in two statements."""
        rows = Adoption.objects.filter(procedure=FAMILY, from_on__lte=day).order_by("from_on")
        adopted: defaultdict[int, list[Adopted]] = defaultdict(list)
        columns = ("unit", "from_on", "edition", "edition__digest")
        for unit, from_on, edition, digest in rows.values_list(*columns):
            adopted[unit].insert(0, Adopted(from_on, (edition, digest)))
        return cls(day, parents_above(units), adopted)

    @property
    def several(self) -> bool:
        """Whether anything may go by another edition than the rest."""
        return sum(map(len, self.adopted.values())) > 1

    def above(self, unit: int) -> tuple[int, ...]:
        """The unit and those above it, nearest first."""
        return tuple(climbed(unit, self.parents))

    def of(
        self, unit: int, details: Mapping[str, Any] = NOTHING, opened_on: date = date.max
    ) -> Ruleset | None:
        """The rules of a unit for a student of whom the roster says this, as a round was opened by them.

        None where nobody above the unit had adopted any.
        """
        until = min(opened_on, self.day)
        held = [
            each for place in self.above(unit) for each in self.adopted.get(place, ()) if each.on <= until
        ]
        found = chosen(held, details, attrgetter("edition"))
        return ruleset_of(edition_of(found.edition)) if found else None

    def earlier(self, unit: int, details: Mapping[str, Any], days: Mapping[int, date]) -> dict[int, Ruleset]:
        """The rules of those items, by case, that go by others than today's; ``days`` are theirs."""
        today = self.of(unit, details)
        found = ((case, self.of(unit, details, day)) for case, day in days.items())
        return {case: rules for case, rules in found if rules is not None and rules is not today}


@dataclass(frozen=True)
class RoundRules:
    """The rules by which the items of a round go, which are those of its first day.

    ``own`` has those of the students whose intake goes by others.
    """

    usual: Ruleset | None = None
    own: Mapping[int, Ruleset] = field(default_factory=dict)

    @classmethod
    def in_round(cls, matter: Matter, editions: Editions) -> RoundRules:
        """Those of a round, among the editions around its unit."""
        usual = editions.of(matter.unit_id, opened_on=matter.opened_on)
        if not editions.several:
            return cls(usual)
        subjects = Case.objects.filter(concerns__matter=matter.pk).values("subject")
        people = Person.objects.filter(pk__in=subjects).values_list("pk", "details")
        found = ((pk, editions.of(matter.unit_id, said or {}, matter.opened_on)) for pk, said in people)
        return cls(usual, {pk: rules for pk, rules in found if rules is not None and rules is not usual})

    def of(self, student: int) -> Ruleset | None:
        """Those by which the items of a student go."""
        return self.own.get(student, self.usual)

    def module(self, student: int, row: str) -> str:
        """The module of a row of their table; empty where the table has none such."""
        rules = self.of(student)
        return rules.table[row].module if rules is not None and row in rules.table else ""
