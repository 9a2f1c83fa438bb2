"""Which papers can be printed of a case or of a matter, by whom, and the paper itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from portal.pages.joined import aside
from portal.permissions import is_own
from portal.rooms.actor import Actor
from portal.rooms.papers.telling import told_case, told_matter, told_person
from workflows.documents import Printable
from workflows.models import Case, Matter
from workflows.nodes import CasePaper, MatterPaper, MatterType, PersonPaper, Procedure
from workflows.nodes.matters import matter_type
from workflows.nodes.procedure import procedure
from workflows.rules import meetings
from workflows.rules.facts import Fact, Facts
from workflows.rules.situation import Situation
from workflows.texts.speaking import in_source, said


@dataclass(frozen=True, slots=True)
class Offered:
    """A paper that can be printed: of the act with this entry, which happened on this day."""

    name: str
    code: str
    title: str
    on: date
    entry: int
    href: str


def papers_of_case(actor: Actor, case: Case, situation: Situation) -> tuple[Offered, ...]:
    """The papers of a case that the chosen office may print, the earliest first; none of its own case."""
    found = [
        _offered("case_paper", case.pk, paper, fact)
        for paper in procedure(case.procedure).papers
        if may_print(actor, paper)
        for fact in printed_of(paper, situation)
    ]
    if not found or is_own(actor, case) or actor.reaches(case.pk) is None:
        return ()
    return tuple(sorted(found, key=lambda each: (each.on, each.entry)))


def papers_of_turn(
    actor: Actor, matter: Matter, case: int, kind: type[Procedure], situation: Situation
) -> tuple[Offered, ...]:
    """The papers of one case that tell of a meeting, for an office that reaches the whole meeting."""
    call = meetings.call_of(Facts.from_json(matter.facts))
    if not actor.holds(matter) or situation.subject.id == actor.id:
        return ()
    return tuple(
        _offered("case_paper", case, paper, fact)
        for paper in kind.papers
        if may_print(actor, paper)
        for fact in printed_of(paper, situation)
        if fact.data.get("meeting") == call
    )


def papers_of_matter(actor: Actor, matter: Matter) -> tuple[Offered, ...]:
    """The papers of a matter for somebody who sees the whole of it, in the order of its kind."""
    kind, facts = matter_type(matter.kind), Facts.from_json(matter.facts)
    if kind is None:
        return ()
    return tuple(
        _about(_offered("matter_paper", matter.pk, paper, fact), fact.data.get(paper.about))
        for paper in kind.papers
        if paper.listed and may_print(actor, paper)
        for fact in _printed(paper, facts)
    )


def _about(found: Offered, what: Any) -> Offered:
    """The paper told from others of its kind."""
    return replace(found, title=aside(found.title, str(what))) if what else found


def case_paper(case: Case, name: str, entry: int, *, at: datetime) -> tuple[CasePaper, Printable] | None:
    """A paper of a case as the record gives it now; None where none of this name is printed of this act.

    Whoever prints it: it is written in the language of the regulation.
    """
    with in_source():
        return _case_paper(case, name, entry, at)


def _case_paper(case: Case, name: str, entry: int, at: datetime) -> tuple[CasePaper, Printable] | None:
    paper = next((each for each in procedure(case.procedure).papers if each.name == name), None)
    told = told_case(case.pk, entry, at=at) if paper else None
    if paper is None or told is None or told.fact not in printed_of(paper, told.situation):
        return None
    return paper, paper.write(told)


def matter_paper(
    matter: Matter, name: str, entry: int, *, at: datetime
) -> tuple[MatterPaper, Printable] | None:
    """A paper of a matter as the record gives it now, in the language of the regulation; None where none of
    this name is printed of this act.
    """
    with in_source():
        return _matter_paper(matter, name, entry, at)


def _matter_paper(
    matter: Matter, name: str, entry: int, at: datetime
) -> tuple[MatterPaper, Printable] | None:
    paper = paper_named(matter_type(matter.kind), name)
    told = told_matter(matter, entry, paper, at=at) if paper else None
    # What tells of every case as it stands now is printed of the last of its acts alone.
    facts = told.situation.facts if told and told.situation else told.facts if told else Facts()
    of = _printed(paper, facts) if paper and told else []
    if paper is None or told is None or entry not in {fact.entry for fact in of}:
        return None
    return paper, paper.write(told)


def person_paper(case: Case, name: str, entry: int, *, at: datetime) -> tuple[PersonPaper, Printable] | None:
    """A paper of all cases of a case's subject, as the record gives it now, printed of the act by which the
    case came onto it; None where it did not, or none of this name is printed. It is written in the language
    that the paper itself is in.
    """
    paper = next((each for each in procedure(case.procedure).person_papers if each.name == name), None)
    with in_source():
        told = told_person(case, entry, paper, at=at) if paper else None
        return (paper, paper.write(told)) if paper and told else None


def newest_person_paper(
    person: int, kind: type[Procedure], name: str, *, at: datetime
) -> tuple[int, Printable] | None:
    """A paper of all cases of somebody, printed of the last that came onto it: that entry and the paper.

    None where nothing came onto it yet.
    """
    paper = next(each for each in kind.person_papers if each.name == name)
    cases = Case.objects.filter(subject=person, procedure=kind.ref).select_related("unit").order_by("pk")
    came = ((fact.entry or 0, case) for case in cases if (fact := paper.came(Facts.from_json(case.facts))))
    last = max(came, key=lambda each: each[0], default=None)
    found = person_paper(last[1], name, last[0], at=at) if last else None
    return (last[0], found[1]) if last and found else None


def paper_named(kind: type[MatterType] | None, name: str) -> MatterPaper | None:
    """The paper of a kind of matter by its name."""
    return next((each for each in (kind.papers if kind else ()) if each.name == name), None)


def may_print(actor: Actor, paper: CasePaper | MatterPaper | PersonPaper) -> bool:
    """Whether the chosen office may print a paper of what it reaches."""
    office = actor.chosen.office if actor.chosen else ""
    return not paper.by or office in {each.name for each in paper.by}


def printed_of(paper: CasePaper, situation: Situation) -> Iterator[Fact]:
    """The acts of a case of which a paper can be printed."""
    for name in paper.of:
        yield from (fact for fact in situation.facts.all(name) if paper.when(situation, fact))


def printed_of_matter(paper: MatterPaper, facts: Facts) -> Fact | None:
    """The last act of a matter of which a paper can be printed."""
    return next(reversed(_printed(paper, facts)), None)


def _printed(paper: MatterPaper, facts: Facts) -> list[Fact]:
    """The acts of a matter of which a paper can be printed: each of them, or the last."""
    found = sorted((f for name in paper.of for f in facts.all(name)), key=lambda fact: fact.entry or 0)
    return found if paper.each else found[-1:]


def _offered(route: str, target: int, paper: CasePaper | MatterPaper, fact: Fact) -> Offered:
    entry = fact.entry or 0
    href = reverse(route, args=[target, paper.name, entry])
    return Offered(paper.name, paper.code, said(paper.title), fact.on, entry, href)
