"""One person's record by year: what stands with its evidence, and what was corrected or voided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.pages.days import day_text
from portal.pages.joined import sentences
from portal.pages.journal import JournalRow
from portal.pages.parts import Act, Fact, Link
from portal.pages.record import RecordPage, RecordYear
from portal.rooms.actor import Actor
from portal.rooms.records import amends, kinds_kept, kinds_read, records_of, unit_names, warning_states
from portal.rooms.words import facts_text, moment_text
from workflows.door.history import CORRECT, VOID, fact_of, roots
from workflows.models import Entry, Matter, Person, StoredFile
from workflows.nodes import RecordType
from workflows.nodes.procedure import office_titles, record_types
from workflows.rules.facts import Fact as Known
from workflows.rules.facts import Facts


@dataclass(frozen=True, slots=True)
class Told:
    """An entry of a record with the fact that it states."""

    kind: type[RecordType]
    entry: Entry
    fact: Known


def record_page(actor: Actor, person: Person) -> RecordPage:
    """Somebody's record as the chosen office may read it, with what it may record and amend."""
    kinds = {kind.kind(): kind for kind in kinds_read(actor)}
    records = list(records_of([person.pk], kinds.values()))
    page = _Page(actor, kinds, _entries(records), tools=True)
    return RecordPage(
        title=person.name,
        lede="",
        facts=(Fact(_("学号或工号"), person.number), Fact(_("所在"), unit_names(person) or _("无"))),
        years=tuple(page.years(records)),
        states=warning_states(kinds, records),
        acts=tuple(_acts(actor, person)),
        gone=tuple(page.gone(records)),
        crumbs=(Link(_("个人记录"), reverse("records")), Link(person.name, "")),
        empty=_("还没有登记过。"),
    )


def own_page(actor: Actor, person: Person) -> RecordPage:
    """One's own record: what stands, with its evidence, and which office recorded it."""
    kinds = {name: kind for name, kind in record_types().items() if issubclass(kind, RecordType)}
    records = list(records_of([person.pk], kinds.values()))
    page = _Page(actor, kinds, _entries(records), tools=False)
    return RecordPage(
        title=_("我的个人记录"),
        lede=_("学院登记的名次、荣誉、任职和其他事项，办理时按这里的记录判断。"),
        facts=(),
        years=tuple(page.years(records)),
        crumbs=(Link(_("我的进度"), reverse("me_progress")), Link(_("我的个人记录"), "")),
        empty=_("学院还没有登记您的个人记录。"),
        not_shown=_("有错请向学院提出，由学院更正；更正前后都会保留。"),
    )


