"""A small society to try the engine on: a clerk, a chair, members, and the edition they work by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from tests.remembering import act_keys, remembered
from workflows.door import Act, Receipt, perform
from workflows.models import Adoption, ChainHead, EditionRecord, Membership, OfficeTerm, Person, Unit
from workflows.rules.regulations import Edition

BEGAN = date(2020, 1, 1)

EDITION: dict[str, Any] = {
    "id": "society-2024",
    "title": "园地规约",
    "procedure": "toy",
    "articles": {str(n): {"title": f"条 {n}"} for n in range(1, 6)},
    "parameters": {
        "plot.wait": {"rule": "TOY-2", "article": "2", "at_least": {"months": 2}, "override": "chair"},
        "plot.spade": {
            "rule": "TOY-3",
            "article": "4",
            "equals": True,
            "enforcement": "warn",
            "override": "clerk",
        },
        "plot.notice": {"rule": "TOY-4", "article": "3", "at_least": {"days": 5}},
        "plot.objection": {"rule": "TOY-5", "article": "3", "equals": True},
        "plot.size": {"rule": "TOY-6", "article": "1", "at_most": 100},
        "plot.majority": {"rule": "TOY-7", "article": "2", "more_than": "1/2", "of": "entitled"},
        "journal.late_record_days": {"rule": "TOY-8", "article": "1", "at_most": 400},
    },
}

_keys = act_keys()


@dataclass(slots=True)
class Society:
    """The people and units of the toy."""

    unit: Unit
    other: Unit
    clerk: Person
    chair: Person
    member: Person
    edition: EditionRecord


def moment(day: str, hour: int = 10) -> datetime:
    """A moment of a day, in UTC."""
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC).replace(hour=hour)


def person(number: str, unit: Unit, *, standing: str = "member", office: str = "") -> Person:
    """Somebody who belongs to a unit, with an office there if one is named."""
    found = Person.objects.create(number=number, name=f"人{number}", born_on=date(2000, 2, 29))
    Membership.objects.create(person=found, unit=unit, tree="society", standing=standing, from_on=BEGAN)
    if office:
        OfficeTerm.objects.create(person=found, unit=unit, office=office, from_on=BEGAN)
    return found


@remembered
def society() -> Society:
    """Two societies under one city, an edition adopted by the city, and one office holder of each kind."""
    city = Unit.objects.create(kind="city", name="市", code="c", opened_on=BEGAN)
    unit = Unit.objects.create(kind="society", name="东园", code="s1", parent=city, opened_on=BEGAN)
    other = Unit.objects.create(kind="society", name="西园", code="s2", parent=city, opened_on=BEGAN)
    ChainHead.objects.bulk_create([ChainHead(unit=unit), ChainHead(unit=other)])
    content = Edition.from_mapping(EDITION)
    edition = EditionRecord.objects.create(
        slug="society-2024",
        title="园地规约",
        procedure="toy",
        content=content.to_mapping(),
        digest=content.digest,
        loaded_at=moment("2020-01-01"),
    )
    Adoption.objects.create(unit=city, procedure="toy", edition=edition, from_on=BEGAN, reason="成立")
    return Society(
        unit,
        other,
        person("c1", unit, office="clerk"),
        person("h1", unit, office="chair"),
        person("m1", unit),
        edition,
    )


def adopt(
    society: Society, family: str, parameters: Mapping[str, Any] | None = None, from_on: date = BEGAN
) -> None:
    """Let the society also work by another procedure; rules have the parameters that are given."""
    slug = f"{family}-{from_on}"
    said = {**EDITION, "id": slug, "procedure": family, "parameters": parameters or {}}
    content = Edition.from_mapping(said)
    record = EditionRecord.objects.create(
        slug=slug,
        procedure=family,
        content=content.to_mapping(),
        digest=content.digest,
        loaded_at=moment("2020-01-01"),
    )
    Adoption.objects.create(unit=society.unit, procedure=family, edition=record, from_on=from_on, reason="试")


def do(
    name: str, by: Person | None, day: str, data: Mapping[str, Any] | None = None, **target: Any
) -> Receipt:
    """Perform one act, recorded by the actor on the day it happens."""
    on = target.pop("on", None)
    at = target.pop("at", None) or moment(day)
    act = Act(
        name=name,
        by=by.pk if by else None,
        key=target.pop("key", next(_keys)),
        on=date.fromisoformat(on or day),
        data=data or {},
        **target,
    )
    return perform([act], at=at)[0]


def open_plot(
    society: Society, day: str = "2024-03-01", size: int = 10, subject: Person | None = None
) -> int:
    """A case opened by a member who asks for a plot."""
    subject = subject or society.member
    receipt = do("request", subject, day, {"size": size, "story": "想种菜"}, family="toy", subject=subject.pk)
    assert receipt.case is not None
    return receipt.case
