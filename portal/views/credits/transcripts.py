"""Transcripts of credits: of a student whom an office reads, and one's own."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from portal import clock
from portal.rooms.actor import actor_of
from portal.rooms.credits.reach import student_in_reach
from portal.rooms.papers.offering import newest_person_paper
from portal.views.papers import printed
from procedures.second_classroom_credits.flows import SecondClassroomCredits_1

#: the papers by the word in the address
LANGUAGES: Final = {"zh": "transcript-zh", "en": "transcript-en"}


@login_required
@require_GET
def transcript(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Print the transcript of a student."""
    student = student_in_reach(actor_of(request), pk)
    if student is None or language not in LANGUAGES:
        raise Http404
    return _printed(request, student.pk, language, reverse("credits_student", args=[student.pk]))


@login_required
@require_GET
def my_transcript(request: HttpRequest, language: str) -> HttpResponse:
    """Print one's own."""
    actor = actor_of(request)
    if actor.id is None or language not in LANGUAGES:
        raise Http404
    return _printed(request, actor.id, language, reverse("credits"))


def _printed(request: HttpRequest, person: int, language: str, back: str) -> HttpResponse:
    name = LANGUAGES[language]
    found = newest_person_paper(person, SecondClassroomCredits_1, name, at=clock.now())
    if found is None:
        messages.info(request, _("还没有最终认定的学分，成绩单等终审之后再打印。"))
        return redirect(back)
    entry, paper = found
    return printed(request, paper, name, entry, back)
