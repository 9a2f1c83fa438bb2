"""What waits beside the reviews is listed for whoever does it, and done from there."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from portal.models import Institution
from tests.portal.credits.campus import Campus, campus
from tests.portal.credits.costs import statements
from tests.procedures.second_classroom_credits.college import LECTURE, declared, do, handed_in
from workflows.models import Case, Entry, Matter

pytestmark = pytest.mark.django_db

WORK = {**LECTURE, "year": "2025-26", "row": "T5-11", "content": "图书馆勤工助学", "claimed": "0.5"}


@pytest.fixture
def world() -> Campus:
    found = campus()
    for role in ("employer", "aid", "affairs"):
        found.signs_in(role, getattr(found.here, role))
    return found


def listed(world: Campus, role: str) -> list[tuple[str, str]]:
    """Who waits and for what, as the room of a role says."""
    page = world.client(role).get(reverse("credits_tasks")).context["page"]
    return [(job.name, job.step) for group in page.groups for job in group.jobs]


def offered(world: Campus, role: str, case: int) -> list[tuple[str, str, bool]]:
    """What the page of a case offers first: each act, what it waits for, whether it is pressed on anybody."""
    page = world.client(role).get(reverse("case", args=[case])).context["page"]
    assert page.seldom == ()
    return [(act.title, act.when, act.primary) for act in page.acts]


def post(world: Campus, role: str, case: int, act: str, **data: str) -> int:
    """The status of an act sent from its page."""
    path = reverse("act", args=[case, act])
    assert world.client(role).get(path).status_code == 200
    return world.client(role).post(path, {"act_on": "2026-04-20", **data}).status_code


def test_labour_waits_for_each_of_its_assessors(world: Campus) -> None:
    case = handed_in(world.here, world.round, WORK, at="2026-04-02")
    mine = [("张三", "图书馆勤工助学")]
    assert [listed(world, role) for role in ("employer", "aid", "counsellor")] == [mine, mine, []]
    assert post(world, "employer", case, "assessment", result="qualified") == 302
    assert [listed(world, role) for role in ("employer", "aid")] == [[], mine]
    assert post(world, "aid", case, "assessment", result="qualified") == 302
    assert Case.objects.get(pk=case).steps.keys() == {"first_review"}
    assert listed(world, "aid") == []


@pytest.mark.parametrize("items", [1, 3])
def test_the_room_costs_the_same_for_any_number_of_items(
    world: Campus, items: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(items):
        handed_in(world.here, world.round, WORK, at="2026-04-02")
    assert statements(world.client("employer"), reverse("credits_tasks"), monkeypatch) == 11
    assert len(listed(world, "employer")) == items


def test_a_case_that_a_class_keeps_names_the_class_once(world: Campus) -> None:
    page = world.client("league").get(reverse("case", args=[world.items[0]])).context["page"]
    assert [fact.value for fact in page.facts if fact.label == "单位"] == ["计科2201"]


def test_an_appeal_waits_for_its_body(world: Campus) -> None:
    here, case = world.here, handed_in(world.here, world.round, at="2026-04-02")
    rejected = {"outcome": "rejected", "why": "不是参赛者", "ground": "AUDIENCE"}
    do("first_review", here.counsellor, "2026-04-03", rejected, case=case)
    do("appeal", here.student, "2026-04-04", {"body": "youth_league", "grounds": "我是参赛者"}, case=case)
    assert [listed(world, role) for role in ("youth", "affairs")] == [[("张三", "人工智能前沿报告")], []]
    assert offered(world, "youth", case) == [
        ("申诉成立", "申诉，4月4日", False),
        ("申诉不成立", "申诉，4月4日", False),
        ("发回初审", "申诉，4月4日", False),
    ]
    form = world.client("youth").get(reverse("act", args=[case, "appeal_upheld"])).context["page"].form
    assert [form.get_initial_for_field(form.fields[name], name) for name in ("row", "credits")] == [
        "T2-24",
        "0.5",
    ]
    assert post(world, "youth", case, "appeal_dismissed", why="证据不足") == 302
    assert listed(world, "youth") == []


def test_proven_forgery_is_recorded_with_what_follows_from_it(world: Campus) -> None:
    here, (case, other) = world.here, world.items
    do("forgery_report", here.counsellor, "2026-04-12", {"what": "印章不符"}, case=case)
    second = handed_in(here, world.round, at="2026-04-12")
    assert listed(world, "affairs") == [("张三", "人工智能前沿报告")]
    answers = ["认定材料伪造", "排除材料伪造"]
    page = world.client("affairs").get(reverse("case", args=[case])).context["page"]
    assert ([act.title for act in page.acts], [act.title for act in page.seldom]) == (
        answers,
        ["取消申请资格"],
    )
    proven = {"document": "学工〔2026〕3号", "found": "证书是伪造的"}
    assert post(world, "affairs", case, "forgery_proven", **proven) == 302
    ends = dict(Case.objects.filter(pk__in=[case, second, other]).values_list("pk", "end"))
    assert ends == {case: "cancelled", second: "cancelled", other: ""}
    register = Entry.objects.get(act="forgery", case=None)
    assert (register.facts["item"], register.facts["document"]) == (case, "学工〔2026〕3号")
    assert listed(world, "affairs") == []


def test_a_refused_finding_of_forgery_leaves_nothing_behind(world: Campus) -> None:
    case, found = world.items[0], {"document": "", "found": "证书是伪造的"}
    do("forgery_report", world.here.counsellor, "2026-04-12", {"what": "印章不符"}, case=case)
    before = Matter.objects.count(), Entry.objects.count()
    assert post(world, "affairs", case, "forgery_proven", **found) == 409
    assert (Matter.objects.count(), Entry.objects.count()) == before


def test_a_room_counts_what_it_has_no_space_to_show(world: Campus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.rooms.credits.tasks.SHOWN", 1)
    for _each in range(2):
        handed_in(world.here, world.round, WORK, at="2026-04-02")
    page = world.client("aid").get(reverse("credits_tasks")).context["page"]
    assert (page.lede, len(page.groups[0].jobs)) == ("等您办理 2 件，先到的在前。", 1)


def test_an_office_begins_in_its_own_room_and_has_no_others_in_its_rail(world: Campus) -> None:
    client = world.client("aid")
    assert client.get("/")["Location"] == reverse("credits_tasks")
    shell = client.get(reverse("credits_tasks")).context["shell"]
    assert [room.text for group in shell.rooms for room in group.rooms] == ["考核与申诉"]


def test_what_lapsed_after_the_deadline_is_said_first(world: Campus) -> None:
    case = declared(world.here, world.round, {**LECTURE, "year": "2025-26"}, at="2026-04-02")
    page = world.client("counsellor").get(reverse("case", args=[case])).context["page"]
    assert "逾期未提交" not in [act.title for act in (*page.acts, *page.seldom)]
    Institution.objects.update(practice_on=date(2026, 5, 1))
    after = world.client("counsellor").get(reverse("case", args=[case])).context["page"]
    assert [(act.title, act.when) for act in after.acts] == [("逾期未提交", "学分申报，4月2日")]
