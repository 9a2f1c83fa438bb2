"""How the site and its printing process talk through two pipes: counted lists of bytes, nothing pickled.

The printing process works on whatever a paper contains, so what it answers must never be able to run.
"""

from __future__ import annotations

from collections.abc import Sequence
from struct import Struct
from typing import BinaryIO

_NUMBER = Struct(">I")
#: More parts, or a longer part, than any paper has: the other side is out of step.
MOST_PARTS = 64
LONGEST_PART = 64 * 1024 * 1024


def pack(parts: Sequence[bytes]) -> bytes:
    """The parts as one message: their number, then each with its length in front."""
    sized = b"".join(_NUMBER.pack(len(part)) + part for part in parts)
    return _NUMBER.pack(len(parts)) + sized


def read(stream: BinaryIO) -> list[bytes]:
    """The next message. Raises EOFError when the other side is gone, ValueError when it sends nonsense."""
    count = _number(stream, MOST_PARTS)
    return [_exactly(stream, _number(stream, LONGEST_PART)) for _ in range(count)]


def _number(stream: BinaryIO, most: int) -> int:
    (number,) = _NUMBER.unpack(_exactly(stream, _NUMBER.size))
    if number > most:
        raise ValueError(f"a message announces {number}, the most is {most}")
    return int(number)


def _exactly(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) != size:
        raise EOFError
    return data
