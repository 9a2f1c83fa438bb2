"""The small college with a round, and browsers of its students, on a day that a test says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from portal import clock
from portal.models import Account, Institution
from tests.conftest import OPENED_AT, PASSWORD, signed_in
from tests.procedures.second_classroom_credits.college import College, college, opened
from tests.remembering import remembered

APRIL = date(2025, 4, 20)
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU"
    b"\x00\x00\x00\nIDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82"
)
#: a lecture as it is typed into its form
LECTURE = {
    "year": "2024-25",
    "semester": "2",
    "content": "人工智能前沿报告",
    "claimed": "0.5",
    "truthful": "on",
    "kinds": ["participation"],
    "form": "copy",
    "document": "organiser_certificate",
    "act_key": "abc",
}


@dataclass(slots=True)
class Declarers:
    """The college, the round of 2024-25, and the sessions of its two students."""

    here: College
    round: int
    sessions: dict[str, str] = field(default_factory=dict)

    def client(self, role: str = "student") -> Client:
        """A browser in which one of the students is signed in."""
        found = Client()
        found.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        return found


@remembered
def declarers() -> Declarers:
    """Build it, on a day in April."""
    here = college()
    Institution.objects.create(name="江澜大学", short_name="江", is_demo=True, practice_on=APRIL)
    found = Declarers(here, opened(here))
    for role in ("student", "fellow"):
        person = getattr(here, role)
        person.account = Account.objects.create_user(
            person.number, PASSWORD, opened_at=OPENED_AT, password_set_at=OPENED_AT
        )
        person.save()
        found.sessions[role] = signed_in(person.account).cookies[settings.SESSION_COOKIE_NAME].value
    return found


def picture(content: bytes = PNG, name: str = "证书.png") -> SimpleUploadedFile:
    """A file as a phone sends it."""
    return SimpleUploadedFile(name, content, "image/png")


def declares(
    world: Declarers, row: str, said: Mapping[str, Any], *, on: date = APRIL, role: str = "student"
) -> Any:
    """The answer to a declaration that is sent from its form."""
    clock.set_practice_date(on)
    return world.client(role).post(f"/credits/declare/{row}/", {**LECTURE, **said})


def reasons(answer: Any) -> list[str]:
    """The rules that refused what was sent, in their order."""
    refusal = answer.context["page"].refusal
    return [each.rule for each in refusal.reasons] if refusal else []
