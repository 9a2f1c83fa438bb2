"""A college whose students have declared second-classroom items, for the measurements of their review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from procedures.second_classroom_credits import roles
from workflows.door import Act, Receipt, perform
from workflows.models import Adoption, ChainHead, Membership, OfficeTerm, Person, StoredFile, Unit
from workflows.rules.regulations import Edition
from workflows.services.edition_records import store_edition
from workflows.services.editions import read_edition

FAMILY = "second_classroom_credits"
BEGAN = date(2020, 9, 1)
DECLARED = datetime(2025, 4, 1, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
REVIEWED = datetime(2025, 5, 6, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
#: items of every module that each student declares: row, what it is, what it counts
ITEMS = (
    ("T2-24", "人工智能前沿报告", "0.5"),
    ("T2-17", "程序设计竞赛", "4.0"),
    ("T2-18", "数学建模竞赛", "3.0"),
    ("T2-24", "学科前沿报告", "0.5"),
    ("T2-24", "科学家精神报告", "0.5"),
)
_numbers = count(1)
_keys = count(1)


def edition() -> Edition:
    """The edition that the package is shipped with."""
    package = Path(__file__).resolve().parents[1] / "procedures/second_classroom_credits/regulations"
    return read_edition(package / "xust-second-classroom-2023.yaml").edition


@dataclass(slots=True)
class Class:
    """A class with its counsellor, its round, and the cases of its students."""

    unit: Unit
    counsellor: Person
    round: int
    students: list[Person] = field(default_factory=list)
    cases: list[int] = field(default_factory=list)


def university() -> Unit:
    """A university that works by the edition of 2023."""
    top = Unit.objects.create(kind=roles.UNIVERSITY, name="学校", code="u", opened_on=BEGAN)
    record = store_edition(edition(), parent=None, at=DECLARED).record
    Adoption.objects.create(unit=top, procedure=FAMILY, edition=record, from_on=BEGAN, reason="施行")
    return top


def school_class(top: Unit, students: int) -> Class:
    """A class of its own college, whose round is open."""
    code = next(_numbers)
    college = Unit.objects.create(
        kind=roles.COLLEGE, name=f"学院{code}", code=f"c{code}", parent=top, opened_on=BEGAN
    )
    unit = Unit.objects.create(
        kind=roles.CLASS, name=f"计科{code}", code=f"k{code}", parent=college, opened_on=BEGAN
    )
    ChainHead.objects.bulk_create([ChainHead(unit=college), ChainHead(unit=unit)])
    leader = _holder(roles.COLLEGE_VICE_DEAN.name, college)
    counsellor = _holder(roles.COUNSELLOR.name, unit)
    group = {name: [leader.number] for name in ("leaders", "deputies", "members")}
    opening = Act(
        "open",
        leader.pk,
        _key(),
        DECLARED.date(),
        {"year": "2024-25", **group},
        kind=f"{FAMILY}.round",
        unit=college.pk,
    )
    within = perform([opening], at=DECLARED)[0].matter
    assert within is not None
    said = {"intake": 2022, "programme_years": 4}
    people = Person.objects.bulk_create(
        Person(number=f"s{next(_numbers)}", name=f"学生{at}", details=said) for at in range(students)
    )
    Membership.objects.bulk_create(
        Membership(person=each, unit=unit, tree=roles.STUDENTS, standing="student", from_on=BEGAN)
        for each in people
    )
    return Class(unit, counsellor, within, people)


def hand_in(here: Class) -> None:
    """Let every student declare every item with a file of its own; the cases wait for the first review."""
    declarations = [
        Act(
            "declaration",
            each.pk,
            _key(),
            DECLARED.date(),
            claim(row, content, value),
            family=FAMILY,
            subject=each.pk,
            within=here.round,
        )
        for each in here.students
        for row, content, value in ITEMS
    ]
    receipts = perform(declarations, at=DECLARED)
    here.cases = [receipt.case for receipt in receipts if receipt.case is not None]
    subjects = [each.pk for each in here.students for _ in ITEMS]
    files = [sha256(f"证书{case}".encode()).hexdigest() for case in here.cases]
    StoredFile.objects.bulk_create(
        StoredFile(sha256=each, name="证书.jpg", media_type="image/jpeg", size=1, stored_at=DECLARED)
        for each in files
    )
    paper = {
        "kinds": ["participation", "competition"],
        "form": "copy",
        "document": "organiser_certificate",
    }
    perform(
        [
            Act("evidence", subject, _key(), DECLARED.date(), paper, case=case, files=(file,))
            for case, subject, file in zip(here.cases, subjects, files, strict=True)
        ],
        at=DECLARED,
    )


def approvals(here: Class, cases: Sequence[int]) -> list[Act]:
    """The acts by which the counsellor recognises these items as they were claimed."""
    who = here.counsellor.pk
    return [Act("first_review", who, _key(), None, {"outcome": "accepted"}, case=case) for case in cases]


def approved(here: Class, cases: Sequence[int], **options: Any) -> tuple[Receipt, ...]:
    """Recognise them in one list."""
    return perform(approvals(here, cases), at=REVIEWED, **options)


def claim(row: str, content: str, value: str) -> dict[str, Any]:
    """What a student says of an item."""
    said = {"year": "2024-25", "semester": "1", "row": row, "content": content, "claimed": value}
    return {**said, "truthful": True, "project": f"{content}2025"}


def _holder(office: str, unit: Unit) -> Person:
    person = Person.objects.create(number=f"t{next(_numbers)}", name=f"老师{next(_numbers)}")
    OfficeTerm.objects.create(person=person, unit=unit, office=office, from_on=BEGAN)
    return person


def _key() -> str:
    return f"b{next(_keys)}"
