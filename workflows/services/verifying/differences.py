"""Differences: where the journal or what was folded from it is not as it should be, without personal text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, TypeAlias

from workflows.rules.canonical import canonical_json

#: words of the engine, hashes, dates and figures; anything else may be what somebody wrote
HARMLESS = re.compile(r"[A-Za-z0-9_.:/-]{0,80}")
NOTHING = object()

#: (what is compared, what should be, what is)
Pair: TypeAlias = "tuple[str, Any, Any]"


@dataclass(frozen=True, slots=True)
class Difference:
    """The first difference of one chain, case or matter: a place and what was expected there.

    ``seq`` is the link of the unit's chain; for a case or matter it is its last entry's, 0 when it has none.
    """

    unit: str
    seq: int
    what: str
    expected: str
    found: str
    case: int | None = None
    matter: int | None = None

    def to_json(self) -> dict[str, Any]:
        """The difference as plain JSON."""
        return asdict(self)


def first_pair(pairs: Iterable[Pair]) -> Pair | None:
    """The first pair that differs, narrowed down to the innermost place that does."""
    for what, expected, found in pairs:
        if expected != found:
            return _innermost(what, expected, found)
    return None


def shown(value: Any) -> str:
    """A value that tells nobody's words: figures, dates and words of the engine; of a text only its length.

    Not even a digest: that of a name is soon guessed back.
    """
    if value is NOTHING:
        return "nothing"
    text = value if isinstance(value, str) else canonical_json(value)
    if HARMLESS.fullmatch(text):
        return text
    return f"text of {len(text)} characters"


def _innermost(what: str, expected: Any, found: Any) -> Pair:
    if isinstance(expected, Mapping) and isinstance(found, Mapping):
        for key in sorted({*expected, *found}, key=str):
            ours, theirs = expected.get(key, NOTHING), found.get(key, NOTHING)
            if ours != theirs:
                return _innermost(f"{what}.{key}", ours, theirs)
    if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for place, (ours, theirs) in enumerate(zip(expected, found, strict=True)):
            if ours != theirs:
                return _innermost(f"{what}[{place}]", ours, theirs)
    return what, expected, found
