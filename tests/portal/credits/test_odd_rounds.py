"""What nobody asked for, at the addresses and in the forms of rounds and classes: answered, not written."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.portal.credits.campus import Campus, campus
from tests.portal.realm import undone
from tests.procedures.second_classroom_credits.college import summarised
from workflows.models import Entry

pytestmark = pytest.mark.django_db

ODD = ("", "-1", "0", "abc", "9" * 40, "%00", "1%27--", "%F0%9F%98%80", "٣")
TYPED = ("", "\x00", "9" * 400, "=1+1", "1.05", "<b>", "\u202e1.0", "x" * 10_001)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Campus]:
    """The campus with a sheet that is frozen."""
    with django_db_blocker.unblock(), undone():
        found = campus()
        summarised(found.here, found.round, "2026-04-20")
        yield found


@pytest.mark.parametrize("value", ODD)
def test_odd_parts_of_an_address_are_answered(world: Campus, value: str) -> None:
    client, pk = world.client("registrar"), world.round
    entry = Entry.objects.filter(matter=pk, act="summarise").latest("pk").pk
    answers = {
        path: client.get(path).status_code
        for path in (
            f"{reverse('credits_rounds')}?page={value}",
            f"{reverse('credits_round', args=[pk])}?page={value}",
            f"{reverse('credits_publication', args=[pk])}?page={value}",
            f"{reverse('credits_classes')}?college={value}&intake={value}",
            f"{reverse('credits_round_act', args=[pk, 'finalise'])}?item={value}",
            f"{reverse('matter_paper', args=[pk, 'summary-sheet', entry])}?volume={value or 'x'}0",
        )
    }
    assert {path: status for path, status in answers.items() if status not in {200, 302, 404}} == {}


@pytest.mark.parametrize("value", TYPED)
def test_odd_values_in_a_form_write_nothing_or_what_they_say(world: Campus, value: str) -> None:
    before = Entry.objects.count()
    sent = {
        ("registrar", "credits_round_act", "finalise"): {
            "digest": value,
            "total": value,
            "act_on": "2026-04-20",
        },
        ("dean", "credits_round_act", "sign"): {"digest": value, "signature": value, "act_on": value},
        ("registrar", "credits_round_act", "return_sheet"): {"why": value, "act_on": "2026-04-20"},
        ("dean", "credits_round_archive", ""): {"place": value, "act_key": value},
        ("league", "credits_round_lapse", ""): {"items": value, "act_key": value},
        ("registrar", "credits_audit", ""): {"seen": value, "act_key": value},
    }
    with undone():
        for (role, name, act), typed in sent.items():
            where = [world.here.group.pk] if name == "credits_audit" else [world.round, *filter(None, [act])]
            answer = world.client(role).post(reverse(name, args=where), typed)
            assert answer.status_code in {200, 302, 400, 409}, (name, act, value)
        assert Entry.objects.count() == before
