"""The page on which a student reads their own credits: processor time of the server, and queries."""

from __future__ import annotations

import time
from collections.abc import Sequence

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks.harness import percentile, table
from benchmarks.round_world import moment
from portal.models import Account, Institution
from workflows.models import Person

TIMES, WARM = 60, 5


def measure(students: Sequence[Person]) -> None:
    """Ask for the page of some students as a browser would; the whole site answers, middleware included."""
    Institution.objects.create(name="学校", practice_on=moment(6, 10).date(), is_demo=True)
    settings.DEBUG = False
    rows: list[tuple[object, ...]] = []
    for student in students:
        client = Client()
        account = Account.objects.create(
            username=student.number, opened_at=moment(3, 1), must_change_password=False
        )
        student.account = account
        student.save(update_fields=["account"])
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        rows += [(f"{student.name}: {name}", *_page(client, reverse(name))) for name in ("credits",)]
    table([("page", "queries", "server CPU ms p50", "p95", "whole ms p50"), *rows])


def _page(client: Client, path: str) -> tuple[object, ...]:
    """Queries, milliseconds of this process's processor (median, 95 of 100), and of the wall."""
    cpu, wall = [], []
    for _ in range(TIMES + WARM):
        began, used = time.perf_counter(), time.process_time()
        answer = client.get(path)
        cpu.append((time.process_time() - used) * 1000)
        wall.append((time.perf_counter() - began) * 1000)
        if answer.status_code != 200:
            raise RuntimeError(answer.status_code)
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    cpu, wall = cpu[WARM:], wall[WARM:]
    return len(asked), percentile(cpu, 0.5), percentile(cpu, 0.95), percentile(wall, 0.5)
