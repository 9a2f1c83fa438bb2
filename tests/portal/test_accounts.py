"""What can be done to an account, and what it leaves behind."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import IntegrityError, models

from portal.accounts import services
from portal.accounts.passwords import first_password
from portal.models import Account, AccountEvent
from tests.conftest import PASSWORD

AT = datetime(2024, 9, 2, 8, tzinfo=UTC)
LATER = datetime(2024, 9, 3, 8, tzinfo=UTC)


def events(account: Account) -> list[tuple[str, str | None, datetime, str]]:
    return [
        (event.act, event.by.username if event.by else None, event.at, event.reason)
        for event in account.events.order_by("at", "pk")
    ]


def test_first_password_has_no_letters_that_look_alike() -> None:
    written = "".join(first_password() for _ in range(500))
    assert set(written) & set("0oO1lIi2zZ5sS8BuvwDQ") == set()


def test_first_password_is_three_groups_of_four() -> None:
    assert [len(group) for group in first_password().split("-")] == [4, 4, 4]


def test_first_passwords_differ() -> None:
    assert len({first_password() for _ in range(200)}) == 200


def test_open_accounts_gives_each_a_slip_that_signs_in_and_must_be_changed(office: Account) -> None:
    new = [services.NewAccount("2024010", "王芳"), services.NewAccount("2024011", "李强")]
    opened = services.open_accounts(new, at=AT, by=office)

    assert [(slip.username, slip.name) for _, slip in opened] == [("2024010", "王芳"), ("2024011", "李强")]
    for account, slip in opened:
        account.refresh_from_db()
        assert account.check_password(slip.password)
        assert account.must_change_password
        assert (account.opened_at, account.password_set_at, account.closed_at) == (AT, AT, None)
        assert events(account) == [("opened", "0101", AT, "")]


def test_open_accounts_opens_none_when_one_number_is_taken(student: Account) -> None:
    new = [services.NewAccount("2024010", "王芳"), services.NewAccount(student.username, "重名")]
    with pytest.raises(IntegrityError):
        services.open_accounts(new, at=AT)
    assert not Account.objects.filter(username="2024010").exists()


def test_reset_password_replaces_the_password_and_forces_a_change(student: Account, office: Account) -> None:
    slip = services.reset_password(student, by=office, at=AT)
    student.refresh_from_db()
    assert not student.check_password(PASSWORD)
    assert student.check_password(slip.password)
    assert student.must_change_password
    assert events(student) == [("reset", "0101", AT, "")]


def test_reset_password_is_refused_for_a_closed_account(student: Account, office: Account) -> None:
    services.close_account(student, by=office, at=AT, reason="毕业")
    with pytest.raises(services.AccountClosedError):
        services.reset_password(student, by=office, at=LATER)
    student.refresh_from_db()
    assert student.check_password(PASSWORD)


def test_change_password_ends_the_duty_to_change(student: Account, office: Account) -> None:
    services.reset_password(student, by=office, at=AT)
    services.change_password(student, password="new-words-for-me", at=LATER)
    student.refresh_from_db()
    assert student.check_password("new-words-for-me")
    assert (student.must_change_password, student.password_set_at) == (False, LATER)
    assert events(student) == [("reset", "0101", AT, ""), ("changed", "2024001", LATER, "")]


def test_close_account_records_who_when_and_why(student: Account, office: Account) -> None:
    services.close_account(student, by=office, at=AT, reason="毕业离校")
    student.refresh_from_db()
    assert (student.closed_at, student.is_active) == (AT, False)
    assert events(student) == [("closed", "0101", AT, "毕业离校")]


def test_close_account_twice_is_refused(student: Account, office: Account) -> None:
    services.close_account(student, by=office, at=AT, reason="毕业")
    with pytest.raises(services.AccountClosedError):
        services.close_account(student, by=office, at=LATER, reason="再次")
    assert events(student) == [("closed", "0101", AT, "毕业")]


def test_close_account_refuses_ones_own(office: Account) -> None:
    with pytest.raises(services.OwnAccountError):
        services.close_account(office, by=office, at=AT, reason="误点")
    office.refresh_from_db()
    assert office.closed_at is None


def test_reopen_account_signs_in_with_a_new_slip(student: Account, office: Account) -> None:
    services.close_account(student, by=office, at=AT, reason="休学")
    slip = services.reopen_account(student, by=office, at=LATER)
    student.refresh_from_db()
    assert (student.is_active, student.must_change_password) == (True, True)
    assert student.check_password(slip.password)
    assert events(student) == [("closed", "0101", AT, "休学"), ("reopened", "0101", LATER, "")]


def test_reopen_account_refuses_one_that_is_open(student: Account, office: Account) -> None:
    with pytest.raises(services.AccountOpenError):
        services.reopen_account(student, by=office, at=AT)
    assert student.check_password(PASSWORD)


def test_an_account_cannot_be_deleted(student: Account) -> None:
    with pytest.raises(models.ProtectedError):
        student.delete()
    with pytest.raises(models.ProtectedError):
        Account.objects.filter(pk=student.pk).delete()
    assert Account.objects.filter(pk=student.pk).exists()


def test_display_name_falls_back_to_the_number(student: Account) -> None:
    assert student.display_name == "陈小雨"
    student.name = ""
    assert student.display_name == "2024001"


def test_events_read_as_a_line(student: Account, office: Account) -> None:
    services.reset_password(student, by=office, at=AT)
    assert str(AccountEvent.objects.get()) == "2024001 重置密码"


def test_who_manages_accounts_is_who_has_the_permission(student: Account) -> None:
    permission = Permission.objects.get(content_type__app_label="portal", codename="manage_accounts")
    group = Group.objects.create(name="机房")
    group.permissions.add(permission)
    found = []
    for given in ({}, {"permission": True}, {"group": True}, {"is_superuser": True}):
        student.user_permissions.set([permission] if "permission" in given else [])
        student.groups.set([group] if "group" in given else [])
        for closed_at in (None, AT):
            Account.objects.filter(pk=student.pk).update(
                is_superuser="is_superuser" in given, closed_at=closed_at
            )
            asked = Account.objects.get(pk=student.pk)
            found.append((asked.manages_accounts, asked.has_perm("portal.manage_accounts")))
    wanted = [False, False, True, False, True, False, True, False]
    assert found == [(each, each) for each in wanted]
