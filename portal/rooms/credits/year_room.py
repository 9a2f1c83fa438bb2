"""What the registrar keeps of an academic year: contests, inspection, graduation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from django import forms
from django.utils.translation import gettext as _

from portal.pages.parts import Fact
from portal.rooms.credits.reach import this_year
from portal.rooms.matters import YEAR, MatterRoom
from procedures.second_classroom_credits import roles
from procedures.second_classroom_credits.flows.contests import Contests
from procedures.second_classroom_credits.flows.rounds import Graduation, Inspection
from workflows.models import Unit
from workflows.nodes import MatterAct, MatterType
from workflows.rules.facts import Facts

#: the field that names a college
UNIT: Final = "unit_name"
KINDS: Final[tuple[type[MatterType], ...]] = (Contests, Inspection, Graduation)
#: acts that have a room of their own, by the kind: nobody types there what the record knows
ELSEWHERE: Final[Mapping[type[MatterType], Mapping[str, str]]] = {Graduation: {"audit": "credits_classes"}}


class YearRoom(MatterRoom):
    """One record of a year."""

    def dress(self, form: forms.Form, act: MatterAct) -> None:
        """The running year is filled in where one is opened; the unit that was inspected is chosen."""
        super().dress(form, act)
        if act.opens and YEAR in form.fields:
            form.fields[YEAR].initial = str(this_year(self.actor.on))
        if UNIT in form.fields:
            found = Unit.objects.filter(pk__in=self.actor.units, kind=roles.COLLEGE, closed_on=None)
            names = found.order_by("code").values_list("name", flat=True)
            choices = [("", _("请选择")), *((name, name) for name in names)]
            form.fields[UNIT].widget = forms.Select(choices=choices)

    def facts(self) -> Iterator[Fact]:
        """Of which year it is, before the rest."""
        opened = Facts.from_json(self.matter.facts).latest("open") if self.matter else None
        if opened is not None:
            yield Fact(self._opening_label(YEAR), str(opened.data[YEAR]))
        yield from super().facts()
