"""Lists of cases: by stage, and by what was searched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.pages.days import day_text, due
from portal.pages.desk import View
from portal.pages.parts import DateKind, Day, Link, Paging, Shape, State
from portal.pages.search import CaseRow, CasesPage, SearchPage
from portal.rooms.actor import Actor
from portal.rooms.forms import may_record
from portal.rooms.jobs import (
    case_href,
    day_of,
    duties_of,
    is_awaited,
    nearest_first,
    several_href,
    step_label,
    urged_on,
    where,
)
from portal.rooms.periods import owed_title
from workflows.door import Outlook, Prospect, outlook
from workflows.models import Case, Duty
from workflows.nodes import ActType, CaseAct
from workflows.nodes.procedure import families
from workflows.selectors.cases import matching, outstanding_duties

PER_PAGE = 50
#: the view of the cases that are over, beside those of the stages
ENDED = "ended"


def cases_page(actor: Actor, at: datetime, stage: str, number: str) -> CasesPage:
    """The cases that the chosen office reaches, fifty to a page: of a stage, running or over."""
    known = {ENDED, *(each.name for kind in families().values() for each in kind.stages)}
    stage = stage if stage in known else ""
    page = Paginator(_chosen(actor, stage), PER_PAGE).get_page(number)
    cases = {case.pk: case for case in page.object_list}
    views = _views_of(actor, at, cases)
    rows = _rows(actor, cases, views)
    total = page.paginator.count
    return CasesPage(
        title=_("办件"),
        lede=_("%(n)s 件，按学号排列。") % {"n": total},
        rows=rows,
        views=tuple(_views(stage)),
        together=tuple(_together(actor, views)) if stage else (),
        paging=_paging(page, f"stage={stage}"),
        empty="" if total else _none(stage),
    )


def _chosen(actor: Actor, stage: str) -> QuerySet[Case]:
    found = actor.listed
    if stage and stage != ENDED:
        return found.filter(stage=stage)
    return found.filter(status=ENDED) if stage else found.exclude(status=ENDED)


def _none(stage: str) -> str:
    """What is said where a view holds nothing."""
    if stage == ENDED:
        return _("还没有结束的办件。")
    return _("这个阶段现在没有办件。") if stage else _("这里还没有办件。登记了入党申请，就会出现。")


def search_page(actor: Actor, at: datetime, query: str) -> SearchPage:
    """The cases whose subject matches what was typed: name, number or the initials of the name."""
    words = query.strip()[:40].replace("\x00", "")
    rows: tuple[CaseRow, ...] = ()
    if words:
        cases = {case.pk: case for case in actor.listed.filter(matching(words))[:PER_PAGE]}
        rows = _rows(actor, cases, _views_of(actor, at, cases))
    sentence = _("“%(words)s”：找到 %(n)s 件。") % {"words": words, "n": len(rows)}
    return SearchPage(
        query=words,
        href=reverse("search"),
        sentence=sentence if words else _("输入姓名、学号或拼音首字母。"),
        rows=rows,
        hint="" if rows or not words else _("只查您能看到的办件。可以换成学号，或姓名的拼音首字母。"),
    )


def _views_of(actor: Actor, at: datetime, cases: Mapping[int, Case]) -> dict[int, Outlook]:
    return outlook(cases, at=at, actor=actor.id) if cases else {}


def _together(actor: Actor, views: Mapping[int, Outlook]) -> Iterator[Link]:
    """The acts that are possible on more than one of the cases, each leading to a choice of people."""
    open_to: dict[tuple[str, ActType], int] = {}
    for view in views.values():
        for step in view.prospects:
            act, key = step.act, (view.case.procedure.family, step.act)
            if act.matter is not None or isinstance(act, CaseAct) or open_to.get(key, 0) > 1:
                continue
            if (step.mine or may_record(actor, step)) and not step.unmet:
                open_to[key] = open_to.get(key, 0) + 1
    for (family, act), count in open_to.items():
        if count > 1:
            yield Link(act.title, several_href(family, act.name))


def _rows(actor: Actor, cases: Mapping[int, Case], views: Mapping[int, Outlook]) -> tuple[CaseRow, ...]:
    late = outstanding_duties(cases, actor.on, -1).order_by("-due_on", "-pk") if cases else ()
    owed = {duty.case_id: duty for duty in late if duty.name in duties_of(views[duty.case_id])}
    return tuple(_row(case, views[pk], actor, owed.get(pk)) for pk, case in cases.items())


def _row(case: Case, view: Outlook, actor: Actor, owed: Duty | None) -> CaseRow:
    """A case by what comes next; by the duty that is ``owed`` the longest, where one is overdue."""
    stage = view.case.procedure.named(case.stage).label if case.stage else ""
    step = next(iter(nearest_first(view)), None)
    following, day = "", None
    if owed is not None:
        following = owed_title(duties_of(view)[owed.name].title, owed.period, actor.on)
        day = due(owed.due_on, DateKind.STATUTORY, today=actor.on)
    elif step is not None:
        following, day = step_label(step), day_of(view, step, actor.on)
    elif case.ended_on:
        day = Day(day_text(case.ended_on), case.ended_on.isoformat(), DateKind.ACTUAL, _("结束"))
    late = owed is not None or (step is not None and urged_on(step) <= actor.on)
    return CaseRow(
        name=case.subject.name,
        number=case.subject.number,
        href=case_href(case.pk),
        unit=where(case, view, within=actor.chosen.unit if actor.chosen else None),
        stage=stage or _("已结束"),
        next=following,
        day=day,
        state=_state(step, actor.on, late=late),
    )


def _state(step: Prospect | None, on: date, *, late: bool) -> State | None:
    """The one state of a case: late before anything else, then whether its next step can be taken."""
    if late:
        return State(Shape.LATE)
    if step is None:
        return None
    if step.unmet:
        return State(Shape.HELD)
    return State(Shape.READY if is_awaited(step, on) else Shape.AHEAD)


def _views(stage: str) -> Iterable[View]:
    yield View(_("全部"), reverse("cases"), current=not stage)
    for procedure in families().values():
        for each in procedure.stages:
            yield View(each.label, f"{reverse('cases')}?stage={each.name}", current=stage == each.name)
    yield View(_("已结束"), f"{reverse('cases')}?stage={ENDED}", current=stage == ENDED)


def _paging(page: Page[Case], query: str) -> Paging | None:
    if page.paginator.num_pages == 1:
        return None
    text = _("第 %(from)s 至 %(to)s 件，共 %(n)s 件") % {
        "from": page.start_index(),
        "to": page.end_index(),
        "n": page.paginator.count,
    }
    before = f"?{query}&page={page.previous_page_number()}" if page.has_previous() else ""
    after = f"?{query}&page={page.next_page_number()}" if page.has_next() else ""
    return Paging(text, before, after)
