"""Articles 13 and 16 on undergraduates: what it is to come by a route.

A route is a list of conditions that must all hold. Each condition is a rule of its own, asked of those who
come by its route; the rule of the article asks whether any route holds.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import NamedTuple, TypeAlias

from procedures.party_membership.rules import cultivating
from procedures.party_membership.rules import known_candidates as known
from procedures.party_membership.rules.achievements import Judgement
from workflows.rules.canonical import Value
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, Rule, rule
from workflows.rules.situation import Situation

A, B, BY_EXCEPTION = "A", "B", "exception"

Judge: TypeAlias = Callable[[Situation, Parameter], Judgement]


class Condition(NamedTuple):
    """One condition of a route: its word, its parameter, and how it is judged."""

    word: str
    parameter: str
    judged: Judge


class Routes:
    """The routes of one article; ``named`` tells by which of them somebody comes, if by any."""

    def __init__(self, named: Callable[[Situation], str | None]) -> None:
        """Begin without conditions; each joins its route where it is declared, in the article's order."""
        self._named = named
        self._conditions: dict[str, list[Condition]] = {A: [], B: []}

    def condition(
        self, rule_id: str, parameter: str, *, route: str, word: str, says: tuple[str, ...] = ()
    ) -> Callable[[Judge], Rule]:
        """Declare a condition of a route, which is also a rule asked of undergraduates who come by it.

        ``word`` names it where a route lacks it; ``says`` lists messages beside the ordinary one.
        """

        def declare(judged: Judge) -> Rule:
            @wraps(judged)
            def asked(s: Situation, p: Parameter) -> Answer:
                met, params, message = judged(s, p)
                applies = self._named(s) == route and not known.graduate(s.subject)
                return Answer(met, message or parameter, params, applies=applies)

            self._conditions[route].append(Condition(word, parameter, judged))
            return rule(rule_id, parameter, says=(parameter, *says))(asked)

        return declare

    def __contains__(self, route: object) -> bool:
        """Whether a word names one of the routes."""
        return route in self._conditions

    def holding(self, s: Situation) -> str | None:
        """The first route of which every condition holds."""
        return next((route for route in self._conditions if not self._lacking(s, route)), None)

    def any_of(self, s: Situation, p: Parameter, named: str | None) -> Answer:
        """Whether a route that the edition knows holds, or the exception of article 21 was granted."""
        lacks = {route: self._lacking(s, route) for route in p.members if route in self}
        met = known.excepted(s) or any(not missing for missing in lacks.values())
        params: dict[str, Value] = {"route": named, "lacks_a": lacks.get(A, ()), "lacks_b": lacks.get(B, ())}
        return Answer(met, p.name, params, applies=not known.graduate(s.subject))

    def _lacking(self, s: Situation, route: str) -> tuple[str, ...]:
        """The words of the conditions of a route that do not hold."""
        asked = self._conditions[route]
        return tuple(each.word for each in asked if not each.judged(s, s.edition[each.parameter]).met)


def with_reports(s: Situation, p: Parameter, *, active: bool) -> Answer:
    """Every quarter that is over has its report; a late one counts and is pointed out."""
    complete = cultivating.reports_complete(s)
    late = known.late_reports(s)
    met = (not complete.refuses and active) == p.flag
    params = {"missing": complete.params["missing"], "late": late, "active": active}
    return Answer(met, p.name, params, warns=bool(late))
