"""Articles 6 and 7 and annex 3: the round as a whole, its sheet, and what is signed and sent."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Final

from procedures.second_classroom_credits import roles
from procedures.second_classroom_credits.items import entry, finalised, student_of
from procedures.second_classroom_credits.papers.sheet import (
    COLUMNS,
    Listed,
    Sheet,
    Sums,
    is_frozen,
    listed_of,
    made_of,
    rules_for,
    sheet_of,
    sums_of,
    waiting,
)
from procedures.second_classroom_credits.papers.summary import CONTACT, signatures
from procedures.second_classroom_credits.rules import known
from procedures.second_classroom_credits.rules.due import review_due
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, rule
from workflows.rules.situation import Office, Situation
from workflows.rules.surveys import CaseView

#: the steps at which an item waits for the college; one that waits for its student comes on a later sheet
BEFORE = frozenset({"assessment", "first_review"})
COUNSELLOR: Final = "counsellor"
#: ends of items that nobody reviewed to the end, and that have nothing to be archived
UNREVIEWED = frozenset({"cancelled", "withdrawn"})


def draft_sheet(s: Situation) -> Sheet:
    """The sheet that would be frozen now."""
    return sheet_of(waiting(s.surveyed), known.rules_of(s))


def standing_sheet(s: Situation) -> Sheet:
    """The sheet that was frozen last, as its items stand now."""
    return made_of(zip(s.surveyed.each(*_standing(s)), s.surveyed, strict=True))


def standing_sums(s: Situation) -> Sums:
    """What that sheet is compared by; of a long list of acts each asks for it."""
    return s.surveyed.once(*_standing(s), sums_of)


def _standing(s: Situation) -> tuple[Hashable, Callable[[CaseView], Listed | None]]:
    """How each item stands on the sheet that was frozen last, and what tells this from another sheet."""
    since, rules = entry(s.facts.latest("summarise")), known.rules_of(s)

    def stands(view: CaseView) -> Listed | None:
        return listed_of(view, rules_for(view, rules)) if is_frozen(view, since) else None

    return ("standing sheet", since, rules.edition.digest), stands


def digest_of(s: Situation, act: str) -> str:
    """The digest that the latest act of this name stated; empty before any."""
    fact = s.facts.latest(act)
    return str(fact.data["digest"]) if fact else ""


def is_signed(s: Situation) -> bool:
    """Whether the sheet as it stands was signed, after it was frozen and after it was last returned.

    By one of the leaders, or by the secretary and the dean, as the edition reads it (A-58).
    """
    before = max(entry(s.facts.latest(act)) for act in ("summarise", "return_sheet"))
    given = signatures(s.facts, standing_sums(s).digest, before)
    both = known.rules_of(s).reads("summary.signers") == "both_leaders"
    wanted = {office.name for office in roles.LEADERS} if both else set()
    return bool(given) and wanted <= {fact.office for fact in given}


# ── Article 6 ──


def _posts(s: Situation, p: Parameter, field: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Those named for posts of the group without holding one at the college, and the vacant posts."""
    offices = {word: {office.name for office in roles.SPEAKERS[word]} for word in p.members}
    named = [s.people[number] for number in s.data[field] if number in s.people]
    places = [unit.id for unit in s.units.values()]
    held = {
        person.number: {
            word
            for word, names in offices.items()
            if any(person.holds(name, s.on, place) for name in names for place in places)
        }
        for person in named
    }
    filled = {word for words in held.values() for word in words}
    astray = tuple(sorted(number for number, words in held.items() if not words))
    return astray, tuple(sorted(set(p.members) - filled))


@rule("CR-6-1", "college.group", says=("credits.group",))
def has_a_group(s: Situation, p: Parameter) -> Answer:
    """A college opens a round with its working group: leaders and members (art. 6)."""
    return Answer(bool(s.data["leaders"]) and bool(s.data["members"]), "credits.group")


