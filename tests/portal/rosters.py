"""Working the room of the roster: the example institution, files to send, what a page says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from portal.imports.columns import PEOPLE
from portal.models import Account, Institution
from tests.conftest import OPENED_AT, PASSWORD, signed_in
from tests.portal.imports.building import xlsx
from tests.portal.imports.institution import TODAY, example, person
from tests.portal.markup import Page
from tests.remembering import remembered
from workflows.models import Membership

ORGANISER, BRANCH = "00310236", "2301030101"
ADMINISTRATOR, LEAGUE = "00310100", "2401030103"
#: An activist of the first branch, and a new student of the class of 2026.
GONG, NEW = "2401030104", "2601030109"

PEOPLE_TITLES = tuple(column.title for column in PEOPLE.columns)


@remembered
def begin() -> None:
    """The example institution on its practice day."""
    Institution.objects.create(name="江澜大学", short_name="江", is_demo=True, practice_on=TODAY)
    example()


def sign_in(number: str) -> Client:
    """Somebody of the example, signed in."""
    who = person(number)
    if who.account is None:
        who.account = Account.objects.create_user(
            number, PASSWORD, opened_at=OPENED_AT, password_set_at=OPENED_AT
        )
        who.save()
    return signed_in(who.account)


def roster_file(*people: dict[str, Any], **sheets: Sequence[Sequence[Any]]) -> bytes:
    """A workbook with rows about people by column title, and further sheets as they are."""
    rows = [PEOPLE_TITLES, *([row.get(title) for title in PEOPLE_TITLES] for row in people)]
    return xlsx({"人员名册": rows if people else [PEOPLE_TITLES], **sheets})


def new_student(**more: Any) -> dict[str, Any]:
    return {
        "学号/工号": NEW,
        "姓名": "戴知微",
        "性别": "女",
        "出生日期": "2008-02-03",
        "类别": "学生",
        "党支部": "化工本科生第一党支部",
        "发展阶段": "无",
        "班级": "化工2601班",
        "入学日期": "2026-09-01",
        **more,
    }


def known(number: str = GONG, name: str = "龚雪尧", **more: Any) -> dict[str, Any]:
    return {"学号/工号": number, "姓名": name, **more}


def upload(client: Client, content: bytes, name: str = "名册.xlsx", on: str = "2026-11-12") -> Any:
    return client.post("/roster/", {"file": SimpleUploadedFile(name, content), "on": on})


def tried(client: Client, content: bytes) -> str:
    """The address of the result of a dry run."""
    answer = upload(client, content)
    assert answer.status_code == 302, says(answer)
    return str(answer["Location"])


def tried_on(client: Client, content: bytes, on: date) -> str:
    """The address of the result of a dry run, whose undated changes hold from a day."""
    answer = upload(client, content, on=on.isoformat())
    assert answer.status_code == 302, says(answer)
    return str(answer["Location"])


def says(answer: Any) -> str:
    return Page(answer.content.decode()).says


def shown(client: Client, address: str) -> str:
    found = re.search(r'name="shown" value="([0-9a-f]{64})"', client.get(address).content.decode())
    assert found is not None
    return found[1]


def confirm(client: Client, address: str, word: str | None = None) -> Any:
    return client.post(f"{address}confirm/", {"shown": word or shown(client, address)})


def heard(answer: Any) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


def branch_of(number: str) -> list[str]:
    held = Membership.objects.filter(person__number=number, tree="party", to_on=None)
    return list(held.values_list("unit__code", flat=True))


def sheets(answer: Any) -> dict[str, list[tuple[Any, ...]]]:
    book = load_workbook(BytesIO(answer.content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
