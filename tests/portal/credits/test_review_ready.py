"""The queue of a review shows what can be reviewed; of the rest it says how many there are and why."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.portal.credits.reviewers import TODAY, browser, on, rows
from tests.portal.realm import body
from tests.procedures.second_classroom_credits.college import (
    LECTURE,
    PRIZE,
    College,
    agreed,
    college,
    do,
    finalised,
    handed_in,
    opened,
    reviewed,
    signed,
    summarised,
)

pytestmark = pytest.mark.django_db

AGAIN, LAST = "re_review", "final_review"
#: what of the queue is said of the items that cannot be reviewed yet
HELD = re.compile(r'class="rev-held">.*?<b>(.*?)</b>(.*?)<a', re.DOTALL)


@pytest.fixture
def here() -> College:
    on(TODAY)
    return college()


def shown(client: Client, step: str) -> tuple[list[int], str]:
    """The items of the queue, and what is said of those that wait."""
    text = body(client.get(reverse("credits_review"), {"step": step}))
    held = HELD.search(text)
    return rows(text), "".join(held.groups()).strip() if held else ""


def counted(client: Client) -> str:
    """What stands beside the room in the rail."""
    found = re.search(r'href="/credits/review/".*?</a>', body(client.get("/credits/rounds/")), re.DOTALL)
    assert found is not None
    return "".join(re.findall(r'class="count[^>]*>\s*(\d+)', found[0]))


def test_the_second_review_shows_what_is_on_the_sheet(here: College) -> None:
    within = opened(here)
    first = [reviewed(here, within), reviewed(here, within, PRIZE)]
    dean = browser(here.vice_dean)
    assert shown(dean, AGAIN) == ([], "另有 2 件还不能复审：还没有形成汇总表，形成以后才能复审。")
    assert counted(dean) == ""
    summarised(here, within)
    late = reviewed(here, within, {**LECTURE, "content": "另一场"}, who=here.fellow)
    said = "另有 1 件还不能复审：汇总表形成以后才初审，列入下一张汇总表以后才能复审。"
    assert shown(dean, AGAIN) == (first, said)
    assert counted(dean) == "2"
    asked = f"{reverse('credits_review')}?step={AGAIN}&item={late}"
    page = dean.get(asked).context["page"]
    assert (page.item.pk, page.item.decisions, page.item.held.title) == (late, (), "现在还不能复审")
    agreed(here, *first)
    on(date(2025, 5, 9))
    assert (shown(dean, AGAIN), counted(dean)) == (([], said), "")
    sheet = summarised(here, within, "2025-05-09")
    assert [row.number for row in sheet.rows] == ["2022001", "2022001", "2022002"]
    assert shown(dean, AGAIN) == ([late], "")


def test_who_reviewed_first_has_nothing_to_review_again(here: College) -> None:
    within = opened(here)
    reviewed(here, within)
    summarised(here, within)
    other = handed_in(here, within, PRIZE)
    do("first_review", here.league, "2025-05-06", {"outcome": "accepted"}, case=other)
    summarised(here, within, "2025-05-07")
    assert [counted(browser(here.league)), counted(browser(here.vice_dean))] == ["1", "2"]


def test_the_final_review_shows_what_was_signed_and_sent(here: College) -> None:
    within = opened(here)
    cases = [reviewed(here, within), reviewed(here, within, PRIZE)]
    sheet = summarised(here, within)
    agreed(here, *cases)
    on(date(2025, 5, 12))
    registrar = browser(here.registrar)
    unsigned = "另有 2 件还不能终审：汇总表还没有签章报送，报送以后才能终审。"
    assert (shown(registrar, LAST), counted(registrar)) == (([], unsigned), "")
    signed(here, within, sheet)
    assert (shown(registrar, LAST), counted(registrar)) == ((cases, ""), "2")
    do("return_sheet", here.registrar, "2025-05-12", {"why": "数据不同"}, matter=within)
    returned = "另有 2 件还不能终审：汇总表已退回学院，重新签章、报送以后才能终审。"
    assert (shown(registrar, LAST), counted(registrar)) == (([], returned), "")
    signed(here, within, sheet, "2025-05-12")
    assert shown(registrar, LAST) == (cases, "")


def test_a_sheet_that_changed_after_its_signature_holds_up_the_final_review(here: College) -> None:
    within = opened(here)
    kept, forged = reviewed(here, within), reviewed(here, within, PRIZE)
    sheet = summarised(here, within)
    agreed(here, kept, forged)
    signed(here, within, sheet)
    do("forgery_report", here.registrar, "2025-05-10", {"what": "印章不符"}, case=forged)
    on(date(2025, 5, 12))
    registrar = browser(here.registrar)
    assert shown(registrar, LAST) == ([kept], "")
    do("forgery_proven", here.affairs, "2025-05-11", {"document": "学字2号", "found": "伪造"}, case=forged)
    void = "另有 1 件还不能终审：汇总表签章以后有变化，学院重新签章、报送以后才能终审。"
    assert shown(registrar, LAST) == ([], void)
    again = summarised(here, within, "2025-05-12")
    signed(here, within, again, "2025-05-12")
    assert shown(registrar, LAST) == ([kept], "")
    finalised(here, within, again, {kept: {"outcome": "confirmed"}}, "2025-05-12")
    assert shown(registrar, LAST) == ([], "")
