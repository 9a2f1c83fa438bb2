"""Rules as plain predicates: a question about a situation and one parameter, answered as a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import wraps
from inspect import signature
from typing import Final, TypeAlias, cast

from workflows.rules.canonical import Value
from workflows.rules.findings import Finding, Verdict
from workflows.rules.parameters import Parameter
from workflows.rules.regulations import Edition, MissingParameterError
from workflows.rules.situation import Situation

OVERRIDE: Final = "override"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a predicate says: whether it holds, the message with its parameters, and from which day it would.

    ``applies`` is False when the rule has nothing to say about this situation; ``warns`` says that it holds,
    but nears its limit (the first rung of a ladder of limits); ``ends`` says that the last rung was passed,
    where even a rule that only warns refuses.
    """

    ok: bool
    message: str
    params: Mapping[str, Value] = field(default_factory=dict)
    earliest_on: date | None = None
    applies: bool = True
    warns: bool = False
    ends: bool = False


Predicate: TypeAlias = Callable[[Situation, Parameter], Answer]
BarePredicate: TypeAlias = Callable[[Situation], Answer]


class RuleError(Exception):
    """A rule is declared twice, cannot be judged by an edition, or says what it did not declare."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A predicate with its rule id and the parameter it reads; None for a rule without a number.

    ``messages`` are the message ids it may answer with; empty when they were not declared.
    """

    id: str
    parameter: str | None
    predicate: Predicate | BarePredicate
    messages: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of the predicate."""
        return self.predicate.__name__

    @property
    def module(self) -> str:
        """The module the predicate is written in."""
        return self.predicate.__module__

    def __call__(self, situation: Situation) -> Finding:
        """Judge a situation; ``RuleError`` when its edition lacks the parameter."""
        if self.parameter is None:
            answer = cast("BarePredicate", self.predicate)(situation)
            return self._finding(situation, answer, None)
        parameter = self._parameter(situation.edition)
        answer = cast("Predicate", self.predicate)(situation, parameter)
        return self._finding(situation, answer, parameter)

    def _parameter(self, edition: Edition) -> Parameter:
        try:
            return edition[cast("str", self.parameter)]
        except MissingParameterError as error:
            message = f"rule {self.id} cannot be judged: {error}"
            raise RuleError(message) from error

    def _finding(self, situation: Situation, answer: Answer, parameter: Parameter | None) -> Finding:
        if self.messages and answer.message not in self.messages:
            message = f"rule {self.id} answers {answer.message!r}, which it does not declare"
            raise RuleError(message)
        return Finding(
            rule=self.id,
            verdict=_verdict(self.id, situation, answer, parameter),
            message=answer.message,
            params=answer.params,
            earliest_on=answer.earliest_on,
            override=parameter.override if parameter else None,
            article=situation.edition.article_of(self.id, parameter.article if parameter else None),
        )


def _verdict(rule: str, situation: Situation, answer: Answer, parameter: Parameter | None) -> Verdict:
    if not answer.applies:
        return Verdict.NOT_APPLICABLE
    if answer.ok:
        return Verdict.WARNED if answer.warns else Verdict.MET
    enforcement = parameter.enforcement if parameter and not answer.ends else "block"
    if enforcement == "warn":
        return Verdict.WARNED
    if enforcement == "record":
        return Verdict.RECORDED
    offices = parameter.offices if parameter else ()
    return Verdict.OVERRIDDEN if _overridden(rule, situation, offices) else Verdict.UNMET


def _overridden(rule: str, situation: Situation, offices: tuple[str, ...]) -> bool:
    """Whether each office that must agree has let this rule pass, no later than the act."""
    granted = {
        body
        for fact in situation.facts.all(OVERRIDE)
        if fact.data.get("rule") == rule and fact.on <= situation.on
        for body in fact.data.get("bodies", (fact.office,))
    }
    return bool(offices) and granted.issuperset(offices)


def excused(excuse: Callable[[Situation], bool], *rules: Rule) -> tuple[Rule, ...]:
    """The same rules, which have nothing to say where an excuse holds."""
    return tuple(replace(each, predicate=_unless(excuse, each)) for each in rules)


def _unless(excuse: Callable[[Situation], bool], asked: Rule) -> Predicate | BarePredicate:
    """The predicate of a rule under an excuse; it keeps its name and its module."""

    @wraps(asked.predicate)
    def answer(situation: Situation, *parameter: Parameter) -> Answer:
        found = cast("Predicate", asked.predicate)(situation, *parameter)
        return replace(found, applies=found.applies and not excuse(situation))

    return answer


class Rulebook:
    """The rules that were declared, by id; two predicates may not claim the same one."""

    def __init__(self, rules: Iterable[Rule] = ()) -> None:
        """Take rules in their order; ``RuleError`` when two have the same id."""
        self._rules: dict[str, Rule] = {}
        for each in rules:
            self.add(each)

    def add(self, rule: Rule) -> None:
        """Add one rule; ``RuleError`` when its id is taken."""
        taken = self._rules.setdefault(rule.id, rule)
        if taken is not rule:
            message = f"rule {rule.id} is both {_place(taken)} and {_place(rule)}"
            raise RuleError(message)

    def __getitem__(self, rule_id: str) -> Rule:
        """The rule of an id; ``KeyError`` when nobody declared it."""
        return self._rules[rule_id]

    def __contains__(self, rule_id: object) -> bool:
        """Whether a rule of this id was declared."""
        return rule_id in self._rules

    def __iter__(self) -> Iterator[Rule]:
        """The rules in the order they were declared."""
        return iter(self._rules.values())

    def __len__(self) -> int:
        """How many rules were declared."""
        return len(self._rules)

    def under(self, package: str) -> Rulebook:
        """The rules written in a package or a module and what lies below it."""
        return Rulebook(each for each in self if f"{each.module}.".startswith(f"{package}."))

    def misfits(self, edition: Edition) -> tuple[Rule, ...]:
        """The rules whose parameter the edition lacks or gives to another rule."""
        return tuple(
            each
            for each in self
            if each.parameter and (each.parameter not in edition or edition[each.parameter].rule != each.id)
        )

    def rule(
        self, rule_id: str, parameter: str | None = None, *, says: tuple[str, ...] = ()
    ) -> Callable[[Predicate | BarePredicate], Rule]:
        """Declare a predicate as a rule of this book.

        With a parameter name the predicate takes the situation and that parameter, without one the situation
        alone. ``says`` lists the message ids it may answer with; any other is then an error. ``RuleError``
        when the id is taken or the predicate takes other arguments.
        """

        def declare(predicate: Predicate | BarePredicate) -> Rule:
            wanted = 1 if parameter is None else 2
            if len(signature(predicate).parameters) != wanted:
                message = f"the predicate of rule {rule_id} must take {wanted} argument(s)"
                raise RuleError(message)
            declared = Rule(rule_id, parameter, predicate, says)
            self.add(declared)
            return declared

        return declare


def _place(rule: Rule) -> str:
    return f"{rule.module}.{rule.name}"


RULEBOOK: Final = Rulebook()
rule = RULEBOOK.rule


def evaluate(rules: Iterable[Rule], situation: Situation) -> tuple[Finding, ...]:
    """Judge every rule, in the order given, so that all that is missing is named at once."""
    return tuple(each(situation) for each in rules)
