"""What was not handed in or corrected in time lapses together: one list of acts, all of it or nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from portal.models import Institution
from portal.pages.parts import Link
from tests.portal.credits.campus import Campus, campus
from tests.procedures.second_classroom_credits.college import LECTURE, declared, do, handed_in
from workflows.models import Case, Entry

pytestmark = pytest.mark.django_db
YEAR = {**LECTURE, "year": "2025-26"}


@pytest.fixture
def world() -> Campus:
    return campus()


def on(day: date) -> None:
    Institution.objects.update(practice_on=day)


def shown(world: Campus, role: str = "league") -> Any:
    return world.client(role).get(reverse("credits_round", args=[world.round])).context["page"]


def ends(*cases: int) -> list[list[str]]:
    return [list(Case.objects.get(pk=case).steps) for case in cases]


def test_what_was_not_handed_in_lapses_together(world: Campus) -> None:
    here, path = world.here, reverse("credits_round_lapse", args=[world.round])
    cases = [
        declared(here, world.round, YEAR, who=who, at="2026-04-02") for who in (here.student, here.fellow)
    ]
    on(date(2026, 4, 30))
    assert path not in {link.href for link in shown(world).acts}
    on(date(2026, 5, 1))
    assert Link("登记 2 项逾期", path) in shown(world).acts
    assert path not in {link.href for role in ("dean", "registrar") for link in shown(world, role).acts}
    client = world.client("league")
    page = client.get(path).context["page"]
    assert [(fact.label, fact.value) for fact in page.facts] == [
        ("张三（2022001）", LECTURE["content"]),
        ("李四（2022002）", LECTURE["content"]),
    ]
    sent = {"items": page.form.initial["items"], "act_key": "k1"}
    before = Entry.objects.count()
    answers = [client.post(path, sent) for _twice in range(2)]
    assert [each.status_code for each in answers] == [302, 302]
    assert (ends(*cases), Entry.objects.count() - before) == ([["archive"]] * 2, 2)
    assert path not in {link.href for link in shown(world).acts}


def test_who_hands_in_meanwhile_and_who_may_still_correct_is_left_out(world: Campus) -> None:
    here, path = world.here, reverse("credits_round_lapse", args=[world.round])
    gone, later = (
        declared(here, world.round, YEAR, who=who, at="2026-04-02") for who in (here.student, here.fellow)
    )
    returned = handed_in(here, world.round, YEAR, who=here.fellow, at="2026-04-20")
    back = {"outcome": "returned", "why": "缺章"}
    on(date(2026, 5, 6))
    do("first_review", here.counsellor, "2026-05-06", back, case=returned)
    client = world.client("league")
    form = client.get(path).context["page"].form
    assert form.initial["items"] == f"{gone},{later}"
    do("withdrawal", here.fellow, "2026-05-06", {}, case=later)
    assert client.post(path, {"items": form.initial["items"], "act_key": ""}).status_code == 302
    assert ends(gone, returned) == [["archive"], ["correction"]]
    on(date(2026, 7, 1))
    assert client.get(path).context["page"].form.initial["items"] == str(returned)
