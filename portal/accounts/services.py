"""What can be done to an account. Each function is one transaction and leaves one event per account."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from axes.utils import reset as unlock
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext_noop

from portal.accounts.passwords import first_password
from portal.models import Account, AccountEvent

Act = AccountEvent.Act


@dataclass(frozen=True, slots=True)
class Slip:
    """One printed slip: whose it is, where they belong, the password that works once. Never stored."""

    username: str
    name: str
    password: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class NewAccount:
    """A sign-in to open: its number; name and unit are for the slip. The roster keeps both, not we."""

    username: str
    name: str
    unit: str = ""


def open_account(
    *, username: str, name: str, at: datetime, by: Account | None = None, is_demo: bool = False
) -> tuple[Account, Slip]:
    """Open one account and return it with its slip."""
    [(account, slip)] = open_accounts([NewAccount(username, name)], at=at, by=by, is_demo=is_demo)
    return account, slip


@transaction.atomic
def open_accounts(
    new: Iterable[NewAccount], *, at: datetime, by: Account | None = None, is_demo: bool = False
) -> list[tuple[Account, Slip]]:
    """Open accounts, each with a first password that must be changed at the first sign-in.

    Raises ``IntegrityError`` when a number already has an account; nothing is opened then.
    """
    slips = [Slip(one.username, one.name, first_password(), one.unit) for one in new]
    accounts = Account.objects.bulk_create(
        Account(
            username=Account.normalize_username(slip.username),
            password=_printed(slip.password),
            must_change_password=True,
            password_set_at=at,
            opened_at=at,
            is_demo=is_demo,
        )
        for slip in slips
    )
    AccountEvent.objects.bulk_create(
        AccountEvent(account=account, act=Act.OPENED, by=by, at=at) for account in accounts
    )
    return list(zip(accounts, slips, strict=True))


@transaction.atomic
def reset_password(account: Account, *, by: Account | None, at: datetime) -> Slip:
    """Give ``account`` a new first password; its open sessions end, and so does a lock after wrong passwords.

    Raises ``AccountClosedError`` for a closed account.
    """
    _refuse_closed(account)
    password = first_password()
    _set_password(account, _printed(password), must_change=True, at=at)
    unlock(username=account.username)
    _record(account, Act.RESET, by=by, at=at)
    return Slip(account.username, account.display_name, password)


@transaction.atomic
def change_password(account: Account, *, password: str, at: datetime) -> None:
    """Set the password that its owner chose; the duty to change it ends."""
    _refuse_closed(account)
    _set_password(account, make_password(password), must_change=False, at=at)
    _record(account, Act.CHANGED, by=account, at=at)


@transaction.atomic
def close_account(account: Account, *, by: Account | None, at: datetime, reason: str) -> None:
    """Close ``account``: it can no longer sign in and its sessions end. What it did stays.

    Raises ``AccountClosedError`` when it is closed already, ``OwnAccountError`` for one's own account.
    """
    _refuse_closed(account)
    if by is not None and by.pk == account.pk:
        raise OwnAccountError
    account.closed_at = at
    account.save(update_fields=["closed_at"])
    _record(account, Act.CLOSED, by=by, at=at, reason=reason)


@transaction.atomic
def reopen_account(account: Account, *, by: Account | None, at: datetime) -> Slip:
    """Open a closed account again, with a new first password.

    Raises ``AccountOpenError`` when it is open.
    """
    if account.closed_at is None:
        raise AccountOpenError
    account.closed_at = None
    password = first_password()
    _set_password(account, _printed(password), must_change=True, at=at)
    _record(account, Act.REOPENED, by=by, at=at)
    return Slip(account.username, account.display_name, password)


def choose_language(account: Account, language: str) -> None:
    """Remember in which language somebody reads. No record is kept of it: it changes nothing for others."""
    account.language = language
    account.save(update_fields=["language"])


class AccountClosedError(Exception):
    """The account is closed."""

    message = gettext_noop("该账号已停用，请先恢复。")


class AccountOpenError(Exception):
    """The account is open."""

    message = gettext_noop("该账号未停用；如需新密码，请重置。")


class OwnAccountError(Exception):
    """Nobody closes the account they are signed in with: the last administrator would be locked out."""

    message = gettext_noop("不能停用自己的账号，请由其他管理员办理。")


def _refuse_closed(account: Account) -> None:
    if account.closed_at is not None:
        raise AccountClosedError


def _printed(password: str) -> str:
    """The digest of a password that was drawn at random."""
    return make_password(password, hasher=settings.PRINTED_PASSWORD_HASHER)


def _set_password(account: Account, digest: str, *, must_change: bool, at: datetime) -> None:
    account.password = digest
    account.must_change_password = must_change
    account.password_set_at = at
    account.save(update_fields=["password", "must_change_password", "password_set_at", "closed_at"])


def _record(
    account: Account, act: AccountEvent.Act, *, by: Account | None, at: datetime, reason: str = ""
) -> None:
    AccountEvent.objects.create(account=account, act=act, by=by, at=at, reason=reason)
