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

#: who opens which page, and what it costs: every page of an office has seven of its own (session, account,
#: person, institution, terms, units, one permission), an outlook on cases five; the
#: desk of whoever keeps the roster asks how the journal was last found
PAGES: tuple[tuple[str, str, tuple[str, ...], int], ...] = (
    ("secretary", "desk", (), 16),
    ("league", "desk", (), 15),
    ("committee", "desk", (), 15),
    ("secretary", "cases", (), 15),
    ("secretary", "search", (), 14),
    ("secretary", "case", ("case",), 22),
    ("secretary", "case_journal", ("case",), 12),
    ("secretary", "case_flow", ("case",), 14),
    ("secretary", "act", ("case", "activist_decision"), 13),
    ("secretary", "register", (FAMILY, "application"), 10),
    ("subject", "me_progress", (), 15),
    ("league", "meetings", (), 16),
    ("committee", "notices", (), 17),
    ("league", "matter", ("meeting",), 23),
    ("league", "matter_act", ("meeting", "count"), 22),
    ("committee", "matter", ("notice",), 27),
    ("secretary", "matter", ("notice",), 23),
    ("committee", "matter_act", ("notice", "inquire"), 16),
    ("committee", "matter_new", (f"{FAMILY}.recommendation_notice",), 16),
    ("organiser", "records", (), 11),
    ("secretary", "record", ("person",), 11),
    ("organiser", "record", ("person",), 11),
    ("organiser", "record_act", ("person", "year_result"), 9),
    ("organiser", "record_correct", ("person", "honour"), 10),
    ("organiser", "record_import", (), 8),
    ("subject", "my_record", (), 8),
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
