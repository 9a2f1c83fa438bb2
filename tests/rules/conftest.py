"""An edition small enough to read at a glance, with one parameter of each kind."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from workflows.rules.regulations import Edition

CONTENT: dict[str, Any] = {
    "id": "base",
    "title": "细则",
    "procedure": "party_membership",
    "in_force_from": "2024-09-01",
    "sources": ["细则，四十九条"],
    "articles": {"8": {"title": "推优"}, "9": {"title": "条件"}, "28": {"title": "表决"}},
    "cites": {"admission_meeting": "28.2", "PM-9-1": "8"},
    "parameters": {
        "wait": {
            "rule": "PM-9-4",
            "article": "9",
            "at_least": {"months": 3},
            "from": "application",
            "override": "college_league",
            "note": "对应日起算满",
        },
        "notice": {
            "rule": "PM-8-8",
            "article": "8",
            "at_least": {"days": 5},
            "posting_day": "excluded",
            "channels": ["paper", "web"],
        },
        "talk": {
            "rule": "PM-7-2",
            "article": "8",
            "at_most": {"months": 1},
            "enforcement": "warn",
            "override": "branch_secretary",
        },
        "quorum": {
            "rule": "PM-28-1",
            "article": "28.1",
            "more_than": "1/2",
            "of": "entitled",
            "alternative": {"at_least": "1/2"},
        },
        "hours": {"rule": "PM-11-2", "article": "9", "at_least": 16, "unit": "class hour"},
        "sanctions": {"rule": "PM-9-2", "article": "9", "equals": 0},
        "secret": {"rule": "PM-8-3", "article": "8", "equals": True, "since": "opened"},
        "decided_by": {"rule": "PM-10-2", "article": "9", "equals": "branch_committee"},
        "attest": {"rule": "PM-9-1", "article": "9", "includes": ["political", "character"]},
        "route": {"rule": "PM-13-1", "article": "9", "one_of": ["A", "B", "C"]},
        "valid": {"rule": "PM-8-10", "article": "8", "between": [12, 24], "unit": "month"},
        "contacts": {"rule": "PM-12-1", "article": "9", "between": [1, 2], "unit": "count"},
        "adjusting": {"rule": "PM-15-4", "article": "9", "between": ["06-01", "06-30"]},
        "reported": {"rule": "PM-15-2", "article": "9", "at_most": "12-31", "enforcement": "warn"},
        "least": {"rule": "PM-9-6", "article": "9", "at_least": "10.0", "unit": "point"},
        "scope": {"rule": "PM-9-7", "article": "9", "equals": "both", "among": ["both", "one"]},
        "alias": {"rule": "PM-9-8", "article": "9", "maps": {"gold": "first", "silver": "second"}},
        "scale": {"rule": "PM-9-9", "article": "9", "table": {"file": "scale.csv", "sha256": "ab" * 32}},
        "committee": {
            "rule": "PM-10-3",
            "article": "9",
            "equals": True,
            "floor": False,
            "options": {"quorum": {"more_than": "1/2", "of": "entitled"}, "remind": {"days": 15}},
        },
    },
}


@pytest.fixture
def content() -> dict[str, Any]:
    """Return the plain mapping of the edition, to be changed by a test as it likes."""
    return deepcopy(CONTENT)


@pytest.fixture
def edition(content: dict[str, Any]) -> Edition:
    """Return the edition, read and checked."""
    return Edition.from_mapping(content)
