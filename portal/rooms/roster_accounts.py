"""Accounts for the new people of an import: asked once, opened with a first password, printed as slips."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from portal import clock
from portal.accounts import services
from portal.accounts.services import NewAccount, Slip
from portal.imports.changes import ChangeKind
from portal.imports.current import Keeper
from portal.imports.kept import outcome_of
from portal.models import Account, RosterImport
from portal.pages.outcome import ConfirmPage
from portal.pages.parts import Fact, Link
from workflows.models import Membership, Person

#: opened in one go: making a password hard to guess takes a quarter of a second each, on purpose
AT_ONCE = 40


def new_without_account(row: RosterImport, keeper: Keeper) -> list[Person]:
    """Those whom the import brought, who are still in the keeper's units and cannot sign in yet."""
    if row.outcome is None:
        return []
    numbers = [change.number for change in outcome_of(row).of_kind(ChangeKind.NEW_PERSON)]
    inside = Membership.objects.filter(to_on=None, unit__in=keeper.units).values("person")
    taken = Account.objects.filter(username__in=numbers).values("username")
    found = Person.objects.filter(number__in=numbers, account=None, closed_on=None, pk__in=inside)
    return list(found.exclude(number__in=taken).order_by("number"))


def question(row: RosterImport, people: Sequence[Person]) -> ConfirmPage:
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
        href=reverse("roster_slips", args=[row.pk]),
        submit=_("开通这%(n)s人的账号") % {"n": len(now)},
        back=Link(_("回到导入结果"), reverse("roster_result", args=[row.pk])),
        facts=tuple(Fact(person.number, person.name) for person in now),
    )


@transaction.atomic
def open_accounts(people: Sequence[Person], *, by: Account, at: datetime) -> list[Slip]:
    """Open an account for each of the first people, under their number, and hand out the slips."""
    now = people[:AT_ONCE]
    institution = clock.institution()
    opened = services.open_accounts(
        [NewAccount(person.number, person.name) for person in now],
        at=at,
        by=by,
        is_demo=institution is not None and institution.is_demo,
    )
    for person, (account, _slip) in zip(now, opened, strict=True):
        person.account = account
    Person.objects.bulk_update(now, ["account"])
    return [slip for _account, slip in opened]
