"""Records made by hand, for papers that need no database: a meeting of the branch, and a case told in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from procedures.party_membership.flows.branch_meeting import BranchMeeting
from tests.procedures.party_membership.situations import day, facts, situation
from workflows.documents import FormPaper, Grid, Lines, Prose, Words
from workflows.nodes import Imprint, MatterType, ToldCase, ToldMatter
from workflows.rules.facts import Fact
from workflows.rules.situation import Situation

IMPRINT = Imprint(institution="江澜大学", issuer="学生第一党支部", number="2026-0068")
VOTERS = [f"m{n}" for n in range(1, 12)]
NAMES = {number: f"人{number}" for number in (*VOTERS, "s1", "o1", "t1", "t2")}
CALL = 1


def meeting_facts(
    on: str,
    *absent: str,
    kinds: Mapping[str, str] | None = None,
    observers: tuple[str, ...] = (),
    **more: Any,
) -> tuple[Fact, ...]:
    """A call, a roll of eleven, and who stayed away; the call has the entry ``CALL``."""
    away = dict.fromkeys(absent, "leave") | dict(kinds or {})
    said: dict[str, dict[str, Any]] = {
        "convene": {"place": "化工楼301", "chair": "s1", "tellers": ["m8", "m9"], "cases": [7]},
        "lock_roll": {"entitled": VOTERS, "excluded": {}, "consents": {}},
        "attend": {"absent": away, "observers": [*observers], **more},
    }
    return tuple(Fact(name, day(on), day(on), data) for name, data in said.items())


def meeting(on: str, *absent: str, **more: Any) -> ToldMatter:
    """A meeting of the branch at which these were absent on leave."""
    told = facts(*meeting_facts(on, *absent, **more))
    return matter(BranchMeeting, told=told, on=on)


def matter(kind: type[MatterType], *, told: Any, on: str, **more: Any) -> ToldMatter:
    """Any matter with these facts."""
    return ToldMatter(kind=kind, facts=told, opened_on=day(on), names=NAMES, imprint=IMPRINT, **more)


def at(s: Situation, name: str, number: int = -1) -> Fact:
    """One fact of a situation."""
    return s.facts.all(name)[number]


def told(
    on: str, name: str, *given: Fact, words: Mapping[str, Mapping[str, Any]] | None = None, **more: Any
) -> ToldCase:
    """A case told at the last fact of a name; ``words`` are what was written, by the name of the act."""
    s = replace(situation(on, *given), case=7)
    written = {fact.entry or 0: text for act, text in (words or {}).items() for fact in s.facts.all(act)[-1:]}
    return ToldCase(situation=s, fact=at(s, name), words=written, names=NAMES, imprint=IMPRINT, **more)


def grid(paper: FormPaper) -> tuple[tuple[str, ...], ...]:
    """The rows of a paper's table."""
    return next(part.rows for part in paper.parts if isinstance(part, Grid))


def lines(paper: FormPaper) -> dict[str, str]:
    """The labelled fields of a paper."""
    return {
        label: value
        for part in paper.parts
        if isinstance(part, Lines)
        for row in part.rows
        for label, value in row
    }


def words(paper: FormPaper) -> list[Words]:
    """What is written beside a label."""
    return [part for part in paper.parts if isinstance(part, Words)]


def prose(paper: FormPaper) -> tuple[str, ...]:
    """The paragraphs of a paper."""
    return next(part.paragraphs for part in paper.parts if isinstance(part, Prose))


def offered(when: Any, case: ToldCase) -> list[str]:
    """The acts of a case of which a paper is printed."""
    names = case.situation.facts.to_json()
    return [name for name in names for each in case.situation.facts.all(name) if when(case.situation, each)]
