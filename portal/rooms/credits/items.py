"""Items of students as the rooms read them: where each stands, and what a student has by them all.

Everything about a set of people is read in six statements, however many they are and however many items they
have, and in one more where a later edition was adopted; the edition itself is read once for each process.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from portal.credit_editions import Editions
from portal.pages.parts import Shape, State
from procedures.second_classroom_credits import roles
from procedures.second_classroom_credits.flows import SecondClassroomCredits_1
from procedures.second_classroom_credits.flows.register import StudentRegister
from procedures.second_classroom_credits.flows.rounds import Round
from procedures.second_classroom_credits.items import (
    Recognised,
    assessed_claim_of,
    claim_of,
    holding_of,
    is_confirmed,
    item_of,
    recognised_of,
    student_of,
)
from procedures.second_classroom_credits.scoring.amounts import tenths
from procedures.second_classroom_credits.scoring.holdings import Holding, Student
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from procedures.second_classroom_credits.scoring.statement import Statement, statement_of
from procedures.second_classroom_credits.scoring.table import Row
from workflows.models import Case, Entry, Matter, Membership, Person
from workflows.rules.facts import Facts
from workflows.rules.situation import PersonView
from workflows.selectors.cases import ruling_days

#: the cases that are items, by the word that rows keep
REFS: Final = (SecondClassroomCredits_1.ref,)


class Place(StrEnum):
    """Where an item stands, as its student is told."""

    EVIDENCE = "evidence"
    CORRECTION = "correction"
    ASSESSMENT = "assessment"
    FIRST_REVIEW = "first_review"
    RE_REVIEW = "re_review"
    FINAL_REVIEW = "final_review"
    RECOGNISED = "recognised"
    REJECTED = "not_recognised"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    HELD = "held"

    @property
    def state(self) -> State:
        """Shape and word."""
        words = {
            Place.EVIDENCE: (Shape.MISSING, _("待提交证明")),
            Place.CORRECTION: (Shape.MISSING, _("已退回，待补正")),
            Place.ASSESSMENT: (Shape.RUNNING, _("待考核")),
            Place.FIRST_REVIEW: (Shape.RUNNING, _("待初审")),
            Place.RE_REVIEW: (Shape.RUNNING, _("待复审")),
            Place.FINAL_REVIEW: (Shape.RUNNING, _("待终审")),
            Place.RECOGNISED: (Shape.MET, _("已认定")),
            Place.REJECTED: (Shape.UNMET, _("不予认定")),
            Place.WITHDRAWN: (Shape.AHEAD, _("已撤回")),
            Place.CANCELLED: (Shape.UNMET, _("已取消")),
            Place.HELD: (Shape.HELD, _("材料核查中")),
        }
        return State(*words[self])


#: what the student has to do something about
OWED: Final = frozenset({Place.EVIDENCE, Place.CORRECTION})
#: what is handed in and not yet decided
PENDING: Final = frozenset({Place.ASSESSMENT, Place.FIRST_REVIEW, Place.RE_REVIEW, Place.FINAL_REVIEW})


@dataclass(frozen=True, slots=True)
class DeclaredItem:
    """One item as its case stands; ``open`` are the names of its open steps."""

    case: int
    person: int
    unit: int
    status: str
    end: str
    opened_on: date
    facts: Facts
    open: frozenset[str]

    @property
    def claim(self) -> Mapping[str, Any]:
        """What is claimed, as corrected last."""
        return claim_of(self.facts)

    @property
    def counts(self) -> Mapping[str, Any]:
        """The claim as it counts, with the minutes of its assessor."""
        return assessed_claim_of(self.facts)

    @property
    def claimed(self) -> int:
        """The credit that is claimed, in tenths."""
        return tenths(self.claim["claimed"])

    @property
    def recognised(self) -> Recognised | None:
        """What stands of the reviews, confirmed or not; None for nothing."""
        return recognised_of(self.facts)

    @property
    def confirmed(self) -> bool:
        """Whether it counts."""
        return is_confirmed(self.facts)

    @property
    def place(self) -> Place:
        """Where it stands."""
        if self.status == "suspended":
            return Place.HELD
        if self.end in {Place.WITHDRAWN, Place.CANCELLED}:
            return Place(self.end)
        waiting = self.open & {*PENDING, *OWED}
        if waiting:
            return Place(next(iter(waiting)))
        return Place.RECOGNISED if self.confirmed else Place.REJECTED


@dataclass(frozen=True)
class StudentCredits:
    """All that a student has: items, what the register says, the rules of the day, and what it comes to.

    ``student`` is None where the roster does not say the intake, ``rules`` where no edition is adopted;
    ``units`` are the class and those above it, nearest first. ``judged`` has the rules of each item that
    goes by others than today's, ``editions`` those of any day.
    """

    person: Person
    items: tuple[DeclaredItem, ...]
    register: Facts
    student: Student | None
    rules: Ruleset | None
    units: tuple[int, ...] = ()
    unit_name: str = ""
    judged: Mapping[int, Ruleset] = field(default_factory=dict)
    editions: Editions | None = None

    def rules_of(self, item: DeclaredItem) -> Ruleset | None:
        """The rules by which an item is judged: those of the first day of its round."""
        return self.judged.get(item.case, self.rules)

    def rules_on(self, day: date) -> Ruleset | None:
        """The rules by which goes what is declared in a round that was opened on a day."""
        unit = next(iter(self.units), 0)
        return self.editions.of(unit, self.person.details or {}, day) if self.editions else None

    def row_of(self, item: DeclaredItem) -> Row | None:
        """The row that an item claims, in the table of its day."""
        rules = self.rules_of(item)
        return rules.table.rows.get(item.claim["row"]) if rules else None

    @cached_property
    def holding(self) -> Holding:
        """What the final reviews confirmed; an unknown student is held by the first intake of the Rules."""
        student = self.student or Student(
            self.rules.edition["ruleset.intake_from"].count if self.rules else 0
        )
        cases = ((each.case, each.facts) for each in self.items)
        return holding_of(student, self.register, cases, self.judged)

    @cached_property
    def statement(self) -> Statement | None:
        """What it comes to today."""
        return statement_of(self.holding, self.rules) if self.rules else None

    @cached_property
    def expected(self) -> Holding:
        """The holding if all that is handed in were confirmed as it is claimed, or recognised by now."""
        coming = {
            str(each.case): item_of(each.case, each.counts, each.recognised)
            for each in self.items
            if each.place in PENDING
        }
        return replace(self.holding, items={**self.holding.items, **coming})

    @cached_property
    def outlook(self) -> Statement | None:
        """What it would come to then."""
        if self.rules is None or self.expected.items == self.holding.items:
            return self.statement
        return statement_of(self.expected, self.rules)


def items_in(cases: QuerySet[Case]) -> list[DeclaredItem]:
    """The items among some cases, in the order of the query, in one statement."""
    columns = ("pk", "subject_id", "unit_id", "status", "end", "opened_on", "facts", "steps")
    rows = cases.filter(procedure__in=REFS).values_list(*columns)
    return [
        DeclaredItem(pk, person, unit, status, end, opened_on, Facts.from_json(facts), frozenset(steps))
        for pk, person, unit, status, end, opened_on, facts, steps in rows
    ]


def credits_of(people: Collection[int], on: date) -> dict[int, StudentCredits]:
    """What these people have by today's editions, by person, in the order of their numbers."""
    chosen = list(people)
    found = {person.pk: person for person in Person.objects.filter(pk__in=chosen).order_by("number")}
    items: defaultdict[int, list[DeclaredItem]] = defaultdict(list)
    for item in items_in(Case.objects.filter(subject__in=chosen).order_by("pk")):
        items[item.person].append(item)
    kept = Matter.objects.filter(person__in=chosen, kind=StudentRegister.kind(), closed_on=None)
    registers = {person: Facts.from_json(facts) for person, facts in kept.values_list("person", "facts")}
    left = {person: (mine[-1].unit, "") for person, mine in items.items()}
    homes = {**left, **_homes(chosen, on)}
    editions = Editions.on(on, {unit for unit, _name in homes.values()})
    cases = [item.case for mine in items.values() for item in mine]
    days = ruling_days(cases, Round.kind()) if editions.several else {}

    def one(person: Person) -> StudentCredits:
        mine = tuple(items[person.pk])
        unit, name = homes.get(person.pk, (None, ""))
        units = editions.above(unit) if unit else ()
        details = person.details or {}
        rules = editions.of(unit, details) if unit else None
        known = student_of(PersonView(person.pk, person.number, person.name, details=details))
        register = registers.get(person.pk, Facts())
        own = {each.case: days[each.case] for each in mine if each.case in days}
        judged = editions.earlier(unit, details, own) if unit else {}
        return StudentCredits(person, mine, register, known, rules, units, name, judged, editions)

    return {pk: one(person) for pk, person in found.items()}


