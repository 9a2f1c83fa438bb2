"""Files that are small when they come and endless once they are opened: refused before anybody opens them."""

from __future__ import annotations

import zlib
from struct import pack

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.pdfs import Limits, TooHeavy, pages_of
from portal.pictures import Damaged, size_of
from portal.uploads import MOST_PAGES, UploadRefused, looked_at

PNG, JPEG = "image/png", "image/jpeg"


def png(width: int, height: int) -> bytes:
    """As much of a picture as says how large it is."""
    return b"\x89PNG\r\n\x1a\n" + pack(">I4sIIBBBBBI", 13, b"IHDR", width, height, 8, 0, 0, 0, 0, 0)


def jpeg(width: int, height: int) -> bytes:
    """The same, with a comment before."""
    return (
        b"\xff\xd8\xff\xfe\x00\x04ab\xff\xc2\x00\x0b\x08"
        + pack(">HH", height, width)
        + b"\x01\x11\x00\xff\xd9"
    )


def pdf(*objects: bytes) -> bytes:
    """A PDF of these objects."""
    return b"%PDF-1.7\n" + b"\n".join(b"1 0 obj " + each + b" endobj" for each in objects) + b"\n%%EOF\n"


def packed(what: bytes, said: bytes = b"", times: int = 1) -> bytes:
    """A stream, packed so many times."""
    for _ in range(times):
        what = zlib.compress(what, 9)
    filters = b"/FlateDecode " * times
    return b"<< %s /Filter [%s] >>\nstream\n%s\nendstream" % (said, filters, what)


def test_the_size_of_a_picture_is_read_without_opening_it() -> None:
    assert [size_of(png(4000, 3000), PNG), size_of(jpeg(4000, 3000), JPEG)] == [(4000, 3000)] * 2
    for broken, kind in (
        (b"\x89PNG\r\n\x1a\n", PNG),
        (b"\xff\xd8\xff\xd9", JPEG),
        (b"\xff\xd8\xff\xc0", JPEG),
    ):
        with pytest.raises(Damaged):
            size_of(broken, kind)


@pytest.mark.parametrize(
    ("content", "pages"),
    [
        (pdf(b"<</Type/Page>>", b"<</Type /Pages>>", b"<</Type /Page >>"), 2),
        (pdf(packed(b"<</Type/Page>>" * 3, b"/Type /ObjStm"), b"<</Type/Page>>"), 4),
        (pdf(packed(b"/Type/Page" * 3, b"/Type /XObject")), 0),
        (pdf(b"<</Filter/FlateDecode>>\nstream\nno stream\nendstream"), 0),
    ],
)
def test_pages_are_counted_wherever_they_stand(content: bytes, pages: int) -> None:
    assert pages_of(content) == pages


BOMB = packed(bytes(8 << 20))


@pytest.mark.parametrize(
    "content",
    [
        pdf(BOMB, BOMB),
        pdf(packed(bytes(16 << 20), times=2)),
        pdf(b"<</Subtype/Image /Width 40000 /Height 40000>>\nstream\n\nendstream"),
    ],
    ids=["together", "packed twice", "pixels"],
)
def test_what_unpacks_to_too_much_is_not_opened(content: bytes) -> None:
    with pytest.raises(TooHeavy):
        pages_of(content, Limits(unpacked_bytes=15 << 20))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (png(30_000, 30_000) + bytes(4), "照片有 30000×30000 像素，太大；请在手机相册里编辑或截图后再传。"),
        (
            pdf(*[b"<</Type/Page>>"] * (MOST_PAGES + 1)),
            "PDF 有 101 页，最多收 100 页；请只留下要用的几页再传。",
        ),
        (
            pdf(b"<</Subtype/Image /W 40000 /H 40000>>\nstream\n\nendstream"),
            "这份 PDF 展开以后太大，打不开；请降低分辨率重新扫描，或改传照片。",
        ),
    ],
)
def test_whoever_hands_it_in_is_told_what_to_do(content: bytes, sentence: str) -> None:
    with pytest.raises(UploadRefused) as refused:
        looked_at(SimpleUploadedFile("证书", content))
    assert str(refused.value) == sentence


def test_a_file_at_the_limit_is_taken() -> None:
    content = pdf(*[b"<</Type/Page>>"] * MOST_PAGES)
    assert looked_at(SimpleUploadedFile("证书.pdf", content)).content == content
