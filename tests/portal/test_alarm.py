"""A journal that is not as it was written is told at once to whoever answers for it, and to nobody else."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.portal.realm import Realm, body, realm
from workflows.models import JournalCheck

pytestmark = pytest.mark.django_db
SAID = "12月14日 03:00 校验纪实，有 2 处与写入时不一致。请管理员运行 manage.py verify_journal"
AT = datetime(2024, 12, 13, 19, tzinfo=UTC)


@pytest.fixture
def world() -> Realm:
    return realm()


@pytest.mark.parametrize(
    ("role", "path", "told"),
    [
        ("organiser", "/", True),
        ("keeper", "/accounts/", True),
        ("organiser", "/cases/", False),
        ("subject", "/", False),
        ("league", "/", False),
    ],
)
def test_a_broken_journal_is_told_to_whoever_keeps_the_record(
    world: Realm, role: str, path: str, told: bool
) -> None:
    client = world.client(role)
    assert SAID not in body(client.get(path))
    JournalCheck.objects.create(at=AT, entries=9, differences=2)
    assert (SAID in body(client.get(path))) is told
    JournalCheck.objects.create(at=AT, entries=9, differences=0)
    assert SAID not in body(client.get(path))
