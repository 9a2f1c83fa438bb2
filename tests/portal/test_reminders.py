"""What is announced stands where people look: on the desk, on the case, on the notice, on one's own page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from portal import clock
from portal.pages.desk import Job
from portal.pages.parts import Shape
from tests.portal.realm import Realm, body, realm, undone
from tests.procedures.party_membership.world import do, moment
from workflows.models import Entry
from workflows.services.deadlines import sweep


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Realm]:
    """A notice that hangs since 12 December 2024, an objection lodged on the 13th; tests are undone."""
    with django_db_blocker.unblock(), undone():
        yield realm()


@pytest.fixture
def _undone(world: Realm) -> Iterator[None]:
    with undone():
        yield


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_undone")]


def jobs(world: Realm, day: str, role: str = "committee") -> dict[str, list[Job]]:
    """The rows about the own case on the desk of a role, by group."""
    clock.set_practice_date(date.fromisoformat(day))
    page = world.client(role).get(reverse("desk")).context["page"]
    name = world.own.people["subject"].name
    found = {group.key: [job for job in group.jobs if job.name == name] for group in page.groups}
    return {key: rows for key, rows in found.items() if rows}


def said(world: Realm, day: str, role: str = "committee") -> dict[str, list[tuple[str, str]]]:
    """Step and reason of each of these rows."""
    return {key: [(job.step, job.why) for job in rows] for key, rows in jobs(world, day, role).items()}


def inquired(world: Realm, day: str = "2024-12-14") -> None:
    """The objection is found to be unfounded."""
    objection = Entry.objects.get(case=world.own.case, act__endswith=".object").pk
    data = {"objection": objection, "finding": "dismissed", "text": "不属实"}
    committee = world.own.people["college_league_secretary"]
    do("inquire", committee, day, matter=world.own.notice, cases={world.own.case: data})


@pytest.mark.parametrize(
    ("day", "group", "why"),
    [
        ("2024-12-20", "ready", "12月28日前应当办理。"),
        ("2024-12-21", "soon", "12月28日前应当办理。"),
        ("2024-12-27", "soon", "12月28日前应当办理。"),
        ("2024-12-28", "late", "公示异议仍未决定。"),
        ("2024-12-29", "late", "公示异议仍未决定。"),
    ],
)
def test_an_objection_waits_on_the_desk_of_whoever_must_decide_it(
    world: Realm, day: str, group: str, why: str
) -> None:
    assert said(world, day) == {group: [("推优公示", why)]}
    (job,) = jobs(world, day)[group]
    assert job.act is not None
    assert job.act.text == "核实异议"


def test_it_leads_to_the_decision_and_cites_its_article(world: Realm) -> None:
    (job,) = jobs(world, "2024-12-28")["late"]
    assert job.act is not None
    assert job.act.href == reverse("matter_act", args=[world.own.notice, "inquire"])
    assert (job.cite and job.cite.text, job.day.text, job.day.note) == ("第八条", "12月28日", "今天")


def test_nobody_else_has_it_on_their_desk_and_a_decided_one_is_gone(world: Realm) -> None:
    for role in ("league", "secretary", "member", "college", "organiser"):
        assert "late" not in jobs(world, "2024-12-28", role)
        assert "公示异议" not in body(world.client(role).get(reverse("desk"), {"view": "others"}))
    inquired(world)
    assert said(world, "2024-12-28") == {"ready": [("推优公示", "公示期已满，可以结束公示。")]}


def test_a_notice_whose_days_are_over_can_be_closed_from_the_desk(world: Realm) -> None:
    inquired(world)
    assert list(said(world, "2024-12-17")) == ["held"]
    (job,) = jobs(world, "2024-12-20")["ready"]
    assert job.act is not None
    assert (job.act.text, job.act.href) == ("登记公示情况", reverse("matter", args=[world.own.notice]))
    assert (job.why, job.day.text, job.day.note) == ("公示期已满，可以结束公示。", "12月18日", "已等 2 天")


def test_the_strip_and_the_lede_count_what_is_late(world: Realm) -> None:
    clock.set_practice_date(date(2024, 12, 28))
    page = world.client("committee").get(reverse("desk")).context["page"]
    late = sum(len(group.jobs) for group in page.groups if group.key == "late")
    assert (late, f"其中 {late} 件逾期" in page.lede) == (2, True)
    assert [stage.fact for stage in page.stages if stage.count] == ["2 项逾期"]


def test_the_notice_says_by_when_an_objection_is_decided(world: Realm) -> None:
    client = world.client("committee")

    def row(day: str) -> tuple[str, Shape]:
        clock.set_practice_date(date.fromisoformat(day))
        page = client.get(reverse("matter", args=[world.own.notice])).context["page"]
        (objection,) = page.objections
        return objection.due, objection.state.shape

    assert row("2024-12-27") == ("12月28日", Shape.RUNNING)
    assert row("2024-12-28") == ("12月28日", Shape.LATE)
    inquired(world)
    assert row("2024-12-28") == ("12月28日", Shape.MET)


def test_an_objection_that_was_voided_stands_on_the_notice_no_more(world: Realm) -> None:
    entry = Entry.objects.get(case=world.own.case, act__endswith=".object").pk
    second = world.own.people["organisation_member"].pk
    first, kept = world.own.people["branch_secretary"], {"reason": "录错了", "confirmed_by": second}
    do("void", first, "2024-12-14", {"entry": entry}, case=world.own.case, **kept)
    page = world.client("committee").get(reverse("matter", args=[world.own.notice])).context["page"]
    assert page.objections == ()


def test_the_case_shows_what_is_late_and_its_journal_what_was_announced(world: Realm) -> None:
    sweep(at=moment("2024-12-28"))
    clock.set_practice_date(date(2024, 12, 28))
    client = world.client("committee")
    case = client.get(reverse("case", args=[world.own.case])).context["page"]
    assert [(act.title, act.when, act.shape) for act in case.acts if act.shape is Shape.LATE] == [
        ("核实异议", "公示异议仍未决定，12月28日起", Shape.LATE)
    ]
    keeper = world.client("secretary").get(reverse("case_journal", args=[world.own.case])).context["page"]
    made = [(row.sentence, row.by, row.tools) for row in keeper.rows if row.by == "系统"]
    assert made == [("公示异议仍未决定。", "系统", ()), ("公示期已满，可以结束公示。", "系统", ())]


@pytest.mark.parametrize("day", ["2024-12-18", "2024-12-28", "2025-02-01"])
def test_the_subject_reads_that_the_days_are_over_and_not_whether_somebody_objected(
    world: Realm, day: str
) -> None:
    client = world.client("subject")

    def page() -> str:
        sweep(at=moment(day))
        clock.set_practice_date(date.fromisoformat(day))
        return body(client.get("/me/"))

    with undone():
        waiting = page()
    inquired(world)
    decided = page()
    assert waiting == decided
    assert "公示期已满，可以结束公示" in waiting
