"""The demo institution behind a real server, and browsers for the people in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any, TypeAlias

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from portal import clock
from portal.demo.loading import load
from tests.browser.seats import Seat
from tests.remembering import remembered

#: opens a browser for somebody by name, with the options of its window
TakeSeat: TypeAlias = Callable[..., Seat]


@remembered
def demo() -> dict[str, tuple[str, str]]:
    """The demo institution; number and password of everybody with an account, by name."""
    return {each.name: (each.username, each.password) for each in load(clock.real_now())}


@pytest.fixture
def seat(transactional_db: None, live_server: LiveServer, browser: Browser) -> Iterator[TakeSeat]:
    """Return a function that signs somebody in at a browser of their own; a second call finds the same."""
    accounts, taken = demo(), {}
    with ExitStack() as opened:

        def take(name: str = "", **options: Any) -> Seat:
            if name not in taken:
                window = browser.new_context(viewport={"width": 1440, "height": 900}, **options)
                opened.callback(window.close)
                taken[name] = Seat(window.new_page(), live_server.url)
                if name:
                    taken[name].signs_in(*accounts[name])
            return taken[name]

        yield take
