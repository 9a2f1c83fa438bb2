"""The papers of an admission on their pages: what the record knows is there already."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from portal.models import Account, Institution
from tests.conftest import OPENED_AT, PASSWORD, signed_in
from tests.procedures.party_membership.admitting import (
    DAY,
    KIND,
    Entrant,
    Sitting,
    candidates,
    enlarged,
    ready,
)
from tests.procedures.party_membership.world import FAMILY, College, college, nominee
from workflows.models import Entry, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def voted(settings: Settings) -> Entrant:
    """A candidate on whom nine of eleven voted, one of whom kept the paper back."""
    settings.DEMO = True
    Institution.objects.create(name="江澜大学", short_name="江", is_demo=True, practice_on=date(2026, 1, 5))
    world = enlarged(college())
    (walk,) = ready(world)
    Sitting(world, DAY, walk).ready("m6", "m7").opened(walk).counted(walk, returned=8, approve=8)
    return walk


def browser(world: College, number: str) -> Client:
    """Somebody of the college, signed in."""
    person = world[number]
    person.account = Account.objects.create_user(
        number, PASSWORD, opened_at=OPENED_AT, password_set_at=OPENED_AT
    )
    person.save()
    return signed_in(person.account)


def brought(client: Client, walk: Entrant, act: str) -> dict[str, Any]:
    """What stands on the blank form of an act."""
    form = client.get(f"/cases/{walk.case}/acts/{act}/").context["page"].form
    return {name: form[name].value() for name in form.fields if form[name].value() not in {None, ""}}


def test_the_resolution_brings_the_numbers_as_they_were_counted(voted: Entrant) -> None:
    found = brought(browser(voted.world, "s1"), voted, "admission_resolution")
    counted = {"due": 11, "present": 9, "written": 0, "approve": 8, "oppose": 0, "abstain": 1, "void": 0}
    assert {name: found[name] for name in counted} == counted
    assert found["passed_on"] == date(2026, 1, 5)


def test_what_the_form_brought_can_be_sent_back_as_it_is(voted: Entrant) -> None:
    client = browser(voted.world, "s1")
    sent = {**brought(client, voted, "admission_resolution"), "performance": "思想端正，学习优秀。"}
    sent |= {"act_on": DAY, "signed": "on", "in_form": "on", "reported": "on", "passed_on": DAY}
    answer = client.post(f"/cases/{voted.case}/acts/admission_resolution/", sent)
    assert answer.status_code == 302
    assert Entry.objects.get(case=voted.case, act="admission_resolution").outcome == "carried"


def test_the_approval_brings_the_probation(voted: Entrant) -> None:
    voted.resolved(DAY).talked_with(DAY)
    found = brought(browser(voted.world, "z1"), voted, "college_approval")
    assert (found["probation_from"], found["probation_to"]) == (date(2026, 1, 5), date(2027, 1, 4))
    assert found["together"] == 1


def test_a_meeting_is_one_row_that_leads_to_its_room(settings: Settings) -> None:
    settings.DEMO = True
    Institution.objects.create(name="江澜大学", short_name="江", is_demo=True, practice_on=date(2026, 1, 5))
    world = enlarged(college())
    (walk,) = ready(world)
    client = browser(world, "s1")

    def rows() -> list[tuple[str, str, str]]:
        page = client.get(f"/cases/{walk.case}/").context["page"]
        return [(act.title, act.submit, act.href) for act in page.acts if "admission_meeting" in act.key]

    new = f"/matters/new/party_membership.branch_meeting/?case={walk.case}"
    assert rows() == [("接收预备党员票决", "召开支部大会", new)]
    sitting = Sitting(world, DAY, walk).ready().opened(walk)
    assert rows() == [("接收预备党员票决", "进入会议", f"/matters/{sitting.matter}/")]


@pytest.fixture
def waiting(settings: Settings) -> list[Entrant]:
    """Two candidates whose forms are complete, and one in whose form the introducers have not written."""
    settings.DEMO = True
    Institution.objects.create(name="江澜大学", short_name="江", is_demo=True, practice_on=date(2026, 1, 5))
    first, second, third = candidates(enlarged(college()), "t1", "t2", "t3")
    for walk in (first, second):
        walk.filled(DAY).written(DAY)
    return [first, second, third.filled(DAY)]


def test_a_meeting_is_called_for_whom_nothing_is_missing_and_says_what_others_lack(
    waiting: list[Entrant],
) -> None:
    first, second, third = waiting
    client = browser(first.world, "s1")
    address = f"/matters/new/{KIND}/"
    page = client.get(address).context["page"]
    assert (page.title, page.subject, [crumb.text for crumb in page.crumbs]) == ("召开支部大会", "", ["会议"])
    fields = {name: field for name, field in page.form.fields.items() if name.startswith("case_")}
    assert {name: (field.initial, field.widget.place) for name, field in fields.items()} == {
        f"case_{first.case}": (True, 1),
        f"case_{second.case}": (True, 2),
        f"case_{third.case}": (False, 3),
    }
    assert [field.help_text for field in fields.values()] == [
        "接收预备党员票决：要求已全部满足。",
        "接收预备党员票决：要求已全部满足。",
        "接收预备党员票决：须先补齐。两名介绍人各自在填好的志愿书上写意见，共2份；已有0份，两份内容相同：否。",
    ]
    asked = client.get(f"{address}?case={second.case}").context["page"].form
    assert [name for name, field in asked.fields.items() if name.startswith("case_") and field.initial] == [
        f"case_{second.case}"
    ]


def test_who_is_on_an_open_meeting_is_not_offered_for_another(waiting: list[Entrant]) -> None:
    first, second, third = waiting
    Sitting(first.world, DAY, first)
    form = browser(first.world, "s1").get(f"/matters/new/{KIND}/").context["page"].form
    assert [name for name in form.fields if name.startswith("case_")] == [
        f"case_{second.case}",
        f"case_{third.case}",
    ]


def test_the_agenda_brings_the_introducers_who_were_named(waiting: list[Entrant]) -> None:
    walk = waiting[0]
    meeting = Sitting(walk.world, DAY, walk).ready().matter
    form = browser(walk.world, "s1").get(f"/matters/{meeting}/").context["page"].turn.form
    assert form[f"case_{walk.case}__introducers_present"].value() == ["m1", "m2"]


def test_what_a_shared_matter_brings_is_not_offered_on_the_case(voted: Entrant) -> None:
    page = browser(voted.world, "z2").get(f"/cases/{voted.case}/").context["page"]
    offered = {act.key for act in page.acts}
    assert {"plan_listing", "plan_removal"} & offered == set()
    assert "political_review" in offered


def test_a_recommendations_notice_brings_who_the_nominee_is(settings: Settings) -> None:
    settings.DEMO = True
    Institution.objects.create(name="江澜大学", short_name="江", is_demo=True, practice_on=date(2024, 12, 12))
    walk = nominee(college())
    Person.objects.filter(pk=walk.subject.pk).update(details={"sex": "female", "ethnicity": "汉族"})
    client, path = browser(walk.world, "c1"), f"/matters/new/{FAMILY}.recommendation_notice/"
    field, said = f"case_{walk.case}__basic_info", "女，汉族，2024年9月10日递交入党申请书。"
    assert client.get(path).context["page"].form[field].value() == said
    changed = {f"case_{walk.case}": "on", field: "女，应用化学，2024级。", "contact": "院团委"}
    answer = client.post(path, {**changed, "channels": ["paper", "web"], "act_on": "2024-12-12"})
    assert answer.status_code == 302
    posted = Entry.objects.get(case=walk.case, act="recommendation_notice.post")
    assert posted.private.body == {"basic_info": "女，应用化学，2024级。", "contact": "院团委"}
