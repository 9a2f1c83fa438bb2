"""Whether a printed paper still says what the record says: read from the signed address behind its QR code.

Nothing is stored of what was printed. The address names the paper, the act it was printed of and the code of
what it said; its signature keeps strangers from asking about papers that they do not hold.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from django.core import signing
from django.urls import reverse

from portal.rooms.papers.offering import case_paper, matter_paper, paper_named, person_paper
from portal.rooms.papers.telling import imprint
from workflows.documents import NoticePaper, Printable
from workflows.models import Entry
from workflows.nodes import CasePaper, MatterPaper, PersonPaper
from workflows.nodes.matters import matter_type
from workflows.nodes.procedure import procedure
from workflows.texts.speaking import said

SALT = "printed paper"
#: longer addresses are not ours
LONGEST = 200


class Holds(StrEnum):
    """How a printed paper stands to the record."""

    SAME = "same"
    #: the record was corrected, or part of it erased: another paper would be printed today
    CHANGED = "changed"
    #: the act was voided, or what was printed of it no longer follows from it
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Checked:
    """What a stranger may know of a paper: ``title`` is that of its kind and names nobody."""

    title: str
    number: str
    issuer: str
    on: date
    code: str
    holds: Holds
    #: from when to when a notice hangs; of other papers nothing
    period: str = ""


def with_address(paper: Printable, name: str, entry: int, base: str) -> Printable:
    """The paper with the address at which it is confirmed, under ``base``."""
    token = signing.Signer(salt=SALT, sep="~").sign(f"{name}.{entry}.{paper.check_code}")
    return replace(paper, check_url=base + reverse("check_paper", args=[token]))


def checked(token: str, *, at: datetime) -> Checked | None:
    """What can be said of the paper with this address, or None for one that was not printed here."""
    if len(token) > LONGEST:
        return None
    try:
        name, entry, code = signing.Signer(salt=SALT, sep="~").unsign(token).split(".")
    except (signing.BadSignature, ValueError):
        return None
    found = Entry.objects.select_related("case__unit", "matter__unit", "unit").filter(pk=int(entry)).first()
    return _checked(found, name, code, at) if found else None


def _checked(entry: Entry, name: str, code: str, at: datetime) -> Checked | None:
    declared = _declared(entry, name)
    if declared is None:
        return None
    paper = _printed(entry, declared, at)
    holds = Holds.GONE if paper is None else Holds.SAME if paper.check_code == code else Holds.CHANGED
    return Checked(
        title=said(declared.title),
        number=paper.number if paper else imprint(entry.unit.name, entry.on.year, entry.pk).number,
        issuer=paper.issuer if paper else entry.unit.name,
        on=entry.on,
        code=code,
        holds=holds,
        period=paper.window if isinstance(paper, NoticePaper) else "",
    )


def _printed(entry: Entry, declared: CasePaper | MatterPaper | PersonPaper, at: datetime) -> Printable | None:
    """The paper as it would be printed today."""
    found: tuple[object, Printable] | None = None
    if isinstance(declared, PersonPaper) and entry.case:
        found = person_paper(entry.case, declared.name, entry.pk, at=at)
    elif entry.case:
        found = case_paper(entry.case, declared.name, entry.pk, at=at)
    elif entry.matter:
        found = matter_paper(entry.matter, declared.name, entry.pk, at=at)
    return found[1] if found else None


def _declared(entry: Entry, name: str) -> CasePaper | MatterPaper | PersonPaper | None:
    if entry.case is not None:
        kind = procedure(entry.case.procedure)
        papers: tuple[CasePaper | PersonPaper, ...] = (*kind.papers, *kind.person_papers)
        return next((each for each in papers if each.name == name), None)
    return paper_named(matter_type(entry.matter.kind), name) if entry.matter else None
