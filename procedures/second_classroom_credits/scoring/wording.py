"""Words of certificates as the table prints them: prizes, levels, papers, rights (table 2 and its notes)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from procedures.second_classroom_credits.scoring.table import Row

HIGH, ORDINARY = "高水平论文", "普通论文"
FIRST_CLASS, SECOND_CLASS = "一类知识产权", "二类知识产权"
INTERNATIONAL, NATIONAL = "国际级", "国家级"

#: the condition that only an excellent assessment meets, and the results that meet others (table 5)
EXCELLENCE: Final = "考核优秀"
PASSED: Final = frozenset({"qualified", "excellent"})


def results_for(row: Row) -> frozenset[str]:
    """The results of an assessment that a row of labour asks for."""
    return frozenset({"excellent"}) if row.condition == EXCELLENCE else PASSED


def prize(award: str, rules: Ruleset) -> str:
    """A prize as the table names it: 特等奖 and 金奖 are a first prize (A-15)."""
    return rules.edition["competition.award_map"].mapped.get(award, award)


def contest_level(level: str, rules: Ruleset) -> str | None:
    """A level of table 2; it has no international one until the registrar decides (A-14)."""
    if level != INTERNATIONAL:
        return level
    return NATIONAL if rules.reads("competition.international_level") == "national" else None


def kind_of_paper(index: str, rules: Ruleset) -> str:
    """A paper that one of the named indexes lists is of high level, any other ordinary (table 2, note 2)."""
    return HIGH if index in rules.edition["paper.indexes"].members else ORDINARY


def class_of_right(right: str, rules: Ruleset) -> str | None:
    """The class of a granted right; None for what is in neither list, such as a trade mark (note 3)."""
    lists = rules.edition["ip.class1"]
    if right in lists.members:
        return FIRST_CLASS
    return SECOND_CLASS if right in lists.options["class2"] else None


def name_of(text: str, rules: Ruleset) -> str:
    """A category or module by the name the table uses; the Rules call some by two (A-67)."""
    return rules.edition["names.aliases"].mapped.get(text, text)


def is_of_level(row: Row, said: str, rules: Ruleset) -> bool:
    """Whether what a claim says for its level fits the row: its level, its prize, or both as one (annex 3).

    The example of the form writes 省级一等奖; a prize that the table does not name goes by its map (A-15).
    A row without a level is contradicted by none.
    """
    levels = {row.level, *row.level.split("、")}
    levels |= {"省级", "部级"} if "省部级" in levels else set()
    named = row.condition.partition("（")[0]
    prizes = {row.condition, named}
    prizes |= {each for each, prize_of in _awards(rules).items() if prize_of == named}
    fitting = levels | prizes | {f"{level}{each}" for level in levels for each in prizes}
    return not row.level or "".join(said.split()) in fitting


def _awards(rules: Ruleset) -> Mapping[str, str]:
    return rules.edition["competition.award_map"].mapped
