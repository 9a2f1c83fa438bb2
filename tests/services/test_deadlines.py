"""What falls due is performed once, on its legal day, and never in the way of anything else."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.utils import timezone

from tests.toy.world import Society, adopt, do, moment, open_plot, person, society
from workflows import door
from workflows.models import Case, Deadline, DeadlineState, Duty, Entry
from workflows.services import deadlines
from workflows.services.deadlines import Fate, revive, sweep
from workflows.services.verifying import verify
from workflows.store.session import Session

pytestmark = pytest.mark.django_db

COUNT = {"issued": 5, "returned": 5, "approve": 3, "oppose": 1, "abstain": 1, "void": 0}
NOTE = {"text": "好"}
DUE = date(2025, 5, 1)

needs_row_locks = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has no row locks: one writer at a time"
)


@pytest.fixture
def world() -> Iterator[Society]:
    """A society; whatever is swept, the journal and what was folded from it agree."""
    yield society()
    assert verify().differences == ()


def held(world: Society, member: Any = None) -> int:
    """A case whose plot is held since 8 May 2024: the inspection is announced on 1 May 2025."""
    case = open_plot(world, subject=member)
    do("check", world.clerk, "2024-05-01", NOTE, case=case)
    meeting = do("convene", world.chair, "2024-05-01", NOTE, kind="toy.meeting", unit=world.unit.pk).matter
    for teller in (world.chair, world.clerk):
        do("count", teller, "2024-05-01", matter=meeting, cases={case: COUNT})
    target = {"kind": "toy.board", "unit": world.unit.pk, "cases": {case: {}}}
    board = do("post", world.clerk, "2024-05-02", NOTE, **target).matter
    do("close", world.clerk, "2024-05-08", matter=board, cases={case: {}})
    return case


def states() -> list[tuple[str, int, str]]:
    """State, attempts and last error of each deadline."""
    return list(Deadline.objects.order_by("pk").values_list("state", "attempts", "last_error"))


@pytest.mark.parametrize(
    ("day", "fates"), [("2025-04-30", {}), ("2025-05-01", {Fate.FIRED: 1}), ("2025-05-02", {Fate.FIRED: 1})]
)
def test_a_deadline_fires_from_its_day_on(world: Society, day: str, fates: dict[Fate, int]) -> None:
    held(world)
    assert sweep(at=moment(day)) == Counter(fates)


def test_what_falls_due_happens_on_its_day_whenever_it_is_recorded(world: Society) -> None:
    case = held(world)
    sweep(at=moment("2025-07-15"))
    entry = Entry.objects.get(act="remind")
    assert (entry.case_id, entry.on, entry.effective_on, timezone.localdate(entry.at)) == (
        case,
        DUE,
        DUE,
        date(2025, 7, 15),
    )
    assert (entry.acted_by, entry.acted_as, entry.recorded_by, entry.recorded_as) == (
        None,
        "system",
        None,
        "system",
    )


def test_a_day_before_the_step_opened_is_the_day_it_opened(world: Society) -> None:
    """A correction can leave a deadline due before its step was open at all."""
    case = held(world)
    Deadline.objects.update(due_on=date(2024, 1, 1))
    sweep(at=moment("2024-06-01"))
    assert Entry.objects.get(case=case, act="remind").on == date(2024, 5, 8)


def test_a_wait_goes_on_from_the_day_it_ended(world: Society) -> None:
    """Acts of the next step are dated from the legal day, though the sweeper slept for a month."""
    adopt(world, "lease")
    member = person("w1", world.unit)
    case = do("lease", member, "2024-03-01", family="lease", subject=member.pk).case or 0
    assert list(Deadline.objects.values_list("node", "act", "due_on")) == [("rest", "rest", date(2024, 4, 1))]
    assert sweep(at=moment("2024-05-01")) == Counter({Fate.FIRED: 1})
    row = Case.objects.get(pk=case)
    assert {name: step["since"] for name, step in row.steps.items()} == {
        "fallow": "2024-03-01",
        "plough": "2024-04-01",
    }
    assert states() == [("fired", 0, "")]
    do("plough", world.clerk, "2024-04-15", NOTE, case=case, at=moment("2024-05-01"))


def test_sweeping_again_changes_nothing(world: Society) -> None:
    held(world)
    at = moment("2025-05-01")
    assert (sweep(at=at), sweep(at=at), sweep(at=at + timedelta(days=900))) == (
        Counter({Fate.FIRED: 1}),
        Counter(),
        Counter(),
    )
    assert Entry.objects.filter(act="remind").count() == 1


def test_a_deadline_of_a_step_that_was_left_does_not_fire(world: Society) -> None:
    case = held(world)
    do("inspection", world.clerk, "2024-06-01", NOTE, case=case)
    assert sweep(at=moment("2025-05-01")) == Counter()
    assert states() == [("cancelled", 0, "")]


def test_a_step_opened_and_left_in_one_list_leaves_no_deadline(world: Society) -> None:
    case = open_plot(world)
    do("check", world.clerk, "2024-05-01", NOTE, case=case)
    meeting = do("convene", world.chair, "2024-05-01", NOTE, kind="toy.meeting", unit=world.unit.pk).matter
    for teller in (world.chair, world.clerk):
        do("count", teller, "2024-05-01", matter=meeting, cases={case: COUNT})
    target = {"kind": "toy.board", "unit": world.unit.pk, "cases": {case: {}}}
    board = do("post", world.clerk, "2024-05-02", NOTE, **target).matter
    on, clerk = date(2024, 5, 8), world.clerk.pk
    close = door.Act("close", clerk, "one", on, matter=board, cases={case: {}})
    inspect = door.Act("inspection", clerk, "two", on, NOTE, case=case)
    door.perform([close, inspect], at=moment("2024-05-08"))
    assert (states(), Duty.objects.count(), Case.objects.get(pk=case).end) == ([], 0, "settled")


def test_a_suspended_case_rests_and_its_deadline_fires_when_it_goes_on(world: Society) -> None:
    case = held(world)
    do("suspend", world.chair, "2024-06-01", NOTE, case=case)
    at = moment("2025-05-01")
    assert sweep(at=at) == Counter({Fate.SUSPENDED: 1})
    assert (states(), Deadline.objects.get().not_before) == ([("armed", 0, "")], at + timedelta(hours=1))
    do("resume", world.chair, "2025-05-01", case=case)
    assert sweep(at=at + timedelta(minutes=59)) == Counter()
    assert sweep(at=at + timedelta(hours=1)) == Counter({Fate.FIRED: 1})


def test_a_refused_deadline_comes_again_and_dies_in_the_end(world: Society) -> None:
    case = held(world)
    Deadline.objects.update(act="inspection")
    at, seen = moment("2025-05-01"), []
    for _ in range(5):
        fates = sweep(at=at)
        row = Deadline.objects.get()
        seen.append((*fates, row.state, row.attempts, row.last_error, row.not_before and row.not_before - at))
        at = row.not_before or at
    refused = (Fate.FAILED, "armed")
    assert seen == [
        (*refused, 1, "data.required", timedelta(minutes=1)),
        (*refused, 2, "data.required", timedelta(minutes=10)),
        (*refused, 3, "data.required", timedelta(hours=1)),
        (*refused, 4, "data.required", timedelta(hours=6)),
        (Fate.DEAD, "dead", 5, "data.required", None),
    ]
    assert sweep(at=at + timedelta(days=99)) == Counter()
    assert "inspection" in Case.objects.get(pk=case).steps


def test_a_dead_deadline_can_be_armed_again(world: Society) -> None:
    held(world)
    Deadline.objects.update(state=DeadlineState.DEAD, attempts=5, last_error="act.not_yours")
    assert revive([Deadline.objects.get().pk]) == 1
    assert sweep(at=moment("2025-05-01")) == Counter({Fate.FIRED: 1})


def test_a_broken_deadline_does_not_hold_the_others(
    world: Society, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    held(world)
    held(world, person("m2", world.unit))
    first = Deadline.objects.earliest("pk")
    honest = door.perform

    def broken(acts: Any, **rest: Any) -> Any:
        if acts[0].key == first.key:
            raise KeyError("张三")
        return honest(acts, **rest)

    monkeypatch.setattr(deadlines, "perform", broken)
    assert sweep(at=moment("2025-05-01")) == Counter({Fate.FAILED: 1, Fate.FIRED: 1})
    assert states() == [("armed", 1, "deadline.failed"), ("fired", 0, "")]
    assert f"deadline {first.pk} failed" in caplog.text


def test_no_more_than_the_limit_and_in_the_order_of_their_days(
    world: Society, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deadlines, "BATCH", 2)
    for number in range(5):
        held(world, person(f"o{number}", world.unit))
    days = [date(2025, 1, day) for day in (5, 3, 4, 1, 2)]
    for row, day in zip(Deadline.objects.order_by("pk"), days, strict=True):
        Deadline.objects.filter(pk=row.pk).update(due_on=day)
    assert sweep(at=moment("2025-05-01"), limit=3) == Counter({Fate.FIRED: 3})
    assert [entry.on.day for entry in Entry.objects.filter(act="remind").order_by("pk")] == [1, 2, 3]
    assert sweep(at=moment("2025-05-01"), limit=3) == Counter({Fate.FIRED: 2})


def test_a_sweeper_that_is_told_to_stop_leaves_the_rest(world: Society) -> None:
    held(world)
    assert sweep(at=moment("2025-05-01"), stopped=lambda: True) == Counter()
    assert states() == [("armed", 0, "")]


def test_a_deadline_whose_act_was_done_under_its_key_is_fired(world: Society) -> None:
    """Killed between the act and the mark it cannot be: but the same key would be the same act."""
    held(world)
    sweep(at=moment("2025-05-01"))
    Deadline.objects.update(state="armed")
    assert sweep(at=moment("2025-05-01")) == Counter({Fate.FIRED: 1})
    assert Entry.objects.filter(act="remind").count() == 1


def test_a_deadline_of_a_matter_fires_its_act(world: Society) -> None:
    meeting = do("convene", world.chair, "2024-05-01", NOTE, kind="toy.meeting", unit=world.unit.pk).matter
    Deadline.objects.create(
        matter_id=meeting, node="", act="remember", due_on=date(2024, 6, 1), key=f"matter:{meeting}:remember"
    )
    assert sweep(at=moment("2024-06-02")) == Counter({Fate.FIRED: 1})
    entry = Entry.objects.get(matter=meeting, act="remember")
    assert (entry.on, entry.acted_as) == (date(2024, 6, 1), "system")


@contextmanager
def elsewhere(*statements: tuple[str, list[int]]) -> Iterator[None]:
    """Somebody else's transaction, open for as long as the block."""
    ready, done = threading.Event(), threading.Event()

    def work() -> None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                for statement, values in statements:
                    cursor.execute(statement, values)
                ready.set()
                done.wait(120)
                transaction.set_rollback(True)
        finally:
            connections.close_all()

    thread = threading.Thread(target=work)
    thread.start()
    assert ready.wait(120)
    try:
        yield
    finally:
        done.set()
        thread.join()


