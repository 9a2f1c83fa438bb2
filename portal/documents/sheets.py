"""The HTML of a sheet, from a template that is code and texts that are only ever text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

import segno
from django.template.loader import render_to_string

from portal.documents import layout
from portal.documents.fonts import Subset
from portal.documents.laying_out import ASSET
from portal.documents.layout import Row
from portal.documents.text import BREAK_HERE
from workflows.documents import FormPaper, NoticePaper, PersonBlock, Printable, VoteReport
from workflows.documents.notice import Field

QR = "qr.svg"


@dataclass(frozen=True, slots=True)
class Person:
    """A person's block cut into rows."""

    block: PersonBlock
    beside_name: tuple[Field, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered heading (一、) with its paragraphs."""

    ordinal: str
    heading: str
    paragraphs: tuple[str, ...]


def paper_html(paper: Printable) -> str:
    """The paper without its fonts; every text of it is escaped by its template."""
    return render_to_string(paper.template, {"paper": paper, **_about(paper), **_laid_out(paper)})


def _about(paper: Printable) -> dict[str, object]:
    """What every template may show."""
    return {
        "title_lines": layout.title_lines(paper.title),
        "plain_title": paper.title.replace(BREAK_HERE, ""),
    }


def _laid_out(paper: Printable) -> dict[str, object]:
    """What one kind of paper needs beside its own fields."""
    if isinstance(paper, FormPaper):
        signed = in_words(paper.signed_on) if paper.signed_on else ""
        return {"blocks": tuple(layout.blocks(paper)), "signed_on": signed}
    if isinstance(paper, NoticePaper):
        return _notice(paper)
    if isinstance(paper, VoteReport):
        return {"held_on": in_words(paper.held_on), "tellers": "、".join(paper.tellers)}
    return {}


def _notice(paper: NoticePaper) -> dict[str, object]:
    people = tuple(
        Person(block, layout.beside_name(block), tuple(layout.rows(block))) for block in paper.people
    )
    sections = tuple(_numbered(_sections(paper)))
    said = [*paper.intro, *(each for section in sections for each in section.paragraphs)]
    return {
        "sections": sections,
        "people": people,
        "many": len(people) >= layout.MANY or any(len(each.rows) >= layout.TALL for each in people),
        "close": layout.is_close(said, len(sections), [each.rows for each in people]),
        "signed_on": in_words(paper.signed_on),
    }


def qr_code(url: str) -> bytes:
    """The address as a QR code in SVG, black squares without a margin, level M."""
    out = BytesIO()
    segno.make(url, error="m", micro=False).save(out, kind="svg", border=0, xmldecl=False, svgns=True)
    return out.getvalue()


def font_css(subsets: Sequence[Subset]) -> str:
    """The style sheet that announces the travelling fonts and gives each role its list of them."""
    faces = (f'@font-face {{ font-family: "{s.name}"; src: url("{ASSET}{s.name}"); }}' for s in subsets)
    lists = (f"--{role}: {names}" for role, names in _lists(subsets).items())
    return "\n".join((*faces, f":root {{ {'; '.join(lists)} }}"))


def in_words(day: date) -> str:
    """2026年11月7日: no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def _lists(subsets: Sequence[Subset]) -> dict[str, str]:
    lists: dict[str, list[str]] = {}
    for subset in subsets:
        lists.setdefault(subset.role, []).append(f'"{subset.name}"')
    return {role: ", ".join(names) for role, names in lists.items()}


def _sections(paper: NoticePaper) -> Iterator[tuple[str, tuple[str, ...]]]:
    hung = (f"公示方式：{'、'.join(paper.channels)}。",) if paper.channels else ()
    if paper.window:
        yield "公示时间", (paper.window, *hung)
    if paper.contacts:
        yield "意见受理", paper.contacts
    if paper.people:
        yield "基本情况", ()
    yield from ((section.heading, section.paragraphs) for section in paper.sections)


def _numbered(sections: Iterator[tuple[str, tuple[str, ...]]]) -> Iterator[Section]:
    for ordinal, (heading, paragraphs) in zip(layout.ORDINALS, sections, strict=False):
        yield Section(ordinal, heading, paragraphs)
