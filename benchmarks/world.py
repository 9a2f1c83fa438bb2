"""A clerk, a subject and the edition that the measured acts are judged by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from workflows.door import Act, perform
from workflows.models import Adoption, ChainHead, EditionRecord, Membership, OfficeTerm, Person, Unit
from workflows.rules.regulations import Edition

DAY = date(2024, 9, 2)
AT = datetime(2024, 9, 2, 2, tzinfo=UTC)
BEGAN = date(2020, 1, 1)
BORN = date(2000, 2, 29)

EDITION: dict[str, Any] = {
    "id": "rounds-2024",
    "title": "往复规约",
    "procedure": "rounds",
    "articles": {"1": {"title": "往复"}},
    "parameters": {
        "begin.wait": {"rule": "B-1", "article": "1", "at_least": {"days": 0}},
        "subject.age": {"rule": "B-2", "article": "1", "at_least": 18},
        "subject.standing": {"rule": "B-3", "article": "1", "one_of": ["member", "candidate"]},
        "reading.most": {"rule": "B-4", "article": "1", "at_most": 100},
        "reading.share": {"rule": "B-5", "article": "1", "more_than": "1/2", "of": "entitled"},
        "reading.kinds": {"rule": "B-6", "article": "1", "one_of": ["plain", "other"]},
        "reading.least": {"rule": "B-7", "article": "1", "at_least": 1},
        "actor.other": {"rule": "B-8", "article": "1", "equals": True},
        "begin.within": {"rule": "B-9", "article": "1", "at_most": {"years": 5}},
        "text.given": {"rule": "B-10", "article": "1", "equals": True},
        "journal.late_record_days": {"rule": "B-11", "article": "1", "at_most": 30},
    },
}
SLIP = {"value": 7, "kind": "plain", "text": "一切如常，没有需要另行说明的情况。"}

_numbers = count(1)


@dataclass(slots=True)
class Office:
    """The unit, who acts there, and how many subjects it has."""

    unit: Unit
    clerk: Person

    def subject(self) -> Person:
        """One more subject of the unit."""
        return member(self.unit, f"s{next(_numbers)}")

    def subjects(self, count: int) -> list[int]:
        """So many more subjects."""
        numbers = [f"s{next(_numbers)}" for _ in range(count)]
        people = Person.objects.bulk_create(
            Person(number=number, name=f"人{number}", born_on=BORN) for number in numbers
        )
        Membership.objects.bulk_create(
            Membership(person=each, unit=self.unit, tree="office", standing="member", from_on=BEGAN)
            for each in people
        )
        return [each.pk for each in people]


def college() -> Unit:
    """A university that adopted the edition, and a college below it."""
    university = Unit.objects.create(kind="university", name="大学", code="u", opened_on=BEGAN)
    content = Edition.from_mapping(EDITION)
    edition = EditionRecord.objects.create(
        slug=content.id,
        title=content.title,
        procedure="rounds",
        content=content.to_mapping(),
        digest=content.digest,
        loaded_at=AT,
    )
    Adoption.objects.create(unit=university, procedure="rounds", edition=edition, from_on=BEGAN, reason="试")
    return Unit.objects.create(kind="college", name="学院", code="c", parent=university, opened_on=BEGAN)


def office(above: Unit) -> Office:
    """An office below a unit, with its clerk and its own journal."""
    code = f"o{next(_numbers)}"
    unit = Unit.objects.create(kind="office", name="办公室", code=code, parent=above, opened_on=BEGAN)
    ChainHead.objects.create(unit=unit)
    clerk = member(unit, f"k{code}")
    OfficeTerm.objects.create(person=clerk, unit=unit, office="clerk", from_on=BEGAN)
    return Office(unit, clerk)


def member(unit: Unit, number: str) -> Person:
    """Somebody who belongs to the unit."""
    person = Person.objects.create(number=number, name=f"人{number}", born_on=BORN)
    Membership.objects.create(person=person, unit=unit, tree="office", standing="member", from_on=BEGAN)
    return person


def opening(subject: int) -> Act:
    """The act that opens a case."""
    return Act("begin", subject, f"b{next(_numbers)}", DAY, SLIP, family="rounds", subject=subject)


def step(office: Office, case: int, name: str) -> Act:
    """The act that ends a step of a case."""
    return Act(name, office.clerk.pk, f"k{next(_numbers)}", DAY, SLIP, case=case)


def opened(office: Office) -> int:
    """A case of a new subject, just opened."""
    case = perform([opening(office.subject().pk)], at=AT)[0].case
    assert case is not None
    return case
