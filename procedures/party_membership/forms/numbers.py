"""Numbers of a meeting that cannot be: more came than were entitled, or votes that are nobody's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from workflows.nodes import Problem


def impossible(data: Mapping[str, Any]) -> Sequence[Problem]:
    """No more come than are entitled, and each who came is counted once."""
    votes = data["approve"] + data["oppose"] + data["abstain"]
    numbers = {name: str(data[name]) for name in ("entitled", "present")}
    found = []
    if data["present"] > data["entitled"] or not data["entitled"]:
        found.append(Problem("present", "decision.more_than_entitled", numbers))
    if votes != data["present"]:
        found.append(Problem("approve", "decision.votes_not_present", {**numbers, "votes": str(votes)}))
    return found
