"""Two branches of one college and one of another, each with a student whose notice hangs, and their accounts.

What belongs to the second branch and to the other college carries words and numbers that occur nowhere else,
so that any page which tells of them can be told from one that does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from portal import clock
from portal.models import Account, Institution
from portal.rooms.notices import public_address
from portal.rooms.papers.checking import with_address
from portal.rooms.papers.offering import matter_paper
from portal.uploads import looked_at
from tests.conftest import OPENED_AT, PASSWORD, signed_in
from tests.procedures.party_membership.world import (
    ATTESTED,
    BEGAN,
    COUNT,
    FAMILY,
    TALK,
    College,
    college,
    do,
)
from tests.remembering import remembered
from workflows.models import ChainHead, Entry, Matter, Membership, OfficeTerm, Person, Unit

TODAY = date(2024, 12, 14)
#: characters that no page of ours uses
MARKS = ("垚", "淼", "焱")
VARYING = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"|name="act_key" value="[^"]*"')
#: built with a valid check digit; it belongs to nobody
IDENTITY = "110101190001010014"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"

VOTES = {**COUNT, "issued": 6, "returned": 6, "approve": 5, "oppose": 1, "abstain": 0, "void": 0}
VOTES |= {"rated": 6, "qualified": 6}


@dataclass(slots=True)
class Team:
    """One branch with its League side: its units and people, its case, its meeting and its notice.

    ``mark`` stands in every name, number and text of it.
    """

    mark: str
    units: Mapping[str, Unit]
    people: dict[str, Person] = field(default_factory=dict)
    case: int = 0
    meeting: int = 0
    notice: int = 0
    record: int = 0

    @property
    def account(self) -> int:
        """The account of its subject."""
        return self.people["subject"].account_id or 0

    @property
    def entry(self) -> int:
        """The entry of the branch's check of its case."""
        return Entry.objects.get(case=self.case, act="check").pk

    @property
    def person(self) -> int:
        """Its subject."""
        return self.people["subject"].pk

    @property
    def honour(self) -> int:
        """The entry of an honour in the record of its subject."""
        return Entry.objects.get(matter=self.record, act="honour").pk

    @property
    def hung(self) -> int:
        """The entry by which its notice was hung."""
        return Entry.objects.get(matter=self.notice, case=None, act="post").pk

    @property
    def printed(self) -> str:
        """The signed part of the address under which its printed notice is confirmed."""
        matter = Matter.objects.select_related("unit").get(pk=self.notice)
        found = matter_paper(matter, "notice", self.hung, at=clock.now())
        assert found is not None
        paper = with_address(found[1], "notice", self.hung, "https://example.org")
        return paper.check_url.strip("/").rpartition("/")[2]

    @property
    def token(self) -> str:
        """The signed part of its notice's address."""
        return public_address(self.notice).strip("/").rpartition("/")[2]


@dataclass(slots=True)
class Realm:
    """The three branches, and whoever signs in by the word for their role."""

    own: Team
    branch: Team
    college: Team
    accounts: dict[str, Account] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)

    def client(self, role: str) -> Client:
        """A browser in which somebody of this role is signed in; the stranger is not."""
        found = Client(raise_request_exception=False)
        if role in self.accounts:
            found.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        return found

    def signs_in(self, role: str, account: Account) -> None:
        """Every browser of this role shows the same session, which is as it was when a test begins."""
        self.accounts[role] = account
        self.sessions[role] = signed_in(account).cookies[settings.SESSION_COOKIE_NAME].value


ROLES = {
    "subject": "subject",
    "student": "student",
    "league": "league_secretary",
    "secretary": "branch_secretary",
    "member": "organisation_member",
    "committee": "college_league_secretary",
    "college": "college_committee_secretary",
    "organiser": "organiser",
    "office": "administrator",
}

#: everybody who opens an address, in the order of the tables: nobody in particular, those of ``ROLES``, and
#: whoever keeps the accounts
VISITORS = (
    *("stranger", "subject", "student", "league", "secretary", "member"),
    *("committee", "college", "organiser", "office", "keeper"),
)


