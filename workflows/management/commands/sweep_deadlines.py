"""manage.py sweep_deadlines: performs what has fallen due, once or for as long as the site runs."""

from __future__ import annotations

import signal
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable
from datetime import date
from threading import Event, Thread
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.db import Error, connection, connections
from django.utils import timezone

from workflows.services.clocks import clock
from workflows.services.deadlines import Fate, revive, sweep
from workflows.services.terms import project_terms
from workflows.services.verifying.daily import verify_daily
from workflows.texts.sentences import sentence

#: deadlines performed between two looks at the clock
AT_ONCE = 200


class Command(BaseCommand):
    """Sweep until nothing is due; with ``--forever`` go on looking until a signal comes.

    Once a day the terms are projected and the whole journal is verified; both are done after a pause, too.
    With ``--forever`` it is verified beside the sweeping: a large one takes minutes, and nothing waits.
    """

    #: the day whose terms were projected last
    _projected_on: date | None = None
    #: the day, by the wall clock, on which the journal was last looked at
    _verified_on: date | None = None
    #: who verifies it beside the sweeping
    _verifier: Thread | None = None
    help = "Perform the deadlines that are due. Any number of these may run at the same time."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Once or for ever, how often, and which dead deadlines to try again."""
        mode = parser.add_mutually_exclusive_group()
        mode.add_argument("--once", action="store_true", help="sweep what is due now and end (the default)")
        mode.add_argument("--forever", action="store_true", help="go on until SIGTERM or Ctrl-C")
        parser.add_argument("--interval", type=float, default=5.0, help="seconds between two looks")
        parser.add_argument("--revive", type=int, nargs="+", metavar="ID", help="arm these dead ones first")

    def handle(self, *args: Any, **options: Any) -> None:
        """Sweep, and say what became of the deadlines whenever there were any."""
        stop = Event()
        if options["revive"]:
            count = revive(options["revive"])
            self.stdout.write(sentence("sweep.revived", {"count": count}))
        if not options["forever"]:
            self._sweep(stop)
            self._verify()
            return
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _setting(stop))
        while not stop.is_set():
            self._look(stop)
            stop.wait(options["interval"])

    def _look(self, stop: Event) -> None:
        """One look that outlives a database which is away for a while."""
        try:
            self._sweep(stop)
        except Error as error:
            self._away(error)
            connections.close_all()
        else:
            if not stop.is_set():
                self._verify_beside()

    def _away(self, error: Error) -> None:
        self.stderr.write(sentence("sweep.no_database", {"error": type(error).__name__}))

    def _sweep(self, stop: Event) -> None:
        self._project()
        fates: Counter[Fate] = Counter()
        while not stop.is_set():
            found = sweep(at=clock()(), limit=AT_ONCE, stopped=stop.is_set)
            fates += found
            if found.total() < AT_ONCE:
                break
        if fates:
            counts = {fate.value: fates[fate] for fate in Fate}
            self.stdout.write(sentence("sweep.swept", {"total": fates.total(), **counts}))

    def _project(self) -> None:
        """Rebuild what is projected from the terms held today, unless the last look did so."""
        today = timezone.localdate(clock()())
        if today != self._projected_on:
            project_terms(today)
            self._projected_on = today

    def _verify_beside(self) -> None:
        """Verify in a thread of its own, which ends with the process; it reads, and notes what it found."""
        if self._verified_on == timezone.localdate() or (self._verifier and self._verifier.is_alive()):
            return
        self._verifier = Thread(target=self._verify_apart, daemon=True)
        self._verifier.start()

    def _verify_apart(self) -> None:
        try:
            self._verify()
        except Error as error:
            self._away(error)
        finally:
            connection.close()

    def _verify(self) -> None:
        """Verify the journal unless that was done today; what differs is said here and on pages."""
        now = timezone.now()
        if timezone.localdate(now) == self._verified_on:
            return
        found = verify_daily(now)
        self._verified_on = timezone.localdate(now)
        if found is not None and found.differences:
            self.stderr.write(sentence("sweep.journal_differs", {"count": len(found.differences)}))


def _setting(stop: Event) -> Callable[[int, FrameType | None], None]:
    """A handler that lets the deadline in hand end and then stops."""

    def handler(number: int, frame: FrameType | None) -> None:
        stop.set()

    return handler
