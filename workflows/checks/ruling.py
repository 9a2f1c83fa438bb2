"""Every rule finds its parameter in every edition, and every answer has a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from inspect import unwrap

from workflows.checks.problems import Problem
from workflows.nodes.acts import ActType
from workflows.nodes.procedure import Procedure
from workflows.rules.predicates import Rule
from workflows.rules.regulations import Edition
from workflows.texts.catalogues import catalogue
from workflows.texts.speaking import SOURCE


def acts_of(kind: type[Procedure]) -> Iterator[tuple[str, ActType]]:
    """Every act of a procedure and of its matters, with a name to find it by."""
    yield from kind.act_types.items()
    for matter in kind.matter_types.values():
        for name, act in matter.acts().items():
            yield f"{matter.name}.{name}", act


def rules_of(kind: type[Procedure]) -> dict[Rule, str]:
    """Every rule that an act of the procedure asks, with the first act that does."""
    found: dict[Rule, str] = {}
    for name, act in acts_of(kind):
        for rule in (*act.requires, *act.accepts, *act.explains):
            found.setdefault(rule, name)
    return found


def check(kind: type[Procedure], editions: Sequence[Edition]) -> Iterator[Problem]:
    """Parameters that editions lack or give to another rule, ids used twice, answers without words."""
    declared: dict[str, Rule] = {}
    for rule, act in rules_of(kind).items():
        where = f"{kind.__name__}.{act}"
        own = replace(rule, predicate=unwrap(rule.predicate))  # an excused rule is the one that is excused
        if declared.setdefault(rule.id, own) != own:
            yield Problem("E013", where, rule.id)
        for message in rule.messages:
            if message not in catalogue(SOURCE):
                yield Problem("E014", where, (rule.id, message))
        for edition in editions if rule.parameter else ():
            yield from _parameter(where, rule, edition)


def _parameter(where: str, rule: Rule, edition: Edition) -> Iterator[Problem]:
    name = rule.parameter or ""
    if name not in edition:
        yield Problem("E011", where, (rule.id, name, edition.id))
    elif edition[name].rule != rule.id:
        yield Problem("E012", where, (rule.id, name, edition.id, edition[name].rule))
