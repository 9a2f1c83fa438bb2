"""The small college of the credits with accounts, a student of another college, and a round on its way.

张三 has two items confirmed in the round of 2024-25; that of 2025-26 has one item of each of two students.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.test import Client

from portal.models import Account, Institution
from procedures.second_classroom_credits import roles
from tests.conftest import OPENED_AT, PASSWORD, signed_in
from tests.procedures.second_classroom_credits.college import (
    BEGAN,
    FAMILY,
    LECTURE,
    PRIZE,
    College,
    agreed,
    college,
    do,
    finalised,
    handed_in,
    opened,
    reviewed,
    signed,
    student,
    summarised,
)
from tests.remembering import remembered
from workflows.models import ChainHead, Person, Unit

TODAY = date(2026, 4, 20)
#: whoever signs in, by the word for their role
ROLES = {
    "student": "student",
    "fellow": "fellow",
    "counsellor": "counsellor",
    "league": "league",
    "dean": "dean",
    "vice_dean": "vice_dean",
    "registrar": "registrar",
    "youth": "youth",
}


@dataclass(slots=True)
class Campus:
    """The college, who stands outside of it, two rounds and the items in them."""

    here: College
    stranger: Person
    elsewhere: Unit
    before: int
    round: int
    graduation: int
    confirmed: list[int]
    items: list[int]
    sessions: dict[str, str] = field(default_factory=dict)

    def client(self, role: str) -> Client:
        """A browser in which somebody of this role is signed in; nobody else is."""
        found = Client(raise_request_exception=False)
        if role in self.sessions:
            found.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        return found

    def signs_in(self, role: str, person: Person) -> None:
        """Give somebody an account, and a session that every browser of the role shows."""
        person.account = Account.objects.create_user(
            f"account-{person.number}", PASSWORD, opened_at=OPENED_AT, password_set_at=OPENED_AT
        )
        person.save()
        self.sessions[role] = signed_in(person.account).cookies[settings.SESSION_COOKIE_NAME].value


@remembered
def campus(fellows: int = 0) -> Campus:
    """Build it; ``fellows`` more students belong to the class, who declared nothing."""
    here = college()
    Institution.objects.create(name="江澜大学", short_name="江", is_demo=True, practice_on=TODAY)
    other = Unit.objects.create(
        kind=roles.COLLEGE, name="外国语学院", code="f", parent=here.university, opened_on=BEGAN
    )
    elsewhere = Unit.objects.create(
        kind=roles.CLASS, name="英语2201", code="f1", parent=other, opened_on=BEGAN
    )
    ChainHead.objects.bulk_create([ChainHead(unit=each) for each in (other, elsewhere)])
    outsider = student("2022901", "外院生", elsewhere)
    for at in range(fellows):
        student(f"20221{at:02}", f"同学{at}", here.group)
    before = opened(here)
    confirmed = [reviewed(here, before), reviewed(here, before, PRIZE)]
    sheet = summarised(here, before)
    agreed(here, *confirmed)
    signed(here, before, sheet)
    finalised(here, before, sheet, {case: {"outcome": "confirmed"} for case in confirmed})
    current = opened(here, "2025-26", "2026-03-01")
    items = [_reviewed(here, current, who) for who in (here.student, here.fellow)]
    year = do(
        "open",
        here.registrar,
        "2026-04-01",
        {"year": "2025-26"},
        kind=f"{FAMILY}.graduation",
        unit=here.university.pk,
    )
    found = Campus(here, outsider, elsewhere, before, current, year.matter or 0, confirmed, items)
    for role, name in ROLES.items():
        found.signs_in(role, getattr(here, name))
    found.signs_in("outsider", outsider)
    return found


def _reviewed(here: College, within: int, who: Person) -> int:
    """A lecture of the new year, recognised first as it was claimed."""
    case = handed_in(here, within, {**LECTURE, "year": "2025-26"}, who=who, at="2026-04-01")
    do("first_review", here.counsellor, "2026-04-10", {"outcome": "accepted"}, case=case)
    return case
