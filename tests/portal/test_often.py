"""Pages that need no account are not read out by a machine."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from portal import clock
from portal.pages.outcome import ErrorPage

pytestmark = pytest.mark.django_db
CHECK, NOTICE, NETWORK = "/p/none/", "/n/none/", "/n/1/"


@pytest.fixture(autouse=True)
def two_a_minute(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two pages a minute, by a clock that stands at ten seconds past."""
    settings.PUBLIC_PAGES_A_MINUTE = 2
    stands_at(monkeypatch, minute=30)
    cache.clear()


def stands_at(monkeypatch: pytest.MonkeyPatch, *, minute: int) -> None:
    moment = timezone.make_aware(datetime(2026, 11, 12, 9, minute, 10))  # noqa: DTZ001 (made aware here)
    monkeypatch.setattr(clock, "real_now", lambda: moment)


def asks(path: str, address: str = "10.0.0.1") -> int:
    return Client(REMOTE_ADDR=address).get(path).status_code


def test_the_third_page_within_a_minute_is_refused_whichever_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [asks(path) for path in (CHECK, NOTICE, NETWORK, CHECK)] == [404, 404, 429, 429]
    stands_at(monkeypatch, minute=31)
    assert asks(CHECK) == 404


@pytest.mark.parametrize(
    ("other", "status"),
    [("10.0.0.2", 404), ("2001:db8:0:1::9", 429), ("2001:db8:0:2::1", 404), ("nonsense", 404)],
)
def test_every_address_is_counted_for_itself_and_a_household_as_one(other: str, status: int) -> None:
    for _ in range(2):
        asks(CHECK, "10.0.0.1")
        asks(CHECK, "2001:db8:0:1::1")
    assert asks(CHECK, other) == status


def test_the_answer_says_when_to_try_again() -> None:
    asks(CHECK)
    asks(CHECK)
    answer = Client(REMOTE_ADDR="10.0.0.1").get(CHECK)
    page = answer.context["page"]
    assert isinstance(page, ErrorPage)
    assert (answer["Retry-After"], page.sentences[0]) == (
        "50",
        "同一网络一分钟内打开的次数太多，请 50 秒后再试。",
    )


def test_the_sign_in_is_not_counted() -> None:
    assert [asks("/accounts/login/") for _ in range(4)] == [200] * 4
