"""Whatever a list leads to opens for whoever reads the list."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.portal.markup import Page
from tests.portal.realm import Realm, realm, undone
from tests.procedures.party_membership.world import BEGAN
from workflows.models import OfficeTerm

pytestmark = pytest.mark.django_db

LISTS = ("/", "/cases/", "/meetings/", "/notices/", "/matters/", "/records/", "/me/")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Realm]:
    """The realm, built once; every request of this module is undone."""
    with django_db_blocker.unblock(), undone():
        yield realm()


def links(client: Client) -> dict[str, str]:
    """Where the lists lead to within the site, each with the list that it stands in."""
    found: dict[str, str] = {}
    for path in LISTS:
        answer = client.get(path)
        if answer.status_code == 200:
            hrefs = [link.attrs.get("href", "") for link in Page(answer.content.decode()).all("a")]
            found |= {href.partition("#")[0]: path for href in hrefs if href.startswith("/")}
    return found


def dead(client: Client) -> list[tuple[str, str]]:
    return [
        (path, href) for href, path in links(client).items() if href and client.get(href).status_code >= 400
    ]


@pytest.mark.parametrize("role", ["league", "committee", "organiser"])
def test_every_link_of_a_list_opens(world: Realm, role: str) -> None:
    with undone():
        assert len(links(world.client(role))) > len(LISTS)
        assert dead(world.client(role)) == []


def test_every_link_opens_for_an_office_that_reaches_its_holders_own_case(world: Realm) -> None:
    with undone():
        team = world.own
        subject, unit = team.people["subject"], team.units["class_league"]
        OfficeTerm.objects.create(person=subject, unit=unit, office="league_secretary", from_on=BEGAN)
        found = links(world.client("subject"))
        assert f"/matters/{team.meeting}/" in found
        assert f"/matters/{team.notice}/" not in found
        assert dead(world.client("subject")) == []
