"""Adopting an edition on its own page: what it would change is told before; a refusal keeps the form."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from portal.models import Institution
from portal.pages.regulations import RegulationsPage
from tests.portal.test_admission_pages import browser
from tests.procedures.party_membership.test_chapter_8_supplement import recorded, stricter
from tests.procedures.party_membership.world import College, college
from tests.procedures.second_classroom_credits.college import moment
from tests.procedures.second_classroom_credits.world import xust
from workflows.models import Adoption
from workflows.services.edition_records import store_edition

pytestmark = pytest.mark.django_db

TODAY = date(2024, 12, 10)


@pytest.fixture
def world(settings: Settings) -> College:
    """A college whose record is open."""
    settings.DEMO = True
    Institution.objects.create(name="江澜大学", short_name="江", is_demo=True, practice_on=TODAY)
    found = college()
    recorded(found)
    return found


def page(client: Client) -> RegulationsPage:
    """What the room shows."""
    found = client.get("/regulations/").context["page"]
    assert isinstance(found, RegulationsPage)
    return found


def test_an_office_that_interprets_nothing_has_no_such_room(world: College) -> None:
    assert browser(world, "s1").get("/regulations/").status_code == 404


def test_without_another_edition_there_is_nothing_to_choose(world: College) -> None:
    found = page(browser(world, "z1"))
    assert (found.form, found.offers) == (None, ())
    assert [each.current for each in found.adopted] == [True]


def test_what_another_edition_would_change_is_told(world: College) -> None:
    stricter()
    (offer,) = page(browser(world, "z1")).offers
    (change,) = offer.differences
    assert (change.now, change.then) == ("不少于3个月", "不少于5个月")


def test_an_edition_is_offered_to_whoever_can_adopt_it(world: College) -> None:
    """The secretary of a college interprets one procedure; what holds of the others is only told."""
    ours, client = stricter(), browser(world, "z1")
    theirs = store_edition(xust(), parent=None, at=moment("2024-12-01")).record
    assert [each.title for each in page(client).offers] == [ours.title]
    sent = {"edition": theirs.pk, "from_on": "2024-12-10", "ground": "一并采用"}
    assert client.post("/regulations/", sent).status_code == 400
    assert not Adoption.objects.filter(edition=theirs).exists()


def test_the_college_adopts_from_a_day_on_and_for_a_reason(world: College) -> None:
    edition, client = stricter(), browser(world, "z1")
    sent: dict[str, Any] = {"edition": edition.pk, "from_on": "2024-12-11", "ground": "从严掌握"}
    early = client.post("/regulations/", sent)
    assert (early.status_code, early.context["page"].form["ground"].value()) == (409, "从严掌握")
    assert client.post("/regulations/", {**sent, "ground": ""}).status_code == 400
    assert client.post("/regulations/", {**sent, "from_on": "2024-12-10"}).status_code == 302
    adopted = Adoption.objects.get(unit=world.units["college"])
    assert (adopted.edition, adopted.from_on, adopted.reason) == (edition, TODAY, "从严掌握")
    found = page(client)
    assert found.lede == "2024年12月10日起按本单位采用的版本办理。"
    assert [each.current for each in found.adopted] == [True, False]
