"""Items beside the cases of another procedure hide them neither from their student nor from an office."""

from __future__ import annotations

from datetime import date

import pytest
from viewflow.workflow.models import Process

from procedures.second_classroom_credits.flows import SecondClassroomCredits_1
from tests.portal.realm import Realm, body, realm
from workflows.models import Case

pytestmark = pytest.mark.django_db

#: who opens which page that lists cases or shows one's own
PAGES = (
    ("subject", "/me/"),
    ("subject", "/"),
    ("secretary", "/"),
    ("secretary", "/cases/"),
    ("secretary", "/search/?q=1canary"),
    ("league", "/meetings/"),
)


def pages(world: Realm) -> dict[tuple[str, str], str]:
    """What everybody reads."""
    return {(role, path): body(world.client(role).get(path)) for role, path in PAGES}


def test_what_somebody_has_several_of_takes_no_place_among_cases_and_hides_no_way_of_ones_own() -> None:
    world = realm()
    before = pages(world)
    ref = SecondClassroomCredits_1.ref
    item = Case.objects.create(
        process=Process.objects.create(flow_class=SecondClassroomCredits_1),
        procedure=ref,
        subject=world.own.people["subject"],
        unit=world.own.units["branch"],
        opened_on=date(2024, 12, 13),
        steps={"evidence": {"task": 1, "token": "start", "since": "2024-12-13"}},
    )
    assert Case.objects.order_by("-opened_on", "-pk").first() == item
    assert pages(world) == before
