"""From a paper to a PDF.

The site calls `paper_pdf`: it checks the text, writes the HTML, cuts the fonts and hands all of it to a
printing process. There `laying_out.write_pdf` lays it out with nothing but what it was handed.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import unescape

from portal.documents import fonts, sheets, text, workers
from portal.documents.laying_out import FONTS
from portal.documents.workers import Pool
from workflows.documents import Printable, passages
from workflows.texts.speaking import in_source


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
        FONTS: sheets.font_css(cut).encode(),
        **{subset.name: subset.data for subset in cut},
    }
    strokes = {subset.name: subset.stroke for subset in cut if subset.stroke}
    return (pool or workers.pool).render(html, everything, strokes)
