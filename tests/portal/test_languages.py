"""In which language somebody reads: chosen by them alone, and never in what is kept or printed by law."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from portal import clock
from portal.rooms.papers.offering import matter_paper, printed_of_matter
from tests.portal.realm import Realm, body, realm, undone
from workflows.door import Act, Refused, perform
from workflows.models import Matter
from workflows.nodes.matters import matter_type
from workflows.rules.facts import Facts
from workflows.texts.sentences import finding_sentence

pytestmark = pytest.mark.django_db

LANGUAGE = re.compile(r'<html lang="([^"]*)"')


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Realm]:
    """The realm, built once; what each test changes is undone."""
    with django_db_blocker.unblock(), undone():
        yield realm()


def language_of(answer: object) -> str:
    assert isinstance(answer, HttpResponse)
    found = LANGUAGE.search(body(answer))
    assert found
    return found[1]


def choose(client: Client, language: str, after: str = "/") -> HttpResponse:
    answer = client.post(reverse("language"), {"language": language, "next": after})
    assert isinstance(answer, HttpResponse)
    return answer


@pytest.mark.parametrize("role", ["stranger", "secretary", "subject"])
def test_a_browser_set_up_in_english_is_shown_chinese(world: Realm, role: str) -> None:
    client = world.client(role)
    page = reverse("login") if role == "stranger" else "/"
    assert language_of(client.get(page, headers={"accept-language": "en-GB,en;q=0.9"})) == "zh-hans"


@pytest.mark.parametrize("language", ["en", "vi", "zh-hans"])
def test_whoever_has_not_signed_in_is_remembered_by_the_browser_until_it_is_closed(
    world: Realm, language: str
) -> None:
    client, page = Client(), reverse("login")
    assert choose(client, language, f"{page}?next=/cases/")["Location"] == f"{page}?next=/cases/"
    cookie = client.cookies[settings.LANGUAGE_COOKIE_NAME]
    kept = (cookie.value, cookie["max-age"], cookie["httponly"], cookie["samesite"])
    assert kept == (language, "", True, "Lax")
    assert language_of(client.get(page)) == language


@pytest.mark.parametrize("language", ["fr", "", "en-gb", "../en", "<b>"])
def test_a_language_that_is_not_spoken_changes_nothing(world: Realm, language: str) -> None:
    client = Client()
    assert choose(client, language).cookies.keys() == set()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    assert language_of(client.get(reverse("login"))) == "zh-hans"


def test_an_account_keeps_its_language_in_every_browser_and_leaves_none_behind(world: Realm) -> None:
    choose(world.client("secretary"), "vi")
    other = world.client("secretary")
    assert language_of(other.get("/")) == "vi"
    assert settings.LANGUAGE_COOKIE_NAME not in other.cookies
    assert language_of(world.client("subject").get("/")) == "zh-hans"


def test_the_account_counts_more_than_the_browser(world: Realm) -> None:
    client = world.client("secretary")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "vi"
    assert language_of(client.get("/")) == "vi"
    choose(client, "en")
    assert language_of(client.get("/")) == "en"


def test_the_choice_marks_what_is_chosen_and_calls_each_language_by_its_own_name(world: Realm) -> None:
    client = world.client("secretary")
    choose(client, "en")
    found = re.findall(
        r'value="([a-z-]*)"\s+lang="\1"\s+(aria-current="true")?>([^<]*)<', body(client.get("/"))
    )
    assert found == [
        ("zh-hans", "", "中文"),
        ("en", 'aria-current="true"', "English"),
        ("vi", "", "Tiếng Việt"),
    ]


def test_a_refused_form_offers_no_other_language_in_which_it_would_be_empty(world: Realm) -> None:
    client, path = world.client("secretary"), reverse("act", args=[world.own.case, "graduation"])
    assert 'class="languages"' in body(client.get(path))
    assert 'class="languages"' not in body(client.post(path, {"papers": "档案"}))


def test_a_public_notice_is_chinese_for_everybody(world: Realm) -> None:
    page = reverse("public_notice", args=[world.own.token])
    chinese = body(Client().get(page))
    client = world.client("secretary")
    choose(client, "en")
    assert body(client.get(page)) == chinese


def test_a_paper_is_printed_in_chinese_whoever_prints_it(world: Realm) -> None:
    matter = Matter.objects.get(pk=world.own.notice)
    kind = matter_type(matter.kind)
    assert kind is not None
    paper, facts = kind.papers[0], Facts.from_json(matter.facts)
    fact = printed_of_matter(paper, facts)
    assert fact is not None
    chinese = matter_paper(matter, paper.name, fact.entry or 0, at=clock.now())
    with translation.override("en"):
        assert matter_paper(matter, paper.name, fact.entry or 0, at=clock.now()) == chinese


def test_a_refusal_is_kept_in_chinese_and_said_in_the_language_of_whoever_reads(world: Realm) -> None:
    secretary = world.accounts["secretary"].person.pk
    act = Act(name="archiving", by=secretary, key="", case=world.own.case)
    with translation.override("en"), pytest.raises(Refused) as caught:
        perform([act], at=clock.now())
    finding = caught.value.unmet[0]
    with translation.override("en"):
        english = finding_sentence(finding)
    assert (finding.params["act"], finding_sentence(finding), english) == (
        "材料归档",
        "“材料归档”现在不能办。正在等候的环节：研究确定积极分子、推优公示。",
        "“Archive the papers” is not open now. "
        "Waiting for: Decide on activists, Notice of the recommendation.",
    )
