"""What happens to a probationary member, as facts of a case: articles 32 to 35 ask about it."""

from __future__ import annotations

from typing import Any

from tests.procedures.party_membership.situations import fact, situation
from workflows.rules.facts import Fact
from workflows.rules.situation import Situation


def admitted(met: str = "2026-01-05", approved: str = "2026-03-02") -> tuple[Fact, Fact]:
    """A meeting that admitted somebody, and the university's approval of a later day."""
    return (
        fact("admission_meeting", met, outcome="carried"),
        fact("university_approval", approved, outcome="approved", effective=met),
    )


def member(
    on: str, *more: Fact, met: str = "2026-01-05", approved: str = "2026-03-02", **what: Any
) -> Situation:
    """A day in the life of a probationary member."""
    return situation(on, *admitted(met, approved), *more, **what)


def analysed(quarter: str, on: str, problem: str = "none") -> Fact:
    """An analysis of a quarter."""
    return fact("probation_analysis", on, {"quarter": quarter, "problem": problem})


def proposed(motion: str, on: str = "2026-12-28", months: int | None = None) -> Fact:
    """What the branch committee asks the meeting for."""
    return fact("conversion_proposal", on, {"motions": [motion], "months": months})


def voted(motion: str, outcome: str, on: str = "2025-05-20") -> Fact:
    """A motion that the branch meeting decided."""
    return fact("conversion_meeting", on, {"motion": motion}, outcome=outcome)
