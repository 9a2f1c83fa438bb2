"""What the Rules say of the flow without deciding anything: it is kept in the edition."""

from __future__ import annotations

import pytest

from procedures.second_classroom_credits import roles
from tests.procedures.rule_tables import boundary
from tests.procedures.second_classroom_credits.college import (
    BEGAN,
    College,
    college,
    handed_in,
    holder,
    opened,
    refused,
)
from tests.procedures.second_classroom_credits.world import xust
from workflows.models import Case, Unit


@boundary("CR-3-1", "mandatory", [False])
def test_taking_part_is_voluntary(mandatory: bool) -> None:
    assert xust()["participation.mandatory"].flag is mandatory


@boundary("CR-5-1", "bodies", [("registrar", "student_affairs", "youth_league")])
def test_three_bodies_coordinate(bodies: tuple[str, ...]) -> None:
    assert xust()["body.coordinating"].members == bodies


@boundary("CR-6-6", "guides", [True])
def test_the_group_guides_students(guides: bool) -> None:
    assert xust()["group.guides"].flag is guides


@boundary("CR-12-2", "by_gravity", [True])
def test_fraud_is_sanctioned_by_its_gravity(by_gravity: bool) -> None:
    assert xust()["forgery.sanction"].flag is by_gravity


@boundary("CR-13-3", "interpreter", ["registrar"])
def test_the_registrar_interprets(interpreter: str) -> None:
    assert xust()["ruleset.interpreter"].word == interpreter


@pytest.mark.django_db
@boundary("CR-6-5", "kind", [roles.COLLEGE])
def test_a_group_manages_only_its_own_college(kind: str) -> None:
    here: College = college()
    case = handed_in(here, opened(here))
    other = Unit.objects.create(kind=kind, name="外语学院", code="o", parent=here.university, opened_on=BEGAN)
    there = holder("t40", "外院科研办主任", roles.RESEARCH_OFFICE_HEAD, other)
    said = {"outcome": "accepted"}
    assert refused("first_review", there, "2025-05-06", said, case=case) == ["act.not_yours"]
    assert list(Case.objects.get(pk=case).steps) == ["first_review"]
