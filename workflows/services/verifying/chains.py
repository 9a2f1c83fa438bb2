"""One unit's chain: numbering without gaps, every link's hash, every private part, and the head."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from workflows.door.history import ERASE
from workflows.models import ChainHead, Entry
from workflows.services.verifying.differences import NOTHING, Difference, Pair, first_pair, shown
from workflows.store.chain import COVERED, link, private_hash

#: columns whose name in the table is that of the field with ``_id``
REFERENCES = frozenset(
    {"unit", "case", "matter", "acted_by", "recorded_by", "confirmed_by", "supersedes", "cause"}
)
COLUMNS = tuple(f"{name}_id" if name in REFERENCES else name for name in COVERED)
BESIDE = (
    *("pk", "prev", "hash", "private__pk", "private__salt", "private__body", "private__erased_by_id"),
    *("private__erased_by__act", "private__erased_by__facts"),
)
CHUNK = 2000


@dataclass(slots=True)
class Chain:
    """A chain while it is followed: the link that comes next, and the hash of the one before."""

    unit: int
    code: str
    entries: int = 0
    seq: int = 0
    hash: str = ""
    difference: Difference | None = None

    def differs(self, seq: int, pair: Pair) -> None:
        """Keep the first difference."""
        what, expected, found = pair
        self.difference = Difference(self.code, seq, what, shown(expected), shown(found))


def verify_chain(chain: Chain, since: date | None = None) -> Chain:
    """Follow a chain to its end or to its first difference."""
    if since is not None:
        _skip(chain, since)
    for row in _rows(chain):
        chain.entries += 1
        pair = first_pair(_pairs(chain, row))
        if pair:
            chain.differs(row["seq"] if pair[0] != "entry.seq" else chain.seq + 1, pair)
            return chain
        chain.seq, chain.hash = row["seq"], row["hash"]
    _compare_head(chain)
    return chain


def _skip(chain: Chain, since: date) -> None:
    """Begin with the first link recorded on the day, behind one that is trusted."""
    begin = datetime.combine(since, time.min, timezone.get_current_timezone())
    links = Entry.objects.filter(unit=chain.unit).order_by("seq")
    first = links.filter(at__gte=begin).first()
    before = links.filter(seq__lt=first.seq).last() if first else links.last()
    if before is not None:
        chain.seq, chain.hash = before.seq, before.hash


def _rows(chain: Chain) -> Iterator[dict[str, Any]]:
    names = (*COVERED, *BESIDE)
    found = Entry.objects.filter(unit=chain.unit, seq__gt=chain.seq).order_by("seq")
    for values in found.values_list(*COLUMNS, *BESIDE).iterator(chunk_size=CHUNK):
        yield dict(zip(names, values, strict=True))


def _pairs(chain: Chain, row: dict[str, Any]) -> Iterator[Pair]:
    yield "entry.seq", chain.seq + 1, row["seq"]
    yield "entry.prev", chain.hash, row["prev"]
    yield "entry.hash", link(chain.hash, row), row["hash"]
    yield from _private_pairs(row)


def _private_pairs(row: dict[str, Any]) -> Iterator[Pair]:
    """A text has the hash that the chain holds; an erased one names the entry that says it erased it."""
    covered, kept = bool(row["private_hash"]), row["private__pk"] is not None
    yield "private.row", covered, kept
    if not kept:
        return
    if row["private__body"] is not None:
        yield "private.erased_by", None, row["private__erased_by_id"]
        yield (
            "private.hash",
            row["private_hash"],
            private_hash(row["private__salt"], row["private__body"]),
        )
    else:
        tombstone = (row["private__erased_by__act"], (row["private__erased_by__facts"] or {}).get("entry"))
        yield "private.erased_by", [ERASE, row["pk"]], list(tombstone)


def _compare_head(chain: Chain) -> None:
    head = ChainHead.objects.filter(unit=chain.unit).first()
    if head is None:
        pair = ("head", chain.seq, NOTHING) if chain.seq else None
    else:
        pair = first_pair([("head.seq", head.seq, chain.seq), ("head.hash", head.hash, chain.hash)])
    if pair:
        chain.differs(max(chain.seq, head.seq if head else 0), pair)