@remembered
def realm(nominees: Sequence[str] = ("subject",)) -> Realm:
    """Build it, on the practice date; every case stands at its notice, an objection lodged.

    In each branch the ``nominees`` went together through one meeting and hang on one notice.
    """
    Institution.objects.create(name="江澜大学", short_name="江", is_demo=True, practice_on=TODAY)
    world = college(members=2)
    OfficeTerm.objects.all().delete()
    Membership.objects.all().delete()
    teams = [_team(world, mark) for mark in MARKS]
    for team in teams:
        _brought_to_notice(team, nominees)
        _recorded(team)
    own, branch, other = teams
    found = Realm(own, branch, other)
    OfficeTerm.objects.create(
        person=_person(own.people, MARKS[0], "administrator"),
        unit=world.units["university"],
        office="administrator",
        from_on=BEGAN,
    )
    for team in teams:
        for person in team.people.values():
            _account(person)
    for role, name in ROLES.items():
        found.signs_in(role, Account.objects.get(person=own.people[name]))
    keeper = Account.objects.create_user("keeper", PASSWORD, opened_at=OPENED_AT, password_set_at=OPENED_AT)
    keeper.user_permissions.add(Permission.objects.get(codename="manage_accounts"))
    found.signs_in("keeper", keeper)
    return found


@contextmanager
def undone() -> Iterator[None]:
    """Nothing that happens within leaves a trace."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def kept(file: SimpleUploadedFile) -> str:
    """The digest of a file that is kept from now on."""
    found = looked_at(file)
    found.enter()
    return found.digest


def told(realm: Realm, role: str) -> set[str]:
    """What must stand in no page of a role: the marks and the numbers of branches that it does not reach."""
    reached = {"committee": 2, "college": 2, "organiser": 2, "office": 3}.get(role, 1)
    hidden = [team.mark for team in (realm.own, realm.branch, realm.college)][reached:]
    return {*hidden, *(f"{MARKS.index(mark) + 1}canary" for mark in hidden)}


def body(response: Any) -> str:
    """What the reader receives, without what differs each time it is asked for."""
    return VARYING.sub("", response.content.decode("utf-8", "replace"))


#: offices of a team, with the unit that each is held at
OFFICES = (
    ("branch_secretary", "branch"),
    ("organisation_member", "branch"),
    ("league_secretary", "class_league"),
    ("league_branch_committee_member", "class_league"),
    ("college_league_secretary", "league"),
    ("college_committee_secretary", "college"),
    ("organiser", "college"),
)


def _team(world: College, mark: str) -> Team:
    if mark == MARKS[1]:
        world.units["branch_2"] = _unit("party_branch", mark, world.units["college"])
        world.units["class_league_2"] = _unit("league_branch", mark, world.units["league"])
    names = {
        MARKS[0]: ("branch", "class_league", "league", "college"),
        MARKS[1]: ("branch_2", "class_league_2", "league", "college"),
        MARKS[2]: ("other_branch", "other_class_league", "other_league", "other_college"),
    }[mark]
    keys = ("branch", "class_league", "league", "college")
    team = Team(mark, {key: world.units[name] for key, name in zip(keys, names, strict=True)})
    if mark != MARKS[0]:
        for key in ("branch", "class_league"):
            Unit.objects.filter(pk=team.units[key].pk).update(name=f"{mark}{key}单位")
    for office, unit in OFFICES:
        person = _person(team.people, mark, office)
        OfficeTerm.objects.create(person=person, unit=team.units[unit], office=office, from_on=BEGAN)
    for name in ("branch_secretary", "organisation_member", "interviewer"):
        _place(_person(team.people, mark, name), "party", "full_member", team.units["branch"])
    voters = ("league_secretary", "league_branch_committee_member", "subject", "student", "third", "fourth")
    for name in voters:
        person = _person(team.people, mark, name)
        _place(person, "party", "none", team.units["branch"])
        _place(person, "league", "member", team.units["class_league"])
    return team


def _unit(kind: str, mark: str, parent: Unit) -> Unit:
    found = Unit.objects.create(kind=kind, name=kind, code=f"{kind}-{mark}", parent=parent, opened_on=BEGAN)
    found.details = {"has_committee": True}
    found.save()
    ChainHead.objects.create(unit=found)
    return found


def _person(people: dict[str, Person], mark: str, name: str) -> Person:
    if name not in people:
        number = f"{MARKS.index(mark) + 1}canary{len(people):02}"
        people[name] = Person.objects.create(
            number=number,
            name=f"{mark}{name}氏",
            born_on=date(2005, 5, 20),
            initials=f"{number[0]}zbx",
            details={"mobile": f"{mark}电话"},
        )
    return people[name]


def _place(person: Person, tree: str, standing: str, unit: Unit) -> None:
    Membership.objects.create(person=person, tree=tree, standing=standing, unit=unit, from_on=BEGAN)


def _account(person: Person) -> None:
    person.account = Account.objects.create_user(
        person.number, PASSWORD, opened_at=OPENED_AT, password_set_at=OPENED_AT
    )
    person.save()


def _brought_to_notice(team: Team, names: Sequence[str]) -> None:
    """They apply, are checked, talked with, attested, carried and hung, and somebody objects to each."""
    cases = [_applied(team, name, "2024-09-10") for name in names]
    team.case = cases[0]
    team.meeting = _held(team, cases, "2024-12-10")
    team.notice = _hung(team, cases, "2024-12-12")
    said = {"objector": f"{team.mark}反映人", "text": f"{team.mark}反映内容"}
    committee = team.people["college_league_secretary"]
    do("object", committee, "2024-12-13", matter=team.notice, cases=dict.fromkeys(cases, said))


def _recorded(team: Team) -> None:
    """The organiser of the college records an honour of the subject."""
    organiser, college = team.people["organiser"], team.units["college"]
    about = team.people["subject"].pk
    opened = do("open", organiser, "2024-12-02", kind="student.record", unit=college.pk, subject=about)
    team.record = opened.matter or 0
    said = {"title": f"{team.mark}荣誉", "kind": "honour", "level": "college"}
    said["evidence"] = f"{team.mark}文号"
    do("honour", organiser, "2024-12-01", said, matter=team.record, recorded="2024-12-02")


def _applied(team: Team, name: str, day: str) -> int:
    """Somebody's case: applied, checked, talked with and attested on one day."""
    people, mark = team.people, team.mark
    words = {"signature": "signed_original", "motive": f"{mark}动机"}
    case = do("application", people[name], day, words, family=FAMILY, subject=people[name].pk).case or 0
    secretary = people["branch_secretary"].number
    checked = {"outcome": "approved", "checked_by": secretary, "conclusion": f"{mark}结论"}
    _on(team, case, "check", "organisation_member", day, {**checked, "file_number": f"{mark}档案"})
    sent = {"interviewer": people["interviewer"].number}
    _on(team, case, "interviewer", "branch_secretary", day, sent)
    _on(team, case, "first_talk", "interviewer", day, {part: f"{mark}谈话{part}" for part in TALK})
    _on(team, case, "attestation", "league_secretary", day, {**ATTESTED, "ground": f"{mark}依据"})
    return case


