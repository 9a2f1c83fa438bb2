"""Every room, rendered from its sample: well built, complete without script, one red act."""

from __future__ import annotations

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from portal.pages.samples import SAMPLES
from tests.portal.markup import Page
from tools.styles import STATIC

pytestmark = pytest.mark.urls("portal.gallery")
every_room = pytest.mark.parametrize("name", SAMPLES)


@pytest.fixture(scope="module")
def defined() -> frozenset[str]:
    """Return the classes that the stylesheet knows."""
    sheet = (STATIC / "portal.css").read_text(encoding="utf-8")
    return frozenset(re.findall(r"\.(-?[A-Za-z_][\w-]*)", sheet))


def room(name: str) -> Page:
    response = Client().get(f"/gallery/{name}/")
    assert response.status_code == 200
    return Page(response.content.decode())


@every_room
def test_a_room_has_no_style_or_script_of_its_own(name: str) -> None:
    page = room(name)
    assert page.all("style") == []
    assert list(page.values("style")) == []
    assert {script.text.strip() for script in page.all("script")} == {""}
    assert [key for element in page.elements for key in element.attrs if key.startswith("on")] == []
    assert [href for href in page.values("href") if href.startswith("javascript:")] == []


@every_room
def test_a_room_has_its_landmarks_and_one_heading(name: str) -> None:
    page = room(name)
    assert [main.attrs["id"] for main in page.all("main")] == ["main"]
    assert len(page.all("h1")) == 1
    assert page.all("html")[0].attrs["lang"] == "zh-hans"
    assert page.all("title")[0].text.split()[-2:] == ["·", "江澜大学"]
    assert page.with_class("skip")[0].attrs["href"] == "#main"


@every_room
def test_every_reference_inside_a_room_has_its_target_once(name: str) -> None:
    page = room(name)
    ids = list(page.values("id"))
    assert len(ids) == len(set(ids))
    pointed = [*page.values("for")]
    for reference in ("aria-labelledby", "aria-describedby"):
        pointed += [one for value in page.values(reference) for one in value.split()]
    assert [one for one in pointed if one not in ids] == []


@every_room
def test_every_control_has_a_name(name: str) -> None:
    page = room(name)
    labelled = set(page.values("for"))
    nameless = [
        element.attrs
        for element in page.elements
        if element.tag in {"input", "select", "textarea"}
        and element.attrs.get("type") != "hidden"
        and element.attrs.get("id") not in labelled
        and "aria-label" not in element.attrs
        and "label" not in element.inside
    ]
    assert nameless == []


@every_room
def test_at_most_one_act_is_red(name: str) -> None:
    assert len(room(name).with_class("btn-primary")) <= 1


@every_room
def test_every_class_of_a_room_is_drawn(name: str, defined: frozenset[str]) -> None:
    used = {one for element in room(name).elements for one in element.classes}
    assert used - defined == set()


@every_room
def test_every_icon_of_a_room_is_in_the_sprite(name: str) -> None:
    sprite = (STATIC / "icons.svg").read_text(encoding="utf-8")
    drawn = {f"/static/portal/icons.svg#{one}" for one in re.findall(r'id="([\w-]+)"', sprite)}
    assert {use.attrs["href"] for use in room(name).all("use")} - drawn == set()


@every_room
def test_a_room_says_nothing_undefined(name: str) -> None:
    says = room(name).says
    assert [word for word in ("None", "{{", "{%", "()", "<b>", "&lt;") if word in says] == []


@every_room
def test_every_form_posts_its_token(name: str) -> None:
    page = room(name)
    posts = [form for form in page.all("form") if form.attrs.get("method") == "post"]
    tokens = [box for box in page.all("input") if box.attrs.get("name") == "csrfmiddlewaretoken"]
    assert len(tokens) == len(posts)


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "500"])
def test_a_page_of_last_resort_needs_no_context(code: str) -> None:
    page = Page(render_to_string(f"{code}.html"))
    assert page.with_class("code")[0].text == code[:3]
    assert len(page.says) > 20
    assert page.with_class("btn-primary")[0].attrs["href"] == "/"


def test_a_page_without_a_shell_still_names_the_institution() -> None:
    request = RequestFactory().get("/")
    context = {
        "institution": {"name": "江澜大学", "short_name": "江大"},
        "page": {"title": "提示"},
        "shell": None,
    }
    page = Page(render_to_string("portal/error.html", context, request=None))
    assert request.path == "/"
    assert page.with_class("house")[0].text.split() == ["江", "江澜大学"]


def test_the_gallery_is_closed_where_no_demonstration_runs(settings: object) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]  # the fixture's proxy has no declared settings
    assert [Client().get(path).status_code for path in ("/gallery/", "/gallery/desk/")] == [404, 404]


def test_the_gallery_lists_every_room() -> None:
    page = Page(Client().get("/gallery/").content.decode())
    listed = [link.attrs["href"] for link in page.all("a") if link.attrs["href"].startswith("/gallery/")]
    assert listed == [f"/gallery/{name}/" for name in SAMPLES]
