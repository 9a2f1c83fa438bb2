"""Pictures of evidence as students photograph it: certificates, lists of names, cards; small and invented."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from io import BytesIO
from typing import Final, NamedTuple

from PIL import Image, ImageDraw, ImageFont

from portal.documents.faces import packaged
from portal.uploads import Upload
from workflows.models import StoredFile

WIDTH, HEIGHT = 576, 408
PAPER: Final = {"certificate": "#fbf6e9", "list": "#ffffff", "card": "#eef4ef"}
FRAME: Final = {"certificate": "#a8433a", "list": "#5b6470", "card": "#3f7356"}
INK, SEAL = "#23272e", "#c2372e"


class Evidence(NamedTuple):
    """What a picture shows: how it looks, its heading, its lines, and who put the seal below it."""

    look: str
    heading: str
    lines: tuple[str, ...]
    sealed: str

    @property
    def name(self) -> str:
        """The name of the file."""
        return f"{self.heading}.jpg"


def kept(shown: Sequence[Evidence], at: datetime) -> list[str]:
    """The digests of the pictures of these, each drawn and kept once."""
    drawn = {evidence: picture(evidence) for evidence in dict.fromkeys(shown)}
    for upload in drawn.values():
        upload.save()
    StoredFile.objects.bulk_create(
        [
            StoredFile(
                sha256=each.digest,
                name=each.name,
                media_type=each.media_type,
                size=len(each.content),
                stored_at=at,
            )
            for each in drawn.values()
        ],
        ignore_conflicts=True,
    )
    return [drawn[evidence].digest for evidence in shown]


def picture(evidence: Evidence) -> Upload:
    """The picture, as it is kept of an upload."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER[evidence.look])
    draw = ImageDraw.Draw(image)
    frame = FRAME[evidence.look]
    draw.rectangle((12, 12, WIDTH - 13, HEIGHT - 13), outline=frame, width=4)
    draw.text((WIDTH / 2, 74), evidence.heading, font=_font(32), fill=frame, anchor="mm")
    for at, line in enumerate(evidence.lines):
        draw.text((58, 128 + 34 * at), line, font=_font(20), fill=INK)
    _seal(draw, evidence.sealed)
    target = BytesIO()
    image.save(target, "JPEG", quality=55)
    return Upload(evidence.name, "image/jpeg", target.getvalue())


def _seal(draw: ImageDraw.ImageDraw, name: str) -> None:
    """A round seal with its name in rows, since letters on a circle need a typesetter."""
    x, y, radius = WIDTH - 116, HEIGHT - 92, 58
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=SEAL, width=4)
    rows = [name[at : at + 5] for at in range(0, len(name), 5)]
    for at, row in enumerate(rows):
        place = (x, y + 22 * at - 11 * (len(rows) - 1))
        draw.text(place, row, font=_font(16), fill=SEAL, anchor="mm")


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(packaged("body")[0].path, size)
