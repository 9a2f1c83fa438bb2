"""What a person's record says on a day: results by the year, awards, posts, conduct (art. 13, 16, 20).

Each figure is taken with the year or the entry it stands in, so that a finding can name what it rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, NamedTuple

from workflows.rules.calendars import DAY, add_months
from workflows.rules.canonical import Value
from workflows.rules.facts import Fact
from workflows.rules.parameters import Parameter
from workflows.rules.situation import Situation
from workflows.rules.windows import Window, merged

#: levels of an award, the lowest first
LEVELS: Final = ("college", "university", "city", "province", "nation")
COMPETITION: Final = "competition"
COMPOSITE, APPRAISAL = "composite", "appraisal"

#: what is said where the record knows nothing of what is asked
NO_RANK, NO_APPRAISAL = "record.no_rank", "record.no_appraisal"


class Judgement(NamedTuple):
    """Whether a condition holds, what it was judged by, and a message if not the ordinary one."""

    met: bool
    params: Mapping[str, Value]
    message: str = ""


def entries(s: Situation, name: str) -> tuple[Fact, ...]:
    """What the record had under a name by the day."""
    return tuple(fact for fact in s.record.all(name) if fact.on <= s.on)


def by_year(s: Situation, name: str) -> dict[str, Fact]:
    """The last entry of each year, the earliest year first."""
    found = {str(fact.data["year"]): fact for fact in entries(s, name)}
    return {year: found[year] for year in sorted(found)}


def last_result(s: Situation, kind: str) -> Fact | None:
    """The result of the last year for which a rank of this kind was published."""
    ranked = [
        fact for fact in by_year(s, "year_result").values() if fact.data.get(f"{kind}_rank") is not None
    ]
    return ranked[-1] if ranked else None


def ranked(s: Situation, p: Parameter, kind: str = COMPOSITE) -> Judgement:
    """Whether the rank of that year lies within the share; nothing is rounded."""
    result = last_result(s, kind)
    data = result.data if result else {}
    rank, size = data.get(f"{kind}_rank"), data.get(f"{kind}_size")
    met = rank is not None and size is not None and p.share.holds(rank, size)
    params: dict[str, Value] = {"year": data.get("year"), "rank": rank, "size": size}
    params["share"] = p.share.fraction
    return Judgement(met, params, "" if result else NO_RANK)


def scholarship(s: Situation, p: Parameter) -> Judgement:
    """Whether the scholarship of that year is of the class, or of a better one; the best is class 0."""
    result = last_result(s, COMPOSITE)
    data = result.data if result else {}
    word = data.get("scholarship")
    classes = tuple(p.options["classes"])
    met = word in classes and p.allows(classes.index(word))
    params = {"year": data.get("year"), "found": word, "least": classes[p.count]}
    return Judgement(met, params, "" if result else NO_RANK)


def awards(s: Situation, level: str) -> tuple[Fact, ...]:
    """Honours of a level and above, and competitions of any; the edition counts both together."""
    least = LEVELS.index(level)
    return tuple(
        fact
        for fact in entries(s, "honour")
        if fact.data["kind"] == COMPETITION or LEVELS.index(fact.data["level"]) >= least
    )


def honoured(s: Situation, p: Parameter) -> Judgement:
    """Whether there are awards enough."""
    found = awards(s, str(p.options["level"]))
    params: dict[str, Value] = {"count": len(found), "least": p.count, "awards": titles(found)}
    return Judgement(p.allows(len(found)), params)


def titles(found: Iterable[Fact]) -> tuple[str, ...]:
    """What entries of a record are called."""
    return tuple(str(fact.data["title"]) for fact in found)


def main_posts(s: Situation) -> tuple[Fact, ...]:
    """The posts as a main student cadre that were begun by the day."""
    begun = [fact for fact in entries(s, "post") if (first := fact.day("from_on")) and first <= s.on]
    return tuple(fact for fact in begun if fact.data["main"])


def cadre(s: Situation, p: Parameter) -> Judgement:
    """Whether somebody is or was a main student cadre."""
    found = main_posts(s)
    return Judgement(bool(found) == p.flag, {"posts": titles(found)})


def months_in_post(s: Situation) -> int:
    """The whole months in main posts; days in two of them count once, and terms are laid end to end."""
    terms = merged(_terms(s))
    if not terms:
        return 0
    days = sum(((term.closes_on or s.on) - term.opens_on).days for term in terms)
    return whole_months(terms[0].opens_on, terms[0].opens_on + days * DAY)


def _terms(s: Situation) -> list[Window]:
    until = s.on + DAY
    held = [(fact.day("from_on"), fact.day("to_on")) for fact in main_posts(s)]
    return [Window(first, max(first, min(last or until, until))) for first, last in held if first]


def whole_months(first: date, last: date) -> int:
    """How many months have passed from one day to another."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months if add_months(first, months) <= last else months - 1


def served(s: Situation, p: Parameter) -> Judgement:
    """Whether the months in main posts are enough."""
    months = months_in_post(s)
    params: dict[str, Value] = {"months": months, "least": p.count, "posts": titles(main_posts(s))}
    return Judgement(p.allows(months), params)


def appraised(s: Situation, p: Parameter) -> Judgement:
    """Whether the appraisal of the last year is as good as it must be."""
    graded = by_year(s, "appraisal")
    year = next(reversed(graded), None)
    found = graded[year].data["grade"] if year else None
    return Judgement(found == p.word, {"year": year, "found": found}, "" if graded else NO_APPRAISAL)


def always_appraised(s: Situation, p: Parameter) -> Judgement:
    """Whether the appraisal of every year is as good as it must be."""
    graded = by_year(s, "appraisal")
    below = tuple(year for year, fact in graded.items() if fact.data["grade"] != p.word)
    params = {"years": tuple(graded), "below": below}
    return Judgement(bool(graded) and not below, params, "" if graded else NO_APPRAISAL)
