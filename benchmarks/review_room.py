"""Pages of the review room with 400 items in the queue and 40,000 in the database: time and statements.

A page is asked for through Django's client, middleware and templates included; the network is not.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import benchmarks.ready  # noqa: F401 (Django is set up before what follows is imported)
from benchmarks import credits_world
from benchmarks.harness import on_each_engine, percentile, table
from portal.models import Account, Institution
from procedures.second_classroom_credits import roles
from workflows.models import Case, OfficeTerm, Person

QUEUE, CLASSES, STUDENTS = 80, 40, 200
TIMES = 40
ROOM = "/credits/review/"


def browser(person: Person) -> Client:
    """Somebody signed in."""
    account = Account.objects.create(username=person.number, opened_at=credits_world.DECLARED)
    person.account = account
    person.save(update_fields=["account"])
    found = Client(HTTP_HOST="localhost")
    found.force_login(account)
    return found


def timed(client: Client, path: str, data: dict[str, Any]) -> tuple[float, float, int]:
    """Median and 95th percentile of a page in milliseconds, and its statements."""
    client.get(path, data)
    spent = []
    for _ in range(TIMES):
        began = time.perf_counter()
        response = client.get(path, data)
        spent.append((time.perf_counter() - began) * 1000)
        assert response.status_code == 200, response.status_code
    with CaptureQueriesContext(connection) as log:
        client.get(path, data)
    return statistics.median(spent), percentile(spent, 0.95), len(log)


def measure() -> None:
    """Print the table of one engine."""
    day = credits_world.REVIEWED.date()
    Institution.objects.create(name="江澜大学", short_name="江", is_demo=True, practice_on=day)
    top = credits_world.university()
    here = credits_world.school_class(top, QUEUE)
    credits_world.hand_in(here)
    for _ in range(CLASSES):
        credits_world.hand_in(credits_world.school_class(top, STUDENTS))
    registrar = Person.objects.create(number="registrar", name="教务处老师")
    OfficeTerm.objects.create(
        person=registrar, unit=top, office=roles.REGISTRAR.name, from_on=credits_world.BEGAN
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    counsellor, office = browser(here.counsellor), browser(registrar)
    middle = here.cases[len(here.cases) // 2]
    pages = (
        ("first item of 400", counsellor, {}),
        ("an item in the middle", counsellor, {"item": str(middle)}),
        ("one module of five", counsellor, {"module": "S002"}),
        ("the registrar, nothing waits", office, {}),
    )
    rows = [(name, *timed(client, ROOM, data)) for name, client, data in pages]
    table([(f"{Case.objects.count():,} items", "p50 ms", "p95 ms", "statements"), *rows])


if __name__ == "__main__":
    on_each_engine(__file__, measure, engines=sys.argv[1:] or ("postgresql",))
