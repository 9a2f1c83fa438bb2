"""Annex 2, S002, notes 2 and 3: which papers are of high level, and of which class a right is."""

from __future__ import annotations

from procedures.second_classroom_credits.rules import known
from procedures.second_classroom_credits.scoring import wording
from procedures.second_classroom_credits.scoring.table import Row
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, rule
from workflows.rules.situation import Situation

SAYS = ("credits.listed_as", "credits.kind_unstated")


def _answer(s: Situation, row: Row, kind: str | None) -> Answer:
    """Whether what is stated is of the row; where nothing is stated the reviewer looks."""
    stated = _stated(s)
    if not stated:
        return Answer(True, "credits.kind_unstated", {"level": row.level}, warns=True)
    return Answer(kind == row.level, "credits.listed_as", {"stated": stated, "level": row.level})


def _stated(s: Situation) -> str:
    return str(known.claim(s).get("listed_as") or "").strip()


@rule("CR-X2S2-6", "paper.indexes", says=SAYS)
def paper_of_its_level(s: Situation, p: Parameter) -> Answer:
    """A paper of high level stands in one of the named indexes; any paper is an ordinary one (note 2)."""
    row = known.recognised_row(s)
    if row is None or row.group != "paper" or row.level != wording.HIGH:
        return Answer(True, "credits.listed_as", applies=False)
    return _answer(s, row, wording.kind_of_paper(_stated(s), known.rules_of(s)))


@rule("CR-X2S2-7", "ip.class1", says=SAYS)
def right_of_its_class(s: Situation, p: Parameter) -> Answer:
    """A right is of class one or two by its kind; others, such as trade marks, are of none (note 3)."""
    row = known.recognised_row(s)
    if row is None or row.group != "right":
        return Answer(True, "credits.listed_as", applies=False)
    return _answer(s, row, wording.class_of_right(_stated(s), known.rules_of(s)))


KINDS = (paper_of_its_level, right_of_its_class)
