"""一人一档 on the page of a case: what is there, what is missing and whose it is, what comes later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from pytest_django import DjangoDbBlocker

from portal import clock
from portal.pages.case import Dossier, Paper
from portal.pages.parts import Fact, Link, Shape
from tests.portal.realm import Realm, body, realm, undone
from tests.procedures.party_membership.world import FAMILY, do
from workflows.models import Duty, Entry

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Realm]:
    """The realm, built once; what a test of this module does is undone."""
    with django_db_blocker.unblock(), undone():
        yield realm()


def folder(world: Realm, role: str, case: int = 0) -> Dossier:
    found = world.client(role).get(f"/cases/{case or world.own.case}/").context["page"].dossier
    assert isinstance(found, Dossier)
    return found


def applied(world: Realm) -> int:
    """A second student of the own branch applies on 14 December."""
    student = world.own.people["student"]
    words = {"signature": "signed_original"}
    return do("application", student, "2024-12-14", words, family=FAMILY, subject=student.pk).case or 0


def checked(world: Realm) -> int:
    """The branch takes the application up on the same day."""
    case, member = applied(world), world.own.people["organisation_member"]
    said = {"outcome": "approved", "checked_by": member.number, "conclusion": "好", "file_number": "1"}
    do("check", member, "2024-12-14", said, case=case)
    return case


def cells(papers: tuple[Paper, ...]) -> list[tuple[str, str, str]]:
    return [(paper.name, paper.state, paper.note) for paper in papers]


def test_each_paper_stands_once_and_what_was_recorded_leads_to_its_entry(world: Realm) -> None:
    found = folder(world, "secretary")
    assert found.note == "34 类，已有 6 类，要补 1 类，未到 27 类"
    assert cells(found.there) == [
        ("入党申请书", "原件待核", "9月10日"),
        ("培养档案", "已登记", "9月10日"),
        ("申请人谈话记录", "已登记", "9月10日"),
        ("推优会议记录与票数", "已登记", "12月10日"),
        ("推荐人选名单", "已登记", "12月11日"),
        ("推优公示", "已登记", "12月12日"),
    ]
    check = Entry.objects.get(case=world.own.case, act="check")
    assert found.there[1].href == f"/cases/{world.own.case}/journal/#entry-{check.pk}"
    assert f'id="entry-{check.pk}"' in body(world.client("secretary").get(found.there[1].href))
    (stopped,) = found.missing
    assert (stopped.name, stopped.shape, stopped.act) == ("确定积极分子的决定", Shape.HELD, None)
    assert [(each.stage, len(each.names)) for each in found.ahead] == [
        ("入党积极分子", 8),
        ("发展对象", 8),
        ("预备党员", 9),
        ("正式党员", 2),
    ]


@pytest.mark.parametrize(
    ("day", "shape"),
    [("2025-01-12", Shape.MISSING), ("2025-01-13", Shape.LATE), ("2025-01-14", Shape.LATE)],
)
def test_what_is_missing_says_whose_it_is_and_until_when(world: Realm, day: str, shape: Shape) -> None:
    with undone():
        case = applied(world)
        clock.set_practice_date(date.fromisoformat(day))
        (missing,) = folder(world, "member", case).missing
        assert (missing.name, missing.shape) == ("培养档案", shape)
        assert missing.note == "由党支部书记、党支部副书记、组织委员办；应在1月13日前。"
        assert missing.act == Link("支部审查与建档", f"/cases/{case}/acts/check/")
        (read,) = folder(world, "organiser", case).missing
        assert (read.note, read.act) == (missing.note, None)


@pytest.mark.parametrize(
    ("day", "state", "shape", "note"),
    [
        (
            "2025-01-14",
            "临近",
            Shape.SOON,
            "首次谈话，1月14日前，由谈话人、党支部书记、党支部副书记、组织委员交。",
        ),
        (
            *("2025-01-15", "已收 0，缺 1", Shape.LATE),
            "缺首次谈话；1月14日已到期，由谈话人、党支部书记、党支部副书记、组织委员补交。",
        ),
    ],
)
def test_what_is_owed_by_a_day_is_late_the_day_after(
    world: Realm, day: str, state: str, shape: Shape, note: str
) -> None:
    with undone():
        case = checked(world)
        clock.set_practice_date(date.fromisoformat(day))
        owed = folder(world, "member", case).missing[0]
        assert (owed.name, owed.state, owed.shape, owed.note) == ("申请人谈话记录", state, shape, note)
        # The talk needs somebody to be sent first.
        assert owed.act == Link("指派谈话人", f"/cases/{case}/acts/interviewer/")


def test_what_is_not_late_yet_is_not_called_missing(world: Realm) -> None:
    with undone():
        case = checked(world)
        Duty.objects.create(case_id=case, name="first_talk", period="再次", due_on=date(2025, 1, 20))
        clock.set_practice_date(date(2025, 1, 15))
        owed = folder(world, "member", case).missing[0]
        assert owed.note.startswith("缺首次谈话；1月14日已到期")
        assert owed.state == "已收 0，缺 1"


def test_a_scan_stands_beside_its_paper_for_those_who_may_open_it(world: Realm) -> None:
    with undone():
        digest = "ab" * 32
        entry = Entry.objects.get(case=world.own.case, act="application")
        Entry.objects.filter(pk=entry.pk).update(files=[digest])
        paper = folder(world, "secretary").there[0]
        assert (paper.state, paper.shape) == ("有扫描件", Shape.MET)
        assert [link.href for link in paper.files] == [f"/cases/{world.own.case}/entries/{entry.pk}/files/0/"]
        unseen = folder(world, "league").there[0]
        assert (unseen.state, unseen.files) == ("有扫描件", ())


def test_an_ended_case_misses_nothing_and_waits_for_nothing(world: Realm) -> None:
    with undone():
        case, student = applied(world), world.own.people["student"]
        do("withdrawal", student, "2024-12-14", {"ground": "出国"}, case=case)
        found = folder(world, "secretary", case)
        assert (found.missing, [paper.name for paper in found.there], found.ahead) == ((), ["入党申请书"], ())


def test_whoever_was_named_is_said_by_name_before_the_offices_that_are_next(world: Realm) -> None:
    people = world.client("secretary").get(f"/cases/{world.own.case}/").context["page"].people
    assert people == (
        Fact("谈话人", world.own.people["interviewer"].name),
        Fact("推优公示", "院团委书记、院团委委员"),
        Fact("研究确定积极分子", "党支部书记、党支部副书记、组织委员"),
    )
