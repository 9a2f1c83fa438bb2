"""Where students stand before graduation, as pages, workbooks and papers say it alike (art. 7 and 9)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from portal.pages.parts import Shape, State
from portal.rooms.credits.items import StudentCredits, credits_of
from procedures.second_classroom_credits.scoring.amounts import written
from procedures.second_classroom_credits.scoring.minima import Standing
from procedures.second_classroom_credits.scoring.statement import Statement
from workflows.texts.sentences import word


@dataclass(frozen=True, slots=True)
class Member:
    """A student of a class with what counts; ``statement`` is None where no edition holds."""

    pk: int
    number: str
    name: str
    statement: Statement | None

    @property
    def enough(self) -> bool:
        """Whether the credits are enough to graduate (art. 9)."""
        return self.statement is not None and self.statement.eligible

    @property
    def total(self) -> str:
        """All credits, with one decimal place."""
        return written(self.statement.total.earned) if self.statement else ""

    @property
    def state(self) -> State:
        """The verdict as a shape and a word."""
        if self.statement is None:
            return State(Shape.NOTE, _("没有办法可依"))
        return State(Shape.MET, _("已达到")) if self.enough else State(Shape.UNMET, _("未达到"))

    @property
    def said(self) -> tuple[str, ...]:
        """The minima that keep from graduating, each with the amount that is missing."""
        return tuple(lack(each) for each in self.statement.missing) if self.statement else ()


def lack(standing: Standing) -> str:
    """A minimum that is not reached, in a few words."""
    return _("%(name)s差%(amount)s") % {"name": word(standing.name), "amount": written(standing.missing)}


def members_of(people: Collection[int], on: date) -> list[Member]:
    """What these students have today, by their numbers."""
    return [_member(each) for each in credits_of(people, on).values()]


def _member(each: StudentCredits) -> Member:
    return Member(each.person.pk, each.person.number, each.person.name, each.statement)


def counted(members: Iterable[Member]) -> Iterator[State]:
    """How many reach the minima and how many do not."""
    found = list(members)
    enough = sum(each.enough for each in found)
    yield State(Shape.MET, _("%(n)s 人已达到") % {"n": enough})
    if enough < len(found):
        yield State(Shape.UNMET, _("%(n)s 人未达到") % {"n": len(found) - enough})