@rule("CR-6-2", "group.leaders", says=("credits.group_posts",))
def led(s: Situation, p: Parameter) -> Answer:
    """The leaders are the secretary and the dean of the college; a vacant post is recorded (art. 6)."""
    astray, vacant = _posts(s, p, "leaders")
    return Answer(not astray and not vacant, "credits.group_posts", {"astray": astray, "vacant": vacant})


@rule("CR-6-3", "group.deputies", says=("credits.group_posts",))
def deputised(s: Situation, p: Parameter) -> Answer:
    """The deputies are the deputy secretary and the vice dean (art. 6)."""
    astray, vacant = _posts(s, p, "deputies")
    return Answer(not astray and not vacant, "credits.group_posts", {"astray": astray, "vacant": vacant})


@rule("CR-6-4", "group.members", says=("credits.group_posts", "credits.group_grades"))
def manned(s: Situation, p: Parameter) -> Answer:
    """The members are the League secretary, the head of the teaching office and the counsellors (art. 6).

    Counsellors hold their office at classes; every grade with students in the college needs one of them.
    """
    astray, vacant = _posts(s, p, "members")
    classes = {person.standings[0].unit_id for person in s.below}
    counselled = {
        number: {office.unit_id for office in s.people[number].offices if _counsels(office, s)} & classes
        for number in s.data["members"]
        if number in s.people
    }
    astray = tuple(number for number in astray if not counselled[number])
    vacant = tuple(word for word in vacant if word != COUNSELLOR)
    if astray or vacant:
        return Answer(False, "credits.group_posts", {"astray": astray, "vacant": vacant})
    grades = _grades(s, set().union(*counselled.values()))
    return Answer(not grades, "credits.group_grades", {"grades": grades})


def _counsels(office: Office, s: Situation) -> bool:
    return office.office == roles.COUNSELLOR.name and office.held_on(s.on)


def _grades(s: Situation, counselled: set[int]) -> tuple[int, ...]:
    """The grades of which no class has a counsellor in the group."""
    found: dict[int, set[int]] = {}
    for person in s.below:
        student = student_of(person)
        if student is not None:
            found.setdefault(student.intake, set()).add(person.standings[0].unit_id)
    return tuple(sorted(grade for grade, classes in found.items() if not classes & counselled))


@rule("CR-6-8", "archive.required", says=("credits.unarchived",))
def all_archived(s: Situation, p: Parameter) -> Answer:
    """A round ends when every item has its record in the archive (art. 6)."""
    open_ones = tuple(sorted({view.number for view in s.surveyed if not _archived(view)}))
    return Answer((not open_ones) is p.flag, "credits.unarchived", {"numbers": open_ones})


def _archived(view: CaseView) -> bool:
    return view.status == "ended" and ("archive" in view.facts or view.end in UNREVIEWED)


@rule("CR-6-7", "publication.recurring", says=("credits.unpublished",))
def published(s: Situation, p: Parameter) -> Answer:
    """What was earned is published before the round ends (art. 6)."""
    final, shown = finalised(s.facts), s.facts.latest("publish")
    done = entry(shown) > entry(final)
    return Answer(done is p.flag, "credits.unpublished", applies=final is not None)


@rule("A-66", "publication.days", says=("credits.published",))
def published_long_enough(s: Situation, p: Parameter) -> Answer:
    """It hangs for some working days; the Rules do not say how many, so this is recorded (A-66)."""
    shown = s.facts.latest("publish")
    if shown is None:
        return Answer(True, "credits.published", applies=False)
    until = p.period.after(shown.on, s.calendar)
    return Answer(s.on >= until, "credits.published", {"on": shown.on, "until": until}, until)


# ── Article 7 ──


@rule("CR-GAP-4", "review.days", says=("credits.review_late",))
def reviewed_in_time(s: Situation, p: Parameter) -> Answer:
    """A review should not take longer than some days; the Rules say nothing, so it is only a reminder."""
    due = review_due(s)
    if due is None:
        return Answer(True, "credits.review_late", applies=False)
    return Answer(s.on <= due[1], "credits.review_late", {"due": due[1]})


