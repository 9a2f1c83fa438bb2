"""What stands in somebody's record, for rules that read it: results, awards, posts, appraisals."""

from __future__ import annotations

from typing import Any

from tests.procedures.party_membership.situations import fact
from workflows.rules.facts import Fact

#: a year's result with nothing in it
EMPTY = dict.fromkeys(
    (
        *("composite_rank", "composite_size", "academic_rank", "academic_size", "appraisal_rank"),
        *("appraisal_size", "scholarship", "failed_courses", "composite_score", "academic_score"),
    )
)


def result(year: str, on: str = "", **figures: Any) -> Fact:
    """The result of a year, published on a day of the autumn after it."""
    published = on or f"{year[-4:]}-10-10"
    return fact("year_result", published, {"year": year, **EMPTY, **figures})


def ranked(rank: int, size: int, scholarship: str = "first", year: str = "2024-2025", on: str = "") -> Fact:
    """The composite of a year, and its scholarship."""
    return result(year, on, composite_rank=rank, composite_size=size, scholarship=scholarship)


def honour(on: str, level: str = "college", title: str = "优秀学生") -> Fact:
    """An honour of a day."""
    return fact("honour", on, {"title": title, "kind": "honour", "level": level})


def competition(on: str, level: str = "college", title: str = "实验竞赛") -> Fact:
    """A prize in a competition."""
    return fact("honour", on, {"title": title, "kind": "competition", "level": level})


def post(from_on: str, to_on: str | None = None, *, main: bool = True, title: str = "班长") -> Fact:
    """A post from a day on; ``to_on`` is the first day out of it."""
    said = {"title": title, "unit": "化工2401", "main": main, "from_on": from_on, "to_on": to_on}
    return fact("post", from_on, said)


def appraised(year: str, grade: str = "excellent") -> Fact:
    """A cadre's appraisal of a year."""
    return fact("appraisal", f"{year[-4:]}-06-30", {"year": year, "grade": grade})
