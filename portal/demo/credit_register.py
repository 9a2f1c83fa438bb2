"""What the school knows of the students of the demo: cards, dormitories, a sanction, a forged certificate."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from portal.demo.credit_people import CHEMISTRY_COLLEGE, SCHOOL
from portal.demo.credit_rounds import RoundStory
from portal.demo.credit_story import PastRound, students_of
from portal.demo.stage import Stage
from procedures.second_classroom_credits.flows.register import StudentRegister
from workflows.models import Person

#: whose certificate of 2025 was somebody else's, who was sanctioned, whose room was not in order
FORGER, SANCTIONED, UNTIDY = "2501030104", "2401030104", "2501030205"
KIND = StudentRegister.kind()


class Registers:
    """The registers of a college's students, opened as they are needed."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.held: dict[int, int] = {}

    def plan(self) -> None:
        """The dormitories after the year, then what happened in the running one."""
        self.stage.plan("2026-09-21", self.dormitories)
        self.stage.plan("2026-11-10", self.sanctioned)
        self.stage.plan("2026-10-22", self.cards)

    def dormitories(self, on: date) -> None:
        """One room was not in order, which takes the labour of that year."""
        student = self._student(UNTIDY)
        said = {"year": "2025-26", "rating": "unsatisfactory", "document": "宿管〔2026〕7号"}
        self.record("dormitory", "counsellor", {student: said}, on)

    def sanctioned(self, on: date) -> None:
        """A warning blocks the moral module of the running year."""
        student = self._student(SANCTIONED)
        said = {"level": "warning", "document": "江大学〔2026〕31号"}
        self.record("sanction", "student_affairs", {student: said}, on)

    def cards(self, on: date) -> None:
        """The counsellor counts the volunteer cards; on some there is less than was declared."""
        students = students_of(self.stage, CHEMISTRY_COLLEGE)
        said = {
            student: {"year": "2026-27", "times": 2 if at % 4 == 3 else 3, "document": f"志愿{at:04}"}
            for at, student in enumerate(students[:24])
        }
        self.record("card", "counsellor", said, on)

    def record(self, name: str, office: str, said: Mapping[Person, Mapping[str, Any]], on: date) -> None:
        """Facts of one kind about several students."""
        stage = self.stage
        by = stage.holder(office, CHEMISTRY_COLLEGE if office == "counsellor" else SCHOOL, on)
        unit = stage.units[CHEMISTRY_COLLEGE].pk
        new = [student for student in said if student.pk not in self.held]
        acts = [stage.act("open", by, on, kind=KIND, unit=unit, subject=student.pk) for student in new]
        for student, receipt in zip(new, stage.do_all(acts, on) if acts else (), strict=True):
            self.held[student.pk] = receipt.matter or 0
        stage.do_all([stage.act(name, by, on, data, matter=self.held[s.pk]) for s, data in said.items()], on)

    def _student(self, number: str) -> Person:
        return next(person for person in self.stage.people.values() if person.number == number)


class Forged:
    """A forged certificate of the year before: reported, looked into, proven."""

    def __init__(self, stage: Stage, past: PastRound, registers: Registers) -> None:
        self.stage = stage
        self.past = past
        self.registers = registers

    def plan(self) -> None:
        """Before the first review of that round."""
        self.stage.plan("2026-04-16", self.reported)
        self.stage.plan("2026-04-28", self.proven)

    @property
    def case(self) -> int:
        """The item with the certificate."""
        items = self.past.items.items()
        return next(case for case, (_, item) in items if item.student.number == FORGER)

    def reported(self, on: date) -> None:
        """The counsellor reports it."""
        story: RoundStory = self.past.story
        by = self.stage.holder("counsellor", story.college, on)
        self.stage.do("forgery_report", by, on, {"what": "名单照片上的姓名是后贴上去的。"}, case=self.case)

    def proven(self, on: date) -> None:
        """The student affairs department finds that it is so, and the register says so."""
        by, case = self.stage.holder("student_affairs", SCHOOL, on), self.case
        found = {"document": "江大学〔2026〕12号", "found": "主办方证实名单中无此人，照片经过涂改。"}
        self.stage.do("forgery_proven", by, on, found, case=case)
        _, item = self.past.items.pop(case)
        said = {"year": "2025-26", "item": case, "document": found["document"]}
        self.registers.record("forgery", "student_affairs", {item.student: said}, on)
        others = [at for at, (_, each) in self.past.items.items() if each.student == item.student]
        for other in others:
            self.stage.do("cancellation", by, on, {"item": case}, case=other)
            del self.past.items[other]
