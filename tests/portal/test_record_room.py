"""The room of people's records, worked through its pages: recorded, corrected, voided, read."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.conftest import PASSWORD
from tests.portal.realm import PDF, Realm, body, realm
from workflows.models import Entry, Matter, StoredFile
from workflows.rules.facts import Facts

pytestmark = pytest.mark.django_db

YEAR = {
    "act_on": "2024-10-10",
    "year": "2023-2024",
    "scholarship": "first",
    "composite_rank": "6",
    "composite_size": "120",
    "failed_courses": "0",
    "evidence": "学生〔2024〕12号",
    "act_key": "k1",
}
POST = {"title": "班长", "unit": "一班", "main": "on", "from_on": "2024-09-10", "evidence": "名单"}


@pytest.fixture
def world() -> Realm:
    """Two branches of one college and one of another, each with a record of its subject."""
    return realm()


def record(client: Client, person: int, act: str, data: dict[str, Any]) -> Any:
    """What an act on somebody's record answers."""
    return client.post(reverse("record_act", args=[person, act]), data)


def standing(matter: Matter, name: str) -> list[dict[str, Any]]:
    """What stands under a name."""
    return [dict(fact.data) for fact in Facts.from_json(matter.facts).all(name)]


def of(person: int) -> Matter:
    """Somebody's record."""
    return Matter.objects.get(person=person, kind="student.record")


def confirmed(world: Realm) -> dict[str, str]:
    """The second person of an amendment: the secretary of the college, who is here."""
    second = world.own.people["college_committee_secretary"].number
    return {"act_reason": "抄错", "act_second": second, "act_second_password": PASSWORD}


def sentences(client: Client, person: int) -> list[str]:
    """What stands on somebody's page, year by year."""
    page = client.get(reverse("record", args=[person])).context["page"]
    return [f"{year.title} {row.sentence}" for year in page.years for row in year.rows]


def test_the_first_fact_opens_the_record(world: Realm) -> None:
    organiser, student = world.client("organiser"), world.own.people["student"].pk
    answer = record(organiser, student, "year_result", YEAR)
    assert (answer.status_code, answer["Location"]) == (302, f"/records/{student}/")
    assert [entry.act for entry in Entry.objects.filter(matter=of(student)).order_by("pk")] == [
        "open",
        "year_result",
    ]
    assert sentences(organiser, student) == [
        "2023-2024学年 综合测评第6名，共120人（前5%），一等奖学金，没有不及格。依据：学生〔2024〕12号。"
    ]


def test_a_refused_fact_opens_nothing_and_keeps_what_was_typed(world: Realm) -> None:
    organiser, student = world.client("organiser"), world.own.people["student"].pk
    answer = record(organiser, student, "year_result", {**YEAR, "composite_rank": "121"})
    assert answer.status_code == 409
    assert "综合测评名次是第121名，而只有120人，请核对。" in body(answer)
    assert 'value="121"' in body(answer)
    assert not Matter.objects.filter(person=student, kind="student.record").exists()


def test_a_form_sent_twice_records_once(world: Realm) -> None:
    organiser, student = world.client("organiser"), world.own.people["student"].pk
    for _ in range(2):
        assert record(organiser, student, "year_result", YEAR).status_code == 302
    assert Entry.objects.filter(matter=of(student), act="year_result").count() == 1


def test_the_day_of_a_post_is_its_first(world: Realm) -> None:
    organiser, student = world.client("organiser"), world.own.people["student"].pk
    assert (
        "act_on"
        not in organiser.get(reverse("record_act", args=[student, "post"])).context["page"].form.fields
    )
    assert record(organiser, student, "post", POST).status_code == 302
    ended = {**POST, "to_on": "2024-12-01", "act_key": "k2"}
    assert record(organiser, student, "post", ended).status_code == 302
    assert [each["to_on"] for each in standing(of(student), "post")] == ["2024-12-01"]
    page = organiser.get(reverse("record", args=[student])).context["page"]
    assert [row.voided for row in page.gone] == ["后来重新登记过，以后来的为准。"]


def test_a_day_that_is_none_is_asked_for_again(world: Realm) -> None:
    organiser, student = world.client("organiser"), world.own.people["student"].pk
    for act, wrong in (("year_result", {**YEAR, "act_on": ""}), ("post", {**POST, "from_on": "2024-02-30"})):
        assert record(organiser, student, act, wrong).status_code == 400
    assert not Matter.objects.filter(person=student, kind="student.record").exists()


