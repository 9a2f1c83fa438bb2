"""What a picture's file says beside the picture: where, when and with what it was taken. It is not kept.

The file is read by its outer structure alone; no picture is decoded and none encoded again, so that what was
handed in looks exactly as it did. Only which side is up stays, because the pages show it by that.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from struct import pack, unpack_from
from zlib import crc32

#: what a JPEG is decoded by: the plain format, the profile of its colours, how they were transformed
DECODED_BY = {0xE0: b"JFIF\x00", 0xE2: b"ICC_PROFILE\x00", 0xEE: b"Adobe"}
SAID_BY_CAMERA = 0xE1
EXIF = b"Exif\x00\x00"
ORIENTATION, UPRIGHT, ORIENTATIONS = 0x0112, 1, range(2, 9)

MARK, END, SCAN = 0xFF, 0xD9, 0xDA
#: the ways in which a JPEG is encoded, each of which says how large it is
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
APPLICATIONS, COMMENT = range(0xE0, 0xF0), 0xFE
#: within the scan of a JPEG a marker is any that neither stands for a byte nor restarts the decoder
MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")

PNG = b"\x89PNG\r\n\x1a\n"
#: chunks of a PNG without which its colours would be others; those it cannot do without begin with a capital
SHOWN = frozenset({b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"cICP", b"bKGD", b"pHYs"})
SIDE = b"eXIf"


class Damaged(ValueError):
    """The structure of a file is not that of a picture."""


def without_traces(content: bytes, media_type: str) -> bytes:
    """A picture without place, moment, device, comments, previews and whatever follows its end.

    Files of other kinds are returned as they are. Raises Damaged.
    """
    if media_type == "image/jpeg":
        return b"".join(_jpeg(content))
    if media_type == "image/png":
        return b"".join(_png(content))
    return content


def size_of(content: bytes, media_type: str) -> tuple[int, int]:
    """Width and height that a picture says it has; nothing is decoded for it. Raises Damaged."""
    try:
        if media_type == "image/png":
            return unpack_from(">II", content, len(PNG) + 8)
        return _size_of_jpeg(content)
    except struct.error as error:
        raise Damaged from error


def _size_of_jpeg(content: bytes) -> tuple[int, int]:
    place = 2
    while place < len(content):
        marker = _marker(content, place)
        if marker == MARK:
            place += 1
        elif marker in FRAMES:
            height, width = unpack_from(">HH", content, place + 5)
            return width, height
        elif marker in (END, SCAN):
            break
        else:
            place += 2 + _length(content, place + 2)
    raise Damaged


def _jpeg(content: bytes) -> Iterator[bytes]:
    yield content[:2]
    place = 2
    while place < len(content):
        marker = _marker(content, place)
        if marker == END:
            break
        if marker == MARK:
            place += 1  # a marker may stand behind any number of these
            continue
        end = place + 2 + _length(content, place + 2)
        if marker in APPLICATIONS or marker == COMMENT:
            yield from _said_beside(content[place:end])
        else:
            yield content[place:end]
        place = end
        if marker == SCAN:
            following = MARKER.search(content, end)
            place = following.start() if following else len(content)
            yield content[end:place]
    yield bytes((MARK, END))


def _marker(content: bytes, place: int) -> int:
    if content[place] != MARK or place + 1 >= len(content):
        raise Damaged
    return content[place + 1]


def _length(content: bytes, place: int) -> int:
    """The length of a segment, which counts itself; never beyond the end of the file."""
    length = int.from_bytes(content[place : place + 2], "big")
    if length < 2 or place + length > len(content):
        raise Damaged
    return length


def _said_beside(segment: bytes) -> Iterator[bytes]:
    """Of what an application wrote: what the decoder needs, and which side is up."""
    marker, body = segment[1], segment[4:]
    if marker in DECODED_BY and body.startswith(DECODED_BY[marker]):
        yield segment
    elif marker == SAID_BY_CAMERA and body.startswith(EXIF):
        side = _orientation(body.removeprefix(EXIF))
        if side in ORIENTATIONS:
            said = EXIF + _only(side)
            yield pack(">BBH", MARK, marker, len(said) + 2) + said


def _png(content: bytes) -> Iterator[bytes]:
    yield PNG
    place = len(PNG)
    while place < len(content):
        if place + 12 > len(content):
            raise Damaged
        length, kind = unpack_from(">I4s", content, place)
        end = place + 12 + length
        if end > len(content):
            raise Damaged
        if kind[:1].isupper() or kind in SHOWN:
            yield content[place:end]
        elif kind == SIDE and (side := _orientation(content[place + 8 : end - 4])) in ORIENTATIONS:
            said = _only(side)
            yield pack(">I", len(said)) + kind + said + pack(">I", crc32(kind + said))
        if kind == b"IEND":
            return
        place = end


def _orientation(tiff: bytes) -> int:
    """Which side is up, from the first directory of an EXIF block; upright when it does not say."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return UPRIGHT
    try:
        (first,) = unpack_from(f"{order}I", tiff, 4)
        (count,) = unpack_from(f"{order}H", tiff, first)
        for number in range(count):
            tag, _kind, _count, value = unpack_from(f"{order}HHIH", tiff, first + 2 + 12 * number)
            if tag == ORIENTATION:
                return int(value)
    except struct.error:
        pass
    return UPRIGHT


def _only(side: int) -> bytes:
    """An EXIF block that says which side is up and nothing else."""
    return b"MM\x00\x2a" + pack(">IHHHIHHI", 8, 1, ORIENTATION, 3, 1, side, 0, 0)
