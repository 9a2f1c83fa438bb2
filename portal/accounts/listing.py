"""Accounts as the office and their owners see them."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import clock
from portal.accounts.services import Slip
from portal.models import Account
from portal.pages.accounts import AccountRow, AccountsPage, MePage, PasswordSlip, SlipsPage
from portal.pages.days import day_text
from portal.pages.parts import Fact, Link, Paging, Shape, State
from workflows.models import Membership, OfficeTerm
from workflows.nodes.procedure import office_titles

PAGE_SIZE = 50


def accounts_page(*, query: str, number: str | None, reader: Account) -> AccountsPage:
    """Return one page of the accounts whose number or name contains ``query``; of all when it is empty."""
    found = _found(query)
    page: Page[Account] = Paginator(found, PAGE_SIZE).get_page(number)
    total = page.paginator.count
    return AccountsPage(
        title=_("账号"),
        lede=_("共 %(total)s 个账号。没有自助注册；密码由办公室发放和重置。") % {"total": total},
        rows=tuple(_row(account, reader) for account in page.object_list),
        query=query,
        tools=(Link(_("开通账号"), reverse("account_new"), "user-plus"),),
        paging=_paging(page, query) if page.has_other_pages() else None,
    )


def slips_page(slips: list[Slip], *, address: str, back: Link | None = None) -> SlipsPage:
    """Return the slips as they are printed; their passwords exist nowhere else."""
    return SlipsPage(
        title=_("密码条"),
        lede=_("密码只在这一页显示一次，离开后只能重置。打印后裁开，当面交给本人。"),
        address=address,
        slips=tuple(
            PasswordSlip(slip.name or slip.username, slip.username, slip.password, slip.unit)
            for slip in slips
        ),
        back=back or Link(_("回到账号"), reverse("account_list")),
    )


def me_page(account: Account) -> MePage:
    """Return one's own account."""
    known = _accounts().get(pk=account.pk)
    facts = [
        (_("学号/工号"), account.username),
        (_("所在组织"), _units(known)),
        (_("密码设置"), _moment(account.password_set_at)),
        (_("上次登录"), _moment(account.last_login)),
    ]
    told = tuple(Fact(label, value) for label, value in facts if value)
    return MePage(account.display_name, told, _offices(known))


def _found(query: str) -> QuerySet[Account]:
    accounts = _accounts()
    if not query:
        return accounts
    return accounts.filter(
        Q(username__icontains=query)
        | Q(person__name__icontains=query)
        | Q(person__initials__istartswith=query)
        | Q(name__icontains=query)
    )


def _accounts() -> QuerySet[Account]:
    open_now = Membership.objects.filter(to_on=None).select_related("unit").order_by("pk")
    today = clock.today()
    running = OfficeTerm.objects.filter(Q(to_on=None) | Q(to_on__gt=today), from_on__lte=today)
    return Account.objects.select_related("person").prefetch_related(
        Prefetch("person__memberships", open_now, to_attr="open_memberships"),
        Prefetch("person__terms", running.select_related("unit").order_by("pk"), to_attr="open_terms"),
    )


def _units(account: Account) -> str:
    person = getattr(account, "person", None)
    names = [membership.unit.name for membership in getattr(person, "open_memberships", ())]
    return _("，").join(dict.fromkeys(names))


def _offices(account: Account) -> tuple[Fact, ...]:
    """The offices held today, each with its unit."""
    titles, person = office_titles(), getattr(account, "person", None)
    terms = getattr(person, "open_terms", ())
    return tuple(Fact(titles.get(term.office, term.office), _held(term)) for term in terms)


def _held(term: OfficeTerm) -> str:
    if term.to_on is None:
        return term.unit.name
    return _("%(unit)s，任期至%(day)s") % {"unit": term.unit.name, "day": day_text(term.to_on)}


def _row(account: Account, reader: Account) -> AccountRow:
    closed = account.closed_at is not None
    return AccountRow(
        name=account.display_name,
        username=account.username,
        unit=_units(account),
        offices=_("，").join(fact.label for fact in _offices(account)),
        state=_state(account),
        seen=_moment(account.last_login) or _("从未"),
        reset_href="" if closed else reverse("account_reset", args=[account.pk]),
        close_href="" if closed or account == reader else reverse("account_close", args=[account.pk]),
        reopen_href=reverse("account_reopen", args=[account.pk]) if closed else "",
    )


def _state(account: Account) -> State:
    if account.closed_at is not None:
        return State(Shape.HELD, _("已停用"))
    if account.must_change_password:
        return State(Shape.SOON, _("待改密码"))
    return State(Shape.MET, _("正常"))


def _paging(page: Page[Account], query: str) -> Paging:
    text = _("第 %(first)s 至 %(last)s 个，共 %(total)s 个") % {
        "first": page.start_index(),
        "last": page.end_index(),
        "total": page.paginator.count,
    }
    before = _address(page.previous_page_number(), query) if page.has_previous() else ""
    after = _address(page.next_page_number(), query) if page.has_next() else ""
    return Paging(text, before, after)


def _address(number: int, query: str) -> str:
    wanted = {"q": query, "page": number} if query else {"page": number}
    return f"{reverse('account_list')}?{urlencode(wanted)}"


def _moment(at: datetime | None) -> str:
    if at is None:
        return ""
    local = timezone.localtime(at)
    return f"{day_text(local.date())} {local:%H:%M}"
