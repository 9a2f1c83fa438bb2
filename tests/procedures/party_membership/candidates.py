"""From the hearing to the university's review, walked through the door on the earliest days."""

from __future__ import annotations

from typing import Any

from tests.procedures.party_membership.planning import PARTS, Plan, asked_for, trained
from tests.procedures.party_membership.world import FAMILY, FILED, Walk, college, do, refused
from tests.remembering import remembered

SCHOOL = {
    "number": "党校1",
    "provider": "college_party_school",
    "days": "3",
    "hours": 24,
    "score": 60,
}
WRITTEN = dict.fromkeys(
    (
        *("thought_overall", "shortcomings", "direction"),
        *("introduce", "observe_guide", "report_to_branch"),
    ),
    "有",
)
ATTESTED = ["political", "law_discipline", "organisation", "study", "service"]
LISTED = {
    "body": "branch_committee",
    "entitled": 5,
    "present": 5,
    "approve": 5,
    "oppose": 0,
    "abstain": 0,
    "qualities": ATTESTED,
    "ground": "支委逐项核对材料",
    "review": "fit",
}
YEAR = {
    "year": "2024-2025",
    "composite_rank": 6,
    "composite_size": 120,
    "composite_score": "91.2",
    "academic_score": "88.5",
    "scholarship": "first",
    "evidence": "化工学〔2025〕12号",
}
REVIEWED: dict[str, Any] = {
    "items": ["attitude", "history", "law_morality", "relations"],
    "methods": ["talk", "files", "enquiry"],
    "clear": True,
    "ground": "谈话和档案一致",
    "floating": False,
    "replies": [],
    "conclusion": "qualified",
    "signature": "signed",
    "material": "历史清楚",
}
BUNDLE = {
    **dict.fromkeys(
        (
            *("application", "activist_form", "thought_reports", "political_review", "rankings"),
            *("tuiyou_result", "forum_minutes", "certificate"),
        ),
        "original",
    ),
    "awards": "copy",
    "research": "none",
    "stamped": True,
    "checked": True,
    "conclusion": "材料齐全",
}
OPINION = {
    "body": "college_committee_meeting",
    "reference": "党委会〔2025〕31号",
    "entitled": 7,
    "present": 5,
    "approve": 5,
    "oppose": 0,
    "abstain": 0,
    "methods": ["papers", "talk", "opinions"],
    "political_review_accepted": "yes",
    "qualified": "yes",
    "may_develop": "yes",
    "opinion": "同意",
}
NOTICE = {
    "feedback_from": "2025-12-30",
    "feedback_to": "2026-01-05",
    "phone": "0513-0000",
    "contact_person": "党委办公室",
}
SHOWN: dict[str, Any] = {
    "sex": "女",
    "birth_month": "2005-05",
    "native_place": "江苏南通",
    "education": "本科在读",
    "unit_post": "化工2401班长",
    "planned_month": "2026-01",
    "awards_checked": True,
}
LEDGER = {"issues": "无", "handling": "无", "form_filled": True}


def answers(approve: int, oppose: int = 0, abstain: int = 0, **changes: Any) -> list[dict[str, Any]]:
    """So many people heard: a counsellor and a teacher first, then classmates, every fourth a member."""
    said = ["yes"] * approve + ["no"] * oppose + [""] * abstain
    sources = ["counsellor", "teacher", *["classmates"] * (len(said) - 2)]
    return [
        {
            "name": f"与会{number}",
            "source": source,
            "member": number % 4 == 0,
            "qualified": "yes" if choice else "",
            "agree": choice,
            "signed": True,
            **changes,
        }
        for number, (source, choice) in enumerate(zip(sources, said, strict=True))
    ]


def forum(approve: int = 16, oppose: int = 4, abstain: int = 0, **more: Any) -> dict[str, Any]:
    """The minutes of a forum chaired by the branch secretary."""
    heard = answers(approve, oppose, abstain)
    return {"form": "forum", "chair": "s1", "answers": heard, "comments": "勤奋，略内向", **more}


