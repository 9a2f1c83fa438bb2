"""Procedures that live for one test."""

from __future__ import annotations

import pytest

from workflows.nodes import procedure


@pytest.fixture(autouse=True)
def families(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test declare procedures that no later test meets."""
    monkeypatch.setattr(procedure, "_families", dict(procedure.families()))