def test_a_file_is_evidence_and_is_handed_out_to_whoever_reads_the_record(
    world: Realm, settings: Settings, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    organiser, subject = world.client("organiser"), world.own.people["subject"].pk
    scan = SimpleUploadedFile("证书.pdf", PDF, content_type="application/pdf")
    data = {**YEAR, "evidence": "", "act_scan": scan}
    assert record(organiser, subject, "year_result", data).status_code == 302
    address = reverse("record_file", args=[subject, StoredFile.objects.get().sha256])
    assert f'href="{address}"' in body(organiser.get(reverse("record", args=[subject])))
    answers = {
        role: world.client(role).get(address) for role in ("subject", "secretary", "league", "student")
    }
    assert {role: answer.status_code for role, answer in answers.items()} == {
        "subject": 200,
        "secretary": 200,
        "league": 404,
        "student": 404,
    }
    assert b"".join(answers["subject"].streaming_content) == PDF  # type: ignore[attr-defined]  # what streams
    other = world.own.people["student"].pk
    assert organiser.get(address.replace(f"/{subject}/", f"/{other}/")).status_code == 404
    digest = StoredFile.objects.get().sha256
    default_storage.delete(f"{digest[:2]}/{digest}.pdf")
    lost = world.client("secretary").get(address, follow=True)
    assert lost.redirect_chain == [(reverse("record", args=[subject]), 302)]
    assert "存储里找不到这份文件" in body(lost)


def test_a_correction_is_confirmed_by_another_and_both_stay(world: Realm) -> None:
    organiser, subject = world.client("organiser"), world.own.people["subject"].pk
    address = reverse("record_correct", args=[subject, world.own.honour])
    shown = organiser.get(address).context["page"].form
    assert (shown["level"].initial, shown["act_on"].initial.isoformat()) == ("college", "2024-12-01")
    said = {name: shown[name].initial for name in ("title", "kind", "evidence")}
    data = {**said, "level": "university", "act_on": "2024-12-01"}
    alone = organiser.post(address, {**data, "act_reason": "抄错"})
    assert alone.status_code == 409
    assert organiser.post(address, {**data, **confirmed(world)}).status_code == 302
    assert [each["level"] for each in standing(of(subject), "honour")] == ["university"]
    page = organiser.get(reverse("record", args=[subject])).context["page"]
    names = [world.own.people[each].name for each in ("organiser", "college_committee_secretary")]
    assert [row.voided for row in page.gone] == [f"已更正：抄错（{'、'.join(names)}）"]
    again = Entry.objects.get(matter=of(subject), act="correct").pk
    assert organiser.get(reverse("record_correct", args=[subject, again])).status_code == 200


def test_what_was_recorded_by_mistake_is_voided(world: Realm) -> None:
    organiser, subject = world.client("organiser"), world.own.people["subject"].pk
    address = reverse("record_void", args=[subject, world.own.honour])
    assert organiser.post(address, confirmed(world)).status_code == 302
    assert sentences(organiser, subject) == []
    page = organiser.get(reverse("record", args=[subject])).context["page"]
    assert len(page.gone) == 1


def test_an_entry_of_another_record_is_none_of_this_one(world: Realm) -> None:
    organiser, subject = world.client("organiser"), world.own.people["subject"].pk
    opening = Entry.objects.get(matter=world.own.record, act="open").pk
    for entry in (world.branch.honour, opening, world.own.entry):
        for name in ("record_correct", "record_void"):
            assert organiser.get(reverse(name, args=[subject, entry])).status_code == 404


def test_whose_record_it_is_reads_it_and_learns_no_names(world: Realm) -> None:
    subject = world.client("subject")
    person = world.own.people["subject"].pk
    assert subject.get(reverse("record", args=[person]))["Location"] == "/me/record/"
    page = subject.get("/me/record/").context["page"]
    (row,) = page.years[0].rows
    assert (page.acts, page.gone, row.tools, row.by, row.recorded) == ((), (), (), "组织员", "")
    assert row.sentence == f"{world.own.mark}荣誉（院级荣誉称号）。依据：{world.own.mark}文号。"
    assert 'href="/me/record/"' in body(subject.get("/me/"))
    assert "学院还没有登记您的个人记录。" in body(world.client("student").get("/me/record/"))


def test_an_organiser_meets_no_form_for_a_record_of_their_own(world: Realm) -> None:
    own = world.own.people["organiser"].pk
    organiser = world.client("organiser")
    assert organiser.get(reverse("record", args=[own]))["Location"] == "/me/record/"
    assert organiser.get(reverse("record_act", args=[own, "honour"])).status_code == 404


def test_a_branch_reads_and_does_not_record(world: Realm) -> None:
    secretary, subject = world.client("secretary"), world.own.people["subject"].pk
    page = secretary.get(reverse("record", args=[subject])).context["page"]
    (row,) = page.years[0].rows
    assert (page.acts, row.tools, row.by) == ((), (), f"{world.own.people['organiser'].name}，组织员")
    assert 'href="/records/"' in body(secretary.get("/"))
    assert 'href="/records/"' not in body(world.client("league").get("/"))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"shown": "with"}, {"subject"}),
        ({"q": "1canary"}, None),
        ({"q": "没有此人"}, set()),
        ({"q": "\x00", "shown": "x", "page": "x"}, None),
    ],
)
def test_the_list_is_searched_and_filtered(
    world: Realm, asked: dict[str, str], found: set[str] | None
) -> None:
    page = world.client("secretary").get("/records/", asked).context["page"]
    everybody = {
        person.name
        for role, person in world.own.people.items()
        if person.memberships.exists() and role != "branch_secretary"
    }
    wanted = everybody if found is None else {world.own.people[role].name for role in found}
    assert {row.name for row in page.rows} == wanted


def test_what_nobody_should_overlook_stands_in_the_list(world: Realm) -> None:
    organiser, subject = world.client("organiser"), world.own.people["subject"].pk
    for act, said in (
        ("sanction", {"title": "违纪", "kind": "warning", "evidence": "文"}),
        ("misconduct", {"title": "抄袭", "finding": "under_review", "evidence": "文"}),
        ("graduation_risk", {"at_risk": "on", "evidence": "文"}),
    ):
        data = {**said, "act_on": "2024-12-02", "act_key": act}
        assert record(organiser, subject, act, data).status_code == 302
    rows = {row.number: row for row in organiser.get("/records/").context["page"].rows}
    row = rows[world.own.people["subject"].number]
    assert [state.word for state in row.states] == ["警告", "学术不端调查中", "毕业风险"]
    assert row.said == ("荣誉与竞赛1项，处分与通报批评1次",)
