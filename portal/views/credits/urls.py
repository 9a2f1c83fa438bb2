"""Addresses of the second classroom, below ``credits/``."""

from __future__ import annotations

from django.urls import URLPattern, path

from portal.views.credits import declare, items, mine

urlpatterns: list[URLPattern] = [
    # A student's own
    path("", mine.my_credits, name="credits"),
    path("declare/", declare.declare, name="credits_declare"),
    path("declare/<str:row>/", declare.declare_row, name="credits_declare_row"),
    path("items/<int:pk>/", items.item, name="credits_item"),
    path("items/<int:pk>/<slug:name>/", items.act, name="credits_act"),
]
