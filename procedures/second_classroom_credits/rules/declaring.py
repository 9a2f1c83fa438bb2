"""Articles 7, 8, 11, 13 and annex 2: what is checked by itself when an item is declared (N3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from procedures.second_classroom_credits.items import dormitory_of
from procedures.second_classroom_credits.rules import known
from procedures.second_classroom_credits.rules.contests import of_its_class
from procedures.second_classroom_credits.rules.kinds import KINDS
from procedures.second_classroom_credits.scoring import blocks, conditions, declaring, opening, wording
from procedures.second_classroom_credits.scoring.amounts import tenths, written
from procedures.second_classroom_credits.scoring.blocks import year_of
from procedures.second_classroom_credits.scoring.conditions import Condition
from procedures.second_classroom_credits.scoring.holdings import AcademicYear, Holding, Item, Student
from procedures.second_classroom_credits.scoring.lines import Lines, Step
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from procedures.second_classroom_credits.scoring.table import Row
from workflows.rules.findings import Finding
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, rule
from workflows.rules.situation import Situation

#: the module whose consent each rule asks about
SPORT, ARTS = "S003", "S004"
LABOUR = "S005"


def condition(s: Situation, asked: Condition, message: str, module: str = "") -> Answer:
    """One of the conditions of the calculation, asked of the item as it is declared."""
    found, row, student = known.item(s), known.row_of(s), known.student(s)
    if found is None or row is None or student is None or module not in {"", row.module}:
        return Answer(True, message, applies=False)
    said = asked(found, row, student, known.rules_of(s))
    return Answer(True, message) if said is None else known.answered(said, message)


def block(s: Situation, asked: Step, message: str) -> Answer:
    """One of the blocks of the calculation, asked of the item as it is declared."""
    found, student = known.item(s), known.student(s)
    if found is None or student is None:
        return Answer(True, message, applies=False)
    sanctions, dormitory, rules = known.sanctions(s), dormitory_of(s.record), known.rules_of(s)
    if not sanctions and not dormitory:
        return Answer(True, message)  # most have neither, and nothing else blocks
    record = Holding(student, {found.id: found}, sanctions, dormitory)
    lines: Lines = asked(opening.opened(record, rules), record, rules)
    why: Finding | None = lines[0].why
    return Answer(True, message) if why is None else replace(known.answered(why, message), ok=False)


# ── Article 7 ──


@rule("CR-7-1", "declare.deadline", says=("credits.deadline", "credits.no_round"))
def in_time(s: Situation, p: Parameter) -> Answer:
    """An item is declared before 1 May of the round's year, or until the day the registrar reopened it to.

    What was handed in once keeps that day: a correction is never too late (art. 7).
    """
    year = known.round_year(s)
    if year is None or s.within is None or "close" in s.within:
        return Answer(False, "credits.no_round")
    first = [*s.facts.all("listing"), *s.facts.all("evidence")]
    on = first[0].on if first else s.on
    finding = declaring.in_time(
        known.noon(replace(s, on=on), str(p.options["zone"])), year, known.rules_of(s)
    )
    supplement = known.rules_of(s).allows("declare.graduating_supplement") and _graduates(s, year)
    reopened = [until for fact in s.within.all("reopen") if (until := fact.day("until"))]
    answer = known.answered(finding, "credits.deadline")
    return replace(answer, ok=answer.ok or supplement or any(on <= until for until in reopened))


def _graduates(s: Situation, year: AcademicYear) -> bool:
    """Whether the student is in the last year of the programme, which may have a supplement (A-64)."""
    student = known.student(s)
    return student is not None and student.nth_year(year) == student.programme_years


@rule(
    "CR-7-5",
    "scoring.table",
    says=(
        *("credits.no_row", "credits.wrong_level", "credits.value"),
        *("credits.recognised", "credits.major"),
    ),
)
def by_the_table(s: Situation, p: Parameter) -> Answer:
    """A row of the table, its level, its value once for each time; a review recognises no more (art. 7)."""
    said, rules = known.claim(s), known.rules_of(s)
    row = known.row_of(s)
    if row is None:
        return known.answered(declaring.on_the_table(str(said.get("row") or ""), rules), "credits.no_row")
    if "outcome" in s.data:
        return _recognised_by_the_table(s)
    level = said["level"]
    if level and not wording.is_of_level(row, level, rules):
        return Answer(False, "credits.wrong_level", {"level": level, "wanted": row.level})
    value = declaring.at_its_value(row, said["times"] or 1, tenths(said["claimed"]), rules)
    answer = known.answered(value, "credits.value")
    return answer if row.threshold or not answer.ok else condition(s, conditions.of_major, "credits.value")


def _recognised_by_the_table(s: Situation) -> Answer:
    """What a first review recognises: the claim, or less of the table with a reason."""
    said, rules = known.claim(s), known.rules_of(s)
    outcome, message = s.data["outcome"], "credits.recognised"
    if outcome not in {"accepted", "lowered"}:
        return Answer(True, message, applies=False)
    name = s.data["row"] or said["row"]
    if name not in rules.table:
        return known.answered(declaring.on_the_table(name, rules), "credits.no_row")
    times = s.data["times"] or said["times"] or 1
    value, claimed = rules.table[name].credits * times, tenths(said["claimed"])
    stated = tenths(s.data["credits"]) if s.data["credits"] else value
    lowered = outcome == "lowered" and value < claimed and bool(s.data["why"].strip())
    kept = outcome == "accepted" and (name, value) == (said["row"], claimed)
    params = {"claimed": written(claimed), "value": written(value), "stated": written(stated)}
    return Answer(stated == value and (lowered or kept), message, params)


@rule("A-49", "academic_year.start", says=("credits.year", "credits.not_yet"))
def of_a_year_that_began(s: Situation, p: Parameter) -> Answer:
    """The item lies in its academic year, the round's or an earlier one, and has happened (art. 7, A-49)."""
    said, year = known.claim(s), known.round_year(s)
    if year is None or not said:
        return Answer(True, "credits.year", applies=False)
    named = AcademicYear.named(said["year"])
    held = date.fromisoformat(said["held_on"]) if said["held_on"] else None
    if held and held > s.on:
        return Answer(False, "credits.not_yet", {"held_on": held}, held)
    fits = held is None or year_of(held, known.rules_of(s)) == named
    params = {"year": str(named), "round": str(year), "held_on": held}
    return Answer(named <= year and fits, "credits.year", params)


