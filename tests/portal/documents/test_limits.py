"""The fences of the printing process, each tried by a process of its own that only has this one."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from portal.documents.worker import PROJECT


def run(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    program = f"import sys\nfrom portal.documents import limits\n{script}"
    return subprocess.run(  # noqa: S603 (our own interpreter with a script of this test)
        [sys.executable, "-c", program, *arguments],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


CLOSED = """
import os, socket, subprocess
limits.close_doors(sys.argv[1])
try:
    {attempt}
except PermissionError:
    print("refused")
else:
    print("done")
"""


@pytest.mark.parametrize(
    "attempt",
    [
        "open('/etc/passwd')",
        "os.open('/etc/passwd', os.O_RDONLY)",
        "open(sys.argv[1] + '/../secret')",
        "open(sys.argv[1] + '/link')",
        "open(b'/etc/passwd')",
        "open('/tmp/elsewhere', 'w')",
        "open(os.__file__, 'r+')",
        "socket.socket()",
        "socket.create_connection(('127.0.0.1', 9))",
        "socket.getaddrinfo('localhost', 80)",
        "subprocess.run(['true'])",
        "os.system('true')",
        "os.fork()",
        "os.execv('/bin/true', ['true'])",
        "os.remove(sys.argv[1] + '/../secret')",
        "os.rename(sys.argv[1] + '/../secret', sys.argv[1] + '/mine')",
        "os.link(sys.argv[1] + '/../secret', sys.argv[1] + '/mine')",
        "os.mkdir('/tmp/elsewhere')",
        "os.rmdir(sys.argv[1] + '/..')",
        "os.posix_spawn('/bin/true', ['true'], {})",
        "__import__('urllib.request').request.urlopen('http://127.0.0.1:9')",
    ],
)
def test_behind_closed_doors_nothing_foreign_opens(tmp_path: Path, attempt: str) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (tmp_path / "secret").write_text("secret")
    (own / "link").symlink_to(tmp_path / "secret")
    assert run(CLOSED.format(attempt=attempt), str(own)).stdout == "refused\n"


@pytest.mark.parametrize(
    "attempt",
    [
        "open(sys.argv[1] + '/own', 'wb')",
        "import colorsys",
        "os.mkdir(sys.argv[1] + '/own')",
        "open(os.__file__)",
        "open(0, closefd=False)",
    ],
)
def test_behind_closed_doors_its_own_files_and_libraries_open(tmp_path: Path, attempt: str) -> None:
    assert run(CLOSED.format(attempt=attempt), str(tmp_path)).stdout == "done\n"


def test_without_a_network_not_even_this_machine_is_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        script = (
            "import socket\n"
            "left = limits.leave_network()\n"
            f"print(left, socket.socket().connect_ex({server.getsockname()!r}) == 0)"
        )
        left, reached = run(script).stdout.split()
    if left == "False":
        pytest.skip("THIS KERNEL GRANTS NO NETWORK NAMESPACE: the audit hook and the fetcher remain")
    assert reached == "False"


def test_memory_and_files_are_capped(tmp_path: Path) -> None:
    script = """
from pathlib import Path
limits.limit_resources()
try:
    bytearray(limits.ADDRESS_SPACE)
except MemoryError:
    print("memory")
try:
    Path(sys.argv[1]).write_bytes(bytes(limits.LARGEST_FILE + 1))
except OSError:
    print("file")
"""
    assert run(script, str(tmp_path / "large")).stdout.split() == ["memory", "file"]


def test_cpu_time_is_granted_anew_and_ends_by_signal() -> None:
    spin = "import time\nwhile time.process_time() < {}: pass\n"
    granted = f"limits.allow_cpu(1)\n{spin.format(0.9)}limits.allow_cpu(1)\n{spin.format(1.3)}"
    ended = run(f"{granted}print('on', flush=True)\n{spin.format(9)}")
    assert (ended.stdout, ended.returncode) == ("on\n", -signal.SIGXCPU)
