"""What several members share in the demo: a meeting of the branch, a notice of conversions, a defence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from portal.demo import membership_papers as papers
from portal.demo.membership_story import MembershipStory
from portal.demo.papers import FEEDBACK
from portal.demo.probation_story import ProbationStory
from portal.demo.stage import Stage
from portal.demo.story import FAMILY
from procedures.party_membership.rules.defending import lots
from workflows.models import Person


class Sitting:
    """支部大会 about some people, one after the other; everybody who has a vote comes and approves."""

    def __init__(self, stage: Stage, day: str, *people: MembershipStory) -> None:
        self.stage = stage
        self.people = people
        stage.plan(day, self._hold)

    def agenda(self, story: MembershipStory, chair: Person) -> dict[str, Any]:
        """What is recorded of somebody's agenda; whoever presides reports for the branch committee."""
        named = [story.number(name) for name in story.introducers]
        return {**papers.ADMISSION_AGENDA, "introducers_present": named, "reporter": chair.number}

    def _hold(self, on: date) -> None:
        stage, branch = self.stage, self.people[0].branch(on)
        secretary = stage.holder("branch_secretary", branch, on)
        voting = stage.members_of(branch, on, "full_member")
        tellers = [member for member in voting if member != secretary][-2:]
        call = {
            "place": "化工楼 206",
            "chair": secretary.number,
            "tellers": [each.number for each in tellers],
        }
        cases: dict[int, dict[str, Any]] = {story.case: {} for story in self.people}
        kind = f"{FAMILY}.branch_meeting"
        called = stage.do("convene", secretary, on, call, kind=kind, unit=branch.pk, cases=cases)
        matter = called.matter or 0
        roll = {"entitled": [member.number for member in voting], "excluded": {}}
        stage.do("lock_roll", secretary, on, roll, matter=matter)
        stage.do("attend", secretary, on, {"absent": {}, "observers": []}, matter=matter)
        for story in self.people:
            agenda = {story.case: self.agenda(story, secretary)}
            stage.do("discuss", secretary, on, matter=matter, cases=agenda)
            counted = {story.case: _all_in_favour(len(voting))}
            for teller in tellers:
                stage.do("count", teller, on, {"method": "secret"}, matter=matter, cases=counted)
        stage.do("adjourn", secretary, on, {}, matter=matter)


class ConversionSitting(Sitting):
    """支部大会 about conversions."""

    def agenda(self, story: MembershipStory, chair: Person) -> dict[str, Any]:
        """What is recorded of somebody's agenda."""
        return dict(papers.CONVERSION_AGENDA)


def _all_in_favour(present: int) -> dict[str, int]:
    written = dict.fromkeys(("written_approve", "written_oppose", "written_abstain"), 0)
    said = {"issued": present, "returned": present, "approve": present}
    return {**said, **dict.fromkeys(("oppose", "abstain", "void"), 0), **written}


class HungConversions:
    """转正公示 of the college committee, against which nobody says anything."""

    def __init__(
        self, stage: Stage, posted: str, until: str, closed: str, people: Sequence[ProbationStory]
    ) -> None:
        self.stage = stage
        self.people = people
        self.until = until
        self.matter = 0
        stage.plan(posted, self._post)
        stage.plan(closed, self._close)

    def _post(self, on: date) -> None:
        college = self.people[0].college(on)
        organiser = self.stage.holder("organiser", college, on)
        shown = {"channels": ["paper", "web"], "feedback_until": self.until, **FEEDBACK}
        cases = {
            story.case: papers.member_shown(story.person, story.standings["probationary"])
            for story in self.people
        }
        kind = f"{FAMILY}.conversion_notice"
        begun = self.stage.do("post", organiser, on, shown, kind=kind, unit=college.pk, cases=cases)
        self.matter = begun.matter or 0

    def _close(self, on: date) -> None:
        organiser = self.stage.holder("organiser", self.people[0].college(on), on)
        cases = {story.case: {"result": "无"} for story in self.people}
        self.stage.do("close", organiser, on, {}, matter=self.matter, cases=cases)


class Draw:
    """答辩抽签 of one among those who are due."""

    def __init__(self, stage: Stage, day: str, seed: str, *people: ProbationStory) -> None:
        self.stage = stage
        self.people = people
        self.seed = seed
        self.matter = 0
        stage.plan(day, self._draw)

    def held(self, announced: str, day: str, *panel: str) -> Draw:
        """Whoever was drawn is called before a panel, heard, and reported on to the branch."""
        self.stage.plan(announced, self._announcing(day, panel))
        self.stage.plan(day, self._hear)
        return self

    def _draw(self, on: date) -> None:
        college = self.people[0].college(on)
        organiser = self.stage.holder("organiser", college, on)
        pool = [story.person.number for story in self.people]
        data = {"pool": pool, "number": 1, "seed": self.seed, "drawn": []}
        cases: dict[int, dict[str, Any]] = {story.case: {} for story in self.people}
        kind = f"{FAMILY}.defence"
        begun = self.stage.do("draw", organiser, on, data, kind=kind, unit=college.pk, cases=cases)
        self.matter = begun.matter or 0

    def _announcing(self, day: str, panel: Sequence[str]) -> Callable[[date], object]:
        def happening(on: date) -> object:
            by = self.stage.holder("organiser", self.people[0].college(on), on)
            said = {
                "held_on": day,
                "place": "化工楼 301",
                "panel": [self.people[0].number(name) for name in panel],
                "organised_by": "college_committee",
            }
            cases: dict[int, dict[str, Any]] = {story.case: {} for story in self._drawn()}
            return self.stage.do("announce", by, on, said, matter=self.matter, cases=cases)

        return happening

    def _hear(self, on: date) -> None:
        by = self.stage.holder("organiser", self.people[0].college(on), on)
        heard = {story.case: dict(papers.SESSION) for story in self._drawn()}
        self.stage.do("assess", by, on, {}, matter=self.matter, cases=heard)
        said = {story.case: {"summary": papers.DEFENDED} for story in self._drawn()}
        self.stage.do("report", by, on, {}, matter=self.matter, cases=said)
        self.stage.do("close", by, on, {}, matter=self.matter)

    def _drawn(self) -> list[ProbationStory]:
        drawn = set(lots(self.seed, [story.person.number for story in self.people], 1))
        return [story for story in self.people if story.person.number in drawn]
