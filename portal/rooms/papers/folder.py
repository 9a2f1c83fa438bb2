"""The whole file of a case as one archive: its papers, what was handed in, the journal, and an index.

It is written while it is sent, because a file of eighty entries takes some seconds to print.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from hashlib import sha256
from io import RawIOBase
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from portal.documents.refusals import PaperRefused
from portal.documents.render import paper_pdf
from portal.pages.days import day_text
from portal.pages.joined import with_number
from portal.rooms.actor import Actor
from portal.rooms.case_files import CaseFiles, handed_in_on
from portal.rooms.journal import title_of
from portal.rooms.papers import checking, offering
from portal.uploads import content_of
from workflows.door import outlook
from workflows.models import Case, Entry, StoredFile
from workflows.nodes.procedure import procedure
from workflows.selectors.entries import entries_of
from workflows.texts.speaking import in_source


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of the archive: its name there, its day, and what gives its bytes when its turn comes."""

    name: str
    on: date
    content: Callable[[], bytes]


class Folder:
    """What one office may take away of one case; ``base`` is the address that printed papers name."""

    def __init__(self, actor: Actor, case: Case, at: datetime, base: str) -> None:
        self.actor = actor
        self.case = case
        self.at = at
        self.base = base
        self.entries = list(entries_of(case=case.pk))[::-1]

    def sent(self) -> Iterator[bytes]:
        """The archive, piece by piece; what cannot be given is said in the index, which comes last."""
        with in_source():
            yield from self._sent()

    def _sent(self) -> Iterator[bytes]:
        whose = with_number(self.case.subject.name, self.case.subject.number)
        how = _("每行是一个文件的 SHA-256；在这个文件夹里核对：sha256sum -c 目录.txt")
        said = [whose, day_text(self.actor.on), how, ""]
        sink = _Sink()
        with ZipFile(sink, "w", ZIP_DEFLATED) as archive:
            for piece in self._pieces():
                said.append(_put(archive, piece))
                yield sink.taken()
            index = ("\n".join(said) + "\n").encode()
            archive.writestr(_entered(_("目录.txt"), self.actor.on), index)
        yield sink.taken()

    def _pieces(self) -> Iterator[Piece]:
        yield Piece(_("纪实.json"), self.actor.on, self._journal)
        view = outlook([self.case.pk], at=self.at, actor=self.actor.id)[self.case.pk]
        for number, each in enumerate(offering.papers_of_case(self.actor, self.case, view.situation), 1):
            name = f"{number:02} {each.title} {each.on.isoformat()}.pdf"
            yield Piece(f"{_('打印件')}/{name}", each.on, partial(self._printed, each))
        files = handed_in_on(CaseFiles(self.actor, self.case), self.entries)
        for number, (entry, name, file) in enumerate(files, 1):
            path = f"{_('扫描件')}/{number:02} {name}"
            yield Piece(path, entry.on, partial(_read, file))

    def _printed(self, offered: offering.Offered) -> bytes:
        found = offering.case_paper(self.case, offered.name, offered.entry, at=self.at)
        if found is None:
            raise LookupError(offered.name)
        return paper_pdf(checking.with_address(found[1], offered.name, offered.entry, self.base))

    def _journal(self) -> bytes:
        """Every entry with its place in the chain of its unit, the earliest first."""
        told = [self._told(entry) for entry in self.entries]
        return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode()

    def _told(self, entry: Entry) -> dict[str, Any]:
        people = {"acted_by": entry.acted_by, "recorded_by": entry.recorded_by}
        people["confirmed_by"] = entry.confirmed_by
        return {
            "seq": entry.seq,
            "unit": entry.unit_id,
            "act": entry.act,
            "title": title_of(procedure(self.case.procedure), entry),
            "on": entry.on.isoformat(),
            "effective_on": entry.effective_on.isoformat(),
            "at": entry.at.isoformat(),
            **{name: person.number if person else None for name, person in people.items()},
            "acted_as": entry.acted_as,
            "recorded_as": entry.recorded_as,
            "edition": entry.edition,
            "outcome": entry.outcome,
            "facts": entry.facts,
            "findings": entry.findings,
            "files": entry.files,
            "private_hash": entry.private_hash,
            "prev": entry.prev,
            "hash": entry.hash,
        }


def _put(archive: ZipFile, piece: Piece) -> str:
    """Have a piece in the archive; its line of the index."""
    try:
        content = piece.content()
    except PaperRefused as refused:
        return _left_out(piece, str(refused))
    except LookupError:
        return _left_out(piece, _("这份文书已经不能按记录生成。"))
    except FileNotFoundError:
        return _left_out(piece, _("存储里找不到这份文件。"))
    archive.writestr(_entered(piece.name, piece.on), content)
    return f"{sha256(content).hexdigest()}  {piece.name}"


def _left_out(piece: Piece, why: str) -> str:
    return _("没有收入：%(name)s；%(why)s") % {"name": piece.name, "why": why}


def _entered(name: str, on: date) -> ZipInfo:
    """A file of the archive bears the day of what it is about: the same record gives the same archive."""
    entered = ZipInfo(name, (max(on.year, 1980), on.month, on.day, 0, 0, 0))
    entered.compress_type = ZIP_DEFLATED
    return entered


def _read(file: StoredFile) -> bytes:
    with content_of(file) as content:
        return bytes(content.read())


class _Sink(RawIOBase):
    """Takes what the archive writes until it is sent."""

    def __init__(self) -> None:
        self._written = bytearray()

    def write(self, data: Any) -> int:
        """Keep it."""
        self._written += data
        return len(data)

    def taken(self) -> bytes:
        """What was written since the last time."""
        found, self._written = bytes(self._written), bytearray()
        return found
