"""Accounts: signing in, one's own password, the list of accounts, the slips to print, one's own page."""

from __future__ import annotations

from dataclasses import dataclass

from django.forms import BaseForm

from portal.pages.parts import Fact, Link, Paging, State


@dataclass(frozen=True, slots=True)
class LoginPage:
    """Signing in; ``next`` is where it leads afterwards. No account can be opened here.

    ``kept`` is what was typed when the session had ended, sealed; ``note`` says so.
    """

    form: BaseForm
    next: str = ""
    help: str = ""
    failed: str = ""
    kept: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PasswordPage:
    """One's own password; ``forced`` after signing in with a printed one."""

    form: BaseForm
    forced: bool = False
    rules: tuple[str, ...] = ()
    back: Link | None = None


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account; the three addresses are posted to, an empty one is not offered."""

    name: str
    username: str
    unit: str
    offices: str
    state: State
    seen: str = ""
    reset_href: str = ""
    close_href: str = ""
    reopen_href: str = ""


@dataclass(frozen=True, slots=True)
class AccountsPage:
    """The list of accounts, found by number or name."""

    title: str
    lede: str
    rows: tuple[AccountRow, ...]
    query: str = ""
    tools: tuple[Link, ...] = ()
    paging: Paging | None = None
    empty: str = ""


@dataclass(frozen=True, slots=True)
class UnitWaiting:
    """A unit and how many of it have no account yet."""

    name: str
    waiting: int
    href: str


@dataclass(frozen=True, slots=True)
class NewAccountsPage:
    """Who has no account yet, unit by unit."""

    title: str
    lede: str
    rows: tuple[UnitWaiting, ...]
    crumbs: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class PasswordSlip:
    """One slip: whose account, and the password that opens it once."""

    name: str
    username: str
    password: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class SlipsPage:
    """Slips to print and cut. They are shown once."""

    title: str
    lede: str
    address: str
    slips: tuple[PasswordSlip, ...]
    back: Link | None = None


@dataclass(frozen=True, slots=True)
class MePage:
    """One's own account: who I am here, which offices I hold until when."""

    name: str
    facts: tuple[Fact, ...]
    offices: tuple[Fact, ...]
    links: tuple[Link, ...] = ()
