"""A round of a college in the demo: what its students and its working group do, each step a list of acts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from portal.demo.certificates import kept
from portal.demo.credit_claims import Told
from portal.demo.stage import Stage
from procedures.second_classroom_credits import roles
from procedures.second_classroom_credits.flows.rounds import Round
from procedures.second_classroom_credits.flows.words import FAMILY
from procedures.second_classroom_credits.papers.sheet import Sheet, sheet_of, waiting
from procedures.second_classroom_credits.rulesets import ruleset_of
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from workflows.door.editions import edition_of
from workflows.models import Case, EditionRecord, Person
from workflows.nodes import Office
from workflows.rules.facts import Facts
from workflows.rules.surveys import CaseView

#: who reviews the items of a module first; the counsellor those of the others
FIRST: Mapping[str, Office] = {"S002": roles.RESEARCH_OFFICE_HEAD, "S004": roles.COLLEGE_LEAGUE_SECRETARY}
ACCEPTED: Mapping[str, Any] = {"outcome": "accepted"}


def shipped_rules() -> Ruleset:
    """The edition that the demo adopted, with its table."""
    record = EditionRecord.objects.filter(procedure=FAMILY).latest("loaded_at", "pk")
    return ruleset_of(edition_of((record.pk, record.digest)))


class RoundStory:
    """The round of a college and an academic year, once it is opened."""

    def __init__(self, stage: Stage, college: str, year: str) -> None:
        self.stage = stage
        self.college = college
        self.year = year
        self.matter = 0
        self.sheet: Sheet | None = None

    def held(self, office: Office, on: date) -> Person:
        """Who holds an office of the college or of the university."""
        place = (
            "JL-XX" if office in {roles.REGISTRAR, roles.AID_CENTRE, *roles.APPEAL_BODIES} else self.college
        )
        return self.stage.holder(office.name, place, on)

    def open(self, on: date) -> None:
        """The vice dean opens it with the working group as it stands."""
        group = {
            "leaders": roles.LEADERS,
            "deputies": (roles.COLLEGE_DEPUTY_SECRETARY, roles.COLLEGE_VICE_DEAN),
            "members": roles.FIRST_REVIEWERS,
        }
        data: dict[str, Any] = {
            field: [self.held(office, on).number for office in offices] for field, offices in group.items()
        }
        by, unit = self.held(roles.COLLEGE_VICE_DEAN, on), self.stage.units[self.college].pk
        opened = self.stage.do("open", by, on, {"year": self.year, **data}, kind=Round.kind(), unit=unit)
        self.matter = opened.matter or 0

    def declare(self, items: Sequence[Told], on: date, *, evidenced: bool = True) -> list[int]:
        """Students declare, hand in their evidence, and labour items are assessed; the cases in order."""
        stage = self.stage
        acts = [
            stage.act(
                "declaration",
                item.student,
                on,
                item.data,
                family=FAMILY,
                subject=item.student.pk,
                within=self.matter,
            )
            for item in items
        ]
        cases = [receipt.case or 0 for receipt in stage.do_all(acts, on)]
        if evidenced:
            self.hand_in(dict(zip(cases, items, strict=True)), on)
        return cases

    def hand_in(self, items: Mapping[int, Told], on: date) -> None:
        """The pictures of evidence."""
        digests = kept([item.evidence for item in items.values()], self.stage.at(on))
        acts = [
            self.stage.act(
                "evidence",
                item.student,
                on,
                {"kinds": list(item.kinds), "form": "copy", "document": item.document},
                case=case,
                files=(digest,),
            )
            for (case, item), digest in zip(items.items(), digests, strict=True)
        ]
        self.stage.do_all(acts, on)

    def assess(self, items: Mapping[int, Told], on: date) -> None:
        """Labour items get the word of those who must assess them."""
        acts = [
            self.stage.act("assessment", self.held(office, on), on, {"result": "qualified"}, case=case)
            for case, item in items.items()
            if item.row.assessors
            for word in sorted(item.row.assessors[0])
            for office in roles.SPEAKERS[word][:1]
        ]
        if acts:
            self.stage.do_all(acts, on)

    def review(self, said: Mapping[int, tuple[str, Mapping[str, Any]]], on: date) -> None:
        """First reviews, by whoever knows the module: what is said of each case."""
        self.stage.do_all(
            [
                self.stage.act(
                    "first_review",
                    self.held(FIRST.get(module, roles.COUNSELLOR), on),
                    on,
                    data,
                    case=case,
                )
                for case, (module, data) in said.items()
            ],
            on,
        )

    def summarise(self, on: date) -> None:
        """The sheet of what was recognised so far is frozen."""
        self.sheet = sheet_of(waiting(self._views()), shipped_rules())
        data = {"digest": self.sheet.digest, "total": self.sheet.total, "contact": "0513-85010000"}
        self.stage.do(
            "summarise", self.held(roles.COLLEGE_LEAGUE_SECRETARY, on), on, data, matter=self.matter
        )

    def listed(self) -> list[int]:
        """The cases of the sheet in its order."""
        return [view.id for view in self.sheet.cases] if self.sheet else []

    def agree(self, cases: Iterable[int], on: date) -> None:
        """The second review, by the vice dean."""
        by = self.held(roles.COLLEGE_VICE_DEAN, on)
        self.stage.do_all(
            [self.stage.act("re_review", by, on, {"outcome": "agreed"}, case=case) for case in cases], on
        )

    def sign(self, on: date) -> None:
        """The dean signs the paper, which gets the seal."""
        data = {"digest": self._digest(), "signature": True, "seal": True}
        self.stage.do("sign", self.held(roles.COLLEGE_DEAN, on), on, data, matter=self.matter)

    def submit(self, on: date) -> None:
        """Two copies and the workbook go to the registrar."""
        data = {"digest": self._digest(), "copies": 2, "electronic": True}
        by = self.held(roles.RESEARCH_OFFICE_HEAD, on)
        self.stage.do("submit", by, on, data, matter=self.matter)

    def confirm(self, on: date) -> None:
        """The registrar confirms every item of the sheet."""
        if self.sheet is None:
            return
        data = {"digest": self.sheet.digest, "total": self.sheet.total}
        cases = {case: {"outcome": "confirmed"} for case in self.listed()}
        by = self.held(roles.REGISTRAR, on)
        self.stage.do("finalise", by, on, data, matter=self.matter, cases=cases)

    def archive(self, on: date) -> None:
        """Whatever was decided gets its place in the archive."""
        by = self.held(roles.RESEARCH_OFFICE_HEAD, on)
        decided = [view.id for view in self._views() if "archive" in view.open]
        acts = [
            self.stage.act("archive", by, on, {"place": f"{self.year}-{at:03}"}, case=case)
            for at, case in enumerate(decided, start=1)
        ]
        self.stage.do_all(acts, on)

    def end(self, on: date) -> None:
        """What was earned is published, and the round closed."""
        by = self.held(roles.COLLEGE_VICE_DEAN, on)
        self.stage.do("publish", by, on, {"place": "学院网站“学生工作”栏"}, matter=self.matter)
        self.stage.do("close", by, on, {}, matter=self.matter)

    def _digest(self) -> str:
        return self.sheet.digest if self.sheet else ""

    def _views(self) -> list[CaseView]:
        found = Case.objects.filter(concerns__matter=self.matter).select_related("subject").order_by("pk")
        return [
            CaseView(
                case.pk,
                case.subject_id,
                case.subject.number,
                case.subject.name,
                case.status,
                case.end,
                Facts.from_json(case.facts),
                frozenset(case.steps),
            )
            for case in found
        ]
