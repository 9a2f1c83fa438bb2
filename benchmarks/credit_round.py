"""A round of second-classroom credits of a whole university, from the first declaration to the archive.

Every student declares five items with their evidence; each is reviewed first, put on the sheet of its
college, reviewed again, signed, sent, confirmed by the registrar and filed away: all through the door, in
lists as long as an office would send them. Then the page of one student is asked for at that size.

    .venv/bin/python benchmarks/credit_round.py --students 4000
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from django.db import connection

import benchmarks.ready  # noqa: F401 (Django is set up before what follows is imported)
from benchmarks import student_page
from benchmarks.credits_world import FAMILY
from benchmarks.harness import on_each_engine, table
from benchmarks.round_world import ITEMS, College, claims, moment, university
from procedures.second_classroom_credits import roles
from procedures.second_classroom_credits.flows.rounds import Round
from procedures.second_classroom_credits.papers.sheet import Sheet, sheet_of, waiting
from procedures.second_classroom_credits.rulesets import ruleset_of
from workflows.door import Act, Receipt, perform
from workflows.door.editions import edition_of
from workflows.models import Case, EditionRecord, Entry, Person
from workflows.rules.facts import Facts
from workflows.rules.surveys import CaseView
from workflows.services.verifying import verify
from workflows.store.session import Session

#: acts in one list
AT_ONCE = 1_000
_keys = count(1)


@dataclass
class Figures:
    """What a part of the round took: items, seconds, processor time, statements and round trips."""

    items: int = 0
    seconds: float = 0.0
    cpu: float = 0.0
    statements: int = 0
    trips: int = 0

    @property
    def row(self) -> tuple[object, ...]:
        """The figures for the table."""
        items = self.items or 1
        return (
            f"{self.items:,}",
            self.seconds,
            f"{self.items / self.seconds:,.0f}" if self.seconds else "",
            self.cpu / items * 1000,
            self.statements / items,
            f"{self.trips / items:.4f}",
        )


@dataclass
class Measured:
    """The figures of every part, in the order of the round."""

    parts: dict[str, Figures] = field(default_factory=dict)

    def perform(
        self, part: str, acts: Sequence[Act], at: datetime, items: int | None = None
    ) -> list[Receipt]:
        """Perform acts in lists, and note what that took for so many items."""
        found = self.parts.setdefault(part, Figures())
        found.items += len(acts) if items is None else items
        done: list[Receipt] = []
        for start in range(0, len(acts), AT_ONCE):
            session = Session()
            began, cpu = time.perf_counter(), time.process_time()
            done += perform(acts[start : start + AT_ONCE], at=at, session=session)
            found.seconds += time.perf_counter() - began
            found.cpu += time.process_time() - cpu
            found.statements += session.statements
            found.trips += session.round_trips
        return done

    def work(self, part: str, items: int, work: Callable[[], Sheet]) -> Sheet:
        """Note what something took that is no act."""
        found = self.parts.setdefault(part, Figures())
        began, cpu = time.perf_counter(), time.process_time()
        sheet = work()
        found.items += items
        found.seconds += time.perf_counter() - began
        found.cpu += time.process_time() - cpu
        return sheet


class CollegeRound:
    """The round of one college, part after part."""

    def __init__(self, college: College, registrar: Person, measured: Measured) -> None:
        self.college = college
        self.registrar = registrar
        self.measured = measured
        self.matter = 0
        self.cases: list[int] = []

    def open(self) -> None:
        """The vice dean opens it."""
        by = self.college.by
        group = {
            "leaders": roles.LEADERS,
            "deputies": roles.WORKING_GROUP[2:4],
            "members": roles.FIRST_REVIEWERS,
        }
        named = {field: [self.college.held[o.name].number for o in each] for field, each in group.items()}
        data = {"year": "2024-25", **named}
        unit = self.college.unit.pk
        act = _act("open", by(roles.COLLEGE_VICE_DEAN), data, kind=Round.kind(), unit=unit)
        self.matter = self._of_all("opened", act, 3, 1).matter or 0

    def declare(self) -> None:
        """Every student declares, then hands in a file for each item."""
        wanted = list(claims(self.college.students))
        acts = [
            _act("declaration", who.pk, claim, family=FAMILY, subject=who.pk, within=self.matter)
            for who, claim, _ in wanted
        ]
        done = self.measured.perform("declared", acts, moment(4, 1))
        self.cases = [receipt.case or 0 for receipt in done]
        files = [(sha256(f"file {case}".encode()).hexdigest(),) for case in self.cases]
        acts = [
            _act("evidence", who.pk, said, case=case, files=file)
            for (who, _, said), case, file in zip(wanted, self.cases, files, strict=True)
        ]
        self.measured.perform("evidence handed in", acts, moment(4, 2))

    def review(self) -> None:
        """The counsellor recognises everything; the sheet is frozen; the vice dean agrees to everything."""
        by, said = self.college.by(roles.COUNSELLOR), {"outcome": "accepted"}
        acts = [_act("first_review", by, said, case=case) for case in self.cases]
        self.measured.perform("reviewed first", acts, moment(5, 6))
        self.sheet = self.measured.work("sheet made", len(self.cases), self._sheet)
        said = {"digest": self.sheet.digest, "total": self.sheet.total, "contact": "85580001"}
        by = self.college.by(roles.COLLEGE_LEAGUE_SECRETARY)
        self._of_all("sheet frozen", _act("summarise", by, said, matter=self.matter), 5, 7)
        by, said = self.college.by(roles.COLLEGE_VICE_DEAN), {"outcome": "agreed"}
        acts = [_act("re_review", by, said, case=case) for case in self.cases]
        self.measured.perform("reviewed again", acts, moment(5, 8))

    def confirm(self) -> None:
        """The dean signs, the college sends, the registrar confirms, everything is filed away."""
        known = {"digest": self.sheet.digest}
        dean, head = self.college.by(roles.COLLEGE_DEAN), self.college.by(roles.RESEARCH_OFFICE_HEAD)
        said: dict[str, Any] = {**known, "signature": True, "seal": True}
        self._of_all("signed", _act("sign", dean, said, matter=self.matter), 5, 9)
        said = {**known, "copies": 2, "electronic": True}
        self._of_all("sent", _act("submit", head, said, matter=self.matter), 5, 10)
        said = {**known, "total": self.sheet.total}
        cases = {case: {"outcome": "confirmed"} for case in self.cases}
        act = _act("finalise", self.registrar.pk, said, matter=self.matter, cases=cases)
        self._of_all("confirmed", act, 5, 12)
        acts = [_act("archive", head, {"place": f"A{case}"}, case=case) for case in self.cases]
        self.measured.perform("filed away", acts, moment(5, 15))
        act = _act("close", self.college.by(roles.COLLEGE_VICE_DEAN), {}, matter=self.matter)
        self._of_all("closed", act, 6, 1)

    def _of_all(self, part: str, act: Act, month: int, day: int) -> Receipt:
        return self.measured.perform(part, [act], moment(month, day), len(self.cases))[0]

    def _sheet(self) -> Sheet:
        record = EditionRecord.objects.get(procedure=FAMILY)
        found = Case.objects.filter(concerns__matter=self.matter).select_related("subject")
        return sheet_of(waiting(map(_view, found)), ruleset_of(edition_of((record.pk, record.digest))))


def _view(case: Case) -> CaseView:
    known, steps = Facts.from_json(case.facts), frozenset(case.steps)
    who = case.subject
    return CaseView(case.pk, who.pk, who.number, who.name, case.status, case.end, known, steps)


def _act(name: str, by: int, data: Mapping[str, Any], **target: Any) -> Act:
    return Act(name, by, f"b{next(_keys)}", data=data, **target)


def measure() -> None:
    """Run the rounds of every college and print what each part took, then the page of a student."""
    students = arguments().students
    registrar, colleges = university(students)
    measured, began = Measured(), time.perf_counter()
    rounds = [CollegeRound(college, registrar, measured) for college in colleges]
    for part in ("open", "declare", "review", "confirm"):
        for each in rounds:
            getattr(each, part)()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    spent, whole = time.perf_counter() - began, Figures()
    for found in measured.parts.values():
        for name in ("seconds", "cpu", "statements", "trips"):
            setattr(whole, name, getattr(whole, name) + getattr(found, name))
    whole.items = students * len(ITEMS)
    heads = ("items", "seconds", "items/s", "client CPU ms each", "statements each", "round trips each")
    rows = [(name, *found.row) for name, found in measured.parts.items()]
    table([(f"{students:,} students", *heads), *rows, ("the whole round", *whole.row)])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    ended = Case.objects.filter(end="recognised").count()
    print(
        f"{ended:,} items recognised, {Entry.objects.count():,} entries, {spent:.0f} s in all; {peak:.0f} MB"
    )
    if arguments().verify:
        began = time.perf_counter()
        differences = len(verify().differences)
        print(f"journal verified in {time.perf_counter() - began:.0f} s: {differences} differences")
    student_page.measure([each.students[0] for each in colleges[:1]] + [colleges[-1].students[-1]])


def arguments() -> argparse.Namespace:
    """How many students there are, and whether the journal is verified in the end."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--students", type=int, default=40_000)
    parser.add_argument("--verify", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    arguments()
    on_each_engine(__file__, measure, engines=("postgresql",))