class _Page:
    """The rows of some records, made from their entries."""

    def __init__(
        self,
        actor: Actor,
        kinds: Mapping[str, type[RecordType]],
        entries: Mapping[int, Entry],
        *,
        tools: bool,
    ) -> None:
        self.actor = actor
        self.kinds = kinds
        self.entries = entries
        self.tools = tools
        self.titles = office_titles()
        digests = {digest for entry in entries.values() for digest in entry.files}
        self.files = (
            dict(StoredFile.objects.filter(sha256__in=digests).values_list("sha256", "name"))
            if digests
            else {}
        )
        #: what took the place of an entry
        self.after = {
            entry.supersedes_id: entry for entry in entries.values() if entry.supersedes_id is not None
        }
        #: the act itself, by the entry that states what it said
        self.roots = roots(entries.values())
        #: the entry that stands of an act, by the act's own
        self.stands = {self.roots[pk]: entry for pk, entry in entries.items() if pk not in self.after}

    def years(self, records: Iterable[Matter]) -> Iterator[RecordYear]:
        """What stands, by year, the newest first."""
        found: defaultdict[str, list[Told]] = defaultdict(list)
        for told in self._standing(records):
            found[told.kind.period(told.fact)].append(told)
        for year in sorted(found, reverse=True):
            told_of = sorted(found[year], key=lambda each: (each.fact.on, each.entry.pk), reverse=True)
            yield RecordYear(year, tuple(self._row(each) for each in told_of))

    def gone(self, records: Iterable[Matter]) -> Iterator[JournalRow]:
        """What was corrected, voided, or recorded anew, the latest first."""
        standing = {told.entry.pk for told in self._standing(records)}
        for entry in sorted(self.entries.values(), key=lambda entry: entry.pk, reverse=True):
            told = self._told(entry)
            if told is not None and entry.pk not in standing:
                yield self._row(told, why=self._why(entry))

    def _standing(self, records: Iterable[Matter]) -> Iterator[Told]:
        for record in records:
            kind, facts = self.kinds[record.kind], Facts.from_json(record.facts)
            for name, act in kind.recording().items():
                for fact in () if act.discreet and not self.tools else facts.all(name):
                    entry = self.stands.get(fact.entry or 0)
                    if entry is not None:
                        yield Told(kind, entry, fact)

    def _told(self, entry: Entry) -> Told | None:
        fact = fact_of(entry, self.roots[entry.pk])
        kind = self.kinds[entry.matter.kind if entry.matter else ""]
        return Told(kind, entry, fact) if fact and fact.name in kind.recording() else None

    def _row(self, told: Told, why: str = "") -> JournalRow:
        act, entry, fact = told.kind.recording()[told.fact.name], told.entry, told.fact
        said = told.kind.says(fact) or facts_text(act, dict(fact.data), {})
        evidence = fact.data.get(act.evidence)
        grounds = _("依据：%(evidence)s。") % {"evidence": evidence} if evidence else ""
        return JournalRow(
            day=day_text(fact.on, today=self.actor.on),
            iso=fact.on.isoformat(),
            sentence=sentences(said + _("。"), grounds),
            by=self._by(entry),
            recorded=moment_text(entry.at, self.actor.on) if self.tools else "",
            voided=why,
            files=tuple(self._links(entry)),
            tools=() if why or not self.tools else tuple(self._amending(told)),
        )

    def _links(self, entry: Entry) -> Iterator[Link]:
        """The files of an entry and of those that it took the place of."""
        person = entry.matter.person_id if entry.matter else None
        for digest in dict.fromkeys(self._digests(entry)):
            if digest in self.files:
                where = reverse("record_file", args=[person, digest])
                yield Link(self.files[digest] or _("附件"), where, "paperclip")

    def _digests(self, entry: Entry | None) -> Iterator[str]:
        while entry is not None:
            yield from entry.files
            entry = self.entries.get(entry.supersedes_id or 0)

    def _by(self, entry: Entry) -> str:
        office = self.titles.get(entry.acted_as, "")
        who = entry.acted_by.name if entry.acted_by and self.tools else ""
        return _("，").join(filter(None, [who, office]))

    def _amending(self, told: Told) -> Iterator[Link]:
        if amends(self.actor, told.kind) and told.entry.matter:
            where = [told.entry.matter.person_id, told.entry.pk]
            yield Link(_("更正"), reverse("record_correct", args=where))
            yield Link(_("作废"), reverse("record_void", args=where))

    def _why(self, entry: Entry) -> str:
        """Why an entry no longer stands: it was corrected, voided, or recorded anew."""
        after = self.after.get(entry.pk)
        if after is None:
            return _("后来重新登记过，以后来的为准。")
        names = [person.name for person in (after.acted_by, after.confirmed_by) if person]
        said = {"reason": after.facts.get("reason", ""), "who": _("、").join(names)}
        texts = {CORRECT: _("已更正：%(reason)s（%(who)s）"), VOID: _("作废：%(reason)s（%(who)s）")}
        return texts[after.act] % said


def _entries(records: Iterable[Matter]) -> dict[int, Entry]:
    found = Entry.objects.filter(matter__in=records, case=None).select_related(
        "matter", "acted_by", "confirmed_by"
    )
    return {entry.pk: entry for entry in found.order_by("pk")}


def _acts(actor: Actor, person: Person) -> Iterator[Act]:
    for kind in kinds_kept(actor):
        for name, act in kind.recording().items():
            if actor.chosen and actor.chosen.office in {role.name for role in act.by}:
                yield Act(
                    act.paper.title if act.paper else act.title, reverse("record_act", args=[person.pk, name])
                )
