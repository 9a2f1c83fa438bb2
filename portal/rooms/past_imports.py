"""The imports of before, beside the upload of the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from portal.imports.current import Keeper
from portal.models import RecordImport, RosterImport
from portal.pages.days import day_text
from portal.pages.roster import PastImport

SHOWN_IMPORTS = 8


def past_imports(
    imports: QuerySet[RosterImport] | QuerySet[RecordImport],
    keeper: Keeper,
    *,
    words: Callable[[dict[str, Any]], str],
    result: str,
) -> Iterator[PastImport]:
    """The last confirmed imports of the keeper's unit; one's own lead to their ``result`` while kept."""
    done = imports.filter(unit=keeper.unit).exclude(confirmed_at=None)
    for each in done.select_related("by__person").order_by("-confirmed_at")[:SHOWN_IMPORTS]:
        own = getattr(each.by, "person", None)
        mine = own is not None and own.pk == keeper.person and each.outcome is not None
        yield PastImport(
            day=day_text(each.confirmed_on) if each.confirmed_on else "",
            text=words(each.counts),
            by=each.by.display_name,
            href=reverse(result, args=[each.pk]) if mine else "",
        )
