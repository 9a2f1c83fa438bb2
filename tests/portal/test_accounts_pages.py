"""The pages around accounts: the forced change, and the office's list."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from portal.accounts import services
from portal.models import Account
from tests.conftest import PASSWORD, OpenAccount, signed_in
from workflows.models import Membership, Person, Unit

AT = datetime(2024, 9, 2, 8, tzinfo=UTC)
NEW = "a-quiet-river-7"


def change(client: Client, old: str, new: str, again: str | None = None) -> dict[str, list[str]]:
    form = {"old_password": old, "new_password1": new, "new_password2": new if again is None else again}
    response = client.post(reverse("password_change"), form)
    return {} if response.status_code == 302 else dict(response.context["form"].errors)


@pytest.fixture
def newcomer(office: Account) -> tuple[Client, services.Slip]:
    """Return a browser that signed in with a printed slip, and the slip."""
    account, slip = services.open_account(username="2024077", name="周敏", at=AT, by=office)
    return signed_in(account), slip


def test_a_first_password_leads_to_its_change_from_every_page(newcomer: tuple[Client, services.Slip]) -> None:
    client, _ = newcomer
    for name in ("desk", "account_list"):
        assert client.get(reverse(name))["Location"] == reverse("password_change")
    assert client.post(reverse("practice_clock"))["Location"] == reverse("password_change")
    assert client.get(reverse("password_change")).status_code == 200


def test_a_part_of_a_page_is_sent_to_the_change_as_a_whole_page(
    newcomer: tuple[Client, services.Slip],
) -> None:
    client, _ = newcomer
    response = client.get(reverse("desk"), headers={"HX-Request": "true"})
    assert (response.status_code, response["HX-Redirect"]) == (200, reverse("password_change"))


def test_changing_it_opens_the_site_and_keeps_the_session(newcomer: tuple[Client, services.Slip]) -> None:
    client, slip = newcomer
    assert change(client, slip.password, NEW) == {}
    assert client.get(reverse("desk")).status_code == 200
    assert Account.objects.get(username="2024077").check_password(NEW)


def test_changing_it_ends_the_sessions_elsewhere(newcomer: tuple[Client, services.Slip]) -> None:
    client, slip = newcomer
    elsewhere = signed_in(Account.objects.get(username="2024077"))
    change(client, slip.password, NEW)
    assert elsewhere.get(reverse("desk"))["Location"].startswith(reverse("login"))


def test_the_printed_password_cannot_be_kept(newcomer: tuple[Client, services.Slip]) -> None:
    client, slip = newcomer
    assert change(client, slip.password, slip.password) == {"new_password1": ["新密码不能与旧密码相同。"]}


@pytest.mark.parametrize(
    ("old", "new", "again", "errors"),
    [
        ("wrong", NEW, NEW, {"old_password": ["旧密码不正确。"]}),
        (PASSWORD, NEW, NEW + "x", {"new_password2": ["两次输入的新密码不一致。"]}),
        # 9 characters: one below the least.
        (PASSWORD, "kqz7-wxm1", None, {"new_password2": ["密码太短，至少需要 10 个字符。"]}),
        (PASSWORD, "pw-2024001", None, {"new_password2": ["密码跟 学号/工号 太相似了。"]}),
        (PASSWORD, "3141592653", None, {"new_password2": ["密码只包含数字。"]}),
        (PASSWORD, "basketball1", None, {"new_password2": ["这个密码太常见了。"]}),
        (PASSWORD, "a" * 5 + "\0" + "b" * 5, None, {"new_password1": ["不允许是用空字符串。"]}),
    ],
)
def test_a_refused_change_says_why_and_changes_nothing(
    as_student: Client, student: Account, old: str, new: str, again: str | None, errors: dict[str, list[str]]
) -> None:
    found = change(as_student, old, new, again)
    assert {field: found[field] for field in errors} == errors
    student.refresh_from_db()
    assert student.check_password(PASSWORD)


@pytest.mark.parametrize("name", ["account_list", "account_reset", "account_close", "account_reopen"])
def test_who_does_not_manage_accounts_is_refused(as_student: Client, student: Account, name: str) -> None:
    url = reverse(name, args=[] if name == "account_list" else [student.pk])
    response = as_student.get(url) if name == "account_list" else as_student.post(url, {"reason": "x"})
    assert response.status_code == 403
    student.refresh_from_db()
    assert student.is_active
    assert student.check_password(PASSWORD)


@pytest.mark.parametrize("name", ["account_reset", "account_close", "account_reopen"])
def test_acts_on_accounts_need_a_post(as_office: Client, student: Account, name: str) -> None:
    assert as_office.get(reverse(name, args=[student.pk])).status_code == 405


@pytest.mark.parametrize("name", ["account_reset", "account_close", "account_reopen"])
def test_acts_on_an_unknown_account_are_not_found(as_office: Client, name: str) -> None:
    assert as_office.post(reverse(name, args=[999]), {"reason": "x"}).status_code == 404


def test_the_office_resets_and_sees_the_slip_once(as_office: Client, student: Account) -> None:
    response = as_office.post(reverse("account_reset", args=[student.pk]))
    [slip] = response.context["page"].slips
    student.refresh_from_db()
    assert (slip.username, slip.name) == ("2024001", "陈小雨")
    assert student.check_password(slip.password)
    assert slip.password in response.content.decode()
    assert "no-store" in response["Cache-Control"]


def test_the_office_closes_with_a_reason(as_office: Client, student: Account) -> None:
    url = reverse("account_close", args=[student.pk])
    assert as_office.post(url, {"reason": " "})["Location"] == reverse("account_list")
    student.refresh_from_db()
    assert student.is_active
    assert as_office.post(url, {"reason": "毕业"})["Location"] == reverse("account_list")
    student.refresh_from_db()
    assert not student.is_active


def test_the_office_cannot_close_its_own_account(as_office: Client, office: Account) -> None:
    response = as_office.post(reverse("account_close", args=[office.pk]), {"reason": "误点"}, follow=True)
    assert [str(message) for message in response.context["messages"]] == [services.OwnAccountError.message]
    office.refresh_from_db()
    assert office.is_active


def test_the_office_is_told_that_a_closed_account_has_no_password_to_reset(
    as_office: Client, office: Account, student: Account
) -> None:
    services.close_account(student, by=office, at=AT, reason="毕业")
    response = as_office.post(reverse("account_reset", args=[student.pk]), follow=True)
    assert [str(message) for message in response.context["messages"]] == [services.AccountClosedError.message]


def test_the_office_reopens_a_closed_account_and_is_refused_an_open_one(
    as_office: Client, office: Account, student: Account
) -> None:
    url = reverse("account_reopen", args=[student.pk])
    response = as_office.post(url, follow=True)
    assert [str(message) for message in response.context["messages"]] == [services.AccountOpenError.message]
    services.close_account(student, by=office, at=AT, reason="休学")
    [slip] = as_office.post(url).context["page"].slips
    student.refresh_from_db()
    assert student.check_password(slip.password)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_questions_for_any_length(
    as_office: Client,
    open_account: OpenAccount,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    for number in range(count):
        open_account(f"20240{number}")
    as_office.get(reverse("desk"))  # the session's first request writes when it was seen
    # session, account, its person, permissions (own, of groups), institution, check, offices, count, page
    with django_assert_num_queries(9):
        response = as_office.get(reverse("account_list"))
    assert len(response.context["page"].rows) == count + 1


@pytest.mark.parametrize(("query", "found"), [("2024001", 1), ("小雨", 1), ("没有", 0), ("\0", 2), ("%", 0)])
def test_the_list_finds_by_number_and_name(
    as_office: Client, student: Account, query: str, found: int
) -> None:
    assert len(as_office.get(reverse("account_list"), {"q": query}).context["page"].rows) == found


@pytest.mark.parametrize("number", ["0", "-1", "99", "x", ""])
def test_a_page_that_is_not_there_is_the_nearest_one(as_office: Client, number: str) -> None:
    assert as_office.get(reverse("account_list"), {"page": number}).status_code == 200


def test_the_list_says_where_somebody_belongs_and_what_can_be_done(
    as_office: Client, student: Account
) -> None:
    person = Person.objects.create(number="2024001", name="陈小雨", account=student)
    for tree, name in (("class", "化学2401班"), ("other", "化学2401班"), ("third", "第一支部")):
        unit, _ = Unit.objects.get_or_create(
            kind=tree, code=f"{tree}-1", defaults={"name": name, "opened_on": AT}
        )
        Membership.objects.create(person=person, unit=unit, tree=tree, standing="member", from_on=AT)
    row = as_office.get(reverse("account_list"), {"q": "2024001"}).context["page"].rows[0]
    assert (row.name, row.unit, row.seen, row.state.word) == (
        "陈小雨",
        "化学2401班，第一支部",
        "从未",
        "正常",
    )
    assert (row.reset_href, row.close_href, row.reopen_href) == (
        f"/accounts/{student.pk}/reset/",
        f"/accounts/{student.pk}/close/",
        "",
    )


def test_the_list_offers_a_closed_account_only_its_return(
    as_office: Client, office: Account, student: Account
) -> None:
    services.close_account(student, by=office, at=AT, reason="毕业")
    row = as_office.get(reverse("account_list"), {"q": "2024001"}).context["page"].rows[0]
    assert row.state.word == "已停用"
    assert (row.reset_href, row.close_href, row.reopen_href) == ("", "", f"/accounts/{student.pk}/reopen/")


def test_the_list_offers_nobody_to_close_their_own(as_office: Client) -> None:
    [row] = as_office.get(reverse("account_list")).context["page"].rows
    assert (row.username, row.close_href) == ("0101", "")


def test_a_long_list_is_read_in_pages(as_office: Client, open_account: OpenAccount) -> None:
    for number in range(60):
        open_account(f"20249{number:02}")
    first = as_office.get(reverse("account_list"), {"q": "20249"}).context["page"]
    assert len(first.rows) == 50
    assert (first.paging.text, first.paging.previous, first.paging.next) == (
        "第 1 至 50 个，共 60 个",
        "",
        "/accounts/?q=20249&page=2",
    )
    second = as_office.get(first.paging.next).context["page"]
    assert (len(second.rows), second.paging.previous, second.paging.next) == (
        10,
        "/accounts/?q=20249&page=1",
        "",
    )


def test_ones_own_page_names_the_account_and_the_way_out(as_student: Client) -> None:
    page = as_student.get(reverse("me")).context["page"]
    assert page.name == "陈小雨"
    assert [(fact.label, fact.value) for fact in page.facts][:2] == [
        ("学号/工号", "2024001"),
        ("密码设置", "2024年9月1日 16:00"),
    ]


def test_the_rail_offers_only_rooms_that_one_may_enter(as_student: Client, as_office: Client) -> None:
    def rooms(client: Client) -> list[str]:
        [group] = client.get(reverse("me")).context["shell"].rooms
        return [room.text for room in group.rooms]

    assert rooms(as_student) == ["我的进度"]
    assert rooms(as_office) == ["我的进度", "账号"]


@pytest.mark.django_db
def test_a_stranger_sees_a_sign_in_page_without_rooms_even_before_there_is_an_institution(
    client: Client,
) -> None:
    shell = client.get(reverse("login")).context["shell"]
    assert (shell.institution, shell.rooms, shell.person, shell.banner) == ("流程门户", (), "", None)


@pytest.mark.parametrize(
    ("path", "status"), [("/nowhere/", 404), ("/accounts/abc/reset/", 404), ("/accounts/", 403)]
)
def test_what_is_not_there_or_not_for_you_is_a_page_of_its_own(
    as_student: Client, path: str, status: int
) -> None:
    response = as_student.get(path)
    assert (response.status_code, "text/html" in response["Content-Type"]) == (status, True)
