"""The printing process: reads papers from a pipe, writes PDFs to another, and has nothing else.

Started by `portal.documents.worker` as `python -m portal.documents.child` with an almost empty environment:
no settings, no keys, no database. It ends when its input ends.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from typing import BinaryIO

from portal.documents import frames, limits
from portal.documents.laying_out import FONTS, write_pdf


def main(folder: str, cpu_seconds: int) -> None:
    """Print until the input ends, each paper within so many CPU seconds.

    `folder` holds the temporary files of this process and is removed in the end.
    """
    answers = _take_output()
    limits.limit_resources()
    limits.leave_network()
    # One empty sheet loads everything that loads late; afterwards the doors can be closed.
    write_pdf("<p>", {FONTS: b""}, {})
    # Removing a folder opens names relative to it, which the doors judge from where the process stands.
    os.chdir(folder)
    limits.close_doors(folder)
    try:
        while True:
            request = frames.read(sys.stdin.buffer)
            limits.allow_cpu(cpu_seconds)
            answers.write(frames.pack(answer(request)))
            answers.flush()
    except EOFError:
        shutil.rmtree(folder, ignore_errors=True)


def answer(request: list[bytes]) -> list[bytes]:
    """[b"done", PDF] or [b"failed", what kind of error]: never its text, which may quote the paper.

    The request is [HTML, JSON {"names": …, "strokes": …}, the assets in the order of the names].
    """
    html, described, *assets = request
    paper = json.loads(described)
    try:
        pdf = write_pdf(html.decode(), dict(zip(paper["names"], assets, strict=True)), paper["strokes"])
    except BaseException as error:  # noqa: BLE001 (WeasyPrint's fatal errors are no Exceptions; the answer names it)
        return [b"failed", type(error).__name__.encode()]
    return [b"done", pdf]


def _take_output() -> BinaryIO:
    """The pipe for answers; whatever a library prints goes to the errors instead."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
