"""A form that is sent after the session has ended, or from a page that is too old: nothing typed is lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from portal.kept import Kept
from tests.conftest import PASSWORD
from tests.portal.markup import Page
from tests.portal.realm import PDF, Realm, body, realm
from workflows.models import Entry

pytestmark = pytest.mark.django_db

SAID = "档案、\n党员材料\t一式两份 𠮷㛃"
OWN_PAGE = {"Origin": "http://testserver"}


@pytest.fixture
def world() -> Realm:
    return realm()


def handover(world: Realm) -> str:
    return reverse("act", args=[world.own.case, "graduation"])


def handed(**more: Any) -> dict[str, Any]:
    return {
        "papers": SAID,
        "receiver": "某单位",
        "receipt": "回1",
        "act_on": "2024-12-14",
        "act_key": "k-1",
        **more,
    }


def hidden(response: Any) -> dict[str, str]:
    """The hidden fields of the form in the page."""
    fields = [each.attrs for each in Page(response.content.decode()).all("input")]
    return {each["name"]: each["value"] for each in fields if each.get("type") == "hidden"}


def sign_in(world: Realm, response: Any, password: str = PASSWORD) -> tuple[Client, Any]:
    """A browser that signs in at the page it was answered with."""
    client, who = Client(), world.accounts["secretary"].username
    return client, client.post(reverse("login"), {**hidden(response), "username": who, "password": password})


def test_a_form_sent_after_the_session_ended_is_sent_once_more_after_signing_in(world: Realm) -> None:
    answer = Client().post(handover(world), handed(act_second_password="geheim-123"))
    assert (answer.status_code, answer.context["page"].note) == (
        401,
        "登录已过期，填写的内容还在，登录后可以接着提交。",
    )
    _client, wrong = sign_in(world, answer, "falsch")
    client, again = sign_in(world, wrong)
    page = again.context["page"]
    assert (again.status_code, page.title, page.texts) == (200, "已重新登录", (SAID,))
    assert "act_second_password" not in hidden(again)
    done = client.post(page.href, hidden(again))
    assert (done.status_code, done["Location"]) == (302, reverse("case", args=[world.own.case]))
    assert Entry.objects.get(act="graduation").facts["papers"] == SAID


def test_who_was_idle_loses_nothing_either(world: Realm) -> None:
    client = world.client("secretary")
    client.get(reverse("desk"))
    with time_machine.travel(timedelta(hours=1), tick=False):
        answer = client.post(handover(world), handed())
        assert answer.status_code == 401
        assert "长时间未操作，已自动退出，请重新登录。" in body(answer)
    assert Entry.objects.filter(act="graduation").count() == 0


def test_a_page_read_after_idling_is_found_again(world: Realm) -> None:
    client = world.client("secretary")
    client.get(reverse("desk"))
    with time_machine.travel(timedelta(hours=1), tick=False):
        answer = client.get(f"{handover(world)}?papers=a")
    assert (
        answer["Location"]
        == f"{reverse('login')}?next=%2Fcases%2F{world.own.case}%2Facts%2Fgraduation%2F%3Fpapers%3Da"
    )


def test_files_are_named_as_lost_and_an_empty_form_is_no_loss(world: Realm) -> None:
    scan = SimpleUploadedFile("a.pdf", PDF, "application/pdf")
    _client, again = sign_in(world, Client().post(handover(world), handed(act_scan=scan)))
    assert again.context["page"].sentences[-1] == "选过的文件没有保留，提交后要重新选择。"
    assert Client().post(handover(world)).status_code == 302


def test_a_page_from_before_signing_in_again_may_send_its_form_once_more(world: Realm) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = world.client("secretary").cookies
    answer = strict.post(handover(world), handed(csrfmiddlewaretoken="x" * 64), headers=OWN_PAGE)
    page = answer.context["page"]
    assert (answer.status_code, page.title, page.texts) == (403, "页面放得太久了", (SAID,))
    done = strict.post(page.href, hidden(answer), headers=OWN_PAGE)
    assert done.status_code == 302
    assert Entry.objects.filter(act="graduation").count() == 1


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://evil.example"}, {"Origin": "null"}])
def test_a_page_of_somebody_else_is_not_asked_to_try_again(world: Realm, headers: dict[str, str]) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = world.client("secretary").cookies
    answer = strict.post(handover(world), handed(), headers=headers)
    assert answer.status_code == 403
    assert SAID not in body(answer)
    assert "没有产生任何记录" in body(answer)


def test_what_our_pages_did_not_seal_is_not_offered(world: Realm, settings: Settings) -> None:
    sealed = Kept("/cases/", (("papers", "a"),)).sealed()
    for text in (sealed[:-1], "x", ""):
        form = {"kept": text, "username": world.accounts["secretary"].username, "password": PASSWORD}
        assert Client().post(reverse("login"), form)["Location"] == reverse("desk")
