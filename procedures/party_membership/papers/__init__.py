"""Papers of the procedure as content, from the record: what each notice says, and no more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from procedures.party_membership.papers.candidate import candidate_notice
from procedures.party_membership.papers.conversion import conversion_notice
from procedures.party_membership.papers.posted import Posted, Shown
from procedures.party_membership.papers.recommendation import recommendation_notice
from workflows.documents import NoticePaper

#: who writes the paper of a notice, by what its kind is called in the procedure
WRITERS: Final[Mapping[str, Callable[[Posted], NoticePaper]]] = {
    "recommendation_notice": recommendation_notice,
    "candidate_notice": candidate_notice,
    "conversion_notice": conversion_notice,
}

__all__ = ["WRITERS", "Posted", "Shown"]
