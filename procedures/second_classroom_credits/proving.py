"""Proven forgery in one go (art. 8): the item, the student's register, and the other items it reaches."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from procedures.second_classroom_credits.flows.register import StudentRegister
from procedures.second_classroom_credits.flows.rounds import Round
from procedures.second_classroom_credits.flows.words import FAMILY
from procedures.second_classroom_credits.rules import known
from workflows.door import Act, Receipt, consider, outlook, perform
from workflows.models import Case, Concern, Matter
from workflows.rules.facts import Facts
from workflows.rules.situation import Situation


def prove_forgery(
    case: int, *, by: int, on: date, at: datetime, document: str, found: str, key: str
) -> tuple[Receipt, ...]:
    """Record that an item was forged, and cancel the open items that the reading of the edition names (A-56).

    All of it happens or nothing; only a register that was missing is opened before. ``by`` is somebody of the
    student affairs department, ``key`` makes a repetition harmless. Raises Refused as ``perform`` does, and
    LookupError for a case that is no item.
    """
    said = {"document": document, "found": found}
    return perform(with_what_follows(Act("forgery_proven", by, key, on, said, case=case), at=at), at=at)


def with_what_follows(proven: Act, *, at: datetime) -> list[Act]:
    """The act by which an item is found forged, and those that go with it, to be performed together.

    One that would be refused stands alone, so that no register is opened for it. Raises LookupError for a
    case that is no item.
    """
    case, by, key, on = proven.case or 0, proven.by, proven.key, proven.on
    seen = outlook([case], at=at, actor=by).get(case)
    if seen is None or seen.case.procedure.family != FAMILY:
        raise LookupError(case)
    if consider([proven], at=at):
        return [proven]
    register = _register(seen.case.subject) or _opened(seen.case.subject, seen.case.unit, proven, at)
    year = str(known.round_year(seen.situation))
    listed = {"year": year, "item": case, "document": proven.data.get("document", "")}
    others = reached(case, seen.case.subject, seen.situation)
    return [
        proven,
        Act("forgery", by, key, on, listed, matter=register),
        *(Act("cancellation", by, key, on, {"item": case}, case=each) for each in others),
    ]


def reached(case: int, student: int, s: Situation) -> Iterator[int]:
    """The other open items of a student that are cancelled when this one was forged (A-56)."""
    scope, year = known.rules_of(s).reads("forgery.scope"), str(known.round_year(s))
    if scope == "item":
        return
    others = Case.objects.filter(subject=student, procedure__startswith=f"{FAMILY}/").exclude(pk=case)
    around = Concern.objects.filter(matter__kind=Round.kind(), case__in=others.exclude(status="ended"))
    for other, facts in around.order_by("case").values_list("case", "matter__facts"):
        opened = Facts.from_json(facts).latest("open")
        if scope == "stay" or (opened is not None and opened.data["year"] == year):
            yield other


def _register(student: int) -> int | None:
    found = Matter.objects.filter(kind=StudentRegister.kind(), person=student, closed_on=None)
    return found.values_list("pk", flat=True).first()


def _opened(student: int, unit: int, proven: Act, at: datetime) -> int:
    act = Act("open", proven.by, "", proven.on, kind=StudentRegister.kind(), unit=unit, subject=student)
    (receipt,) = perform([act], at=at)
    return receipt.matter or 0
