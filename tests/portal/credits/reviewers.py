"""A round with items that wait for their reviews, and browsers in which its reviewers are signed in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.test import Client

from portal.models import Account, Institution
from tests.conftest import OPENED_AT, signed_in
from tests.procedures.second_classroom_credits.college import EVIDENCE, College, declared, do, file
from workflows.models import Person, StoredFile

TODAY = date(2025, 5, 6)


def on(day: date) -> None:
    """Let the site live on a day."""
    Institution.objects.update_or_create(
        name="江澜大学", defaults={"short_name": "江", "is_demo": True, "practice_on": day}
    )


def browser(person: Person) -> Client:
    """Somebody signed in."""
    account = Account.objects.create(username=person.number, opened_at=OPENED_AT)
    person.account = account
    person.save(update_fields=["account"])
    found = signed_in(account)
    found.raise_request_exception = False
    return found


def waiting(
    here: College, within: int, claim: Mapping[str, Any], *, of: Person | None = None, paper: str = ""
) -> int:
    """An item with a file of its own, or with one that others came with as well."""
    who = of or here.student
    case = declared(here, within, claim, who=who)
    digest = file(paper or f"证书{case}")
    said = {"name": "证书.jpg", "media_type": "image/jpeg", "size": 2048, "stored_at": OPENED_AT}
    StoredFile.objects.get_or_create(sha256=digest, defaults=said)
    do("evidence", who, "2025-04-01", EVIDENCE, case=case, files=(digest,))
    return case


def reckoned(text: str) -> list[str]:
    """The amounts of the reckoning, the last of which is what the item adds."""
    return re.findall(r'<dd class="v">(?:<del>)?([^<]+)', text)


def rows(text: str) -> list[int]:
    """The items of the queue, in their order."""
    return [int(each) for each in re.findall(r'type="checkbox"\s+name="item"\s+value="(\d+)"', text)]


def undone(text: str) -> list[str]:
    """The entries that the button names which takes them back."""
    return re.findall(r'name="entry" value="(\d+)"', text)
