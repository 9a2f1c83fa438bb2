"""From a paper to a PDF. The only module that imports WeasyPrint, and only inside the printing process.

The site calls `paper_pdf`: it checks the text, writes the HTML, cuts the fonts and hands all of it to a
printing process. There `write_pdf` lays it out with nothing but what it was handed.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import unescape
from typing import TYPE_CHECKING, Any

from portal.documents import fonts, sheets, text, workers
from portal.documents.workers import Pool
from workflows.documents import Printable, passages
from workflows.texts.speaking import in_source

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcherResponse


#: The kind of an asset by the end of its name; fonts have none.
KINDS = {"css": "text/css", "svg": "image/svg+xml"}


def paper_pdf(paper: Printable) -> bytes:
    """The paper as a tagged PDF with title and language; the same paper and fonts give the same bytes.

    Raises PaperRefused: a character that no font has or that cannot be printed, no font, too long, too busy.
    Takes about a tenth of a second of a printing process; call it outside transactions.
    """
    said = tuple(passages(paper))
    text.check(said)
    fonts.check(said)
    with in_source():
        html = sheets.paper_html(paper)
    assets = {sheets.QR: sheets.qr_code(paper.check_url)} if paper.check_url else {}
    return print_html(html, assets)


def print_html(html: str, assets: Mapping[str, bytes], pool: Pool | None = None) -> bytes:
    """The HTML as a PDF, with the fonts that its characters need beside the assets. Raises PaperRefused."""
    # Both as escaped and as read: an apostrophe in a name stands in the HTML as &#x27;.
    cut = fonts.subsets({*html, *unescape(html)})
    everything = {
        **assets,
        sheets.FONTS: sheets.font_css(cut).encode(),
        **{subset.name: subset.data for subset in cut},
    }
    strokes = {subset.name: subset.stroke for subset in cut if subset.stroke}
    return (pool or workers.pool).render(html, everything, strokes)


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
    faces = CSS(string=assets[sheets.FONTS].decode(), url_fetcher=handed, font_config=config)
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

        name = url.removeprefix(sheets.ASSET)
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
