"""Production settings: what they demand, what they refuse."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import structlog
from django.conf import settings as test_settings
from pytest_django import Settings

from portal.checks import no_demo_in_production
from portal.models import Institution
from portal.settings.logs import logging_to
from tests.conftest import OpenAccount

GOOD = {
    "DJANGO_SETTINGS_MODULE": "portal.settings.production",
    "SECRET_KEY": "c3VwcG9zZSB0aGlzIGlzIGEgbG9uZyByYW5kb20gc2VjcmV0IG9mIGZpZnR5Kw",
    "ALLOWED_HOSTS": "portal.example",
    "DATABASE_URL": "sqlite://:memory:",
}


def manage(*arguments: str, leave_out: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    # The browser of other tests needs queries beside its event loop; a deployment is told off for it.
    left = {*GOOD, "DJANGO_ALLOW_ASYNC_UNSAFE"}
    environment = {name: value for name, value in os.environ.items() if name not in left}
    environment |= {name: value for name, value in (GOOD | more).items() if name != leave_out}
    return subprocess.run(  # noqa: S603 (our own command)
        [sys.executable, "manage.py", *arguments],
        cwd=test_settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_check_deploy_is_clean() -> None:
    done = manage("check", "--deploy", "--fail-level", "WARNING")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"])
def test_it_does_not_start_without(name: str) -> None:
    done = manage("check", leave_out=name)
    assert done.returncode != 0
    assert f"Set the {name} environment variable" in done.stderr


def test_settings_that_cannot_be_used_are_named_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    kept = {"DJANGO_SETTINGS_MODULE": "portal.settings.demo", "VAR_DIR": str(tmp_path / "file")}
    done = manage("doctor", leave_out="SECRET_KEY", **kept)
    assert (done.returncode, done.stderr) == (
        1,
        f"The settings portal.settings.demo cannot be used: {tmp_path}/file/demo.key cannot be kept "
        "(File exists); let VAR_DIR name a folder of your own.\n",
    )
    assert "Traceback" in manage("doctor", "--traceback", leave_out="SECRET_KEY", **kept).stderr


def test_it_does_not_start_on_an_engine_that_nobody_tested() -> None:
    done = manage("check", DATABASE_URL="mysql://root@127.0.0.1/test")
    assert "only sqlite and postgres are supported" in done.stderr


def test_it_refuses_to_prepare_a_demo() -> None:
    done = manage("prepare_demo")
    assert done.returncode != 0
    assert "Demo data are refused under these settings" in done.stderr


@pytest.mark.django_db
class TestDemoData:
    """portal.E001, under settings that are no demo's."""

    @pytest.fixture(autouse=True)
    def _production(self, settings: Settings) -> None:
        settings.DEMO = False

    def found(self) -> list[str | None]:
        return [message.id for message in no_demo_in_production(None, databases=["default"])]

    def test_an_empty_database_is_fine(self) -> None:
        assert self.found() == []

    def test_a_real_institution_is_fine(self, open_account: OpenAccount) -> None:
        Institution.objects.create(name="某某大学", short_name="某大")
        open_account("0101")
        assert self.found() == []

    def test_a_demo_institution_is_refused(self, demo: Institution) -> None:
        assert self.found() == ["portal.E001"]

    def test_a_demo_account_is_refused(self, open_account: OpenAccount) -> None:
        open_account("0101", is_demo=True)
        assert self.found() == ["portal.E001"]

    def test_demo_settings_allow_both(self, demo: Institution, settings: Settings) -> None:
        settings.DEMO = True
        assert self.found() == []


def test_the_site_does_not_start_on_a_demo_database(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'demo.sqlite3'}"
    demo = {"DJANGO_SETTINGS_MODULE": "portal.settings.demo", "VAR_DIR": str(tmp_path)}
    assert manage("migrate", "-v0", DATABASE_URL=url, **demo).returncode == 0
    make = (
        "from portal.models import Institution as I; I.objects.create(name='d', short_name='d', is_demo=True)"
    )
    assert manage("shell", "-v0", "-c", make, DATABASE_URL=url, **demo).returncode == 0

    started = manage("shell", "-v0", "-c", "import portal.wsgi", DATABASE_URL=url)
    assert started.returncode != 0
    assert "portal.E001" in started.stderr


def failing(name: str) -> None:
    """Raise with ``name`` in the frame but in neither the message nor the source line."""
    raise ValueError(len(name))


def logged(style: Any) -> str:
    """Return what is written about an error whose frame holds a secret."""
    formatter = logging_to(style)["formatters"]["lines"]
    lines = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=formatter["foreign_pre_chain"], processors=formatter["processors"]
    )
    try:
        failing("".join(reversed("eman-neddih")))
    except ValueError:
        record = logging.LogRecord("portal", logging.ERROR, "p", 1, "failed", None, sys.exc_info())
    return lines.format(record)


@pytest.mark.parametrize("style", ["console", "json"])
def test_logs_hold_the_traceback_and_no_locals(style: str) -> None:
    text = logged(style)
    assert "ValueError: 11" in text
    assert "hidden-name" not in text


def test_a_log_line_of_production_is_one_json_object() -> None:
    line = json.loads(logged("json"))
    assert (line["event"], line["level"], line["logger"]) == ("failed", "error", "portal")
