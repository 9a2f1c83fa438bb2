"""The room of the roster, worked through its pages: upload, dry run, confirmation, accounts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from portal import clock
from portal.imports.example import (
    FIRST_BRANCH,
    SECOND_BRANCH,
)
from portal.models import Account, RosterImport
from tests.portal.imports.institution import TODAY, person
from tests.portal.markup import Page
from tests.portal.rosters import (
    ADMINISTRATOR,
    BRANCH,
    GONG,
    LEAGUE,
    NEW,
    ORGANISER,
    begin,
    branch_of,
    confirm,
    heard,
    known,
    new_student,
    roster_file,
    says,
    shown,
    sign_in,
    tried,
    upload,
)
from workflows.models import Entry, Membership, OfficeTerm, Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def began(db: None) -> None:
    """The example institution on its practice day."""
    begin()


# ── Who may ──


def test_the_room_is_open_to_the_offices_that_keep_the_record() -> None:
    for number in (ORGANISER, BRANCH, ADMINISTRATOR):
        assert sign_in(number).get("/roster/").status_code == 200
        assert 'href="/roster/"' in sign_in(number).get("/").content.decode()
    for number in (LEAGUE, GONG):
        assert sign_in(number).get("/roster/").status_code == 404
        assert sign_in(number).post("/roster/").status_code == 404
        assert sign_in(number).get("/roster/template/").status_code == 404
        assert 'href="/roster/"' not in sign_in(number).get("/").content.decode()
    assert Client().get("/roster/")["Location"] == "/accounts/login/?next=/roster/"


def test_an_import_of_somebody_else_does_not_exist() -> None:
    organiser, other = sign_in(ORGANISER), sign_in(ADMINISTRATOR)
    address = tried(organiser, roster_file(new_student()))
    word = shown(organiser, address)
    for path in ("", "report/", "slips/"):
        assert other.get(f"{address}{path}").status_code == 404
    assert confirm(other, address, word).status_code == 404
    assert Person.objects.filter(number=NEW).exists() is False
    assert other.get("/roster/999999/").status_code == 404


def test_an_import_is_lost_with_the_office_it_was_uploaded_in() -> None:
    organiser = sign_in(ORGANISER)
    address = tried(organiser, roster_file(new_student()))
    word = shown(organiser, address)
    OfficeTerm.objects.filter(person__number=ORGANISER).update(to_on=TODAY)
    assert organiser.get(address).status_code == 404
    assert confirm(organiser, address, word).status_code == 404


# ── From the file to the record ──


def test_a_file_is_tried_shown_and_only_then_recorded() -> None:
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


def test_the_same_file_again_changes_nothing() -> None:
    organiser = sign_in(ORGANISER)
    content = roster_file(new_student(), known(手机="13912345678"))
    confirm(organiser, tried(organiser, content))
    answer = organiser.get(tried(organiser, content))
    assert "没有变动；2行与现在一致。" in says(answer)
    assert Page(answer.content.decode()).with_class("btn-primary") == []


def test_a_changed_branch_is_shown_and_recorded_from_its_day() -> None:
    organiser = sign_in(ORGANISER)
    row = known(党支部="化工本科生第二党支部", 生效日期="2026-10-08")
    address = tried(organiser, roster_file(row))
    page = says(organiser.get(address))
    assert "党支部 化工本科生第一党支部 → 化工本科生第二党支部（积极分子） 自2026年10月8日" in page
    confirm(organiser, address)
    held = Membership.objects.get(person__number=GONG, tree="party", to_on=None)
    assert (held.unit.code, held.from_on.isoformat()) == (SECOND_BRANCH, "2026-10-08")


def test_a_change_without_a_day_holds_from_the_day_given_with_the_file() -> None:
    organiser = sign_in(ORGANISER)
    content = roster_file(known(党支部="化工本科生第二党支部"))
    answer = upload(organiser, content, on="2026-11-02")
    confirm(organiser, answer["Location"])
    held = Membership.objects.get(person__number=GONG, tree="party", to_on=None)
    assert held.from_on.isoformat() == "2026-11-02"


def test_who_is_not_in_the_file_is_listed_and_stays() -> None:
    branch = sign_in(BRANCH)
    page = says(branch.get(tried(branch, roster_file(known()))))
    members = Membership.objects.filter(unit__code=FIRST_BRANCH, to_on=None).count()
    assert f"名册里有、文件里没有 {members - 1}" in page
    assert "不会删除" in page


def test_confirming_twice_records_once() -> None:
    organiser = sign_in(ORGANISER)
    address = tried(organiser, roster_file(new_student()))
    word = shown(organiser, address)
    confirm(organiser, address, word)
    entries = Entry.objects.count()
    again = confirm(organiser, address, word)
    assert (again.status_code, heard(again)[-1]) == (302, "这份名册已经登记过，没有重复登记。")
    assert Entry.objects.count() == entries


def test_nothing_but_what_was_shown_is_recorded() -> None:
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


def test_a_row_that_the_record_refuses_is_named_and_nothing_is_written() -> None:
    administrator = sign_in(ADMINISTRATOR)
    left = Membership.objects.get(person__number=GONG, tree="party")
    left.to_on = date(2026, 10, 1)
    left.save()
    early = known(党支部="化工本科生第二党支部", 发展阶段="积极分子", 生效日期="2026-09-30")
    address = tried(administrator, roster_file(new_student(), early))
    answer = confirm(administrator, address)
    assert answer.status_code == 409
    assert "没有写入：1处变动不能登记" in says(answer)
    assert "人员名册第3行" in says(answer)
    assert "与自2026年4月8日起已登记的隶属重叠" in says(answer)
    assert Person.objects.filter(number=NEW).exists() is False


def test_an_import_too_old_is_refused_and_forgotten() -> None:
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


def test_of_an_old_import_only_the_counts_stay() -> None:
    organiser = sign_in(ORGANISER)
    address = tried(organiser, roster_file(new_student()))
    confirm(organiser, address)
    RosterImport.objects.update(expires_at=clock.real_now())
    tried(organiser, roster_file(known(手机="13912345678")))
    old = RosterImport.objects.exclude(confirmed_at=None).get()
    assert (old.content, old.outcome, old.counts["new"]) == (None, None, 1)
    assert organiser.get(address)["Location"] == "/roster/"
    assert "新增1人。" in says(organiser.get("/roster/"))


# ── Accounts ──


def test_slips_are_printed_once_and_open_the_account() -> None:
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


def test_no_slips_for_people_who_have_left_ones_units() -> None:
    organiser = sign_in(ORGANISER)
    address = tried(organiser, roster_file(new_student()))
    confirm(organiser, address)
    Membership.objects.filter(person__number=NEW).update(to_on=TODAY + timedelta(days=1))
    assert organiser.post(f"{address}slips/")["Location"] == address
    assert Account.objects.filter(username=NEW).exists() is False


# ── As many queries for three rows as for one ──


@pytest.mark.parametrize("rows", [1, 3])
def test_the_result_asks_the_database_as_often_for_three_rows_as_for_one(
    rows: int, django_assert_num_queries: Any
) -> None:
    organiser = sign_in(ORGANISER)
    many = [new_student(**{"学号/工号": f"26010301{number}"}) for number in range(10, 10 + rows)]
    address = tried(organiser, roster_file(*many))
    with django_assert_num_queries(15):
        organiser.get(address)


@pytest.mark.parametrize("imports", [1, 3])
def test_the_room_asks_the_database_as_often_after_three_imports_as_after_one(
    imports: int, django_assert_num_queries: Any
) -> None:
    organiser = sign_in(ORGANISER)
    for number in range(imports):
        confirm(organiser, tried(organiser, roster_file(known(手机=f"1391234567{number}"))))
    with django_assert_num_queries(8):
        organiser.get("/roster/")
