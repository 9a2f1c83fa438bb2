"""What a case knows of itself from the plan to the review by the university: art. 13 to 22."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from procedures.party_membership import roles
from procedures.party_membership.rules import known
from workflows.rules.facts import Fact
from workflows.rules.recurrences import Quarter
from workflows.rules.situation import PersonView, Situation
from workflows.rules.tallies import Outcome

LISTED, STRUCK = "plan_listing", "plan_removal"
FORUM, GROUP, LISTING, FILING = "forum", "group_opinion", "listing", "listing_filing"
EXCEPTION = "rank_exception"
NOTICE = "candidate_notice"
REPORT = "thought_report"
COURSE, PRE_COURSE = "course", "pre_course"
#: what is said of the schooling of graduates
GRADUATE: Final = ("研究生", "硕士", "博士")


def graduate(person: PersonView) -> bool:
    """Whether somebody studies for a higher degree, by what the roster says of the schooling."""
    schooling = str(person.details.get("education") or "")
    return any(word in schooling for word in GRADUATE)


def after(later: Fact | None, earlier: Fact | None) -> bool:
    """Whether something stands after another by day, then by entry; everything stands after nothing."""
    if later is None or earlier is None:
        return later is not None
    return (later.on, later.entry or 0) > (earlier.on, earlier.entry or 0)


# ── The yearly plan ──


def plan_years(s: Situation) -> tuple[int, ...]:
    """The years whose plan counts: this or the next for listing, this alone for admission (art. 15)."""
    return (s.on.year,) if candidate_on(s) else (s.on.year, s.on.year + 1)


def reported_on(s: Situation, year: int) -> date | None:
    """The day by which the college had reported the plan of a year, if it had by now."""
    college = s.units.get(roles.COLLEGE)
    plans = college.details.get("plans", {}) if college else {}
    said = plans.get(str(year), {}).get("reported_on")
    day = date.fromisoformat(said) if said else None
    return day if day and day <= s.on else None


def planned(s: Situation, years: Iterable[int]) -> Fact | None:
    """The listing in the plan of one of the years, unless the name was struck off again."""
    struck = {fact.data["year"]: fact for fact in s.facts.all(STRUCK)}
    wanted = set(years)
    found = [
        fact
        for fact in s.facts.all(LISTED)
        if fact.data["year"] in wanted and not after(struck.get(fact.data["year"]), fact)
    ]
    return found[-1] if found else None


def excepted(s: Situation) -> bool:
    """Whether the university's organisation department let the rank pass (art. 21)."""
    reviewed = s.facts.latest(EXCEPTION)
    return reviewed is not None and reviewed.outcome == "approved"


# ── Hearing and listing ──


def refused_listing(s: Situation) -> Fact | None:
    """The last decision by which somebody was not listed; what was heard before it is spent."""
    lost = [fact for fact in s.facts.all(LISTING) if fact.outcome == Outcome.LOST]
    return lost[-1] if lost else None


def hearing(s: Situation) -> Fact | None:
    """The last hearing since the last refusal to list."""
    held = s.facts.latest(FORUM)
    return held if after(held, refused_listing(s)) else None


def group_opinion(s: Situation) -> Fact | None:
    """What the Party group said since the last refusal to list."""
    said = s.facts.latest(GROUP)
    return said if after(said, refused_listing(s)) else None


def has_groups(s: Situation) -> bool:
    """Whether the branch has Party groups; one that says nothing has none."""
    branch = s.units.get(roles.PARTY_BRANCH)
    return bool(branch and branch.details.get("has_groups", False))


def candidate_on(s: Situation) -> date | None:
    """The day an activist became a candidate: that of the filing with consent (art. 16)."""
    filed = s.facts.latest(FILING)
    return filed.effective_on if filed and filed.outcome == "approved" else None


def cultivated_from(s: Situation) -> date | None:
    """The later of becoming an activist and of the course, from which the year of cultivation runs."""
    since, course = known.activist_on(s), s.facts.on(COURSE)
    return max(since, course) if since and course else None


def late_reports(s: Situation) -> tuple[str, ...]:
    """The quarters whose first report came after the quarter was over."""
    first: dict[str, date] = {}
    for fact in s.facts.all(REPORT):
        first.setdefault(str(fact.data["quarter"]), fact.on)
    return tuple(sorted(name for name, on in first.items() if on > Quarter.named(name).last_on))
