"""A student's own credits and items: what they say, what they cost, and that another's look like nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal import clock
from portal.pages.credits.mine import CreditsPage, ItemPage
from tests.portal.credits.declarers import Declarers, declarers
from tests.procedures.second_classroom_credits.college import (
    LECTURE,
    PRIZE,
    College,
    confirmed,
    declared,
    do,
    handed_in,
    reviewed,
)
from workflows.models import Adoption
from workflows.store.session import Session

pytestmark = pytest.mark.django_db
MAY = date(2025, 5, 20)


@pytest.fixture
def world() -> Declarers:
    """Two students and an open round."""
    return declarers()


def earned(world: Declarers, on: date = MAY) -> CreditsPage:
    """What the student reads."""
    clock.set_practice_date(on)
    page = world.client().get("/credits/").context["page"]
    assert isinstance(page, CreditsPage)
    return page


def one(world: Declarers, case: int, on: date = MAY) -> ItemPage:
    """What the student reads of one item."""
    clock.set_practice_date(on)
    page = world.client().get(f"/credits/items/{case}/").context["page"]
    assert isinstance(page, ItemPage)
    return page


def rejected(here: College, case: int) -> None:
    """The counsellor does not recognise an item."""
    said = {"outcome": "rejected", "ground": "EVIDENCE_MISSING", "why": "没有证书编号"}
    do("first_review", here.counsellor, "2025-05-06", said, case=case)


def test_what_was_earned_what_is_coming_and_what_is_missing(world: Declarers) -> None:
    confirmed(world.here, world.round)
    handed_in(world.here, world.round, PRIZE)
    page = earned(world)
    assert (page.total, page.coming) == ("0.5", "另有 4.0 待审")
    assert page.verdict == (
        "还差思想道德 2.0、创新创业 4.5、体育 1.0、美育 1.0、劳动 1.0、总学分 9.5；总分和单项都要够。"
    )
    ring = page.rings[1]
    assert (ring.earned, ring.arc, ring.pending, ring.note) == ("0.5", 10, 90, "差 4.5")
    listed = [(each.title, each.claimed, each.counted, each.next) for each in (*page.items, *page.settled)]
    assert (len(page.items), listed) == (
        1,
        [
            ("程序设计竞赛", "4.0", "通过后计 4.0", "等学院初审"),
            ("人工智能前沿报告", "0.5", "计 0.5", ""),
        ],
    )


@pytest.mark.parametrize(
    ("intake", "sentence"),
    [
        (2022, ""),
        (2021, "办法适用于2022级及以后的学生，2021级不适用。"),
        (None, "名册里没有您的年级，暂时不能申报；请辅导员补上。"),
    ],
)
def test_whoever_the_rules_do_not_know_is_told_first(
    world: Declarers, intake: int | None, sentence: str
) -> None:
    student = world.here.student
    student.details = {"intake": intake, "programme_years": 4}
    student.save()
    assert earned(world).unknown == sentence


def test_where_no_rules_are_adopted_nothing_is_declared(world: Declarers) -> None:
    Adoption.objects.all().delete()
    page = earned(world)
    assert (page.verdict, page.rings) == ("学校还没有采用第二课堂学分认定办法，暂不能申报。", ())
    assert world.client().get("/credits/declare/").status_code == 404


def test_an_item_that_counts_for_less_says_why_with_its_article(world: Declarers) -> None:
    confirmed(world.here, world.round, PRIZE)
    again = handed_in(world.here, world.round, {**PRIZE, "row": "T2-18", "claimed": "3.0"})
    why = next(each.why for each in earned(world).items if each.href.endswith(f"/{again}/"))
    assert why is not None
    assert why.cite is not None
    assert (why.rule, why.cite.text) == ("CR-11-2", "第十一条")
    assert why.sentence.startswith("与“二类、三类学科竞赛 · 省部级 · 二等奖（2024-25）”是同一项目")


def test_what_was_sent_back_comes_first_and_has_the_one_button(world: Declarers) -> None:
    waiting, back = declared(world.here, world.round), handed_in(world.here, world.round, PRIZE)
    do(
        "first_review",
        world.here.counsellor,
        "2025-05-06",
        {"outcome": "returned", "why": "看不清"},
        case=back,
    )
    page = earned(world)
    assert [(each.act.href if each.act else "", each.text) for each in page.todo] == [
        (f"/credits/items/{back}/correction/", "已退回。理由：看不清。"),
        ("", "已申报，还没有交证明材料。"),
    ]
    assert (page.todo[1].link.href if page.todo[1].link else "") == f"/credits/items/{waiting}/evidence/"
    assert page.declare is None


def test_an_appeal_goes_to_another_body_and_its_answer_is_read(world: Declarers) -> None:
    here = world.here
    case = handed_in(here, world.round)
    path = f"/credits/items/{case}/appeal/"
    assert [each.text for each in one(world, case).acts] == ["撤回申报"]
    rejected(here, case)
    assert [each.href for each in one(world, case).acts] == [path]
    grounds = {"body": "youth_league", "grounds": "证书有编号", "act_key": "a"}
    client = world.client()
    assert client.post(path, {**grounds, "body": ""}).status_code == 409
    assert client.post(path, grounds)["Location"] == f"/credits/items/{case}/"
    page = one(world, case)
    assert (page.next, page.acts) == ("申诉等校团委答复", ())
    assert [each.value for each in page.said] == ["理由：证书有编号。还没有答复。"]
    do("appeal_dismissed", here.youth, "2025-05-20", {"why": "编号查不到"}, case=case)
    assert [each.value for each in one(world, case).said] == [
        "理由：证书有编号。答复：申诉不成立，编号查不到。"
    ]


def test_an_item_says_until_when(world: Declarers) -> None:
    here, within = world.here, world.round
    waiting, case = declared(here, within), handed_in(here, within, PRIZE)
    assert one(world, waiting, date(2025, 4, 20)).until == "最晚4月30日交。"
    assert one(world, case, date(2025, 5, 14)).until == "一般最晚5月14日审完。"
    assert one(world, case, date(2025, 5, 15)).until == "一般最晚5月14日审完，已经过了，可以问辅导员。"
    do("first_review", here.counsellor, "2025-05-06", {"outcome": "returned", "why": "不清"}, case=case)
    assert one(world, case, date(2025, 5, 13)).until == "最晚5月13日补正；按首次提交的日子算，不算迟报。"
    assert one(world, case, date(2025, 5, 14)).until == (
        "本应最晚5月13日补正，请尽快；按首次提交的日子算，不算迟报。"
    )


def test_until_when_an_appeal_is_lodged_is_told_and_a_late_one_is_recorded(world: Declarers) -> None:
    here, within = world.here, world.round
    case = handed_in(here, within)
    rejected(here, case)
    assert one(world, case).until == "有异议的，可在公布后14天内申诉。"
    do("publish", here.league, "2025-05-20", {"place": "学院网站"}, matter=within)
    assert one(world, case, date(2025, 6, 3)).until == "有异议的，最晚6月3日申诉。"
    late = one(world, case, date(2025, 6, 4))
    assert late.until == "申诉期到6月3日为止；现在申诉仍会收下，并记明过期。"
    assert [each.text for each in late.acts] == ["申诉"]
    form = world.client().get(f"/credits/items/{case}/appeal/").context["page"]
    assert form.text.endswith(late.until)
    said = {"body": "youth_league", "grounds": "证书有编号", "act_key": "a"}
    assert world.client().post(f"/credits/items/{case}/appeal/", said).status_code == 302
    assert one(world, case, date(2025, 6, 4)).until == "一般最晚6月25日答复。"


def test_the_registrar_takes_no_appeal_against_its_own_review(world: Declarers) -> None:
    case = confirmed(world.here, world.round)
    clock.set_practice_date(MAY)
    said = {"body": "registrar", "grounds": "应计更多", "act_key": "a"}
    answer = world.client().post(f"/credits/items/{case}/appeal/", said)
    page = answer.context["page"]
    assert (answer.status_code, [each.rule for each in page.refusal.reasons]) == (409, ["A-72"])
    assert page.form["grounds"].value() == "应计更多"


def test_an_item_is_withdrawn_until_somebody_has_reviewed_it(world: Declarers) -> None:
    client, case = world.client(), handed_in(world.here, world.round)
    assert client.post(f"/credits/items/{case}/withdrawal/", {"act_key": "a"}).status_code == 302
    assert one(world, case).state.word == "已撤回"
    late = reviewed(world.here, world.round, {**LECTURE, "year": "2023-24"})
    answer = client.post(f"/credits/items/{late}/withdrawal/", {"act_key": "b"})
    assert [each.rule for each in answer.context["page"].refusal.reasons] == ["CR-7-12-1"]


def test_the_item_of_somebody_else_looks_like_nothing(world: Declarers) -> None:
    case, other = handed_in(world.here, world.round), world.client("fellow")
    for name in ("", "correction/", "evidence/", "appeal/", "withdrawal/", "nothing/"):
        path = f"/credits/items/{case}/{name}"
        statuses = [other.get(path).status_code, other.post(path).status_code]
        assert statuses == ([404, 404] if name else [404, 405])
    own = world.client().get(f"/cases/{case}/")
    assert (own.status_code, own["Location"]) == (302, f"/credits/items/{case}/")
    assert other.get(f"/cases/{case}/").status_code == 404
    assert other.get("/credits/").context["page"].items == ()


#: what each page costs; an outlook on a case travels in a pipeline on PostgreSQL and is counted there, too
PAGES = {
    "/credits/": 13,
    "/credits/declare/": 13,
    "/credits/declare/?q=竞赛": 13,
    "/credits/declare/T2-17/": 14,
    "/credits/items/{case}/": 24,
    "/credits/items/{case}/evidence/": 12,
}


@pytest.mark.parametrize("items", [1, 3])
def test_a_page_costs_the_same_for_any_number_of_items(
    world: Declarers, items: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = [declared(world.here, world.round) for _ in range(items)].pop()
    sessions: list[Session] = []
    begin = Session.__init__

    def counted(self: Session, *args: Any, **kwargs: Any) -> None:
        begin(self, *args, **kwargs)
        sessions.append(self)

    monkeypatch.setattr(Session, "__init__", counted)
    client, found = world.client(), {}
    for page in PAGES:
        client.get(page.format(case=case))
        sessions.clear()
        with CaptureQueriesContext(connection) as log:
            assert client.get(page.format(case=case)).status_code == 200
        found[page] = len(log) + sum(each.statements for each in sessions if each.pipelined)
    assert found == PAGES
