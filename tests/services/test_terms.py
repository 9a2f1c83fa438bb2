"""Guardian's rows beside the terms they are projected from: on the days around each end, and done again."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from guardian.models import UserObjectPermission
from guardian.shortcuts import get_objects_for_user

from portal.models import Account
from tests.conftest import OpenAccount
from tests.toy.world import BEGAN, Society, person, society
from workflows.models import OfficeTerm, Person, Unit
from workflows.services.terms import Projection, project_terms

pytestmark = pytest.mark.django_db

FROM, TO = date(2024, 3, 1), date(2024, 9, 1)
DAY = timedelta(days=1)


@pytest.fixture
def world(open_account: OpenAccount) -> Society:
    """A society in which everybody has an account, and a treasurer from March to September."""
    found = society()
    treasurer = person("t1", found.unit)
    OfficeTerm.objects.create(person=treasurer, unit=found.unit, office="treasurer", from_on=FROM, to_on=TO)
    for each in Person.objects.all():
        each.account = open_account(each.number)
        each.save()
    return found


def rows() -> set[tuple[str, str]]:
    """Who may act in which unit by guardian's rows."""
    found = UserObjectPermission.objects.values_list("user__username", "object_pk")
    units = {str(unit.pk): unit.code for unit in Unit.objects.all()}
    return {(number, units[unit]) for number, unit in found}


def terms(on: date) -> set[tuple[str, str]]:
    """Who holds an office in which unit on a day, asked person by person."""
    return {
        (term.person.number, term.unit.code)
        for term in OfficeTerm.objects.select_related("person", "unit")
        if term.from_on <= on and (term.to_on is None or on < term.to_on)
    }


@pytest.mark.parametrize(
    ("on", "held"),
    [
        (BEGAN - DAY, False),
        (FROM - DAY, False),
        (FROM, True),
        (TO - DAY, True),
        (TO, False),
        (TO + DAY, False),
    ],
)
def test_the_rows_are_those_of_the_terms_of_the_day(world: Society, on: date, held: bool) -> None:
    project_terms(on)
    assert rows() == terms(on)
    assert (("t1", "s1") in rows()) is held


def test_from_day_to_day_only_what_changed_is_written(world: Society) -> None:
    assert project_terms(FROM - DAY) == Projection(added=2, removed=0, kept=0)
    before = {row.pk for row in UserObjectPermission.objects.all()}
    assert project_terms(FROM) == Projection(added=1, removed=0, kept=2)
    assert project_terms(FROM) == Projection(added=0, removed=0, kept=3)
    assert project_terms(TO) == Projection(added=0, removed=1, kept=2)
    assert {row.pk for row in UserObjectPermission.objects.all()} == before


def test_two_offices_in_one_unit_are_one_row(world: Society) -> None:
    OfficeTerm.objects.create(person=world.clerk, unit=world.unit, office="chair", from_on=FROM)
    assert project_terms(FROM).added == 3


def test_who_has_no_account_or_is_closed_has_no_row(world: Society) -> None:
    Person.objects.filter(pk=world.clerk.pk).update(account=None)
    Person.objects.filter(pk=world.chair.pk).update(closed_on=FROM)
    assert project_terms(FROM - DAY) == Projection(added=1, removed=0, kept=0)
    assert project_terms(FROM) == Projection(added=1, removed=1, kept=0)
    Account.objects.filter(username="t1").update(closed_at=datetime(2024, 3, 1, tzinfo=UTC))
    assert project_terms(FROM) == Projection(added=0, removed=1, kept=0)


def test_rows_of_other_permissions_are_left_alone(world: Society) -> None:
    call_command("project_terms", "--on", "2024-05-01", stdout=StringIO())
    permission = UserObjectPermission.objects.all()[0].permission
    other = type(permission).objects.create(
        codename="look_at_unit", name="看", content_type=permission.content_type
    )
    account = Account.objects.get(username="m1")
    UserObjectPermission.objects.assign_perm(other, account, obj=world.other)
    project_terms(date(2019, 1, 1))
    assert list(UserObjectPermission.objects.values_list("permission__codename", flat=True)) == [
        "look_at_unit"
    ]


def test_guardian_answers_by_the_rows(world: Society) -> None:
    project_terms(FROM)
    account = Account.objects.get(username="t1")
    assert list(get_objects_for_user(account, "workflows.act_in_unit")) == [world.unit]
    assert account.has_perm("workflows.act_in_unit", world.unit)
    assert not account.has_perm("workflows.act_in_unit", world.other)
    assert not Account.objects.get(username="m1").has_perm("workflows.act_in_unit", world.unit)


def test_the_command_says_what_changed(world: Society) -> None:
    out = StringIO()
    call_command("project_terms", "--on", "2024-05-01", stdout=out)
    assert out.getvalue() == "任职权限：新增3，撤去0，不变0。\n"


def test_the_sweeper_projects_the_day_it_lives_on(world: Society) -> None:
    call_command("sweep_deadlines", "--once", stdout=StringIO())
    assert rows() == terms(date.today())  # noqa: DTZ011 - the sweeper lives by the wall clock here
