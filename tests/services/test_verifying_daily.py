"""Once a day, by whoever sweeps: the whole journal is verified, and what was found is noted."""

from __future__ import annotations

from datetime import datetime
from io import StringIO
from threading import Event
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command

from tests.toy.world import open_plot, society
from workflows.management.commands import sweep_deadlines
from workflows.models import Entry, JournalCheck
from workflows.services.verifying.daily import verify_daily

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture(autouse=True)
def _world() -> None:
    """A society with one entry."""
    open_plot(society())


def moment(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


def noted() -> list[tuple[datetime, int]]:
    return list(JournalCheck.objects.order_by("pk").values_list("at", "differences"))


def test_a_day_is_a_day_of_the_institution() -> None:
    assert verify_daily(moment(12, 0, 1)) is not None
    assert verify_daily(moment(12, 23, 59)) is None
    assert verify_daily(moment(13, 0)) is not None
    assert noted() == [(moment(12, 0, 1), 0), (moment(13, 0), 0)]


def test_the_sweeper_verifies_on_its_first_look_of_a_day_and_says_what_differs() -> None:
    said = []
    for at in (moment(12, 9), moment(12, 10), moment(13, 0, 5), moment(13, 9)):
        err = StringIO()
        with time_machine.travel(at, tick=False):
            call_command("sweep_deadlines", stdout=StringIO(), stderr=err)
        said.append(err.getvalue())
        Entry.objects.update(acted_as="clerk")
    assert said == ["", "", "校验纪实，有2处不符。运行 manage.py verify_journal 可逐处列出。\n", ""]
    assert noted() == [(moment(12, 9), 0), (moment(13, 0, 5), 2)]


def ended(sweeper: sweep_deadlines.Command) -> None:
    """Wait until whoever verifies beside it has ended."""
    assert sweeper._verifier is not None
    sweeper._verifier.join(60)


def test_a_sweeper_that_runs_on_does_not_wait_for_the_verification(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, begun, go_on = [], Event(), Event()

    def slow(at: datetime) -> None:
        asked.append(at)
        begun.set()
        go_on.wait(60)

    monkeypatch.setattr(sweep_deadlines, "verify_daily", slow)
    sweeper = sweep_deadlines.Command(stdout=StringIO(), stderr=StringIO())
    for at in (moment(12, 9), moment(12, 10)):
        with time_machine.travel(at, tick=False):
            sweeper._look(Event())
            begun.wait(60)
    go_on.set()
    ended(sweeper)
    for at in (moment(12, 11), moment(13, 0, 5)):
        with time_machine.travel(at, tick=False):
            sweeper._look(Event())
            ended(sweeper)
    assert asked == [moment(12, 9), moment(13, 0, 5)]
