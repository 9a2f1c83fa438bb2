"""Whom the room of registration offers: nobody who is on the way already, no members."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.pages.act import RegisterPage
from portal.pages.parts import Paging
from portal.rooms import registering
from tests.conftest import PASSWORD
from tests.portal.realm import PDF, Realm, realm
from workflows.models import Case, Entry, Membership

pytestmark = pytest.mark.django_db
PATH = "/cases/register/party_membership/application/"


@pytest.fixture
def world() -> Realm:
    """Three branches; of the own one the subject has a case."""
    return realm()


def shown(world: Realm, **query: str) -> RegisterPage:
    """The room as the secretary sees it."""
    page = world.client("secretary").get(PATH, query).context["page"]
    assert isinstance(page, RegisterPage)
    return page


def test_members_and_those_with_a_case_are_not_offered(world: Realm) -> None:
    names = ("league_secretary", "league_branch_committee_member", "student", "third", "fourth")
    assert [row.name for row in shown(world).people] == sorted(
        (world.own.people[name].name for name in names), key=lambda name: _number(world, name)
    )
    assert (shown(world).people_title, shown(world).paging) == ("可以登记的 5 人", None)


def test_somebody_is_told_of_by_class(world: Realm) -> None:
    student, here = world.own.people["student"], world.own.units["class_league"]
    Membership.objects.create(
        person=student, tree="class", standing="student", unit=here, from_on="2024-09-01"
    )
    found = {row.name: row.unit for row in shown(world).people}
    assert (found[student.name], len(set(found.values()))) == (here.name, 2)


def test_a_long_list_has_pages(world: Realm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registering, "PER_PAGE", 2)
    assert shown(world, page="2").paging == Paging(
        "第 3 至 4 人，共 5 人", previous="?q=&page=1", next="?q=&page=3"
    )


def test_a_member_who_was_ticked_all_the_same_is_refused_by_name(world: Realm) -> None:
    member, student = world.own.people["organisation_member"], world.own.people["student"]
    scan = SimpleUploadedFile("a.pdf", PDF, "application/pdf")
    typed = {"person": [str(member.pk), str(student.pk)], "act_on": "2024-12-14", "act_scan": scan}
    answer = world.client("secretary").post(PATH, {**typed, "signature": "signed_original", "act_key": "k"})
    rows = {row.name: (row.ticked, row.refusal) for row in answer.context["page"].people}
    assert answer.status_code == 409
    assert rows[member.name] == (True, f"{member.name}已是正式党员，不用办“递交入党申请书”。")
    assert rows[student.name] == (True, "")
    assert Case.objects.filter(subject=student).count() == 0


def test_an_application_of_long_ago_is_registered_with_a_reason_and_a_second_person(world: Realm) -> None:
    student, member = world.own.people["student"], world.own.people["organisation_member"]
    client, typed = world.client("secretary"), {"person": [str(student.pk)], "act_on": "2024-10-08"}
    typed |= {"signature": "signed_original", "act_key": "k"}
    answer = client.post(PATH, {**typed, "act_scan": SimpleUploadedFile("a.pdf", PDF)})
    page = answer.context["page"]
    assert (answer.status_code, [why.sentence for why in page.refusal.reasons]) == (
        409,
        ["2024年10月8日的事超过30天才补录，须写明原因，并由第二个人确认。"],
    )
    assert "文件要重新选择" in answer.content.decode()
    assert {"act_reason", "act_second", "act_second_password"} <= page.form.fields.keys()
    second = {"act_second": member.number, "act_second_password": PASSWORD, "act_reason": "原件刚找到"}
    scan = SimpleUploadedFile("a.pdf", PDF)
    assert client.post(PATH, {**typed, **second, "act_scan": scan}).status_code == 302
    entry = Entry.objects.get(case__subject=student, act="application")
    assert (str(entry.on), entry.confirmed_by_id) == ("2024-10-08", member.pk)


def _number(world: Realm, name: str) -> str:
    return next(person.number for person in world.own.people.values() if person.name == name)
