"""The defence in the browser: from one desk row to the next, and only for whom was drawn."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from portal.models import Institution
from procedures.party_membership.rules import defending
from tests.portal.test_admission_pages import browser
from tests.procedures.party_membership.admitting import enlarged
from tests.procedures.party_membership.test_chapter_6_walks import FREE, Member, came, probationer
from tests.procedures.party_membership.world import FAMILY, college, do, refused
from tests.remembering import remembered
from workflows.models import Entry, Matter

pytestmark = pytest.mark.django_db

PANEL: dict[str, Any] = {"place": "会议室", "organised_by": "college_committee"}
PANEL["panel"] = ["m3", "m4", "m5", "m6", "m7"]
HEARD: dict[str, Any] = {
    "statement": ["thought", "work", "study", "other"],
    "questions": ["belief", "knowledge", "performance"],
    "method": "secret",
    "panel_size": 5,
    "excellent": 4,
    "good": 1,
    "fair": 0,
    "poor": 0,
    "activists": 2,
    "representatives": 2,
}


@remembered
def drawn(world: Any) -> tuple[Member, Member]:
    """One member who was drawn on 29 December 2026, and one in the same pool who was not."""
    other = came(enlarged(world))
    other.does("conversion_application", other.subject.number, "2024-12-20", {"signature": "signed_original"})
    walk = probationer(world).taught().recorded().applied()
    pool = [walk.subject.number, other.subject.number]
    seed = next(str(each) for each in count() if defending.lots(str(each), pool, 1) == (pool[0],))
    cases: dict[int, dict[str, Any]] = {walk.case: {}, other.case: {}}
    data, unit = {"pool": pool, "number": 1, "seed": seed}, world.units["college"].pk
    draw = do("draw", world["z2"], "2026-12-29", data, kind=f"{FAMILY}.defence", unit=unit, cases=cases)
    walk.draw = draw.matter or 0
    return walk, other


@pytest.fixture
def pair(settings: Settings) -> tuple[Member, Member]:
    settings.DEMO = True
    Institution.objects.create(name="江澜大学", short_name="江", is_demo=True, practice_on=date(2027, 1, 5))
    return drawn(college())


def row(client: Client, name: str) -> list[tuple[str, str]]:
    """What the desk asks for of the defence of somebody: step and button."""
    page = client.get("/").context["page"]
    jobs = [job for group in page.groups for job in group.jobs if name in job.name and job.act]
    return [(job.step, job.act.text) for job in jobs if "答辩" in job.step]


def test_the_desk_leads_from_the_draw_to_the_report(pair: tuple[Member, Member]) -> None:
    walk, other = pair
    client, z2 = browser(walk.world, "z2"), walk.world["z2"]
    cases: dict[int, dict[str, Any]] = {walk.case: {}}
    name = walk.subject.name
    assert row(client, name) == [("通知答辩", "答辩公告")]
    assert row(client, other.subject.name) == []
    do("announce", z2, "2027-01-04", {**PANEL, "held_on": FREE}, matter=walk.draw, cases=cases)
    assert row(client, name) == [("答辩评审", "登记答辩评审")]
    do("assess", z2, FREE, matter=walk.draw, cases={walk.case: HEARD})
    assert row(client, name) == [("答辩情况报告", "报送答辩情况")]
    do("report", z2, FREE, matter=walk.draw, cases={walk.case: {"summary": "评议良好。"}})
    assert row(client, name) == []


def test_whoever_was_not_drawn_is_not_ticked_and_told_why(pair: tuple[Member, Member]) -> None:
    walk, other = pair
    client, z2 = browser(walk.world, "z2"), walk.world["z2"]
    do("announce", z2, "2027-01-04", {**PANEL, "held_on": FREE}, matter=walk.draw, cases={walk.case: {}})
    form = client.get(f"/matters/{walk.draw}/acts/assess/").context["page"].form
    ticks = {each.case: form[f"case_{each.case}"].value() for each in pair}
    assert ticks == {walk.case: True, other.case: False}
    told = form.fields[f"case_{other.case}"].help_text
    assert told == f"{other.subject.name}没有被抽中，不参加这次答辩。"
    assert form[f"case_{walk.case}__panel_size"].value() == 5


def test_a_session_is_announced_for_a_later_day(pair: tuple[Member, Member]) -> None:
    walk, _other = pair
    cases: dict[int, dict[str, Any]] = {walk.case: {}}

    def against(held_on: str) -> list[str]:
        data = {**PANEL, "held_on": held_on}
        return refused("announce", walk.world["z2"], "2027-01-04", data, matter=walk.draw, cases=cases)

    assert against("2027-01-04") == ["PM-39-7"]
    do("announce", walk.world["z2"], "2027-01-04", {**PANEL, "held_on": FREE}, matter=walk.draw, cases=cases)


def test_nothing_is_reported_and_nothing_ends_before_everybody_was_heard(pair: tuple[Member, Member]) -> None:
    walk, _other = pair
    z2, summary = walk.world["z2"], {walk.case: {"summary": "评议良好。"}}
    do("announce", z2, "2027-01-04", {**PANEL, "held_on": FREE}, matter=walk.draw, cases={walk.case: {}})
    assert refused("report", z2, FREE, matter=walk.draw, cases=summary) == ["defence.reported_after_session"]
    assert refused("close", z2, FREE, matter=walk.draw) == ["defence.all_heard"]
    do("assess", z2, FREE, matter=walk.draw, cases={walk.case: HEARD})
    assert refused("close", z2, FREE, matter=walk.draw) == ["defence.all_heard"]
    do("report", z2, FREE, matter=walk.draw, cases=summary)
    do("close", z2, FREE, matter=walk.draw)
    assert Matter.objects.get(pk=walk.draw).closed_on == date(2027, 1, 5)


def test_a_defence_that_ends_unheard_says_why(pair: tuple[Member, Member]) -> None:
    walk, _other = pair
    do("close", walk.world["z2"], FREE, {"open_because": "本人已转出"}, matter=walk.draw)
    assert Entry.objects.get(matter=walk.draw, act="close").facts["open_because"] == "本人已转出"


def test_a_second_draw_says_why(pair: tuple[Member, Member]) -> None:
    walk, other = pair
    do("close", walk.world["z2"], FREE, {"open_because": "种子念错了"}, matter=walk.draw)
    pool = [each.subject.number for each in pair]
    data = {"pool": pool, "number": 1, "seed": "另一个"}
    cases: dict[int, dict[str, Any]] = {walk.case: {}, other.case: {}}
    more = {"kind": f"{FAMILY}.defence", "unit": walk.world.units["college"].pk, "cases": cases}
    assert refused("draw", walk.world["z2"], FREE, data, **more) == ["draw.again"]
    do("draw", walk.world["z2"], FREE, {**data, "redrawn_because": "种子念错了"}, **more)
