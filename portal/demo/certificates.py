"""Pictures of evidence as students photograph it: certificates, lists of names, cards; small and invented."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Final, NamedTuple

from PIL import Image, ImageDraw, ImageFont

from portal.documents.faces import packaged
from portal.uploads import Upload

WIDTH, HEIGHT = 720, 510
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


def picture(evidence: Evidence) -> Upload:
    """The picture, as it is kept of an upload."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER[evidence.look])
    draw = ImageDraw.Draw(image)
    frame = FRAME[evidence.look]
    draw.rectangle((14, 14, WIDTH - 15, HEIGHT - 15), outline=frame, width=4)
    draw.rectangle((24, 24, WIDTH - 25, HEIGHT - 25), outline=frame, width=1)
    heading = _font(40 if len(evidence.heading) <= 15 else 30)
    draw.text((WIDTH / 2, 92), evidence.heading, font=heading, fill=frame, anchor="mm")
    for at, line in enumerate(evidence.lines):
        draw.text((72, 160 + 42 * at), line, font=_font(24), fill=INK)
    _seal(draw, evidence.sealed)
    target = BytesIO()
    image.save(target, "JPEG", quality=55)
    return Upload(evidence.name, "image/jpeg", target.getvalue())


def _seal(draw: ImageDraw.ImageDraw, name: str) -> None:
    """A round seal with its name in rows, since letters on a circle need a typesetter."""
    x, y, radius = WIDTH - 150, HEIGHT - 120, 68
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=SEAL, width=4)
    rows = [name[at : at + 5] for at in range(0, len(name), 5)]
    for at, row in enumerate(rows):
        place = (x, y + 26 * at - 13 * (len(rows) - 1))
        draw.text(place, row, font=_font(20), fill=SEAL, anchor="mm")


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(packaged("body")[0].path, size)
