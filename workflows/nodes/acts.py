"""Act types: what may be done to a case or a matter, by whom, how it occurs, and which rules judge it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

from workflows.nodes.papers import Paper
from workflows.nodes.roles import SYSTEM, Role
from workflows.nodes.standings import Gives
from workflows.rules.predicates import Rule
from workflows.rules.situation import Situation
from workflows.texts.speaking import Declared

if TYPE_CHECKING:
    from workflows.nodes.matters import MatterType
    from workflows.store.batch import Row


class Occurs(StrEnum):
    """How an act comes about."""

    #: in the portal, at the moment of recording; its date cannot be typed
    ONLINE = "online"
    #: when a deadline falls due; its date is the day on which it did, whenever the sweeper came by
    BY_ITSELF = "by_itself"
    #: on paper or in a room; its date is typed and may lie in the past
    ON_PAPER = "on_paper"


#: what follows from an act: the name of an edge to leave by, or None to stay
Decision = Callable[[Situation], str | None]
#: what the journal keeps of an act once its outcome is known, given what its paper says
Keeping = Callable[[Situation, str, Mapping[str, Any]], "Kept"]
#: rows that a procedure keeps beside the journal, written with the act
Projection = Callable[[Situation, "Projected"], Iterable["Row"]]


class Projected:
    """The identities that a projection may refer to: the entry being written and its targets."""

    __slots__ = ("case", "entry", "matter", "outcome")

    def __init__(self, entry: int, case: int | None, matter: int | None, outcome: str) -> None:
        self.entry = entry
        self.case = case
        self.matter = matter
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class Kept:
    """The facts that the journal and the case keep of an act, instead of what its paper says.

    ``sealed`` drops what would tell the data otherwise: private text, and answers of rules that read them.
    """

    facts: Mapping[str, Any]
    sealed: bool = False


class ActType:
    """One kind of act, declared once; ``name`` is given by the attribute it is declared as.

    ``by`` are the roles that may act, at the subject's unit of kind ``at`` (or the matter's unit);
    ``recorders`` may type in for them from the signed paper. ``keep`` says what the case remembers:
    ``latest``, ``each``, or the name of the field that keys the record.
    """

    #: where pages offer it; everywhere unless said
    offered: Callable[[Situation], bool] | None = None
    #: whether what is handed in is compared with what came with other cases
    compares: bool = False
    #: the kinds of matter whose facts its rules read, of the units that the act is about
    consults: tuple[type[MatterType], ...] = ()
    title = Declared()

    def __init__(
        self,
        paper: type[Paper] | None = None,
        *,
        title: str,
        by: Role | tuple[Role, ...],
        at: str = "",
        occurs: Occurs = Occurs.ON_PAPER,
        keep: str = "latest",
        recorders: tuple[Role, ...] = (),
        scan: bool = False,
    ) -> None:
        self.name = ""
        #: what an act on a shared matter calls this act
        self.event = ""
        self.paper = paper
        self.declared = self.title = title
        self.by = by if isinstance(by, tuple) else (by,)
        self.at = at
        self.occurs = Occurs.BY_ITSELF if self.by == (SYSTEM,) else occurs
        self.keep = keep
        self.recorders = recorders
        self.scan = scan
        #: the field whose words are evidence enough; empty where an act needs none beside its paper
        self.evidence = ""
        #: kept from the subject's own page: what others said or found
        self.discreet = False
        self.matter: type[MatterType] | None = None
        self.cites: tuple[str, ...] = ()
        self.requires: tuple[Rule, ...] = ()
        self.accepts: tuple[Rule, ...] = ()
        self.explains: tuple[Rule, ...] = ()
        self._instead: dict[Rule, Rule] = {}
        self.decides: Decision | None = None
        self.redecides: Decision | None = None
        self.disowns: tuple[str, ...] = ()
        self.effective: Callable[[Situation], date] | None = None
        self.keeps: Keeping | None = None
        self.projects: tuple[Projection, ...] = ()
        self.gives: tuple[Gives, ...] = ()

    def Cite(self, *articles: str) -> Self:
        """The articles that this act carries out, in the home edition's numbering."""
        self.cites = articles
        return self

    def Through(self, matter: type[MatterType], event: str) -> Self:
        """The act comes to a case as this event of a shared matter, and never by itself."""
        self.matter, self.event = matter, event
        return self

    def Requires(self, *rules: Rule) -> Self:
        """Rules that say whether the act may happen; unmet ones refuse it."""
        self.requires += self._ours(rules)
        return self

    def Accepts(self, *rules: Rule) -> Self:
        """Rules that say whether these data can be; unmet ones refuse it."""
        self.accepts += self._ours(rules)
        return self

    def Instead(self, theirs: Rule, ours: Rule) -> Self:
        """Ask a rule of the regulation where the act would ask one that every such act has.

        It says the same with its own id, article and words, whether the act has that rule already or gets it
        later from the node that it is given to.
        """
        self._instead = {**self._instead, theirs: ours}
        self.requires, self.accepts = self._ours(self.requires), self._ours(self.accepts)
        return self

    def _ours(self, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
        return tuple(dict.fromkeys(self._instead.get(rule, rule) for rule in rules))

    def Explains(self, *rules: Rule) -> Self:
        """Rules that an outcome rests on; their answers are recorded and never refuse."""
        self.explains += rules
        return self

    def Decides(self, decision: Decision) -> Self:
        """What follows from the data: an outcome that is always recorded, or None to stay."""
        self.decides = decision
        return self

    def Keeps(self, keeping: Keeping) -> Self:
        """What the journal keeps of the act, where that is not what its paper says."""
        self.keeps = keeping
        return self

    def Redecides(self, decision: Decision, *, without: tuple[str, ...] = ()) -> Self:
        """A correction may change what followed: ``decision`` says what does, by the corrected data.

        ``without`` names what the entry kept beside its paper and what is no longer true of other data.
        """
        self.redecides, self.disowns = decision, without
        return self

    def Effective(self, day: Callable[[Situation], date]) -> Self:
        """The day from which the act has effect, where that is not the day it happened."""
        self.effective = day
        return self

    def Projects(self, projection: Projection) -> Self:
        """Rows that the procedure wants written in the same transaction."""
        self.projects += (projection,)
        return self

    def Gives(self, tree: str, standing: str, *, on: str = "") -> Self:
        """The standing that the subject of the case has from now on, with the outcome ``on`` or with any."""
        self.gives += (Gives(tree, standing, on),)
        return self

    def Offered(self, where: Callable[[Situation], bool]) -> Self:
        """Where pages offer the act: it concerns some cases only. What may happen is said by rules alone."""
        self.offered = where
        return self

    def Compares(self) -> Self:
        """Compare what is handed in with what came with other cases by such acts (``Situation.seen``)."""
        self.compares = True
        return self

    def Consults(self, *matters: type[MatterType]) -> Self:
        """Let its rules read every matter of these kinds in the units concerned (``Situation.consulted``)."""
        self.consults += matters
        return self

    def Discreet(self) -> Self:
        """Keep the act from the subject's own page: that it happened tells what others said or found."""
        self.discreet = True
        return self

    def read(self, raw: dict[str, Any]) -> Any:
        """The paper's reading of ``raw``; an act without a paper takes no data."""
        return (self.paper or Paper).read(raw)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name}>"


