"""What is counted: a student, confirmed items, sanctions and dormitory ratings, by academic year."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from procedures.second_classroom_credits.scoring.ruleset import Ruleset

YEAR: Final = re.compile(r"(?P<first>2[0-9]{3})-(?P<second>[0-9]{2})")


@dataclass(frozen=True, slots=True, order=True)
class AcademicYear:
    """An academic year by the calendar year in which it begins, written ``2023-24``."""

    first: int

    @classmethod
    def named(cls, name: str) -> AcademicYear:
        """The year written ``2023-24``; ``ValueError`` for anything else, such as ``2023-25``."""
        found = YEAR.fullmatch(name)
        if found is None or (int(found["first"]) + 1) % 100 != int(found["second"]):
            raise ValueError(name)
        return cls(int(found["first"]))

    @classmethod
    def of(cls, day: date, start: str) -> AcademicYear:
        """The year a day lies in, when years begin on ``start``, a day written ``09-01`` (A-49).

        >>> str(AcademicYear.of(date(2024, 8, 31), "09-01")), str(AcademicYear.of(date(2024, 9, 1), "09-01"))
        ('2023-24', '2024-25')
        """
        return cls(day.year if f"{day:%m-%d}" >= start else day.year - 1)

    @property
    def second(self) -> int:
        """The calendar year in which it ends, the one of its May."""
        return self.first + 1

    def __str__(self) -> str:
        return f"{self.first}-{self.second % 100:02}"


@dataclass(frozen=True, slots=True)
class Student:
    """Whose credits are counted; ``majors`` holds ``foreign_language`` and ``computer`` where they apply."""

    intake: int
    programme_years: int = 4
    majors: frozenset[str] = frozenset()

    def nth_year(self, year: AcademicYear) -> int:
        """Which year of the programme an academic year is, from 1."""
        return year.first - self.intake + 1


@dataclass(frozen=True, slots=True)
class Item:
    """One declared item as it was accepted.

    ``project`` names what makes two items one project (the table's column ``key`` says what that is); without
    one an item stands for itself. ``contest`` is the contest whatever its edition, ``certificate`` the number
    or the digest of an award certificate. ``claimed_row`` and ``claimed_times`` are what was asked for where
    less was accepted. ``ended_on`` is the first day after it, or the day up to which it was measured.
    ``order`` is the place among authors, ``members`` the number of a team; ``duty`` is an activity inside an
    office, ``separate_duty`` an arts duty beside one.
    """

    id: str
    row: str
    year: AcademicYear
    project: str = ""
    contest: str = ""
    certificate: str = ""
    times: int = 1
    claimed_row: str = ""
    claimed_times: int = 0
    score: int | None = None
    minutes: int | None = None
    started_on: date | None = None
    ended_on: date | None = None
    held_on: date | None = None
    off_campus: bool = False
    consent_on: date | None = None
    affiliation: str = ""
    audience: bool = False
    duty: bool = False
    separate_duty: bool = False
    order: int = 1
    members: int = 1

    def __post_init__(self) -> None:
        """Refuse numbers that cannot be, so that no sum is ever made from them."""
        least = {"times": 1, "claimed_times": 0, "minutes": 0, "score": 0, "order": 1, "members": 1}
        for name, lowest in least.items():
            value = getattr(self, name)
            if value is not None and value < lowest:
                message = f"item {self.id}: {name} is at least {lowest}, not {value}"
                raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Sanction:
    """A sanction of a day; that it was lifted later takes nothing from the year it was given in."""

    level: str
    on: date
    lifted_on: date | None = None


@dataclass(frozen=True)
class Holding:
    """All that a statement is made from: the items that the final review confirmed, and what blocks them.

    ``judged`` has the rules of the day for each item that was declared by others than today's: what was
    confirmed by them keeps its row, its value and what was asked of it, whatever a later edition says.
    ``card`` has the entries of the volunteer card by year, where somebody registered them.
    ``choices`` holds what a student chose where the Rules leave a choice: the module of a project whose value
    is the same in several, and the row of the school team where only one may count.
    """

    student: Student
    items: Mapping[str, Item] = field(default_factory=dict)
    sanctions: tuple[Sanction, ...] = ()
    dormitory: Mapping[AcademicYear, str] = field(default_factory=dict)
    card: Mapping[AcademicYear, int] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    judged: Mapping[str, Ruleset] = field(default_factory=dict)

    def rules_of(self, item: str, rules: Ruleset) -> Ruleset:
        """The rules by which an item is judged by itself: those of its day, else today's."""
        return self.judged.get(item, rules)
