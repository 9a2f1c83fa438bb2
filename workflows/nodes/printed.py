"""Papers that are printed from the record: a procedure declares what each says, the site prints it.

``write`` turns what was recorded into a paper and says nothing else. A paper is printed *of* an act, by the
facts as they stood at that act with what was corrected since: the same act always gives the same sheet::

    CasePaper(
        name="vote_report",
        title="票决情况报告",
        code="D24",
        cites=("28",),
        by=BRANCH,
        of=("admission_meeting",),
        when=settled,
        write=vote_report,
    )
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from workflows.documents import Printable
from workflows.nodes.matters import MatterType
from workflows.nodes.roles import Office
from workflows.rules.facts import Fact, Facts
from workflows.rules.situation import Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What a paper carries of where it was printed; ``number`` is its own."""

    institution: str
    issuer: str
    number: str
    mark: str = ""

    def to_json(self) -> dict[str, Any]:
        """The same as arguments of a paper."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a record tells: the erasable ``words`` of acts by their entry, and whom it names.

    ``names`` has people by number, ``actors`` by id.
    """

    words: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    actors: Mapping[int, str] = field(default_factory=dict)
    imprint: Imprint

    def said(self, fact: Fact | None) -> Mapping[str, Any]:
        """What an act says, without what was erased of it."""
        return {} if fact is None else {**fact.data, **self.words.get(fact.entry or 0, {})}

    def text(self, fact: Fact | None, name: str) -> str:
        """What was written under a field, or nothing."""
        return str(self.said(fact).get(name) or "").strip()

    def named(self, number: str) -> str:
        """The name of somebody, or the number of somebody unknown."""
        return self.names.get(number, number)

    def by(self, fact: Fact | None) -> str:
        """Who acted."""
        return self.actors.get(fact.by or 0, "") if fact else ""


@dataclass(frozen=True, kw_only=True)
class ToldMatter(Told):
    """A matter as a paper reads it, up to the act ``fact`` that the paper is printed of.

    ``cases`` are those it concerns, each as it stood in the matter.
    """

    kind: type[MatterType]
    facts: Facts
    fact: Fact | None = None
    opened_on: date
    closed_on: date | None = None
    cases: tuple[ToldCase, ...] = ()
    #: for a paper that ``surveys``: what its acts would be judged by now, with every case it concerns; for
    #: one of ``dossiers`` what its act would be judged by
    situation: Situation | None = None
    #: the units of those whom a paper with a ``tree`` surveys, on the day of its act, by person
    homes: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ToldCase(Told):
    """A case as it stood at the act ``fact`` that a paper is printed of.

    ``meeting`` is the meeting in which the act happened, where it happened in one; ``first`` the same case as
    it stood when the matter that tells of it reached it first.
    """

    situation: Situation
    fact: Fact
    meeting: ToldMatter | None = None
    first: ToldCase | None = None

    @property
    def name(self) -> str:
        """Whom it is about."""
        return self.situation.subject.name

    def latest(self, name: str) -> Fact | None:
        """The latest act of a name."""
        return self.situation.facts.latest(name)

    def at(self, fact: Fact) -> ToldCase:
        """The same case as it stood at an earlier act, for a paper that tells of several."""
        until = {
            name: [record for record in records if (record["entry"] or 0) <= (fact.entry or 0)]
            for name, records in self.situation.facts.to_json().items()
        }
        situation = replace(self.situation, on=fact.on, facts=Facts.from_json(until))
        return replace(self, situation=situation, fact=fact)


@dataclass(frozen=True, kw_only=True)
class ToldPerson(Told):
    """Somebody's cases of one procedure, for a paper that tells of them all.

    ``situation`` is that of the act ``fact`` that the paper is printed of, by the edition of that day.
    ``cases`` are those that had come onto the paper by then, as they stand now: what was added later changes
    nothing, what was corrected or taken back does.
    """

    situation: Situation
    fact: Fact
    cases: Mapping[int, Facts]


def nobody(_situation: Situation) -> Collection[int]:
    """A paper names nobody beside those of its matter."""
    return ()


def always(_situation: Situation, _fact: Fact) -> bool:
    """A paper is printed of every act it names."""
    return True


def newest_of(*names: str) -> Callable[[Situation, Fact], bool]:
    """A paper that gathers several acts is printed of the last of them."""

    def newest(s: Situation, fact: Fact) -> bool:
        entries = [each.entry or 0 for name in names for each in s.facts.all(name)]
        return fact.entry == max(entries, default=0)

    return newest


@dataclass(frozen=True, kw_only=True)
class CasePaper:
    """A paper about one case, printed of each act ``of`` it for which ``when`` holds, by these offices."""

    name: str
    title: str
    code: str
    cites: tuple[str, ...]
    by: tuple[Office, ...]
    of: tuple[str, ...]
    write: Callable[[ToldCase], Printable]
    when: Callable[[Situation, Fact], bool] = always


@dataclass(frozen=True, kw_only=True)
class MatterPaper:
    """A paper about a matter and everybody it concerns, printed of the latest of its acts ``of``.

    With ``each`` it is printed of every one of them, and told from the others by what the field ``about``
    says. Without offices everybody prints it who sees the whole matter.
    """

    name: str
    title: str
    code: str
    cites: tuple[str, ...]
    of: tuple[str, ...]
    write: Callable[[ToldMatter], Printable]
    by: tuple[Office, ...] = ()
    #: whether it tells of every case that the matter concerns, as they stand now, and whom it then names
    #: beside those of the matter, by id
    surveys: bool = False
    whom: Callable[[Situation], Collection[int]] = nobody
    #: the tree of whose units it tells where those belong whom it surveys
    tree: str = ""
    #: whether it tells of the dossiers of those whom its act names
    dossiers: bool = False
    each: bool = False
    about: str = ""
    #: whether the page of the matter offers it
    listed: bool = True


@dataclass(frozen=True, kw_only=True)
class PersonPaper:
    """A paper about all cases that somebody has of one procedure, printed of the last that came onto it.

    ``came`` finds the act by which a case came onto it, or None. Whoever it is about may print it as well.
    """

    name: str
    title: str
    code: str
    cites: tuple[str, ...]
    by: tuple[Office, ...]
    came: Callable[[Facts], Fact | None]
    write: Callable[[ToldPerson], Printable]
