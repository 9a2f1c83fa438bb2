"""The running year of the second classroom: one college in the middle, one waiting for the registrar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from portal.demo.credit_claims import Told, told
from portal.demo.credit_people import CHEMISTRY_COLLEGE, MATERIALS_COLLEGE
from portal.demo.credit_rounds import ACCEPTED, RoundStory, shipped_rules
from portal.demo.credit_story import intake_of, students_of
from portal.demo.stage import Stage
from procedures.second_classroom_credits import roles
from workflows.models import Person

YEAR = 2026
NAMED = "2026-27"
#: what was declared in October, and what in November: one after the other, student by student
OCTOBER = ("lecture", "stage_college", "contest_second", "volunteer", "start", "theme", "sports_third")
NOVEMBER = (
    *("theme", "contest_second", "volunteer", "lecture", "stage", "computer", "daily_labour"),
    *("start", "work", "monitor", "sports_second", "work_study", "contest_entry"),
)
#: what the counsellors said in October of the items that were not recognised as claimed, by their place
SAID: Mapping[int, Mapping[str, Any]] = {
    3: {"outcome": "lowered", "times": 2, "why": "志愿者证上只有两次登记。"},
    6: {"outcome": "rejected", "ground": "EVIDENCE_MISSING", "why": "名单上没有本人。"},
    9: {"outcome": "lowered", "row": "T2-18", "why": "证书为三等奖，按三等奖计。"},
    11: {"outcome": "returned", "why": "照片看不清，请重新拍摄名单并标出本人姓名。"},
    14: {"outcome": "rejected", "ground": "EVIDENCE_MISSING", "why": "证明上的日期与活动日期不符。"},
    18: {"outcome": "returned", "why": "请补充主办方盖章的证明。"},
}
#: the place of the item whose student appealed against its rejection
APPEALED = 14
#: the row of a prize for which three students of a class have one certificate
PRIZE, TEAM = "T2-17", "化工2501班"
#: how many items of the sheet the vice dean has reviewed again
AGREED = 9


class Day(NamedTuple):
    """Items declared on a day, and whether their evidence came with them."""

    on: date
    items: slice
    evidenced: bool = True


DAYS = (
    Day(date(2026, 11, 2), slice(0, 14)),
    Day(date(2026, 11, 5), slice(14, 28)),
    Day(date(2026, 11, 9), slice(28, 48)),
    Day(date(2026, 11, 11), slice(48, 54), evidenced=False),
)


class Chemistry:
    """The college in the middle of its round: every state that an item can be in."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.story = RoundStory(stage, CHEMISTRY_COLLEGE, NAMED)
        self.first: dict[int, Told] = {}
        self.second: dict[int, Told] = {}

    def plan(self) -> None:
        """Let everything happen on its day."""
        plan, story = self.stage.plan, self.story
        plan("2026-10-12", story.open)
        plan("2026-10-14", self.october)
        plan("2026-10-26", self.reviewed)
        plan("2026-10-28", story.summarise)
        plan("2026-10-30", self.appealed)
        plan("2026-11-03", lambda on: story.agree(story.listed()[:AGREED], on))
        for day in DAYS:
            plan(day.on, partial(self.november, day))
        plan("2026-11-09", self.teamed)
        plan("2026-11-10", self.assessed)
        plan("2026-11-10", self.looked_at)
        plan("2026-11-11", self.doubted)

    def october(self, on: date) -> None:
        """The students of the two upper years declare and hand in."""
        upper = [s for s in students_of(self.stage, CHEMISTRY_COLLEGE) if intake_of(s) < YEAR - 1]
        items = list(_items(self.stage, upper, OCTOBER, on))
        self.first = dict(zip(self.story.declare(items, on), items, strict=True))

    def reviewed(self, on: date) -> None:
        """The first review of October."""
        self.story.review(
            {
                case: (item.row.module, SAID.get(at, ACCEPTED))
                for at, (case, item) in enumerate(self.first.items())
            },
            on,
        )

    def appealed(self, on: date) -> None:
        """One student appeals to the youth league, which has not answered yet."""
        case, item = list(self.first.items())[APPEALED]
        grounds = "证明由主办方补发，补发日期在活动之后，原活动名单中有本人签到，请予复核。"
        data = {"body": "youth_league", "grounds": grounds}
        self.stage.do("appeal", item.student, on, data, case=case)

    def november(self, day: Day, on: date) -> None:
        """Everybody in the college declares; those of the last day have not handed in yet."""
        students = students_of(self.stage, CHEMISTRY_COLLEGE)
        items = list(_items(self.stage, [*students, *students], NOVEMBER, on))[day.items]
        cases = self.story.declare(items, on, evidenced=day.evidenced)
        if day.evidenced:
            self.second.update(zip(cases, items, strict=True))

    def teamed(self, on: date) -> None:
        """Two more of a team declare its prize, with the certificate that one of them has handed in."""
        prizes = (item for item in self.second.values() if item.row.id == PRIZE)
        shared = next(item for item in prizes if self._class_of(item.student, on) == TEAM)
        mates = [s for s in students_of(self.stage, CHEMISTRY_COLLEGE) if self._class_of(s, on) == TEAM]
        items = [
            told(each, "contest_second", YEAR, shipped_rules(), where=TEAM, by=shared.data["held_on"])
            for each in mates
            if each != shared.student
        ]
        self.story.declare([item for item in items if item.evidence == shared.evidence][:2], on)

    def _class_of(self, student: Person, on: date) -> str:
        return self.stage.unit_of(student, "class", on).name

    def assessed(self, on: date) -> None:
        """Labour of the first days; work for the library still needs the word of the aid centre."""
        early = {
            case: item for case, item in list(self.second.items())[:20] if item.row.group == "daily_labour"
        }
        self.story.assess(early, on)
        employed = next(case for case, item in self.second.items() if item.row.id == "T5-11")
        by = self.story.held(roles.EMPLOYER, on)
        self.stage.do("assessment", by, on, {"result": "qualified"}, case=employed)

    def looked_at(self, on: date) -> None:
        """Some of November have their first review; they come on the next sheet."""
        some = [(case, item) for case, item in self.second.items() if not item.row.assessors][:7]
        returned = {"outcome": "returned", "why": "证书照片缺右下角印章，请补拍。"}
        self.story.review(
            {
                case: (item.row.module, returned if at == 5 else ACCEPTED)
                for at, (case, item) in enumerate(some)
            },
            on,
        )

    def doubted(self, on: date) -> None:
        """A certificate looks tampered with, and one student takes an item back."""
        waiting = [(case, item) for case, item in self.second.items() if not item.row.assessors][7:]
        case, item = next((case, item) for case, item in waiting if item.row.module == "S002")
        doubt = {"what": "证书编号与主办方公布的名单不符，姓名处字体与其他证书不同。"}
        self.stage.do("forgery_report", self.story.held(roles.COUNSELLOR, on), on, doubt, case=case)
        case, item = waiting[-1]
        self.stage.do("withdrawal", item.student, on, {}, case=case)


