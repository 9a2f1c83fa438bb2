"""Who leaves before the time: an activist who graduates (article 14), and others, of whom no article tells.

A candidate or a probationary member is transferred with the papers; a probation runs on where they go.
"""

from __future__ import annotations

from procedures.party_membership.rules import known, transferred
from procedures.party_membership.rules import known_candidates as candidates
from procedures.party_membership.rules import known_probation as probation
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, rule
from workflows.rules.situation import Situation


@rule("PM-14-1", "case.end_on_graduation", says=("case.end_on_graduation",))
def left_as_an_activist(s: Situation, p: Parameter) -> Answer:
    """The article is about those who leave as activists; a candidate's case does not end by it (art. 14)."""
    listed_on = candidates.candidate_on(s)
    return Answer(listed_on is None, p.name, {"listed_on": listed_on})


@rule("PM-14-2", "archive.activist_leave", says=("archive.activist_leave",))
def papers_complete(s: Situation, p: Parameter) -> Answer:
    """The application and the papers of cultivation go into the student's file (art. 14)."""
    missing = p.lacks(set(s.data["kinds"]))
    activist = known.activist_on(s) is not None
    return Answer(not missing, p.name, {"missing": missing}, applies=activist)


@rule("transfer.out_of_stage", says=("transfer.out_of_stage",))
def transferred_as_more_than_an_activist(s: Situation) -> Answer:
    """A candidate or a probationary member is transferred out; who is a full member is filed away."""
    begun = candidates.candidate_on(s) is not None or transferred.came_from_elsewhere(s)
    approved = s.facts.latest(probation.CONVERSION)
    full = approved is not None and approved.outcome == probation.CONVERT
    return Answer(begun and not full, "transfer.out_of_stage")
