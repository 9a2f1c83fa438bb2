"""Two processes act on the same thing at the same moment: exactly one effect, and the other learns of it.

``--trials N`` fights so many contests of each kind; ``--json`` prints the counts for a test to compare. Each
count of outcomes is to equal the number of trials, and nothing may be left that verification finds.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import benchmarks.ready  # noqa: F401 (Django is set up before what follows is imported)
from benchmarks.harness import on_each_engine, percentile, table
from benchmarks.races import Answer, race
from tests.toy.world import BEGAN, Society, moment, person, society
from workflows.door import Act, perform
from workflows.models import Case, Entry, Membership, Person, Unit
from workflows.services.verifying import verify

DAY = "2024-03-01"
AT = moment(DAY)
NOTE = {"text": "好"}
TRIALS = 1000

Fought = list[tuple[Answer, ...]]


class Ring:
    """A society with two clerks, and cases to fight over."""

    def __init__(self, trials: int) -> None:
        self.trials = trials
        self.world: Society = society()
        self.clerks = (self.world.clerk, person("c2", self.world.unit, office="clerk"))
        self.people = 0

    def subjects(self, units: Sequence[Unit] = ()) -> list[Person]:
        """Somebody new for each trial, a member of the society or of one of the units."""
        self.people += self.trials
        homes = units or [self.world.unit] * self.trials
        numbers = [f"s{self.people}-{n}" for n in range(self.trials)]
        people = Person.objects.bulk_create(Person(number=number, name=number) for number in numbers)
        Membership.objects.bulk_create(
            Membership(person=each, unit=home, tree="society", standing="member", from_on=BEGAN)
            for each, home in zip(people, homes, strict=True)
        )
        return people

    def units(self) -> list[Unit]:
        """A new society for each trial, without any entry yet."""
        city = self.world.unit.parent
        return Unit.objects.bulk_create(
            Unit(kind="society", name=f"园{n}", code=f"n{n}", parent=city, opened_on=BEGAN)
            for n in range(self.trials)
        )

    def cases(self, size: int = 10) -> list[int]:
        """A new case for each trial; one of more than 50 is checked twice, in two branches."""
        opened = perform([opening(subject, "o", size) for subject in self.subjects()], at=AT)
        return [receipt.case or 0 for receipt in opened]

    def step(self, name: str, case: int, clerk: int, key: str = "") -> Act:
        """One of the clerks ends a step."""
        by = self.clerks[clerk].pk
        return Act(name, by, key or f"{name}{clerk}", AT.date(), NOTE, case=case)


def opening(subject: Person, key: str, size: int = 10) -> Act:
    """A member asks for a plot."""
    data = {"size": size, "story": "想种菜"}
    return Act("request", subject.pk, key, AT.date(), data, family="toy", subject=subject.pk)


def same_step(ring: Ring) -> tuple[Fought, dict[str, int]]:
    """Two clerks end the same step: one does, the other is told who did and when."""
    cases = ring.cases()
    fought = race([(ring.step("check", case, 0), ring.step("check", case, 1)) for case in cases], at=AT)
    names = [clerk.name for clerk in ring.clerks]
    told = sum(learned(answers[1 - side], names[side]) for answers in fought for side in winners(answers))
    return fought, {
        "one done, one told": outcomes(fought, "act.already_done", "done"),
        "told who and when": told,
        "one entry": sum(n == 1 for n in counted(cases, "check")),
    }


def same_request(ring: Ring) -> tuple[Fought, dict[str, int]]:
    """One request is sent twice, as by a double click: one entry, and both get its receipt."""
    cases = ring.cases()
    twice = [(ring.step("check", case, 0, "once"), ring.step("check", case, 0, "once")) for case in cases]
    fought = race(twice, at=AT)
    return fought, {
        "one done, one repeated": outcomes(fought, "done", "repeated"),
        "same receipt": sum(first.entry == second.entry for first, second in fought),
        "one entry": sum(n == 1 for n in counted(cases, "check")),
    }


def into_a_join(ring: Ring) -> tuple[Fought, dict[str, int]]:
    """Two branches end at once: both do, and the case goes on once."""
    cases = ring.cases(size=60)
    perform([ring.step("check", case, 0) for case in cases], at=AT)
    fought = race([(ring.step("soil", case, 0), ring.step("water", case, 1)) for case in cases], at=AT)
    rows = [sorted(steps) for steps in Case.objects.filter(pk__in=cases).values_list("steps", flat=True)]
    return fought, {
        "both done": outcomes(fought, "done", "done"),
        "joined once": sum(steps == ["hearing", "waiting"] for steps in rows),
    }


def same_journal(ring: Ring) -> tuple[Fought, dict[str, int]]:
    """Two cases of one unit move at once: both do, one link behind the other."""
    pairs = list(zip(ring.cases(), ring.cases(), strict=True))
    fought = race([(ring.step("check", a, 0), ring.step("check", b, 1)) for a, b in pairs], at=AT)
    return fought, {"both done": outcomes(fought, "done", "done")}


def same_opening(ring: Ring) -> tuple[Fought, dict[str, int]]:
    """One person is opened two cases of a procedure that allows one: one opens, the other is refused."""
    subjects = ring.subjects()
    fought = race([(opening(each, "a"), opening(each, "b")) for each in subjects], at=AT)
    return fought, {
        "one opened, one refused": outcomes(fought, "case.already_open", "done"),
        "one case": Case.objects.filter(subject__in=subjects).count(),
    }


def first_of_a_journal(ring: Ring) -> tuple[Fought, dict[str, int]]:
    """The same, in units whose journals have no entry and so nothing to lock: the database's keys decide."""
    subjects = ring.subjects(ring.units())
    fought = race([(opening(each, "a"), opening(each, "b")) for each in subjects], at=AT)
    return fought, {
        "one opened, one refused": outcomes(fought, "case.already_open", "done"),
        "one case": Case.objects.filter(subject__in=subjects).count(),
    }


