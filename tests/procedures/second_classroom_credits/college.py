"""A small college on the edition of 2023, everybody whom an item meets, and short words for what they do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from procedures.second_classroom_credits import roles
from procedures.second_classroom_credits.papers.sheet import Sheet, sheet_of
from procedures.second_classroom_credits.rulesets import ruleset_of
from tests.procedures.second_classroom_credits.world import read_as, xust
from tests.remembering import act_keys, remembered
from workflows.door import Act, Receipt, Refused, perform
from workflows.models import Adoption, Case, ChainHead, Concern, Membership, OfficeTerm, Person, Unit
from workflows.nodes import Office
from workflows.rules.facts import Facts
from workflows.rules.surveys import CaseView
from workflows.services.edition_records import store_edition

FAMILY = "second_classroom_credits"
BEGAN = date(2020, 9, 1)
SHANGHAI = ZoneInfo("Asia/Shanghai")
_keys = act_keys()

#: a lecture, as a student declares it
LECTURE: dict[str, Any] = {
    "year": "2024-25",
    "semester": "1",
    "row": "T2-24",
    "content": "人工智能前沿报告",
    "claimed": "0.5",
    "truthful": True,
}
#: a provincial second prize of a contest of the second class
PRIZE = {
    **LECTURE,
    "row": "T2-17",
    "content": "程序设计竞赛",
    "claimed": "4.0",
    "project": "程序设计竞赛2025",
}


@dataclass(slots=True)
class College:
    """The people and units of the world."""

    university: Unit
    unit: Unit
    group: Unit
    other: Unit
    student: Person
    fellow: Person
    counsellor: Person
    league: Person
    research: Person
    secretary: Person
    dean: Person
    vice_dean: Person
    registrar: Person
    affairs: Person
    youth: Person
    employer: Person
    aid: Person


def moment(text: str) -> datetime:
    """A moment in Shanghai: ``2025-04-30 23:59:59``, or ten in the morning of a day."""
    found = datetime.fromisoformat(text if " " in text else f"{text} 10:00")
    return found.replace(tzinfo=SHANGHAI)


def holder(number: str, name: str, office: Office, unit: Unit) -> Person:
    """Somebody in office."""
    person = Person.objects.create(number=number, name=name)
    OfficeTerm.objects.create(person=person, unit=unit, office=office.name, from_on=BEGAN)
    return person


def student(number: str, name: str, unit: Unit, **details: Any) -> Person:
    """A student of a class, ordinarily of the intake of 2022."""
    said = {"intake": 2022, "programme_years": 4, **details}
    person = Person.objects.create(number=number, name=name, details=said)
    Membership.objects.create(
        person=person, unit=unit, tree=roles.STUDENTS, standing="student", from_on=BEGAN
    )
    return person


@remembered
def college() -> College:
    """A university with a college of two classes, which works by the edition of 2023."""
    top = Unit.objects.create(kind=roles.UNIVERSITY, name="学校", code="u", opened_on=BEGAN)
    unit = Unit.objects.create(kind=roles.COLLEGE, name="计算机学院", code="c", parent=top, opened_on=BEGAN)
    group = Unit.objects.create(kind=roles.CLASS, name="计科2201", code="c1", parent=unit, opened_on=BEGAN)
    other = Unit.objects.create(kind=roles.CLASS, name="计科2301", code="c2", parent=unit, opened_on=BEGAN)
    ChainHead.objects.bulk_create([ChainHead(unit=each) for each in (top, unit, group, other)])
    edition = store_edition(xust(), parent=None, at=moment("2023-04-01")).record
    Adoption.objects.create(unit=top, procedure=FAMILY, edition=edition, from_on=BEGAN, reason="施行")
    return College(
        university=top,
        unit=unit,
        group=group,
        other=other,
        student=student("2022001", "张三", group),
        fellow=student("2022002", "李四", group),
        counsellor=holder("t1", "辅导员甲", roles.COUNSELLOR, group),
        league=holder("t2", "分团委书记", roles.COLLEGE_LEAGUE_SECRETARY, unit),
        research=holder("t3", "科研办主任", roles.RESEARCH_OFFICE_HEAD, unit),
        secretary=holder("t4", "学院书记", roles.COLLEGE_SECRETARY, unit),
        dean=holder("t5", "院长", roles.COLLEGE_DEAN, unit),
        vice_dean=holder("t6", "副院长", roles.COLLEGE_VICE_DEAN, unit),
        registrar=holder("t7", "教务处老师", roles.REGISTRAR, top),
        affairs=holder("t8", "学工部老师", roles.STUDENT_AFFAIRS, top),
        youth=holder("t9", "校团委老师", roles.YOUTH_LEAGUE, top),
        employer=holder("t10", "图书馆", roles.EMPLOYER, unit),
        aid=holder("t11", "资助中心老师", roles.AID_CENTRE, top),
    )


def adopt(here: College, **readings: Any) -> None:
    """Let the university read some passages another way: ``forgery__scope="stay"``."""
    edition = replace(read_as(**readings).edition, id="another-reading")
    record = store_edition(edition, parent=None, at=moment("2023-04-02")).record
    Adoption.objects.filter(unit=here.university).update(edition=record)


def do(name: str, by: Person, at: str, data: Mapping[str, Any] | None = None, **target: Any) -> Receipt:
    """Perform one act at a moment, on the day of that moment unless ``on`` is given."""
    said, when = dict(data or {}), moment(at)
    day = moment(target.get("on", at)).date()
    act = Act(name=name, by=by.pk, key=next(_keys), data=said, **{**target, "on": day})
    return perform([act], at=when)[0]


def refused(*arguments: Any, **options: Any) -> list[str]:
    """The rules that refuse what ``do`` is asked for, in their order."""
    with pytest.raises(Refused) as raised:
        do(*arguments, **options)
    return [finding.rule for finding in raised.value.unmet]


def file(name: str) -> str:
    """The digest of a file of this content."""
    return sha256(name.encode()).hexdigest()


def opened(here: College, year: str = "2024-25", at: str = "2025-03-01") -> int:
    """The round of a year."""
    group = {
        "leaders": [here.secretary.number, here.dean.number],
        "deputies": [here.vice_dean.number],
        "members": [here.league.number, here.research.number, here.counsellor.number],
    }
    target = {"kind": f"{FAMILY}.round", "unit": here.unit.pk}
    receipt = do("open", here.vice_dean, at, {"year": year, **group}, **target)
    assert receipt.matter is not None
    return receipt.matter


def declared(
    here: College, within: int, claim: Mapping[str, Any] | None = None, *, at: str = "2025-04-01", **said: Any
) -> int:
    """An item that the student has declared."""
    who = said.pop("who", here.student)
    target = {"family": FAMILY, "subject": who.pk, "within": within}
    receipt = do("declaration", who, at, {**(claim or LECTURE), **said}, **target)
    assert receipt.case is not None
    return receipt.case


EVIDENCE = {"kinds": ["participation", "competition"], "form": "copy", "document": "organiser_certificate"}


def handed_in(here: College, within: int, claim: Mapping[str, Any] | None = None, **said: Any) -> int:
    """An item with its evidence."""
    case = declared(here, within, claim, **said)
    who = said.get("who", here.student)
    do("evidence", who, said.get("at", "2025-04-01"), EVIDENCE, case=case, files=(file(f"证书{case}"),))
    return case


def reviewed(here: College, within: int, claim: Mapping[str, Any] | None = None, **said: Any) -> int:
    """An item that the counsellor recognised as claimed."""
    case = handed_in(here, within, claim, **said)
    do("first_review", here.counsellor, "2025-05-06", {"outcome": "accepted"}, case=case)
    return case


def sheet(within: int) -> Sheet:
    """The sheet of the items of a round that wait for it."""
    views = [
        CaseView(
            case.pk,
            case.subject_id,
            case.subject.number,
            case.subject.name,
            case.status,
            case.end,
            Facts.from_json(case.facts),
            frozenset(case.steps),
        )
        for case in Case.objects.filter(concerns__matter=within).select_related("subject")
        if {"re_review", "final_review"} & set(case.steps)
    ]
    assert Concern.objects.filter(matter=within).count() >= len(views)
    return sheet_of(views, ruleset_of(xust()))


def frozen_as(found: Sheet, **changes: str) -> dict[str, str]:
    """What is said of a sheet when it is frozen."""
    return {"digest": found.digest, "total": found.total, "contact": "029-85580000", **changes}


def summarised(here: College, within: int, at: str = "2025-05-07") -> Sheet:
    """The sheet, frozen."""
    found = sheet(within)
    do("summarise", here.league, at, frozen_as(found), matter=within)
    return found


def signed(here: College, within: int, found: Sheet, at: str = "2025-05-09") -> None:
    """The sheet, signed by the dean, sealed and sent to the registrar."""
    said = {"digest": found.digest, "signature": True, "seal": True}
    do("sign", here.dean, at, said, matter=within)
    do(
        "submit",
        here.league,
        at,
        {"digest": found.digest, "copies": 2, "electronic": True},
        matter=within,
    )


def agreed(here: College, *cases: int, at: str = "2025-05-08") -> None:
    """The second review of items, by the vice dean."""
    for case in cases:
        do("re_review", here.vice_dean, at, {"outcome": "agreed"}, case=case)


def finalised(
    here: College,
    within: int,
    found: Sheet,
    outcomes: Mapping[int, Mapping[str, Any]],
    at: str = "2025-05-12",
) -> Receipt:
    """The final review of items by the registrar."""
    said = {"digest": found.digest, "total": found.total}
    return do("finalise", here.registrar, at, said, matter=within, cases=outcomes)


def confirmed(here: College, within: int, claim: Mapping[str, Any] | None = None, **said: Any) -> int:
    """An item that went all the way to its confirmation."""
    case = reviewed(here, within, claim, **said)
    found = summarised(here, within)
    agreed(here, case)
    signed(here, within, found)
    finalised(here, within, found, {case: {"outcome": "confirmed"}})
    return case
