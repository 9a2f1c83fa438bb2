"""A reader of PDFs that tells where each piece of text stands on the paper."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader

MILLIMETRES = 25.4 / 72


@dataclass(frozen=True)
class Piece:
    """Text as drawn: millimetres from the left and the top edge to its baseline, size in points."""

    text: str
    left: float
    top: float
    size: float


def pieces(page: PageObject) -> list[Piece]:
    """Return what is drawn on the page in the order of drawing."""
    found: list[Piece] = []
    height = float(page.mediabox.height)

    def visit(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        if text.strip():
            left = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            bottom = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            scale = abs(tm[3] * cm[3])
            found.append(
                Piece(text.strip(), left * MILLIMETRES, (height - bottom) * MILLIMETRES, size * scale)
            )

    page.extract_text(visitor_text=visit)
    return found


def read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf), strict=True)


def written(pdf: bytes) -> str:
    """Return all text of the file without the white space of its layout."""
    return "".join("".join(page.extract_text().split()) for page in read(pdf).pages)


def fonts_of(page: PageObject) -> list[Any]:
    """Return the font dictionaries that the page may use."""
    resources: Any = page["/Resources"]
    return [font.get_object() for font in resources["/Font"].values()]
