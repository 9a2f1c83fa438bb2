"""The room of plans, records of a unit and defences, and choosing by name whom an act on one is about."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from portal.models import Institution
from tests.conftest import PASSWORD
from tests.portal.test_admission_pages import browser
from tests.portal.test_query_counts import cost, sessions
from tests.procedures.party_membership.admitting import Sitting, enlarged
from tests.procedures.party_membership.candidates import recorded
from tests.procedures.party_membership.planning import Plan, asked_for, trained
from tests.procedures.party_membership.test_chapter_6_walks import FREE, converted, probationer
from tests.procedures.party_membership.world import FAMILY, College, college, do
from workflows.models import Entry, Matter
from workflows.store.session import Session

__all__ = ["sessions"]  # a fixture that a test asks for by its name
pytestmark = pytest.mark.django_db

TODAY = date(2025, 12, 1)


@pytest.fixture
def world(settings: Settings) -> College:
    settings.DEMO = True
    Institution.objects.create(name="江澜大学", short_name="江", is_demo=True, practice_on=TODAY)
    return college()


def page(client: Client, path: str) -> Any:
    """What a page is drawn from."""
    response = client.get(path)
    assert response.status_code == 200, path
    return response.context["page"]


def test_whoever_may_open_plans_finds_the_room_and_the_way_to_open_each(world: College) -> None:
    client = browser(world, "z2")
    found = page(client, "/matters/")
    assert (found.title, found.lede, found.empty) == (
        "事项",
        "没有进行中的。",
        "这里还没有记录。从右上角新建。",
    )
    assert [(tool.text, tool.href) for tool in found.tools] == [
        ("编制年度计划", f"/matters/new/{FAMILY}.development_plan/"),
        ("登记启蒙教育", f"/matters/new/{FAMILY}.induction/"),
        ("建立组织员名册", f"/matters/new/{FAMILY}.organisers/"),
        ("建立评估记录", f"/matters/new/{FAMILY}.quality_review/"),
    ]
    assert 'href="/matters/"' in client.get("/").content.decode()


def test_a_plan_stands_there_with_what_comes_next(world: College) -> None:
    plan = Plan(world).drafted()
    found = page(browser(world, "z2"), "/matters/")
    (row,) = found.groups[1].jobs
    assert (row.name, row.step, row.note) == ("年度发展计划", "计划年度 2026", world.units["college"].name)
    assert (row.act.text, row.act.href) == ("列入计划名单", f"/matters/{plan.matter}/acts/enlist/")
    assert "编制年度计划" not in [tool.text for tool in found.tools]


def test_the_page_of_a_plan_leads_to_its_list_and_says_its_year(world: College) -> None:
    plan = Plan(world).drafted()
    found = page(browser(world, "z2"), f"/matters/{plan.matter}/")
    assert ("计划年度", "2026") in [(fact.label, fact.value) for fact in found.facts]
    assert [act.title for act in found.acts] == [
        "列入计划名单",
        "上报组织部",
        "组织部收件",
        "结束本年度计划",
    ]


def test_a_plan_reported_late_is_reported_with_the_word_of_the_organisation_department(
    world: College,
) -> None:
    plan = Plan(world).drafted()
    Institution.objects.update(practice_on=date(2026, 1, 5))
    client, address = browser(world, "z1"), f"/matters/{plan.matter}/acts/report/"
    browser(world, "u1")
    late = {"total": "24", "act_on": "2026-01-05"}
    assert "act_reason" in refused_form(client, address, late).fields
    late["act_reason"] = "年末调整"
    assert {"act_second", "act_second_password"} <= refused_form(client, address, late).fields.keys()
    late |= {"act_second": "u1", "act_second_password": PASSWORD}
    assert client.post(address, late).status_code == 302
    assert Entry.objects.filter(act="report").count() == 1


def refused_form(client: Client, address: str, sent: dict[str, str]) -> Any:
    """The form that a refusal shows."""
    answer = client.post(address, sent)
    assert answer.status_code == 409
    return answer.context["page"].form


def test_an_office_that_has_nothing_to_do_with_them_is_not_led_there(world: College) -> None:
    assert 'href="/matters/"' not in browser(world, "l1").get("/").content.decode()


@pytest.mark.parametrize("plans", [1, 3])
def test_the_room_costs_the_same_for_any_number_of_rows(
    world: College, sessions: list[Session], plans: int
) -> None:
    for _ in range(plans):
        Matter.objects.create(
            kind=f"{FAMILY}.development_plan", unit=world.units["college"], opened_on=TODAY, facts={}
        )
    client = browser(world, "z2")
    assert len(page(client, "/matters/").groups[1].jobs) == plans
    assert cost(client, "/matters/", sessions) == 16


def test_people_are_chosen_by_name_for_a_plan(world: College) -> None:
    walk = asked_for(trained(world))
    plan = Plan(world).drafted()
    client = browser(world, "z2")
    address = f"/matters/{plan.matter}/acts/enlist/"
    listed = page(client, address)
    assert [(row.name, row.ticked) for row in listed.people] == [(walk.subject.name, False)]
    assert page(client, f"{address}?q=没有&find=1").empty == "没有找到可以选的人。"
    kept = page(client, f"{address}?q=没有&find=1&case={walk.case}")
    assert [(row.value, row.ticked) for row in kept.people] == [(str(walk.case), True)]
    form = page(client, f"{address}?case={walk.case}").form
    assert form["year"].value() == 2026
    assert form[f"case_{walk.case}"].value() is True


def test_who_was_chosen_is_listed_in_the_plan(world: College) -> None:
    walk = asked_for(trained(world))
    recorded(walk)
    plan = Plan(world).drafted()
    sent = {
        f"case_{walk.case}": "on",
        f"case_{walk.case}__route": "A",
        f"case_{walk.case}__active": "on",
        "year": "2026",
        "act_on": TODAY.isoformat(),
    }
    answer = browser(world, "z2").post(f"/matters/{plan.matter}/acts/enlist/", sent)
    assert answer.status_code == 302
    assert Entry.objects.filter(case=walk.case, act="plan_listing").count() == 1


def test_the_pool_of_a_draw_is_whoever_was_ticked(world: College) -> None:
    walk = probationer(enlarged(world)).taught()
    Institution.objects.update(practice_on=date(2026, 12, 29))
    client = browser(world, "z2")
    address = f"/matters/new/{FAMILY}.defence/"
    assert "pool" not in page(client, address).form.fields
    sent = {f"case_{walk.case}": "on", "number": "1", "seed": "种子", "act_on": "2026-12-29"}
    assert page(client, address).form[f"case_{walk.case}"].value() is False
    early = client.post(address, sent)
    assert early.status_code == 409
    (reason,) = early.context["page"].refusal.reasons
    assert reason.sentence == "须有本人签名的书面转正申请；现有：没有。"
    walk.recorded().applied()
    assert client.post(address, sent).status_code == 302
    draw = Entry.objects.get(act="draw")
    assert draw.facts["pool"] == [walk.subject.number]


def test_the_agenda_of_a_conversion_is_recorded_on_its_own_paper(world: College) -> None:
    walk = converted(enlarged(world)).proposed("2026-12-30", "convert")
    Institution.objects.update(practice_on=date(2027, 1, 5))
    meeting = Sitting(world, FREE, walk).ready("m6", "m7", "m5").matter
    said = f"case_{walk.case}__"
    sent = {
        f"case_{walk.case}": "on",
        f"{said}items": "secret_ballot",
        f"{said}reviewed": ["performance", "opinions", "publicity"],
        f"{said}discussion": "两人发言，均同意。",
        "act_on": FREE,
    }
    answer = browser(world, "s1").post(f"/matters/{meeting}/acts/discuss/", sent)
    assert answer.status_code == 302
    assert Entry.objects.get(case=walk.case, act="conversion_meeting.discuss").outcome == "opened"


def test_an_induction_is_recorded_of_a_class_that_is_chosen(world: College) -> None:
    client = browser(world, "z2")
    address = f"/matters/new/{FAMILY}.induction/"
    group = world.units["class"]
    assert page(client, address).form.fields["act_unit"].choices == [("", "请选择"), (group.pk, group.name)]
    sent = {
        "act_unit": str(group.pk),
        "enrolled_on": "2025-09-01",
        "semester_ends_on": "2026-01-18",
        "attended": "31",
        "applicants": "6",
        "act_on": TODAY.isoformat(),
    }
    assert client.post(address, sent).status_code == 302
    assert Matter.objects.get(kind=f"{FAMILY}.induction").unit == group


def test_a_year_that_is_asked_for_begins_with_the_running_one(world: College) -> None:
    unit = world.units["branch"].pk
    opened = do("open", world["s1"], TODAY.isoformat(), kind=f"{FAMILY}.branch_years", unit=unit).matter
    form = page(browser(world, "s1"), f"/matters/{opened}/acts/account/").form
    assert form["year"].value() == TODAY.year
