"""A student's own credits."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from portal.rooms.actor import actor_of
from portal.rooms.credits.mine import credits_page


@login_required
@require_GET
def my_credits(request: HttpRequest) -> HttpResponse:
    """Show what somebody has earned and how their items stand; whoever is no student has no such page."""
    page = credits_page(actor_of(request))
    if page is None:
        raise Http404
    return render(request, "portal/credits/mine.html", {"page": page})
