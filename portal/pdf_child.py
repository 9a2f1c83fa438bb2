"""The child process that looks into a PDF: limits itself, reads it on standard input, answers one JSON line.

It imports nothing outside the standard library. The file is read by its outer structure: where streams lie,
what they unpack to, how many pages and pixels are named. Nothing is drawn and nothing in it is followed.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import zlib
from typing import Final

STREAM: Final = re.compile(rb"(?<!end)stream\r?\n")
PAGE: Final = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
DEFLATED: Final = re.compile(rb"/(?:FlateDecode|Fl)(?![A-Za-z])")
SIDES: Final = re.compile(rb"/(?:Width|W|Height|H)\s+([0-9]{1,9})(?![0-9.])")
ENDED, OBJECTS = b"endstream", b"/ObjStm"
#: so far before a stream its dictionary begins at most, and so much of it is held while it is read
BEFORE, CHUNK, HELD = 8_192, 1 << 20, 32 << 20


class TooMuch(Exception):
    """What is unpacked, or the pixels of one picture, are more than any evidence needs."""


def examine(content: bytes, most_unpacked: int, most_pixels: int) -> int:
    """How many pages a PDF names; raises ``TooMuch``."""
    pages, unpacked, plain = 0, 0, 0
    while found := STREAM.search(content, plain):
        pages += len(PAGE.findall(content, plain, found.start()))
        head = content[max(plain, found.start() - BEFORE) : found.start()].rpartition(b" obj")[2]
        if b"/Image" in head:
            sides = [int(side) for side in SIDES.findall(head)]
            if len(sides) > 1 and sides[0] * sides[1] > most_pixels:
                raise TooMuch
        end = content.find(ENDED, found.end())
        end = len(content) if end < 0 else end
        body = content[found.end() : end]
        for _time in DEFLATED.findall(head):
            body, size = inflated(body, most_unpacked - unpacked)
            unpacked += size
        if OBJECTS in head:
            pages += len(PAGE.findall(body))
        plain = end + len(ENDED)
    return pages + len(PAGE.findall(content, plain))


def inflated(body: bytes, most: int) -> tuple[bytes, int]:
    """What a stream unpacks to, as far as it is held, and its whole size; raises ``TooMuch``.

    What is no whole stream is read as far as it goes: viewers do so, too.
    """
    reader, held, size = zlib.decompressobj(), bytearray(), 0
    try:
        while not reader.eof and (chunk := reader.decompress(body, CHUNK)):
            size += len(chunk)
            if size > most:
                raise TooMuch
            held += chunk[: HELD - len(held)]
            body = reader.unconsumed_tail
    except zlib.error:
        pass
    return bytes(held), size


def main() -> None:
    """Examine standard input under the limits given as JSON in the last argument."""
    limits = json.loads(sys.argv[-1])
    for what, most in (
        (resource.RLIMIT_AS, limits["memory_bytes"]),
        (resource.RLIMIT_CPU, limits["cpu_seconds"]),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 16),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    try:
        pages = examine(sys.stdin.buffer.read(), limits["unpacked_bytes"], limits["pixels"])
    except (TooMuch, MemoryError):
        pages = -1
    sys.stdout.write(json.dumps(pages))
