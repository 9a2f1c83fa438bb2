"""Accounts for people of the roster who have none: for those of an import, of a unit, or for one person."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from portal import clock
from portal.accounts.opening import AT_ONCE, waiting_by_unit, without_account
from portal.imports.changes import ChangeKind
from portal.imports.current import Keeper
from portal.imports.kept import outcome_of
from portal.models import RosterImport
from portal.pages.accounts import NewAccountsPage, UnitWaiting
from portal.pages.outcome import ConfirmPage
from portal.pages.parts import Fact, Link
from workflows.models import Person, Unit
from workflows.nodes.records import ADMINISTRATOR


def new_without_account(row: RosterImport, keeper: Keeper) -> list[Person]:
    """Those whom the import brought, who are still in the keeper's units and cannot sign in yet.

    The administrator of the whole institution reaches also those who belong to no unit.
    """
    if row.outcome is None:
        return []
    numbers = [change.number for change in outcome_of(row).of_kind(ChangeKind.NEW_PERSON)]
    whole = keeper.office == ADMINISTRATOR.name and Unit.objects.filter(pk=keeper.unit, parent=None).exists()
    found = without_account(on=clock.today(), units=None if whole else keeper.units)
    return list(found.filter(number__in=numbers))


def new_accounts_page() -> NewAccountsPage:
    """Who has no account yet, unit by unit."""
    today = clock.today()
    everybody = without_account(on=today).count()
    return NewAccountsPage(
        title=_("开通账号"),
        lede=_("名册里还有%(n)s人没有账号。按组织开通，打印密码条当面交给本人。") % {"n": everybody}
        if everybody
        else "",
        rows=tuple(
            UnitWaiting(unit.name if unit else _("不属于任何组织"), n, _address(unit))
            for unit, n in waiting_by_unit(on=today)
        ),
        crumbs=(Link(_("账号"), reverse("account_list")),),
    )


def waiting_in(code: str) -> QuerySet[Person]:
    """Those of a unit who have no account; without a code those of no unit. Http404 for an unknown unit."""
    today = clock.today()
    if code:
        return without_account(on=today, units=[get_object_or_404(Unit, code=code.replace("\0", "")).pk])
    somewhere = without_account(on=today, units=list(Unit.objects.values_list("pk", flat=True)))
    return without_account(on=today).exclude(pk__in=somewhere.order_by().values("pk"))


def _address(unit: Unit | None) -> str:
    return f"{reverse('account_new')}?{urlencode({'unit': unit.code if unit else ''})}"


def question(people: Sequence[Person], href: str, back: Link) -> ConfirmPage:
    """Ask before accounts are opened, since their first passwords are shown only once."""
    now = people[:AT_ONCE]
    sentences = [
        _("将为下列%(n)s人开通账号，账号是学号或工号；每人一个初始密码，首次登录须更换。") % {"n": len(now)},
        _("初始密码只显示一次，请接好打印机再继续。"),
    ]
    if len(people) > AT_ONCE:
        sentences.append(_("其余%(n)s人请打印之后再开通一次。") % {"n": len(people) - AT_ONCE})
    return ConfirmPage(
        title=_("开通账号并打印密码条"),
        sentences=tuple(sentences),
        href=href,
        submit=_("开通这%(n)s人的账号") % {"n": len(now)},
        back=back,
        facts=tuple(Fact(person.number, person.name) for person in now),
    )
