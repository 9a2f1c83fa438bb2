"""What the record tells a paper: a case or a matter as it stood at one act, with what was corrected since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from portal import clock
from portal.rooms.corrections import later_of, standing
from portal.rooms.words import people_fields
from workflows.door import Outlook, matter_situation, matter_standing, outlook
from workflows.door.history import facts_of, keeping, roots
from workflows.models import Case, Entry, Matter, Person
from workflows.nodes import ActType, Imprint, MatterPaper, PersonPaper, ToldCase, ToldMatter, ToldPerson
from workflows.nodes.matters import matter_type
from workflows.rules.facts import Fact, Facts
from workflows.rules.situation import Situation
from workflows.selectors.people import unit_names


@dataclass(frozen=True, slots=True)
class _History:
    """The entries of one case or matter, and what its acts are called."""

    entries: Sequence[Entry]
    acts: Mapping[str, ActType]

    def until(self, entry: int) -> list[Entry]:
        """What was recorded up to an act, and every correction of it since."""
        first = roots(self.entries)
        return [each for each in self.entries if first[each.pk] <= entry]

    def facts(self, entry: int) -> Facts:
        """The facts as they stood at an act."""
        return facts_of(self.until(entry), keeping(self.acts))

    def words(self) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """What was written of people, by the entry of the act, unless it was erased."""
        later = later_of(self.entries)
        for entry in self.entries:
            stands = standing(entry, later.get(entry.pk, ())) if entry.supersedes_id is None else None
            private = getattr(stands, "private", None)
            if private is not None and private.body:
                yield entry.pk, private.body


def told_case(case: int, entry: int, *, at: datetime) -> ToldCase | None:
    """A case as it stood at one of its acts; None where no act of it stands under this entry."""
    found = _told_cases({case: [entry]}, at=at).get(case)
    return replace(found, meeting=_meeting_of(found.fact, entry)) if found else None


def told_matter(matter: Matter, entry: int, paper: MatterPaper, *, at: datetime) -> ToldMatter | None:
    """A matter and everybody it concerns, as they stood at one of its acts; None where nothing of it stands.

    Each case is told as it stood at the last act that the matter had brought to it by then, and at the first.
    """
    found = _told_matter(matter, entry)
    if found is None:
        return None
    found = replace(found, fact=_fact_of(found.facts, entry))
    if paper.dossiers:
        return _documented(found, matter.pk, at)
    if paper.surveys:
        return _surveyed(found, matter.pk, paper, at)
    brought: defaultdict[int, list[int]] = defaultdict(list)
    causes = Entry.objects.filter(matter=matter, case=None, pk__lte=entry)
    for pk, case in Entry.objects.filter(cause__in=causes).order_by("pk").values_list("pk", "case"):
        brought[case].append(pk)
    cases = tuple(_told_cases(brought, at=at).values())
    return replace(found, cases=cases) if cases or not brought else None


def _surveyed(told: ToldMatter, matter: int, paper: MatterPaper, at: datetime) -> ToldMatter:
    """The matter with every case that it concerns as it stands now, and whom the paper names of them."""
    view = matter_standing(matter, at=at)
    if view is None:
        return told
    _numbers, actors = _names([(set(), set(paper.whom(view.situation)))])
    told = replace(told, situation=view.situation, actors={**told.actors, **actors})
    return replace(told, homes=homes_of(view.situation, paper.tree, told.fact)) if paper.tree else told


def homes_of(situation: Situation, tree: str, fact: Fact | None) -> dict[int, str]:
    """The units in a tree of those whose cases a matter concerns, on the day of an act."""
    people = Person.objects.filter(pk__in={view.subject for view in situation.surveyed})
    return unit_names(people, tree, fact.on if fact else situation.on)


def _documented(told: ToldMatter, matter: int, at: datetime) -> ToldMatter:
    """The matter with what is known now of those whom the act names."""
    fact = told.fact
    situation = matter_situation(matter, fact.name, fact.data, at=at) if fact else None
    return replace(told, situation=situation)


def told_person(case: Case, entry: int, paper: PersonPaper, *, at: datetime) -> ToldPerson | None:
    """The cases of a case's subject that had come onto a paper by one of its acts, as they stand now.

    None where the case did not come onto it by that act.
    """
    rows = Case.objects.filter(subject=case.subject_id, procedure=case.procedure).order_by("pk")
    known = {pk: Facts.from_json(facts) for pk, facts in rows.values_list("pk", "facts")}
    came = {pk: fact for pk, facts in known.items() if (fact := paper.came(facts))}
    last = came.get(case.pk)
    if last is None or last.entry != entry:
        return None
    view = outlook([case.pk], at=at)[case.pk]
    then = replace(
        view.situation, on=last.on, edition=view.edition_on(last.on), editions=view.editions_of(known)
    )
    return ToldPerson(
        situation=replace(then, actor=None),
        fact=last,
        cases={pk: known[pk] for pk, fact in came.items() if (fact.entry or 0) <= entry},
        imprint=imprint(case.unit.name, last.on.year, entry),
    )


def _told_cases(brought: Mapping[int, Sequence[int]], *, at: datetime) -> dict[int, ToldCase]:
    """Cases by number, each at the last and the first of its entries that stands, if any does."""
    views = outlook(brought, at=at)
    entries: defaultdict[int, list[Entry]] = defaultdict(list)
    for entry in _entries(case__in=[*views]):
        entries[entry.case_id or 0].append(entry)
    found: dict[int, ToldCase] = {}
    for case, view in sorted(views.items(), key=lambda each: each[1].situation.subject.number):
        history = _History(entries[case], view.case.procedure.act_types)
        told = _told_case(view, history, [*reversed(brought[case])])
        if told is not None:
            found[case] = replace(told, first=_told_case(view, history, brought[case]))
    return _naming(found, views)


def _told_case(view: Outlook, history: _History, brought: Sequence[int]) -> ToldCase | None:
    """The case at the first of these entries that stands."""
    for number in brought:
        facts = history.facts(number)
        fact = _fact_of(facts, number)
        if fact is not None:
            entry = next(each for each in history.entries if each.pk == number)
            situation = replace(
                view.situation, on=fact.on, facts=facts, edition=view.edition_on(fact.on), actor=None
            )
            return ToldCase(
                situation=situation,
                fact=fact,
                words=dict(history.words()),
                imprint=imprint(entry.unit.name, fact.on.year, number),
            )
    return None


def _naming(cases: Mapping[int, ToldCase], views: Mapping[int, Outlook]) -> dict[int, ToldCase]:
    """The same cases with the names of everybody they tell of, read at once."""
    people = [
        _people(told.situation.facts, views[case].case.procedure.act_types) for case, told in cases.items()
    ]
    names, actors = _names(people)

    def whole(told: ToldCase) -> ToldCase:
        first = whole(told.first) if told.first else None
        return replace(told, names=names, actors=actors, first=first)

    return {case: whole(told) for case, told in cases.items()}


def _meeting_of(fact: Fact, entry: int) -> ToldMatter | None:
    """The meeting in which an act happened, as it stood then."""
    call = Entry.objects.filter(pk=fact.data.get("meeting") or 0).select_related("matter__unit").first()
    return _told_matter(call.matter, entry) if call and call.matter else None


def _told_matter(matter: Matter, entry: int) -> ToldMatter | None:
    """A matter by itself, up to an entry of its own or of one of its cases."""
    kind = matter_type(matter.kind)
    if kind is None:
        return None
    history = _History(_entries(matter=matter, case=None), kind.acts())
    facts = history.facts(entry)
    names, actors = _names([_people(facts, history.acts)])
    return ToldMatter(
        kind=kind,
        facts=facts,
        opened_on=matter.opened_on,
        closed_on=matter.closed_on,
        words=dict(history.words()),
        names=names,
        actors=actors,
        imprint=imprint(matter.unit.name, matter.opened_on.year, matter.pk),
    )


def imprint(issuer: str, year: int, number: int) -> Imprint:
    """What a paper carries of this site."""
    institution = clock.institution()
    return Imprint(
        institution=institution.name if institution else "",
        issuer=issuer,
        number=f"{year}-{number:04d}",
        mark=_("演示，不具效力") if institution and institution.is_demo else "",
    )


def _fact_of(facts: Facts, entry: int) -> Fact | None:
    """The fact of one act, where it stands."""
    return next((fact for name in facts.to_json() for fact in facts.all(name) if fact.entry == entry), None)


def _people(facts: Facts, acts: Mapping[str, ActType]) -> tuple[set[str], set[int]]:
    """Whom facts name: people by number in the fields of their papers, and by id those who acted."""
    numbers: set[str] = set()
    actors: set[int] = set()
    for name, records in facts.to_json().items():
        paper = acts[name].paper if name in acts else None
        fields = people_fields(paper) if paper else set()
        for record in records:
            actors.update([record["by"]] if record.get("by") else [])
            for field in fields:
                value = record["data"].get(field)
                numbers.update(value if isinstance(value, (list, dict)) else [str(value)])
    return numbers, actors


def _names(told: Iterable[tuple[set[str], set[int]]]) -> tuple[dict[str, str], dict[int, str]]:
    """The names of all of these people, by number and by id."""
    numbers: set[str] = set()
    actors: set[int] = set()
    for some, others in told:
        numbers |= some
        actors |= others
    wanted = Person.objects.filter(Q(number__in=numbers) | Q(pk__in=actors))
    found = list(wanted.values_list("pk", "number", "name"))
    return {number: name for _pk, number, name in found}, {pk: name for pk, _number, name in found}


def _entries(**wanted: Any) -> list[Entry]:
    return list(Entry.objects.filter(**wanted).select_related("private", "unit").order_by("pk"))
