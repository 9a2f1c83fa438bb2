"""Articles 26 and 27: nothing is skipped before the meeting, and what is done there for a candidate."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

from procedures.party_membership import roles
from procedures.party_membership.rules import known_admission as admission
from procedures.party_membership.rules import voting
from procedures.party_membership.rules.chapter_2 import given
from procedures.party_membership.rules.chapter_3 import has_committee
from workflows.rules import meetings
from workflows.rules.canonical import Value
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, rule
from workflows.rules.situation import PersonView, Situation

BALLOT = "secret_ballot"
#: what must have been done before the meeting and, once the meeting admitted, before the approvals, in order
BEFORE = ("pre_review", "candidate_notice", "organisation_review", "membership_form", "form_filling")
AFTER = (admission.MEETING, admission.RESOLUTION, admission.TALK)


# ── Article 26 ──


@rule("PM-26-1", "case.no_skip", says=("case.no_skip",))
def nothing_skipped(s: Situation, p: Parameter) -> Answer:
    """Every step before this one is on record, in its order and of days in their order (art. 26)."""
    road = [*BEFORE, *_after_the_meeting(s)]
    known = {name: fact for name in road if (fact := s.facts.latest(name))}
    missing = tuple(f"step_{name}" for name in road if name not in known)
    walked = [known[name] for name in road if name in known]
    backwards = tuple(
        f"step_{later.name}"
        for earlier, later in pairwise(walked)
        if not admission.follows(later, earlier) or later.on < earlier.on
    )
    params: dict[str, Value] = {"missing": missing, "backwards": backwards}
    return Answer((not missing and not backwards) == p.flag, "case.no_skip", params)


def _after_the_meeting(s: Situation) -> tuple[str, ...]:
    """What the approvals rest on, where the last ballot is of this round and admitted."""
    meeting = admission.carried(s)
    ours = meeting is not None and admission.follows(meeting, s.facts.latest(admission.FILLED))
    return AFTER if ours else ()


# ── Article 27: the agenda, in the words of the edition ──


@rule("PM-27-1", "meeting.admission.agenda", says=("meeting.admission.agenda",))
def agenda_in_order(s: Situation, p: Parameter) -> Answer:
    """The items of a candidate's agenda come in their order, none left out, the ballot last (art. 27)."""
    now = tuple(s.data.get("items", ()))
    reached = (*meetings.items_of(admission.turn(s)), *now)
    due = p.members[: len(reached)] if now else p.members
    missing = tuple(item for item in due if item not in reached)
    return Answer(
        reached == due, "meeting.admission.agenda", {"missing": missing}, applies=s.matter is not None
    )


def _at(s: Situation, item: str) -> bool:
    """Whether an act reaches this item of the agenda."""
    return item in s.data["items"]


def _absent(s: Situation) -> Collection[str]:
    """Who is on record as absent from a meeting that may open; without a quorum nobody is heard anyway."""
    away = meetings.absent(s.matter)
    return () if away is None or voting.quorate(s).refuses else away


@rule("agenda.candidate_present", says=("agenda.candidate_present",))
def candidate_is_there(s: Situation) -> Answer:
    """Nobody is admitted who is not there to report."""
    there = bool(s.data["candidate_present"])
    params: dict[str, Value] = {"name": s.subject.name, "present": there}
    return Answer(there, "agenda.candidate_present", params, applies=_at(s, "candidate_report"))


@rule("PM-27-2", "meeting.admission.candidate_report", says=("meeting.admission.candidate_report",))
def candidate_reported(s: Situation, p: Parameter) -> Answer:
    """The candidate's report has its parts (art. 27); of further things there may be none to tell."""
    missing = p.lacks({*s.data["report"], "other"})
    return Answer(
        not missing,
        "meeting.admission.candidate_report",
        {"missing": missing},
        applies=_at(s, "candidate_report"),
    )


@rule("PM-27-3", "meeting.admission.introducers_spoke", says=("meeting.admission.introducers_spoke",))
def introducers_spoke(s: Situation, p: Parameter) -> Answer:
    """Both introducers give their view, one of them in writing if need be (art. 27).

    Who is on record as absent from the meeting did not come, whatever the agenda says.
    """
    named, away = admission.introducers(s), _absent(s)
    came = [each for each in named if each in s.data["introducers_present"] and each not in away]
    wrote = [each for each in named if each in s.data["introducers_written"] and each not in came]
    params = {"present": len(came), "written": len(wrote), "needed": p.count}
    params["absent"] = sum(each in away for each in s.data["introducers_present"])
    enough = p.allows(len(came) + len(wrote)) and len(came) >= p.options["least_present"]
    return Answer(enough, "meeting.admission.introducers_spoke", params, applies=_at(s, "introducers"))


@rule("PM-27-4", "meeting.admission.committee_report", says=("meeting.admission.committee_report",))
def committee_reported(s: Situation, p: Parameter) -> Answer:
    """The committee reports on political review, opinions and papers (art. 27)."""
    missing = p.lacks(set(s.data["reviewed"]))
    return Answer(
        not missing,
        "meeting.admission.committee_report",
        {"missing": missing},
        applies=_at(s, "committee_report"),
    )


@rule("PM-27-5", "meeting.admission.reporter_fallback", says=("meeting.admission.reporter_fallback",))
def reported_by_the_committee(s: Situation, p: Parameter) -> Answer:
    """Somebody of the committee reports; where there is none, the secretary and nobody else (art. 27).

    Nobody reports who is on record as absent from the meeting.
    """
    number = s.data.get("reporter") or ""
    absent = number in _absent(s)
    person = s.people.get(number)
    offices = [office.name for office in roles.COMMITTEE] if has_committee(s) else [p.word]
    unit = s.units[roles.PARTY_BRANCH].id
    fit = person is not None and any(person.holds(office, s.on, unit) for office in offices)
    params: dict[str, Value] = {"reporter": _said(person, number), "committee": has_committee(s)}
    params["absent"] = absent
    return Answer(
        fit and not absent, "meeting.admission.reporter_fallback", params, applies=_at(s, "committee_report")
    )


def _said(person: PersonView | None, number: str) -> str | None:
    return person.name if person else number or None


@rule("PM-27-6", "meeting.admission.discussion_recorded", says=("meeting.admission.discussion_recorded",))
def discussion_recorded(s: Situation, p: Parameter) -> Answer:
    """What was said in the discussion, and what the candidate answered, is on record (art. 27)."""
    written = given(s, ("discussion", "response"))
    recorded = {
        "discussion": "discussion" in written and bool(s.data.get("speeches")),
        "candidate_response": "response" in written,
    }
    missing = tuple(item for item in p.members if _at(s, item) and not recorded[item])
    params: dict[str, Value] = {"missing": missing}
    applies = any(_at(s, item) for item in p.members)
    return Answer(not missing, "meeting.admission.discussion_recorded", params, applies=applies)


@rule("PM-27-7", "meeting.admission.ballot_secret", says=("meeting.admission.ballot_secret",))
def ballot_is_secret(s: Situation, p: Parameter) -> Answer:
    """The members vote by secret ballot; a show of hands is none (art. 27)."""
    last = s.matter.latest(meetings.COUNT) if s.matter else None
    secret = last is not None and last.data["method"] == "secret"
    return Answer(secret == p.flag, "meeting.admission.ballot_secret", {"secret": secret}, applies=bool(last))
