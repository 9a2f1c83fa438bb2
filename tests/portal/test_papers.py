"""Papers from the record: who prints them where, and what a stranger is told who checks a printed one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from portal import clock
from portal.models import Account, Institution
from portal.pages.parts import Link
from portal.rooms.papers.checking import with_address
from portal.rooms.papers.offering import case_paper
from tests.conftest import OPENED_AT, PASSWORD, signed_in
from tests.portal.documents.reading import read, written
from tests.portal.markup import Page
from tests.portal.realm import undone
from tests.procedures.party_membership.admitting import DAY, Entrant, Sitting, enlarged, ready
from tests.procedures.party_membership.world import College, college, do
from workflows.models import Case, Entry, Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_undone")]

REPORT = "admission-vote-report"


@pytest.fixture(scope="module")
def walk(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Entrant]:
    """A candidate whom nine of eleven admitted, one of them keeping the paper back, one writing."""
    with django_db_blocker.unblock(), undone():
        Institution.objects.create(
            name="江澜大学", short_name="江", is_demo=True, practice_on=date(2026, 1, 5)
        )
        world = enlarged(college())
        (found,) = ready(world)
        sitting = Sitting(world, DAY, found).ready("m6", "m7").received(found, "m6").opened(found)
        sitting.counted(found, returned=8, approve=8, written_approve=1)
        found.sitting = sitting.matter  # type: ignore[attr-defined]  # where the tests look for it
        for number in ("s1", "z1", "u2", "l1", "x1", "t1"):
            _account(world[number])
        yield found


@pytest.fixture
def _undone(walk: Entrant) -> Iterator[None]:
    with undone():
        yield


def _account(person: Person) -> None:
    person.account = Account.objects.create_user(
        f"account-{person.number}", PASSWORD, opened_at=OPENED_AT, password_set_at=OPENED_AT
    )
    person.save()


def browser(world: College, number: str) -> Client:
    """Somebody of the college, signed in."""
    return signed_in(Account.objects.get(person=world[number]))


def counted(walk: Entrant) -> int:
    """The entry of the count that decided."""
    return Entry.objects.filter(case=walk.case, act="admission_meeting").latest("pk").pk


def address(walk: Entrant) -> str:
    """Where the report is printed."""
    return reverse("case_paper", args=[walk.case, REPORT, counted(walk)])


def printed(walk: Entrant) -> str:
    """The path behind the QR code of the report as it would be printed now."""
    found = case_paper(Case.objects.get(pk=walk.case), REPORT, counted(walk), at=clock.now())
    assert found is not None
    return with_address(found[1], REPORT, counted(walk), "").check_url


def said(path: str) -> tuple[int, str]:
    """What a stranger is answered."""
    answer = Client().get(path)
    return answer.status_code, Page(answer.content.decode()).says


# ── Printing ──


def test_the_report_is_one_page_with_its_numbers_and_its_code(walk: Entrant) -> None:
    answer = browser(walk.world, "s1").get(address(walk))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    number = f"2026-{counted(walk):04d}"
    assert answer["Content-Disposition"] == f'inline; filename="{REPORT}-{number}.pdf"'
    assert len(read(answer.content).pages) == 1
    text = written(answer.content)
    row = "现场投票8019含无效＝实到书面意见1001均为缺席人员合计90110赞成须满6"
    assert row in text
    assert f"编号：{number}" in text
    code = printed(walk).partition("~")[0].rpartition(".")[2]
    assert f"校验码{code}" in text


def test_it_stands_beside_its_paper_in_the_dossier(walk: Entrant) -> None:
    page = browser(walk.world, "s1").get(reverse("case", args=[walk.case])).context["page"]
    (report,) = [each for each in page.dossier.missing if each.name == "接收票决情况报告"]
    assert report.files == (Link("接收预备党员票决情况报告", address(walk), "printer"),)


def test_it_is_linked_from_the_case_and_from_the_meeting(walk: Entrant) -> None:
    client, matter = browser(walk.world, "s1"), walk.sitting  # type: ignore[attr-defined]  # see above
    for path in (reverse("case", args=[walk.case]), reverse("matter", args=[matter])):
        groups = client.get(path).context["page"].prints
        links = [(each.text, each.href) for group in groups for each in group.papers if REPORT in each.href]
        assert links == [("接收预备党员票决情况报告", address(walk))]


@pytest.mark.parametrize(
    ("number", "status"), [("s1", 200), ("z1", 200), ("u2", 200), ("l1", 404), ("x1", 404), ("t1", 404)]
)
def test_the_branch_and_those_above_it_print_it_and_nobody_else(
    walk: Entrant, number: str, status: int
) -> None:
    """Not the League, not another college, not whom it is about."""
    assert browser(walk.world, number).get(address(walk)).status_code == status


@pytest.mark.parametrize("act", ["admission_meeting.discuss", "introducers"])
def test_of_another_act_it_is_not_printed(walk: Entrant, act: str) -> None:
    other = Entry.objects.filter(case=walk.case, act=act).latest("pk").pk
    path = reverse("case_paper", args=[walk.case, REPORT, other])
    assert browser(walk.world, "s1").get(path).status_code == 404


def test_a_name_that_no_font_has_is_said_with_person_place_and_character(walk: Entrant) -> None:
    chair = walk.world["s1"]
    Person.objects.filter(pk=chair.pk).update(name="人\U0001b170")
    answer = browser(walk.world, "s1").get(address(walk))
    assert (answer.status_code, answer["Location"]) == (302, reverse("case", args=[walk.case]))
    (message,) = get_messages(answer.wsgi_request)
    assert str(message) == (
        "没有一种字体含有“\U0001b170”（U+1B170），位置：人t1的“主持人”。请改用通行字形，或由管理员添加字体。"
    )


# ── Checking ──

FACTS = "编号 2026-{entry:04d} 单位 学生第一党支部 日期 2026年1月5日 校验码 {code}"


def test_a_stranger_is_told_what_it_is_and_that_it_holds_and_nothing_of_its_content(walk: Entrant) -> None:
    path = printed(walk)
    status, text = said(path)
    code = path.partition("~")[0].rpartition(".")[2]
    assert (status, text) == (
        200,
        "接收预备党员票决情况报告 与记录一致 打印以后，这份文书所依据的记录没有变过。 "
        + FACTS.format(entry=counted(walk), code=code)
        + " 请与纸上页脚的校验码核对；不同的，纸上的内容不是从这里打印的。",
    )


def test_a_later_act_leaves_a_printed_paper_true(walk: Entrant) -> None:
    path = printed(walk)
    walk.resolved(DAY)
    assert "与记录一致" in said(path)[1]


def test_a_correction_is_told(walk: Entrant) -> None:
    path = printed(walk)
    change(walk, "correct", written_approve=0, written_oppose=1)
    status, text = said(path)
    assert (status, "已被更正" in text, "与记录一致" in text) == (200, True, False)
    assert "与记录一致" in said(printed(walk))[1]


def test_a_voided_act_is_told(walk: Entrant) -> None:
    path = printed(walk)
    change(walk, "void")
    status, text = said(path)
    assert (status, "已经作废" in text) == (200, True)
    assert browser(walk.world, "s1").get(address(walk)).status_code == 404


def change(walk: Entrant, act: str, **changes: Any) -> None:
    """A keeper corrects or voids the count, another one confirms it."""
    wanted = {"entry": counted(walk), **({"changes": changes} if changes else {})}
    second = walk.world["o1"].pk
    do(act, walk.world["s1"], DAY, wanted, case=walk.case, reason="唱票有误", confirmed_by=second)


@pytest.mark.parametrize(
    "token",
    [
        "x",
        "admission-vote-report.1.0000-0000",
        "admission-vote-report.1.0000-0000~x",
        "%00",
        "~" * 300,
        "%F0%9F%92%A3",
        "..%2F..",
    ],
)
def test_an_address_that_was_not_printed_here_is_answered_with_a_sentence(token: str) -> None:
    answer = Client().get(f"/p/{token}/")
    assert answer.status_code == 404


def test_a_wrong_signature_is_refused_in_words_before_any_record_is_read(
    walk: Entrant, django_assert_num_queries: Any
) -> None:
    path = printed(walk)[:-3] + "x/"
    with django_assert_num_queries(1):  # the institution's name in the head
        status, text = said(path)
    assert (status, text) == (
        404,
        "404 查不到这份文书 这个核验网址不是本系统打印的，或者抄写有误。"
        "请重新扫描文书页脚的二维码；仍查不到的，请向出具文书的组织核实。",
    )
