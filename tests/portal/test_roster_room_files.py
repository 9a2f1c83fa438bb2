"""Files sent to the room of the roster: other people's rows, files that are none, what comes back."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook

from portal.imports import limits
from portal.imports.columns import OFFICES, UNITS
from portal.imports.example import (
    CHEMISTRY,
    FIRST_BRANCH,
    MATERIALS,
    MATERIALS_BRANCH,
    example_roster,
)
from portal.imports.template import write_roster
from portal.models import Institution, RosterImport
from tests.portal.imports.building import saved, xlsx
from tests.portal.imports.institution import TODAY, person
from tests.portal.rosters import (
    ADMINISTRATOR,
    BRANCH,
    ORGANISER,
    begin,
    branch_of,
    confirm,
    known,
    new_student,
    roster_file,
    says,
    sheets,
    sign_in,
    tried,
    upload,
)
from workflows.models import Membership, OfficeTerm

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def began(db: None) -> None:
    """The example institution on its practice day."""
    begin()


# ── What comes back as a workbook ──


def test_the_result_workbook_says_the_verdict_of_each_row() -> None:
    organiser = sign_in(ORGANISER)
    address = tried(organiser, roster_file(new_student(), known(出生日期="2006-02-30"), known("x y", "甲")))
    answer = organiser.get(f"{address}report/")
    assert unquote(answer["Content-Disposition"]).endswith("名册导入结果20261112.xlsx")
    rows = sheets(answer)["人员名册"]
    assert [row[-2] for row in rows] == ["导入结果", "新增", "有误，未采用", "有误，未采用"]
    confirm(organiser, address)
    rows = sheets(organiser.get(f"{address}report/"))["人员名册"]
    assert [row[-2] for row in rows] == ["导入结果", "新增", "有误，未采用", "有误，未采用"]


def test_the_template_is_empty_and_the_own_roster_holds_only_the_keepers_people() -> None:
    branch = sign_in(BRANCH)
    assert len(sheets(branch.get("/roster/template/"))["人员名册"]) == 1
    own = sheets(branch.get("/roster/template/?content=own"))["人员名册"]
    members = Membership.objects.filter(unit__code=FIRST_BRANCH, to_on=None)
    assert {row[0] for row in own[1:]} == set(members.values_list("person__number", flat=True))


def test_a_real_institution_is_given_invented_people_as_an_example() -> None:
    branch = sign_in(BRANCH)
    Institution.objects.update(is_demo=False, practice_on=None)
    OfficeTerm.objects.filter(person__number=BRANCH).update(from_on="2020-09-01")
    assert len(sheets(branch.get("/roster/template/?content=example"))["人员名册"]) == 61


def test_the_own_roster_sent_back_changes_nothing() -> None:
    for number in (BRANCH, ORGANISER, ADMINISTRATOR):
        client = sign_in(number)
        own = client.get("/roster/template/?content=own").content
        page = says(client.get(tried(client, own)))
        assert "没有变动" in page
        assert "有误" not in page


# ── Other people's rows ──


def test_the_whole_example_shows_a_branch_nothing_of_the_others() -> None:
    target = BytesIO()
    write_roster(example_roster(TODAY), target)
    branch = sign_in(BRANCH)
    page = says(branch.get(tried(branch, target.getvalue())))
    assert "没有变动，67行不归您负责；47行与现在一致。" in page
    assert "人员名册第2—4、6—8、10—11、13、25、31—61行不归您负责，没有采用。" in page


def test_a_guessed_number_tells_no_name_and_no_unit() -> None:
    secret = person("2302040101")
    branch = sign_in(BRANCH)
    term = [
        tuple(c.title for c in OFFICES.columns),
        (secret.number, "猜的", "党支部书记", FIRST_BRANCH, "2026-11-01"),
    ]
    content = roster_file(known(secret.number, "猜的", 党支部=FIRST_BRANCH), 任职=term)
    address = tried(branch, content)
    answers = [branch.get(address).content.decode(), str(sheets(branch.get(f"{address}report/")))]
    for answer in answers:
        assert secret.name not in answer
        assert "材料2301" not in answer
    assert "编号2302040101已登记在您负责的单位以外" in answers[0]
    assert branch_of(secret.number) == [MATERIALS_BRANCH]


def test_units_of_another_college_are_refused_cell_by_cell() -> None:
    organiser = sign_in(ORGANISER)
    rows = roster_file(
        new_student(党支部=MATERIALS_BRANCH, 班级=None),
        known(党支部=MATERIALS_BRANCH),
        known("2401030105", "侯一鸣", 党支部=MATERIALS),
    )
    address = tried(organiser, rows)
    page = says(organiser.get(address))
    assert "此人没有放在您负责的单位里" in page
    assert "所在单位或要去的单位不归您负责" in page
    assert "是学院党委，这里应填党支部" in page
    assert "没有变动" in page


def test_units_are_opened_by_the_administrator_only() -> None:
    titles = tuple(column.title for column in UNITS.columns)
    unit = ("JL-HG-D9", "化工研究生党支部", "党支部", CHEMISTRY, "是", "2026-11-01")
    content = xlsx({"组织": [titles, unit]})
    organiser, administrator = sign_in(ORGANISER), sign_in(ADMINISTRATOR)
    assert "组织的开设和更改由管理员登记" in says(organiser.get(tried(organiser, content)))
    address = tried(administrator, content)
    assert "组织 1" in says(administrator.get(address))
    assert confirm(administrator, address).status_code == 302
    assert "没有变动；1行与现在一致。" in says(administrator.get(tried(administrator, content)))


def test_a_unit_that_is_wrong_is_said_before_the_people_whom_it_stops() -> None:
    administrator = sign_in(ADMINISTRATOR)
    titles = tuple(column.title for column in UNITS.columns)
    unit = ("C2699", "化工2699班", "班级", "没有的学院", None, "2026-09-01")
    newcomer = new_student(班级="化工2699班", 党支部=None, 发展阶段=None, 政治面貌="共青团员")
    address = tried(administrator, roster_file(newcomer, 组织=[titles, unit]))
    page = administrator.get(address).context["page"]
    assert [table.sheet for table in page.wrong] == ["组织", "人员名册"]
    assert page.remarks == ()


# ── Files that are none ──


def refused(answer: Any) -> str:
    assert answer.status_code == 400
    assert RosterImport.objects.count() == 0
    return says(answer)


def test_without_a_file_the_form_says_so() -> None:
    organiser = sign_in(ORGANISER)
    assert "请选择名册文件。" in refused(organiser.post("/roster/", {"on": "2026-11-12"}))
    assert "请选择名册文件。" in refused(organiser.post("/roster/", {"file": "text", "on": "2026-11-12"}))
    assert "文件是空的，请重新选择名册文件。" in refused(upload(organiser, b""))


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        ("", "请填日期。"),
        ("gestern", "请填写日期"),
        ("2026-11-13", "不能晚于今天。"),
    ],
)
def test_the_day_of_the_changes_is_one_that_has_come(on: str, sentence: str) -> None:
    assert sentence in refused(upload(sign_in(ORGANISER), roster_file(known()), on=on))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\0" * 100, "这不是 .xlsx 工作簿"),
        (b"%PDF-1.4 not a roster", "这是图片或 PDF，不是名册"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 512, "这是旧版 .xls 文件"),
        (b"PK\x03\x04 broken", "文件已损坏"),
        (xlsx({"别的": [("学号", "姓名")]}), "没有找到名册的工作表"),
    ],
)
def test_what_is_no_roster_is_refused_with_a_sentence(content: bytes, sentence: str) -> None:
    assert sentence in refused(upload(sign_in(ORGANISER), content))


def test_a_file_beyond_the_limit_is_not_read() -> None:
    content = b"PK\x03\x04" + b"x" * limits.LIMITS.file_bytes
    assert "文件超过10 MB，没有读取" in refused(upload(sign_in(ORGANISER), content))


def test_a_bomb_is_refused_by_the_child() -> None:
    book = load_workbook(BytesIO(roster_file(known())))
    book["人员名册"]["A3"] = "x"
    content = saved(book)
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/worksheets/sheet9.xml", b" " * 90_000_000)
    assert "解开后超过" in refused(upload(sign_in(ORGANISER), packed.getvalue()))


def test_identity_numbers_are_never_kept() -> None:
    number = "11010519491231002X"
    answer = upload(sign_in(ORGANISER), roster_file(known(籍贯=number)))
    page = refused(answer)
    assert "这个单元格里有身份证号码" in page
    assert number not in answer.content.decode()


def test_a_formula_and_a_wrong_date_stop_their_rows_and_no_others() -> None:
    organiser = sign_in(ORGANISER)
    content = roster_file(
        known(手机="=1+1"), known("2401030105", "侯一鸣", 出生日期="2006-02-30"), new_student()
    )
    page = says(organiser.get(tried(organiser, content)))
    assert "2行有误，没有采用" in page
    assert "这一格是公式，公式不计算" in page
    assert "没有“2006-02-30”这一天" in page
    assert "新增1人" in page


def test_a_files_name_is_shown_short_and_harmless() -> None:
    organiser = sign_in(ORGANISER)
    name = "../../etc/<script>alert(1)</script>" + "长" * 300 + ".xlsx"
    answer = upload(organiser, roster_file(known()), name=name[-250:])
    assert answer.status_code == 302
    assert len(RosterImport.objects.get().file_name) <= 120
    assert "<script>alert" not in organiser.get(answer["Location"]).content.decode()
