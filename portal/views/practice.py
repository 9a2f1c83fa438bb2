"""The practice clock in the banner of a demo institution."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal import clock
from portal.accounts.forms import PracticeDateForm
from portal.rooms.typed import typed_address


@login_required
@require_POST
def practice_clock(request: HttpRequest) -> HttpResponse:
    """Move the demo to a date, then show the page that asked. Elsewhere this address does not exist."""
    if not clock.may_practise():
        raise Http404
    form = PracticeDateForm(request.POST)
    if form.is_valid():
        clock.set_practice_date(form.cleaned_data["day"])
    else:
        messages.error(request, _("日期无效，请按 年-月-日 填写，2000 至 2099 年之间。"))
    return redirect(typed_address(request.POST.get("next", ""), request.get_host()))
