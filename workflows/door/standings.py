"""The roster in step with a case: the standings that its progress gives, moved and taken back with it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from workflows.door.history import Given, given_by
from workflows.door.planning import Plan
from workflows.door.world import CaseState
from workflows.models import Entry
from workflows.nodes import ActType
from workflows.nodes.standings import Gives
from workflows.nodes.walk import Moves
from workflows.rules.belonging import Belonging
from workflows.store.memberships import membership_rows


def give(
    plan: Plan,
    case: CaseState,
    kind: ActType,
    day: date,
    outcome: str,
    moves: Moves,
    *,
    again: Collection[str] = (),
) -> None:
    """Write the standings that an act gives from a day on, by its outcome or by where it brought the case.

    Nodes that are only open ``again`` have given theirs before.
    """
    for each in _declared(
        case, kind, outcome, [name for name in moves.opened if name not in again], moves.end
    ):
        moves.gives.append([each.tree, each.standing, day.isoformat()])
        _rise(plan, case, each.tree, each.standing, day)


def give_again(
    plan: Plan, case: CaseState, entries: Sequence[Entry], moves: Moves, now: Callable[[Given], Given | None]
) -> None:
    """Write what the case gives after one of its entries was corrected or voided.

    ``now`` says what has become of each standing that it had given: the same, another, or none.
    """
    before = given_by(entries)
    after = [each for one in before if (each := now(one)) is not None]
    if before == after:
        return
    moves.given = [list(each) for each in after]
    for tree in dict.fromkeys(each.tree for each in before):
        _change(plan, case, tree, lambda held: held.taken_back(case.id))
    for each in after:
        _rise(plan, case, each.tree, each.standing, date.fromisoformat(each.day))


def _declared(
    case: CaseState, kind: ActType, outcome: str, opened: Sequence[str], end: str
) -> Iterator[Gives]:
    yield from (each for each in kind.gives if each.on in {"", outcome})
    for name in (*opened, *filter(None, [end])):
        yield from case.procedure.named(name).gives


def _rise(plan: Plan, case: CaseState, tree: str, standing: str, day: date) -> None:
    _change(plan, case, tree, lambda held: held.risen(standing, case.id, day))


def _change(plan: Plan, case: CaseState, tree: str, change: Callable[[Belonging], Belonging]) -> None:
    """Change where the subject stands in a tree, for the acts that follow in the list as well."""
    person = plan.world.people[case.subject]
    held = [each for each in person.standings if each.tree == tree]
    stands = change(Belonging.of(person, tree)).standings
    plan.batch.projections.extend(membership_rows(person.id, held, stands))
    others = (each for each in person.standings if each.tree != tree)
    plan.world.meet(replace(person, standings=(*others, *stands)))
