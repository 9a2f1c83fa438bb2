"""After an error inside a pipeline, a lock not had or a row that had changed, the connection goes on."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection

from tests.door.holding import held_elsewhere
from tests.toy.world import Society, moment, open_plot, society
from workflows.door import Act, Busy, Refused, Stale, consider, perform
from workflows.models import Case, ChainHead, Entry
from workflows.store.session import Order, Session

pytestmark = pytest.mark.django_db(transaction=True)

DAY = "2024-03-02"


@pytest.fixture
def world() -> Society:
    """A society."""
    return society()


def check(world: Society, case: int, key: str = "k") -> Act:
    return Act("check", world.clerk.pk, key, date.fromisoformat(DAY), {"text": "好"}, case=case)


@pytest.mark.parametrize("table", ["workflows_case", "workflows_chainhead"])
def test_a_lock_that_is_not_to_be_had_is_busy_and_the_next_act_goes_on(world: Society, table: str) -> None:
    case = open_plot(world)
    with (
        held_elsewhere(f"SELECT * FROM {table} FOR UPDATE"),  # noqa: S608 (one of two words)
        pytest.raises(Busy),
    ):
        perform([check(world, case)], at=moment(DAY), session=Session(lock_timeout="50ms"))
    assert perform([check(world, case)], at=moment(DAY))[0].repeated is False


def test_a_case_that_nobody_holds_is_not_kept_waiting_by_another(world: Society) -> None:
    held, free = open_plot(world), open_plot(world, subject=world.clerk)
    with held_elsewhere("SELECT * FROM workflows_case WHERE id = %s FOR UPDATE", held):
        act = Act("withdraw", world.clerk.pk, "k", date.fromisoformat(DAY), {"text": "不种了"}, case=free)
        assert perform([act], at=moment(DAY), session=Session(lock_timeout="50ms"))[0].case == free


def test_an_error_among_statements_that_travel_together_leaves_the_connection_usable(world: Society) -> None:
    case = open_plot(world)
    session = Session()
    with pytest.raises(DatabaseError), session.transaction():
        session.ask([("SELECT 1", ()), ("SELECT * FROM no_such_table", ()), ("SELECT 2", ())])
    assert perform([check(world, case)], at=moment(DAY))[0].repeated is False


def test_a_statement_that_failed_or_was_never_reached_is_asked_anew(world: Society) -> None:
    good, bad = ("SELECT %s + 1", (41,)), ("SELECT * FROM no_such_table", ())
    session = Session()
    for _ in range(2):
        with pytest.raises(DatabaseError, match="no_such_table"), session.transaction():
            session.ask([bad, good])
    with session.transaction():
        assert session.ask([good, good]) == [[(42,)], [(42,)]]


@pytest.mark.parametrize("number", [1, 1 << 20, 1 << 40])
def test_a_number_of_any_size_finds_its_plan(world: Society, number: int) -> None:
    session = Session()
    with session.transaction():
        for given in (number, 1, number):
            assert session.ask([("SELECT CAST(%s AS bigint) + 1", (given,))]) == [[(given + 1,)]]


def test_a_talk_with_the_database_that_is_cut_off_is_not_taken_up_again(
    world: Society, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL is talked to; SQLite is a library")
    case = open_plot(world)

    def cut_off(*given: Any, **named: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(type(connection.connection), "wait", cut_off)
        with pytest.raises(KeyboardInterrupt):
            perform([check(world, case)], at=moment(DAY))
    assert perform([check(world, case)], at=moment(DAY))[0].repeated is False


def test_a_row_that_is_not_as_it_was_read_is_stale_and_nothing_is_kept(world: Society) -> None:
    case = open_plot(world)
    session = Session()
    renamed = Order("UPDATE workflows_unit SET name = 'x' WHERE id = %s", [(world.unit.pk,)], 1)
    missed = Order("UPDATE workflows_case SET revision = 9 WHERE id = %s AND revision = 7", [(case,)], 1)
    with pytest.raises(Stale), session.transaction():
        session.tell([renamed, missed])
    world.unit.refresh_from_db()
    assert (world.unit.name, Case.objects.get().revision) == ("东园", 1)
    assert perform([check(world, case)], at=moment(DAY))[0].repeated is False


def test_one_request_twice_in_a_list_is_one_act(world: Society) -> None:
    case = open_plot(world)
    first, again = perform([check(world, case), check(world, case)], at=moment(DAY))
    assert (first.entry, first.repeated, again.entry, again.repeated) == (
        first.entry,
        False,
        first.entry,
        True,
    )
    assert Entry.objects.filter(act="check").count() == 1


def test_one_key_for_two_requests_in_a_list_is_refused(world: Society) -> None:
    case = open_plot(world)
    other = Act("check", world.clerk.pk, "k", date.fromisoformat(DAY), {"text": "坏"}, case=case)
    with pytest.raises(Refused) as raised:
        perform([check(world, case), other], at=moment(DAY))
    assert [finding.rule for finding in raised.value.unmet] == ["act.same_key_other_data"]
    assert Entry.objects.filter(act="check").count() == 0


def test_considering_writes_nothing_not_even_the_beginning_of_a_chain(world: Society) -> None:

    ChainHead.objects.all().delete()
    data = {"size": 10, "story": ""}
    subject = world.member.pk
    act = Act("request", subject, "k", date.fromisoformat(DAY), data, family="toy", subject=subject)
    assert consider([act], at=moment(DAY)) == ()
    assert ChainHead.objects.count() == 0
