"""Where somebody belongs in one tree over time: as the roster records it, and as a case has it.

The two are kept apart. The roster says a unit and a standing; a case says the standing alone, from the day of
its effect, wherever the person belongs. What a case has given holds over what the roster says, until the
roster says something later; taken back, it leaves what the roster had said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from workflows.rules.situation import PersonView, Standing, UnitView
from workflows.rules.windows import Window


@dataclass(frozen=True, slots=True)
class Span:
    """What is said of some time; ``to_on`` is the first day of which it is no longer said."""

    said: tuple[Any, ...]
    from_on: date
    to_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it is said of a day."""
        return day in Window(self.from_on, self.to_on)


@dataclass(frozen=True, slots=True)
class Belonging:
    """One tree of one person: ``recorded`` says unit, its kind and standing, ``given`` case and standing."""

    tree: str
    recorded: tuple[Span, ...] = ()
    given: tuple[Span, ...] = ()

    @classmethod
    def of(cls, person: PersonView, tree: str) -> Belonging:
        """What is known of a person in a tree."""
        held = sorted((each for each in person.standings if each.tree == tree), key=lambda each: each.from_on)
        recorded = (
            Span((each.unit_id, each.unit_kind, each.recorded), each.from_on, each.to_on) for each in held
        )
        given = (Span((each.case, each.standing), each.from_on, each.to_on) for each in held if each.case)
        return cls(tree, _joined(recorded), _joined(given))

    @property
    def standings(self) -> tuple[Standing, ...]:
        """The standings in the order of their first days: a new one wherever either says something new."""
        return tuple(each for span in self.recorded for each in self._within(span))

    def standing_on(self, day: date) -> str | None:
        """The standing on a day, or None where the person belongs nowhere."""
        return next((each.standing for each in self.standings if each.stands_on(day)), None)

    def given_by(self, case: int) -> str | None:
        """The last standing that a case has given."""
        return next((span.said[1] for span in reversed(self.given) if span.said[0] == case), None)

    def keeps(self, standing: str, from_on: date) -> bool:
        """Whether a place from a day on leaves the standing as it is; one that names none does."""
        held = self._at(from_on)
        return not standing or (held is not None and standing == self.standing_on(max(from_on, held.from_on)))

    def in_the_way(self, unit: int | None, standing: str, from_on: date) -> Span | None:
        """What is said of later days already and cannot stand beside a place from a day on, or None.

        The place held now may end on a past day, and may begin earlier than was known. What is over is over.
        """
        keeps = self.keeps(standing, from_on)
        for span in self.recorded:
            earlier = keeps and unit == span.said[0]
            if not _over(span, from_on) and (span.to_on or (span.from_on > from_on and not earlier)):
                return span
        later = (span for span in self.given if span.from_on >= from_on)
        return None if keeps or unit is None else next(later, None)

    def placed(self, unit: UnitView, standing: str, from_on: date) -> Belonging:
        """In another unit or with another standing from a day on; ``standing`` may be left as it is."""
        held, keeps = self._at(from_on), self.keeps(standing, from_on)
        said = (unit.id, unit.kind, held.said[2] if held and keeps else standing)
        recorded = _joined((*_until(self.recorded, from_on), Span(said, from_on)))
        return replace(self, recorded=recorded, given=self.given if keeps else _until(self.given, from_on))

    def left(self, on: date) -> Belonging:
        """Nowhere from a day on."""
        return replace(self, recorded=_until(self.recorded, on))

    def risen(self, standing: str, case: int, from_on: date) -> Belonging:
        """With a standing that the progress of a case gives from a day on, wherever the person belongs."""
        span = Span((case, standing), from_on)
        return replace(self, given=_joined((*_until(self.given, from_on), span)))

    def taken_back(self, case: int) -> Belonging:
        """Without what a case has given; what another case had given before goes on."""
        left: list[Span] = []
        for span in self.given:
            if span.said[0] != case:
                left.append(span)
            elif left and left[-1].to_on == span.from_on:
                left[-1] = replace(left[-1], to_on=span.to_on)
        return replace(self, given=_joined(left))

    def _at(self, day: date) -> Span | None:
        """The place held on a day; before the first one, the first."""
        return next((span for span in self.recorded if not _over(span, day)), None)

    def _within(self, place: Span) -> Iterator[Standing]:
        turns = {
            day for span in self.given for day in (span.from_on, span.to_on) if day and place.holds_on(day)
        }
        days = sorted({place.from_on, *turns})
        unit, kind, recorded = place.said
        for day, until in zip(days, (*days[1:], place.to_on), strict=True):
            case, standing = next((span.said for span in self.given if span.holds_on(day)), (None, recorded))
            otherwise = recorded if case else ""
            yield Standing(self.tree, unit, kind, standing, day, until, case, otherwise)


def _over(span: Span, day: date) -> bool:
    return span.to_on is not None and span.to_on <= day


def _until(spans: Iterable[Span], day: date) -> tuple[Span, ...]:
    """What is said of the days before a day."""
    early = [span for span in spans if span.from_on < day]
    return tuple(span if _over(span, day) else replace(span, to_on=day) for span in early)


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same said of times that follow one another is said once."""
    found: list[Span] = []
    for span in spans:
        if found and found[-1].said == span.said and found[-1].to_on == span.from_on:
            found[-1] = replace(found[-1], to_on=span.to_on)
        else:
            found.append(span)
    return tuple(found)
