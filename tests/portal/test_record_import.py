"""The import of records, worked through its pages: dry run, confirmation with evidence, import again."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from pytest_django import Settings

from portal import clock
from portal.models import RecordImport
from tests.portal.imports.building import xlsx
from tests.portal.imports.test_record_values import rows
from tests.portal.realm import IDENTITY, PDF, Realm, body, realm
from workflows.models import Entry, Matter, OfficeTerm
from workflows.rules.facts import Facts
from workflows.services.verifying import verify

pytestmark = pytest.mark.django_db

UPLOAD = "/records/import/"


@pytest.fixture
def world() -> Realm:
    """Two branches of one college and one of another."""
    return realm()


def result(number: str, **more: Any) -> dict[str, Any]:
    """A row of results."""
    row = {"学号": number, "公布日期": "2024-10-10", "学年": "2023-2024", "综测排名": 6, "综测人数": 120}
    return {**row, "奖学金": "一等", "依据": "学生〔2024〕12号", **more}


def honour(number: str, **more: Any) -> dict[str, Any]:
    """A row about an honour."""
    row = {"学号": number, "授奖日期": "2024-05-04", "名称": "三好学生", "类别": "荣誉", "级别": "校级"}
    return {**row, "依据": "校学〔2024〕3号", **more}


def upload(client: Client, **sheets: list[dict[str, Any]]) -> Any:
    content = xlsx({title: rows(*filled) for title, filled in sheets.items()})
    return client.post(UPLOAD, {"file": SimpleUploadedFile("记录.xlsx", content)})


def tried(client: Client, **sheets: list[dict[str, Any]]) -> str:
    """The address of the result of a dry run."""
    answer = upload(client, **sheets)
    assert answer.status_code == 302, body(answer)
    return str(answer["Location"])


def confirm(client: Client, address: str, **more: Any) -> Any:
    """Confirm what the page shows now."""
    found = re.search(r'name="shown" value="([0-9a-f]{64})"', body(client.get(address)))
    assert found is not None
    return client.post(f"{address}confirm/", {"shown": found[1], **more})


def number(world: Realm, role: str) -> str:
    return world.own.people[role].number


def known(world: Realm, role: str, name: str) -> list[dict[str, Any]]:
    """What stands in somebody's record."""
    record = Matter.objects.filter(person=world.own.people[role], kind="student.record").first()
    facts = Facts.from_json(record.facts if record else {})
    return [dict(fact.data) for fact in facts.all(name)]


def test_a_dry_run_writes_nothing_and_a_confirmation_records_everything(world: Realm) -> None:
    organiser, student, third = world.client("organiser"), number(world, "student"), number(world, "third")
    before = Entry.objects.count()
    address = tried(organiser, 综测=[result(student), result(third, 综测排名=7)], 荣誉=[honour(student)])
    page = organiser.get(address).context["page"]
    assert (page.verdict, Entry.objects.count()) == ("读到3行；新登记3项。", before)
    assert [group.title for group in page.groups] == ["学年成绩与奖学金，新登记 2", "荣誉与竞赛，新登记 1"]
    first = page.groups[0].people[0]
    assert (first.name, first.changes[0].new) == (
        world.own.people["student"].name,
        "综合测评第6名，共120人（前5%），一等奖学金",
    )
    assert confirm(organiser, address).status_code == 302
    assert [each["composite_rank"] for each in known(world, "student", "year_result")] == [6]
    assert [each["level"] for each in known(world, "student", "honour")] == ["university"]
    # Two records were opened, three facts recorded.
    assert Entry.objects.count() == before + 5
    assert verify().differences == ()
    done = organiser.get(address).context["page"]
    assert (done.verdict, done.form) == ("新登记3项。", None)


