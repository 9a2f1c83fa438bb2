"""The files handed in on a case: who may open which, and where each is opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.pages.parts import Link
from portal.permissions import is_own
from portal.rooms.actor import Actor
from portal.rooms.corrections import later_of, stated
from portal.uploads import kept_file
from workflows.models import Case, Entry, StoredFile
from workflows.nodes import SUBJECT, ActType, Office, Procedure
from workflows.nodes.procedure import procedure
from workflows.rules.meetings import SEAL
from workflows.selectors.entries import entries_of

ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


class CaseFiles:
    """What one person may open of one case.

    Whoever recorded an entry opens what they attached to it. An office that reaches the case opens what its
    own acts brought; the offices that the procedure names also what others handed in, unless an act is
    discreet or decided together. A sealed count is opened by nobody, what was voided by the keepers alone.
    The subject opens what is the subject's to hand in.
    """

    def __init__(self, actor: Actor, case: Case) -> None:
        self.actor = actor
        self.case = case
        self.own = is_own(actor, case)
        self.kind: type[Procedure] = procedure(case.procedure)
        at_home = case.unit_id in actor.units and case.procedure not in actor.foreign.procedures
        reached = not self.own and (at_home or actor.reaches(case.pk) is not None)
        self.office = actor.chosen.office if actor.chosen and reached else ""
        self.keeps = self.office in {office.name for office in self.kind.keepers}
        self.reads = self.keeps or self.office in {office.name for office in self.kind.readers}

    def opens(self, entry: Entry, later: Sequence[Entry]) -> bool:
        """Whether the files of an entry may be opened; ``later`` are its corrections and its voiding."""
        act = self.kind.act_types.get(stated(entry)[0])
        if act is None or not entry.files or SEAL in entry.facts:
            return False
        if later and later[-1].act == "void":
            return self.keeps
        if self.own:
            return SUBJECT in act.by and not act.discreet
        mine = self.actor.id is not None and self.actor.id in {entry.recorded_by_id, entry.acted_by_id}
        return mine or self._by_office(act)

    def _by_office(self, act: ActType) -> bool:
        acting = {role.name for role in (*act.by, *act.recorders) if isinstance(role, Office)}
        return self.office in acting or (self.reads and not act.discreet and act.matter is None)

    def links(self, entry: Entry, later: Sequence[Entry]) -> Iterator[Link]:
        """Where the files of an act and of its corrections are opened, those that stand last."""
        for one in (entry, *later):
            if self.opens(one, later):
                for number in range(len(one.files)):
                    href = reverse("case_file", args=[self.case.pk, one.pk, number])
                    yield Link(scan_text(number, len(one.files)), href, "paperclip")


def scan_text(number: int, of: int) -> str:
    """What a link to one of several files says."""
    return _("扫描件 %(n)s") % {"n": number + 1} if of > 1 else _("扫描件")


def file_of(actor: Actor, case: Case, pk: int, number: int) -> tuple[StoredFile, str] | None:
    """A file of an entry with the name to hand it out under, for somebody who may open it."""
    entries = list(entries_of(case=case.pk))
    files = CaseFiles(actor, case)
    for root, later in _acts(entries):
        entry = next((each for each in (root, *later) if each.pk == pk), None)
        if entry is not None and number < len(entry.files) and files.opens(entry, later):
            found = kept_file(entry.files[number])
            return (found, _name(files.kind, root, found)) if found else None
    return None


def handed_in_on(files: CaseFiles, entries: Sequence[Entry]) -> Iterator[tuple[Entry, str, StoredFile]]:
    """Everything handed in that may be opened: the entry, the name to hand it out under, and the file."""
    for root, later in _acts(entries):
        for entry in (root, *later):
            if files.opens(entry, later):
                for digest in entry.files:
                    if found := kept_file(digest):
                        yield entry, _name(files.kind, root, found), found


def _acts(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Sequence[Entry]]]:
    later = later_of(entries)
    follows = {each.pk for found in later.values() for each in found}
    for entry in entries:
        if entry.pk not in follows:
            yield entry, later.get(entry.pk, ())


def _name(kind: type[Procedure], entry: Entry, file: StoredFile) -> str:
    """What the paper is and its day: what the sender called the file may say anything."""
    title = kind.act_types[stated(entry)[0]].title
    return f"{title} {entry.on.isoformat()}.{ENDINGS[file.media_type]}"
