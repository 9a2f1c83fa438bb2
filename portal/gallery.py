"""Every room with invented people, to look at without a database. Only where demos are allowed."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from portal.pages.samples import SAMPLES, shells


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List the rooms. Raises Http404 outside the demonstration."""
    if not settings.DEMO:
        raise Http404
    links = [(sample.title, name) for name, sample in SAMPLES.items()]
    return render(request, "portal/gallery.html", {"links": links, "shell": shells.NOBODY})


@require_GET
def room(request: HttpRequest, name: str) -> HttpResponse:
    """Show one room. Raises Http404 for an unknown one, and outside the demonstration."""
    sample = SAMPLES.get(name)
    if sample is None or not settings.DEMO:
        raise Http404
    return render(request, sample.template, {"shell": sample.shell, "page": sample.page()})


urlpatterns = [
    path("gallery/", index, name="gallery"),
    path("gallery/<slug:name>/", room, name="gallery_room"),
]
