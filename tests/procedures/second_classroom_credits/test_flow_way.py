"""Articles 6 and 7: the way of an item from its declaration to the archive, and of the round around it."""

from __future__ import annotations

import pytest

from tests.procedures.second_classroom_credits.college import (
    College,
    college,
    confirmed,
    do,
    opened,
)
from workflows.models import Case
from workflows.services.verifying import verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> College:
    return college()


def test_an_item_goes_all_the_way(here: College) -> None:
    within = opened(here)
    case = confirmed(here, within)
    do("archive", here.league, "2025-05-20", {"place": "2025-001"}, case=case)
    found = Case.objects.get(pk=case)
    assert (found.status, found.end) == ("ended", "recognised")
    do("close", here.league, "2025-05-21", matter=within)
    assert verify().differences == ()
