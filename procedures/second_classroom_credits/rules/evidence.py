"""Article 8 and annex 2: what is handed in with an item, and who assessed it (N2, N2a)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from procedures.second_classroom_credits import roles
from procedures.second_classroom_credits.items import assessments_of
from procedures.second_classroom_credits.rules import known
from procedures.second_classroom_credits.scoring import declaring, wording
from procedures.second_classroom_credits.scoring.table import Row
from workflows.nodes import Kept
from workflows.rules.canonical import Value
from workflows.rules.facts import Facts
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, Rule, rule
from workflows.rules.situation import PersonView, Situation

#: the SHA-256 of no bytes at all
EMPTY: Final = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
SPORT: Final = "S003"
#: ends after which a file is free again
GONE: Final = frozenset({"cancelled", "withdrawn", "not_recognised"})


@rule("CR-8-1", "evidence.min", says=("credits.files", "credits.empty_file"))
def handed_in(s: Situation, p: Parameter) -> Answer:
    """At least one file comes with an item, and none of them is empty (art. 8)."""
    if EMPTY in s.files:
        return Answer(False, "credits.empty_file")
    return Answer(p.allows(len(s.files)), "credits.files", {"least": p.count, "count": len(s.files)})


@rule("CR-X2S3-6", "evidence.sport_support", says=("credits.files",))
def supported_in_sport(s: Situation, p: Parameter) -> Answer:
    """Every item of sport has supporting material of the department (annex 2, S003 req. 2)."""
    row = known.row_of(s)
    params = {"least": p.count, "count": len(s.files)}
    return Answer(
        p.allows(len(s.files)), "credits.files", params, applies=row is not None and row.module == SPORT
    )


@rule("CR-8-3", "evidence.form", says=("credits.form",))
def original_or_copy(s: Situation, p: Parameter) -> Answer:
    """Originals or copies: both are accepted (art. 8)."""
    return Answer(s.data["form"] in p.members, "credits.form")


@rule("CR-8-4-1", says=("credits.seen_elsewhere", "credits.seen_twice"))
def seen_nowhere_else(s: Situation) -> Answer:
    """The same file with another item, of somebody else or of one's own, is said to the reviewer (art. 8).

    It refuses nothing: members of a team share a certificate, and a roster may stand behind two rows.
    """
    live = [each for each in s.seen if each.end not in GONE]
    others = tuple(sorted({each.case for each in live if each.person != s.subject.id}))
    own = tuple(sorted({each.case for each in live if each.person == s.subject.id}))
    message = "credits.seen_elsewhere" if others else "credits.seen_twice"
    return Answer(True, message, {"items": others or own}, warns=bool(live))


def of_kind(rule_id: str, kind: str) -> Rule:
    """The rule that asks for evidence of a kind, where the row of the table asks for it."""

    def of_the_kind(s: Situation, p: Parameter) -> Answer:
        row = known.row_of(s)
        if row is None or not any(p.word in way for way in row.evidence):
            return Answer(True, "credits.evidence", applies=False)
        finding = declaring.evidenced(row, frozenset(s.data["kinds"]), known.rules_of(s))
        return known.answered(finding, "credits.evidence")

    return rule(rule_id, f"evidence.kind.{kind}", says=("credits.evidence",))(of_the_kind)


def decided_rule(rule_id: str, parameter: str) -> Rule:
    """The rule that asks for the document which decides on a group of rows (annex 2, S002 req. 1 to 3).

    It is asked when evidence is handed in, and again of the row that a first review recognises.
    """

    def decided(s: Situation, p: Parameter) -> Answer:
        row = known.recognised_row(s)
        if row is None or declaring.DECIDED.get(row.group) != p.name:
            return Answer(True, "credits.document", applies=False)
        last = s.facts.latest("evidence")
        given = s.data if "kinds" in s.data else last.data if last else {}
        finding = declaring.decided_by(row, str(given.get("document") or ""), known.rules_of(s))
        return known.answered(finding, "credits.document")

    return rule(rule_id, parameter, says=("credits.document",))(decided)


of_contest = decided_rule("CR-X2S2-1", "evidence.decisive.contest")
of_research = decided_rule("CR-X2S2-2", "evidence.decisive.research")
of_paper = decided_rule("CR-X2S2-3", "evidence.decisive.paper")
of_right = decided_rule("CR-X2S2-4", "evidence.decisive.right")
DECIDING: Final = (of_contest, of_research, of_paper, of_right)

competition = of_kind("CR-8-2a", "competition")
honour = of_kind("CR-8-2b", "honour")
paper = of_kind("CR-8-2c", "paper")
patent = of_kind("CR-8-2d", "patent")
research = of_kind("CR-8-2e", "research")
vocational = of_kind("CR-8-2f", "vocational")
practice = of_kind("CR-8-2g", "practice")
exam = of_kind("CR-8-2h", "exam")
company = of_kind("CR-8-2i", "company")
arts_sport = of_kind("CR-8-2j", "arts_sport")

KINDS: Final = (
    *(competition, honour, paper, patent, research),
    *(vocational, practice, exam, company, arts_sport),
)
HANDING_IN: Final = (
    *(handed_in, supported_in_sport, original_or_copy, seen_nowhere_else),
    *(*KINDS, *DECIDING),
)


def kept_evidence(s: Situation, outcome: str, facts: object) -> Kept:
    """The case knows which files were handed in, by their digests, and with which other items they came."""
    data = {name: s.data[name] for name in ("kinds", "form", "document")}
    also = sorted({each.case for each in s.seen})
    return Kept({**data, "files": list(s.files), "also": also})


#: what is asked of the record that stands behind a whole list
LISTED: Final = (handed_in, original_or_copy, *KINDS)


def kept_list(s: Situation, outcome: str, facts: Mapping[str, Any]) -> Kept:
    """Each item of a list knows the record that came with it."""
    return Kept({**facts, "files": list(s.files), "also": []})


# ── Labour: who assesses (annex 2, S005 req. 2 and 3) ──


def assessors_of(row: Row) -> frozenset[str]:
    """The assessors that a row asks for, whichever way."""
    return frozenset(who for way in row.assessors for who in way)


def assessed_since(facts: Facts) -> frozenset[str]:
    """Those who have assessed an item since it was last handed in."""
    return frozenset(fact.data["assessor"] for fact in assessments_of(facts))


def wanted(s: Situation) -> frozenset[str]:
    """The assessors that the row of an item asks for."""
    row = known.row_of(s)
    return assessors_of(row) if row else frozenset()


def given(s: Situation) -> frozenset[str]:
    """Those who have assessed the item since it was last handed in."""
    return assessed_since(s.facts)


def speaking(s: Situation) -> str:
    """As which assessor the actor speaks: one whom the row asks for and who has not spoken; or empty."""
    left = sorted(wanted(s) - given(s))
    return next((who for who in left if _holds(s.actor, who, s)), "")


def _holds(actor: PersonView | None, who: str, s: Situation) -> bool:
    offices: Iterable[str] = (office.name for office in roles.SPEAKERS.get(who, ()))
    return actor is not None and any(
        actor.holds(office, s.on, unit.id) for office in offices for unit in s.units.values()
    )


def _as_assessed(s: Situation, p: Parameter) -> Answer:
    """What the assessors say decides: nothing unqualified is recognised, and as excellent only what is."""
    row = known.recognised_row(s)
    if row is None or not row.assessors or p.name != declaring.parameter_of(row, known.rules_of(s)):
        return Answer(True, "credits.as_assessed", applies=False)
    fine = wording.results_for(row)
    against = [fact for fact in assessments_of(s.facts) if fact.data["result"] not in fine]
    params: dict[str, Value] = {"row": row.title}
    if against:
        data = against[-1].data
        params |= {"who": f"assessor_{data['assessor']}", "result": f"assessed_{data['result']}"}
    return Answer(not against, "credits.as_assessed", params)


def assessor_rule(rule_id: str, parameter: str) -> Rule:
    """The rule that asks who assesses the items whose row names this parameter.

    It is asked when somebody assesses, and of the row that a first review recognises, by what was assessed.
    """

    def assessed_by(s: Situation, p: Parameter) -> Answer:
        if "outcome" in s.data:
            return _as_assessed(s, p)
        row = known.row_of(s)
        words = tuple(sorted(f"assessor_{who}" for who in wanted(s)))
        mine = row is not None and p.name == declaring.parameter_of(row, known.rules_of(s))
        return Answer(bool(speaking(s)), "credits.assessors", {"wanted": words}, applies=mine)

    return rule(rule_id, parameter, says=("credits.assessors", "credits.as_assessed"))(assessed_by)


by_counsellor = assessor_rule("CR-X2S5-2", "assessor.daily")
by_teacher = assessor_rule("CR-X2S5-4", "assessor.service")
own_practice = assessor_rule("CR-X2S5-5", "assessor.own")
in_work_study = assessor_rule("CR-X2S5-6", "assessor.workstudy")
ASSESSORS: Final = (by_counsellor, by_teacher, own_practice, in_work_study)


def kept_assessment(s: Situation, outcome: str, facts: object) -> Kept:
    """The case knows as which assessor somebody spoke."""
    data = {name: s.data[name] for name in ("result", "minutes", "note")}
    return Kept({**data, "assessor": speaking(s)})


def assessment(s: Situation) -> str:
    """Whether the item goes to its assessors or straight to its reviewer."""
    return "labour" if wanted(s) else "reviewed"


def assessed(s: Situation) -> str | None:
    """An item goes on when those have assessed it who must; until then it stays."""
    row, by = known.row_of(s), given(s) | {speaking(s)}
    return "done" if row and any(way <= by for way in row.assessors) else None
