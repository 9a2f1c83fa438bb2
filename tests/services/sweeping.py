"""What a process of its own does in the tests of several sweepers.

Loaded once by the server from which all of them are forked: Django has started there, no connection is open.
"""

from __future__ import annotations

import os
from collections import defaultdict
from datetime import date
from multiprocessing.connection import Connection

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
django.setup()

from django.db import connection  # noqa: E402 (Django is set up above)

from tests.toy.world import moment  # noqa: E402 (Django is set up above)
from workflows.models import Deadline, Entry  # noqa: E402 (Django is set up above)
from workflows.services.deadlines import sweep  # noqa: E402 (Django is set up above)
from workflows.services.verifying import verify  # noqa: E402 (Django is set up above)


def on(database: str) -> None:
    """Work on this database from now on."""
    connection.settings_dict["NAME"] = database


def sweeps(database: str, day: str, hour: int, ready: Connection) -> None:
    """Do what is due on a day, once it has said that it is about to."""
    on(database)
    ready.send("ready")
    sweep(at=moment(day, hour=hour))


def counts(database: str, answer: Connection) -> None:
    """Verify the journal; answer how many deadlines fired, and how many acts that left."""
    on(database)
    assert verify().differences == ()
    fired = Deadline.objects.filter(state="fired").count()
    answer.send((fired, Entry.objects.filter(act="remind").count()))


def counts_what_was_asked(database: str, answer: Connection) -> None:
    """Verify the journal; answer on how many days each case was asked of, where no day came twice."""
    on(database)
    assert verify().differences == ()
    days: dict[int, list[date]] = defaultdict(list)
    for case, asked_on in Entry.objects.filter(act="ask").values_list("case", "on"):
        days[case].append(asked_on)
    answer.send([len(each) for each in days.values() if len(each) == len(set(each))])