class Candidate(Walk):
    """An activist on the way to candidate and beyond; every method says what it does."""

    __slots__ = ()

    def schooled(self, on: str = "2025-12-07", **data: Any) -> Candidate:
        """The Party school certifies its course."""
        self.does("pre_course", "p1", on, {**SCHOOL, **data})
        return self

    def opined(self, *periods: tuple[str, str]) -> Candidate:
        """A contact person writes opinions of half-years."""
        for period, on in periods or (("2025-06-18", "2025-06-18"), ("2025-12-18", "2025-12-18")):
            self.does("contact_opinion", "m1", on, {"period": period, **WRITTEN})
        return self

    def reported(self, quarter: str, on: str) -> Candidate:
        """A thought report."""
        self.does("thought_report", "t1", on, {"quarter": quarter, **PARTS})
        return self

    def heard(self, on: str = "2025-12-19", **counts: Any) -> Candidate:
        """The forum, and what the Party group says."""
        self.does("forum", "s1", on, forum(**counts))
        return self

    def group(self, on: str = "2025-12-20", **data: Any) -> Candidate:
        """What the branch says for the Party group that it does not have."""
        said = {"body": "branch", "view": "agree", "discussion": "成熟", **data}
        self.does("group_opinion", "o1", on, said)
        return self

    def listed(self, on: str = "2025-12-22", **data: Any) -> Candidate:
        """The branch committee decides to list."""
        self.does("listing", "s1", on, {**LISTED, **data})
        return self

    def listing_filed(self, on: str = "2025-12-22", **data: Any) -> Candidate:
        """The college committee files with consent."""
        self.does("listing_filing", "z1", on, {**FILED, **data})
        return self

    def examined(self, on: str = "2025-12-26", **data: Any) -> Candidate:
        """The political review."""
        self.does("political_review", "s1", on, {**REVIEWED, **data}, files=("ab" * 32,))
        return self

    def bundled(self, on: str = "2025-12-29", **data: Any) -> Candidate:
        """The ten papers."""
        self.does("bundle", "o1", on, {**BUNDLE, **data})
        return self

    def pre_reviewed(self, on: str = "2025-12-29", **data: Any) -> Candidate:
        """The college committee's pre-review."""
        self.does("pre_review", "z1", on, {**OPINION, **data})
        return self

    def hung(
        self, on: str = "2025-12-30", channels: tuple[str, ...] = ("paper", "web"), **shown: Any
    ) -> Candidate:
        """The notice hangs."""
        kind, unit = f"{FAMILY}.candidate_notice", self.world.units["college"].pk
        data = {**NOTICE, "channels": list(channels)}
        about = {self.case: {**SHOWN, **shown}}
        self.notice = do("post", self.world["z2"], on, data, kind=kind, unit=unit, cases=about).matter or 0
        return self

    def hanging_refuses(self, on: str = "2025-12-30", **shown: Any) -> list[str]:
        """What refuses to hang the notice."""
        kind, unit = f"{FAMILY}.candidate_notice", self.world.units["college"].pk
        data = {**NOTICE, "channels": ["paper", "web"]}
        about = {self.case: {**SHOWN, **shown}}
        return refused("post", self.world["z2"], on, data, kind=kind, unit=unit, cases=about)

    def closed(self, on: str = "2026-01-05", **data: Any) -> Candidate:
        """The notice ends with its ledger."""
        self.on_notice("close", on, {**LEDGER, **data}, by="z2")
        return self


def recorded(walk: Walk, *entries: tuple[str, str, dict[str, Any]], on: str = "2025-10-15") -> None:
    """The student's own record: the year's result, an honour of the university, two of the college."""
    world = walk.world
    target: dict[str, Any] = {
        "kind": "student.record",
        "unit": world.units["college"].pk,
        "subject": walk.subject.pk,
    }
    record = do("open", world["z2"], on, **target).matter or 0
    paper = {"evidence": "证书1"}
    honours = (("2025-04-01", "university", "校三好学生"), ("2025-05-01", "college", "院优秀学生"))
    given = entries or (
        ("year_result", on, YEAR),
        *(
            ("honour", day, {"title": title, "kind": "honour", "level": level, **paper})
            for day, level, title in honours
        ),
    )
    for name, day, data in given:
        do(name, world["z2"], day, data, matter=record, recorded="2025-10-20")


@remembered
def ready(**unit: Any) -> Candidate:
    """An activist of 2024-12-18 on the plan of 2026 by route A, with everything but the hearing."""
    world = college(**unit)
    first = asked_for(trained(world))
    walk = Candidate(world, first.subject, first.case)
    recorded(walk)
    Plan(world).drafted().lists(walk, route="A", active=True).reported()
    return walk.schooled().opined()


@remembered
def candidate(**unit: Any) -> Candidate:
    """A candidate of 2025-12-22."""
    return ready(**unit).heard().group().listed().listing_filed()


@remembered
def published(**unit: Any) -> Candidate:
    """A candidate whose notice hangs since 2025-12-30."""
    return candidate(**unit).examined().bundled().pre_reviewed().hung()