# ── Article 8 ──


@rule("CR-8-4", "evidence.true_and_valid", says=("credits.truthful",))
def vouched_for(s: Situation, p: Parameter) -> Answer:
    """The student vouches that the evidence is true and valid (art. 8)."""
    return Answer(bool(s.data.get("truthful")) is p.flag, "credits.truthful")


@rule("CR-8-5", "forgery.effect", says=("credits.right_cancelled",))
def may_apply(s: Situation, p: Parameter) -> Answer:
    """Whose evidence was forged may not apply any more: in this round, or for ever, by the reading (A-56)."""
    scope, year = known.rules_of(s).reads("forgery.scope"), known.round_year(s)
    proven = [fact.data["year"] for fact in s.record.all("forgery")]
    barred = [each for each in proven if scope == "stay" or (scope == "round" and each == str(year))]
    return Answer(not barred, "credits.right_cancelled", {"year": barred[0] if barred else str(year)})


# ── Articles 11 and 13 ──


@rule("CR-11-1", "honour.affiliation", says=("credits.affiliation", "credits.affiliation_unstated"))
def of_the_university(s: Situation, p: Parameter) -> Answer:
    """An honour is given under the name of this university (art. 11)."""
    return condition(s, conditions.of_the_university, "credits.affiliation")


@rule("CR-13-1", "ruleset.valid_from", says=("credits.in_force",))
def in_force(s: Situation, p: Parameter) -> Answer:
    """The Rules are in force from their promulgation (art. 13)."""
    since = date.fromisoformat(p.word)
    return Answer(known.rules_of(s).in_force(s.on), "credits.in_force", {"since": since, "on": s.on})


@rule("CR-13-2", "ruleset.intake_from", says=("credits.intake", "credits.no_intake"))
def of_intake(s: Situation, p: Parameter) -> Answer:
    """The Rules apply to students from an intake on (art. 13)."""
    student = known.student(s)
    if student is None:
        return Answer(False, "credits.no_intake", {"name": s.subject.name})
    return Answer(p.allows(student.intake), "credits.intake", {"intake": student.intake, "first": p.count})


