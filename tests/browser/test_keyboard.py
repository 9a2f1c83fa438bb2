"""Everything can be reached and done with the keyboard alone, in the order in which it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.conftest import TakeSeat
from tests.browser.test_look import HOST, answer

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

Show: TypeAlias = Callable[[str], Page]

#: numbers what can be reached, in the order of the page; of several radio buttons one is a stop
STOPS = """() => {
  const seen = new Set();
  return [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
    .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.disabled && e.type !== "hidden")
    .filter((e) => e.type !== "radio" || (!seen.has(e.name) && seen.add(e.name)))
    .map((e, at) => { e.dataset.stop = at; return e.outerHTML.slice(0, 90); });
}"""
#: where the keyboard stands, and the ring around it
HERE = """() => {
  const e = document.activeElement, ring = getComputedStyle(e);
  return [Number(e.dataset.stop ?? -1), `${ring.outlineStyle} ${ring.outlineWidth} ${ring.outlineColor}`];
}"""
#: a day is typed in several parts
MOST = 5
#: what can be scrolled is a stop of the browser's own
SCROLLED = -1
RING = "solid 2px rgb(20, 87, 176)"


@pytest.fixture(scope="module")
def show(browser: Browser) -> Iterator[Show]:
    """Return a function that opens a room of the gallery."""
    # A ring that fades in is not there yet when it is looked at.
    window: ViewportSize = {"width": 1440, "height": 900}
    context = browser.new_context(viewport=window, locale="zh-CN", reduced_motion="reduce")
    context.route("**/*", answer)
    page = context.new_page()

    def shown(name: str) -> Page:
        page.goto(f"{HOST}/gallery/{name}/")
        return page

    yield shown
    context.close()


@pytest.mark.urls("portal.gallery")
@pytest.mark.parametrize(
    "name",
    [
        "desk-demo",
        "case",
        "act",
        "act-wrong",
        "register",
        "meeting",
        "meeting-roll",
        "notice-office",
        "roster",
    ],
)
def test_every_control_is_a_stop_with_a_ring_and_none_is_a_trap(show: Show, name: str) -> None:
    page = show(name)
    stops = page.evaluate(STOPS)
    page.locator(".skip").focus()
    visited = [page.evaluate(HERE)]
    for _press in range(MOST * len(stops)):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if here[0] not in {visited[-1][0], SCROLLED}:
            visited.append(here)
        if here[0] == len(stops) - 1:
            break
    assert [at for at, _ring in visited] == list(range(len(stops)))
    assert [stops[at] for at, ring in visited if ring != RING] == []


def test_one_skips_to_the_text_searches_and_acts_without_a_mouse(seat: TakeSeat) -> None:
    secretary = seat("周岚")
    page = secretary.page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("/")
    page.keyboard.type("陈可昕")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    secretary.reaches("陈可昕")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert secretary.main.locator("h1").inner_text() == "陈可昕"
    secretary.reaches("审核人")
    page.keyboard.press("ArrowDown")
    for asked, said in (("资格审核结论", "符合第三条"), ("培养档案编号", "2026-16")):
        secretary.reaches(asked)
        page.keyboard.type(said)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert secretary.told == ["已登记：陈可昕，支部审查与建档。"]


def test_the_keys_of_the_review_room_are_shown_where_one_is(seat: TakeSeat) -> None:
    page = seat("苏砚青").page
    keys, here = page.locator("[data-key-list]"), "[scrollY, document.activeElement.name]"
    for closing in ("Escape", "?"):
        page.keyboard.press("?")
        box = keys.bounding_box()
        assert box is not None
        assert (page.evaluate("scrollY"), 0 < box["y"] < box["y"] + box["height"] < 900) == (0, True)
        page.keyboard.press(closing)
        assert page.evaluate(here) == [0, "outcome"]
