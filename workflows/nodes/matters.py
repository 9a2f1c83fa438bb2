"""Matters: records that several cases share, with acts of their own through the same door."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

from workflows.nodes.acts import ActType
from workflows.nodes.papers import Paper
from workflows.nodes.roles import Office, Role
from workflows.nodes.timers import Timer
from workflows.rules.regulations import Edition
from workflows.rules.shares import Share
from workflows.texts.speaking import declare

if TYPE_CHECKING:
    from workflows.nodes.printed import MatterPaper


class MatterAct(ActType):
    """An act on a matter. For each case it concerns, ``event`` is performed at the node that waits for it.

    ``opens`` creates the matter, ``closes`` ends it; ``roll`` freezes the electorate, whose people are then
    loaded. ``gathers`` says that it may be about cases which the matter does not concern yet. ``surveys``
    lets its rules look at every case that the matter concerns (``Situation.surveyed``). ``musters`` names a
    tree: its rules see everybody who belongs in it to the unit or one below it (``Situation.below``); with
    ``musters_in`` to the unit that this field of the paper names. ``dossiers`` lets them see the records and
    the cases of the people whom the paper names (``Situation.dossiers``).
    """

    def __init__(
        self,
        paper: type[Paper] | None = None,
        *,
        title: str,
        by: Role | tuple[Role, ...],
        event: str = "",  # what the concerned cases' nodes call it
        opens: bool = False,
        closes: bool = False,
        roll: bool = False,
        gathers: bool = False,
        surveys: bool = False,
        musters: str = "",
        musters_in: str = "",
        dossiers: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(paper, title=title, by=by, **kwargs)
        self.event = event
        self.opens = opens
        self.closes = closes
        self.roll = roll
        self.gathers = gathers
        self.surveys = surveys
        self.musters = musters
        self.musters_in = musters_in
        self.dossiers = dossiers


_kinds: dict[str, type[MatterType]] = {}


class MatterType:
    """One kind of matter. ``name`` is stored in rows; ``at`` is the kind of unit that it belongs to.

    ``electorate`` names the tree and the standings whose holders in the unit a roll must account for.
    """

    name: ClassVar[str] = ""
    title: ClassVar[str] = ""
    at: ClassVar[str] = ""
    family: ClassVar[str] = ""
    electorate: ClassVar[tuple[str, frozenset[str]] | None] = None
    #: whether the matter keeps what came of its acts for each case
    remembers: ClassVar[bool] = False
    #: one open matter of this kind per person or, without a person, per unit
    single: ClassVar[bool] = False
    #: the field of the opening paper of whose value there is one matter only per unit, open or closed
    once: ClassVar[str] = ""
    #: whether an edition judges its acts; a family of which none is judged so needs no adoption
    regulated: ClassVar[bool] = True
    #: whether its acts may tell of days before it was opened; authority is then that of the day of recording
    retrospective: ClassVar[bool] = False
    #: whether nobody may act on the one that is about themselves
    impartial: ClassVar[bool] = False
    #: offices that may correct and void its entries, each confirmed by another holder
    keepers: ClassVar[tuple[Office, ...]] = ()
    #: acts of the system that fall due while it is open, seen from the day on which it was opened
    timers: ClassVar[tuple[Timer, ...]] = ()
    #: what is printed of a matter
    papers: ClassVar[tuple[MatterPaper, ...]] = ()
    #: gathered once: every act on every matter asks
    _acts: ClassVar[Mapping[str, MatterAct]] = MappingProxyType({})

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        declare(cls, "title")
        cls._acts = MappingProxyType(dict(cls._declared()))
        if cls.name:
            _kinds[cls.kind()] = cls
            unregulated.cache_clear()

    @classmethod
    def _declared(cls) -> Iterator[tuple[str, MatterAct]]:
        for base in reversed(cls.__mro__):
            for name, value in vars(base).items():
                if isinstance(value, MatterAct):
                    value.name = name
                    yield name, value

    @classmethod
    def quorum(cls, edition: Edition) -> Share | None:
        """The share of those entitled that must be present, for a kind with a roll."""
        return None

    @classmethod
    def kind(cls) -> str:
        """The word that rows keep."""
        return f"{cls.family}.{cls.name}"

    @classmethod
    def acts(cls) -> Mapping[str, MatterAct]:
        """The acts of this kind of matter by name, those of a base class included."""
        return cls._acts


def matter_type(kind: str) -> type[MatterType] | None:
    """The kind of matter that a row names, or None when nothing installed has it."""
    return _kinds.get(kind)


def matter_types() -> dict[str, type[MatterType]]:
    """Every kind of matter installed."""
    return dict(_kinds)


@cache
def unregulated() -> frozenset[str]:
    """The families of matters that no edition judges."""
    return frozenset(kind.family for kind in _kinds.values() if not kind.regulated)