def test_each_wrong_cell_is_shown_and_stops_its_row_only(world: Realm) -> None:
    organiser, student = world.client("organiser"), number(world, "student")
    address = tried(
        organiser,
        综测=[
            result(student),
            result(number(world, "third"), 综测排名=121),
            result(number(world, "fourth"), 依据=""),
            result(number(world, "organiser")),
            result("nobody"),
        ],
    )
    page = organiser.get(address).context["page"]
    (table,) = page.wrong
    errors = [next(cell.error for cell in row.cells if cell.error) for row in table.rows]
    nobody = "没有编号为{}的人员，或此人不归您负责。"
    assert errors == [
        "综合测评名次是第121名，而只有120人，请核对。",
        "这一格必须填写。",
        nobody.format(number(world, "organiser")),
        nobody.format("nobody"),
    ]
    assert page.verdict == "读到5行；新登记1项，4行有误未采用。"
    assert confirm(organiser, address).status_code == 302
    assert len(known(world, "student", "year_result")) == 1
    assert known(world, "third", "year_result") == []


def test_the_same_file_again_changes_nothing_and_another_shows_the_difference(world: Realm) -> None:
    organiser, student = world.client("organiser"), number(world, "student")
    confirm(organiser, tried(organiser, 综测=[result(student)]))
    again = organiser.get(tried(organiser, 综测=[result(student)])).context["page"]
    assert (again.verdict, again.form) == ("读到1行；1行与现在一致。", None)
    address = tried(organiser, 综测=[result(student, 奖学金="二等")])
    (group,) = organiser.get(address).context["page"].groups
    (change,) = group.people[0].changes
    assert (group.title, change.label, change.old, change.new) == (
        "学年成绩与奖学金，变更 1",
        "奖学金",
        "一等",
        "二等",
    )
    confirm(organiser, address)
    assert [each["scholarship"] for each in known(world, "student", "year_result")] == ["second"]


def test_what_stands_can_be_sent_back_and_changes_nothing(world: Realm) -> None:
    organiser, student = world.client("organiser"), number(world, "student")
    risk = {"学号": student, "预警日期": "2024-10-01", "是否有毕业风险": "是", "依据": "名单"}
    post = {"学号": student, "职务": "班长", "任职组织": "一班", "任职日期": "2024-09-01", "依据": "名单"}
    confirm(
        organiser,
        tried(organiser, 综测=[result(student, 综测分="92.35")], 任职=[], 学业预警=[risk], 学生干部=[post]),
    )
    content = organiser.get("/records/import/template/?content=own").content
    answer = organiser.post(UPLOAD, {"file": SimpleUploadedFile("记录.xlsx", content)})
    page = organiser.get(answer["Location"]).context["page"]
    # What was imported and the honours that stood before, of the own branch and of the other one.
    assert (page.verdict, page.wrong) == ("读到5行；5行与现在一致。", ())


def test_the_template_is_empty_and_names_every_sheet(world: Realm) -> None:
    answer = world.client("organiser").get("/records/import/template/")
    book = load_workbook(BytesIO(answer.content))
    assert book.sheetnames[1:-1] == [
        *("学年成绩与奖学金", "荣誉与竞赛", "学生干部任职", "学生干部考核"),
        *("处分与通报批评", "科研成果", "学术不端", "毕业风险"),
    ]
    assert all(sheet.max_row == 1 for sheet in book.worksheets[1:-1])


