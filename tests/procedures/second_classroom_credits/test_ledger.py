"""The ledger: differences and reversals, and no order of them changes where it ends (articles 7 and 8)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procedures.second_classroom_credits.scoring.amounts import written
from procedures.second_classroom_credits.scoring.holdings import Holding, Item, Sanction
from procedures.second_classroom_credits.scoring.ledger import (
    Cause,
    LedgerEntry,
    balance,
    confirmed,
    decided_again,
    moved,
    reversed_item,
)
from procedures.second_classroom_credits.scoring.statement import statement_of
from tests.procedures.second_classroom_credits.world import holding, item, read_as, rules_2023, xust

RULES = rules_2023()
STATE = item("T2-06", id="state", project="X")
NATION = item("T2-03", "2024-25", id="nation", project="X")


def entries(before: Holding, after: Holding, cause: Cause = Cause.CONFIRMED, name: str = "") -> list[str]:
    """The entries of a change as a ledger prints them."""
    found = moved(before, after, RULES, cause=cause, item=name)
    return [
        f"{each.cause} {each.item} {each.module} {written(each.amount)}".replace("  ", " ") for each in found
    ]


def test_a_higher_award_is_entered_by_what_it_adds() -> None:
    first = confirmed(holding(), STATE)
    assert entries(holding(), first, name="state") == ["confirmed state S002 6.0"]
    assert entries(first, confirmed(first, NATION), name="nation") == ["confirmed nation S002 2.0"]


def test_the_same_award_confirmed_first_leaves_the_other_nothing_to_add() -> None:
    first = confirmed(holding(), NATION)
    assert entries(holding(), first, name="nation") == ["confirmed nation S002 8.0"]
    assert entries(first, confirmed(first, STATE), name="state") == []


def test_a_forged_award_leaves_a_negative_entry() -> None:
    both = holding(STATE, NATION)
    assert entries(both, reversed_item(both, "nation"), Cause.REVERSED, "nation") == [
        "reversed nation S002 -2.0"
    ]
    assert entries(both, reversed_item(both, "state"), Cause.REVERSED, "state") == []


def test_a_project_that_moves_to_another_module_leaves_two_entries() -> None:
    before = holding(item("T1-04", id="honour", project="X"))
    after = confirmed(before, STATE)
    assert entries(before, after, name="state") == ["confirmed state S001 -2.0", "confirmed state S002 6.0"]


def test_an_appeal_and_a_sanction_are_entered_like_the_rest() -> None:
    served = item("T1-10", id="served", times=10)
    before = holding(served)
    after = decided_again(before, item("T1-10", id="served", times=12))
    assert entries(before, after, Cause.DECIDED_AGAIN, "served") == ["decided_again served S001 0.4"]
    sanctioned = holding(served, sanctions=(Sanction("warning", date(2024, 3, 1)),))
    assert entries(before, sanctioned, Cause.CIRCUMSTANCE) == ["circumstance S001 -2.0"]


def test_nothing_is_confirmed_twice_and_nothing_reversed_that_is_not_there() -> None:
    with pytest.raises(ValueError, match=r"^state$"):
        confirmed(holding(STATE), STATE)
    with pytest.raises(KeyError, match="state"):
        reversed_item(holding(), "state")


ROWS = (
    *("T1-04", "T1-10", "T1-11", "T1-12", "T1-14", "T1-15", "T1-16", "T2-03", "T2-06", "T2-09", "T2-24"),
    *(
        "T2-41",
        "T2-48",
        "T3-01",
        "T3-02",
        "T3-17",
        "T3-19",
        "T3-23",
        "T4-02",
        "T4-04",
        "T5-01",
        "T5-07",
        "T5-10",
    ),
)


@st.composite
def items(draw: st.DrawFn) -> tuple[Item, ...]:
    """Up to seven items that share projects, certificates and years as badly as they can."""
    drawn = draw(
        st.lists(
            st.tuples(
                st.sampled_from(ROWS),
                st.sampled_from(("2022-23", "2023-24", "2024-25")),
                st.sampled_from(("", "p", "q")),
                st.sampled_from(("", "", "c")),
                st.booleans(),
            ),
            min_size=1,
            max_size=7,
        )
    )
    return tuple(
        item(row, on, id=f"{place}", project=project, certificate=certificate, duty=duty)
        for place, (row, on, project, certificate, duty) in enumerate(drawn)
    )


def played(acts: list[tuple[str, Any]], **circumstances: Any) -> tuple[Holding, list[LedgerEntry]]:
    """A ledger after some acts, each entered by what it changed."""
    state, ledger = holding(**circumstances), list[LedgerEntry]()
    for act, given_item in acts:
        if act == "confirm":
            after = confirmed(state, given_item)
        elif act == "decide":
            after = decided_again(state, given_item)
        else:
            after = reversed_item(state, given_item.id)
        ledger += moved(state, after, RULES, cause=Cause.CONFIRMED, item=given_item.id)
        state = after
    return state, ledger


@settings(max_examples=60, deadline=None)
@given(st.data(), items())
def test_no_order_changes_where_a_ledger_ends(data: st.DataObject, drawn: tuple[Item, ...]) -> None:
    """Each item is confirmed; some were first confirmed otherwise and decided again, some are reversed."""
    sanctions = (Sanction("warning", date(2023, 3, 1)),) if data.draw(st.booleans()) else ()
    forged = data.draw(st.sets(st.sampled_from([each.id for each in drawn])))
    lives: list[list[tuple[str, Any]]] = []
    for each in drawn:
        appealed = item("T1-15", str(each.year), id=each.id) if data.draw(st.booleans()) else None
        life = [("confirm", appealed), ("decide", each)] if appealed else [("confirm", each)]
        lives.append([*life, ("reverse", each)] if each.id in forged else life)
    order = data.draw(st.permutations([place for place, life in enumerate(lives) for _ in life]))
    waiting = [list(life) for life in lives]
    state, ledger = played([waiting[place].pop(0) for place in order], sanctions=sanctions)
    kept = holding(*(each for each in drawn if each.id not in forged), sanctions=sanctions)
    expected = statement_of(kept, RULES)
    assert state.items == kept.items
    assert statement_of(state, RULES) == expected
    assert balance(ledger, RULES) == expected.earned


READINGS = st.fixed_dictionaries(
    {
        each.name.replace(".", "__"): st.sampled_from(each.among)
        for each in xust().parameters.values()
        if each.among and each.enforcement != "record"
    }
)


@settings(max_examples=60, deadline=None)
@given(items(), READINGS)
def test_under_any_readings_a_statement_adds_up_and_never_gives_more_than_was_claimed(
    drawn: tuple[Item, ...], readings: dict[str, str]
) -> None:
    statement = statement_of(holding(*drawn), read_as(**readings))
    assert sum(line.counted for line in statement.lines) == statement.total.earned
    assert sum(statement.earned.values()) == statement.total.earned
    assert [line for line in statement.lines if not 0 <= line.counted <= line.claimed] == []
    assert [line for line in statement.lines if (line.counted < line.claimed) is (line.why is None)] == []


@settings(max_examples=40, deadline=None)
@given(items())
def test_no_project_counts_in_two_modules(drawn: tuple[Item, ...]) -> None:
    modules: dict[str, set[str]] = {}
    for line in statement_of(holding(*drawn), RULES).lines:
        if line.counted:
            modules.setdefault(line.project, set()).add(line.row.module)
    assert [project for project, found in modules.items() if len(found) > 1] == []
