"""Every room in a real browser, at a desk's and a phone's width: accessible, within its width, alive
without a server.

The pages come from the gallery, handed to the browser together with the site's own headers, so that the
content policy is tried as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Browser, Page, Route

from portal.pages.samples import SAMPLES

pytestmark = [pytest.mark.browser, pytest.mark.urls("portal.gallery"), pytest.mark.timeout(120)]

# A name that browsers trust without a certificate, so that every header is in force.
HOST = "http://localhost"
DESK, PHONE = (1440, 900), (390, 844)
TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
#: rooms that a phone lays out anew: the shell, and what becomes a list. There everything is asked at both
#: widths, shell and room; elsewhere the shell is the same, and only the room is asked.
REBUILT = {"desk", "case", "meeting", "student", "cases", "flow", "credits"}
#: what depends on the width in any room; the rest reads the same elements as at a desk
BY_WIDTH = {"runOnly": {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]}}
#: what is wrong, by rule and place, in the whole page or in the room alone
ASK = """([whole, options]) => axe.run(whole ? document : document.querySelector("main") ?? document, options)
  .then((found) => found.violations
    .filter((one) => ["serious", "critical"].includes(one.impact))
    .flatMap((one) => one.nodes.map((node) => [one.id, node.target])))"""
Show: TypeAlias = Callable[..., Page]


def answer(route: Route) -> None:
    """Hand a page of the gallery or a static file to the browser; anything else is not there."""
    path = route.request.url.removeprefix(HOST).partition("#")[0]
    if path.startswith("/static/"):
        found = finders.find(path.removeprefix("/static/"))
        body = Path(found).read_bytes() if isinstance(found, str) else b""
        kind = TYPES[path.rpartition(".")[2]]
        route.fulfill(body=body, status=200 if body else 404, content_type=kind)
    else:
        response = Client().get(path)
        route.fulfill(status=response.status_code, headers=dict(response.headers), body=response.content)


@pytest.fixture(scope="module")
def windows(browser: Browser) -> Iterator[dict[tuple[int, int], Page]]:
    """Return one window per width; opening one takes longer than what is tried in it."""
    opened = {}
    for width, height in (DESK, PHONE):
        context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
        context.route("**/*", answer)
        context.add_init_script(AXE_SCRIPT)
        opened[width, height] = context.new_page()
    yield opened
    for page in opened.values():
        page.context.close()


@pytest.fixture
def show(windows: dict[tuple[int, int], Page]) -> Show:
    """Return a function that opens a room of the gallery at a width."""

    def shown(name: str, size: tuple[int, int] = DESK) -> Page:
        windows[size].goto(f"{HOST}/gallery/{name}/")
        return windows[size]

    return shown


def violations(page: Page, name: str, *, phone: bool) -> list[tuple[str, Any]]:
    whole = name in REBUILT
    options = RULES | (BY_WIDTH if phone and not whole else {})
    return [(rule, target) for rule, target in page.evaluate(ASK, [whole, options])]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_room_is_accessible_fits_its_widths_and_keeps_the_policy(
    show: Show, windows: dict[tuple[int, int], Page], name: str
) -> None:
    complaints: list[str] = []
    listen = windows[DESK].on
    listen("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page = show(name)
    assert page.title() != ""
    for width, height in (DESK, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        assert violations(page, name, phone=(width, height) == PHONE) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    assert complaints == []


PRESSED = "button, .btn, input:not([type=hidden]), select, .tabs a, summary"
SMALL = """([what, least]) => [...document.querySelectorAll(what)]
  .filter((e) => e.offsetParent && !e.matches("[type=checkbox], [type=radio], .drop input"))
  .filter((e) => e.getBoundingClientRect().height < least)
  .map((e) => e.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize(
    "name",
    [
        *("desk-demo", "case", "flow", "act-wrong", "meeting", "meeting-roll", "roster-result"),
        *("student", "hand-in", "accounts", "credits", "credits-row", "credits-declare"),
    ],
)
def test_what_is_pressed_is_large_enough(show: Show, name: str) -> None:
    # 32 px at a desk; on a phone 44, and 40 in rows.
    assert show(name, DESK).evaluate(SMALL, [PRESSED, 32]) == []
    assert show(name, PHONE).evaluate(SMALL, [PRESSED, 40]) == []


def test_the_phone_has_its_tabs_at_the_bottom_and_no_rail(show: Show) -> None:
    page = show("desk", PHONE)
    tabs = page.locator(".tabs").bounding_box()
    assert tabs is not None
    assert (tabs["y"] + tabs["height"], tabs["height"] >= 52) == (844, True)
    assert page.locator(".rail").is_hidden()


def test_a_slash_leads_to_the_search_unless_one_is_typing(show: Show) -> None:
    page = show("act")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.matches('[data-find]')") is True
    page.locator("textarea").first.focus()
    page.keyboard.type("1/2")
    assert page.locator("textarea").first.input_value() == "1/2"


def test_the_first_stop_of_the_keyboard_skips_to_the_text_with_a_ring(show: Show) -> None:
    page = show("desk")
    page.keyboard.press("Tab")
    focused = "(what) => getComputedStyle(document.activeElement)[what]"
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    assert [page.evaluate(focused, what) for what in ("outlineColor", "outlineWidth")] == [
        "rgb(20, 87, 176)",
        "2px",
    ]


def test_a_refusal_has_the_focus(show: Show) -> None:
    page = show("act-refused")
    assert page.evaluate("document.activeElement.className") == "refusal block"


def test_the_sums_of_a_ballot_are_judged_while_typing(show: Show) -> None:
    page = show("meeting")
    checks = page.locator(".candidate-now .checks li")
    asked = ["发出应等于实到", "收回不能多于发出", "四项合计应等于收回", "书面意见三项合计应等于收到的份数"]
    assert checks.all_inner_texts()[:4] == asked
    typed = {"issued": "13", "returned": "15", "approve": "12", "oppose": "2", "abstain": "1"}
    for role, value in typed.items():
        page.fill(f"#id_case_2__{role}", value)
    assert checks.all_inner_texts()[:3] == [
        "发出 13，不等于实到 14",
        "收回 15，多于发出 13，本轮作废，须重新投票",
        "四项合计应等于收回",
    ]
    page.fill("#id_case_2__void", "0")
    assert checks.nth(2).inner_text() == "赞成、不赞成、弃权、废票合计 15，等于收回"
    assert checks.nth(1).get_attribute("class") == "check-bad"
    assert str(checks.nth(1).locator("use").get_attribute("href")).endswith("#circle-x")


def test_a_ballot_refused_by_the_server_reads_the_same_without_a_script(browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.route("**/*", answer)
    page = context.new_page()
    page.goto(f"{HOST}/gallery/meeting-refused/")
    checks = page.locator(".candidate-now .checks li")
    assert checks.all_inner_texts()[1] == "收回 15，多于发出 14，本轮作废，须重新投票"
    context.close()


def test_on_a_phone_whose_turn_it_is_comes_first(show: Show) -> None:
    page = show("meeting", PHONE)
    tops = {
        name: (page.locator(part).first.bounding_box() or {"y": -1.0})["y"]
        for name, part in (("now", ".candidate-now"), ("before", ".candidate"), ("roll", ".roll"))
    }
    assert tops["now"] < tops["before"] < tops["roll"]


def test_slips_are_printed_without_the_shell(show: Show) -> None:
    page = show("slips")
    page.emulate_media(media="print")
    assert [page.locator(part).first.is_visible() for part in (".slip", ".rail", ".topbar", ".btns")] == [
        *(True, False, False, False)
    ]
    page.emulate_media(media="screen")


@pytest.mark.parametrize("name", ["case", "flow", "student"])
def test_what_is_known_is_printed_without_what_is_pressed(show: Show, name: str) -> None:
    page = show(name)
    page.emulate_media(media="print")
    pressed = page.locator("main .btn:visible, .rail:visible, .topbar:visible, .told > summary:visible")
    assert (pressed.count(), page.locator("main .card:visible").count() > 0) == (0, True)
    assert page.evaluate("document.querySelector('main').scrollWidth <= document.documentElement.clientWidth")
    page.emulate_media(media="screen")


def test_a_drawing_scrolls_in_a_frame_that_the_keyboard_reaches(show: Show) -> None:
    page = show("flow", PHONE)
    frame = page.locator(".frame").first
    frame.focus()
    assert page.evaluate("document.activeElement.className") == "frame"
    assert frame.evaluate("(e) => e.scrollWidth > e.clientWidth")
    assert page.locator(".chapter .nodes:visible").count() == 2


PRINTED = """() => [...document.querySelectorAll("button, .btn, input:not([type=hidden]), .rail, .topbar")]
  .filter((e) => e.checkVisibility()).map((e) => e.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize(
    "name",
    ["desk-demo", "cases", "case", "journal", "meeting-counted", "notice-office", "records", "accounts"],
)
def test_what_is_printed_is_read_and_keeps_its_tables(show: Show, name: str) -> None:
    page = show(name)
    page.set_viewport_size({"width": 690, "height": 980})  # A4 between its margins
    page.emulate_media(media="print")
    assert page.evaluate(PRINTED) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 690
    heads = page.locator("main thead")
    assert all(heads.nth(at).is_visible() for at in range(heads.count()))
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})


def test_a_day_of_another_year_stands_on_one_line_of_ones_own_history(show: Show) -> None:
    day = show("student", PHONE).locator(".history .day").first
    before = day.bounding_box()
    day.evaluate("each => each.textContent = '2025年12月27日'")
    after = day.bounding_box()
    assert before is not None
    assert after is not None
    assert after["height"] == before["height"]
