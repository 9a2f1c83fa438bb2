"""The second classroom of the demo: three years of rounds that are over, and what a round is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from portal.demo.credit_claims import Told, told
from portal.demo.credit_people import CHEMISTRY_COLLEGE, MATERIALS_COLLEGE
from portal.demo.credit_rounds import ACCEPTED, RoundStory, shipped_rules
from portal.demo.stage import Stage
from workflows.models import Person

#: the part of a student's number that says the college
PREFIXES = {CHEMISTRY_COLLEGE: "0103", MATERIALS_COLLEGE: "0204"}
#: what the student of a seat brought in each year that is over, from the first
PAST: Mapping[int, tuple[tuple[str, ...], ...]] = {
    0: (
        ("monitor", "lecture", "stage_college"),
        ("contest_second", "team", "honour", "stage"),
        ("cet4", "daily_labour", "sports_second"),
    ),
    1: (
        ("branch", "volunteer", "start"),
        ("contest_third", "lecture", "sports_third"),
        ("cet4", "practice", "honour"),
    ),
    2: (
        ("secretary", "theme", "work"),
        ("contest_second", "clean"),
        ("innovation", "own_practice", "cet4"),
    ),
    3: (("clean", "start"), ("lecture", "volunteer"), ("contest_entry", "stage_college")),
    4: (
        ("branch", "start", "stage_college"),
        ("contest_third", "team", "volunteer", "stage"),
        ("cet6", "daily_labour", "sports_second", "honour"),
    ),
    5: (("lecture",), ("start",), ("theme",)),
}
#: what a first reviewer did not recognise as it was claimed: by seat and template
OTHERWISE: Mapping[tuple[int, str], Mapping[str, Any]] = {
    (2, "work"): {"outcome": "lowered", "row": "T4-08", "why": "作品参展而未获奖，按参赛未获奖计。"},
    (3, "contest_entry"): {"outcome": "lowered", "row": "T2-21", "why": "证书为三等奖。"},
    (5, "start"): {"outcome": "rejected", "ground": "AUDIENCE", "why": "名单中是观众，不是队员。"},
}
#: the days of a round that is over, in the year in which it ends
CALENDAR = {
    "open": (3, 4),
    "declare": (3, 18),
    "assess": (3, 25),
    "review": (5, 6),
    "summarise": (5, 8),
    "agree": (5, 13),
    "sign": (5, 15),
    "submit": (5, 20),
    "confirm": (5, 27),
    "archive": (5, 29),
    "end": (6, 5),
}


def seat_of(student: Person) -> int:
    """The seat of a student in their class, from 0."""
    return int(student.number[-2:]) - 1


def intake_of(student: Person) -> int:
    """The calendar year in which a student came."""
    return 2000 + int(student.number[:2])


def students_of(stage: Stage, college: str) -> list[Person]:
    """The students of a college by number, as the roster of the day knows them."""
    found = (p for p in stage.people.values() if p.details.get("category") == "student")
    return sorted((p for p in found if p.number[2:6] == PREFIXES[college]), key=lambda p: p.number)


class PastRound:
    """A round from its opening to its end, day by day."""

    def __init__(self, stage: Stage, college: str, first: int) -> None:
        self.stage = stage
        self.first = first
        self.story = RoundStory(stage, college, f"{first}-{(first + 1) % 100:02}")
        self.items: dict[int, tuple[str, Told]] = {}

    def plan(self) -> None:
        """Let everything happen on its day."""
        story = self.story
        steps: Mapping[str, Callable[[date], object]] = {
            "open": story.open,
            "declare": self.declare,
            "assess": lambda on: story.assess({case: item for case, (_, item) in self.items.items()}, on),
            "review": self.review,
            "summarise": story.summarise,
            "agree": lambda on: story.agree(story.listed(), on),
            "sign": story.sign,
            "submit": story.submit,
            "confirm": story.confirm,
            "archive": story.archive,
            "end": story.end,
        }
        for name, step in steps.items():
            self.stage.plan(date(self.first + 1, *CALENDAR[name]), step)

    def declare(self, on: date) -> None:
        """Everybody brings what their seat brings in this year of their programme."""
        named = list(self._told(on))
        cases = self.story.declare([item for _, item in named], on)
        self.items = dict(zip(cases, named, strict=True))

    def review(self, on: date) -> None:
        """Most is recognised as claimed."""
        said = {
            case: (item.row.module, OTHERWISE.get((seat_of(item.student), name), ACCEPTED))
            for case, (name, item) in self.items.items()
        }
        self.story.review(said, on)

    def _told(self, on: date) -> Iterator[tuple[str, Told]]:
        rules = shipped_rules()
        for student in students_of(self.stage, self.story.college):
            years = PAST[seat_of(student)]
            nth = self.first - intake_of(student)
            for name in years[nth] if 0 <= nth < len(years) else ():
                where = self.stage.unit_of(student, "class", on).name
                yield name, told(student, name, self.first, rules, where=where)
