"""What an open shared matter still owes a case: after the draw of a defence its call, session and report.

Nothing of it is a step of the case's path, so no step of the desk leads there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.pages.desk import Job
from portal.pages.parts import Act
from portal.rooms.jobs import Matters, Row, case_href, stage_text, waited
from portal.rooms.words import cite
from workflows.door import Outlook, Prospect
from workflows.models import Case
from workflows.nodes import MatterType, MeetingType, NoticeType
from workflows.rules.facts import Fact


def brought_next(case: Case, view: Outlook, on: date, matters: Matters) -> Iterator[Row]:
    """A row for each open matter whose next act on the case is the asker's own."""
    mine = [each for each in view.prospects if each.mine and not each.path and each.act.matter is not None]
    for kind in dict.fromkeys(each.act.matter for each in mine):
        matter = matters.get((case.pk, kind.kind())) if kind else None
        if kind is None or matter is None or issubclass(kind, MeetingType | NoticeType):
            continue
        acts = [each for each in mine if each.act.matter is kind]
        begun = _begun(view, kind, acts)
        step = _next(view, acts, begun) if begun else None
        if begun and step:
            yield _row(case, view, step, kind, matter, _since(view, acts, begun), on)


def _begun(view: Outlook, kind: type[MatterType], acts: list[Prospect]) -> Fact | None:
    """What the opening of the matter brought to the case."""
    opening = {act.event for act in kind.acts().values() if act.opens}
    names = [each.act.name for each in acts if each.act.event in opening]
    return next((fact for name in names if (fact := view.situation.facts.latest(name))), None)


def _next(view: Outlook, acts: list[Prospect], begun: Fact) -> Prospect | None:
    """The first act that has not followed; none for whom the first that can follow is refused."""
    rest = [each for each in acts if each.act.name != begun.name]
    done = {each.act.name for each in rest if _after(view, each, begun)}
    if rest and rest[0].unmet and rest[0].act.name not in done:
        return None
    return next((each for each in rest if each.act.name not in done), None)


def _after(view: Outlook, step: Prospect, begun: Fact) -> Fact | None:
    fact = view.situation.facts.latest(step.act.name)
    return fact if fact and (fact.entry or 0) > (begun.entry or 0) else None


def _since(view: Outlook, acts: list[Prospect], begun: Fact) -> date:
    return max((_after(view, each, begun) or begun).on for each in acts)


def _row(
    case: Case, view: Outlook, step: Prospect, kind: type[MatterType], matter: int, since: date, on: date
) -> Row:
    href = reverse("matter_act", args=[matter, step.act.event])
    job = partial(
        Job,
        name=case.subject.name,
        note=case.subject.number,
        href=case_href(case.pk),
        step=step.act.title,
        why=_("%(matter)s还没有办完。") % {"matter": kind.title},
        day=waited(since, on),
        act=Act(kind.acts()[step.act.event].title, href),
        cite=cite(step.act.cites),
        stage=stage_text(view),
    )
    return Row((since, case.subject.number), job, f"{matter} {step.act.name}")
