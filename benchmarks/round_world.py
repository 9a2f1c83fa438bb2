"""A university of many students for the measurement of a whole round: colleges, classes, offices, claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from benchmarks.credits_world import BEGAN, FAMILY, edition
from procedures.second_classroom_credits import roles
from workflows.models import Adoption, ChainHead, Membership, OfficeTerm, Person, Unit
from workflows.nodes import Office
from workflows.services.edition_records import store_edition

SHANGHAI = ZoneInfo("Asia/Shanghai")
#: students of a class, and of a college at most
CLASS, COLLEGE = 40, 2_000
#: what every student declares: row, what it is, what it counts, kinds of evidence, the deciding document
ITEMS: tuple[tuple[str, str, str, tuple[str, ...], str], ...] = (
    ("T1-15", "国家安全教育主题活动", "0.1", ("activity_record",), ""),
    ("T2-24", "人工智能前沿报告", "0.5", ("participation",), ""),
    ("T2-17", "程序设计竞赛", "4.0", ("competition",), "organiser_certificate"),
    ("T3-18", "学院篮球赛", "0.1", ("arts_sport",), ""),
    ("T4-03", "学院迎新晚会", "0.5", ("arts_sport",), ""),
)
_numbers = count(1)


def moment(month: int, day: int) -> datetime:
    """Ten in the morning of a day of the round's second year."""
    return datetime(2025, month, day, 10, tzinfo=SHANGHAI)


@dataclass(slots=True)
class College:
    """A college with whoever acts in its round."""

    unit: Unit
    students: list[Person]
    held: dict[str, Person]

    def by(self, office: Office) -> int:
        """Who holds an office."""
        return self.held[office.name].pk


def university(students: int) -> tuple[Person, list[College]]:
    """The registrar and the colleges of a university with so many students."""
    top = Unit.objects.create(kind=roles.UNIVERSITY, name="学校", code="u", opened_on=BEGAN)
    record = store_edition(edition(), parent=None, at=moment(3, 1)).record
    Adoption.objects.create(unit=top, procedure=FAMILY, edition=record, from_on=BEGAN, reason="施行")
    registrar = _holder(roles.REGISTRAR, top)
    sizes = [min(COLLEGE, students - begun) for begun in range(0, students, COLLEGE)]
    return registrar, [_college(top, at, size) for at, size in enumerate(sizes)]


def _college(top: Unit, at: int, size: int) -> College:
    code = f"c{at}"
    unit = Unit.objects.create(kind=roles.COLLEGE, name=f"学院{at}", code=code, parent=top, opened_on=BEGAN)
    held = {office.name: _holder(office, unit) for office in roles.WORKING_GROUP}
    classes = Unit.objects.bulk_create(
        Unit(kind=roles.CLASS, name=f"班{at}-{n}", code=f"{code}k{n}", parent=unit, opened_on=BEGAN)
        for n in range(-(-size // CLASS))
    )
    ChainHead.objects.bulk_create(ChainHead(unit=each) for each in (unit, *classes))
    said = {"intake": 2022, "programme_years": 4}
    people = Person.objects.bulk_create(
        Person(number=f"22{at:02}{n:05}", name=f"学生{at}-{n}", details=said) for n in range(size)
    )
    Membership.objects.bulk_create(
        Membership(
            person=each, unit=classes[n // CLASS], tree=roles.STUDENTS, standing="student", from_on=BEGAN
        )
        for n, each in enumerate(people)
    )
    return College(unit, people, held)


def _holder(office: Office, unit: Unit) -> Person:
    person = Person.objects.create(number=f"t{next(_numbers)}", name=f"{office.declared}{next(_numbers)}")
    OfficeTerm.objects.create(person=person, unit=unit, office=office.name, from_on=BEGAN)
    return person


def claims(students: Sequence[Person]) -> Iterator[tuple[Person, dict[str, Any], dict[str, Any]]]:
    """Each student with each claim and what is said of its evidence."""
    for student in students:
        for row, content, value, kinds, document in ITEMS:
            claim = {"year": "2024-25", "semester": "1", "row": row, "content": content, "claimed": value}
            project = {"project": f"{content}{student.number}"} if document else {}
            evidence = {"kinds": list(kinds), "form": "copy", "document": document}
            yield student, {**claim, **project, "truthful": True, "held_on": date(2024, 11, 2)}, evidence
