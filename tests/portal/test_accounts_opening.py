"""Accounts for people of the roster who have none: unit by unit, for staff in office, for who is nowhere."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth.hashers import identify_hasher, make_password
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from portal import clock
from portal.accounts import opening, services
from portal.models import Account, AccountEvent
from tests.portal.rosters import heard, says
from workflows.models import Membership, OfficeTerm, Person, Unit

pytestmark = pytest.mark.django_db

LONG_AGO = date(2020, 9, 1)


def unit(code: str, name: str) -> Unit:
    return Unit.objects.create(code=code, name=name, kind="class", opened_on=LONG_AGO)


def person(number: str, name: str, **where: Unit | None) -> Person:
    """Somebody of the roster; ``of`` a class, or ``serving`` a unit as its registrar."""
    found = Person.objects.create(number=number, name=name)
    if of := where.get("of"):
        Membership.objects.create(person=found, tree="class", unit=of, from_on=LONG_AGO)
    if serving := where.get("serving"):
        OfficeTerm.objects.create(person=found, unit=serving, office="registrar", from_on=LONG_AGO)
    return found


def rows(client: Client) -> list[tuple[str, int]]:
    page = client.get("/accounts/new/").context["page"]
    return [(row.name, row.waiting) for row in page.rows]


def test_everybody_without_an_account_is_counted_where_they_belong(
    as_office: Client, office: Account
) -> None:
    one, two = unit("2401", "化工2401班"), unit("U", "江澜大学")
    person("101", "李甲", of=one)
    person("102", "李乙", of=one)
    person("201", "范校务", serving=two)
    person("301", "钱无处")
    person("401", "孙已离校", of=one)
    Person.objects.filter(number="401").update(closed_on=LONG_AGO)
    services.open_account(username="102", name="李乙", at=clock.real_now(), by=office)
    assert rows(as_office) == [("化工2401班", 1), ("江澜大学", 1), ("不属于任何组织", 1)]


@pytest.mark.parametrize(("days", "waits"), [(-1, False), (0, False), (1, True)])
def test_an_office_counts_until_the_day_that_it_ends(as_office: Client, days: int, waits: bool) -> None:
    person("201", "范校务", serving=unit("U", "江澜大学"))
    OfficeTerm.objects.update(to_on=clock.today() + timedelta(days=days))
    assert rows(as_office) == [("江澜大学" if waits else "不属于任何组织", 1)]


def test_the_slips_of_a_unit_are_shown_once_and_open_the_accounts(as_office: Client, office: Account) -> None:
    university = unit("U", "江澜大学")
    staff = person("201", "范校务", serving=university)
    person("101", "李甲", of=unit("2401", "化工2401班"))
    asked = says(as_office.get("/accounts/new/?unit=U"))
    assert ("201 范校务" in asked, "李甲" in asked) == (True, False)
    assert Account.objects.filter(username="201").exists() is False
    [slip] = as_office.post("/accounts/new/?unit=U").context["page"].slips
    account = Account.objects.get(username="201")
    assert (account.person, account.must_change_password) == (staff, True)
    assert (slip.name, slip.unit, account.check_password(slip.password)) == ("范校务", "江澜大学", True)
    assert [(event.act, event.by) for event in AccountEvent.objects.filter(account=account)] == [
        ("opened", office)
    ]
    again = as_office.post("/accounts/new/?unit=U", follow=True)
    assert heard(again) == ["这个组织的人员都已有账号。"]


def test_those_of_no_unit_are_asked_for_by_an_empty_code(as_office: Client) -> None:
    person("101", "李甲", of=unit("2401", "化工2401班"))
    person("301", "钱无处")
    asked = says(as_office.get("/accounts/new/?unit="))
    assert ("301 钱无处" in asked, "李甲" in asked) == (True, False)


@pytest.mark.parametrize("code", ["nowhere", "%00", "2401%00"])
def test_a_unit_that_is_not_there_is_not_found(as_office: Client, code: str) -> None:
    assert as_office.get(f"/accounts/new/?unit={code}").status_code == 404


def test_more_than_somebody_prints_at_once_come_in_turns(
    as_office: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "AT_ONCE", 2)
    one = unit("2401", "化工2401班")
    for number in ("101", "102", "103"):
        person(number, f"李{number}", of=one)
    assert [slip.username for slip in as_office.post("/accounts/new/?unit=2401").context["page"].slips] == [
        "101",
        "102",
    ]
    assert rows(as_office) == [("化工2401班", 1)]


def test_ninety_accounts_cost_as_many_queries_as_one(
    as_office: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    as_office.get("/accounts/new/")
    for code, people in (("2401", 1), ("2402", 90)):
        of = unit(code, f"化工{code}班")
        for number in range(people):
            person(f"{code}{number:03}", "李某", of=of)
        with django_assert_num_queries(17):
            as_office.post(f"/accounts/new/?unit={code}")


def test_a_printed_password_is_kept_by_the_quick_digest_until_its_owner_chooses_one(
    settings: Settings,
) -> None:
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        "portal.accounts.hashers.PrintedPasswordHasher",
    ]
    settings.PRINTED_PASSWORD_HASHER = "pbkdf2_sha256_printed"
    account, slip = services.open_account(username="101", name="李甲", at=clock.real_now())
    assert identify_hasher(account.password).algorithm == "pbkdf2_sha256_printed"
    assert account.check_password(slip.password)
    services.change_password(account, password="new-words-for-me", at=clock.real_now())
    assert identify_hasher(account.password).algorithm == identify_hasher(make_password("x")).algorithm