class StageAct(ActType):
    """An act that may happen any number of times, in any order, while its stage is open."""


class CaseAct(ActType):
    """An act that may come at any moment of a case: suspend, resume, transfer, withdraw, end.

    ``leads_to`` is the node the case goes to when it happens; what was open is cancelled. A case that is
    suspended lets it happen unless ``while_suspended`` is false, one that has ended only with ``after_end``;
    where it then leads to a node that waits, the case is open again. ``answers`` names the act that waits for
    it: pages do not hide it among what seldom happens while nothing stands against it.
    """

    def __init__(
        self,
        paper: type[Paper] | None = None,
        *,
        while_suspended: bool = True,
        after_end: bool = False,
        answers: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(paper, **kwargs)
        self.while_suspended = while_suspended
        self.after_end = after_end
        self.answers = answers
        self.leads_to: Any = None
        self.sets_status = ""
        #: the outcome with which it does so; empty where it always does
        self.sets_on = ""
        #: the fields that name who may read the case meanwhile, and until when
        self.lends: tuple[str, str] | None = None

    def To(self, node: Any) -> Self:
        """Where the case goes; given as ``this.name``."""
        self.leads_to = node
        return self

    def Suspends(self, *, on: str = "") -> Self:
        """Nothing but case acts may happen until an act that resumes; with the outcome ``on`` or with any."""
        self.sets_status, self.sets_on = "suspended", on
        return self

    def Resumes(self) -> Self:
        """The case goes on where it stood."""
        self.sets_status = "open"
        return self

    def Lends(self, reader: str, until: str) -> Self:
        """Whom the field ``reader`` names may read the case up to the day in the field ``until``."""
        self.lends = (reader, until)
        return self

    def comes_while(self, status: str) -> bool:
        """Whether it may happen to a case of this status."""
        return {"ended": self.after_end, "suspended": self.while_suspended}.get(status, True)

    def fits(self, status: str) -> bool:
        """Whether it changes anything there: a case is suspended that is open, resumed that is suspended."""
        idle = self.sets_status == status and not self.sets_on
        return self.comes_while(status) and not idle

    def status_after(self, status: str, outcome: str) -> str:
        """The status that it gives a case of this status; empty where that stays what it is."""
        changes = status != "ended" and self.sets_on in {"", outcome}
        return self.sets_status if changes else ""
