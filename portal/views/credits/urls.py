"""Addresses of the second classroom, below ``credits/``."""

from __future__ import annotations

from django.urls import URLPattern, path

from portal.views.credits import declare, items, mine, review

urlpatterns: list[URLPattern] = [
    # A student's own
    path("", mine.my_credits, name="credits"),
    path("declare/", declare.declare, name="credits_declare"),
    path("declare/<str:row>/", declare.declare_row, name="credits_declare_row"),
    path("items/<int:pk>/", items.item, name="credits_item"),
    path("items/<int:pk>/<slug:name>/", items.act, name="credits_act"),
    # Reviews
    path("review/", review.review, name="credits_review"),
    path("review/<int:pk>/decide/", review.decide_one, name="credits_review_decide"),
    path("review/bulk/", review.decide_many, name="credits_review_bulk"),
    path("review/undo/", review.undo, name="credits_review_undo"),
]
