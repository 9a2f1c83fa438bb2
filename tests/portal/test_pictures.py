"""Photographs lose the place and the device before they are kept, and stay the same pictures."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from pathlib import Path
from struct import pack
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo
from pytest_django import Settings

from portal.pictures import Damaged, without_traces
from portal.uploads import content_of
from tests.portal.realm import kept
from workflows.models import StoredFile

MAKE, GPS, ORIENTATION = 0x010F, 0x8825, 0x0112
SECRET = b"PhoneMaker"


def photo(kind: str, side: int | None = None, **more: Any) -> bytes:
    """A photograph as a phone writes it: device, place, words, a profile of colours."""
    exif = Image.Exif()
    exif[MAKE] = SECRET.decode()
    exif.get_ifd(GPS).update({1: "N", 2: (32.0, 3.0, 30.0), 3: "E", 4: (120.0, 51.0, 0.0)})
    if side is not None:
        exif[ORIENTATION] = side
    picture = Image.radial_gradient("L").resize((40, 24)).convert("RGB")
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    if kind == "PNG":
        more["pnginfo"] = PngInfo()
        more["pnginfo"].add_itxt("Author", SECRET.decode())
    else:
        more["comment"] = SECRET
    written = BytesIO()
    picture.save(written, kind, exif=exif, icc_profile=profile, **more)
    return written.getvalue()


def read(content: bytes) -> Image.Image:
    picture = Image.open(BytesIO(content))
    picture.load()
    return picture


@pytest.mark.parametrize(("kind", "mime"), [("JPEG", "image/jpeg"), ("PNG", "image/png")])
@pytest.mark.parametrize(("side", "kept"), [(None, {}), (1, {}), (6, {ORIENTATION: 6}), (9, {})])
def test_place_and_device_go_and_which_side_is_up_stays(
    kind: str, mime: str, side: int | None, kept: dict[int, int]
) -> None:
    before = photo(kind, side, **({"progressive": True} if kind == "JPEG" and side == 6 else {}))
    after = without_traces(before, mime)
    assert dict(read(before).getexif().get_ifd(GPS))
    assert (SECRET in before, SECRET in after) == (True, False)
    assert dict(read(after).getexif()) == kept
    assert read(after).tobytes() == read(before).tobytes()
    assert read(after).info["icc_profile"] == read(before).info["icc_profile"]
    assert without_traces(after, mime) == after


def test_what_follows_the_end_of_a_picture_is_not_kept() -> None:
    plain = without_traces(photo("JPEG"), "image/jpeg")
    assert without_traces(plain + photo("JPEG", 6), "image/jpeg") == plain
    plain = without_traces(photo("PNG"), "image/png")
    assert without_traces(plain + SECRET, "image/png") == plain


def test_a_picture_that_breaks_off_within_its_points_is_kept_as_far_as_it_goes() -> None:
    whole = without_traces(photo("JPEG"), "image/jpeg")
    assert without_traces(whole[:-20], "image/jpeg") == whole[:-20] + b"\xff\xd9"


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xd8\xff",
        b"\xff\xd8\x00\xd9",
        b"\xff\xd8\xff\xe0\x00",
        b"\xff\xd8\xff\xe0\x00\x01",
        b"\xff\xd8\xff\xe0\x00\x05JF",
    ],
)
def test_what_only_begins_like_a_picture_is_none(content: bytes) -> None:
    with pytest.raises(Damaged):
        without_traces(content, "image/jpeg")


@pytest.mark.parametrize("tiff", [b"", b"MM", b"XX\x00*" + pack(">I", 8), b"II*\x00" + pack("<I", 2**31)])
def test_a_block_that_cannot_be_read_says_nothing(tiff: bytes) -> None:
    said = b"Exif\x00\x00" + tiff
    head = b"\xff\xd8\xff\xe1" + pack(">H", len(said) + 2) + said
    assert without_traces(head + b"\xff\xd9", "image/jpeg") == b"\xff\xd8\xff\xd9"


@pytest.mark.django_db
def test_the_number_of_a_kept_file_is_that_of_what_is_kept(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    sent = photo("JPEG", 6)
    digest = kept(SimpleUploadedFile("IMG_2301.jpg", sent))
    row = StoredFile.objects.get(sha256=digest)
    with content_of(row) as file:
        stored = file.read()
    assert stored == without_traces(sent, "image/jpeg")
    assert (digest, row.size) == (sha256(stored).hexdigest(), len(stored))