def test_a_file_that_comes_with_the_confirmation_is_evidence_for_everything(
    world: Realm, settings: Settings, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    organiser, student = world.client("organiser"), number(world, "student")
    address = tried(organiser, 综测=[result(student)], 荣誉=[honour(student)])
    scan = SimpleUploadedFile("名单.pdf", PDF, content_type="application/pdf")
    assert confirm(organiser, address, act_scan=scan).status_code == 302
    entries = Entry.objects.filter(matter__person=world.own.people["student"]).order_by("pk")
    assert [len(entry.files) for entry in entries] == [0, 1, 1]
    wrong = SimpleUploadedFile("名单.pdf", b"no pdf", content_type="application/pdf")
    other = tried(organiser, 综测=[result(number(world, "third"))])
    assert confirm(organiser, other, act_scan=wrong).status_code == 400
    assert known(world, "third", "year_result") == []


def test_what_changed_since_it_was_shown_is_shown_again(world: Realm) -> None:
    organiser, student = world.client("organiser"), number(world, "student")
    first, second = (tried(organiser, 综测=[result(student, 奖学金=won)]) for won in ("一等", "二等"))
    shown = re.search(r'name="shown" value="([0-9a-f]{64})"', body(organiser.get(second)))
    confirm(organiser, first)
    answer = organiser.post(f"{second}confirm/", {"shown": shown[1] if shown else ""})
    assert answer.status_code == 409
    assert "请核对下面的新差异再登记" in body(answer)
    assert [each["scholarship"] for each in known(world, "student", "year_result")] == ["first"]


def test_an_import_is_confirmed_once(world: Realm) -> None:
    organiser, student = world.client("organiser"), number(world, "student")
    address = tried(organiser, 荣誉=[honour(student)])
    confirm(organiser, address)
    before = Entry.objects.count()
    assert organiser.post(f"{address}confirm/", {"shown": "x"}).status_code == 302
    assert Entry.objects.count() == before


def test_the_result_comes_back_beside_every_row(world: Realm) -> None:
    organiser, student = world.client("organiser"), number(world, "student")
    address = tried(organiser, 荣誉=[honour(student), honour("nobody")])
    tried_rows = reported(organiser, address)
    assert [row[-2] for row in tried_rows] == ["导入结果", "新增", "有误，未采用"]
    assert tried_rows[1][-1] == "登记：三好学生（校级荣誉称号）。"
    confirm(organiser, address)
    assert reported(organiser, address) == tried_rows


def reported(client: Client, address: str) -> list[tuple[Any, ...]]:
    """The rows of the sheet of honours as the result workbook gives them back."""
    book = load_workbook(BytesIO(client.get(f"{address}report/").content))
    return list(book["荣誉"].iter_rows(values_only=True))


def test_identity_numbers_refuse_the_whole_file(world: Realm) -> None:
    organiser, student = world.client("organiser"), number(world, "student")
    answer = upload(organiser, 荣誉=[honour(student, 依据=IDENTITY)])
    assert (answer.status_code, RecordImport.objects.count()) == (400, 0)
    assert IDENTITY not in body(answer)


def test_only_those_who_record_import_and_only_their_own(world: Realm) -> None:
    for role in ("secretary", "league", "subject", "student", "committee"):
        client = world.client(role)
        assert {client.get(path).status_code for path in (UPLOAD, f"{UPLOAD}template/")} == {404}
    organiser = world.client("organiser")
    address = tried(organiser, 荣誉=[honour(number(world, "student"))])
    for path in (address, f"{address}report/"):
        assert world.client("college").get(path).status_code == 404
    OfficeTerm.objects.filter(person=world.own.people["organiser"]).update(to_on=clock.today())
    assert organiser.get(address).status_code == 404


def test_nobody_of_another_college_is_recorded(world: Realm) -> None:
    organiser, other = world.client("organiser"), world.college.people["subject"]
    page = organiser.get(tried(organiser, 荣誉=[honour(other.number)])).context["page"]
    assert page.form is None
    assert other.name not in str(page)


def test_what_was_read_is_kept_for_a_day(world: Realm) -> None:
    organiser, student = world.client("organiser"), number(world, "student")
    address, done = (tried(organiser, 荣誉=[honour(student, 名称=name)]) for name in ("甲", "乙"))
    confirm(organiser, done)
    RecordImport.objects.update(expires_at=clock.real_now() - timedelta(seconds=1))
    assert organiser.get(address)["Location"] == UPLOAD
    assert organiser.post(f"{address}confirm/", {"shown": "x"})["Location"] == UPLOAD
    tried(organiser, 荣誉=[honour(student, 名称="丙")])
    kept = RecordImport.objects.exclude(confirmed_at=None).get()
    assert (kept.content, kept.outcome, kept.counts["new"]) == (None, None, 1)
    assert organiser.get(done)["Location"] == UPLOAD
    assert "新登记1项。" in body(organiser.get(UPLOAD))