def _held(team: Team, cases: Sequence[int], day: str) -> int:
    """The League's meeting that carries these cases, counted alike by both tellers."""
    tellers = [team.people[name] for name in ("league_secretary", "league_branch_committee_member")]
    numbers, unit = [teller.number for teller in tellers], team.units["class_league"]
    call = {"place": f"{team.mark}教室", "chair": numbers[0], "tellers": numbers}
    matter = do("convene", tellers[0], day, call, kind=f"{FAMILY}.league_meeting", unit=unit.pk).matter or 0
    here = Membership.objects.filter(unit=unit, standing="member").values_list("person__number", flat=True)
    do("lock_roll", tellers[0], day, {"entitled": sorted(here), "excluded": {}}, matter=matter)
    do("attend", tellers[0], day, {"absent": {}}, matter=matter)
    for teller in tellers:
        do("count", teller, day, {"method": "secret"}, matter=matter, cases=dict.fromkeys(cases, VOTES))
    return matter


def _hung(team: Team, cases: Sequence[int], day: str) -> int:
    """The notice of the college's League for these cases, each reviewed the day before."""
    review = {"outcome": "approved", "opinion": f"{team.mark}审核意见"}
    for case in cases:
        _on(team, case, "recommendation_review", "college_league_secretary", "2024-12-11", review)
    posted = do(
        "post",
        team.people["college_league_secretary"],
        day,
        {"contact": f"{team.mark}联系方式", "channels": ["paper", "web"]},
        kind=f"{FAMILY}.recommendation_notice",
        unit=team.units["league"].pk,
        cases={case: {"basic_info": f"{team.mark}基本情况"} for case in cases},
    )
    return posted.matter or 0


def _on(team: Team, case: int, act: str, by: str, day: str, data: Mapping[str, Any]) -> None:
    do(act, team.people[by], day, data, case=case)
