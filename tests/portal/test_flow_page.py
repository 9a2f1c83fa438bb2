"""The drawing of a case's way: what lies behind is solid, where it stands marked, what lies ahead dashed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from portal.pages.case import Passage
from portal.pages.flow import Chart, FlowNode, FlowPage
from tests.portal.realm import Realm, body, realm, undone
from tests.procedures.party_membership.world import do
from workflows.models import Entry

pytestmark = pytest.mark.django_db
DONE, NOW, AHEAD = Passage.DONE, Passage.NOW, Passage.AHEAD


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Realm]:
    """The realm, built once: the case hangs on its notice, and waits for the branch's decision beside it."""
    with django_db_blocker.unblock(), undone():
        yield realm()


def drawn(world: Realm) -> FlowPage:
    page = world.client("secretary").get(f"/cases/{world.own.case}/flow/").context["page"]
    assert isinstance(page, FlowPage)
    return page


def chart(page: FlowPage, key: str) -> Chart:
    return next(each for each in page.charts if each.key == key)


def shapes(found: Chart, form: str) -> dict[str, Passage]:
    return {
        "".join(words.text for words in each.words): each.passage
        for each in found.shapes
        if each.form == form
    }


def said(nodes: tuple[FlowNode, ...]) -> list[tuple[str, Passage, str]]:
    return [(node.title, node.passage, node.state) for node in nodes]


def test_each_stage_is_drawn_with_what_lies_behind_here_and_ahead(world: Realm) -> None:
    page = drawn(world)
    assert [(each.title, each.passage) for each in page.charts] == [
        ("已递交", DONE),
        ("入党申请人", NOW),
        ("入党积极分子", AHEAD),
        ("发展对象", AHEAD),
        ("预备党员", AHEAD),
        ("正式党员", AHEAD),
    ]
    assert shapes(chart(page, "applicant"), "task") == {
        "团支部推优": DONE,
        "院团委审核名单": DONE,
        "推优公示": NOW,
        "研究确定积极分子": NOW,
        "学院党委备案": AHEAD,
        "指派谈话人": DONE,
        "首次谈话": DONE,
        "推优人选核验": DONE,
        "党员推荐": AHEAD,
    }
    assert set(shapes(chart(page, "candidate"), "task").values()) == {AHEAD}


def test_of_the_ways_out_of_a_step_the_one_that_was_taken_is_solid(world: Realm) -> None:
    ways = {
        "".join(words.text for words in line.words): line.passage
        for line in chart(drawn(world), "applicant").lines
        if line.words
    }
    assert {name: ways[name] for name in ("通过", "未通过", "同意", "退回", "没有成立的异议")} == {
        "通过": DONE,
        "未通过": AHEAD,
        "同意": DONE,
        "退回": AHEAD,
        "没有成立的异议": AHEAD,
    }


def test_the_list_says_what_the_drawing_shows(world: Realm) -> None:
    found = chart(drawn(world), "applicant")
    assert said(found.path) == [
        ("推荐途径", DONE, "9月10日已办"),
        ("团组织推优", DONE, "9月10日已办"),
        ("团支部推优", DONE, "12月10日已办"),
        ("院团委审核名单", DONE, "12月11日已办"),
        ("推优公示", NOW, "现在，12月11日起"),
        ("推优有效期", AHEAD, "未到"),
        ("研究确定积极分子", NOW, "现在，9月10日起"),
        ("学院党委备案", AHEAD, "未到"),
    ]
    assert said(found.acts) == [
        ("指派谈话人", DONE, "9月10日已办"),
        ("首次谈话", DONE, "9月10日已办"),
        ("推优人选核验", DONE, "9月10日已办"),
        ("党员推荐", AHEAD, "未办过"),
    ]
    notice = next(node for node in found.path if node.title == "推优公示")
    assert (notice.cite and notice.cite.text, notice.who) == ("第八条", "由院团委书记、院团委委员办")
    assert notice.ways == ("没有成立的异议：到“推优有效期”", "异议成立：到“团支部推优”")
    fork = next(node for node in found.path if node.title == "团组织推优")
    assert fork.ways == ("之后到“研究确定积极分子”", "之后到“团支部推优”")


def test_every_shape_of_a_step_bears_its_article(world: Realm) -> None:
    bare = [
        words.text
        for each in drawn(world).charts
        for shape in each.shapes
        if shape.form == "task" and shape.cite is None
        for words in shape.words
    ]
    assert bare == []


def test_a_drawing_has_a_title_a_description_and_no_inline_style(world: Realm) -> None:
    text = body(world.client("secretary").get(f"/cases/{world.own.case}/flow/"))
    assert text.count('<svg class="chart"') == text.count("<title id=") == text.count("<desc id=") == 6
    assert "style=" not in text


def test_what_was_voided_is_no_longer_behind(world: Realm) -> None:
    people, case = world.own.people, world.own.case
    who = {"confirmed_by": people["branch_secretary"].pk, "reason": "审错"}
    with undone():
        for act in ("recommendation_notice.object", "recommendation_notice.post", "recommendation_review"):
            entry = Entry.objects.get(case=case, act=act)
            do("void", people["organisation_member"], "2024-12-14", {"entry": entry.pk}, case=case, **who)
        found = shapes(chart(drawn(world), "applicant"), "task")
        assert {name: found[name] for name in ("团支部推优", "院团委审核名单", "推优公示")} == {
            "团支部推优": DONE,
            "院团委审核名单": NOW,
            "推优公示": AHEAD,
        }
