"""The road ahead of a case: what is open and what follows it when all goes well, up to the next stage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from portal.pages.case import Road, RoadStep
from portal.pages.days import day_text
from portal.rooms.jobs import nearest_first, step_label
from workflows.door import Outlook, Prospect
from workflows.nodes import SYSTEM, ActType, Stage, SubProcedure, Wait
from workflows.nodes.graph import ProcedureNode
from workflows.rules.predicates import evaluate


def road(view: Outlook, today: date) -> Road | None:
    """The open steps and what people do after each; None where nothing is open."""
    note = _("推算不含审批在途时间。任何一步实际日期变动，以下各日重算。")
    steps = tuple(_steps(view, today))
    return Road(steps, note) if steps else None


def _steps(view: Outlook, today: date) -> Iterator[RoadStep]:
    for step in nearest_first(view):
        day = step.earliest_on if step.unmet else today
        text = _("%(day)s起") % {"day": day_text(day, today=today)} if day else _("补齐后")
        if not step.unmet and step.awaited_on is not None:
            text = _("%(day)s前") % {"day": day_text(step.awaited_on, today=today)}
        yield RoadStep(step_label(step), text, _by(step.act), key=True, firm=bool(day))
        yield from _after(view, step, today)


def _after(view: Outlook, prospect: Prospect, today: date) -> Iterator[RoadStep]:
    node, seen = prospect.node, set()
    while node is not None and node.targets and node.name not in seen:
        seen.add(node.name)
        node = next(iter(node.targets.values()))
        act = next(iter(node.acts.values()), None)
        stage = isinstance(node, Stage)
        if isinstance(node, Wait):
            return  # what follows when its time has run out is nobody's aim
        if node.label and node.name not in seen and (stage or _is_done_by_people(node, act)):
            day = _not_before(view, node)
            text = _("%(day)s起") % {"day": day_text(day, today=today)} if day else _("此后")
            yield RoadStep(node.label, text, _by(act) if act and not stage else "", key=stage, firm=bool(day))
        if stage:
            return


def _is_done_by_people(node: ProcedureNode, act: ActType | None) -> bool:
    """Whether a step is something to be done: where ways part and what only lasts is nobody's to do."""
    return isinstance(node, SubProcedure) or (act is not None and any(role is not SYSTEM for role in act.by))


def _not_before(view: Outlook, node: ProcedureNode) -> date | None:
    """The first day that the rules of a later step would let it happen, as far as days alone say so today."""
    act = node.acts.get(node.name)
    situation = replace(view.situation, node=node.name)
    found = evaluate(act.requires, situation) if act else ()
    return max((each.earliest_on for each in found if each.refuses and each.earliest_on), default=None)


def _by(act: ActType) -> str:
    """Who does it; what only the day brings is nobody's."""
    who = _("、").join(role.title for role in act.by if role is not SYSTEM)
    return _("由%(who)s办") % {"who": who} if who else _("到期自动")
