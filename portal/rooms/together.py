"""Acts that are never recorded alone: what follows from them is recorded in the same list, or none of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from procedures.second_classroom_credits.flows.words import FAMILY
from procedures.second_classroom_credits.proving import with_what_follows
from workflows.door import Act

#: by family and name of the act: gives the whole list
FOLLOWED: Final[Mapping[tuple[str, str], Callable[..., list[Act]]]] = {
    (FAMILY, "forgery_proven"): with_what_follows
}


def together(family: str, act: Act, at: datetime) -> list[Act]:
    """An act on a case with what follows from it; ordinarily it stands alone."""
    followed = FOLLOWED.get((family, act.name))
    return followed(act, at=at) if followed else [act]
