"""What runs inside the printing process: HTML and what travels with it become a PDF.

The only module that imports WeasyPrint. It imports nothing of the site, so that the process starts quickly
and holds nothing of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcherResponse

#: The scheme of what travels with the sheet. No other address is ever opened.
ASSET = "asset:"
#: The style sheet that every paper is handed with its fonts.
FONTS = "fonts.css"
#: The kind of an asset by the end of its name; fonts have none.
KINDS = {"css": "text/css", "svg": "image/svg+xml"}


def write_pdf(html: str, assets: Mapping[str, bytes], strokes: Mapping[str, float]) -> bytes:
    """Lay out and write the file. Runs in the printing process, which imports WeasyPrint for it.

    `assets`, fonts.css among them, are all that an address finds, as `asset:` and the name; any other ends
    the work with weasyprint.urls.FatalURLFetchingError. `strokes` thickens families by a share of the size.
    """
    # The site itself never loads Pango: half a second and 60 MB in each web process, and a start that would
    # fail on a machine without it.
    from weasyprint import CSS, HTML  # noqa: PLC0415 (see above)
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 (see above)

    handed, config = Handed(assets), FontConfiguration()
    faces = CSS(string=assets[FONTS].decode(), url_fetcher=handed, font_config=config)
    return bytes(
        HTML(string=html, url_fetcher=handed).write_pdf(
            stylesheets=[faces],
            pdf_variant="pdf/ua-1",
            font_config=config,
            finisher=lambda document, pdf: finish(document, pdf, strokes),
        )
    )


class Handed:
    """A fetcher that knows what was handed in and nothing else: no network, no file, no data: address."""

    #: WeasyPrint asks: an address that cannot be opened ends the whole paper, nothing is left out silently.
    _fail_on_errors = True

    def __init__(self, assets: Mapping[str, bytes]) -> None:
        self._assets = assets

    def __call__(self, url: str) -> URLFetcherResponse:
        """The asset. Raises PermissionError for any other address."""
        from weasyprint.urls import URLFetcherResponse  # noqa: PLC0415 (only in the printing process)

        name = url.removeprefix(ASSET)
        if name == url or name not in self._assets:
            raise PermissionError("a paper opens nothing but what travels with it")
        kind = KINDS.get(name.rpartition(".")[2], "font/otf")
        return URLFetcherResponse(url, self._assets[name], {"Content-Type": kind})


class EmptyBox(Exception):
    """A character was laid out for which no handed font has a glyph."""


def finish(document: Any, pdf: Any, strokes: Mapping[str, float]) -> None:
    """Before the file is written: refuse empty boxes, and draw a line around the glyphs of some families.

    In PDF terms: after each choice of such a font, text rendering mode 2 (fill and stroke) and a line width;
    after each choice of another, mode 0. Raises EmptyBox.
    """
    from weasyprint.pdf.stream import Stream  # noqa: PLC0415 (only in the printing process)

    used = document.fonts.values()
    if any(font.missing for font in used):
        raise EmptyBox
    widths = {font.hash.encode(): strokes.get(font.family, 0.0) for font in used}
    for stream in (item for item in pdf.objects if isinstance(item, Stream)):
        stream.stream[:] = [_with_mode(operation, widths) for operation in stream.stream]


def _with_mode(operation: Any, widths: Mapping[bytes, float]) -> Any:
    if not isinstance(operation, bytes) or not operation.endswith(b" Tf"):
        return operation
    name, size, _ = operation.split()
    width = widths[name.removeprefix(b"/")] * float(size)
    return operation + (b" 2 Tr %.3f w" % width if width else b" 0 Tr")
