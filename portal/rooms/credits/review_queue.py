"""What waits for a review: read in a few columns for all of it, and in full for the part that is shown.

A round has some hundreds or thousands of items. Of each that waits only what filters and groups it is read;
the facts of an item are read for the rows in view, so that a page costs the same however long the queue is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Count, F, Func, Q, QuerySet, TextField, Value

from portal.credit_editions import RoundRules
from portal.rooms.actor import Actor
from portal.rooms.credits.items import REFS, DeclaredItem, items_in
from portal.rooms.credits.review_ready import FIRST_BY, Gate, gate_of, is_ready, open_gates
from portal.rooms.credits.review_steps import AGAIN, FIRST, ReviewStep
from procedures.second_classroom_credits.flows import SecondClassroomCredits_1
from procedures.second_classroom_credits.flows.rounds import Round
from procedures.second_classroom_credits.items import CLAIMING, first_review_of
from workflows.models import Case, Concern, Entry, HandedIn, Matter
from workflows.rules.facts import Facts
from workflows.selectors.units import above

#: rows in view
SHOWN: Final = 40
#: acts whose checks are shown again to whoever reviews
CHECKED: Final = (*CLAIMING, "evidence")
TELLING: Final = frozenset({"warned", "recorded", "overridden", "unmet"})
#: of more that wait than this only that they are more is said
MOST_COUNTED: Final = 999
#: a finding as an entry keeps it: of the rows in view most are only looked at
Kept = Mapping[str, Any]


class LastOutcome(Func):
    """The outcome of the latest fact of a name, read inside the database."""

    output_field = TextField()
    function = ""

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """The last element of the list, by PostgreSQL's operators."""
        return self.as_sql(
            compiler,
            connection,
            template="(%(expressions)s -> -1 ->> 'outcome')",
            arg_joiner=" -> ",
            **context,
        )

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """The same by SQLite's path."""
        template = "json_extract(%(expressions)s || '[#-1].outcome')"
        return self.as_sql(compiler, connection, template=template, arg_joiner=", '$.' || ", **context)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An item that waits, as far as all of them are read."""

    pk: int
    subject: int
    number: str
    name: str
    initials: str
    unit: int
    unit_name: str
    row: str


@dataclass(frozen=True)
class Filter:
    """What somebody asked to see: a module, a class, somebody's name or number."""

    module: str = ""
    unit: int | None = None
    query: str = ""

    def takes(self, item: Waiting, ruled: RoundRules) -> bool:
        """Whether an item is shown."""
        if self.unit is not None and item.unit != self.unit:
            return False
        if self.module and ruled.module(item.subject, item.row) != self.module:
            return False
        words = self.query
        return (
            not words
            or words in item.name
            or item.number.startswith(words)
            or (item.initials.startswith(words.lower()))
        )


@dataclass(frozen=True)
class Line:
    """Everything that waits at a step of a round, in the order in which it is shown.

    ``lead`` has the first item of each group that shares a file; ``others`` counts what somebody else has to
    review, because it was reviewed first by whoever asks; ``held`` are those that nobody can review yet.
    """

    items: Mapping[int, Waiting]
    order: tuple[int, ...]
    lead: Mapping[int, int]
    others: int = 0
    held: frozenset[int] = frozenset()
    total: int = 0
    modules: Counter[str] = field(default_factory=Counter)
    classes: Mapping[int, str] = field(default_factory=dict)

    def after(self, pk: int) -> int | None:
        """The item behind one; of an item that no longer waits, the one that took its place."""
        return _next(self.order, pk)

    def before(self, pk: int) -> int | None:
        """The item before one."""
        return _next(self.order[::-1], pk, later=False)

    def group(self, pk: int) -> tuple[int, ...]:
        """The items that share a file with one, itself included."""
        first = self.lead.get(pk)
        return tuple(each for each in self.order if self.lead.get(each) == first) if first else (pk,)

    def window(self, pk: int) -> tuple[int, tuple[int, ...]]:
        """Where the page with an item begins, and its rows."""
        at = self.order.index(pk) if pk in self.items and pk in self.order else 0
        begin = at - at % SHOWN
        return begin, self.order[begin : begin + SHOWN]


def _next(order: Sequence[int], pk: int, *, later: bool = True) -> int | None:
    if pk in order:
        at = order.index(pk) + 1
        return order[at] if at < len(order) else None
    behind = [each for each in order if (each > pk) is later]
    return behind[0] if behind else None


def rounds_for(actor: Actor) -> list[Matter]:
    """The open rounds that concern the units of the chosen office, those of its own college included."""
    if actor.chosen is None:
        return []
    units = {*actor.units, *above(actor.chosen.unit)}
    found = Matter.objects.filter(kind=Round.kind(), closed_on=None, unit__in=units)
    return list(found.select_related("unit").order_by("unit__code", "-pk"))


def resting_at(*steps: str) -> QuerySet[Case]:
    """The open items that rest at one of these steps, found by their tasks."""
    nodes = [SecondClassroomCredits_1.named(step) for step in steps]
    tasks = {"process__task__status": "NEW", "process__task__flow_task__in": nodes}
    return Case.objects.filter(status="open", **tasks)


def at_step(actor: Actor, step: str, rounds: Collection[Matter]) -> QuerySet[Case]:
    """The items of these rounds that wait at a step, in reach, but one's own."""
    return _reached(actor, resting_at(step), rounds)


def _reached(actor: Actor, cases: QuerySet[Case], rounds: Collection[Matter]) -> QuerySet[Case]:
    found = cases.filter(concerns__matter__in=[each.pk for each in rounds]).exclude(subject=actor.id)
    whole = all(each.unit_id in actor.units for each in rounds)
    return found if whole else found.filter(unit__in=actor.units)


