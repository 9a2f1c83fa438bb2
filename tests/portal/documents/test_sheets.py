"""Names are text: whatever stands in them, the sheet has the same elements and prints the same characters."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest
import segno

from portal.documents import render, sheets
from tests.portal.documents.conftest import nominee
from tests.portal.documents.reading import written
from workflows.documents import NoticePaper, Prose

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</td></tr></table><h1>撤销</h1>",
    "</style><style>*{display:none}",
    "</title><base href=file:///etc/>",
    "<!-- ",
    "-->",
    "]]>",
    "&lt;b&gt;",
    "&#60;b&#62;",
    "\"><link rel=attachment href='file:///etc/passwd'>",
    "' onclick='x",
    "{{7*7}}",
    "{% include 'notices/sheet.css' %}",
    "{# #}",
    "${7*7}",
    "%(name)s",
    "url(file:///etc/passwd)",
    "asset:qr.svg",
    "\\3c b\\3e",
    "'; DROP TABLE people; --",
    "../../etc/passwd",
    "=1+1",
)


class Elements(HTMLParser):
    """Collects the elements and, apart from them, the text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(name for name, _ in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.elements.append((f"/{tag}", ()))

    def handle_comment(self, data: str) -> None:
        self.elements.append(("!", ()))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def parsed(paper: NoticePaper) -> Elements:
    elements = Elements()
    elements.feed(sheets.paper_html(paper))
    elements.close()
    return elements


def filled(paper: NoticePaper, text: str) -> NoticePaper:
    """Return the paper with the text in every place that takes one."""
    person = replace(nominee(text, text), name_label=text, fields=((text, text), (text, text * 3)))
    return NoticePaper(
        institution=text,
        issuer=text,
        title=text,
        number=text,
        intro=(text,),
        people=(person,),
        window=text,
        channels=(text, text),
        contacts=(text,),
        signed_by=text,
        signed_on=paper.signed_on,
        check_url=paper.check_url,
        legend=text,
        remark=text,
        mark=text,
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_adds_an_element(one: NoticePaper, text: str) -> None:
    # As long as the hostile one, because the width decides which fields share a row.
    plain = parsed(filled(one, "x" * len(text)))
    hostile = parsed(filled(one, text))
    assert hostile.elements == plain.elements
    assert hostile.texts.count(text) == plain.texts.count("x" * len(text))


def test_an_announcement_has_headings_of_its_own_and_none_of_a_notice(one: NoticePaper) -> None:
    sections = (Prose("答辩人", ("甲。",)), Prose("地点", ("化工楼。",)))
    paper = replace(one, people=(), window="", channels=(), contacts=(), sections=sections)
    texts = [text.strip() for text in parsed(paper).texts if text.strip()]
    start = texts.index("一、答辩人")
    assert texts[start : start + 4] == ["一、答辩人", "甲。", "二、地点", "化工楼。"]
    assert [text for text in texts if text[1:2] == "、"] == ["一、答辩人", "二、地点"]


def test_hostile_names_are_printed_as_they_are(one: NoticePaper) -> None:
    people = tuple(nominee(text) for text in HOSTILE)
    text = written(render.paper_pdf(replace(one, people=people)))
    assert [name for name in HOSTILE if "".join(name.split()) not in text] == []


def test_the_qr_code_holds_the_address_and_nothing_else() -> None:
    address = "https://portal.example.org/n/7Q2M8ZK4T1"
    svg = sheets.qr_code(address).decode()
    modules = segno.make(address, error="m", micro=False).symbol_size(border=0)[0]
    assert svg.startswith(f'<svg xmlns="http://www.w3.org/2000/svg" width="{modules}" height="{modules}"')
    assert address not in svg


def test_the_sheet_of_a_notice_without_address_shows_no_qr_code(one: NoticePaper) -> None:
    assert ("img", ("src", "alt")) in parsed(one).elements
    assert ("img", ("src", "alt")) not in parsed(replace(one, check_url="")).elements
