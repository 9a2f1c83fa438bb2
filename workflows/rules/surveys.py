"""The cases that a matter concerns, as its rules see them, and what is worked out of them all.

There may be ten thousand, and each act of a long list changes one of them. So what rules work out is made of
what each case gives, and is made anew only when one of them gives something else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from workflows.rules.facts import Facts
from workflows.rules.memory import collector_paused
from workflows.rules.regulations import Edition

Part = TypeVar("Part")
Whole = TypeVar("Whole")


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as the rules of a matter see it, with its status, its end and the names of its open steps.

    ``edition`` is that of the day by which it goes where a parameter says ``since: opened``, for its subject.
    """

    id: int
    subject: int
    number: str
    name: str
    status: str
    end: str
    facts: Facts
    open: frozenset[str] = frozenset()
    edition: Edition | None = field(default=None, compare=False, repr=False)


@dataclass(slots=True)
class Parts:
    """What each of the cases gives, in their order, and what was worked out of it."""

    give: Callable[[CaseView], Any]
    given: list[Any]
    whole: list[Any] = field(default_factory=list)

    def after(self, changes: Mapping[int, CaseView]) -> Parts:
        """What they give now that these have changed; nothing is worked out anew when it is the same."""
        now = {at: given for at, view in changes.items() if (given := self.give(view)) != self.given[at]}
        if not now:
            return self
        return Parts(self.give, [now.get(at, given) for at, given in enumerate(self.given)])


class Surveyed(tuple[CaseView, ...]):  # noqa: SLOT001 (it keeps what was worked out)
    """The cases that a matter concerns; several rules of one act, and of many acts, ask the same of them."""

    @cached_property
    def _parts(self) -> dict[Hashable, Parts]:
        return {}

    @cached_property
    def _places(self) -> dict[int, int]:
        return {view.id: at for at, view in enumerate(self)}

    def of(self, case: int) -> CaseView | None:
        """One of the cases, or None for any other."""
        at = self._places.get(case)
        return None if at is None else self[at]

    def each(self, key: Hashable, give: Callable[[CaseView], Part]) -> Sequence[Part]:
        """What each case gives, in their order; asked of each once, and again of those that change.

        ``give`` may look at nothing but the case and what ``key`` tells from anything else that is asked.
        """
        return self._given(key, give).given

    def once(
        self, key: Hashable, give: Callable[[CaseView], Part], work: Callable[[Sequence[Part]], Whole]
    ) -> Whole:
        """What is worked out of what each case gives, worked out once until one of them gives another."""
        parts = self._given(key, give)
        if not parts.whole:
            parts.whole.append(work(parts.given))
        found: Whole = parts.whole[0]
        return found

    def _given(self, key: Hashable, give: Callable[[CaseView], Any]) -> Parts:
        if key not in self._parts:
            with collector_paused():
                self._parts[key] = Parts(give, [give(view) for view in self])
        return self._parts[key]

    def after(self, changed: Collection[CaseView]) -> Surveyed:
        """The same cases now that these of them have changed; what they give is known to it."""
        if not changed:
            return self
        changes = {self._places[view.id]: view for view in changed}
        found = Surveyed(_with(self, changes))
        found.__dict__["_places"] = self._places
        found.__dict__["_parts"] = {key: parts.after(changes) for key, parts in self._parts.items()}
        return found


def _with(views: Iterable[CaseView], changes: Mapping[int, CaseView]) -> list[CaseView]:
    found = list(views)
    for at, view in changes.items():
        found[at] = view
    return found
