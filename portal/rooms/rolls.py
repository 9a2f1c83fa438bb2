"""The roll of a meeting and who was there, as the matter remembers them.

A roll is the act whose paper has ``entitled``, attendance the one whose paper has ``absent``.
"""

from __future__ import annotations

from workflows.models import Matter
from workflows.rules.facts import Fact, Facts

ROLL, AWAY = "entitled", "absent"


def roll_of(matter: Matter) -> Fact | None:
    """The roll as it was locked, or None while it is open."""
    return _latest(matter, ROLL)


def attendance_of(matter: Matter) -> Fact | None:
    """Who was recorded as absent, or None before that."""
    return _latest(matter, AWAY)


def _latest(matter: Matter, field: str) -> Fact | None:
    facts = Facts.from_json(matter.facts)
    for name in matter.facts:
        fact = facts.latest(name)
        if fact is not None and field in fact.data:
            return fact
    return None
