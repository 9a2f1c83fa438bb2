"""Acts through their pages: who may have done it, what is owed, and how a refusal reads."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.pages.parts import Cite
from tests.portal.realm import PDF, Realm, realm
from tests.procedures.party_membership.world import TALK
from workflows.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Realm:
    """Three branches with their people."""
    return realm()


def talk(world: Realm, **typed: Any) -> Any:
    """What the secretary's page answers to a talk of today."""
    path = f"/cases/{world.own.case}/acts/first_talk/"
    return world.client("secretary").post(path, {**TALK, "act_on": "2024-12-14", "act_key": "k", **typed})


def test_a_talk_is_offered_for_whoever_was_sent_before_the_secretary(world: Realm) -> None:
    page = world.client("secretary").get(f"/cases/{world.own.case}/acts/first_talk/").context["page"]
    sent, secretary = world.own.people["interviewer"], world.own.people["branch_secretary"]
    choices = [(str(each.pk), each.name) for each in (sent, secretary)]
    assert page.form.fields["act_by"].choices == choices


def test_a_late_talk_of_somebody_else_needs_the_signed_paper_and_a_reason(world: Realm) -> None:
    sent = world.own.people["interviewer"]
    refused = talk(world, act_by=sent.pk).context["page"].refusal
    assert [(reason.sentence, reason.cite) for reason in refused.reasons] == [
        ("代为录入“首次谈话”须附签名原件的扫描件。", None),
        ("这一条的要求没有满足，只作提示；要继续办理，请写明原因。", Cite("第七条")),
    ]
    scan = SimpleUploadedFile("a.pdf", PDF, "application/pdf")
    assert talk(world, act_by=sent.pk, act_scan=scan, act_reason="停课两个月").status_code == 302
    entry = Entry.objects.filter(case=world.own.case, act="first_talk").latest("seq")
    assert (entry.acted_by, entry.recorded_by) == (sent, world.own.people["branch_secretary"])
    assert len(entry.files) == 1


def test_a_refusal_above_the_form_is_the_only_summary(world: Realm) -> None:
    path = f"/cases/{world.own.case}/acts/member_recommendation/"
    answer = world.client("secretary").post(path, {"act_on": "2024-12-14", "ground": "", "act_key": "k"})
    assert answer.context["page"].form.errors.keys() == {"recommender", "ground"}
    assert answer.content.decode().count('role="alert"') == 1
