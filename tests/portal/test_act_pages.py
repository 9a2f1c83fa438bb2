"""Acts through their pages: who may have done it, what is owed, and how a refusal reads."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.pages.parts import Cite
from tests.conftest import PASSWORD
from tests.portal.realm import PDF, Realm, realm
from tests.procedures.party_membership.world import FAMILY, TALK, do
from workflows.models import Entry

pytestmark = pytest.mark.django_db
YEARS = "年份应在1900和2199之间。"


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
        ("代为录入“首次谈话”须附签名原件的扫描件。", Cite("第七条")),
        (
            "首次谈话应不迟于2024年10月10日；2024年9月10日递交申请，谈话日期按2024年12月14日计。迟了的写明原因。"
            "这一条的要求没有满足，只作提示；要继续办理，请写明原因。",
            Cite("第七条"),
        ),
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


def test_a_correction_says_its_field_and_both_values_in_words(world: Realm) -> None:
    people, secretary = world.own.people, world.client("secretary")
    path = f"/cases/{world.own.case}/entries/{world.own.entry}/correct/"
    form = secretary.get(path).context["page"].form
    typed = {**form.initial, "checked_by": people["organisation_member"].number, "act_reason": "笔误"}
    second = {"act_second": people["organisation_member"].number, "act_second_password": PASSWORD}
    assert secretary.post(path, {**typed, **second}).status_code == 302
    rows = secretary.get(f"/cases/{world.own.case}/journal/").context["page"].rows
    (change,) = next(row.corrections for row in rows if row.corrections)
    old, new = (people[name].name for name in ("branch_secretary", "organisation_member"))
    assert (change.label, change.old, change.new) == ("审核人", old, new)


def test_an_exception_is_chosen_by_its_article_and_what_it_asks_for(world: Realm) -> None:
    form = world.client("committee").get(f"/cases/{world.own.case}/override/").context["page"].form
    assert form.fields["rule"].choices == [
        (
            "PM-8-8",
            "第八条：公示须满5天",
        )
    ]


def test_only_members_are_offered_as_interviewers_and_never_the_subject(world: Realm) -> None:
    page = world.client("secretary").get(f"/cases/{world.own.case}/acts/interviewer/").context["page"]
    names = ("branch_secretary", "organisation_member", "interviewer")
    offered = [number for number, _name in page.form.fields["interviewer"].widget.choices]
    assert offered == ["", *(world.own.people[name].number for name in names)]


def test_whoever_checks_is_chosen_already(world: Realm) -> None:
    case = do(
        "application",
        world.own.people["third"],
        "2024-12-14",
        {"signature": "signed_original"},
        family=FAMILY,
        subject=world.own.people["third"].pk,
    ).case
    page = world.client("secretary").get(f"/cases/{case}/acts/check/").context["page"]
    assert page.form["checked_by"].value() == world.own.people["branch_secretary"].number


def test_a_form_refused_for_what_was_typed_does_not_say_beside_it_that_all_is_met(world: Realm) -> None:
    third, signed = world.own.people["third"], {"signature": "signed_original"}
    case = do("application", third, "2024-12-14", signed, family=FAMILY, subject=third.pk).case
    path, secretary = f"/cases/{case}/acts/check/", world.client("secretary")
    assert secretary.get(path).context["page"].findings.verdict == "要求已全部满足，现在可以办理。"
    answer = secretary.post(path, {"outcome": "approved", "act_on": "2024-12-14", "act_key": "k"})
    assert (answer.status_code, answer.context["page"].findings) == (409, None)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "这个字段是必填项。"),
        ("0001-01-01", YEARS),
        ("9999-12-31", YEARS),
        ("2024-02-31", "没有这一天；请按 年-月-日 填写，例如 2024-12-10。"),
    ],
)
def test_a_day_that_is_none_is_said_once_at_its_field(world: Realm, typed: str, said: str) -> None:
    path = f"/cases/{world.own.case}/acts/member_recommendation/"
    answer = world.client("secretary").post(path, {"act_on": typed, "ground": "表现好", "act_key": "k"})
    assert answer.context["page"].form.errors["act_on"] == [said]
    assert (answer.status_code, answer.content.decode().count('role="alert"')) == (400, 1)
