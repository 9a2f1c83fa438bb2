"""The room of the roster, worked through its pages: upload, dry run, confirmation, and bad input."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import timedelta
from io import BytesIO
from typing import Any
from urllib.parse import unquote

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from portal import clock
from portal.imports import limits
from portal.imports.columns import OFFICES, PEOPLE, UNITS
from portal.imports.example import (
    CHEMISTRY,
    FIRST_BRANCH,
    MATERIALS,
    MATERIALS_BRANCH,
    SECOND_BRANCH,
    example_roster,
)
from portal.imports.template import write_roster
from portal.models import Account, Institution, RosterImport
from tests.conftest import OpenAccount, signed_in
from tests.portal.imports.building import saved, xlsx
from tests.portal.imports.institution import TODAY, example, person
from tests.portal.markup import Page
from workflows.models import Entry, Membership, OfficeTerm, Person

pytestmark = pytest.mark.django_db

ORGANISER, OTHER_COLLEGE, BRANCH = "00310236", "00310243", "2301030101"
ADMINISTRATOR, LEAGUE = "00310100", "2401030103"
#: An activist of the first branch, and a new student of the class of 2026.
GONG, NEW = "2401030104", "2601030109"

SignIn = Callable[[str], Client]
PEOPLE_TITLES = tuple(column.title for column in PEOPLE.columns)


@pytest.fixture
def sign_in(open_account: OpenAccount) -> SignIn:
    """The example institution on its practice day; sign in as anybody by number."""
    Institution.objects.create(name="江澜大学", short_name="江", is_demo=True, practice_on=TODAY)
    example()

    def signed(number: str) -> Client:
        who = person(number)
        if who.account is None:
            who.account = open_account(number)
            who.save()
        return signed_in(who.account)

    return signed


def roster_file(*people: dict[str, Any], **sheets: Sequence[Sequence[Any]]) -> bytes:
    """A workbook with rows about people by column title, and further sheets as they are."""
    rows = [PEOPLE_TITLES, *([row.get(title) for title in PEOPLE_TITLES] for row in people)]
    return xlsx({"人员名册": rows if people else [PEOPLE_TITLES], **sheets})


def new_student(**more: Any) -> dict[str, Any]:
    return {
        "学号/工号": NEW,
        "姓名": "戴知微",
        "性别": "女",
        "出生日期": "2008-02-03",
        "类别": "学生",
        "党支部": "化工本科生第一党支部",
        "发展阶段": "无",
        "班级": "化工2601班",
        "入学日期": "2026-09-01",
        **more,
    }


def known(number: str = GONG, name: str = "龚雪尧", **more: Any) -> dict[str, Any]:
    return {"学号/工号": number, "姓名": name, **more}


def upload(client: Client, content: bytes, name: str = "名册.xlsx", on: str = "2026-11-12") -> Any:
    return client.post("/roster/", {"file": SimpleUploadedFile(name, content), "on": on})


def tried(client: Client, content: bytes) -> str:
    """The address of the result of a dry run."""
    answer = upload(client, content)
    assert answer.status_code == 302, says(answer)
    return str(answer["Location"])


def says(answer: Any) -> str:
    return Page(answer.content.decode()).says


def shown(client: Client, address: str) -> str:
    found = re.search(r'name="shown" value="([0-9a-f]{64})"', client.get(address).content.decode())
    assert found is not None
    return found[1]


def confirm(client: Client, address: str, word: str | None = None) -> Any:
    return client.post(f"{address}confirm/", {"shown": word or shown(client, address)})


def heard(answer: Any) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


def branch_of(number: str) -> list[str]:
    held = Membership.objects.filter(person__number=number, tree="party", to_on=None)
    return list(held.values_list("unit__code", flat=True))


# ── Who may ──


def test_the_room_is_open_to_the_offices_that_keep_the_record(sign_in: SignIn) -> None:
    for number in (ORGANISER, BRANCH, ADMINISTRATOR):
        assert sign_in(number).get("/roster/").status_code == 200
        assert 'href="/roster/"' in sign_in(number).get("/").content.decode()
    for number in (LEAGUE, GONG):
        assert sign_in(number).get("/roster/").status_code == 404
        assert sign_in(number).post("/roster/").status_code == 404
        assert sign_in(number).get("/roster/template/").status_code == 404
        assert 'href="/roster/"' not in sign_in(number).get("/").content.decode()
    assert Client().get("/roster/")["Location"] == "/accounts/login/?next=/roster/"


def test_an_import_of_somebody_else_does_not_exist(sign_in: SignIn) -> None:
    organiser, other = sign_in(ORGANISER), sign_in(ADMINISTRATOR)
    address = tried(organiser, roster_file(new_student()))
    word = shown(organiser, address)
    for path in ("", "report/", "slips/"):
        assert other.get(f"{address}{path}").status_code == 404
    assert confirm(other, address, word).status_code == 404
    assert Person.objects.filter(number=NEW).exists() is False
    assert other.get("/roster/999999/").status_code == 404


def test_an_import_is_lost_with_the_office_it_was_uploaded_in(sign_in: SignIn) -> None:
    organiser = sign_in(ORGANISER)
    address = tried(organiser, roster_file(new_student()))
    word = shown(organiser, address)
    OfficeTerm.objects.filter(person__number=ORGANISER).update(to_on=TODAY)
    assert organiser.get(address).status_code == 404
    assert confirm(organiser, address, word).status_code == 404


# ── From the file to the record ──


def test_a_file_is_tried_shown_and_only_then_recorded(sign_in: SignIn) -> None:
    organiser = sign_in(ORGANISER)
    before = Entry.objects.count()
    address = tried(organiser, roster_file(new_student(), known(手机="13912345678")))
    page = says(organiser.get(address))
    assert "试读结果，还没有写入" in page
    assert "读到2行；新增1人，变动1人。" in page
    assert "戴知微 2601030109" in page
    assert "手机 13912345678" in page
    assert Entry.objects.count() == before

    answer = confirm(organiser, address)
    assert (answer.status_code, answer["Location"]) == (302, address)
    assert branch_of(NEW) == [FIRST_BRANCH]
    done = says(organiser.get(address))
    assert "2026年11月12日已登记，每项变动都记入了纪实。" in done
    assert "新增1人，变动1人。" in done
    assert "为1名新增人员开通账号并打印密码条" in done
    assert "新增1人，变动1人。" in says(organiser.get("/roster/"))


def test_the_same_file_again_changes_nothing(sign_in: SignIn) -> None:
    organiser = sign_in(ORGANISER)
    content = roster_file(new_student(), known(手机="13912345678"))
    confirm(organiser, tried(organiser, content))
    answer = organiser.get(tried(organiser, content))
    assert "没有变动；2行与现在一致。" in says(answer)
    assert Page(answer.content.decode()).with_class("btn-primary") == []


def test_a_changed_branch_is_shown_and_recorded_from_its_day(sign_in: SignIn) -> None:
    organiser = sign_in(ORGANISER)
    row = known(党支部="化工本科生第二党支部", 生效日期="2026-10-08")
    address = tried(organiser, roster_file(row))
    page = says(organiser.get(address))
    assert "党支部 化工本科生第一党支部 → 化工本科生第二党支部（积极分子） 自2026年10月8日" in page
    confirm(organiser, address)
    held = Membership.objects.get(person__number=GONG, tree="party", to_on=None)
    assert (held.unit.code, held.from_on.isoformat()) == (SECOND_BRANCH, "2026-10-08")


def test_a_change_without_a_day_holds_from_the_day_given_with_the_file(sign_in: SignIn) -> None:
    organiser = sign_in(ORGANISER)
    content = roster_file(known(党支部="化工本科生第二党支部"))
    answer = upload(organiser, content, on="2026-11-02")
    confirm(organiser, answer["Location"])
    held = Membership.objects.get(person__number=GONG, tree="party", to_on=None)
    assert held.from_on.isoformat() == "2026-11-02"


def test_who_is_not_in_the_file_is_listed_and_stays(sign_in: SignIn) -> None:
    branch = sign_in(BRANCH)
    page = says(branch.get(tried(branch, roster_file(known()))))
    members = Membership.objects.filter(unit__code=FIRST_BRANCH, to_on=None).count()
    assert f"名册里有、文件里没有 {members - 1}" in page
    assert "不会删除" in page


def test_confirming_twice_records_once(sign_in: SignIn) -> None:
    organiser = sign_in(ORGANISER)
    address = tried(organiser, roster_file(new_student()))
    word = shown(organiser, address)
    confirm(organiser, address, word)
    entries = Entry.objects.count()
    again = confirm(organiser, address, word)
    assert (again.status_code, heard(again)[-1]) == (302, "这份名册已经登记过，没有重复登记。")
    assert Entry.objects.count() == entries


def test_nothing_but_what_was_shown_is_recorded(sign_in: SignIn) -> None:
    organiser = sign_in(ORGANISER)
    address = tried(organiser, roster_file(known(手机="13912345678")))
    word = shown(organiser, address)
    person_now = person(GONG)
    person_now.details = {**person_now.details, "mobile": "13900000000"}
    person_now.save()
    entries = Entry.objects.count()
    answer = confirm(organiser, address, word)
    assert answer.status_code == 409
    assert "名册或文件的差异与刚才所示不同" in says(answer)
    assert "13900000000 → 13912345678" in says(answer)
    assert Entry.objects.count() == entries
    assert confirm(organiser, address).status_code == 302
    for wrong in ("", "0" * 64, "x" * 500):
        assert organiser.post(f"{address}confirm/", {"shown": wrong}).status_code == 302


def test_a_row_that_the_record_refuses_is_named_and_nothing_is_written(sign_in: SignIn) -> None:
    administrator = sign_in(ADMINISTRATOR)
    early = known("2501030106", "潘予墨", 团支部="化工2501团支部", 团员身份="团员", 生效日期="2019-09-01")
    outside = Person.objects.filter(number="2501030106").values_list("name", flat=True)
    early["姓名"] = outside[0]
    league = Membership.objects.filter(person__number="2501030106", tree="league")
    league.delete()
    address = tried(administrator, roster_file(new_student(), early))
    answer = confirm(administrator, address)
    assert answer.status_code == 409
    assert "没有写入：1处变动不能登记" in says(answer)
    assert "人员名册第3行" in says(answer)
    assert "2019年9月1日早于2025年9月1日" in says(answer)
    assert Person.objects.filter(number=NEW).exists() is False


def test_an_import_too_old_is_refused_and_forgotten(sign_in: SignIn) -> None:
    organiser = sign_in(ORGANISER)
    address = tried(organiser, roster_file(new_student()))
    word = shown(organiser, address)
    RosterImport.objects.update(expires_at=clock.real_now())
    for answer in (organiser.get(address), confirm(organiser, address, word)):
        assert (answer.status_code, answer["Location"]) == (302, "/roster/")
        assert heard(answer)[-1] == "这份文件上传已超过24小时，内容不再保留，请重新上传。"
    assert Person.objects.filter(number=NEW).exists() is False
    tried(organiser, roster_file(known(手机="13912345678")))
    assert RosterImport.objects.count() == 1


def test_of_an_old_import_only_the_counts_stay(sign_in: SignIn) -> None:
    organiser = sign_in(ORGANISER)
    address = tried(organiser, roster_file(new_student()))
    confirm(organiser, address)
    RosterImport.objects.update(expires_at=clock.real_now())
    tried(organiser, roster_file(known(手机="13912345678")))
    old = RosterImport.objects.exclude(confirmed_at=None).get()
    assert (old.content, old.outcome, old.counts["new"]) == (None, None, 1)
    assert organiser.get(address)["Location"] == "/roster/"
    assert "新增1人。" in says(organiser.get("/roster/"))


# ── What comes back as a workbook ──


def sheets(answer: Any) -> dict[str, list[tuple[Any, ...]]]:
    book = load_workbook(BytesIO(answer.content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_the_result_workbook_says_the_verdict_of_each_row(sign_in: SignIn) -> None:
    organiser = sign_in(ORGANISER)
    address = tried(organiser, roster_file(new_student(), known(出生日期="2006-02-30"), known("x y", "甲")))
    answer = organiser.get(f"{address}report/")
    assert unquote(answer["Content-Disposition"]).endswith("名册导入结果20261112.xlsx")
    rows = sheets(answer)["人员名册"]
    assert [row[-2] for row in rows] == ["导入结果", "新增", "有误，未采用", "有误，未采用"]
    confirm(organiser, address)
    rows = sheets(organiser.get(f"{address}report/"))["人员名册"]
    assert [row[-2] for row in rows] == ["导入结果", "新增", "有误，未采用", "有误，未采用"]


def test_the_template_is_empty_and_the_own_roster_holds_only_the_keepers_people(sign_in: SignIn) -> None:
    branch = sign_in(BRANCH)
    assert len(sheets(branch.get("/roster/template/"))["人员名册"]) == 1
    own = sheets(branch.get("/roster/template/?content=own"))["人员名册"]
    members = Membership.objects.filter(unit__code=FIRST_BRANCH, to_on=None)
    assert {row[0] for row in own[1:]} == set(members.values_list("person__number", flat=True))


def test_a_real_institution_is_given_invented_people_as_an_example(sign_in: SignIn) -> None:
    branch = sign_in(BRANCH)
    Institution.objects.update(is_demo=False, practice_on=None)
    OfficeTerm.objects.filter(person__number=BRANCH).update(from_on="2020-09-01")
    assert len(sheets(branch.get("/roster/template/?content=example"))["人员名册"]) == 61


def test_the_own_roster_sent_back_changes_nothing(sign_in: SignIn) -> None:
    for number in (BRANCH, ORGANISER, ADMINISTRATOR):
        client = sign_in(number)
        own = client.get("/roster/template/?content=own").content
        page = says(client.get(tried(client, own)))
        assert "没有变动" in page
        assert "有误" not in page


# ── Other people's rows ──


def test_the_whole_example_shows_a_branch_nothing_of_the_others(sign_in: SignIn) -> None:
    target = BytesIO()
    write_roster(example_roster(TODAY), target)
    branch = sign_in(BRANCH)
    page = says(branch.get(tried(branch, target.getvalue())))
    assert "没有变动，66行不归您负责；47行与现在一致。" in page
    assert "人员名册第2—4、6—8、10—11、13、25、31—61行不归您负责，没有采用。" in page


def test_a_guessed_number_tells_no_name_and_no_unit(sign_in: SignIn) -> None:
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


def test_units_of_another_college_are_refused_cell_by_cell(sign_in: SignIn) -> None:
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


def test_units_are_opened_by_the_administrator_only(sign_in: SignIn) -> None:
    titles = tuple(column.title for column in UNITS.columns)
    unit = ("JL-HG-D9", "化工研究生党支部", "党支部", CHEMISTRY, "是", "2026-11-01")
    content = xlsx({"组织": [titles, unit]})
    organiser, administrator = sign_in(ORGANISER), sign_in(ADMINISTRATOR)
    assert "组织的开设和更改由管理员登记" in says(organiser.get(tried(organiser, content)))
    address = tried(administrator, content)
    assert "组织 1" in says(administrator.get(address))
    assert confirm(administrator, address).status_code == 302
    assert "没有变动；1行与现在一致。" in says(administrator.get(tried(administrator, content)))


# ── Files that are none ──


def refused(answer: Any) -> str:
    assert answer.status_code == 400
    assert RosterImport.objects.count() == 0
    return says(answer)


def test_without_a_file_the_form_says_so(sign_in: SignIn) -> None:
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
        ("2024-08-31", "不能早于您任职的2024年9月1日。"),
    ],
)
def test_the_day_of_the_changes_is_neither_to_come_nor_before_the_office(
    sign_in: SignIn, on: str, sentence: str
) -> None:
    assert sentence in refused(upload(sign_in(ORGANISER), roster_file(known()), on=on))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\0" * 100, "这不是 .xlsx 工作簿"),
        (b"%PDF-1.4 not a roster", "这不是 .xlsx 工作簿"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 512, "这是旧版 .xls 文件"),
        (b"PK\x03\x04 broken", "文件已损坏"),
        (xlsx({"别的": [("学号", "姓名")]}), "没有找到名册的工作表"),
    ],
)
def test_what_is_no_roster_is_refused_with_a_sentence(sign_in: SignIn, content: bytes, sentence: str) -> None:
    assert sentence in refused(upload(sign_in(ORGANISER), content))


def test_a_file_beyond_the_limit_is_not_read(sign_in: SignIn) -> None:
    content = b"PK\x03\x04" + b"x" * limits.LIMITS.file_bytes
    assert "文件超过10 MB，没有读取" in refused(upload(sign_in(ORGANISER), content))


def test_a_bomb_is_refused_by_the_child(sign_in: SignIn) -> None:
    book = load_workbook(BytesIO(roster_file(known())))
    book["人员名册"]["A3"] = "x"
    content = saved(book)
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/worksheets/sheet9.xml", b" " * 90_000_000)
    assert "解开后超过" in refused(upload(sign_in(ORGANISER), packed.getvalue()))


def test_identity_numbers_are_never_kept(sign_in: SignIn) -> None:
    number = "11010519491231002X"
    answer = upload(sign_in(ORGANISER), roster_file(known(籍贯=number)))
    page = refused(answer)
    assert "这个单元格里有身份证号码" in page
    assert number not in answer.content.decode()


def test_a_formula_and_a_wrong_date_stop_their_rows_and_no_others(sign_in: SignIn) -> None:
    organiser = sign_in(ORGANISER)
    content = roster_file(
        known(手机="=1+1"), known("2401030105", "侯一鸣", 出生日期="2006-02-30"), new_student()
    )
    page = says(organiser.get(tried(organiser, content)))
    assert "2行有误，没有采用" in page
    assert "这一格是公式，公式不计算" in page
    assert "没有“2006-02-30”这一天" in page
    assert "新增1人" in page


def test_a_files_name_is_shown_short_and_harmless(sign_in: SignIn) -> None:
    organiser = sign_in(ORGANISER)
    name = "../../etc/<script>alert(1)</script>" + "长" * 300 + ".xlsx"
    answer = upload(organiser, roster_file(known()), name=name[-250:])
    assert answer.status_code == 302
    assert len(RosterImport.objects.get().file_name) <= 120
    assert "<script>alert" not in organiser.get(answer["Location"]).content.decode()


# ── Accounts ──


def test_slips_are_printed_once_and_open_the_account(sign_in: SignIn) -> None:
    organiser = sign_in(ORGANISER)
    address = tried(organiser, roster_file(new_student()))
    assert organiser.get(f"{address}slips/")["Location"] == address
    confirm(organiser, address)
    asked = says(organiser.get(f"{address}slips/"))
    assert "2601030109 戴知微" in asked
    assert Account.objects.filter(username=NEW).exists() is False
    slip = organiser.post(f"{address}slips/")
    password = Page(slip.content.decode()).with_class("secret")[1].text
    account = Account.objects.get(username=NEW)
    assert (account.person, account.must_change_password) == (person(NEW), True)
    assert account.check_password(password)
    again = organiser.post(f"{address}slips/")
    assert heard(again)[-1] == "这次导入的新增人员都已有账号。"


def test_no_slips_for_people_who_have_left_ones_units(sign_in: SignIn) -> None:
    organiser = sign_in(ORGANISER)
    address = tried(organiser, roster_file(new_student()))
    confirm(organiser, address)
    Membership.objects.filter(person__number=NEW).update(to_on=TODAY + timedelta(days=1))
    assert organiser.post(f"{address}slips/")["Location"] == address
    assert Account.objects.filter(username=NEW).exists() is False


# ── As many queries for three rows as for one ──


@pytest.mark.parametrize("rows", [1, 3])
def test_the_result_asks_the_database_as_often_for_three_rows_as_for_one(
    sign_in: SignIn, rows: int, django_assert_num_queries: Any
) -> None:
    organiser = sign_in(ORGANISER)
    many = [new_student(**{"学号/工号": f"26010301{number}"}) for number in range(10, 10 + rows)]
    address = tried(organiser, roster_file(*many))
    with django_assert_num_queries(16):
        organiser.get(address)


@pytest.mark.parametrize("imports", [1, 3])
def test_the_room_asks_the_database_as_often_after_three_imports_as_after_one(
    sign_in: SignIn, imports: int, django_assert_num_queries: Any
) -> None:
    organiser = sign_in(ORGANISER)
    for number in range(imports):
        confirm(organiser, tried(organiser, roster_file(known(手机=f"1391234567{number}"))))
    with django_assert_num_queries(11):
        organiser.get("/roster/")
