"""A notice as it was posted, from which its paper is written, and the words that notices share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from workflows.nodes import NoticeType, ToldMatter
from workflows.rules.situation import Situation
from workflows.rules.windows import PublicityWindow


class Written:
    """What was written for a notice; nothing of what was erased since."""

    said: Mapping[str, Any]

    def word(self, key: str) -> str:
        """What was written under a label."""
        return str(self.said.get(key) or "").strip()

    def day(self, key: str) -> date | None:
        """A date that was written."""
        return date.fromisoformat(self.word(key)) if self.word(key) else None


@dataclass(frozen=True, kw_only=True)
class Shown(Written):
    """One of those whom a notice is about: how the case stood, and what was written of it for the notice.

    ``names`` has the people whom the case names, by their numbers.
    """

    situation: Situation
    said: Mapping[str, Any]
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Who it is."""
        return self.situation.subject.name


@dataclass(frozen=True, kw_only=True)
class Posted(Written):
    """A notice as it was posted: who hung it where and for how long, what it says, and of whom.

    ``mark`` stands on a paper without effect.
    """

    institution: str
    issuer: str
    number: str
    said: Mapping[str, Any]
    people: Sequence[Shown]
    channels: tuple[str, ...]
    posted_on: date
    window: PublicityWindow | None
    days: int
    mark: str = ""

    @property
    def several(self) -> str:
        """Those whom it is about, for a sentence: one by name, several by the first name and their number."""
        first = self.people[0].name if self.people else ""
        return f"{first}等{len(self.people)}名" if len(self.people) > 1 else first

    @property
    def hangs(self) -> str:
        """From when to when it hangs, in a sentence."""
        if self.window is None:
            return f"公示{self.days}天，自书面和网上都张贴的次日起算。{day_words(self.posted_on)}张贴。"
        hangs = f"{day_words(self.window.first_day)}至{day_words(self.window.last_day)}，共{self.days}天"
        return f"{hangs}；{day_words(self.window.posted_on)}张贴，张贴日不计。"


def posted_of(told: ToldMatter) -> Posted:
    """The notice that a matter is, as it was hung. Raises TypeError for a matter of another kind."""
    if not issubclass(told.kind, NoticeType):
        raise TypeError(f"{told.kind.__name__} is no notice")
    first = told.cases[0].situation
    postings = told.kind.postings(first)
    return Posted(
        institution=told.imprint.institution,
        issuer=told.imprint.issuer,
        number=told.imprint.number,
        said=told.said(told.facts.latest("post")),
        people=tuple(
            Shown(situation=case.situation, said=case.said(case.fact), names=case.names)
            for case in (each.first or each for each in told.cases)
            if case.fact.name.endswith(".post")
        ),
        channels=tuple(name for key, name in told.kind.channels.items() if postings.get(key)),
        posted_on=told.opened_on,
        window=told.kind.window(first),
        days=first.edition[told.kind.lasts].days,
        mark=told.imprint.mark,
    )


def day_words(day: date | None) -> str:
    """A day on paper: no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def month_words(month: str) -> str:
    """A month that was written as 2026-01."""
    year, _dash, number = month.partition("-")
    return f"{year}年{int(number)}月" if number.isdigit() else month
