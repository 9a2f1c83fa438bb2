"""Invented people of an invented university: two colleges, three Party branches, sixty people.

The same for every call with the same day. Dates are counted back from the start of the academic year, so that
the example is never out of date: whoever is a probationary member joined half a year ago, not in 2024.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from portal.imports.columns import STAGE_FIELDS
from portal.imports.example_names import STAFF, STUDENTS
from portal.imports.records import MembershipRecord, PersonRecord, Roster, TermRecord, UnitRecord
from portal.imports.values import Value
from workflows.rules.calendars import add_months

UNIVERSITY = "JL"
CHEMISTRY = "JL-HG"
MATERIALS = "JL-CL"
FIRST_BRANCH = "JL-HG-D1"
SECOND_BRANCH = "JL-HG-D2"
MATERIALS_BRANCH = "JL-CL-D1"
PARTY_GROUP = "JL-HG-D2-1"
CHEMISTRY_LEAGUE = "JL-HG-T"
MATERIALS_LEAGUE = "JL-CL-T"

BRANCHES_OPENED_ON = date(2018, 9, 1)

#: Months before the academic year in which each step was taken, by how far the person has come.
_STEPS = {
    "applied": {"applied_on": 3},
    "activist": {"applied_on": 9, "activist_on": 5},
    "candidate": {"applied_on": 21, "activist_on": 17, "candidate_on": 4},
    "probationary": {"applied_on": 23, "activist_on": 19, "candidate_on": 6, "probationary_on": 3},
    "full_member": {"applied_on": 35, "activist_on": 31, "candidate_on": 18, "probationary_on": 15},
}
#: How far the six students of a class have come, by the years since they enrolled.
_STANDINGS = {
    3: ("full_member", "full_member", "probationary", "candidate", "activist", "applied"),
    2: ("probationary", "candidate", "activist", "activist", "applied", ""),
    1: ("activist", "activist", "applied", "applied", "applied", ""),
    0: ("", "", "", "", "", ""),
}
_PROVINCES = ("江苏南通", "江苏盐城", "安徽宣城", "浙江衢州", "江西上饶", "山东临沂", "河南周口", "湖北黄冈")


@dataclass(frozen=True, slots=True)
class SchoolClass:
    """A class with its League branch; ``years`` is how long ago it enrolled."""

    major: str
    short: str
    years: int
    position: int
    college: str
    league: str
    branch: str

    def number(self, year: int) -> str:
        """Its number within the university: 2301 for the first class of 2023."""
        return f"{(year - self.years) % 100:02}{self.position:02}"

    def code(self, year: int) -> str:
        """The code of the class as a unit."""
        return f"{self.college}-B{self.number(year)}"

    def league_code(self, year: int) -> str:
        """The code of its League branch."""
        return f"{self.league}{self.number(year)}"


_CHEMISTRY_CLASS = ("化学工程与工艺", "化工")
_MATERIALS_CLASS = ("材料科学与工程", "材料")
CLASSES = (
    SchoolClass(*_CHEMISTRY_CLASS, 3, 1, CHEMISTRY, CHEMISTRY_LEAGUE, FIRST_BRANCH),
    SchoolClass(*_CHEMISTRY_CLASS, 2, 1, CHEMISTRY, CHEMISTRY_LEAGUE, FIRST_BRANCH),
    SchoolClass(*_CHEMISTRY_CLASS, 1, 1, CHEMISTRY, CHEMISTRY_LEAGUE, FIRST_BRANCH),
    SchoolClass(*_CHEMISTRY_CLASS, 3, 2, CHEMISTRY, CHEMISTRY_LEAGUE, SECOND_BRANCH),
    SchoolClass(*_CHEMISTRY_CLASS, 1, 2, CHEMISTRY, CHEMISTRY_LEAGUE, SECOND_BRANCH),
    SchoolClass(*_CHEMISTRY_CLASS, 0, 1, CHEMISTRY, CHEMISTRY_LEAGUE, SECOND_BRANCH),
    SchoolClass(*_MATERIALS_CLASS, 3, 1, MATERIALS, MATERIALS_LEAGUE, MATERIALS_BRANCH),
    SchoolClass(*_MATERIALS_CLASS, 1, 1, MATERIALS, MATERIALS_LEAGUE, MATERIALS_BRANCH),
)


def academic_year(as_of: date) -> date:
    """The first of September on which the academic year of a day began."""
    return date(as_of.year if as_of.month >= 9 else as_of.year - 1, 9, 1)


def example_roster(as_of: date, classes: Sequence[SchoolClass] = CLASSES) -> Roster:
    """Two colleges with their branches, classes, people and offices, as they stand on a day."""
    start = academic_year(as_of)
    students = [list(_students(school_class, index, start)) for index, school_class in enumerate(classes)]
    staff = [_teacher(index, start) for index in range(len(STAFF))]
    return Roster(
        units=tuple(_units(start, classes)),
        people=(*staff, *(student for members in students for student in members)),
        terms=tuple(_terms(staff, students, start, classes)),
    )


def _units(start: date, classes: Sequence[SchoolClass]) -> Iterator[UnitRecord]:
    founded = date(2002, 5, 8)
    yield UnitRecord(UNIVERSITY, "中共江澜大学委员会", "university_committee", None, False, founded)
    for college, name in ((CHEMISTRY, "化学化工学院"), (MATERIALS, "材料科学与工程学院")):
        yield UnitRecord(college, f"{name}党委", "college_committee", UNIVERSITY, False, founded)
        yield UnitRecord(f"{college}-T", f"{name}团委", "college_league_committee", college, False, founded)
    branches = (
        (FIRST_BRANCH, "化工本科生第一党支部", CHEMISTRY, True),
        (SECOND_BRANCH, "化工本科生第二党支部", CHEMISTRY, True),
        (MATERIALS_BRANCH, "材料本科生党支部", MATERIALS, False),
    )
    for code, name, college, has_committee in branches:
        yield UnitRecord(code, name, "party_branch", college, has_committee, BRANCHES_OPENED_ON)
    yield UnitRecord(
        PARTY_GROUP, "化工本科生第二党支部第一党小组", "party_group", SECOND_BRANCH, False, BRANCHES_OPENED_ON
    )
    for school_class in classes:
        enrolled = start.replace(year=start.year - school_class.years)
        name = f"{school_class.short}{school_class.number(start.year)}"
        yield UnitRecord(
            school_class.code(start.year), f"{name}班", "class", school_class.college, False, enrolled
        )
        code = school_class.league_code(start.year)
        yield UnitRecord(code, f"{name}团支部", "league_branch", school_class.league, False, enrolled)


def _students(school_class: SchoolClass, index: int, start: date) -> Iterator[PersonRecord]:
    for seat, standing in enumerate(_STANDINGS[school_class.years]):
        name, sex, ethnicity = STUDENTS[index * 6 + seat]
        enrolled_on = start.replace(year=start.year - school_class.years)
        # The first-year student in the last seat is not yet eighteen when the others are.
        young = school_class.years == 0 and seat == 5
        born_on = date(enrolled_on.year - 18, 12 if young else 1 + (index + seat) % 8, 3 + 4 * seat)
        details: dict[str, Value] = {
            "sex": sex,
            "ethnicity": ethnicity,
            "born_on": born_on,
            "native_place": _PROVINCES[(index + seat) % len(_PROVINCES)],
            "education": "本科在读",
            "category": "student",
            "grade": str(enrolled_on.year),
            "major": school_class.major,
            "enrolled_on": enrolled_on,
            **_steps(standing, start, seat),
        }
        joins_league = (index, seat) not in {(4, 5), (5, 4)}
        if joins_league:
            details["league_joined_on"] = date(born_on.year + 15, 5, 4)
        college = "0103" if school_class.college == CHEMISTRY else "0204"
        yield PersonRecord(
            number=f"{enrolled_on.year % 100:02}{college}{school_class.position:02}{seat + 1:02}",
            name=name,
            details=details,
            memberships=tuple(_memberships(school_class, details, start.year, joins_league=joins_league)),
        )


def _steps(standing: str, start: date, seat: int) -> dict[str, date]:
    """The dates of the steps taken; people of one class did not take them on one day."""
    steps = {
        field: add_months(start, -months) + timedelta(days=2 * seat + 1)
        for field, months in _STEPS.get(standing, {}).items()
    }
    if standing == "full_member":
        steps["full_member_on"] = add_months(steps["probationary_on"], 12)
    return steps


def _memberships(
    school_class: SchoolClass, details: dict[str, Value], year: int, *, joins_league: bool
) -> Iterator[MembershipRecord]:
    enrolled_on = details["enrolled_on"]
    if not isinstance(enrolled_on, date):
        return
    yield MembershipRecord("class", school_class.code(year), "student", enrolled_on)
    if joins_league:
        yield MembershipRecord("league", school_class.league_code(year), "member", enrolled_on)
    for standing, field in reversed({"none": "applied_on", **STAGE_FIELDS}.items()):
        from_on = details.get(field)
        if isinstance(from_on, date):
            yield MembershipRecord("party", school_class.branch, standing, from_on)
            return


def _teacher(index: int, start: date) -> PersonRecord:
    name, sex, branch = STAFF[index]
    full_member_on = date(start.year - 12, 6, 10 + index)
    details: dict[str, Value] = {
        "sex": sex,
        "ethnicity": "汉族",
        "born_on": date(start.year - 36 - index, 2 + index % 10, 11),
        "native_place": _PROVINCES[index % len(_PROVINCES)],
        "education": "硕士研究生",
        "category": "staff",
        "probationary_on": date(start.year - 13, 6, 10 + index),
        "full_member_on": full_member_on,
    }
    # Staff numbers begin with zeros on purpose: they show whether a spreadsheet has eaten them.
    number = f"00{310201 + 7 * index}"
    branches = {"1": FIRST_BRANCH, "2": SECOND_BRANCH, "3": MATERIALS_BRANCH}
    memberships = (
        (MembershipRecord("party", branches[branch], "full_member", max(full_member_on, BRANCHES_OPENED_ON)),)
        if branch
        else ()
    )
    return PersonRecord(number, name, details, memberships)


def _terms(
    staff: list[PersonRecord],
    students: list[list[PersonRecord]],
    start: date,
    classes: Sequence[SchoolClass],
) -> Iterator[TermRecord]:
    """At least one holder for every office that acts, the League secretary of every class included."""
    senior, junior = start.replace(year=start.year - 2), start.replace(year=start.year - 1)
    for index, office, unit in (
        (0, "university_committee_secretary", UNIVERSITY),
        (1, "university_organisation_officer", UNIVERSITY),
        (2, "university_discipline_officer", UNIVERSITY),
        (3, "college_committee_secretary", CHEMISTRY),
        (4, "college_committee_secretary", MATERIALS),
        (5, "organiser", CHEMISTRY),
        (6, "organiser", MATERIALS),
        (7, "party_school_officer", CHEMISTRY),
        (7, "college_committee_member", CHEMISTRY),
        (4, "party_school_officer", MATERIALS),
        (8, "college_league_secretary", CHEMISTRY_LEAGUE),
        (9, "college_league_secretary", MATERIALS_LEAGUE),
        (9, "branch_secretary", MATERIALS_BRANCH),
        (10, "branch_secretary", FIRST_BRANCH),
        (11, "branch_secretary", SECOND_BRANCH),
    ):
        yield TermRecord(staff[index].number, office, unit, senior)
    for index, seat, office, unit in (
        (0, 0, "organisation_member", FIRST_BRANCH),
        (0, 1, "branch_committee_member", FIRST_BRANCH),
        (3, 0, "organisation_member", SECOND_BRANCH),
        (3, 1, "branch_committee_member", SECOND_BRANCH),
        (3, 1, "party_group_leader", PARTY_GROUP),
        (6, 0, "organisation_member", MATERIALS_BRANCH),
    ):
        yield TermRecord(students[index][seat].number, office, unit, junior)
    for school_class, members in zip(classes, students, strict=True):
        first = max(junior, start.replace(year=start.year - school_class.years))
        yield TermRecord(members[2].number, "league_secretary", school_class.league_code(start.year), first)
