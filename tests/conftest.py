"""What all tests share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from portal.models import Account, Institution

PASSWORD = "chang-jiang-2024"
OPENED_AT = datetime(2024, 9, 1, 8, tzinfo=UTC)

OpenAccount = Callable[..., Account]


@pytest.fixture
def open_account(db: None) -> OpenAccount:
    """Return a function that opens an account which has already chosen ``PASSWORD``."""

    def opened(username: str, **fields: object) -> Account:
        return Account.objects.create_user(
            username, PASSWORD, opened_at=OPENED_AT, password_set_at=OPENED_AT, **fields
        )

    return opened


@pytest.fixture
def demo(db: None) -> Institution:
    """Return a demo institution on the real date."""
    return Institution.objects.create(name="演示大学", short_name="演示", is_demo=True)
