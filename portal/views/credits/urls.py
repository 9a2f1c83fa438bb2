"""Addresses of the second classroom, below ``credits/``."""

from __future__ import annotations

from django.urls import URLPattern, path

from portal.views.credits import (
    classes,
    declare,
    items,
    lists,
    mine,
    review,
    round_items,
    rounds,
    tasks,
    transcripts,
)

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
    path("tasks/", tasks.tasks, name="credits_tasks"),
    # Rounds and their summary sheets
    path("rounds/", rounds.rounds, name="credits_rounds"),
    path("rounds/<int:pk>/", rounds.one_round, name="credits_round"),
    path("rounds/<int:pk>/workbook/", rounds.round_workbook, name="credits_round_workbook"),
    path("rounds/<int:pk>/archive/", round_items.archive, name="credits_round_archive"),
    path("rounds/<int:pk>/lapse/", round_items.lapse, name="credits_round_lapse"),
    path("rounds/<int:pk>/publication/", rounds.publication, name="credits_publication"),
    path("rounds/<int:pk>/publication/paper/", rounds.publication_list, name="credits_publication_paper"),
    path("rounds/<int:pk>/<slug:name>/", rounds.round_act, name="credits_round_act"),
    # Before graduation
    path("classes/", classes.classes, name="credits_classes"),
    path("classes/<int:pk>/", classes.one_class, name="credits_class"),
    path("classes/<int:pk>/workbook/", classes.class_workbook, name="credits_class_workbook"),
    path("classes/<int:pk>/paper/", classes.class_list, name="credits_class_paper"),
    path("classes/<int:pk>/audit/", classes.audit, name="credits_audit"),
    # What a student has
    path("students/<int:pk>/", classes.student, name="credits_student"),
    path("students/<int:pk>/transcript/<slug:language>/", transcripts.transcript, name="credits_transcript"),
    path("transcript/<slug:language>/", transcripts.my_transcript, name="credits_my_transcript"),
    # Lists from a file
    path("lists/<int:pk>/", lists.result, name="credits_list_result"),
    path("lists/<int:pk>/confirm/", lists.confirm, name="credits_list_confirm"),
    path("lists/<int:pk>/report/", lists.report, name="credits_list_report"),
    path("lists/<slug:name>/", lists.upload, name="credits_list"),
    path("lists/<slug:name>/template/", lists.template, name="credits_list_template"),
]
