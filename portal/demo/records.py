"""What the colleges of the demo have recorded of their students: two years of results, honours and posts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.demo.stage import Stage
from portal.imports.example import CHEMISTRY, MATERIALS
from procedures.party_membership.flows.record import StudentRecord
from workflows.door import Act, perform
from workflows.models import Matter, Person

#: how many a major and year has, of whom the demo shows a dozen at most
SIZES = {("JL-HG", "2023"): 58, ("JL-HG", "2024"): 88, ("JL-HG", "2025"): 61}
SIZES |= {("JL-CL", "2023"): 55, ("JL-CL", "2025"): 52}
#: the best of their year, who came as far as the list of candidates and beyond
BEST = {"白锦初": 1, "汤一清": 2, "潘予墨": 2, "沈嘉禾": 4, "邵可欣": 6, "江映雪": 1, "莫怀川": 2}
BEST |= {"姚静姝": 1, "方亦舒": 2, "崔明朗": 3, "韦清扬": 4, "陆怀瑾": 6, "范书言": 8}
#: a place among a hundred up to which a scholarship is given
SCHOLARSHIPS = ((5, "first"), (15, "second"), (30, "third"))
POSTS = {0: ("班长", True), 2: ("团支书", True), 4: ("学习委员", False)}
COMPETITIONS = ("全国大学生化工设计竞赛", "大学生数学建模竞赛", "挑战杯课外学术作品竞赛")


@dataclass(frozen=True, slots=True)
class Recorded:
    """A fact of a student: the act, its day and what it says."""

    student: Person
    name: str
    on: date
    data: Mapping[str, Any]


def plan_records(stage: Stage) -> None:
    """Each autumn the organiser of a college records the year that is over."""
    for college in (CHEMISTRY, MATERIALS):
        for day in (date(2024, 10, 16), date(2025, 10, 16), date(2026, 10, 15)):
            stage.plan(day, _recording(stage, college))


def _recording(stage: Stage, college: str) -> Any:
    def happening(on: date) -> None:
        record(stage, college, on)

    return happening


def record(stage: Stage, college: str, on: date) -> None:
    """Open the records that are missing, then record everything of the year before."""
    by, unit = stage.holder("organiser", college, on), stage.units[college]
    students = [person for person in stage.people.values() if _studies(person, college, on)]
    facts = list(_facts(college, students, on))
    kind = StudentRecord.kind()
    held = dict(Matter.objects.filter(kind=kind).values_list("person", "pk"))
    new = {fact.student.pk for fact in facts if fact.student.pk not in held}
    opened = [
        Act("open", by.pk, f"demo-record-{pk}", on=on, kind=kind, unit=unit.pk, subject=pk)
        for pk in sorted(new)
    ]
    for act, receipt in zip(opened, perform(opened, at=stage.at(on)), strict=True):
        held[act.subject or 0] = receipt.matter or 0
    acts = [
        Act(
            each.name,
            by.pk,
            f"demo-{on}-{number}",
            on=each.on,
            data=each.data,
            matter=held[each.student.pk],
        )
        for number, each in enumerate(facts)
    ]
    perform(acts, at=stage.at(on))


def _studies(person: Person, college: str, on: date) -> bool:
    """Whether somebody has a year behind them in the college."""
    enrolled = person.details.get("enrolled_on", "")
    here = person.number[2:6] == {CHEMISTRY: "0103", MATERIALS: "0204"}[college]
    return bool(enrolled) and here and date.fromisoformat(enrolled).year < on.year


def _facts(college: str, students: Sequence[Person], on: date) -> Iterator[Recorded]:
    grades: defaultdict[str, list[Person]] = defaultdict(list)
    for student in sorted(students, key=lambda person: (person.number[-2:], person.number)):
        grades[str(student.details["grade"])].append(student)
    for grade, members in grades.items():
        size = SIZES[college, grade]
        for position, student in enumerate(members):
            place = 2 + position * (size - 4) // len(members) + (on.year + position) % 2
            yield from _of_one(student, BEST.get(student.name, place), size, on)


def _of_one(student: Person, place: int, size: int, on: date) -> Iterator[Recorded]:
    seat, year = int(student.number[-2:]) - 1, f"{on.year - 1}-{on.year}"
    number = f"学生〔{on.year}〕{20 + int(student.number[4:6])}号"
    yield Recorded(student, "year_result", date(on.year, 9, 28), _results(year, place, size, number))
    if place * 100 <= 15 * size:
        honour = {"title": f"{year}学年三好学生", "kind": "honour", "level": "university"}
        yield Recorded(student, "honour", date(on.year, 10, 9), {**honour, "evidence": number})
    if place * 100 <= 40 * size:
        honour = {"title": f"{year}学年学习标兵", "kind": "honour", "level": "college"}
        yield Recorded(student, "honour", date(on.year, 10, 9), {**honour, "evidence": number})
    if seat % 3 == 1:
        title = f"{COMPETITIONS[place % 3]}二等奖"
        prize = {"title": title, "kind": "competition", "level": "province", "evidence": f"证书{place:03}"}
        yield Recorded(student, "honour", date(on.year, 6, 20), prize)
    if seat in POSTS:
        yield from _cadre(student, seat, year, number, on)
    if seat == 5 and student.details["grade"] == "2023":
        yield from _difficulties(student, on)


def _results(year: str, place: int, size: int, number: str) -> dict[str, Any]:
    share = place * 100 / size
    scholarship = next((name for most, name in SCHOLARSHIPS if share <= most), "none")
    return {
        "year": year,
        "composite_rank": place,
        "composite_size": size,
        "composite_score": f"{95 - place * 30 // size}.{place % 10}",
        "academic_rank": min(place + 2, size),
        "academic_size": size,
        "academic_score": f"{93 - place * 30 // size}.{(place + 4) % 10}",
        "scholarship": scholarship,
        "failed_courses": 1 if share > 90 else 0,
        "evidence": number,
    }


def _cadre(student: Person, seat: int, year: str, number: str, on: date) -> Iterator[Recorded]:
    title, main = POSTS[seat]
    grade = int(student.details["grade"])
    post = {"title": title, "unit": f"{grade}级班级", "main": main, "from_on": date(grade, 10, 8)}
    if on.year == grade + 1:
        yield Recorded(student, "post", date(grade, 10, 8), {**post, "evidence": f"{grade}级班委名单"})
    grade_of = {"year": year, "grade": "excellent" if main else "good", "evidence": number}
    yield Recorded(student, "appraisal", date(on.year, 9, 20), grade_of)


def _difficulties(student: Person, on: date) -> Iterator[Recorded]:
    """One was criticised and another may not graduate in time: what an office must not overlook."""
    if on.year == 2026 and student.number[6:8] == "01":
        said = {"title": "宿舍违规用电", "kind": "criticism", "evidence": "学工〔2026〕3号"}
        yield Recorded(student, "sanction", date(2026, 4, 2), said)
    if on.year == 2026 and student.number[6:8] == "02":
        yield Recorded(
            student, "graduation_risk", date(2026, 9, 30), {"at_risk": True, "evidence": "教务处预警名单"}
        )
