"""A branch of eleven who vote, and candidates on their way into the Party, walked act by act."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from procedures.party_membership import forms
from tests.procedures.party_membership.candidates import Candidate, recorded
from tests.procedures.party_membership.planning import Plan, asked_for, trained
from tests.procedures.party_membership.world import BEGAN, FAMILY, College, do, refused
from tests.remembering import remembered
from workflows.models import Entry, Matter, Membership, Person
from workflows.rules import meetings
from workflows.rules.facts import Facts

DAY = "2026-01-05"
KIND = f"{FAMILY}.branch_meeting"
#: those of the branch who have a vote: the secretary, the organisation member, nine more
VOTING = ["s1", "o1", *(f"m{n}" for n in range(1, 10))]
ITEMS = [*forms.AdmissionAgenda.agenda()]
NAMED = {"introducers": ["m1", "m2"], "elsewhere": "none", "on_probation": False}
OPINION = {"duties": ["explain", "report", "guide"], "view": "agree"}
FILLED = {"number": "志1", "checks": ["accurate", "neat", "no_errors"]}
AGENDA: dict[str, Any] = {
    "items": ITEMS,
    "candidate_present": True,
    "report": ["understanding", "motive", "resume", "performance", "relations", "other"],
    "introducers_present": ["m1", "m2"],
    "introducers_written": [],
    "reporter": "o1",
    "reviewed": ["political_review", "opinions", "membership_form"],
    "speeches": 3,
    "discussion": "三人发言，认为已经成熟。",
    "response": "感谢大家的意见，继续努力。",
}
REPORTED: dict[str, Any] = {
    "performance": "思想端正，学习优秀，乐于助人。",
    "signed": True,
    "in_form": True,
    "reported": True,
}
TALKED = {"content": "谈了一小时。", "problem": "none", "view": "agree", "opinion": "同意入党。"}
APPROVED: dict[str, Any] = {
    "way": "meeting",
    "together": 1,
    "entitled": 7,
    "present": 5,
    "approve": 4,
    "oppose": 1,
    "abstain": 0,
    "seals": ["head_signature", "head_seal", "committee_seal"],
}


@remembered
def enlarged(world: College) -> College:
    """The same college with eleven in its branch who vote."""
    for number in VOTING:
        if number not in world.people:
            world.people[number] = Person.objects.create(number=number, name=f"人{number}")
            Membership.objects.create(
                person=world[number],
                unit=world.units["branch"],
                tree="party",
                standing="full_member",
                from_on=BEGAN,
            )
    return world


class Entrant(Candidate):
    """A candidate's case from the issue of the form on."""

    #: the ballot that the branch holds on the case
    BALLOT = "admission_meeting"

    def introduced(self, day: str, **data: Any) -> Entrant:
        """Two introducers are named."""
        self.does("introducers", "o1", day, {**NAMED, **data})
        return self

    def filled(self, day: str) -> Entrant:
        """The form is handed out, drafted, looked at, and filled in."""
        self.does("membership_form", "s1", day, {"number": "志1", "briefed": True})
        self.does("form_draft", self.subject.number, day, {})
        self.does("form_draft_review", "z2", day, {"outcome": "approved"})
        self.does("form_filling", "o1", day, FILLED)
        return self

    def written(self, day: str) -> Entrant:
        """Both introducers write in the form, each in words of his own."""
        for number in ("m1", "m2"):
            self.does("introducer_opinion", number, day, {**OPINION, "opinion": f"{number}同意入党。"})
        return self

    def resolved(self, day: str, **data: Any) -> Entrant:
        """The resolution and the report of the last ballot, with the numbers as they were counted."""
        self.does("admission_resolution", "s1", day, {**self.numbers(), **REPORTED, **data})
        return self

    def numbers(self) -> dict[str, Any]:
        """What the form of the resolution brings with it."""
        ballot = Entry.objects.filter(case=self.case, act=self.BALLOT).latest("pk")
        said, written = (
            ballot.facts,
            {name: ballot.facts[f"written_{name}"] for name in ("approve", "oppose", "abstain")},
        )
        return {
            "due": said["entitled"],
            "present": said["present"],
            "written": said["written"],
            "approve": said["approve"] + written["approve"],
            "oppose": said["oppose"] + written["oppose"],
            "abstain": said["abstain"] + written["abstain"] + said["issued"] - said["returned"],
            "void": said["void"],
            "passed_on": ballot.on.isoformat(),
        }

    def talked_with(self, day: str, by: str = "z2", **data: Any) -> Entrant:
        """An organiser talks before the approval."""
        self.does("organiser_talk", by, day, {**TALKED, **data})
        return self

    def approved(self, day: str, first: str, last: str, **data: Any) -> Entrant:
        """The college committee approves, and says from when to when the probation lasts."""
        stated = {"probation_from": first, "probation_to": last}
        self.does("college_approval", "z1", day, {**APPROVED, **stated, **data})
        return self

    def confirmed_above(self, day: str, outcome: str = "approved", **more: Any) -> Entrant:
        """The university committee decides."""
        self.does("university_approval", "u2", day, {"outcome": outcome}, **more)
        return self


