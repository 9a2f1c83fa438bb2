"""What the regulation lets an office except or excuse, done on its pages; and what nobody may except."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import Settings

from portal import clock
from portal.models import Account, Institution
from tests.conftest import OPENED_AT, PASSWORD, signed_in
from tests.procedures.party_membership.candidates import Candidate, published, recorded
from tests.procedures.party_membership.planning import Plan, asked_for, trained
from tests.procedures.party_membership.test_chapter_3_decision import by_a_member
from tests.procedures.party_membership.test_chapter_4_notice import objected
from tests.procedures.party_membership.world import DECIDED, College, activist, college, findings
from workflows.models import Membership

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def institution(settings: Settings) -> None:
    settings.DEMO = True
    Institution.objects.create(name="江澜大学", short_name="江", is_demo=True)


def browser(world: College, number: str, day: str) -> Client:
    """Somebody of the college, signed in on a day."""
    clock.set_practice_date(date.fromisoformat(day))
    person = world[number]
    person.account = Account.objects.create_user(
        number, PASSWORD, opened_at=OPENED_AT, password_set_at=OPENED_AT
    )
    person.save()
    return signed_in(person.account)


def answered(client: Client, path: str, typed: dict[str, Any]) -> tuple[int, list[str], set[str]]:
    """The status of what was sent, the messages that refused it, and what the form asks beside the paper."""
    answer = client.post(path, typed)
    if answer.status_code == 302:
        return 302, [], set()
    page = answer.context["page"]
    asked = {name for name in page.form.fields if name in {"act_reason", "act_second"}}
    return answer.status_code, [reason.sentence for reason in page.refusal.reasons], asked


def test_a_member_nominee_of_low_rank_passes_with_the_reason_of_the_college_committee() -> None:
    walk = by_a_member(55)
    day = "2024-12-18"
    browser(walk.world, "z1", day)
    client, path = browser(walk.world, "s1", day), f"/cases/{walk.case}/acts/activist_decision/"
    typed = {**DECIDED, "act_on": day}
    status, _said, asked = answered(client, path, typed)
    assert (status, asked) == (409, {"act_reason"})
    typed |= {"act_reason": "表现突出"}
    status, _said, asked = answered(client, path, typed)
    assert (status, asked) == (409, {"act_reason", "act_second"})
    typed |= {"act_second": "z1", "act_second_password": PASSWORD}
    assert answered(client, path, typed)[0] == 302
    assert findings(walk.case, "activist_decision")["PM-10-7"] == "warned"


@pytest.mark.parametrize(("day", "late"), [("2026-01-17", False), ("2026-01-18", True)])
def test_an_objection_is_answered_after_fifteen_days_only_with_a_reason(day: str, late: bool) -> None:
    walk = published()
    entry = objected(walk)
    client, path = browser(walk.world, "z1", day), f"/matters/{walk.notice}/acts/inquire/"
    about = {"objection": str(entry), "finding": "dismissed", "text": "查了宿舍记录"}
    typed = {f"case_{walk.case}__{name}": value for name, value in about.items()}
    typed |= {f"case_{walk.case}": "on", "act_on": day}
    if late:
        status, _said, asked = answered(client, path, typed)
        assert (status, "act_reason" in asked) == (409, True)
        typed["act_reason"] = "当事人外出实习"
    assert answered(client, path, typed)[0] == 302
    assert findings(walk.case, "candidate_notice.inquire")["PM-20-13"] == ("warned" if late else "met")


def test_a_missing_half_year_is_excepted_by_the_branch_secretary() -> None:
    world = college()
    first = asked_for(trained(world))
    walk = Candidate(world, first.subject, first.case)
    recorded(walk)
    Plan(world).drafted().lists(walk, route="A", active=True).reported()
    walk.schooled().opined(("2025-06-18", "2025-06-18")).heard().group()
    client, path = browser(world, "s1", "2025-12-22"), f"/cases/{walk.case}/override/"
    form = client.get(path).context["page"].form
    assert [rule for rule, _text in form.fields["rule"].choices] == ["PM-12-4"]
    with transaction.atomic():  # whoever left the branch is excepted by the next one alone
        Membership.objects.filter(person=walk.subject, tree="party").update(unit=world.units["other_branch"])
        assert [client.get(each).status_code for each in (f"/cases/{walk.case}/", path)] == [200, 404]
        transaction.set_rollback(True)
    assert client.post(path, {"rule": "PM-12-4", "ground": "联系人住院，返校后补写"}).status_code == 302
    walk.listed()
    assert findings(walk.case, "listing")["PM-12-4"] == "overridden"


def test_nobody_lets_a_third_person_accompany_an_activist() -> None:
    walk = activist(college())
    day = "2024-12-18"
    client, path = browser(walk.world, "o1", day), f"/cases/{walk.case}/acts/contacts/"
    status, said, asked = answered(client, path, {"act_on": day, "contacts": ["m1", "m2", "m3"]})
    assert (status, len(said), asked) == (409, 1, set())
    granted = {"rule": "PM-12-1", "ground": "人手充足"}
    assert walk.refuses("override", "s1", day, granted) == ["override.never"]
    assert browser(walk.world, "s1", day).get(f"/cases/{walk.case}/override/").status_code == 404
    assert answered(client, path, {"act_on": day, "contacts": ["m1", "m2"]})[0] == 302
