"""The desk: what waits for the person who signed in."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET


@login_required
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """Show the desk."""
    return render(request, "portal/desk.html")
