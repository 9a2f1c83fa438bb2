"""A small college to try the procedure on: its bodies, who acts for them, students, their edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Self

from django.apps import apps

from tests.remembering import act_keys, remembered
from workflows.door import Act, Receipt, Refused, perform
from workflows.models import (
    Adoption,
    Case,
    ChainHead,
    EditionRecord,
    Entry,
    Membership,
    OfficeTerm,
    Person,
    Unit,
)
from workflows.rules.regulations import Edition
from workflows.services.editions import read_edition

BEGAN = date(2018, 9, 1)
FAMILY = "party_membership"
SCAN = ("ab" * 32,)
SEVEN = ("motive", "thought_work_study", "experience", "family", "merits", "shortcomings", "direction")
TALK = dict.fromkeys(SEVEN, "有")
COUNT = {
    "issued": 25,
    "returned": 25,
    "approve": 20,
    "oppose": 3,
    "abstain": 1,
    "void": 1,
    "rated": 25,
    "qualified": 20,
}
ATTESTED = {
    "qualities": ["political", "understanding", "character"],
    "ground": "班级评议",
    "sanctions": 0,
    "term_rank": 15,
    "term_size": 30,
}
DECIDED = {
    "body": "branch_committee",
    "entitled": 5,
    "present": 5,
    "approve": 5,
    "oppose": 0,
    "abstain": 0,
}
FILED = {"outcome": "approved", "receipt": "备1", "checked_by": "z1", "conclusion": "符合"}

_keys = act_keys()


@cache
def nantong() -> Edition:
    """The shipped edition."""
    folder = Path(apps.get_app_config(FAMILY).path) / "regulations"
    return read_edition(folder / "nantong-chem.yaml").edition


@dataclass(slots=True)
class College:
    """The units by a short name, and the people by number."""

    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def __getitem__(self, number: str) -> Person:
        """The person of this number."""
        return self.people[number]


UNITS = (
    ("university", "university_committee", "江澜大学党委", None),
    ("college", "college_committee", "化工学院党委", "university"),
    ("branch", "party_branch", "学生第一党支部", "college"),
    ("league", "college_league_committee", "化工学院团委", "college"),
    ("class_league", "league_branch", "化工2401团支部", "league"),
    ("class", "class", "化工2401", "college"),
    ("other_college", "college_committee", "生科学院党委", "university"),
    ("other_branch", "party_branch", "生科学生党支部", "other_college"),
    ("other_league", "college_league_committee", "生科学院团委", "other_college"),
    ("other_class_league", "league_branch", "生科2401团支部", "other_league"),
)
#: number, office, unit
OFFICES = (
    ("s1", "branch_secretary", "branch"),
    ("o1", "organisation_member", "branch"),
    ("l1", "league_secretary", "class_league"),
    ("l2", "league_branch_committee_member", "class_league"),
    ("c1", "college_league_secretary", "league"),
    ("c2", "college_league_member", "league"),
    ("z1", "college_committee_secretary", "college"),
    ("z2", "organiser", "college"),
    ("p1", "party_school_officer", "college"),
    ("u1", "university_organisation_officer", "university"),
    ("u2", "university_committee_secretary", "university"),
    ("z3", "college_committee_member", "college"),
    ("x1", "branch_secretary", "other_branch"),
    ("xl", "league_secretary", "other_class_league"),
    ("xc", "college_league_secretary", "other_league"),
)
#: number, tree, standing, unit
PLACES = (
    ("s1", "party", "full_member", "branch"),
    ("o1", "party", "full_member", "branch"),
    ("m1", "party", "full_member", "branch"),
    ("m2", "party", "full_member", "branch"),
    ("m3", "party", "full_member", "branch"),
    ("y1", "party", "probationary", "branch"),
)


def moment(day: str) -> datetime:
    """A moment of a day, in UTC."""
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC).replace(hour=4)


@remembered
def college(*, members: int = 25, has_committee: bool = True) -> College:
    """One college with a branch and a League branch of so many members, and another beside it."""
    world = College()
    for name, kind, title, parent in UNITS:
        above = world.units[parent] if parent else None
        details = {"has_committee": has_committee} if name == "branch" else {}
        world.units[name] = Unit.objects.create(
            kind=kind, name=title, code=name, parent=above, details=details, opened_on=BEGAN
        )
    ChainHead.objects.bulk_create([ChainHead(unit=unit) for unit in world.units.values()])
    students = ["l1", "l2", *(f"t{n}" for n in range(1, members - 1))]
    numbers = dict.fromkeys([*(number for number, *_ in (*OFFICES, *PLACES)), *students])
    people = Person.objects.bulk_create([_person(number) for number in numbers])
    world.people = {person.number: person for person in people}
    OfficeTerm.objects.bulk_create(
        [
            OfficeTerm(person=world[number], unit=world.units[unit], office=office, from_on=BEGAN)
            for number, office, unit in OFFICES
        ]
    )
    placed = [*PLACES, *(held for number in students for held in _places(number, "member", "branch"))]
    Membership.objects.bulk_create([_membership(world, *held) for held in placed])
    adopt(world, nantong(), BEGAN.isoformat())
    return world


def _person(number: str, born_on: date = date(2005, 5, 20)) -> Person:
    return Person(number=number, name=f"人{number}", born_on=born_on)


def _places(number: str, league: str, branch: str) -> list[tuple[str, str, str, str]]:
    """A student is nobody in the Party branch yet, stands in a League branch, and belongs to the class."""
    league_branch = "class_league" if branch == "branch" else "other_class_league"
    return [
        (number, "party", "none", branch),
        (number, "league", league, league_branch),
        (number, "class", "student", "class"),
    ]


def _membership(world: College, number: str, tree: str, standing: str, unit: str) -> Membership:
    return Membership(
        person=world[number], unit=world.units[unit], tree=tree, standing=standing, from_on=BEGAN
    )


def student(
    world: College,
    number: str,
    *,
    born_on: date = date(2005, 5, 20),
    league: str = "member",
    branch: str = "branch",
) -> Person:
    """One more student of the class, a member of the League or not."""
    person = world.people[number] = _person(number, born_on)
    person.save()
    Membership.objects.bulk_create([_membership(world, *held) for held in _places(number, league, branch)])
    return person


def adopt(world: College, edition: Edition, day: str) -> None:
    """The university works by an edition from a day on."""
    record = EditionRecord.objects.create(
        slug=edition.id,
        title=edition.title,
        procedure=FAMILY,
        content=edition.to_mapping(),
        digest=edition.digest,
        loaded_at=moment("2018-09-01"),
    )
    Adoption.objects.create(
        unit=world.units["university"],
        procedure=FAMILY,
        edition=record,
        from_on=date.fromisoformat(day),
        reason="启用",
    )


def do(
    name: str, by: Person | None, day: str, data: Mapping[str, Any] | None = None, **target: Any
) -> Receipt:
    """Perform one act, recorded by the actor on the day it happens, or on the day ``recorded``."""
    at = moment(target.pop("recorded", day))
    act = Act(
        name=name,
        by=by.pk if by else None,
        key=next(_keys),
        on=date.fromisoformat(day),
        data=data or {},
        **target,
    )
    return perform([act], at=at)[0]


def refused(
    name: str, by: Person | None, day: str, data: Mapping[str, Any] | None = None, **target: Any
) -> list[str]:
    """The ids that refuse an act, in order; none when it was done."""
    try:
        do(name, by, day, data, **target)
    except Refused as refusal:
        return sorted({finding.rule for finding in refusal.unmet})
    return []


def findings(case: int, act: str) -> dict[str, str]:
    """The verdicts of the last entry of an act, by rule."""
    entry = Entry.objects.filter(case=case, act=act).order_by("pk").last()
    return {each["rule"]: each["verdict"] for each in entry.findings} if entry else {}


def steps(case: int) -> list[str]:
    """The names of the open nodes of a case, sorted."""
    return sorted(Case.objects.get(pk=case).steps)


@dataclass(slots=True)
class Walk:
    """One applicant's case, walked act by act through the door; every method says what it does."""

    world: College
    subject: Person
    case: int = 0
    notice: int = 0

    def applies(self, day: str, **data: Any) -> Walk:
        """The student hands in a signed application."""
        handed = {"signature": "signed_original", **data}
        receipt = do("application", self.subject, day, handed, family=FAMILY, subject=self.subject.pk)
        self.case = receipt.case or 0
        return self

    def does(self, act: str, by: str, day: str, data: Mapping[str, Any] | None = None, **more: Any) -> Self:
        """Any act on the case."""
        do(act, self.world[by], day, data, case=self.case, **more)
        return self

    def refuses(
        self, act: str, by: str, day: str, data: Mapping[str, Any] | None = None, **more: Any
    ) -> list[str]:
        """What refuses an act on the case."""
        return refused(act, self.world[by], day, data, case=self.case, **more)

    def confirmed(self, day: str) -> Walk:
        """The branch checks the application and opens the file."""
        checked = {"outcome": "approved", "checked_by": "s1", "conclusion": "符合", "file_number": "2024-1"}
        return self.does("check", "o1", day, checked)

    def talked(self, day: str) -> Walk:
        """Somebody is sent and talks with the applicant."""
        return self.does("interviewer", "s1", day, {"interviewer": "m1"}).does("first_talk", "m1", day, TALK)

    def attested(self, day: str, by: str = "l1", **data: Any) -> Walk:
        """What cannot be counted is attested."""
        return self.does("attestation", by, day, {**ATTESTED, **data})

    def meeting(self, day: str, *, absent: Mapping[str, str] | None = None) -> int:
        """A League meeting with its roll locked and its attendance taken."""
        world, secretary = self.world, self.world["l1"]
        call = {"place": "教室", "chair": "l1", "tellers": ["l1", "l2"]}
        unit = world.units["class_league"].pk
        matter = do("convene", secretary, day, call, kind=f"{FAMILY}.league_meeting", unit=unit).matter or 0
        everybody = sorted(league_members(world, day))
        do("lock_roll", secretary, day, {"entitled": everybody, "excluded": {}}, matter=matter)
        do("attend", secretary, day, {"absent": dict(absent or {})}, matter=matter)
        return matter

    def counted(self, day: str, *, matter: int = 0, method: str = "secret", **data: Any) -> Walk:
        """Both tellers enter the same count."""
        meeting = matter or self.meeting(day)
        for teller in ("l1", "l2"):
            counts = {self.case: {**COUNT, **data}}
            do("count", self.world[teller], day, {"method": method}, matter=meeting, cases=counts)
        return self

    def reviewed(self, day: str) -> Walk:
        """The college League committee fixes the tentative list."""
        return self.does("recommendation_review", "c1", day, {"outcome": "approved", "opinion": "同意"})

    def posted(self, day: str, *channels: str, **data: Any) -> Walk:
        """The notice hangs in these channels."""
        shown = {"contact": "院团委，化工楼205", "channels": list(channels or ("paper", "web")), **data}
        receipt = do(
            "post",
            self.world["c1"],
            day,
            shown,
            kind=f"{FAMILY}.recommendation_notice",
            unit=self.world.units["league"].pk,
            cases={self.case: {"basic_info": "学号、班级"}},
        )
        self.notice = receipt.matter or 0
        return self

    def on_notice(self, act: str, day: str, data: Mapping[str, Any] | None = None, by: str = "c1") -> Walk:
        """An act on the notice that concerns the case."""
        do(act, self.world[by], day, matter=self.notice, cases={self.case: dict(data or {})})
        return self

    def notice_refuses(
        self, act: str, day: str, data: Mapping[str, Any] | None = None, by: str = "c1"
    ) -> list[str]:
        """What refuses an act on the notice."""
        return refused(act, self.world[by], day, matter=self.notice, cases={self.case: dict(data or {})})

    def changes(self, day: str, channel: str, state: str) -> Walk:
        """The notice goes up in a channel or comes down there."""
        do(
            "channel",
            self.world["c1"],
            day,
            {"channel": channel, "state": state},
            matter=self.notice,
            cases={self.case: {}},
        )
        return self

    def recommended(self, day: str, by: str = "m1") -> Walk:
        """A full member recommends in writing."""
        return self.does("member_recommendation", "o1", day, {"recommender": by, "ground": "表现好"})

    def decided(self, day: str, **data: Any) -> Walk:
        """The branch decides."""
        return self.does("activist_decision", "s1", day, {**DECIDED, **data})

    def filed(self, day: str, **data: Any) -> Walk:
        """The college committee files the decision."""
        return self.does("filing", "z2", day, {**FILED, **data})

    def open_steps(self) -> list[str]:
        """The open nodes."""
        return steps(self.case)

    def row(self) -> Case:
        """The case's row."""
        return Case.objects.get(pk=self.case)


def league_members(world: College, day: str) -> Iterator[str]:
    """The numbers of the League branch's members on a day."""
    unit = world.units["class_league"]
    held = Membership.objects.filter(unit=unit, standing="member", from_on__lte=day)
    yield from held.values_list("person__number", flat=True)


@remembered
def applicant(
    world: College, number: str = "t1", *, applied: str = "2024-09-10", person: Person | None = None
) -> Walk:
    """An applicant who was checked, talked with and attested on the day of application."""
    walk = Walk(world, person or world[number]).applies(applied).confirmed(applied)
    return walk.talked(applied).attested(applied)


@remembered
def nominee(world: College, number: str = "t1", *, ballot: str = "2024-12-10") -> Walk:
    """An applicant whose recommendation was carried and reviewed."""
    return applicant(world, number).counted(ballot).reviewed(ballot)


@remembered
def activist(world: College, number: str = "t1") -> Walk:
    """An activist of 2024-12-18."""
    walk = nominee(world, number).posted("2024-12-12").on_notice("close", "2024-12-18")
    return walk.decided("2024-12-18").filed("2024-12-18")
