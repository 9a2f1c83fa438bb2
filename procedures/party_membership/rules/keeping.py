"""Articles 43 to 45: what a branch and a college keep of their work, and how papers leave the house."""

from __future__ import annotations

from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, rule
from workflows.rules.situation import Situation


@rule("PM-44-1", "branch.accountability_items", says=("branch.accountability_items",))
def everybodys_business(s: Situation, p: Parameter) -> Answer:
    """A branch puts development on its agenda, reports on it and is judged by it, each year (art. 44)."""
    missing = tuple(f"duty_{item}" for item in p.lacks(set(s.data["items"])))
    return Answer(not missing, p.name, {"missing": missing, "year": s.data["year"]})


@rule("PM-45-1", "organiser.count", says=("organiser.count",))
def organisers_enough(s: Situation, p: Parameter) -> Answer:
    """A college has organisers, or nobody can talk with a candidate before the approval (art. 45)."""
    number = s.data["full_time"] + s.data["part_time"]
    return Answer(p.allows(number), p.name, {"number": number, "least": p.count})


@rule("PM-45-5", "archive.procedures", says=("archive.procedures",))
def handed_over_for_receipt(s: Situation, p: Parameter) -> Answer:
    """Papers that leave the house leave it for a receipt (art. 45)."""
    receipt = bool(str(s.data.get("receipt") or "").strip())
    missing = p.lacks({*p.members} if receipt else {*p.members} - {"handover_receipt"})
    return Answer(not missing, p.name, {"missing": missing})
