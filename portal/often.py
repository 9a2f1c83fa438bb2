"""How often the pages that need no account are asked for from one address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from ipaddress import IPv6Address, ip_address
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from portal import clock
from portal.network import client_address
from portal.pages.outcome import ErrorPage
from portal.pages.shell import Shell

View = Callable[..., HttpResponse]
MINUTE = 60
#: whoever has one address of version 6 has as many as such a network holds
HOUSEHOLD = 64


def not_too_often(view: View) -> View:
    """Answer 429 to an address that asked for public pages more than ``PUBLIC_PAGES_A_MINUTE`` times.

    Refused before any record is read. Each process counts for itself, unless the site has a shared cache: a
    limit against being read out by a machine, not a quota.
    """

    @wraps(view)
    def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        now = clock.real_now()
        if _asked(client_address(request), now) > settings.PUBLIC_PAGES_A_MINUTE:
            return _too_often(request, MINUTE - now.second)
        return view(request, *args, **kwargs)

    return limited


def _asked(address: str, now: datetime) -> int:
    """How often the address asked in this minute of the clock, this time included."""
    key = f"public:{_network(address)}:{now:%Y%m%d%H%M}"
    if cache.add(key, 1, timeout=MINUTE):
        return 1
    try:
        return int(cache.incr(key))
    except ValueError:  # the minute ended between the two
        return 1


def _network(address: str) -> str:
    try:
        known = ip_address(address)
    except ValueError:
        return "unknown"
    bits = int(known) >> HOUSEHOLD if isinstance(known, IPv6Address) else int(known)
    return f"{known.version}-{bits:x}"


def _too_often(request: HttpRequest, seconds: int) -> HttpResponse:
    sentences = (
        _("同一网络一分钟内打开的次数太多，请 %(n)s 秒后再试。") % {"n": seconds},
        _("要核验多份文书的，请分几次扫描。"),
    )
    institution = clock.institution()
    name = institution.name if institution else ""
    page = ErrorPage(429, _("请稍后再试"), sentences)
    shown = {"page": page, "shell": Shell(institution=name, seal=name[:1], solo=True)}
    answer = render(request, "portal/error.html", shown, status=429)
    answer["Retry-After"] = str(seconds)
    answer["Cache-Control"] = "no-store"
    return answer
