"""Every address of the credits × role: what GET and an empty POST are answered."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from portal.views.credits.urls import urlpatterns
from tests.portal import corpus
from tests.portal.credits.campus import Campus, campus
from tests.portal.realm import undone
from tests.portal.turns import Turns

pytestmark = pytest.mark.django_db

ROLES = ("stranger", "student", "counsellor", "league", "dean", "registrar", "youth", "outsider")
#: an address with its arguments, or those of the other college after a colon
TABLE = """
credits                           302/302 200/405 404/405 404/405 404/405 404/405 404/405 200/405
credits_declare                   302/302 200/405 404/405 404/405 404/405 404/405 404/405 200/405
credits_declare_row               302/302 200/409 404/404 404/404 404/404 404/404 404/404 200/409
credits_item                      302/302 200/405 404/405 404/405 404/405 404/405 404/405 404/405
credits_act                       302/302 200/409 404/404 404/404 404/404 404/404 404/404 404/404
credits_review                    302/302 404/405 200/405 200/405 200/405 200/405 404/405 404/405
credits_review_bulk               302/302 405/404 405/302 405/302 405/302 405/302 405/404 405/404
credits_review_undo               302/302 405/404 405/302 405/302 405/302 405/302 405/404 405/404
credits_review_decide             302/302 405/404 405/404 405/404 405/404 405/404 405/404 405/404
credits_tasks                     302/302 404/405 200/405 404/405 404/405 200/405 200/405 404/405
credits_rounds                    302/302 404/405 200/405 200/405 200/405 200/405 404/405 404/405
credits_round                     302/302 404/405 200/405 200/405 200/405 200/405 404/405 404/405
credits_round_workbook            302/302 404/405 404/405 302/405 302/405 302/405 404/405 404/405
credits_round_archive             302/302 404/404 404/404 200/400 200/400 404/404 404/404 404/404
credits_round_lapse               302/302 404/404 404/404 200/400 404/404 404/404 404/404 404/404
credits_publication               302/302 404/405 200/405 200/405 200/405 200/405 404/405 404/405
credits_publication_paper         302/302 404/405 404/405 302/405 302/405 302/405 404/405 404/405
credits_round_act                 302/302 404/404 404/404 200/409 404/404 404/404 404/404 404/404
credits_round_act:finalise        302/302 404/404 404/404 404/404 404/404 200/409 404/404 404/404
credits_round_act:open            302/302 404/404 404/404 404/404 404/404 404/404 404/404 404/404
credits_classes                   302/302 404/405 200/405 200/405 200/405 200/405 404/405 404/405
credits_class                     302/302 404/405 200/405 200/405 200/405 200/405 404/405 404/405
credits_class_workbook            302/302 404/405 200/405 200/405 200/405 200/405 404/405 404/405
credits_class_paper               302/302 404/405 200/405 200/405 200/405 200/405 404/405 404/405
credits_audit                     302/302 404/404 404/404 404/404 404/404 200/409 404/404 404/404
credits_class:other               302/302 404/405 404/405 404/405 404/405 200/405 404/405 404/405
credits_class_workbook:other      302/302 404/405 404/405 404/405 404/405 200/405 404/405 404/405
credits_class_paper:other         302/302 404/405 404/405 404/405 404/405 200/405 404/405 404/405
credits_audit:other               302/302 404/404 404/404 404/404 404/404 200/409 404/404 404/404
credits_student                   302/302 404/405 200/405 200/405 200/405 200/405 404/405 404/405
credits_student:other             302/302 404/405 404/405 404/405 404/405 200/405 404/405 404/405
credits_transcript                302/302 404/405 302/405 302/405 302/405 302/405 404/405 404/405
credits_transcript:other          302/302 404/405 404/405 404/405 404/405 302/405 404/405 404/405
credits_my_transcript             302/302 404/405 404/405 404/405 404/405 404/405 404/405 404/405
credits_list                      302/302 404/404 200/400 200/400 404/404 404/404 404/404 404/404
credits_list:contests             302/302 404/404 404/404 404/404 404/404 200/400 404/404 404/404
credits_list_template             302/302 404/405 200/405 200/405 404/405 404/405 404/405 404/405
credits_list_result               302/302 404/405 404/405 404/405 404/405 404/405 404/405 404/405
credits_list_confirm              302/302 405/404 405/404 405/404 405/404 405/404 405/404 405/404
credits_list_report               302/302 404/405 404/405 404/405 404/405 404/405 404/405 404/405
"""


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Campus]:
    """The campus, built once; every request of this module is undone."""
    with django_db_blocker.unblock(), undone():
        yield campus()


def addresses(world: Campus) -> dict[str, tuple[str, tuple[object, ...]]]:
    """Every address by the word of the table: its name and its arguments."""
    here, other = world.here.group.pk, world.elsewhere.pk
    of_a_round = ("credits_round", "credits_round_workbook", "credits_round_archive", "credits_round_lapse")
    listed = ("credits_publication", "credits_publication_paper")
    mine, theirs = world.here.fellow.pk, world.stranger.pk
    of_a_class = ("credits_class", "credits_class_workbook", "credits_class_paper", "credits_audit")
    of_a_list = ("credits_list_result", "credits_list_confirm", "credits_list_report")
    return {
        "credits": ("credits", ()),
        "credits_declare": ("credits_declare", ()),
        "credits_declare_row": ("credits_declare_row", ("T2-24",)),
        "credits_item": ("credits_item", (world.items[0],)),
        "credits_act": ("credits_act", (world.items[0], "withdrawal")),
        **{name: (name, ()) for name in ("credits_review", "credits_review_bulk", "credits_review_undo")},
        "credits_review_decide": ("credits_review_decide", (world.items[0],)),
        "credits_tasks": ("credits_tasks", ()),
        "credits_rounds": ("credits_rounds", ()),
        **{name: (name, (world.round,)) for name in (*of_a_round, *listed)},
        "credits_round_act": ("credits_round_act", (world.round, "summarise")),
        "credits_round_act:finalise": ("credits_round_act", (world.round, "finalise")),
        "credits_round_act:open": ("credits_round_act", (world.round, "open")),
        "credits_classes": ("credits_classes", ()),
        **{name: (name, (here,)) for name in of_a_class},
        **{f"{name}:other": (name, (other,)) for name in of_a_class},
        "credits_student": ("credits_student", (mine,)),
        "credits_student:other": ("credits_student", (theirs,)),
        "credits_transcript": ("credits_transcript", (mine, "zh")),
        "credits_transcript:other": ("credits_transcript", (theirs, "en")),
        "credits_my_transcript": ("credits_my_transcript", ("xx",)),
        "credits_list": ("credits_list", ("listing",)),
        "credits_list:contests": ("credits_list", ("contests",)),
        "credits_list_template": ("credits_list_template", ("listing",)),
        **{name: (name, (1,)) for name in of_a_list},
    }


def answered(world: Campus, role: str, path: str) -> str:
    """The statuses of GET and of an empty POST."""
    client = world.client(role)
    with undone():
        return f"{client.get(path).status_code}/{client.post(path).status_code}"


def visitors(at: int) -> tuple[str, ...]:
    """Who visits an address: everybody; on the second database, which the same code asks, two in turn."""
    every = connection.vendor == "sqlite"
    return tuple(role for turn, role in enumerate(ROLES) if every or (turn + 2 * at) % len(ROLES) in {0, 1})


def test_every_address_answers_as_the_table_says(world: Campus) -> None:
    table = [line.split() for line in TABLE.strip().splitlines()]
    expected, found = [], []
    for at, (word, (name, args)) in enumerate(addresses(world).items()):
        path, here = reverse(name, args=args), visitors(at)
        found.append([word, *(answered(world, role, path) for role in here)])
        expected.append([table[at][0], *(table[at][1 + ROLES.index(role)] for role in here)])
    assert found == expected
    assert len(found) == len(table)


def test_every_address_stands_in_the_table(world: Campus) -> None:
    assert {each.name for each in urlpatterns} == {name for name, _args in addresses(world).values()}


@pytest.mark.parametrize("role", ["student", "counsellor", "registrar"])
def test_an_id_without_a_row_is_not_found(world: Campus, turns: Turns, role: str) -> None:
    numbered = [
        (method, name, args)
        for name, args in addresses(world).values()
        for method in ("get", "post")
        if any(isinstance(each, int) for each in args)
    ]
    answers = {}
    for kind in corpus.ID_KINDS.values():
        for (method, name, args), number in turns(numbered, kind):
            path = reverse(name, args=[number if isinstance(each, int) else each for each in args])
            with undone():
                status = getattr(world.client(role), method)(path).status_code
            if status not in {404, 405}:
                answers[method, name, number] = status
    assert answers == {}