def rules_of_items(items: Collection[DeclaredItem], on: date) -> dict[int, Ruleset]:
    """The rules by which each of some items goes, by case; one without any is left out."""
    editions = Editions.on(on, {item.unit for item in items})
    days = ruling_days([item.case for item in items], Round.kind()) if editions.several else {}
    people = Person.objects.filter(pk__in={item.person for item in items}) if days else Person.objects.none()
    details = dict(people.values_list("pk", "details"))
    found = (
        (each.case, editions.of(each.unit, details.get(each.person) or {}, days.get(each.case, on)))
        for each in items
    )
    return {case: rules for case, rules in found if rules is not None}


def _homes(people: Collection[int], on: date) -> dict[int, tuple[int, str]]:
    """The class that each of these people belongs to on a day: its id and name."""
    running = Q(to_on=None) | Q(to_on__gt=on)
    held = Membership.objects.filter(running, person__in=people, unit__kind=roles.CLASS, from_on__lte=on)
    rows = held.order_by("from_on").values_list("person", "unit", "unit__name")
    return {person: (unit, name) for person, unit, name in rows}


def moments_of(items: Iterable[int]) -> dict[int, datetime]:
    """When each entry of some items was recorded, by entry, in one statement."""
    return dict(Entry.objects.filter(case__in=list(items)).values_list("pk", "at"))
