"""One person's case in the demo: each method plans an act of the procedure on its day."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any, Self

from portal.demo import papers
from portal.demo.rosters import Course
from portal.demo.stage import Stage
from workflows.models import Person, Unit

FAMILY = "party_membership"


class Story:
    """What happens to one applicant; nothing happens before the stage is played."""

    def __init__(self, stage: Stage, name: str) -> None:
        self.stage = stage
        self.name = name
        self.case = 0
        self.applied_on: date = date.min
        #: since when the applicant is an activist, a candidate and so on
        self.standings: dict[str, date] = {}
        #: who accompanies the activist, by name
        self.contacts: tuple[str, ...] = ()

    @property
    def person(self) -> Person:
        """The applicant."""
        return self.stage.people[self.name]

    @property
    def course(self) -> Course:
        """How far the case has come, for the roster."""
        return Course(self.applied_on, self.standings)

    def branch(self, on: date) -> Unit:
        """The Party branch that keeps the case."""
        return self.stage.unit_of(self.person, "party", on)

    def college(self, on: date) -> Unit:
        """The college committee above it."""
        above = self.branch(on).parent
        return self.stage.units[above.code] if above else self.branch(on)

    # ── Planning ──

    def applies(self, day: str, **data: Any) -> Self:
        """The student hands in a signed application."""
        self.applied_on = date.fromisoformat(day)
        self.stage.plan(day, partial(self._apply, data=data))
        return self

    def checked(self, day: str) -> Self:
        """The branch checks the application and opens the file."""
        self.stage.plan(day, self._check)
        return self

    def sends(self, day: str, interviewer: str) -> Self:
        """The branch sends somebody to talk with the applicant."""
        return self.by_branch("interviewer", day, lambda: {"interviewer": self.number(interviewer)})

    def talked(self, day: str, interviewer: str) -> Self:
        """Somebody is sent and talks with the applicant the same day."""
        self.sends(day, interviewer)
        self.stage.plan(
            day, lambda on: self._on("first_talk", self.stage.people[interviewer], on, papers.TALK)
        )
        return self

    def attested(self, day: str, rank: int, size: int) -> Self:
        """The League branch attests what cannot be counted, and where the grades lie."""
        self.stage.plan(day, partial(self._attest, rank=rank, size=size))
        return self

    def recommended(self, day: str, member: str) -> Self:
        """A full member recommends in writing."""
        ground = "同一实验室共事一年，为人正派，做事可靠。"
        return self.by_branch(
            "member_recommendation", day, lambda: {"recommender": self.number(member), "ground": ground}
        )

    def decided(self, day: str) -> Self:
        """The branch decides, by its committee where it has one."""
        self.stage.plan(day, self._decide)
        return self

    def filed(self, day: str, decided: str) -> Self:
        """The college committee files the decision, from whose day the applicant is an activist."""
        self.standings["activist"] = date.fromisoformat(decided)
        self.stage.plan(day, self._file)
        return self

    def accompanied(self, day: str, *contacts: str) -> Self:
        """Contact persons are named, the observation form is opened, work is given."""
        self.contacts = contacts
        self.by_branch("contacts", day, lambda: {"contacts": [self.number(name) for name in contacts]})
        self.by_branch("observation_form", day, lambda: {"form_number": f"考{self.person.number}"})
        return self.by_branch("social_work", day, lambda: {"task": "实验室安全值班，每周一次"})

    def trained(self, day: str, number: str) -> Self:
        """The college's Party school certifies the course."""
        self.stage.plan(day, partial(self._train, number=number))
        return self

    def reports(self, day: str, quarter: str) -> Self:
        """The activist hands in the report of a quarter."""
        said = {"quarter": quarter, **papers.REPORT}
        self.stage.plan(day, lambda on: self._on("thought_report", self.person, on, said))
        return self

    def opinion(self, day: str, period: str) -> Self:
        """A contact person writes the opinion of the half-year that ends on ``period``."""
        said = {"period": period, **papers.OPINION}
        self.stage.plan(
            day, lambda on: self._on("contact_opinion", self.stage.people[self.contacts[0]], on, said)
        )
        return self

    def by_branch(self, act: str, day: str, data: Any) -> Self:
        """An act of the branch secretary; ``data`` is asked for when it happens."""

        def happening(on: date) -> object:
            return self._on(act, self.stage.holder("branch_secretary", self.branch(on), on), on, data())

        self.stage.plan(day, happening)
        return self

    def himself(self, act: str, day: str, **data: Any) -> Self:
        """An act of the applicant."""
        self.stage.plan(day, lambda on: self._on(act, self.person, on, data))
        return self

    def number(self, name: str) -> str:
        """Somebody's number."""
        return self.stage.people[name].number

    # ── Happening ──

    def _on(self, act: str, by: Person, on: date, data: dict[str, Any]) -> object:
        return self.stage.do(act, by, on, data, case=self.case)

    def _apply(self, on: date, data: dict[str, Any]) -> None:
        handed = {"signature": "signed_original", "motive": "志愿加入中国共产党，愿为集体多做实事。", **data}
        receipt = self.stage.do("application", self.person, on, handed, family=FAMILY, subject=self.person.pk)
        self.case = receipt.case or 0

    def _check(self, on: date) -> object:
        member = self.stage.handler(self.branch(on), on)
        checked = {
            "outcome": "approved",
            "checked_by": member.number,
            "conclusion": "年龄、学籍和申请材料符合要求",
            "file_number": f"培{self.person.number}",
        }
        return self._on("check", member, on, checked)

    def _attest(self, on: date, rank: int, size: int) -> object:
        by = self._league_secretary(on) or self.stage.holder("branch_secretary", self.branch(on), on)
        attested = {
            "qualities": ["political", "understanding", "character"],
            "ground": "班级民主评议和辅导员意见一致",
            "sanctions": 0,
            "term_rank": rank,
            "term_size": size,
        }
        return self._on("attestation", by, on, attested)

    def _league_secretary(self, on: date) -> Person | None:
        """The secretary of the applicant's League branch; nobody where that is the applicant."""
        if not self.person.memberships.filter(tree="league", from_on__lte=on).exists():
            return None
        league = self.stage.unit_of(self.person, "league", on)
        secretary = self.stage.holder("league_secretary", league, on)
        return None if secretary == self.person else secretary

    def _decide(self, on: date) -> object:
        branch = self.branch(on)
        decided = papers.COMMITTEE if branch.details.get("has_committee") else papers.MEETING
        return self._on(
            "activist_decision", self.stage.holder("branch_secretary", branch, on), on, dict(decided)
        )

    def _file(self, on: date) -> object:
        organiser = self.stage.holder("organiser", self.college(on), on)
        filed = {
            "outcome": "approved",
            "receipt": f"备{on:%Y}-{self.person.number[-4:]}",
            "checked_by": organiser.number,
            "conclusion": "程序完整，同意备案",
        }
        return self._on("filing", organiser, on, filed)

    def _train(self, on: date, number: str) -> object:
        officer = self.stage.holder("party_school_officer", self.college(on), on)
        return self._on("course", officer, on, {"number": number, **papers.COURSE})