# ── Annex 2 ──


@rule("CR-X2S1-2", "discipline.block_level", says=("credits.sanction",))
def not_sanctioned(s: Situation, p: Parameter) -> Answer:
    """A sanction of warning or above blocks S001 for its year (annex 2, S001 req. 2)."""
    return block(s, blocks.sanctioned, "credits.sanction")


@rule("CR-X2S3-5", "consent.sport", says=("credits.consent",))
def sport_consented(s: Situation, p: Parameter) -> Answer:
    """Off-campus sport needs consent before the day of the event (annex 2, S003 req. 1)."""
    return condition(s, conditions.consented, "credits.consent", SPORT)


@rule("CR-X2S4-1", "consent.arts", says=("credits.consent",))
def arts_consented(s: Situation, p: Parameter) -> Answer:
    """Off-campus arts need consent before the day of the event (annex 2, S004 req. 1)."""
    return condition(s, conditions.consented, "credits.consent", ARTS)


@rule("CR-X2S4-3", "arts.audience", says=("credits.audience",))
def took_part(s: Situation, p: Parameter) -> Answer:
    """Who only watched gets nothing in the arts (annex 2, S004 req. 2)."""
    return condition(s, conditions.took_part, "credits.audience")


@rule("CR-X2S5-3", "dorm.annual", says=("credits.dormitory",))
def housed(s: Situation, p: Parameter) -> Answer:
    """An unsatisfactory dormitory takes the labour credit of its year (annex 2, S005 req. 2)."""
    return block(s, blocks.housed, "credits.dormitory")


@rule("CR-X2S5-7", "insurance.advised", says=("credits.insurance",))
def insured(s: Situation, p: Parameter) -> Answer:
    """Whoever labours or practises off the campus is advised to be insured (annex 2, S005 req. 4)."""
    row, said = known.row_of(s), known.claim(s)
    outside = row is not None and row.module == LABOUR and bool(said.get("off_campus"))
    return Answer(bool(said.get("insured")) is p.flag, "credits.insurance", applies=outside)


def _reached(s: Situation, p: Parameter) -> Answer:
    row = known.row_of(s)
    if row is None or row.threshold != p.name:
        return Answer(True, "credits.score", applies=False)

    def asked(found: Item, row: Row, student: Student, rules: Ruleset) -> Finding | None:
        """By the day of the claim; whose major has the examination in its programme is told that first."""
        by_now = replace(found, ended_on=min(found.ended_on, s.on)) if found.ended_on else found
        return conditions.of_major(found, row, student, rules) or conditions.reached(
            by_now, row, student, rules
        )

    return condition(s, asked, "credits.score")


@rule("CR-X2S2-9", "cet.min", says=("credits.score", "credits.major"))
def passed_cet(s: Situation, p: Parameter) -> Answer:
    """CET-4 and CET-6 count from 425 points (annex 2, table 2)."""
    return _reached(s, p)


@rule("CR-X2S2-10", "tem.min", says=("credits.score", "credits.major"))
def passed_tem(s: Situation, p: Parameter) -> Answer:
    """TEM-4 and TEM-8 count from 60 points (annex 2, table 2)."""
    return _reached(s, p)


@rule("CR-X2S2-11", "incubation.months", says=("credits.score", "credits.too_short"))
def operated_long_enough(s: Situation, p: Parameter) -> Answer:
    """A company counts after half a year (annex 2, table 2)."""
    return _reached(s, p)


@rule("CR-X2S3-4", "pe.team_years", says=("credits.score", "credits.too_short"))
def in_the_team_long_enough(s: Situation, p: Parameter) -> Answer:
    """A place in the university's team counts after a year (annex 2, table 3)."""
    return _reached(s, p)


#: what is asked of a claim, in the order of the Rules
CHECKS = (
    in_time,
    by_the_table,
    of_a_year_that_began,
    vouched_for,
    may_apply,
    of_the_university,
    in_force,
    of_intake,
    of_its_class,
    *KINDS,
    not_sanctioned,
    passed_cet,
    passed_tem,
    operated_long_enough,
    in_the_team_long_enough,
    sport_consented,
    arts_consented,
    took_part,
    housed,
    insured,
)
#: what is asked of a list, whose office vouches for it by its record
LISTED = tuple(check for check in CHECKS if check is not vouched_for)
