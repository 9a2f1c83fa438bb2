"""The university beside the Party's committees: its colleges, its offices, what the Rules ask of students."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from portal.imports.example import CHEMISTRY, MATERIALS, UNIVERSITY
from portal.imports.records import PersonRecord, Roster, TermRecord, UnitRecord
from portal.imports.values import Value

FOUNDED = date(2002, 5, 8)
SCHOOL = "JL-XX"
CHEMISTRY_COLLEGE, MATERIALS_COLLEGE = "JL-HX", "JL-CX"
#: the college of the classes that the example sets up below a college's committee
COLLEGES = {CHEMISTRY: CHEMISTRY_COLLEGE, MATERIALS: MATERIALS_COLLEGE}
UNITS = (
    UnitRecord(SCHOOL, "江澜大学", "university", UNIVERSITY, False, FOUNDED),
    UnitRecord(CHEMISTRY_COLLEGE, "化学化工学院", "college", CHEMISTRY, False, FOUNDED),
    UnitRecord(MATERIALS_COLLEGE, "材料科学与工程学院", "college", MATERIALS, False, FOUNDED),
)


class Holder(NamedTuple):
    """Somebody of the staff whom the example does not know, and the office they hold."""

    name: str
    sex: str
    office: str
    unit: str


#: who was not there before, in the order of their numbers
STAFF = (
    Holder("顾清源", "male", "registrar", SCHOOL),
    Holder("林疏桐", "female", "student_affairs", SCHOOL),
    Holder("江照晚", "female", "university_league_officer", SCHOOL),
    Holder("薛明远", "male", "aid_centre", SCHOOL),
    Holder("石骁", "male", "sports_department", SCHOOL),
    Holder("许景行", "male", "credits_college_dean", CHEMISTRY_COLLEGE),
    Holder("傅安澜", "female", "credits_college_deputy_secretary", CHEMISTRY_COLLEGE),
    Holder("高闻笛", "male", "credits_college_vice_dean", CHEMISTRY_COLLEGE),
    Holder("罗雨眠", "female", "credits_research_office_head", CHEMISTRY_COLLEGE),
    Holder("苏砚青", "female", "counsellor", CHEMISTRY_COLLEGE),
    Holder("邹小满", "female", "employing_unit", CHEMISTRY_COLLEGE),
    Holder("秦越", "male", "accompanying_teacher", CHEMISTRY_COLLEGE),
    Holder("郑怀瑜", "male", "credits_college_dean", MATERIALS_COLLEGE),
    Holder("袁清如", "female", "credits_college_deputy_secretary", MATERIALS_COLLEGE),
    Holder("祝远帆", "male", "credits_college_vice_dean", MATERIALS_COLLEGE),
    Holder("崔岚", "female", "credits_research_office_head", MATERIALS_COLLEGE),
    Holder("陶然", "male", "counsellor", MATERIALS_COLLEGE),
    Holder("陆行之", "male", "accompanying_teacher", MATERIALS_COLLEGE),
)
#: offices of the second classroom that people of the example hold beside another
BESIDE = (
    ("程远山", "credits_college_secretary", CHEMISTRY_COLLEGE),
    ("梅清和", "credits_college_league_secretary", CHEMISTRY_COLLEGE),
    ("温若水", "credits_college_secretary", MATERIALS_COLLEGE),
    ("叶知秋", "credits_college_league_secretary", MATERIALS_COLLEGE),
)
FIRST_NUMBER = 310401


def with_colleges(roster: Roster, since: date) -> Roster:
    """The roster with the university's own units and offices, and with what the Rules ask of a student."""
    numbers = {person.name: person.number for person in roster.people}
    people = (*(_student(person) for person in roster.people), *_staff())
    beside = (TermRecord(numbers[name], office, unit, since) for name, office, unit in BESIDE)
    held = (TermRecord(_number(at), each.office, each.unit, since) for at, each in enumerate(STAFF))
    return Roster(
        units=(*UNITS, *(_within(unit) for unit in roster.units)),
        people=people,
        terms=(*roster.terms, *beside, *held),
    )


def _within(unit: UnitRecord) -> UnitRecord:
    """A class belongs to its college, which its committee leads, and that committee to the university.

    So both the offices of the Party and those of the university stand above a class.
    """
    above = {"class": COLLEGES.get(unit.parent or ""), "college_committee": SCHOOL}.get(unit.kind)
    return replace(unit, parent=above) if above else unit


def _student(person: PersonRecord) -> PersonRecord:
    if person.details.get("category") != "student":
        return person
    said: dict[str, Value] = {"intake": str(person.details["grade"]), "programme_years": "4"}
    return replace(person, details={**person.details, **said})


def _staff() -> Iterator[PersonRecord]:
    for at, each in enumerate(STAFF):
        details: dict[str, Value] = {
            "sex": each.sex,
            "ethnicity": "汉族",
            "born_on": date(1978 + at, 1 + at % 12, 16),
            "education": "硕士研究生",
            "category": "staff",
        }
        yield PersonRecord(_number(at), each.name, details)


def _number(at: int) -> str:
    return f"00{FIRST_NUMBER + 7 * at}"