@remembered
def candidates(world: College, *numbers: str) -> list[Entrant]:
    """Candidates of 2025-12-22 whom the organisation department has passed, with two introducers each."""
    walks = [asked_for(trained(world, number=number)) for number in numbers]
    for walk in walks:
        recorded(walk)
    plan = Plan(world).drafted()
    for walk in walks:
        plan.lists(walk, route="A", active=True)
    plan.reported()
    return [_passed(Entrant(world, walk.subject, walk.case)) for walk in walks]


def _passed(walk: Entrant) -> Entrant:
    walk.schooled().opined().heard().group().listed().listing_filed().examined()
    walk.bundled().pre_reviewed().hung().closed()
    walk.does("organisation_review", "u1", DAY, {"outcome": "approved"})
    return walk.introduced(DAY)


def candidate(world: College) -> Entrant:
    """One candidate whom the organisation department has passed."""
    return candidates(world, "t1")[0]


@remembered
def ready(world: College, *numbers: str) -> list[Entrant]:
    """Candidates whose forms are complete on the day of the meeting."""
    return [walk.filled(DAY).written(DAY) for walk in candidates(world, *(numbers or ("t1",)))]


class Sitting:
    """A meeting of the branch about candidates; every method says what it does."""

    def __init__(
        self, world: College, day: str, *people: Entrant, tellers: tuple[str, str] = ("m8", "m9")
    ) -> None:
        self.world, self.day, self.tellers = world, day, tellers
        call = {"place": "会议室", "chair": "s1", "tellers": [*tellers]}
        agenda: dict[int, dict[str, Any]] = {each.case: {} for each in people}
        unit = world.units["branch"].pk
        self.matter = do("convene", world["s1"], day, call, kind=KIND, unit=unit, cases=agenda).matter or 0

    def rolled(self, *entitled: str, **data: Any) -> Sitting:
        """The roll is locked: everybody, or these."""
        self.does("lock_roll", {"entitled": [*(entitled or VOTING)], **data})
        return self

    def attended(self, *absent: str, **more: Any) -> Sitting:
        """Everybody came but these; where many stay away the secretary says why it is held."""
        away = dict.fromkeys(absent, "leave")
        self.does("attend", {"absent": away}, reason="下周放假", **more)
        return self

    def ready(self, *absent: str) -> Sitting:
        """The roll is locked and attendance taken."""
        return self.rolled().attended(*absent)

    def does(
        self, act: str, data: Mapping[str, Any] | None = None, *about: Entrant, by: str = "s1", **more: Any
    ) -> Sitting:
        """An act on the meeting, for these candidates."""
        said = more.pop("said", {})
        cases = {each.case: dict(said) for each in about}
        do(act, self.world[by], self.day, data, matter=self.matter, cases=cases, **more)
        return self

    def refuses(
        self, act: str, data: Mapping[str, Any] | None = None, *about: Entrant, by: str = "s1", **more: Any
    ) -> list[str]:
        """The ids that refuse an act on the meeting."""
        said = more.pop("said", {})
        cases = {each.case: dict(said) for each in about}
        return refused(act, self.world[by], self.day, data, matter=self.matter, cases=cases, **more)

    def opened(self, walk: Entrant, **data: Any) -> Sitting:
        """All six items of a candidate's agenda: the papers are out."""
        return self.does("discuss", {}, walk, said={**AGENDA, **data})

    def received(self, walk: Entrant, *numbers: str) -> Sitting:
        """These hand in a sealed opinion."""
        return self.does("receive", {"opinions": dict.fromkeys(numbers, f"{self.day} 09:00")}, walk)

    def counted(self, walk: Entrant, **numbers: int) -> str:
        """What comes of both tellers' equal counts; all approve unless said."""
        for teller in self.tellers:
            said = {**self.papers(), **numbers}
            do(
                "count",
                self.world[teller],
                self.day,
                {"method": "secret"},
                matter=self.matter,
                cases={walk.case: said},
            )
        return Entry.objects.filter(case=walk.case, act=walk.BALLOT).latest("pk").outcome

    def papers(self) -> dict[str, int]:
        """One paper for each who came, all in favour."""
        present = len(meetings.present(Facts.from_json(Matter.objects.get(pk=self.matter).facts)))
        empty = dict.fromkeys(("oppose", "abstain", "void"), 0)
        letters = dict.fromkeys(("written_approve", "written_oppose", "written_abstain"), 0)
        return {"issued": present, "returned": present, "approve": present, **empty, **letters}
