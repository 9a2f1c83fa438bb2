"""A case that was filed away in the portal: its keepers find what may still come, others do not find it."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from portal import clock
from portal.models import Account
from tests.conftest import OPENED_AT, PASSWORD, signed_in
from tests.procedures.party_membership.test_chapter_7_keeping import archived
from tests.procedures.party_membership.world import College, college, moment

pytestmark = pytest.mark.django_db

AFTER_THE_END = ("consultation", "accountability_clue")
LENT = {"reader": "s1", "purpose": "核对入党时间", "until": "2027-02-10", "act_on": "2027-02-01"}


def browser(world: College, number: str) -> Client:
    """A browser in which somebody is signed in."""
    person = world[number]
    person.account = Account.objects.create_user(
        number, PASSWORD, opened_at=OPENED_AT, password_set_at=OPENED_AT
    )
    person.save()
    return signed_in(person.account)


def test_what_may_come_after_the_end_is_offered_and_an_empty_form_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = college()
    case = archived(world).case
    monkeypatch.setattr(clock, "now", lambda: moment("2027-02-01"))
    monkeypatch.setattr(clock, "today", lambda: date(2027, 2, 1))
    keeper, branch = browser(world, "z2"), browser(world, "s1")
    page = keeper.get(reverse("case", args=[case])).content.decode()
    for name in AFTER_THE_END:
        path = reverse("act", args=[case, name])
        assert path in page
        assert keeper.get(path).status_code == 200
        refused = keeper.post(path, {"act_on": "2027-02-01"})
        assert (refused.status_code, "没有填" in refused.content.decode()) == (409, True)
    assert branch.get(reverse("case", args=[case])).status_code == 404
    assert keeper.post(reverse("act", args=[case, "consultation"]), LENT).status_code == 302
    assert branch.get(reverse("case", args=[case])).status_code == 200
    assert branch.get(reverse("act", args=[case, "accountability_clue"])).status_code == 404


def test_no_list_names_whoever_was_filed_away_from_an_office(monkeypatch: pytest.MonkeyPatch) -> None:
    world = college()
    walk = archived(world)
    monkeypatch.setattr(clock, "now", lambda: moment("2027-02-01"))
    monkeypatch.setattr(clock, "today", lambda: date(2027, 2, 1))

    def listed(client: Client, name: str) -> list[str]:
        groups = client.get(reverse(name)).context["page"].groups
        jobs = [job for group in groups for job in group.jobs if walk.subject.name in f"{job.name}{job.why}"]
        assert [client.get(job.href).status_code for job in jobs] == [200] * len(jobs)
        return [job.step for job in jobs]

    keeper, branch = browser(world, "z2"), browser(world, "s1")
    assert "转正公示" in listed(keeper, "notices")
    assert listed(branch, "notices") == []


def test_the_cases_that_are_over_stand_in_a_view_of_their_own() -> None:
    world = college()
    walk = archived(world)
    keeper = browser(world, "z2")

    def view(stage: str) -> tuple[list[str], str, list[str]]:
        page = keeper.get(reverse("cases"), {"stage": stage}).context["page"]
        current = [each.text for each in page.views if each.current]
        return [row.name for row in page.rows], page.empty, current

    assert view("") == ([], "这里还没有办件。登记了入党申请，就会出现。", ["全部"])
    assert view("full_member") == ([], "这个阶段现在没有办件。", ["正式党员"])
    assert view("ended") == ([walk.subject.name], "", ["已结束"])
