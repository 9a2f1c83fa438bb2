"""What the log says when something goes wrong, and what it never says: what stood in forms and in rows."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
import structlog
from django.db import DatabaseError, connection
from django.urls import reverse

from portal.settings.logs import logging_to
from portal.settings.tracebacks import quiet
from tests.portal.realm import IDENTITY, Realm, realm
from workflows.store.session import Session

pytestmark = pytest.mark.django_db

OBJECTION, OBJECTOR, VOTES = "他抄袭了作业", "举报人王某", "赞成19票"
SECRET = (OBJECTION, OBJECTOR, VOTES, IDENTITY, "hunter2-password", "2024030226")


@pytest.fixture(params=["json", "console"])
def log(request: pytest.FixtureRequest) -> Iterator[StringIO]:
    """Everything that is logged meanwhile, in the style of a settings module."""
    lines = logging_to(request.param)["formatters"]["lines"]
    handler = logging.StreamHandler(StringIO())
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=lines["foreign_pre_chain"], processors=lines["processors"]
        )
    )
    root = logging.getLogger()
    root.addHandler(handler)
    yield handler.stream
    root.removeHandler(handler)


@pytest.fixture
def world() -> Realm:
    """The realm of two colleges."""
    return realm()


def post(world: Realm) -> int:
    """An act with everything that must not be repeated; its status."""
    path = reverse("act", args=[world.own.case, "graduation"])
    data = {"papers": OBJECTION, "receiver": OBJECTOR, "act_on": "2024-12-14", "act_reason": VOTES}
    more = {"act_second": "2024030226", "act_second_password": "hunter2-password", "receipt": "回1"}
    return world.client("secretary").post(path, data | more).status_code


def test_a_failure_in_a_page_is_told_without_what_was_typed(
    world: Realm, log: StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*args: Any, **kwargs: Any) -> None:
        papers, tally = OBJECTION, {"approve": VOTES, "by": OBJECTOR}
        try:
            int(f"{papers} {IDENTITY}")
        except ValueError as error:
            raise LookupError(f"no row for {tally} and {IDENTITY}\nand {VOTES}") from error

    monkeypatch.setattr("portal.views.cases.perform", failing)
    assert post(world) == 500
    told = log.getvalue()
    assert "LookupError: no row for {…: …" in told
    assert "ValueError: invalid literal for int() with base 10: …" in told
    assert "in failing" in told
    assert [word for word in SECRET if word in told] == []


def test_a_failure_of_the_database_is_told_without_the_row(
    world: Realm, log: StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(session: Session, batch: Any) -> None:
        with connection.cursor() as cursor:
            values = [f'{{"text": "{OBJECTION}", "who": "{OBJECTOR} {IDENTITY}"}}']
            cursor.execute(
                "INSERT INTO workflows_entryprivate (entry_id, salt, body) VALUES (NULL, NULL, %s)", values
            )

    # the package gives the name of the module to its function
    monkeypatch.setattr(sys.modules["workflows.door.perform"], "write", failing)
    assert post(world) == 500
    told = log.getvalue()
    assert "IntegrityError" in told
    assert [word for word in SECRET if word in told] == []


def test_an_address_is_told_without_the_numbers_typed_into_it(world: Realm, log: StringIO) -> None:
    world.client("secretary").get(f"/cases/{IDENTITY}/")
    assert "Not Found: /cases/…/" in log.getvalue()


def test_a_circle_of_exceptions_is_told_once(log: StringIO) -> None:
    one, two = DatabaseError("one"), DatabaseError("two")
    one.__context__, two.__context__ = two, one
    logging.getLogger("portal").error("failed", exc_info=one)
    assert (log.getvalue().count("DatabaseError: one"), log.getvalue().count("DatabaseError: two")) == (1, 1)


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("no such table: workflows_case", "no such table: workflows_case"),
        ("'name'", "…"),
        ('value "a b" is wrong', "value … is wrong"),
        ("12345 of 1234", "… of 1234"),
        ("姓名 is missing", "… is missing"),
        ("duplicate key\nDETAIL:  Key (number)=(2024)", "duplicate key"),
        ("x" * 300, "x" * 200),
    ],
)
def test_a_message_keeps_its_plain_words(message: str, told: str) -> None:
    assert quiet(message) == told
