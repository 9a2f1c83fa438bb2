"""What stands around every page: whose site, whose name, which day, and the rooms one may enter."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from portal import clock
from portal.models import Account
from portal.pages.days import today_text
from portal.pages.shell import Banner, Room, RoomGroup, Shell


def shell_for(request: HttpRequest) -> Shell:
    """Return the shell for whoever sent ``request``; a stranger sees the house and the day."""
    institution = clock.institution()
    account = request.user if isinstance(request.user, Account) else None
    today = clock.today()
    # Somebody with a first password may enter no room yet.
    rooms = tuple(_rooms(request, account)) if account and not account.must_change_password else ()
    return Shell(
        institution=institution.name if institution else _("流程门户"),
        seal=institution.short_name[:1] if institution else _("程"),
        person=account.display_name if account else "",
        me_href=reverse("me") if account else "",
        rooms=(RoomGroup("", rooms),) if rooms else (),
        tabs=rooms,
        today=today_text(today),
        banner=_banner() if account else None,
    )


def _rooms(request: HttpRequest, account: Account) -> Iterator[Room]:
    yield _room(request, _("工作台"), "desk", "layout-kanban")
    if account.has_perm("portal.manage_accounts"):
        yield _room(request, _("账号"), "account_list", "key")


def _room(request: HttpRequest, text: str, name: str, icon: str) -> Room:
    href = reverse(name)
    return Room(text, href, icon, current=request.path == href)


def _banner() -> Banner | None:
    if not clock.may_practise():
        return None
    return Banner(_("这是演示单位，数据都是虚构的。"), clock.today().isoformat())
