"""Every sentence that a test of these rules leads to must have been written."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _loud(settings: Any) -> None:
    """A missing sentence fails the test instead of being logged."""
    settings.LOUD_SENTENCES = True
