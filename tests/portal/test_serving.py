"""What ``make run`` starts: stamps, and two processes that end together."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from portal.management.commands import serve
from portal.serving.stamps import digest_of, once
from portal.settings.secrets import kept_secret


class TestStamps:
    """Work that is done once for the same files."""

    def test_the_digest_follows_names_and_contents(self, tmp_path: Path) -> None:
        one, two = tmp_path / "one", tmp_path / "two"
        one.write_text("a")
        two.write_text("b")
        digest = digest_of([one, two])
        assert digest_of([two, one]) == digest
        two.write_text("c")
        assert digest_of([one, two]) != digest
        two.write_text("b")
        assert digest_of([one, two.rename(tmp_path / "three")]) != digest

    def test_work_is_done_once_per_digest(self, tmp_path: Path) -> None:
        done: list[str] = []
        stamp = tmp_path / "var" / "demo.stamp"
        assert once(stamp, "1", lambda: done.append("first"))
        assert not once(stamp, "1", lambda: done.append("again"))
        assert once(stamp, "2", lambda: done.append("changed"))
        assert done == ["first", "changed"]

    def test_work_that_failed_is_done_again(self, tmp_path: Path) -> None:
        stamp = tmp_path / "demo.stamp"
        with pytest.raises(ZeroDivisionError):
            once(stamp, "1", lambda: 1 // 0)
        assert not stamp.exists()


def test_a_kept_secret_stays_and_is_its_owners(tmp_path: Path) -> None:
    path = tmp_path / "var" / "demo.key"
    secret = kept_secret(path)
    assert len(secret) >= 50
    assert kept_secret(path) == secret
    assert path.stat().st_mode & 0o777 == 0o600


TOGETHER = """
import sys
from portal.serving.processes import run_together
sleeper = "import os, sys, time; open(sys.argv[1], 'w').write(str(os.getpid())); time.sleep(60)"
other = [sys.executable, "-c", sys.argv[2], sys.argv[1]]
sys.exit(run_together([[sys.executable, "-c", sleeper, sys.argv[1] + '/one'], other]))
"""


def together(folder: Path, other: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", TOGETHER, str(folder), other])  # noqa: S603 (our own program)


def written(path: Path) -> int:
    """Wait until a process wrote its number, and return it."""
    for _ in range(2400):
        if path.exists() and path.read_text():
            return int(path.read_text())
        time.sleep(0.05)
    pytest.fail(f"{path} was not written in two minutes")


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_when_one_process_ends_the_other_is_stopped_and_its_status_returned(tmp_path: Path) -> None:
    waits = (
        "import os, sys, time\nwhile not os.path.exists(sys.argv[1] + '/one'): time.sleep(0.05)\nsys.exit(3)"
    )
    running = together(tmp_path, waits)
    assert running.wait(timeout=120) == 3
    assert not alive(written(tmp_path / "one"))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_both(tmp_path: Path, number: signal.Signals) -> None:
    sleeper = "import os, sys, time; open(sys.argv[1] + '/two', 'w').write(str(os.getpid())); time.sleep(60)"
    running = together(tmp_path, sleeper)
    pids = [written(tmp_path / "one"), written(tmp_path / "two")]
    running.send_signal(number)
    assert running.wait(timeout=120) == 0
    assert [alive(pid) for pid in pids] == [False, False]


def test_a_taken_port_is_refused_with_another_to_try() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=f"make run PORT={port + 1}"):
            call_command("serve", port=port, stdout=StringIO())


@pytest.mark.parametrize("port", ["0", "65536", "-1", "abc", ""])
def test_what_is_no_port_is_said(port: str) -> None:
    with pytest.raises(CommandError, match="is no port; it is a number from 1 to 65535"):
        call_command("serve", f"--port={port}", stdout=StringIO())


def test_where_nobody_can_listen_is_said_with_the_reason() -> None:
    with pytest.raises(CommandError, match=r"Nobody can listen at 192\.0\.2\.1, port 18765 \("):
        call_command("serve", host="192.0.2.1", port=18765, stdout=StringIO())


def test_it_serves_only_the_demo(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="gunicorn"):
        call_command("serve", stdout=StringIO())


@pytest.mark.django_db
def test_it_prepares_announces_and_runs(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.VAR_DIR = tmp_path
    (tmp_path / "demo-accounts.txt").write_text("0101 组织员", encoding="utf-8")
    called: list[str] = []
    monkeypatch.setattr(serve, "call_command", lambda name, **_: called.append(name))
    monkeypatch.setattr(serve, "run_together", lambda commands: len(called))
    out = StringIO()
    with pytest.raises(SystemExit) as stop:
        call_command("serve", port=18765, stdout=out)
    assert (called, stop.value.code) == (["doctor", "prepare_demo"], 2)
    assert "0101 组织员" in out.getvalue()
    assert "http://127.0.0.1:18765/" in out.getvalue()
