"""The desk: what waits for the person who signed in."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from portal import clock
from portal.pages.days import today_text
from portal.pages.desk import DeskPage


@login_required
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """Show the desk, which has nothing on it until there is a procedure to work on."""
    lede = today_text(clock.today())
    page = DeskPage(title=_("工作台"), lede=lede, groups=(), empty=_("没有等你办理的事项。"))
    return render(request, "portal/desk.html", {"page": page})
