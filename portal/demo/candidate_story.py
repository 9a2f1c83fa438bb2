"""What happens to somebody between the plan and the review by the university, each act on its day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any, Self

from portal.demo import papers
from portal.demo.stage import Stage
from portal.demo.story import FAMILY, Story
from workflows.models import Person, Unit


class CandidateStory(Story):
    """An activist of last autumn on the way to candidate."""

    def planned_for(self, day: str, year: int) -> Self:
        """The contact person says whether somebody can be listed in the plan of a year."""
        said = {"year": year, "view": "agree", "ground": papers.FIT}
        self.stage.plan(day, lambda on: self._on("plan_opinion", self.contact, on, said))
        return self

    def schooled(self, day: str, number: str) -> Self:
        """The college's Party school certifies the course before listing."""
        data = {"number": number, **papers.SCHOOL}

        def happening(on: date) -> object:
            officer = self.stage.holder(self.school, self.college(on), on)
            return self._on("pre_course", officer, on, data)

        self.stage.plan(day, happening)
        return self

    def heard(self, day: str, *, approve: int, oppose: int, abstain: int = 0) -> Self:
        """Teachers and classmates are heard, and what they said is signed."""
        answers = papers.answers(approve, oppose, abstain)

        def data(on: date) -> dict[str, Any]:
            chair = self.stage.holder("branch_secretary", self.branch(on), on)
            return {"form": "forum", "chair": chair.number, "answers": answers, "comments": papers.VIEWS}

        return self._by_secretary("forum", day, data)

    def group_said(self, day: str) -> Self:
        """The Party group has spoken; a branch that has none speaks for it."""

        def data(on: date) -> dict[str, Any]:
            body = "party_group" if self.branch(on).details.get("has_groups") else "branch"
            return {"body": body, "view": "agree", "discussion": papers.FIT}

        return self._by_secretary("group_opinion", day, data)

    def listed(self, day: str, filed: str) -> Self:
        """The branch decides to list, and the college committee files with its consent."""
        self.standings["candidate"] = date.fromisoformat(filed)

        def data(on: date) -> dict[str, Any]:
            has_committee = self.branch(on).details.get("has_committee")
            return {**(papers.COMMITTEE if has_committee else papers.MEETING), **papers.LISTING}

        self._by_secretary("listing", day, data)
        self.stage.plan(filed, self._file_listing)
        return self

    def examined(self, day: str) -> Self:
        """The political review, with its signed conclusion."""
        return self._by_secretary("political_review", day, papers.POLITICAL)

    def reviewed(self, bundled: str, reviewed: str) -> Self:
        """The ten papers are handed in, and the college committee finds them in order."""
        self._by_secretary("bundle", bundled, lambda _on: {**papers.BUNDLE, "leaves_on": self.leaves_on})
        self.stage.plan(reviewed, self._pre_review)
        return self

    @property
    def contact(self) -> Person:
        """The first contact person."""
        return self.stage.people[self.contacts[0]]

    @property
    def leaves_on(self) -> str:
        """The day on which an undergraduate leaves, four years after coming."""
        return f"{int(self.person.details['grade']) + 4}-06-30"

    #: the route of article 13 by which the college lists somebody
    route = "A"
    #: the office that certifies courses
    school = "party_school_officer"

    def _by_secretary(self, act: str, day: str, data: Any) -> Self:
        """An act of the branch secretary; data that depend on the day are asked for on it."""

        def happening(on: date) -> object:
            secretary = self.stage.holder("branch_secretary", self.branch(on), on)
            said = data(on) if callable(data) else data
            return self._on(act, secretary, on, said)

        self.stage.plan(day, happening)
        return self

    def _file_listing(self, on: date) -> object:
        organiser = self.stage.holder("organiser", self.college(on), on)
        filed = {
            "outcome": "approved",
            "receipt": f"备{on:%Y}-{self.person.number[-4:]}",
            "checked_by": organiser.number,
            "conclusion": "条件符合，程序完整，同意备案",
        }
        return self._on("listing_filing", organiser, on, filed)

    def _pre_review(self, on: date) -> object:
        secretary = self.stage.holder("college_committee_secretary", self.college(on), on)
        reviewed = {**papers.PRE_REVIEW, "reference": f"党委会〔{on:%Y}〕27号"}
        return self._on("pre_review", secretary, on, reviewed)


class HungCandidates:
    """发展对象公示 of the college committee, and what is said against somebody on it."""

    def __init__(self, stage: Stage, posted: str, until: str, people: Sequence[CandidateStory]) -> None:
        self.stage = stage
        self.people = people
        self.until = until
        self.matter = self.entry = 0
        stage.plan(posted, self._post)

    def objected(self, day: str, story: CandidateStory) -> HungCandidates:
        """Somebody says something."""
        return self._plan(day, partial(self._object, story=story))

    def upheld(self, day: str, story: CandidateStory) -> HungCandidates:
        """It is found true, and the notice ends: development waits for the college committee."""
        return self._plan(day, partial(self._uphold, story=story))

    def closed(self, day: str) -> HungCandidates:
        """The notice is taken down after its days, nothing having been said against anybody."""
        return self._plan(day, self._close)

    def _plan(self, day: str, happening: Any) -> HungCandidates:
        self.stage.plan(day, happening)
        return self

    def _college(self, on: date) -> Unit:
        return self.people[0].college(on)

    def _post(self, on: date) -> None:
        college = self._college(on)
        organiser = self.stage.holder("organiser", college, on)
        shown = {
            "channels": ["paper", "web"],
            "feedback_from": on.isoformat(),
            "feedback_to": self.until,
            **papers.FEEDBACK,
        }
        kind = f"{FAMILY}.candidate_notice"
        cases = {story.case: papers.shown(story.person, on) for story in self.people}
        begun = self.stage.do("post", organiser, on, shown, kind=kind, unit=college.pk, cases=cases)
        self.matter = begun.matter or 0

    def _object(self, on: date, story: CandidateStory) -> None:
        organiser = self.stage.holder("organiser", self._college(on), on)
        said = {"objector": "同年级一名同学，来电反映", "text": "反映其担任助教时徇私给同学加分。"}
        self.stage.do("object", organiser, on, {}, matter=self.matter, cases={story.case: said})
        self.entry = self.stage.last_entry(story.case, "candidate_notice.object")

    def _close(self, on: date) -> None:
        organiser = self.stage.holder("organiser", self._college(on), on)
        cases = {story.case: dict(papers.NOTHING_SAID) for story in self.people}
        self.stage.do("close", organiser, on, {}, matter=self.matter, cases=cases)

    def _uphold(self, on: date, story: CandidateStory) -> None:
        secretary = self.stage.holder("college_committee_secretary", self._college(on), on)
        organiser = self.stage.holder("organiser", self._college(on), on)
        found = {"objection": self.entry, "finding": "upheld", "text": "查阅成绩记录并谈话，情况属实。"}
        self.stage.do("inquire", secretary, on, {}, matter=self.matter, cases={story.case: found})
        ledger = {
            "issues": "担任助教时给同学多加平时分",
            "handling": "属实，批评教育，暂缓发展",
            "form_filled": True,
        }
        self.stage.do("close", organiser, on, {}, matter=self.matter, cases={story.case: ledger})
