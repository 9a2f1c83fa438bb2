"""How many statements a page costs, in figures: the same for one row as for three, on either database.

Statements that travel in a pipeline do not stand in Django's log; the store counts them itself.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.portal.realm import Team, body, realm
from tests.procedures.party_membership.world import FAMILY
from workflows.store.session import Session

pytestmark = pytest.mark.django_db

#: who opens which page, and what it costs: every page of an office has nine of its own (session, account,
#: person, institution, terms, units, permissions twice, the name in the head), an outlook on cases five; the
#: desk of whoever keeps the roster asks how the journal was last found
PAGES: tuple[tuple[str, str, tuple[str, ...], int], ...] = (
    ("secretary", "desk", (), 18),
    ("league", "desk", (), 17),
    ("committee", "desk", (), 17),
    ("secretary", "cases", (), 17),
    ("secretary", "search", (), 16),
    ("secretary", "case", ("case",), 24),
    ("secretary", "case_journal", ("case",), 14),
    ("secretary", "case_flow", ("case",), 16),
    ("secretary", "act", ("case", "activist_decision"), 15),
    ("secretary", "register", (FAMILY, "application"), 12),
    ("subject", "me_progress", (), 17),
    ("league", "meetings", (), 18),
    ("committee", "notices", (), 19),
    ("league", "matter", ("meeting",), 25),
    ("league", "matter_act", ("meeting", "count"), 24),
    ("committee", "matter", ("notice",), 29),
    ("secretary", "matter", ("notice",), 25),
    ("committee", "matter_act", ("notice", "inquire"), 18),
    ("committee", "matter_new", (f"{FAMILY}.recommendation_notice",), 18),
    ("organiser", "records", (), 13),
    ("secretary", "record", ("person",), 13),
    ("organiser", "record", ("person",), 13),
    ("organiser", "record_act", ("person", "year_result"), 11),
    ("organiser", "record_correct", ("person", "honour"), 12),
    ("organiser", "record_import", (), 10),
    ("subject", "my_record", (), 10),
    ("stranger", "public_notice", ("token",), 18),
)


@pytest.fixture
def sessions(monkeypatch: pytest.MonkeyPatch) -> list[Session]:
    """Every session that the store opens meanwhile."""
    found: list[Session] = []
    begin = Session.__init__

    def counted(self: Session, *args: Any, **kwargs: Any) -> None:
        begin(self, *args, **kwargs)
        found.append(self)

    monkeypatch.setattr(Session, "__init__", counted)
    return found


def cost(client: Client, path: str, sessions: list[Session]) -> int:
    """The statements that one page costs, once its session has been seen."""
    client.get(path)
    sessions.clear()
    with CaptureQueriesContext(connection) as log:
        response = client.get(path, {"q": "1canary"} if path == reverse("search") else None)
    assert response.status_code == 200
    assert body(response)
    return len(log) + sum(session.statements for session in sessions if session.pipelined)


def address(team: Team, name: str, args: tuple[str, ...]) -> str:
    """The path of a route whose arguments are named after what the team has."""
    return reverse(name, args=[getattr(team, each, each) for each in args])


@pytest.mark.parametrize("nominees", [("subject",), ("subject", "student", "third")])
def test_a_page_costs_the_same_for_any_number_of_rows(
    sessions: list[Session], nominees: tuple[str, ...]
) -> None:
    world = realm(nominees)
    found = {}
    for role, name, args, _ in PAGES:
        found[role, name, args] = cost(world.client(role), address(world.own, name, args), sessions)
    assert found == {(role, name, args): count for role, name, args, count in PAGES}
