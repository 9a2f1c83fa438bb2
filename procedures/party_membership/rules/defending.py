"""Articles 38 and 39, and article 4: who is drawn by lot, before which panel, and what is left of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from procedures.party_membership.rules import hanging, known
from procedures.party_membership.rules import known_admission as admission
from procedures.party_membership.rules import known_probation as probation
from workflows.rules.facts import Fact
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, rule
from workflows.rules.situation import Situation

DRAW, SESSION, REPORT = "defence_draw", "defence_session", "defence_report"
#: what is said where nobody drew lots among those who are to be converted
NO_DRAW = "case.defence_not_drawn"
GRADES = ("excellent", "good", "fair", "poor")


def lots(seed: str, pool: Sequence[str], number: int) -> tuple[str, ...]:
    """Who is drawn of a pool with a seed that was read out before: those whose hash with it comes first.

    Anybody can draw again from the record and finds the same people; the order of the pool plays no part.
    """
    by_lot = sorted(set(pool), key=lambda each: sha256(f"{seed}\n{each}".encode()).hexdigest())
    return tuple(sorted(by_lot[:number]))


def drawn(s: Situation) -> Fact | None:
    """The last draw of this round that the member was in."""
    return probation.latest(s, DRAW)


@rule("PM-4-3", "case.defence_required", says=("case.defence_required", NO_DRAW))
def defended_if_drawn(s: Situation, p: Parameter) -> Answer:
    """Whoever was drawn defends before the meeting; the rest of the pool need not (art. 4).

    Lots are drawn among those who are to be converted (art. 39): who is only to be extended or cancelled
    needs none, but defends when drawn.
    """
    draw = drawn(s)
    if draw is None:
        applies = probation.motion(s) == probation.CONVERT
        return Answer(False, NO_DRAW, {"held": False, "pool": False}, applies=applies)
    session = s.facts.latest(SESSION)
    held = draw.outcome != "drawn" or hanging.follows(session, draw)
    return Answer(held, "case.defence_required", {"held": held, "pool": True})


@rule("draw.in_pool", says=("draw.in_pool",))
def in_the_pool(s: Situation) -> Answer:
    """A draw tells something only to the members of its pool."""
    draw = s.matter.latest("draw") if s.matter else None
    listed = draw is not None and s.subject.number in draw.data["pool"]
    return Answer(listed, "draw.in_pool", applies=s.matter is not None)


@rule("draw.again", says=("draw.again",))
def drawn_again_for_a_reason(s: Situation) -> Answer:
    """Whoever was in the pool of this round already is drawn for once more only for a reason (art. 39)."""
    draw, before = s.matter.latest("draw") if s.matter else None, drawn(s)
    explained = draw is not None and bool(str(draw.data.get("redrawn_because") or "").strip())
    params = {"name": s.subject.name, "drawn_on": before.on if before else None}
    applies = draw is not None and before is not None
    return Answer(explained, "draw.again", params, applies=applies)


def lot_of(s: Situation) -> str:
    """Whether the member was drawn, by the seed of the draw that is told."""
    draw = s.matter.latest("draw") if s.matter else None
    names = lots(draw.data["seed"], draw.data["pool"], draw.data["number"]) if draw else ()
    return "drawn" if s.subject.number in names else "not_drawn"


@rule("defence.drawn", says=("defence.drawn",))
def was_drawn(s: Situation) -> Answer:
    """Only who was drawn is called, heard and reported on."""
    draw = drawn(s)
    return Answer(draw is not None and draw.outcome == "drawn", "defence.drawn", {"name": s.subject.name})


@rule("defence.reported_after_session", says=("defence.reported_after_session",))
def heard_before_the_report(s: Situation) -> Answer:
    """What is reported to the branch was heard before."""
    heard = hanging.follows(s.facts.latest(SESSION), drawn(s))
    return Answer(heard, "defence.reported_after_session", {"name": s.subject.name})


@rule("defence.all_heard", says=("defence.all_heard",))
def all_heard_and_reported(s: Situation) -> Answer:
    """A defence ends when whoever was drawn was heard and reported on; else the reason is stated."""
    draw = s.facts.latest("draw")
    number = draw.data["number"] if draw else 0
    heard, reported = (_concerned(s, event) for event in ("assess", "report"))
    explained = bool(str(s.data.get("open_because") or "").strip())
    params = {"count": number, "heard": len(heard), "reported": len(heard & reported)}
    return Answer(len(heard & reported) >= number or explained, "defence.all_heard", params)


def _concerned(s: Situation, event: str) -> set[int]:
    """The cases that an event of the defence was about."""
    return {case for fact in s.facts.all(event) for case in fact.data.get("cases", ())}


# ── Article 38 ──


@rule("PM-38-1", "defence.statement", says=("defence.statement",))
def statement_in_full(s: Situation, p: Parameter) -> Answer:
    """The member speaks of thought, work, study and whatever needs explaining (art. 38)."""
    missing = p.lacks(set(s.data["statement"]))
    return Answer(not missing, "defence.statement", {"missing": missing})


@rule("PM-38-2", "defence.question_topics", says=("defence.question_topics",))
def asked_in_public(s: Situation, p: Parameter) -> Answer:
    """Questions touch belief, knowledge of the Party and the time of probation (art. 38)."""
    missing = p.lacks(set(s.data["questions"]))
    return Answer(not missing, "defence.question_topics", {"missing": missing})


@rule("PM-38-3", "defence.panel_ballot_secret", says=("defence.panel_ballot_secret",))
def assessed_in_secret(s: Situation, p: Parameter) -> Answer:
    """The panel assesses by secret ballot, a paper for each; one paper fewer is a warning (art. 38)."""
    secret, returned = s.data["method"] == "secret", sum(s.data[grade] for grade in GRADES)
    panel = s.data["panel_size"]
    ok = secret == p.flag and returned <= panel
    params = {"method": s.data["method"], "returned": returned, "panel": panel}
    return Answer(ok, "defence.panel_ballot_secret", params, warns=returned < panel)


@rule("PM-38-4", "doc.defence", says=("doc.defence",))
def defence_papers_complete(s: Situation, p: Parameter) -> Answer:
    """The assessment and the report of whoever was drawn reached the branch (art. 38)."""
    draw = drawn(s)
    papers = {"review_form": SESSION, "summary_report": REPORT}
    there = {paper for paper, act in papers.items() if hanging.follows(s.facts.latest(act), draw)}
    missing = p.lacks(there)
    applies = draw is not None and draw.outcome == "drawn"
    return Answer(not missing, "doc.defence", {"missing": missing}, applies=applies)


@rule("PM-38-5", "defence.binding", says=("defence.binding",))
def only_for_reference(s: Situation, p: Parameter) -> Answer:
    """The assessment is listed for the meeting; it holds nobody up and saves nobody the vote (art. 38)."""
    session = s.facts.latest(SESSION)
    grades = {grade: session.data[grade] if session else 0 for grade in GRADES}
    applies = session is not None and hanging.follows(session, drawn(s))
    return Answer(not p.flag, "defence.binding", grades, applies=applies)


# ── Article 39 ──


@rule("PM-39-1", "defence.sample_ratio", says=("defence.sample_ratio",))
def enough_drawn(s: Situation, p: Parameter) -> Answer:
    """At least a third of those who are due for conversion defend, rounded up (art. 39)."""
    pool, number = len(s.data["pool"]), s.data["number"]
    needed = p.share.least(pool) if pool else 0
    enough = pool > 0 and p.share.holds(number, pool)
    return Answer(
        enough,
        "defence.sample_ratio",
        {"pool": pool, "count": number, "needed": needed, "share": p.share.fraction},
    )


@rule("PM-39-2", "defence.draw", says=("defence.draw",))
def drawn_by_lot(s: Situation, p: Parameter) -> Answer:
    """Names are drawn by lot with a recorded seed; a list that somebody wrote is none (art. 39)."""
    seed, named = s.data["seed"], tuple(sorted(s.data["drawn"]))
    honest = bool(str(seed).strip()) and named in {(), lots(seed, s.data["pool"], s.data["number"])}
    redrawn = s.matter is not None and "draw" in s.matter
    explained = not redrawn or bool(str(s.data.get("redrawn_because") or "").strip())
    params = {"seed": seed, "honest": honest, "explained": explained}
    return Answer(honest and explained, "defence.draw", params)


@rule("PM-39-3", "defence.organised_by", says=("defence.organised_by",))
def run_by_the_college(s: Situation, p: Parameter) -> Answer:
    """The college committee runs the defence; a branch may help (art. 39)."""
    found = s.data["organised_by"]
    return Answer(found == p.word, "defence.organised_by", {"found": found})


@rule("PM-39-4", "defence.panel_size", says=("defence.panel_size",))
def panel_of_five_or_seven(s: Situation, p: Parameter) -> Answer:
    """Five or seven full members assess; nobody assesses whom he introduced or accompanied (art. 39)."""
    named = s.data["panel"]
    close = {*admission.introducers(s), *admission.contacts(s)}
    partial = tuple(each for each in named if each in close)
    unfit = tuple(each for each in named if not known.full_member(s.people.get(each), s.on))
    return Answer(
        str(len(named)) in p.members and not partial and not unfit,
        "defence.panel_size",
        {"count": len(named), "partial": _names(s, partial), "unfit": _names(s, unfit)},
    )


def _names(s: Situation, numbers: Sequence[str]) -> tuple[str, ...]:
    return tuple(s.people[each].name if each in s.people else each for each in numbers)


@rule("PM-39-5", "defence.observers", says=("defence.observers",))
def others_sit_in(s: Situation, p: Parameter) -> Answer:
    """Activists and representatives of staff and students sit in (art. 39)."""
    least = p.options["least_each"]
    present = {"activist": s.data["activists"], "staff_student": s.data["representatives"]}
    missing = p.lacks({kind for kind, number in present.items() if number >= least})
    return Answer(not missing, "defence.observers", {"missing": missing})


@rule("PM-39-6", "defence.window", says=("defence.window",))
def between_expiry_and_meeting(s: Situation, p: Parameter) -> Answer:
    """A defence follows the probation and precedes the meeting; shortly before its end it warns (art. 39)."""
    free, early = probation.free_on(s), p.period_option("early")
    debated = probation.carried(s) is not None
    from_on = early.before(free) if free else None
    ok = not debated and from_on is not None and s.on >= from_on
    params = {"free_on": free, "from_on": from_on, "debated": debated}
    return Answer(ok, "defence.window", params, from_on, warns=free is not None and s.on < free)


@rule("PM-39-7", "defence.notice_min_days", says=("defence.notice_min_days",))
def announced_before(s: Situation, p: Parameter) -> Answer:
    """The session is announced, and whoever defends is told, at least a day before (art. 39).

    The announcement itself is held to it by the day that it names.
    """
    told = date.fromisoformat(str(s.data["held_on"])) if "held_on" in s.data else None
    announced, held_on = (s.on, told) if told else (s.matter.on("announce") if s.matter else None, s.on)
    earliest = p.period.after(announced) if announced else None
    ok = earliest is not None and held_on >= earliest
    params = {"announced_on": announced, "on": held_on}
    return Answer(ok, "defence.notice_min_days", params, None if told else earliest)
