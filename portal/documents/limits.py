"""What the printing process may use: a little time and memory, no network, no file but its own libraries.

Four fences: the fetcher in `render` opens nothing; an audit hook refuses sockets, programs and foreign files
to all Python code; a network namespace of its own leaves C code no network either, where the kernel grants
one to ordinary users; resource limits end what does not end by itself.
"""

from __future__ import annotations

import ctypes
import os
import resource
import sys
import sysconfig
from math import ceil
from typing import Any

#: Address space in bytes; see docs/decisions/0030-papers.md for the measurements.
ADDRESS_SPACE = 512 * 1024 * 1024
#: The largest file it may write: the cut fonts lie in its own folder while a paper is laid out.
LARGEST_FILE = 32 * 1024 * 1024

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
#: Audit events by their beginnings: the network, other programs.
_FORBIDDEN = ("socket.", "urllib.", "subprocess.", "os.exec", "os.posix_spawn", "os.system", "os.fork")
#: Audit events whose first arguments name files.
_FILE_EVENTS = frozenset(
    {
        "open",
        "os.remove",
        "os.rename",
        "os.rmdir",
        "os.mkdir",
        "os.link",
        "os.symlink",
        "os.chmod",
        "os.chown",
    }
)


def limit_resources() -> None:
    """Cap memory, files and core dumps, and yield the processor to the site."""
    for kind, most in (
        (resource.RLIMIT_AS, ADDRESS_SPACE),
        (resource.RLIMIT_FSIZE, LARGEST_FILE),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))
    os.nice(5)


def allow_cpu(seconds: int) -> None:
    """From now on so many more seconds; then the kernel ends the process by SIGXCPU.

    The limit counts from the start of the process, which prints many papers: it is set anew before each.
    """
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (ceil(usage.ru_utime + usage.ru_stime) + seconds, hard))


def leave_network() -> bool:
    """Move into a network namespace without a way out; False where the kernel does not allow it."""
    if not sys.platform.startswith("linux"):
        return False
    return int(ctypes.CDLL(None).unshare(_NEW_USER | _NEW_NETWORK)) == 0


def close_doors(own_folder: str) -> None:
    """For good: Python code that opens a socket, a program or a foreign file gets PermissionError.

    Readable: the interpreter's libraries, because modules load late. Writable: `own_folder`.
    """
    libraries = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    readable = tuple(_folder(path) for path in libraries)
    own = _folder(own_folder)

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(_FORBIDDEN):
            raise PermissionError(f"not while printing: {event}")
        if event not in _FILE_EVENTS:
            return
        reading = event == "open" and not arguments[2] & (os.O_WRONLY | os.O_RDWR)
        allowed = (own, *readable) if reading else (own,)
        # After the name, "open" tells its mode, another string; a rename tells the second name.
        names = (name for name in arguments[: 1 if event == "open" else 2] if isinstance(name, str | bytes))
        if not all(_folder(name).startswith(allowed) for name in names):
            raise PermissionError("not while printing: a file outside the paper")

    sys.addaudithook(refuse)


def _folder(path: str | bytes) -> str:
    return os.path.realpath(os.fsdecode(path)) + os.sep
