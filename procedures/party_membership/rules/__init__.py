"""Rules of the procedure, one predicate per rule id, by chapter of the Rules; each cites its article.

A rule that says whether an act may happen reads facts only, so that a page can explain it beforehand; a rule
that says whether data can be reads the data of the act.
"""

from __future__ import annotations

from procedures.party_membership.rules import (
    accountability,
    chapter_1,
    chapter_2,
    chapter_3,
    cultivating,
    departing,
    eligibility,
    excepting,
    hearing,
    keeping,
    listing,
    notices,
    planning,
    political,
    publishing,
    recommending,
    record,
    reviewing,
    routes,
    schooling,
)

__all__ = [
    "accountability",
    "chapter_1",
    "chapter_2",
    "chapter_3",
    "cultivating",
    "departing",
    "eligibility",
    "excepting",
    "hearing",
    "keeping",
    "listing",
    "notices",
    "planning",
    "political",
    "publishing",
    "recommending",
    "record",
    "reviewing",
    "routes",
    "schooling",
]