def counts_by_round(actor: Actor, step: str, rounds: Collection[Matter]) -> dict[int, int]:
    """How many items can be reviewed at a step, by round."""
    waiting = at_step(actor, step, rounds).filter(is_ready(step, map(gate_of, rounds))).order_by()
    return dict(
        Concern.objects.filter(case__in=waiting, matter__in=[each.pk for each in rounds])
        .order_by()
        .values_list("matter")
        .annotate(Count("pk"))
    )


COLUMNS = (
    *("pk", "subject", "subject__number", "subject__name", "subject__initials", "unit", "unit__name"),
    *("facts__declaration__0__data__row", "facts__correction__0__data__row"),
)


def line_of(
    actor: Actor,
    step: ReviewStep,
    matter: Matter,
    gate: Gate | None,
    asked: Filter,
    ruled: RoundRules,
    *,
    four_eyes: bool,
) -> Line:
    """Everything that waits at a step of a round; with four eyes nobody reviews again what was their own."""
    waits = at_step(actor, step.name, [matter])
    cases, held = waits, frozenset[int]()
    if gate is not None:
        cases = waits.filter(is_ready(step.name, [gate]))
        held = frozenset(waits.values_list("pk", flat=True)) - frozenset(cases.values_list("pk", flat=True))
    mine = _reviewed_by(actor, cases) if step.name == AGAIN and four_eyes else frozenset()
    read = cases.order_by("pk").values_list(*COLUMNS)
    rows = [_waiting(each) for each in read if each[0] not in mine]
    shown = [each for each in rows if asked.takes(each, ruled)]
    lead = grouped(HandedIn.objects.filter(case__in=cases).values_list("sha256", "case"))
    items = {each.pk: each for each in shown}
    order = sorted(items, key=lambda pk: (lead.get(pk, pk), pk))
    return Line(
        items=items,
        order=tuple(order),
        lead={pk: first for pk, first in lead.items() if pk in items},
        others=len(mine),
        held=held,
        total=len(rows),
        modules=Counter(ruled.module(each.subject, each.row) for each in rows),
        classes={each.unit: each.unit_name for each in sorted(rows, key=lambda each: each.unit_name)},
    )


def _waiting(row: Sequence[Any]) -> Waiting:
    """A row of the columns; what was corrected stands for what was declared."""
    pk, subject, number, name, initials, unit, unit_name, declared, corrected = row
    return Waiting(pk, subject, number, name, initials, unit, unit_name, corrected or declared or "")


def _reviewed_by(actor: Actor, cases: QuerySet[Case]) -> frozenset[int]:
    columns = ("pk", "facts__first_review", "facts__first_review_undone")
    found = set()
    for pk, reviews, undone in cases.order_by().values_list(*columns):
        first = first_review_of(Facts({FIRST: reviews or [], f"{FIRST}_undone": undone or []}))
        if first is not None and first.by == actor.id:
            found.add(pk)
    return frozenset(found)


def grouped(pairs: Iterable[tuple[str, int]]) -> dict[int, int]:
    """The first case of those that share a file, by case; what shares nothing is left out."""
    first: dict[int, int] = {}

    def root(case: int) -> int:
        while first.setdefault(case, case) != case:
            case = first[case]
        return case

    by_file: dict[str, int] = {}
    for sha256, case in pairs:
        one, other = root(case), root(by_file.setdefault(sha256, case))
        first[max(one, other)] = min(one, other)
    leads = {case: root(case) for case in first}
    sizes = Counter(leads.values())
    return {case: lead for case, lead in leads.items() if sizes[lead] > 1}


def in_full(pks: Collection[int]) -> dict[int, DeclaredItem]:
    """The items in view with their facts."""
    return {item.case: item for item in items_in(Case.objects.filter(pk__in=pks))}


def checks_of(pks: Collection[int]) -> dict[int, tuple[Kept, ...]]:
    """What the automatic checks of each item said last: of its claim, and of its evidence; as it is kept."""
    found: dict[tuple[int, str], Sequence[Kept]] = {}
    entries = Entry.objects.filter(case__in=pks, act__in=CHECKED).order_by("pk")
    for case, act, findings in entries.values_list("case", "act", "findings"):
        found[case, "claim" if act != "evidence" else act] = findings
    return {pk: (*found.get((pk, "claim"), ()), *found.get((pk, "evidence"), ())) for pk in pks}


def outcomes_of(actor: Actor, step: ReviewStep, matter: Matter) -> dict[str, int]:
    """How the items of a round that do not wait at a step came out of it."""
    cases = _reached(actor, Case.objects.filter(procedure__in=REFS), [matter])
    done = cases.exclude(steps__has_key=step.name)
    said = LastOutcome(F("facts"), Value(step.name, output_field=TextField()))
    rows = done.order_by().annotate(said=said).values_list("said").annotate(n=Count("pk"))
    return {outcome: n for outcome, n in rows if outcome}


def open_count(actor: Actor, steps: Iterable[ReviewStep]) -> int:
    """How many items an office can review, at whichever of its steps; of very many not all are counted.

    What somebody reviewed first is left to others, as four eyes see it, where an edition only warns as well.
    """
    names = [step.name for step in steps]
    gates = open_gates() if names != [FIRST] else []
    found = Q(pk__in=())
    for name in names:
        here = Q(process__task__flow_task=SecondClassroomCredits_1.named(name)) & is_ready(name, gates)
        found |= here & ~Q(first_by=actor.id) if name == AGAIN else here
    waiting = Case.objects.alias(first_by=FIRST_BY).filter(found, status="open", process__task__status="NEW")
    mine = waiting.filter(unit__in=actor.units).exclude(subject=actor.id)
    return mine.order_by()[: MOST_COUNTED + 1].count()
