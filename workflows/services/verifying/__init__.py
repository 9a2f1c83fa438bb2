"""Verifying the journal: every chain link by link, and every case and matter against its entries."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from workflows.models import Unit
from workflows.services.verifying.chains import Chain, verify_chain
from workflows.services.verifying.differences import Difference
from workflows.services.verifying.folds import verify_cases, verify_matters
from workflows.services.verifying.snapshot import snapshot

__all__ = ["Difference", "Verification", "verify"]


@dataclass(frozen=True, slots=True)
class Verification:
    """What was looked at, and the first difference of each chain, case and matter that has one."""

    chains: int
    entries: int
    cases: int
    matters: int
    differences: tuple[Difference, ...]


def verify(*, units: Collection[str] = (), since: date | None = None) -> Verification:
    """Verify the journals of these units (by code; all where none is named), in constant memory.

    With ``since`` only links recorded from that day on are followed, behind one that is trusted; cases and
    matters are always compared in full. Everything is read as of one moment. Nothing is judged again.
    """
    with snapshot():
        known = Unit.objects.filter(code__in=units) if units else Unit.objects.all()
        codes = dict(known.order_by("pk").values_list("pk", "code"))
        chains = [verify_chain(Chain(unit, code), since) for unit, code in codes.items()]
        cases = verify_cases(codes)
        matters = verify_matters(codes)
    found = [chain.difference for chain in chains if chain.difference]
    return Verification(
        chains=sum(bool(chain.entries) for chain in chains),
        entries=sum(chain.entries for chain in chains),
        cases=cases.compared,
        matters=matters.compared,
        differences=(*found, *cases.differences, *matters.differences),
    )
