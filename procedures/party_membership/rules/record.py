"""The record of a person: whether its days can be. No article is behind these; the edition is not asked."""

from __future__ import annotations

from datetime import date

from workflows.rules.predicates import Answer, rule
from workflows.rules.situation import Situation


@rule("record.year_over", says=("record.year_over",))
def year_over(s: Situation) -> Answer:
    """The results of a school year come in its second half at the earliest."""
    last = int(s.data["year"].rpartition("-")[2])
    params = {"year": s.data["year"], "earliest": date(last, 1, 1)}
    return Answer(s.on.year >= last, "record.year_over", params)


@rule("record.begun", says=("record.begun",))
def begun(s: Situation) -> Answer:
    """A post is recorded from its first day on, not before."""
    from_on = date.fromisoformat(s.data["from_on"])
    return Answer(s.on >= from_on, "record.begun", {"on": s.on, "from_on": from_on})


@rule("record.lifted_after", says=("record.lifted_after",))
def lifted_after(s: Situation) -> Answer:
    """A sanction is lifted after it was decided."""
    lifted = date.fromisoformat(s.data["lifted_on"]) if s.data["lifted_on"] else None
    params = {"on": s.on, "lifted_on": lifted or s.on}
    return Answer(lifted is None or lifted > s.on, "record.lifted_after", params, applies=lifted is not None)
