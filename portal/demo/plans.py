"""What a college and its branches do each year in the demo: plans, meetings on development, inductions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Any

from portal.demo import papers
from portal.demo.candidate_story import CandidateStory
from portal.demo.stage import Stage
from portal.demo.story import FAMILY, Story
from portal.imports.example import CHEMISTRY, FIRST_BRANCH, MATERIALS, SECOND_BRANCH

#: who stood in the plan of which college and year
LISTED = {
    (CHEMISTRY, 2025): ("潘予墨", "沈嘉禾", "邵可欣"),
    (CHEMISTRY, 2026): ("白锦初", "方亦舒", "汤一清", "崔明朗", "韦清扬", "陆怀瑾", "姚静姝", "范书言"),
    (MATERIALS, 2026): ("江映雪", "莫怀川"),
}
#: the branches that meet about development, and when
MET = {FIRST_BRANCH: ("2026-03-18", "2026-09-16"), SECOND_BRANCH: ("2026-09-17",)}


def plan_years(stage: Stage, told: Iterable[Story]) -> None:
    """The plans of both colleges, and what a branch and a class hold besides."""
    by_name = {story.name: story for story in told if isinstance(story, CandidateStory)}
    listed = {key: [by_name[name] for name in names] for key, names in LISTED.items()}
    plan = YearPlan(stage, CHEMISTRY, 2025, *listed[CHEMISTRY, 2025])
    plan.drafted("2024-12-03").reported("2024-12-06", 20).closed("2025-11-28")
    plan = YearPlan(stage, CHEMISTRY, 2026, *listed[CHEMISTRY, 2026])
    plan.drafted("2025-12-02").reported("2025-12-05", 24).closed("2026-11-06")
    YearPlan(stage, MATERIALS, 2026, *listed[MATERIALS, 2026]).drafted("2025-12-03").reported(
        "2025-12-08", 11
    )
    YearPlan(stage, CHEMISTRY, 2027).drafted("2026-11-09")
    for branch, days in MET.items():
        meetings = BranchMeetings(stage, branch)
        for day in days:
            stage.plan(day, meetings.hold)
    stage.plan("2026-09-24", partial(induct, stage))


class BranchMeetings:
    """发展党员工作例会 of a branch: one record to which every meeting is added."""

    def __init__(self, stage: Stage, branch: str) -> None:
        self.stage = stage
        self.branch = branch
        self.matter = 0

    def hold(self, on: date) -> None:
        """A meeting; the first opens the record."""
        by, unit = self.stage.holder("branch_secretary", self.branch, on), self.stage.units[self.branch]
        if not self.matter:
            kind = f"{FAMILY}.development_meetings"
            self.matter = self.stage.do("open", by, on, kind=kind, unit=unit.pk).matter or 0
        self.stage.do("hold", by, on, papers.MINUTES, matter=self.matter)


def induct(stage: Stage, on: date) -> None:
    """The freshmen of a class hear what the Party is."""
    by, unit = stage.holder("organiser", CHEMISTRY, on), stage.units["JL-HG-B2601"]
    stage.do("hold", by, on, papers.INDUCTED, kind=f"{FAMILY}.induction", unit=unit.pk)


class YearPlan:
    """年度发展计划 of a college: drafted with its names, and reported."""

    def __init__(self, stage: Stage, college: str, year: int, *names: CandidateStory) -> None:
        self.stage = stage
        self.college = college
        self.year = year
        self.names = names
        self.matter = 0

    def drafted(self, day: str) -> YearPlan:
        """The organiser begins the plan and lists names by the first route."""
        return self._plan(day, self._draft)

    def reported(self, day: str, total: int) -> YearPlan:
        """The plan goes to the organisation department, which receives it."""
        return self._plan(day, partial(self._report, total=total))

    def closed(self, day: str) -> YearPlan:
        """The plan is over."""
        return self._plan(day, lambda on: self._act("close", on, {}))

    def _plan(self, day: str, happening: Any) -> YearPlan:
        self.stage.plan(day, happening)
        return self

    def _act(self, act: str, on: date, data: dict[str, Any], **more: Any) -> object:
        by = self.stage.holder("organiser", self.college, on)
        return self.stage.do(act, by, on, data, matter=self.matter, **more)

    def _draft(self, on: date) -> None:
        by, unit = self.stage.holder("organiser", self.college, on), self.stage.units[self.college]
        year = {"year": self.year}
        begun = self.stage.do("draft", by, on, year, kind=f"{FAMILY}.development_plan", unit=unit.pk)
        self.matter = begun.matter or 0
        if self.names:
            listed = {story.case: {"route": story.route, "active": True} for story in self.names}
            self._act("enlist", on, year, cases=listed)

    def _report(self, on: date, total: int) -> None:
        secretary = self.stage.holder("college_committee_secretary", self.college, on)
        self.stage.do("report", secretary, on, {"total": total}, matter=self.matter)
        department = self.stage.holder("university_organisation_officer", "JL", on)
        receipt = {"receipt": f"组收{on:%Y}-{self.college[-2:]}"}
        self.stage.do("receive", department, on, receipt, matter=self.matter)
