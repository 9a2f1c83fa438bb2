"""Situations made by hand, for rules that need no door: a day, a few facts, a person, what an act states."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from tests.procedures import rule_tables
from tests.procedures.party_membership.world import nantong
from workflows.models import Case
from workflows.rules.facts import EACH, Fact, Facts
from workflows.rules.regulations import Edition
from workflows.rules.situation import PersonView, Situation, Standing, UnitView

BORN = date(2005, 5, 20)
BRANCH, LEAGUE_BRANCH = 1, 2
boundary = rule_tables.boundary


def day(text: str) -> date:
    """A date from its ISO text."""
    return date.fromisoformat(text)


def stands(tree: str, standing: str, unit: int, since: str = "2018-09-01", until: str = "") -> Standing:
    """A standing in one tree."""
    kind = {"party": "party_branch", "league": "league_branch"}[tree]
    return Standing(tree, unit, kind, standing, day(since), day(until) if until else None)


def person(
    number: str = "t1",
    *,
    born_on: date | None = BORN,
    league: str = "member",
    party: str = "none",
    education: str = "本科在读",
) -> PersonView:
    """Somebody with a standing in the League and in the Party, and a schooling."""
    held = (stands("league", league, LEAGUE_BRANCH), stands("party", party, BRANCH))
    return PersonView(
        id=int(number[1:]),
        number=number,
        name=f"人{number}",
        born_on=born_on,
        standings=held,
        details={"education": education},
    )


def fact(
    name: str, on: str, data: Mapping[str, Any] | None = None, *, outcome: str = "", effective: str = ""
) -> Fact:
    """A fact of a day; its entry is given when it is folded."""
    return Fact(name, day(on), day(effective or on), data or {}, outcome or None)


def facts(*given: Fact) -> Facts:
    """Facts in the order given, all of them kept."""
    folded = Facts()
    for entry, each in enumerate(given, start=1):
        folded = folded.fold(replace(each, entry=entry), EACH)
    return folded


def situation(on: str, *given: Fact, data: Mapping[str, Any] | None = None, **more: Any) -> Situation:
    """An act of a day on a case with these facts; the subject is a young League member unless given."""
    units = {
        "party_branch": UnitView(BRANCH, "party_branch", "学生第一党支部"),
        "league_branch": UnitView(LEAGUE_BRANCH, "league_branch", "化工2401团支部"),
    }
    base = {"edition": nantong(), "subject": person(), "units": units, **more}
    return Situation(on=day(on), facts=facts(*given), data=data or {}, **base)


def of_case(case: Case, on: str, **more: Any) -> Situation:
    """A day in the life of a case as its row keeps it."""
    return replace(situation(on, **more), facts=Facts.from_json(case.facts))


def configured(name: str, **changes: Any) -> Edition:
    """The edition with one parameter set another way."""
    edition = nantong()
    parameters = {**edition.parameters, name: replace(edition[name], **changes)}
    return replace(edition, parameters=parameters)
