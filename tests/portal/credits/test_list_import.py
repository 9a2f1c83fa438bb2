"""Lists from a file: the members of a branch activity, the contests of a year."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from portal.imports.current import Keeper
from portal.imports.lists.contests import CONTESTS
from portal.imports.lists.kept import try_workbook
from portal.imports.lists.listing import LISTING
from portal.imports.record.kept import FactTrial
from portal.imports.sentences import remark_sentence
from procedures.second_classroom_credits import roles
from tests.portal.credits.campus import TODAY, Campus, campus
from tests.portal.imports.building import read, xlsx
from tests.portal.imports.test_record_values import rows
from tests.portal.realm import PDF, body
from tests.procedures.second_classroom_credits.college import moment
from workflows.models import Case, Entry, Matter
from workflows.rules.facts import Facts
from workflows.selectors.units import below

pytestmark = pytest.mark.django_db

AT = moment(f"{TODAY} 10:00")
MEMBER = {"学号": "2022001", "姓名": "张三", "学年": "2025-2026", "学期": "第二学期", "评分项编号": "T1-09"}
MEMBER |= {"项目内容": "主题团日", "活动日期": "2026-03-20"}
CONTEST = {"学年": "2025-26", "竞赛名称": "数学建模", "类别": "一类", "级别": "国家级"}


@pytest.fixture
def world() -> Campus:
    """The small college with its round of 2025-26."""
    return campus()


def listed(world: Campus, *filled: dict[str, Any]) -> FactTrial:
    """What a list of members would record for the counsellor."""
    unit = world.here.group.pk
    keeper = Keeper(world.here.counsellor.pk, roles.COUNSELLOR.name, unit, below([unit]))
    return try_workbook(read({"集体活动": rows(*filled)}), LISTING, keeper, at=AT)


@pytest.mark.parametrize(
    ("changed", "wrong", "column"),
    [
        ({"学号": "2022901", "姓名": None}, "record_person_unknown", "number"),
        ({"姓名": "李四"}, "name_of_other_person", "name"),
        ({"学期": "第三学期"}, "choice_unknown", "semester"),
        ({"学年": "大一"}, "year_unclear", "year"),
        ({"评分项编号": "T9-99"}, "credits.no_row", "row"),
        ({"评分项编号": "T1-15"}, "credits.not_of_all", "row"),
        ({"活动日期": "2025-03-20"}, "credits.year", "held_on"),
        ({"活动日期": "2026-05-20"}, "date_in_future", "held_on"),
        ({"项目内容": None}, "cell_required", "content"),
        ({"项目内容": "=1+1"}, "cell_formula", "content"),
    ],
)
def test_a_wrong_row_is_left_out_with_a_sentence_at_its_cell(
    world: Campus, changed: dict[str, Any], wrong: str, column: str
) -> None:
    fellow = {**MEMBER, "学号": "2022002", "姓名": "李四"}
    found = listed(world, {**MEMBER, **changed}, fellow).difference
    assert [change.number for change in found.changes] == ["2022002"]
    stopping = [remark for remark in found.remarks if remark.row]
    assert (wrong, column) in {(remark.message, remark.field) for remark in stopping}
    assert all(remark_sentence(remark) for remark in stopping)


def tried(client: Client, name: str, sheet: str, *filled: dict[str, Any]) -> str:
    """The address of the result of a dry run."""
    file = SimpleUploadedFile("名单.xlsx", xlsx({sheet: rows(*filled)}))
    answer = client.post(f"/credits/lists/{name}/", {"file": file})
    assert answer.status_code == 302, body(answer)
    return str(answer["Location"])


def confirmed(client: Client, address: str, **more: Any) -> Any:
    """Confirm what the page shows now."""
    found = re.search(r'name="shown" value="([0-9a-f]{64})"', body(client.get(address)))
    assert found is not None
    return client.post(f"{address}confirm/", {"shown": found[1], **more})


def test_a_list_opens_an_item_for_each_member_once_and_with_its_record(world: Campus) -> None:
    client = world.client("counsellor")
    people = [MEMBER, {**MEMBER, "学号": "2022002", "姓名": "李四"}]
    address = tried(client, "listing", "团日活动", *people)
    before = Entry.objects.count()
    bare = confirmed(client, address)
    assert (bare.status_code, "请附上支部记录" in body(bare), Entry.objects.count()) == (400, True, before)
    scan = SimpleUploadedFile("记录.pdf", PDF, "application/pdf")
    assert confirmed(client, address, act_scan=scan).status_code == 302
    cases = [case for case in Case.objects.order_by("pk") if "listing" in case.facts]
    claims = [Facts.from_json(case.facts).all("listing")[0].data for case in cases]
    assert [(list(case.steps), claim["claimed"]) for case, claim in zip(cases, claims, strict=True)] == [
        (["first_review"], "0.2")
    ] * 2
    assert {tuple(claim["files"]) for claim in claims} == {tuple(claims[0]["files"])}
    assert "已登记" in body(client.get(address))
    queue = client.get("/credits/review/").context["page"]
    assert [{row.name for row in group.rows} for group in queue.queue.groups] == [{"张三", "李四"}]
    assert queue.item.evidence.title == "证据 1 / 1"
    again = listed(world, *people).difference
    assert (again.changes, again.unchanged, again.remarks) == ((), 2, ())
    other = world.client("registrar").get(address)
    assert other.status_code == 404


def test_contests_of_a_year_are_listed_once_and_change_their_class(world: Campus) -> None:
    client = world.client("registrar")
    robots = {**CONTEST, "竞赛名称": "机器人", "类别": "二"}
    first = tried(client, "contests", "竞赛目录", CONTEST, robots)
    assert confirmed(client, first).status_code == 302
    changed = tried(
        client, "contests", "竞赛分类", CONTEST, {**CONTEST, "竞赛名称": "机器人", "类别": "三类"}
    )
    page = client.get(changed).context["page"]
    assert [(group.title, len(group.people)) for group in page.groups] == [("变更 1", 1)]
    assert confirmed(client, changed).status_code == 302
    matter = Matter.objects.get(kind="second_classroom_credits.contests")
    said = [fact.data["contests"] for fact in Facts.from_json(matter.facts).all("classify")]
    assert [[(row["contest"], row["contest_class"]) for row in part] for part in said] == [
        [("数学建模", "1"), ("机器人", "2")],
        [("机器人", "3")],
    ]
    journal = client.get(reverse("matter", args=[matter.pk])).context["page"].journal
    assert "机器人（三类、国家级）" in journal[0].sentence
    report = client.get(f"{changed}report/")
    assert load_workbook_of(report).sheetnames == ["汇总", "竞赛分类"]
    here = world.here
    keeper = Keeper(here.registrar.pk, roles.REGISTRAR.name, here.university.pk, below([here.university.pk]))
    wrong = [{**CONTEST, "类别": "四类"}, {**CONTEST, "学年": "今年"}, CONTEST, CONTEST]
    found = try_workbook(read({"竞赛分类": rows(*wrong)}), CONTESTS, keeper, at=AT).difference
    assert found.changes == ()
    assert {(remark.message, remark.field) for remark in found.remarks} == {
        ("choice_unknown", "contest_class"),
        ("year_unclear", "year"),
        ("contests_twice", "contest"),
    }


def test_whatever_is_no_workbook_is_refused_with_a_sentence(world: Campus) -> None:
    file = SimpleUploadedFile("名单.xlsx", b"not a workbook")
    answer = world.client("registrar").post("/credits/lists/contests/", {"file": file})
    assert (answer.status_code, "没有" in body(answer)) == (400, True)


def load_workbook_of(answer: Any) -> Any:
    """The workbook of an answer."""
    return load_workbook(BytesIO(b"".join(answer.streaming_content) if answer.streaming else answer.content))
