"""一人一档: the papers that a case gathers, declared in the order in which they lie in the folder."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DossierPaper:
    """One paper of the folder, by its number and name.

    ``acts`` are what it takes to be complete, in their order; ``also`` may add sheets to it and complete
    nothing. ``occasional`` papers exist in some cases only: nobody misses them.
    """

    code: str
    title: str
    acts: tuple[str, ...]
    also: tuple[str, ...] = ()
    occasional: bool = False
