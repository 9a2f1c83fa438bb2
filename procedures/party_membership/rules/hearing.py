"""Article 17: who is heard before somebody is listed, how they answer, and by which shares it counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from procedures.party_membership import roles
from procedures.party_membership.rules import known_candidates as known
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, rule
from workflows.rules.situation import Situation

FORUM, SUPPORTED, UNSUPPORTED = "forum", "supported", "unsupported"
#: who of the branch committee may chair, by the edition's words
CHAIRS: Final[Mapping[str, tuple[str, ...]]] = {
    "branch_secretary": (roles.BRANCH_SECRETARY.name,),
    "branch_committee_member": (
        roles.BRANCH_DEPUTY.name,
        roles.ORGANISATION_MEMBER.name,
        roles.BRANCH_COMMITTEE_MEMBER.name,
    ),
}


def outcome(s: Situation) -> str:
    """How a hearing came out: both shares are of all who were heard (art. 17)."""
    supported = _approved(s, s.data) and _unopposed(s, s.data)
    return SUPPORTED if supported else UNSUPPORTED


def _approved(s: Situation, counts: Mapping[str, Any]) -> bool:
    return s.edition["hearing.approve_min"].share.holds(counts["approve"], counts["attended"])


def _unopposed(s: Situation, counts: Mapping[str, Any]) -> bool:
    return s.edition["hearing.oppose_max"].share.holds(counts["oppose"], counts["attended"])


def _counts(s: Situation) -> Mapping[str, Any] | None:
    """The counts of the hearing that is recorded, else of the last one that still counts."""
    if "attended" in s.data:
        return s.data
    held = known.hearing(s)
    return held.data if held else None


@rule("PM-17-1", "candidate.hearing_required", says=("candidate.hearing_required",))
def heard(s: Situation, p: Parameter) -> Answer:
    """Contact persons, members and others were heard before listing (art. 17)."""
    held = known.hearing(s)
    return Answer((held is not None) == p.flag, p.name, {"heard_on": held.on if held else None})


@rule("PM-17-2", "hearing.form", says=("hearing.form",))
def heard_in_a_known_way(s: Situation, p: Parameter) -> Answer:
    """A forum, else talks or written views with the reason; asking by telephone is none of them (art. 17)."""
    way = s.data["form"]
    explained = way == FORUM or bool(str(s.data.get("ground") or "").strip())
    return Answer(way in p.members and explained, p.name, {"form": way, "explained": explained})


@rule("PM-17-3", "hearing.chair", says=("hearing.chair",))
def chaired_by_the_committee(s: Situation, p: Parameter) -> Answer:
    """The secretary or a member of the branch committee chairs (art. 17).

    Who is also a contact person may; it is pointed out.
    """
    number, branch = s.data["chair"], s.units[roles.PARTY_BRANCH].id
    chair = s.people.get(number)
    offices = [office for body in p.members for office in CHAIRS.get(body, ())]
    fit = chair is not None and any(chair.holds(office, s.on, branch) for office in offices)
    named = s.facts.latest("contacts")
    partial = named is not None and number in named.data["contacts"]
    params = {"chair": chair.name if chair else number, "contact": partial}
    return Answer(fit, p.name, params, warns=partial)


@rule("PM-17-4", "hearing.min_attendees", says=("hearing.min_attendees",))
def enough_were_heard(s: Situation, p: Parameter) -> Answer:
    """Those heard are many enough to represent others (art. 17)."""
    number = s.data["attended"]
    return Answer(p.allows(number), p.name, {"count": number, "least": p.count})


@rule("PM-17-5", "hearing.grad_sources", says=("hearing.grad_sources",))
def sources_of_a_graduate(s: Situation, p: Parameter) -> Answer:
    """Of a graduate the supervisor, teachers and peers are heard (art. 17)."""
    missing = p.lacks(set(s.data["sources"]))
    return Answer(not missing, p.name, {"missing": missing}, applies=known.graduate(s.subject))


@rule("PM-17-6", "hearing.ug_sources", says=("hearing.ug_sources",))
def sources_of_an_undergraduate(s: Situation, p: Parameter) -> Answer:
    """Of an undergraduate the counsellor or class tutor, teachers and classmates are heard (art. 17)."""
    missing = p.lacks(set(s.data["sources"]))
    return Answer(not missing, p.name, {"missing": missing}, applies=not known.graduate(s.subject))


@rule("PM-17-7", "hearing.answers", says=("hearing.answers",))
def both_questions_answered(s: Situation, p: Parameter) -> Answer:
    """Each answers both questions; who leaves one open abstains, which is pointed out (art. 17)."""
    number = s.data["unanswered"]
    return Answer(True, p.name, {"count": number}, warns=bool(number))


@rule("PM-17-8", "hearing.minutes_signed", says=("hearing.minutes_signed",))
def minutes_signed(s: Situation, p: Parameter) -> Answer:
    """Everybody who spoke signs the minutes (art. 17)."""
    number = s.data["unsigned"]
    return Answer((not number) == p.flag, p.name, {"count": number})


@rule("PM-17-9", "hearing.approve_min", says=("hearing.approve_min",))
def approved_by_enough(s: Situation, p: Parameter) -> Answer:
    """Below four fifths of those heard nobody is listed in principle (art. 17)."""
    counts = _counts(s)
    heard_of, approve = (counts["attended"], counts["approve"]) if counts else (0, 0)
    needed = p.share.least(heard_of) if heard_of else 0
    params = {"size": heard_of, "approve": approve, "share": p.share.fraction, "needed": needed}
    met = counts is not None and _approved(s, counts)
    return Answer(met, p.name, params, applies=counts is not None)


@rule("PM-17-10", "hearing.oppose_max", says=("hearing.oppose_max",))
def opposed_by_few(s: Situation, p: Parameter) -> Answer:
    """With more than a fifth against nobody is listed in principle (art. 17)."""
    counts = _counts(s)
    heard_of, oppose = (counts["attended"], counts["oppose"]) if counts else (0, 0)
    most = p.share.most(heard_of) if heard_of else 0
    params = {"size": heard_of, "oppose": oppose, "share": p.share.fraction, "most": most}
    met = counts is not None and _unopposed(s, counts)
    return Answer(met, p.name, params, applies=counts is not None)


@rule("PM-17-11", "candidate.group_opinion", says=("candidate.group_opinion",))
def group_has_spoken(s: Situation, p: Parameter) -> Answer:
    """Where the branch has Party groups, the group gave its opinion; it does not bind (art. 17)."""
    said = known.group_opinion(s)
    given = said is not None and said.data["body"] == "party_group"
    return Answer(given == p.flag, p.name, {"given": given}, applies=known.has_groups(s))


@rule("group.body_fits", says=("group.body_fits",))
def spoken_by_the_right_body(s: Situation) -> Answer:
    """The branch stands in for a Party group only where it has none."""
    right = s.data["body"] == "party_group" or not known.has_groups(s)
    return Answer(right, "group.body_fits")