class Materials:
    """The college whose sheet is signed and waits for the registrar."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.story = RoundStory(stage, MATERIALS_COLLEGE, NAMED)
        self.items: dict[int, Told] = {}

    def plan(self) -> None:
        """Let everything happen on its day."""
        plan, story = self.stage.plan, self.story
        plan("2026-10-12", story.open)
        plan("2026-10-14", self.october)
        plan("2026-10-21", self.reviewed)
        plan("2026-10-26", story.summarise)
        plan("2026-10-29", lambda on: story.agree(story.listed(), on))
        plan("2026-11-02", story.sign)
        plan("2026-11-04", story.submit)

    def october(self, on: date) -> None:
        """Everybody declares one item."""
        items = list(_items(self.stage, students_of(self.stage, MATERIALS_COLLEGE), OCTOBER, on))
        self.items = dict(zip(self.story.declare(items, on), items, strict=True))

    def reviewed(self, on: date) -> None:
        """All of it is recognised."""
        self.story.review({case: (item.row.module, ACCEPTED) for case, item in self.items.items()}, on)


def _items(stage: Stage, students: Sequence[Any], names: Sequence[str], on: date) -> Iterator[Told]:
    rules = shipped_rules()
    for at, student in enumerate(students):
        where = stage.unit_of(student, "class", on).name
        yield told(student, names[at % len(names)], YEAR, rules, where=where, by=on)
