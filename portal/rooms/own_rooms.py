"""Where somebody is shown a case of their own: their progress, or the room of what they have several of."""

from __future__ import annotations

from typing import Final

from django.urls import reverse

from procedures.second_classroom_credits.flows.words import FAMILY
from workflows.models import Case
from workflows.nodes.procedure import procedure

#: the address of one case in a room of its subject's own, by family
ROOMS: Final = {FAMILY: "credits_item"}


def has_room(case: Case) -> bool:
    """Whether its subject has a room for cases of this procedure, where everything on them is done."""
    return procedure(case.procedure).family in ROOMS


def own_address(case: Case) -> str:
    """The page on which its subject sees a case."""
    name = ROOMS.get(procedure(case.procedure).family)
    return reverse(name, args=[case.pk]) if name else reverse("me_progress")