LOCK_CASE = "SELECT 1 FROM workflows_case WHERE id = %s FOR UPDATE"


@needs_row_locks
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("what", ["case", "deadline", "chain"])
def test_what_somebody_else_holds_is_left_and_holds_nobody(
    world: Society, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting: list[str] = []

    def opened(*, lock_timeout: str) -> Session:
        waiting.append(lock_timeout)
        return Session(lock_timeout=lock_timeout)

    monkeypatch.setattr(deadlines, "Session", opened)
    case = held(world)
    statements = {
        "case": (LOCK_CASE, [case]),
        "deadline": ("SELECT 1 FROM workflows_deadline WHERE case_id = %s FOR UPDATE", [case]),
        "chain": ("SELECT 1 FROM workflows_chainhead WHERE unit_id = %s FOR UPDATE", [world.unit.pk]),
    }
    at = moment("2025-05-01")
    with elsewhere(statements[what]):
        fates = sweep(at=at)
    assert fates == Counter({Fate.GONE if what == "deadline" else Fate.HELD: 1})
    assert waiting == ["20ms"], "an act of a person waits five seconds"
    assert states() == [("armed", 0, "")]
    assert sweep(at=at + timedelta(seconds=5)) == Counter({Fate.FIRED: 1})


def test_the_command_sweeps_and_says_what_it_did(world: Society, settings: Any) -> None:
    settings.WORKFLOWS_CLOCK = f"{__name__}.in_may"
    held(world)
    assert swept() == "到期1项：已办1，已不需要0，他人正在办0，暂缓中0，未成功0，须人工处理0。\n"
    assert swept() == ""


def in_may() -> datetime:
    """A clock that stands on the day."""
    return moment("2025-05-01")


def swept(*options: str) -> str:
    """What the command prints."""
    out = StringIO()
    call_command("sweep_deadlines", *options, stdout=out)
    return out.getvalue()
