"""What an act asks: its rules in their order, and those of a regulation in place of the engine's."""

from __future__ import annotations

from workflows.nodes import SYSTEM, ActType
from workflows.rules.predicates import Answer, Rule


def rule(name: str) -> Rule:
    """A rule that holds."""
    return Rule(name, None, lambda s: Answer(ok=True, message=name))


EVERY, OURS, OTHER = rule("every"), rule("ours"), rule("other")


def test_a_rule_of_the_regulation_stands_where_the_engines_would() -> None:
    before = ActType(title="甲", by=SYSTEM).Instead(EVERY, OURS).Requires(OTHER, EVERY).Accepts(EVERY)
    after = ActType(title="甲", by=SYSTEM).Requires(OTHER, EVERY).Accepts(EVERY).Instead(EVERY, OURS)
    for act in (before, after):
        assert (act.requires, act.accepts) == ((OTHER, OURS), (OURS,))


def test_a_rule_is_asked_once_however_often_it_is_named() -> None:
    act = ActType(title="甲", by=SYSTEM).Instead(EVERY, OURS).Requires(OURS, EVERY, OURS)
    assert act.requires == (OURS,)
