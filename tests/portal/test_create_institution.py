"""Beginning a real institution, and preparing a demo."""

from __future__ import annotations

import re
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from portal import clock
from portal.management.commands import prepare_demo
from portal.models import Account, Institution
from workflows.models import Adoption, OfficeTerm, Person

ARGUMENTS = (
    "create_institution",
    "--name",
    "某某大学化学化工学院",
    "--admin",
    "0101",
    "--admin-name",
    "李老师",
)


@pytest.mark.django_db
def test_it_creates_the_institution_and_prints_the_first_slip() -> None:
    out = StringIO()
    call_command(*ARGUMENTS, stdout=out)

    institution = Institution.objects.get()
    assert (institution.name, institution.short_name) == ("某某大学化学化工学院", "某某大学化学化工学院")
    assert (institution.is_demo, institution.practice_on) == (False, None)
    administrator = Account.objects.get()
    printed = re.search(r"账号 (\S+)  首次密码 (\S+)", out.getvalue())
    assert printed is not None
    assert printed[1] == administrator.username == "0101"
    assert administrator.check_password(printed[2])
    assert (administrator.must_change_password, administrator.is_demo) == (True, False)


@pytest.mark.django_db
def test_the_first_administrator_manages_accounts_and_is_no_superuser() -> None:
    call_command(*ARGUMENTS, stdout=StringIO())
    administrator = Account.objects.get()
    assert administrator.get_all_permissions() == {"portal.manage_accounts"}
    assert not administrator.is_superuser


@pytest.mark.django_db
def test_a_short_name_may_be_given() -> None:
    call_command(*ARGUMENTS, "--short-name", "化院", stdout=StringIO())
    assert Institution.objects.get().short_name == "化院"


@pytest.mark.parametrize("is_demo", [True, False])
def test_a_database_that_has_one_already_is_refused(db: None, is_demo: bool) -> None:
    Institution.objects.create(name="已有大学", short_name="已有", is_demo=is_demo)
    with pytest.raises(CommandError, match="已有大学"):
        call_command(*ARGUMENTS, stdout=StringIO())
    assert (Institution.objects.count(), Account.objects.count()) == (1, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("empty", ["--name", "--admin"])
def test_an_empty_name_or_number_is_refused(empty: str) -> None:
    arguments = list(ARGUMENTS)
    arguments[arguments.index(empty) + 1] = "  "
    with pytest.raises(CommandError):
        call_command(*arguments, stdout=StringIO())
    assert (Institution.objects.count(), Account.objects.count()) == (0, 0)


def test_a_demo_is_not_prepared_under_other_settings(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="create_institution"):
        call_command("prepare_demo", stdout=StringIO())


@pytest.mark.django_db
def test_preparing_a_demo_migrates_then_loads_what_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[str] = []
    monkeypatch.setattr(prepare_demo, "get_commands", lambda: {"load_demo": "x", "load_editions": "x"})
    monkeypatch.setattr(prepare_demo, "call_command", lambda name, **_: called.append(name))
    call_command("prepare_demo", stdout=StringIO())
    assert called == ["migrate", "load_editions", "load_demo"]


@pytest.mark.django_db
def test_the_administrator_keeps_a_roster_and_the_shipped_edition_holds() -> None:
    call_command(*ARGUMENTS, "--since", "2010-09-01", stdout=StringIO())
    term = OfficeTerm.objects.get()
    assert (term.person.account, term.office, term.unit.name, term.from_on) == (
        Account.objects.get(),
        "administrator",
        "某某大学化学化工学院",
        clock.today(),
    )
    adopted = {each.procedure: (each.from_on, each.unit) for each in Adoption.objects.all()}
    since = (date(2010, 9, 1), term.unit)
    assert adopted == {"party_membership": since, "second_classroom_credits": since}


@pytest.mark.django_db
def test_a_demo_is_refused_outside_of_its_settings_and_beside_a_real_institution(settings: Settings) -> None:
    Institution.objects.create(name="某大学", short_name="某")
    with pytest.raises(CommandError, match="already holds the institution 某大学"):
        call_command("load_demo")
    settings.DEMO = False
    with pytest.raises(CommandError, match="refused under these settings"):
        call_command("load_demo")
    assert (Person.objects.count(), Account.objects.count()) == (0, 0)
