"""What waits for an office beside the reviews."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from portal.rooms.actor import actor_of
from portal.rooms.credits.tasks import tasks_page


@login_required
@require_GET
def tasks(request: HttpRequest) -> HttpResponse:
    """List labour to assess, appeals to answer and doubts to settle, for offices that do so."""
    page = tasks_page(actor_of(request))
    if page is None:
        raise Http404
    return render(request, "portal/list.html", {"page": page})
