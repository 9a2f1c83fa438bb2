"""One's own page: the nearest step, what to hand in, and a meeting that named somebody."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal import clock
from portal.pages.parts import Link
from portal.pages.student import HandInPage, NextStep, StudentPage
from tests.portal.realm import PDF, Realm, realm
from tests.procedures.party_membership.world import FAMILY, do
from workflows.models import Assignment, Case, Entry, OfficeTerm

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Realm:
    """Three branches; the notice of each subject hangs until 17 December."""
    return realm()


def own(world: Realm, role: str = "subject") -> StudentPage:
    """What somebody reads of themselves."""
    page = world.client(role).get("/me/").context["page"]
    assert isinstance(page, StudentPage)
    return page


def test_of_two_open_steps_the_one_with_a_day_is_next(world: Realm) -> None:
    assert own(world).next == NextStep(
        name="推优公示",
        label="最早",
        day="2024年12月18日",
        who="院团委书记、院团委委员",
        distance="余 4 天",
    )
    assert own(world).why_title == "推优公示，还差什么"


def test_what_people_do_until_the_next_stage_stands_there_with_its_first_days(world: Realm) -> None:
    ahead = own(world).road
    assert ahead is not None
    assert [(step.name, step.day) for step in ahead.steps] == [
        ("推优公示", "12月18日起"),
        ("研究确定积极分子", "12月18日起"),
        ("学院党委备案", "此后"),
        ("入党积极分子", "此后"),
    ]


def test_of_steps_without_a_day_the_first_of_the_text_is_next_with_the_day_known_so_far(
    world: Realm,
) -> None:
    people, day = world.own.people, "2024-12-14"
    own_words = {"signature": "signed_original"}
    case = do("application", people["student"], day, own_words, family=FAMILY, subject=people["student"].pk)
    checked = {"outcome": "approved", "checked_by": people["branch_secretary"].number}
    checked |= {"conclusion": "符合", "file_number": "档案1"}
    do("check", people["organisation_member"], day, checked, case=case.case)
    page = own(world, "student")
    assert page.next == NextStep(
        name="团支部推优", label="最早", day="2025年3月14日，并须补齐", who="团支书、团支部委员"
    )
    assert page.road is not None
    assert [step.name for step in page.road.steps] == [
        "团支部推优",
        "院团委审核名单",
        "推优公示",
        "研究确定积极分子",
        "学院党委备案",
        "入党积极分子",
    ]


def test_the_first_day_of_a_stage_counts_no_days(world: Realm) -> None:
    assert own(world).since == "2024年9月10日起，已3个月"
    clock.set_practice_date(date(2024, 9, 10))
    assert own(world).since == "今天起"
    assert own(world).trail[1].when == "2024年9月10日起"


def test_a_paper_of_ones_own_is_handed_in_with_its_scan_first(world: Realm) -> None:
    client, path = world.client("subject"), f"/cases/{world.own.case}/acts/withdrawal/"
    page = client.get(path).context["page"]
    assert isinstance(page, HandInPage)
    assert next(iter(page.form.fields)) == "act_scan"
    scan = SimpleUploadedFile("a.pdf", PDF, "application/pdf")
    answer = client.post(path, {"act_on": "2024-12-14", "act_key": "k", "ground": "出国", "act_scan": scan})
    assert (answer.status_code, answer["Location"]) == (302, "/me/")
    assert len(Entry.objects.get(case=world.own.case, act="withdrawal").files) == 1


def test_a_teller_without_an_office_is_led_to_the_meeting(world: Realm) -> None:
    people, unit = world.own.people, world.own.units["class_league"].pk
    numbers = [people[name].number for name in ("subject", "student")]
    call = {"place": "教室", "chair": numbers[0], "tellers": numbers}
    kind = f"{FAMILY}.league_meeting"
    matter = do("convene", people["league_secretary"], "2024-12-14", call, kind=kind, unit=unit).matter
    way = Link("进入会议", f"/matters/{matter}/")
    assert [(item.title, item.act) for item in own(world).todo] == [("团支部推优大会", way)]
    (job,) = world.client("student").get("/").context["page"].groups[2].jobs
    assert job.act is not None
    assert (job.step, job.act.text, job.act.href) == ("团支部推优大会", way.text, way.href)


def rooms(world: Realm, role: str, path: str = "/") -> list[tuple[str, str]]:
    """The rooms that one is led to, with their addresses."""
    shell = world.client(role).get(path).context["shell"]
    return [(room.text, room.href) for group in shell.rooms for room in group.rooms]


def test_an_office_holder_on_a_way_of_their_own_is_led_to_it(world: Realm) -> None:
    subject, unit = world.own.people["subject"], world.own.units["class_league"]
    OfficeTerm.objects.create(person=subject, unit=unit, office="league_secretary", from_on=date(2024, 9, 1))
    assert rooms(world, "subject")[-1] == ("我的进度", "/me/")
    Case.objects.filter(pk=world.own.case).update(status="ended")
    assert ("我的进度", "/me/") not in rooms(world, "subject")
    assert ("我的进度", "/me/") not in rooms(world, "league")


def test_whoever_is_named_on_the_case_of_another_has_a_desk_beside_their_own_progress(world: Realm) -> None:
    assert rooms(world, "subject") == [("我的进度", "/")]
    subject = world.own.people["subject"]
    Assignment.objects.create(case_id=world.branch.case, person=subject, act="talk")
    assert rooms(world, "subject", "/me/") == [("工作台", "/"), ("我的进度", "/me/")]


@pytest.mark.parametrize("path", ["/", "/me/"])
def test_the_room_one_is_in_is_marked_under_either_address(world: Realm, path: str) -> None:
    shell = world.client("subject").get(path).context["shell"]
    rooms = [(room.text, room.current) for group in shell.rooms for room in group.rooms]
    assert rooms == [("我的进度", True)]
