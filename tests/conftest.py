"""What all tests share: a few people with accounts, and the institution."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client, TransactionTestCase
from hypothesis import HealthCheck, settings

from portal.models import Account, Institution
from tests.emptying import empty
from tests.portal.turns import Turns
from tests.remembering import forget, share

PASSWORD = "chang-jiang-2024"
OPENED_AT = datetime(2024, 9, 1, 8, tzinfo=UTC)

# A gate answers alike each time, whatever the machine is busy with: the same examples, none timed. Others are
# sought with --hypothesis-profile=search, and what fails is written into its test as an @example.
settings.register_profile(
    "gate", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("search", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("gate")

OpenAccount = Callable[..., Account]

# Until everything is collected, nothing is garbage: to look for it takes a quarter of the time.
gc.disable()


def chromium() -> str | None:
    """Return the browser that drives the pages: CHROMIUM, or Debian's; the one without windows is quicker."""
    known = map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser"))
    return os.environ.get("CHROMIUM") or next(filter(None, known), None)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add what the second database leaves out, and what no gate has time for."""
    parser.addoption("--database-only", action="store_true", help="leave out tests that open no database")
    parser.addoption("--every", action="store_true", help="try every odd value in every place")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what a second database cannot change, and skip what a missing Chromium cannot drive."""
    if config.getoption("database_only"):
        left_out = [item for item in items if not opens_database(item)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if opens_database(item)]
    if not chromium() and os.environ.get("CI") != "true":
        _skip_browser(items)


def pytest_collection_finish() -> None:
    """What was imported and collected stays: it is no garbage to be looked for again and again."""
    gc.collect()
    gc.freeze()
    gc.enable()
    # Memory is not what a test run is short of: most of what is allocated is gone before anybody looks.
    gc.set_threshold(10_000, 20, 50)


def pytest_runtest_teardown() -> None:
    """What the next test finds in the database is not what this one left."""
    forget()


def opens_database(item: pytest.Item) -> bool:
    """Whether a test asked for the database, by its mark or through a fixture, and looks at what it does."""
    if item.get_closest_marker("once"):
        return False
    asked = {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(asked) or item.get_closest_marker("django_db") is not None


def _skip_browser(items: list[pytest.Item]) -> None:
    absent = pytest.mark.skip(reason="NO CHROMIUM: sudo apt-get install -y chromium, or set CHROMIUM=/path")
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(absent)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the machine's own Chromium, which asks nobody outside for anything."""
    quiet = ("--disable-background-networking", "--disable-component-update", "--disable-sync")
    # Playwright keeps an event loop in this thread, so Django would refuse queries; there is one thread only.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    # CI runs as root, where Chromium's sandbox refuses to start; the pages are our own.
    flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", *quiet]
    # Each page is looked at for less than a second: compiling its scripts well takes longer than they run.
    flags.append("--js-flags=--no-opt,--no-maglev,--single-threaded-gc")
    return {**browser_type_launch_args, "executable_path": chromium(), "args": flags}


@pytest.fixture(scope="session", autouse=True)
def _emptied_by_deleting() -> Iterator[None]:
    """Let tests that commit delete what they left, instead of truncating every table."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda test_case: empty())
        yield


@pytest.fixture(scope="session", autouse=True)
def _worlds_of_all_processes(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let what one process built be read by the others."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        share(tmp_path_factory.getbasetemp().parent / "worlds")


@pytest.fixture(scope="session")
def turns(pytestconfig: pytest.Config) -> Turns:
    """Return how odd values and places are brought together."""
    return Turns(every=pytestconfig.getoption("every"))


@pytest.fixture
def open_account(db: None) -> OpenAccount:
    """Return a function that opens an account which has already chosen ``PASSWORD``."""

    def opened(username: str, **fields: object) -> Account:
        return Account.objects.create_user(
            username, PASSWORD, opened_at=OPENED_AT, password_set_at=OPENED_AT, **fields
        )

    return opened


@pytest.fixture
def student(open_account: OpenAccount) -> Account:
    """Return somebody without any right but to see what is their own."""
    return open_account("2024001", name="陈小雨")


@pytest.fixture
def office(open_account: OpenAccount) -> Account:
    """Return somebody who manages accounts."""
    account = open_account("0101", name="李老师")
    account.user_permissions.add(Permission.objects.get(codename="manage_accounts"))
    return account


@pytest.fixture
def as_student(student: Account) -> Client:
    """Return a browser in which the student is signed in."""
    return signed_in(student)


@pytest.fixture
def as_office(office: Account) -> Client:
    """Return a browser in which the office is signed in."""
    return signed_in(office)


def signed_in(account: Account) -> Client:
    """Return a browser of its own in which ``account`` is signed in."""
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def demo(db: None) -> Institution:
    """Return a demo institution on the real date."""
    return Institution.objects.create(name="演示大学", short_name="演示", is_demo=True)
