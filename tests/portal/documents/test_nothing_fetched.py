"""A paper opens nothing: no address of the network, no file, however the HTML asks for it.

The templates never ask. This is what stands behind them should one ever be wrong.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import StreamObject

from portal.documents import laying_out, render
from portal.documents.laying_out import FONTS
from portal.documents.refusals import PaperRefused

SECRET = "only-in-this-file-9f31"

#: Ways of asking for `{}`.
ASKING = {
    "img": "<img src='{}'>",
    "picture": "<picture><source srcset='{}'><img src='{}'></picture>",
    "stylesheet": "<link rel=stylesheet href='{}'>",
    "import": "<style>@import url('{}');</style>",
    "background": "<p style=\"background: url('{}')\">x",
    "content": "<style>p::before {{ content: url('{}') }}</style><p>x",
    "list": "<ul><li style=\"list-style-image: url('{}')\">x</ul>",
    "border": "<p style=\"border: 9px solid; border-image: url('{}') 9\">x",
    "font": "<style>@font-face {{ font-family: F; src: url('{}') }} p {{ font-family: F }}</style><p>x",
    "object": "<object data='{}'></object>",
    "embed": "<embed src='{}'>",
    "svg image": "<svg width=9 height=9><image href='{}' width=9 height=9 /></svg>",
    "svg use": "<svg width=9 height=9><use href='{}#a' /></svg>",
    "svg style": "<svg width=9 height=9><style>@import '{}';</style><rect width=9 height=9 /></svg>",
    "attachment": "<link rel=attachment href='{}'>",
    "attached link": "<a rel=attachment href='{}'>x</a>",
    "base": "<base href='{}/'><img src='x.png'>",
    "color profile": (
        "<style>@color-profile --p {{ src: url('{}') }} p {{ color: color(--p 0 0 0) }}</style><p>x"
    ),
}


class Canary(ThreadingHTTPServer):
    """A server on this machine that counts who comes."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.asked: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Answer(BaseHTTPRequestHandler):
    """Sends everybody on once, so that following a redirect shows as well."""

    server: Canary

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_response(302 if "redirect" in self.path else 200)
        self.send_header("Location", "/arrived")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 (the name in the base class)
        return


@pytest.fixture
def canary() -> Iterator[Canary]:
    with Canary() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.txt"
    path.write_text(SECRET)
    return path


def printed(html: str, assets: dict[str, bytes]) -> bytes:
    """Return the PDF, or nothing when WeasyPrint gave up. Without the other fences: this is the first one."""
    try:
        return laying_out.write_pdf(html, {FONTS: b"", **assets}, {})
    except BaseException:  # noqa: BLE001 (WeasyPrint's fatal errors are no Exceptions)
        return b""


def contents(pdf: bytes) -> bytes:
    """Return every stream of the file, unpacked."""
    objects = (PdfReader(BytesIO(pdf)).get_object(number) for number in range(1, pdf.count(b" obj\n") + 1))
    return b"".join(item.get_data() for item in objects if isinstance(item, StreamObject))


@pytest.mark.parametrize("asking", ASKING.values(), ids=ASKING)
def test_no_address_is_opened(canary: Canary, secret: Path, asking: str) -> None:
    addresses = (
        f"{canary.address}/plain",
        f"{canary.address}/redirect",
        f"//127.0.0.1:{canary.server_port}/no-scheme",
        secret.as_uri(),
        str(secret),
        "file:///etc/passwd",
    )
    for address in addresses:
        pdf = printed(asking.replace("{}", address).replace("{{", "{").replace("}}", "}"), {})
        assert pdf == b"" or SECRET.encode() not in contents(pdf)
    assert canary.asked == []


@pytest.mark.parametrize("wrapped", ["<svg xmlns='http://www.w3.org/2000/svg'>{}</svg>"])
def test_what_travels_with_a_paper_fetches_nothing_either(canary: Canary, wrapped: str) -> None:
    picture = wrapped.format(f"<image href='{canary.address}/inside' width='9' height='9'/>")
    printed("<img src='asset:picture.svg'>", {"picture.svg": picture.encode()})
    printed(f'<img src="data:image/svg+xml,{picture.replace("#", "%23")}">', {})
    printed("<link rel=stylesheet href='asset:a.css'>", {"a.css": f"@import '{canary.address}';".encode()})
    assert canary.asked == []


def test_the_same_papers_reach_the_canary_with_the_librarys_own_fetcher(canary: Canary) -> None:
    # Otherwise the tests above would prove nothing.
    from weasyprint import HTML  # noqa: PLC0415 (only this test needs it in this process)

    for name, asking in ASKING.items():
        address = f"{canary.address}/{name.replace(' ', '-')}"
        HTML(string=asking.replace("{}", address).replace("{{", "{").replace("}}", "}")).write_pdf()
    reached = {path.strip("/").split("/")[0] for path in canary.asked}
    assert len(reached) >= 7


def test_a_paper_that_asks_for_more_than_it_was_handed_is_refused() -> None:
    with pytest.raises(PaperRefused) as refused:
        render.print_html("<img src='asset:none.svg'>", {})
    assert (refused.value.message, refused.value.params) == (
        "paper.failed",
        {"reason": "FatalURLFetchingError"},
    )
