"""How many pages a PDF has and whether it may be opened at all: a child process within limits finds out."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from portal.pdf_child import PAGE, STREAM

ROOT = Path(__file__).resolve().parents[1]
#: isolated (-I) and without installed packages (-S): the child sees the standard library and our source
PROGRAM = "import sys; sys.path.insert(0, sys.argv[1]); from portal.pdf_child import main; main()"


class TooHeavy(ValueError):
    """A PDF that unpacks to more than any scan needs, or cannot be examined within the limits."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps on one PDF. Ten scanned pages at 300 dpi in colour unpack to 260 MB."""

    unpacked_bytes: int = 400 << 20
    #: of one picture: the largest that a phone takes
    pixels: int = 110_000_000
    #: of the child process
    memory_bytes: int = 256 << 20
    cpu_seconds: int = 5
    wall_seconds: int = 15


LIMITS = Limits()


def pages_of(content: bytes, limits: Limits = LIMITS) -> int:
    """How many pages a PDF names; raises TooHeavy. Where nothing is packed no process is needed."""
    if STREAM.search(content) is None:
        return len(PAGE.findall(content))
    try:
        finished = subprocess.run(  # noqa: S603 (our own interpreter and program; the file is only its input)
            [sys.executable, "-I", "-S", "-c", PROGRAM, str(ROOT), json.dumps(asdict(limits))],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env={},
            timeout=limits.wall_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise TooHeavy from error
    pages = json.loads(finished.stdout) if finished.returncode == 0 and finished.stdout else -1
    if pages < 0:
        raise TooHeavy
    return int(pages)
