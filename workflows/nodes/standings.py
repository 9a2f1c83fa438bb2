"""Standings that the progress of a case gives its subject in a tree of the roster.

A procedure says where somebody becomes what; the engine keeps the roster in step::

    activist = Stage(…).Gives(roles.PARTY_TREE, roles.ACTIVIST)                   # when the stage opens
    cancelled = End(…).Gives(roles.PARTY_TREE, roles.NO_STANDING)                 # when the case ends there
    withdrawal = CaseAct(…).Gives(roles.PARTY_TREE, roles.NO_STANDING)            # when the act happens
    approval = Review(…).Gives(roles.PARTY_TREE, roles.CANDIDATE, on="approved")  # with this outcome

The standing holds from the day the act has effect (``Effective``, else its own day), in whatever unit the
person belongs to then and later; the standing held before in that tree ends with it. It is written as dated
memberships in the transaction of the act, which bear the case. Correcting the day of the act moves it,
voiding the act takes it back, and what the roster itself had said stands again. The act's entry says what was
given (``moves.gives``; after a correction or voiding ``moves.given``, all that is left), and
``verify_journal`` compares the memberships with it. A case file expects it by
``state: {standing: {TREE: STANDING}}``.

While such a case is open, the roster says where the person belongs and the case says as what: an act on the
roster that says otherwise is refused. Rules and lists ask memberships as before (``PersonView.standing_on``,
``Membership.standing``). A case whose subject belongs nowhere in the tree gives nothing.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gives:
    """A standing in a tree; an act gives it with the outcome ``on``, or with any where that is empty."""

    tree: str
    standing: str
    on: str = ""
