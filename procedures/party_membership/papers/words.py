"""Words that the papers of this procedure share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from procedures.party_membership import roles
from workflows.nodes import ToldCase, ToldMatter
from workflows.rules.situation import Situation
from workflows.texts.sentences import sentence
from workflows.texts.wording import article_words


def by_article(s: Situation, parameter: str, said: str) -> str:
    """A sentence with the article that it rests on in the edition of that day, before its full stop."""
    article = article_words(s.edition[parameter].article, "zh-hans")
    return f"{said.removesuffix('。')}（{article}）。"


def rule_sentence(s: Situation, parameter: str, params: Mapping[str, Any]) -> str:
    """What a rule says of these numbers, as pages say it, with its article."""
    return by_article(s, parameter, sentence(parameter, params))


def basis(s: Situation) -> str:
    """The edition by which it was judged."""
    return f"依据《{s.edition.title}》。" if s.edition.title else ""


def counted(kinds: Iterable[str], titles: Mapping[str, str]) -> str:
    """How many for which reason, without who: 请假2人、生病1人."""
    return "、".join(f"{titles.get(kind, kind)}{n}人" for kind, n in Counter(kinds).items())


def people_of(told: ToldCase, numbers: Iterable[str]) -> str:
    """Names of those whom a case names, in their order."""
    return "、".join(told.named(number) for number in numbers)


def people(told: ToldMatter, numbers: Iterable[str]) -> str:
    """Names in their order."""
    return "、".join(told.named(number) for number in numbers)


def college_of(told: ToldCase) -> str:
    """The college committee above the branch, which seals what it publishes and what it files."""
    college = told.situation.units.get(roles.COLLEGE)
    return college.name if college else told.imprint.issuer


def paragraphs(text: str) -> tuple[str, ...]:
    """What was written, by paragraphs, without empty ones."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
