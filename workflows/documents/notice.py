"""A notice: the paper that makes names public for a time and says where to object."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, TypeAlias

from workflows.documents.digests import check_code
from workflows.documents.prose import Prose

#: A line of a person's block: the label and what stands beside it.
Field: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonBlock:
    """What a notice says of one person. The block is never torn apart by the end of a page.

    `fields` are printed in this order and are the whole list: what the article does not name stays out.
    """

    name: str
    fields: tuple[Field, ...]
    #: What stands beside the name; 姓名性别 when `aside` holds the sex.
    name_label: str = "姓名"
    #: Printed small after the name.
    aside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePaper:
    """One notice as it hangs: every string is plain text, ready to print, in the language of the paper."""

    template: ClassVar[str] = "notices/notice.html"

    #: The school or university; with `issuer` it becomes the author in the file's properties.
    institution: str
    #: The unit that posts the notice.
    issuer: str
    #: U+200B marks where a long title may break; it is never printed.
    title: str
    #: The notice's own number, for example 公示2026-007.
    number: str
    #: Paragraphs before the first heading.
    intro: tuple[str, ...]
    people: tuple[PersonBlock, ...]
    #: One sentence: first day, last day, how they are counted. Empty where no views are awaited.
    window: str
    #: Where the notice hangs: the wall, the site. Joined into one line.
    channels: tuple[str, ...]
    #: Paragraphs: to whom, when and how an objection is brought.
    contacts: tuple[str, ...]
    #: The name over the date, where the seal goes.
    signed_by: str
    signed_on: date
    #: Where the QR code leads. Empty: no QR code.
    check_url: str = ""
    #: Small print before the people: how figures are to be read.
    legend: str = ""
    #: One line beside the QR code.
    remark: str = ""
    #: Printed at the head of each page of a paper without effect, such as one from a practice institution.
    mark: str = ""
    #: What an announcement says under headings of its own, after everything else.
    sections: tuple[Prose, ...] = ()

    @property
    def check_code(self) -> str:
        """The short code in the foot; see `workflows.documents.digests`."""
        return check_code(self)
