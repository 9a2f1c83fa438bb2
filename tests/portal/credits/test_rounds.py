"""The page of a round: one sentence, one act, what it waits for; its sheet as workbook and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoDbBlocker

from portal import clock
from portal.models import Institution
from portal.pages.parts import Act, Link
from portal.rooms.papers.checking import Checked, checked, with_address
from portal.rooms.papers.offering import matter_paper
from procedures.second_classroom_credits.papers.lists import PUBLICATION_NAME
from procedures.second_classroom_credits.papers.printed_sheet import NAME, SheetPaper
from tests.portal.credits.campus import Campus, campus
from tests.portal.realm import undone
from tests.procedures.second_classroom_credits.college import do, handed_in, student
from workflows.documents import Grid
from workflows.models import Entry, Matter
from workflows.rules.facts import Facts

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Campus]:
    """The campus, built once."""
    with django_db_blocker.unblock(), undone():
        yield campus()


@pytest.fixture(autouse=True)
def _undone(world: Campus) -> Iterator[None]:
    with undone():
        yield


def page(world: Campus, role: str) -> Any:
    """The round as somebody sees it."""
    return world.client(role).get(reverse("credits_round", args=[world.round])).context["page"]


def act(world: Campus, role: str, name: str, query: str = "", **typed: Any) -> Any:
    """Send the form of an act as it was shown, with what somebody types into it."""
    path = reverse("credits_round_act", args=[world.round, name]) + query
    client: Client = world.client(role)
    form = client.get(path).context["page"].form
    shown = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    sent = {name: value for name, value in shown.items() if value not in (None, False)}
    return client.post(path, {**sent, **typed})


def summarised(world: Campus) -> Any:
    """The sheet of the two items, frozen by the League secretary."""
    return act(world, "league", "summarise", contact="029-8558")


def agreed(world: Campus) -> None:
    """Both items, reviewed again."""
    for case in world.items:
        do("re_review", world.here.vice_dean, "2026-04-20", {"outcome": "agreed"}, case=case)


def test_the_next_act_is_offered_to_whoever_may_do_it(world: Campus) -> None:
    path = reverse("credits_round_act", args=[world.round, "summarise"])
    mine, theirs = page(world, "league"), page(world, "vice_dean")
    assert mine.next == Act("形成汇总表", path, primary=True)
    assert (mine.sentence, mine.waits) == ("初审已经完成，2 项可以形成汇总表。", "")
    assert (theirs.next, theirs.waits) == (None, "等初审人形成汇总表。")
    road = [(point.name, point.when) for point in mine.road if point.when or point.passage == "now"]
    assert (len(mine.road), road) == (10, [("申报", "3月1日"), ("汇总表", "")])
    assert [tuple(cell.value for cell in line.cells)[2:6] for line in mine.lines] == [
        ("2022001", "张三", "科研实践", "人工智能前沿报告"),
        ("2022002", "李四", "科研实践", "人工智能前沿报告"),
    ]


def test_an_item_without_its_first_review_holds_the_sheet(world: Campus) -> None:
    handed_in(world.here, world.round, {**LATE}, at="2026-04-02")
    shown = page(world, "league")
    assert (shown.next, shown.waits) == (
        Act("去审核", f"{reverse('credits_review')}?step=first_review&round={world.round}", primary=True),
        "",
    )
    assert shown.sentence == "还有 1 项没有初审，全部初审以后才能形成汇总表。"
    assert [(each.reason.sentence, [item.text for item in each.items]) for each in shown.held] == [
        ("没有初审的项目", ["张三 校级优秀学生"])
    ]


LATE = {
    "year": "2025-26",
    "semester": "2",
    "row": "T2-24",
    "content": "校级优秀学生",
    "claimed": "0.5",
    "truthful": True,
}


def test_what_is_reviewed_after_the_sheet_was_frozen_waits_for_the_next_one(world: Campus) -> None:
    summarised(world)
    case = handed_in(world.here, world.round, {**LATE}, at="2026-04-02")
    do("first_review", world.here.counsellor, "2026-04-20", {"outcome": "accepted"}, case=case)
    shown = page(world, "league")
    assert shown.sentence == "汇总表已经形成，还有 2 项没有复审。"
    assert [(fact.label, fact.value) for fact in shown.sheet_facts[2:]] == [
        ("校验码", printed(world)[0].check_code),
        ("留待下一张", "1 项"),
    ]
    agreed(world)
    act(world, "dean", "sign", signature="on", seal="on")
    act(world, "vice_dean", "submit", electronic="on")
    act(world, "registrar", "finalise", total="1.0")
    after = page(world, "league")
    assert after.sentence == "上一张汇总表已经审完；又有 1 项通过初审，可以形成下一张。"
    assert (after.next.text, len(after.lines)) == ("形成汇总表", 1)
    # The road ahead of the second sheet says when it was walked with the first.
    first = [(point.name, point.note, point.when) for point in after.road if point.when]
    assert first == [("申报", "", "3月1日"), *[(name, "上一张", "4月20日") for name in ROAD]]
    summarised(world)
    assert [(point.note, point.when) for point in page(world, "league").road if point.when] == [
        *(("", "3月1日"), ("", "4月20日")),
        *[("上一张", "4月20日")] * 3,
    ]


ROAD = ("汇总表", "签字盖章", "报送", "终审")


def test_a_change_voids_the_sheet_and_the_item_is_named(world: Campus) -> None:
    assert summarised(world).status_code == 302
    assert page(world, "dean").sheet_state.word == "待复审"
    said = {"outcome": "sent_back", "why": "证明不清楚"}
    do("re_review", world.here.vice_dean, "2026-04-20", said, case=world.items[0])
    shown = page(world, "league")
    assert shown.sheet_state.word == "原表已作废"
    assert [item.text for each in shown.held for item in each.items] == ["张三 人工智能前沿报告"] * 2
    workbook = world.client("league").get(reverse("credits_round_workbook", args=[world.round]))
    assert workbook.status_code == 302


def test_a_round_is_walked_to_its_end_by_the_buttons_of_its_page(world: Campus) -> None:
    summarised(world)
    agreed(world)
    assert page(world, "dean").next.text == "登记签字盖章"
    assert act(world, "dean", "sign").status_code == 409
    assert act(world, "dean", "sign", signature="on", seal="on").status_code == 302
    assert act(world, "vice_dean", "submit", electronic="on").status_code == 302
    wrong = act(world, "registrar", "finalise", total="1.1")
    refused = wrong.context["page"]
    assert refused.refusal.reasons[0].sentence.startswith("纸质汇总表是1.1学分，网上数据是1.0学分")
    back = reverse("credits_round_act", args=[world.round, "return_sheet"])
    assert (refused.instead, "act_on" in refused.form.fields) == ((Link("退回学院", back),), False)
    assert "审核学分合计" not in {fact.label for fact in refused.facts}
    assert act(world, "registrar", "return_sheet", why="纸上是1.1").status_code == 302
    returned = page(world, "dean")
    assert [each.reason.sentence for each in returned.held] == ["4月20日教务处退回：纸上是1.1。"]
    assert returned.sentence == "教务处退回了汇总表。核对 2 项、重新打印以后，再签字盖章。"
    assert f"汇总表校验码 {printed(world)[0].check_code}，" in returned.journal[1].sentence
    assert act(world, "dean", "sign", signature="on", seal="on").status_code == 302
    assert page(world, "dean").held == ()
    assert act(world, "vice_dean", "submit", electronic="on").status_code == 302
    apart = {"outcome": "rejected", "ground": "SCORE", "why": "没有参加"}
    alone = act(world, "registrar", "finalise", f"?item={world.items[1]}", total="1.0", **apart)
    assert alone.status_code == 302
    assert act(world, "registrar", "finalise", total="1.0").status_code == 302
    done = page(world, "registrar")
    assert (done.sheet_state.word, [link.text for link in done.acts]) == ("已终审", ["重新开放申报"])
    assert [line.state.word for line in page(world, "registrar").lines] == ["已认定", "不予认定"]
    published = world.client("dean").get(reverse("credits_publication", args=[world.round])).context["page"]
    assert [(row.name, row.group, row.total) for row in published.rows] == [("张三", "计科2201", "0.5")]
    assert published.next.text == "登记公布"
    assert act(world, "dean", "publish", place="学院公告栏").status_code == 302
    archive = reverse("credits_round_archive", args=[world.round])
    assert page(world, "dean").next == Act("存档", archive, primary=True)
    assert world.client("dean").post(archive, {"place": "2026-1"}).status_code == 302
    assert act(world, "dean", "close").status_code == 302
    last = page(world, "dean")
    assert (last.sentence, last.next, len(last.journal)) == ("本轮已经结束。", None, 11)
    assert act_again(world) == 302


def act_again(world: Campus) -> int:
    """What somebody is answered who opens an act of a round that has ended."""
    return world.client("dean").get(reverse("credits_round_act", args=[world.round, "publish"])).status_code


def printed(world: Campus) -> tuple[SheetPaper, int]:
    """The sheet as it is printed today, and the act of which."""
    matter = Matter.objects.select_related("unit").get(pk=world.round)
    frozen = Facts.from_json(matter.facts).latest("summarise")
    assert frozen is not None
    entry = frozen.entry or 0
    found = matter_paper(matter, NAME, entry, at=clock.now())
    assert found is not None
    assert isinstance(found[1], SheetPaper)
    return found[1], entry


def test_workbook_and_paper_say_the_same(world: Campus) -> None:
    odd = {**LATE, "content": "=HYPERLINK(1)"}
    case = handed_in(world.here, world.round, odd, at="2026-04-02")
    do("first_review", world.here.counsellor, "2026-04-10", {"outcome": "accepted"}, case=case)
    summarised(world)
    paper, _entry = printed(world)
    answer = world.client("dean").get(reverse("credits_round_workbook", args=[world.round]))
    sheet = load_workbook(BytesIO(answer.content)).active
    rows = [[str(cell.value or "") for cell in row] for row in sheet["A4:J6"]]
    assert rows == [list(row) for row in paper.pages[0].rows[:3]]
    assert [sheet[place].data_type for place in ("F4", "F5", "F6")] == ["s"] * 3
    assert "=HYPERLINK(1)" in {row[5] for row in rows}
    assert [sheet[place].value for place in ("A7", "H7", "I7")] == ["合计", 1.5, 1.5]
    assert f"汇总表校验码 {paper.check_code}（SHA-256：{paper.digest}）" == sheet["A9"].value
    assert (len(paper.pages[0].rows), paper.totals) == (15, "共3项，申请学分合计1.5，审核学分合计1.5")
    assert paper.footer[0].rows[0][2:] == (("填表人", "分团委书记"), ("联系方式", "029-8558"))


def test_a_printed_sheet_is_confirmed_until_an_item_changes_or_another_sheet_is_made(world: Campus) -> None:
    summarised(world)
    paper, entry = printed(world)
    address = with_address(paper, NAME, entry, "").check_url
    token = address.strip("/").rpartition("/")[2]
    on = Entry.objects.get(pk=entry).on
    held = [_held(token)]
    said = {"outcome": "sent_back", "why": "证明不清楚"}
    do("re_review", world.here.vice_dean, "2026-04-20", said, case=world.items[0])
    held.append(_held(token))
    do("first_review", world.here.counsellor, "2026-04-20", {"outcome": "accepted"}, case=world.items[0])
    summarised(world)
    held.append(_held(token))
    assert [(each.title, each.on, each.holds) for each in held] == [
        ("学分申请汇总表", on, "same"),
        ("学分申请汇总表", on, "changed"),
        ("学分申请汇总表", on, "gone"),
    ]


def _held(token: str) -> Checked:
    found = checked(token, at=clock.now())
    assert found is not None
    return found


@pytest.mark.parametrize(("pages", "volumes"), [(1, [1]), (10, [10]), (11, [10, 1]), (21, [10, 10, 1])])
def test_a_long_sheet_is_bound_in_volumes(world: Campus, pages: int, volumes: list[int]) -> None:
    grid = Grid(("学年",), (("2025-26",),))
    paper = SheetPaper(
        institution="江澜大学",
        issuer="计算机学院",
        title="学分申请汇总表",
        number="2026-0001",
        year="2025-26",
        header=(),
        pages=(grid,) * pages,
        totals="共1项",
        footer=(),
        copies="一式2份",
        digest="3f7a91c2" * 8,
        last=pages,
    )
    bound = paper.volumes
    assert [len(each.pages) for each in bound] == volumes
    assert [each.totals for each in bound] == [""] * (len(volumes) - 1) + ["共1项"]
    assert [number for each in bound for number, _grid in each.numbered] == list(range(1, pages + 1))
    assert {each.check_code for each in bound} == {"3F7A-91C2"}


def test_the_general_room_of_a_round_leads_to_its_own(world: Campus) -> None:
    client = world.client("dean")
    here = reverse("credits_round", args=[world.round])
    assert client.get(reverse("matter", args=[world.round]))["Location"] == here
    listed = client.get(reverse("credits_rounds")).context["page"]
    assert [(row.name, row.items, row.state.word) for row in listed.rows] == [
        ("2025-26学年", "2 项，办理中 2 项", "申报和初审"),
        ("2024-25学年", "2 项，办理中 2 项", "已终审"),
    ]
    assert listed.tools == (
        Link("组织申报", reverse("matter_new", args=["second_classroom_credits.round"]), "plus"),
    )


def test_a_round_is_listed_among_the_rounds_and_nowhere_else(world: Campus) -> None:
    client = world.client("registrar")
    rounds = client.get(reverse("credits_rounds")).content.decode()
    assert f'href="{reverse("credits_round", args=[world.round])}"' in rounds
    matters = client.get(reverse("matters")).context["page"]
    assert [job.name for group in matters.groups for job in group.jobs] == ["毕业学分审核"]
    form = client.get(reverse("credits_round_act", args=[world.round, "reopen"])).context["page"]
    assert form.crumbs[0] == Link("申报轮次", reverse("credits_rounds"))


def test_a_round_is_opened_for_this_year_with_the_working_group_that_is_in_office(world: Campus) -> None:
    path = reverse("matter_new", args=["second_classroom_credits.round"])
    form = world.client("dean").get(path).context["page"].form
    assert [form.fields[name].initial for name in ("year", "leaders", "deputies", "members")] == [
        "2025-26",
        ["t4", "t5"],
        ["t6"],
        ["t1", "t2", "t3"],
    ]


def test_a_counsellor_of_a_class_reads_the_rounds_of_the_college_for_its_students(world: Campus) -> None:
    elsewhere = handed_in(world.here, world.round, {**LATE}, who=student("2023001", "王五", world.here.other))
    do("first_review", world.here.league, "2026-04-10", {"outcome": "accepted"}, case=elsewhere)
    listed = world.client("counsellor").get(reverse("credits_rounds")).context["page"]
    assert [row.items for row in listed.rows] == ["3 项，办理中 3 项", "2 项，办理中 2 项"]
    assert [link.text for link in listed.tools] == ["导入集体活动名单"]
    shown, whole = page(world, "counsellor"), page(world, "league")
    assert [[cell.value for cell in line.cells][3] for line in shown.lines] == ["张三", "李四"]
    assert [[cell.value for cell in line.cells][3] for line in whole.lines] == ["张三", "李四", "王五"]
    assert [(fact.label, fact.value) for fact in shown.facts[:2]] == [("申报", "3 项"), ("您的学生", "2 项")]
    assert (shown.next, shown.acts, shown.sheet_tools) == (None, (), ())
    assert shown.sentence == whole.sentence == "初审已经完成，3 项可以形成汇总表。"
    asked = [("credits_round_act", "summarise"), ("credits_round_workbook",), ("credits_round_archive",)]
    paths = [reverse(name, args=[world.round, *more]) for name, *more in asked]
    assert [world.client("counsellor").get(path).status_code for path in paths] == [404, 404, 404]


def test_the_list_of_rounds_says_what_is_due_and_to_whom(world: Campus) -> None:
    def due(role: str) -> list[tuple[str, ...]]:
        groups = world.client(role).get(reverse("credits_rounds")).context["page"].due
        return [
            (job.name, job.note, job.step, job.day.text, job.day.note, job.act.text if job.act else "")
            for group in groups
            for job in group.jobs
        ]

    review = ("计算机学院", "2025-26学年", "初审和汇总表", "5月14日", "余 24 天", "打开")
    before = ("计算机学院", "2024-25学年", "公布学分取得情况", "2025年5月19日", "逾 336 天", "打开")
    missing = ("外国语学院", "2025-26学年", "组织申报", "3月1日", "逾 50 天", "")
    assert due("dean") == [before, review]
    assert due("registrar") == [before, missing, review]
    Institution.objects.update(practice_on=date(2026, 8, 15))
    yearly = ("学校", "2025-26学年", "开展监督检查", "8月31日", "余 16 天", "开展监督检查")
    assert due("registrar")[-1] == yearly
    assert yearly not in due("dean")


def test_the_published_list_is_confirmed_until_another_item_is(world: Campus) -> None:
    path = reverse("credits_publication_paper", args=[world.round])
    assert world.client("dean").get(path).status_code == 302
    summarised(world)
    agreed(world)
    act(world, "dean", "sign", signature="on", seal="on")
    act(world, "vice_dean", "submit", electronic="on")
    confirmed = {"outcome": "confirmed", "ground": "", "why": ""}
    act(world, "registrar", "finalise", f"?item={world.items[1]}", total="1.0", **confirmed)
    matter = Matter.objects.select_related("unit").get(pk=world.round)
    final = Facts.from_json(matter.facts).latest("finalise")
    assert final is not None
    entry = final.entry or 0
    found = matter_paper(matter, PUBLICATION_NAME, entry, at=clock.now())
    assert found is not None
    token = with_address(found[1], PUBLICATION_NAME, entry, "").check_url.strip("/").rpartition("/")[2]
    assert world.client("dean").get(path)["Content-Type"] == "application/pdf"
    assert (_held(token).title, _held(token).holds) == ("第二课堂学分取得情况公布表", "same")
    act(world, "registrar", "finalise", total="1.0")
    assert _held(token).holds == "gone"


def test_an_open_appeal_keeps_its_item_alone_from_the_archive(world: Campus) -> None:
    summarised(world)
    agreed(world)
    act(world, "dean", "sign", signature="on", seal="on")
    act(world, "vice_dean", "submit", electronic="on")
    refused = {"outcome": "rejected", "ground": "SCORE", "why": "没有参加"}
    act(world, "registrar", "finalise", f"?item={world.items[1]}", total="1.0", **refused)
    act(world, "registrar", "finalise", total="1.0")
    act(world, "dean", "publish", place="学院公告栏")
    lodged = {"body": "youth_league", "grounds": "参加了"}
    do("appeal", world.here.fellow, "2026-04-20", lodged, case=world.items[1])
    waiting = [("申诉还没有答复，暂不存档的项目", ["李四 人工智能前沿报告"])]
    shown = page(world, "dean")
    assert (shown.sentence, shown.next.text) == ("学分已经公布，还有 1 项没有存档。", "存档")
    assert [(each.reason.sentence, [item.text for item in each.items]) for each in shown.held] == waiting
    archive = reverse("credits_round_archive", args=[world.round])
    assert world.client("dean").post(archive, {"place": "2026-1"}).status_code == 302
    left = page(world, "dean")
    assert (left.sentence, left.next, left.waits) == (
        "还有 1 项的申诉没有答复，答复以后才能存档。",
        None,
        "等受理部门答复申诉。",
    )
    do("appeal_dismissed", world.here.youth, "2026-04-20", {"why": "没有名单"}, case=world.items[1])
    assert page(world, "dean").next == Act("存档", archive, primary=True)