def same_opening_sent_twice(ring: Ring) -> tuple[Fought, dict[str, int]]:
    """One opening is sent twice: one case, and both get its receipt."""
    subjects = ring.subjects()
    fought = race([(opening(each, "a"), opening(each, "a")) for each in subjects], at=AT)
    return fought, {
        "one opened, one repeated": outcomes(fought, "done", "repeated"),
        "one case": Case.objects.filter(subject__in=subjects).count(),
    }


CONTESTS: tuple[Callable[[Ring], tuple[Fought, dict[str, int]]], ...] = (
    same_step,
    same_request,
    into_a_join,
    same_journal,
    same_opening,
    first_of_a_journal,
    same_opening_sent_twice,
)


def outcomes(fought: Fought, *expected: str) -> int:
    """How many contests ended in exactly these answers, whoever got which."""
    return sum(sorted(answer.what for answer in answers) == sorted(expected) for answers in fought)


def winners(answers: Sequence[Answer]) -> list[int]:
    """Which sides were the ones that acted."""
    return [side for side, answer in enumerate(answers) if answer.what == "done"]


def learned(answer: Answer, who: str) -> bool:
    """Whether the other side was told who had been first, and when."""
    said = answer.said or {}
    return said.get("who") == who and bool(said.get("on") and said.get("time"))


def counted(cases: Sequence[int], act: str) -> list[int]:
    """How many entries of an act each case has."""
    made = list(Entry.objects.filter(case__in=cases, act=act).values_list("case", flat=True))
    return [made.count(case) for case in cases]


def measure() -> None:
    options = arguments()
    ring = Ring(options.trials)
    found: dict[str, Any] = {}
    rows: list[Sequence[object]] = [("", "trials", "as they must be", "p50 ms", "p99 ms", "worst ms")]
    for contest in CONTESTS:
        fought, counts = contest(ring)
        found[contest.__name__] = counts
        spent = [answer.seconds * 1000 for answers in fought for answer in answers]
        right = ", ".join(f"{name} {count}" for name, count in counts.items())
        title = contest.__name__.replace("_", " ")
        rows.append((title, len(fought), right, percentile(spent, 0.5), percentile(spent, 0.99), max(spent)))
    verified = verify()
    found["verified"] = {"entries": verified.entries, "differences": len(verified.differences)}
    if options.json:
        print(json.dumps(found))
        return
    table(rows)
    print(f"{verified.entries} entries verified, {len(verified.differences)} differences")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=TRIALS)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    on_each_engine(__file__, measure)