@rule("CR-7-6", "doc.summary", says=("credits.sheet", "credits.empty_sheet", "credits.not_reviewed"))
def summed_from_the_items(s: Situation, p: Parameter) -> Answer:
    """The sheet lists what the first review recognised, once every item had its review (art. 7)."""
    left = tuple(sorted({view.number for view in s.surveyed if view.open & BEFORE}))
    sheet = draft_sheet(s)
    if left:
        return Answer(False, "credits.not_reviewed", {"numbers": left})
    if not sheet.rows:
        return Answer(False, "credits.empty_sheet")
    same = (s.data["digest"], s.data["total"]) == (sheet.digest, sheet.total)
    return Answer(same, "credits.sheet", {"total": sheet.total, "rows": len(sheet.rows)})


@rule("CR-X3-1", "form.columns", says=("credits.columns",))
def ten_columns(s: Situation, p: Parameter) -> Answer:
    """The sheet has the ten columns of annex 3 in their order."""
    return Answer(p.members == COLUMNS, "credits.columns", {"columns": p.members})


@rule("CR-7-8", "summary.signature", says=("credits.unsigned", "credits.signature_void"))
def signed_and_sealed(s: Situation, p: Parameter) -> Answer:
    """A leader signs and seals the sheet as it stands; a later change of an item voids it (art. 7)."""
    if "seal" in s.data:
        given = {name for name in ("signature", "seal") if s.data[name]}
        same = s.data["digest"] == digest_of(s, "summarise") == standing_sums(s).digest
        return Answer(given == set(p.members) and same, "credits.unsigned")
    return Answer(is_signed(s), "credits.signature_void")


@rule("CR-7-7-1", says=("credits.not_reviewed_again",))
def all_reviewed_again(s: Situation) -> Answer:
    """The sheet is signed when the working group has reviewed each of its items again (art. 7)."""
    left = tuple(sorted({view.number for view in standing_sheet(s).cases if "re_review" in view.open}))
    return Answer(not left, "credits.not_reviewed_again", {"numbers": left})


@rule("CR-7-9", "step.submit", says=("credits.not_submitted",))
def submitted(s: Situation, p: Parameter) -> Answer:
    """The registrar reviews what was sent after it was signed, and was not returned since (art. 7)."""
    sent = entry(s.facts.latest("submit"))
    return Answer(sent > entry(s.facts.latest("sign")) > 0 and is_signed(s), "credits.not_submitted")


@rule("CR-7-10-1", says=("credits.nothing_left",))
def still_to_be_decided(s: Situation) -> Answer:
    """A sheet goes back while something on it waits for the final review (art. 7, A-70)."""
    waits = any("final_review" in view.open for view in standing_sheet(s).cases)
    return Answer(waits, "credits.nothing_left")


@rule("CR-7-10", "step.final_review", says=("credits.mismatch",))
def paper_as_the_data(s: Situation, p: Parameter) -> Answer:
    """The paper sheet says what the data say; otherwise the sheet goes back to the college (art. 7, A-70)."""
    sums = standing_sums(s)
    params = {"paper": s.data["total"], "data": sums.total}
    same = (s.data["digest"], s.data["total"]) == sums
    return Answer(same, "credits.mismatch", params)


# ── Annex 3 ──


@rule("CR-X3-4", "form.footer", says=("credits.footer",))
def with_a_footer(s: Situation, p: Parameter) -> Answer:
    """The foot of the sheet says how the college is reached; its people are those who act (annex 3)."""
    return Answer(CONTACT not in p.members or bool(s.data["contact"].strip()), "credits.footer")


@rule("CR-X3-5", "form.copies", says=("credits.copies",))
def two_copies(s: Situation, p: Parameter) -> Answer:
    """Two copies on paper: one for the registrar, one for the archive of the college (annex 3)."""
    return Answer(
        p.allows(s.data["copies"]), "credits.copies", {"wanted": p.count, "copies": s.data["copies"]}
    )


@rule("CR-X3-6", "form.electronic", says=("credits.electronic",))
def as_a_workbook(s: Situation, p: Parameter) -> Answer:
    """The electronic version goes to the registrar as well (annex 3)."""
    return Answer(bool(s.data["electronic"]), "credits.electronic")
