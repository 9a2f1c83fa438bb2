"""What the registrar keeps of an academic year: contests, inspection, graduation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from django import forms

from portal.pages.parts import Fact
from portal.rooms.credits.reach import this_year
from portal.rooms.matters import YEAR, MatterRoom
from procedures.second_classroom_credits.flows.contests import Contests
from procedures.second_classroom_credits.flows.rounds import Graduation, Inspection
from workflows.nodes import MatterAct, MatterType
from workflows.rules.facts import Facts

KINDS: Final[tuple[type[MatterType], ...]] = (Contests, Inspection, Graduation)
#: acts that have a room of their own, by the kind: nobody types there what the record knows
ELSEWHERE: Final[Mapping[type[MatterType], Mapping[str, str]]] = {Graduation: {"audit": "credits_classes"}}


class YearRoom(MatterRoom):
    """One record of a year."""

    def dress(self, form: forms.Form, act: MatterAct) -> None:
        """The running year is filled in where one is opened."""
        super().dress(form, act)
        if act.opens and YEAR in form.fields:
            form.fields[YEAR].initial = str(this_year(self.actor.on))

    def facts(self) -> Iterator[Fact]:
        """Of which year it is, before the rest."""
        opened = Facts.from_json(self.matter.facts).latest("open") if self.matter else None
        if opened is not None:
            yield Fact(self._opening_label(YEAR), str(opened.data[YEAR]))
        yield from super().facts()
