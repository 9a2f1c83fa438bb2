"""How many statements the pages of the credits cost, in figures: the same for a class of two and of five."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.portal.credits.campus import campus
from tests.portal.credits.costs import statements
from tests.portal.credits.test_access import addresses

pytestmark = pytest.mark.django_db

#: nine of them are what every page of an office asks, one how many items wait for it, six what students have
COSTS = {
    ("registrar", "credits_rounds"): 18,
    ("registrar", "credits_round"): 20,
    ("league", "credits_round_act"): 18,
    ("dean", "credits_publication"): 19,
    ("registrar", "credits_classes"): 12,
    ("dean", "credits_classes"): 18,
    ("counsellor", "credits_class"): 18,
    ("registrar", "credits_class_workbook"): 14,
    ("registrar", "credits_audit"): 17,
    ("counsellor", "credits_student"): 16,
}


@pytest.mark.parametrize("fellows", [0, 3])
def test_a_page_costs_the_same_for_any_number_of_students(
    fellows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = campus(fellows)
    known, found = addresses(world), {}
    for role, word in COSTS:
        name, args = known[word]
        found[role, word] = statements(world.client(role), reverse(name, args=args), monkeypatch)
    assert found == COSTS
