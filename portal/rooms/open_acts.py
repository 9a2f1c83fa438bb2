"""The acts that stand open on a case, the most urgent first, in place with their form or elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.forms import Form
from django.utils.translation import gettext as _

from portal.pages.case import OpenAct
from portal.pages.days import AHEAD_DAYS, NEAR_DAYS, day_text, distance
from portal.pages.parts import Shape
from portal.rooms.actor import Actor
from portal.rooms.forms import act_form, choosing_on, may_record
from portal.rooms.jobs import act_text, begins_with, duties_of, step_href, step_label
from portal.rooms.words import cite, reason
from workflows.door import Outlook, Prospect
from workflows.models import Duty as Owed
from workflows.nodes import CaseAct, MeetingType
from workflows.nodes import Duty as Declared
from workflows.selectors.cases import outstanding_duties
from workflows.selectors.matters import open_matters_of

#: what may be done at any time is never the red act
PRESSING = 2


@dataclass(frozen=True, slots=True)
class Said:
    """What stands beside an act: words with their shape, and how urgent it makes the act (0 is the most)."""

    words: str
    shape: Shape | None
    rank: int
    on: date = date.max


class OpenActs:
    """What the chosen office may do on one case, read once."""

    def __init__(self, actor: Actor, view: Outlook) -> None:
        self.actor = actor
        self.view = view
        mine = [each for each in view.prospects if each.mine or may_record(actor, each)]
        self.matters = open_matters_of([view.case.id]) if any(each.act.matter for each in mine) else {}
        self.choosing = choosing_on(actor, view)
        self.owed = self._duties()
        self.found = sorted(
            ((self._asked(each) or self._said(each), each) for each in mine if _done_here(each)),
            key=lambda found: (found[0].rank, found[0].on),
        )
        self.rare = [
            each for each in mine if isinstance(each.act, CaseAct) and not each.unmet and not _answered(each)
        ]

    def now(self) -> Iterator[OpenAct]:
        """The steps and the acts of the stage; the most urgent that can be done is the red one."""
        first = next((step for said, step in self.found if not step.unmet and said.rank <= PRESSING), None)
        for said, step in self.found:
            yield self._act(said, step, primary=step is first)

    def seldom(self) -> Iterator[OpenAct]:
        """What may happen to any case at any time and seldom does, each on its own page or its matter's."""
        for step in self.rare:
            act = step.act
            href = step_href(self.view.case.id, step, self.matters)
            yield OpenAct(key=_key(step), title=act.title, href=href, submit=act.title, cite=cite(act.cites))

    def _act(self, said: Said, step: Prospect, *, primary: bool) -> OpenAct:
        act, shared = step.act, step.act.matter is not None
        held = tuple(reason(finding) for finding in step.unmet)
        form = None if shared or held else self._form(step)
        return OpenAct(
            key=_key(step),
            title=step_label(step) if _meets(step) else act.title,
            href=step_href(self.view.case.id, step, self.matters),
            submit=act_text(self.view.case.id, step, self.matters),
            cite=cite(act.cites or (step.node.cites if step.node else ())),
            when=said.words,
            shape=said.shape,
            form=form,
            opened=primary and not shared,
            primary=primary,
            held=held,
        )

    def _form(self, step: Prospect) -> Form:
        """The act's form, with the period that is owed first."""
        owed = self.owed.get(step.act.name, ())[:1]
        initial = {duty.field: row.period for row, duty in owed if duty.field}
        return act_form(
            self.actor, self.view, step, prefix=step.act.name, choosing=self.choosing, initial=initial
        )

    def _duties(self) -> dict[str, list[tuple[Owed, Declared]]]:
        """What is owed or soon will be, by the act that discharges it, the earliest day first."""
        case, declared = self.view.case, duties_of(self.view)
        found: dict[str, list[tuple[Owed, Declared]]] = {}
        for owed in outstanding_duties([case.id], self.actor.on, AHEAD_DAYS) if declared else ():
            if owed.name in declared:
                duty = declared[owed.name]
                found.setdefault(duty.act.name, []).append((owed, duty))
        return found

    def _passed_on(self, step: Prospect) -> list[tuple[Owed, Declared]]:
        """What is owed by somebody whom this act has to name first."""
        waiting = (each for each in self.owed.values() if begins_with(self.view, each[0][1].act) is step.act)
        return next(waiting, [])

    def _asked(self, step: Prospect) -> Said | None:
        """What a case act would answer, and since when; which of several answers is nobody's to suggest."""
        asked = self.view.situation.facts.latest(_answered(step))
        if asked is None:
            return None
        title = self.view.case.procedure.act_types[asked.name].title
        words = _("%(what)s，%(day)s") % {"what": title, "day": day_text(asked.on, today=self.actor.on)}
        return Said(words, None, 3, asked.on)

    def _said(self, step: Prospect) -> Said:
        today = self.actor.on
        if step.unmet:
            day = step.earliest_on
            words = _("最早 %(day)s") % {"day": day_text(day, today=today)} if day else _("须先补齐")
            return Said(words, Shape.HELD, 5)
        late = next((each for each in step.reminders if each.late and each.on <= today), None)
        if late is not None:
            words = _("%(what)s，%(day)s起") % {"what": late.act.title, "day": day_text(late.on, today=today)}
            return Said(words, Shape.LATE, 0, late.on)
        owed = self.owed.get(step.act.name) or self._passed_on(step)
        first = begins_with(self.view, step.act)
        if first is not step.act:
            return Said(_("须先%(act)s") % {"act": first.title}, None, 3)
        if owed:
            return _owed(owed[0][0].due_on, today)
        if step.awaited_on is not None:
            return _owed(step.awaited_on, today)
        return Said("", None, 2) if step.path else self._at_any_time(step)

    def _at_any_time(self, step: Prospect) -> Said:
        """An act of the stage: when it was last done, where once is enough."""
        done = self.view.situation.facts.on(step.act.name) if step.act.keep == "latest" else None
        if done is None:
            return Said(_("随时"), None, 3)
        return Said(_("%(day)s已登记") % {"day": day_text(done, today=self.actor.on)}, None, 4)


def _done_here(step: Prospect) -> bool:
    """Whether an act stands among those of the case.

    What a shared matter brings is done in its room, and so is everything that belongs to a meeting: one row
    leads there.
    """
    brought = step.act.matter is not None and not step.path
    always = isinstance(step.act, CaseAct) and not _answered(step)
    return not brought and not always and (step.main or not _meets(step))


def _answered(step: Prospect) -> str:
    """The act that a case act would answer now; empty for any other."""
    return step.act.answers if isinstance(step.act, CaseAct) and not step.unmet else ""


def _meets(step: Prospect) -> bool:
    """Whether a step is a meeting's."""
    return step.act.matter is not None and issubclass(step.act.matter, MeetingType)


def _owed(on: date, today: date) -> Said:
    words = _("%(day)s到期，%(left)s") % {"day": day_text(on, today=today), "left": distance(on, today=today)}
    days = (on - today).days
    shape = Shape.LATE if days < 0 else Shape.SOON if days <= NEAR_DAYS else None
    return Said(words, shape, 0 if days < 0 else 1 if days <= NEAR_DAYS else 3, on)


def _key(step: Prospect) -> str:
    return step.act.name.replace(".", "-")
