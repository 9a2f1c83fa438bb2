"""Articles 7 and 9: who of a class may graduate by their credits, reckoned anew when that is recorded."""

from __future__ import annotations

from procedures.second_classroom_credits.items import holding_of, student_of
from procedures.second_classroom_credits.rules import known
from procedures.second_classroom_credits.rulesets import ruleset_of, rulesets_of
from procedures.second_classroom_credits.scoring.holdings import Student
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from procedures.second_classroom_credits.scoring.statement import Statement, statement_of
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, rule
from workflows.rules.situation import Dossier, Situation


def statement_in(dossier: Dossier, otherwise: Ruleset) -> Statement:
    """What the confirmed items of somebody come to; whose intake nobody knows is held by the first."""
    rules = ruleset_of(dossier.edition) if dossier.edition else otherwise
    student = student_of(dossier.person) or Student(rules.edition["ruleset.intake_from"].count)
    cases = ((view.id, view.facts) for view in dossier.cases)
    return statement_of(holding_of(student, dossier.record, cases, rulesets_of(dossier.editions)), rules)


def statements_of(s: Situation) -> dict[str, Statement]:
    """The statements of everybody whom a result names, by number."""
    rules = known.rules_of(s)
    return {number: statement_in(each, rules) for number, each in sorted(s.dossiers.items())}


@rule("CR-7-13", "graduation.batch", says=("credits.class_list", "credits.class_members"))
def as_the_credits_are(s: Situation, p: Parameter) -> Answer:
    """A result names every student of the class, each on the list where the credits put them (art. 7, 9)."""
    eligible, short = set(s.data["eligible"]), set(s.data["short"])
    members = {each.number for each in s.below if each.standings[0].unit_id == s.data["unit"]}
    astray = tuple(sorted(members ^ (eligible | short)))
    if astray:
        return Answer(False, "credits.class_members", {"numbers": astray})
    found = statements_of(s)
    wrong = tuple(number for number, each in found.items() if each.eligible is not (number in eligible))
    return Answer(not wrong, "credits.class_list", {"numbers": wrong})
