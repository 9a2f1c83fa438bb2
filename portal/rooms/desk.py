"""The desk of an office: overdue, near, possible now, held back; and what others hold."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.pages.days import NEAR_DAYS, day_text, distance, today_text
from portal.pages.desk import DeskPage, Event, Job, JobGroup, StageCount, View, Waiting
from portal.pages.month import month_of
from portal.pages.parts import Link, Shape
from portal.rooms.actor import Actor
from portal.rooms.brought import brought_next
from portal.rooms.forms import may_record
from portal.rooms.jobs import (
    Listed,
    Row,
    assigned,
    duties_of,
    elsewhere,
    held,
    is_awaited,
    nearest_first,
    next_of,
    owed,
    ready,
    step_label,
    urged,
    urged_on,
    waits_since,
)
from portal.rooms.kinds import shared
from portal.rooms.roster import keeps
from workflows.door import Outlook, Prospect, outlook
from workflows.models import Case, Membership
from workflows.models import Duty as Owed
from workflows.nodes import Duty, NoticeType, Stage
from workflows.nodes.procedure import families
from workflows.selectors.cases import outstanding_duties
from workflows.selectors.matters import matters_assigned_to, open_matters_of

OTHERS = "others"
SHOWN_EVENTS = 3
#: rows of a group before it asks whether all are wanted
SHOWN_ROWS = 20


def desk_page(actor: Actor, at: datetime, shown: str = "", only: str = "") -> DeskPage:
    """The desk of the chosen office, or of somebody whom acts have named; or what others hold of its cases.

    ``shown`` is ``OTHERS`` for the second; ``only`` names a group that is wanted whole, and alone.
    """
    desk = Desk(actor, at)
    mine, theirs = desk.mine(), desk.theirs()
    listed = theirs if shown == OTHERS else mine
    groups = tuple(_group(each, shown, only) for each in listed if only in {"", each.key})
    return DeskPage(
        title=_("工作台"),
        lede=_lede(listed, actor.on),
        groups=groups if shown == OTHERS else _one_primary(groups),
        stages=tuple(desk.stages()),
        views=tuple(_views(mine, theirs, shown)),
        tools=tuple(_tools(actor)),
        month=month_of(actor.on, windows=desk.windows, last_days=desk.last_days()),
        events=tuple(desk.events())[:SHOWN_EVENTS],
        waiting=() if shown == OTHERS else tuple(desk.waiting()),
        waiting_all=Link(_("逐人看"), f"{reverse('desk')}?view={OTHERS}"),
        empty="" if any(group.jobs for group in groups) else _nothing_to_do(actor),
    )


def _group(listed: Listed, shown: str, only: str) -> JobGroup:
    """A group as it is shown: its first rows and the way to the others, or all of them."""
    jobs = listed.first(None if only else SHOWN_ROWS)
    more = None
    if len(jobs) < len(listed):
        text = _("另有 %(n)s 件，全部列出") % {"n": len(listed) - len(jobs)}
        more = Link(text, f"{reverse('desk')}?{urlencode({'view': shown, 'group': listed.key})}")
    return JobGroup(listed.key, listed.shape, listed.title, jobs, listed.why, total=len(listed), more=more)


def _nothing_to_do(actor: Actor) -> str:
    """What a desk without jobs says; whoever keeps a roster in which nobody stands begins with it."""
    if keeps(actor) and not Membership.objects.filter(unit__in=actor.units).exists():
        return _("名册里还没有人。先到“名册”下载模板，导入组织、人员和任职。")
    return _("没有等您办理的事项。有人递交申请，或者到了期限，这里会列出来。")


class Desk:
    """The cases that an office reaches, read once, and what each of them waits for."""

    def __init__(self, actor: Actor, at: datetime) -> None:
        self.actor = actor
        self.on = actor.on
        self.cases = {case.pk: case for case in actor.on_desk}
        self.views = outlook(self.cases, at=at, actor=actor.id)
        rest = monthrange(self.on.year, self.on.month)[1] - self.on.day
        self.duties = list(outstanding_duties(self.cases, self.on, max(NEAR_DAYS, rest)))
        self.matters = open_matters_of(self.cases)
        self.steps = [
            (self.cases[view.case.id], view, next_of(view, step, self.matters))
            for view in self.views.values()
            for step in view.prospects
            if step.path and step.main
        ]
        self.windows = {window for window, _title, _names in self._hung()}

    def mine(self) -> tuple[Listed, ...]:
        """What the office itself can do, or cannot do yet."""
        late = [row for duty, row in self._owed(mine=True) if duty.due_on < self.on]
        soon = [row for duty, row in self._owed(mine=True) if duty.due_on >= self.on]
        steps = [each for each in self.steps if each[2].mine]
        late += [urged(*each, self.on, self.matters) for each in steps if self._is_late(each[2])]
        soon += [urged(*each, self.on, self.matters) for each in steps if self._is_near(each[2])]
        rest = [each for each in steps if not self._is_late(each[2]) and not self._is_near(each[2])]
        can = [ready(*each, self.on, self.matters) for each in rest if not each[2].unmet]
        busy = {case.pk for case, _view, step in steps if not step.unmet}
        can += self._brought()
        can += self._named()
        cannot = [held(*each, self.on, self.matters) for each in self._first_held(rest, busy)]
        first = _("先办这里；条文定了期限的，须写明逾期原因")
        return (
            Listed("late", Shape.LATE, _("逾期"), first, late),
            Listed("soon", Shape.SOON, _("7天内"), "", soon),
            Listed("ready", Shape.READY, _("可推进"), _("要求已全部满足"), can),
            Listed("held", Shape.HELD, _("被卡住"), _("日期为最早可办日"), cannot),
        )

    def theirs(self) -> tuple[Listed, ...]:
        """What is possible now, or overdue, but in somebody else's hands."""
        late = [row for duty, row in self._owed(mine=False) if duty.due_on < self.on]
        steps = list(self._elsewhere())
        late += [urged(*each, self.on, self.matters, act=False) for each in steps if self._is_late(each[2])]
        open_now = [elsewhere(*each, self.on) for each in steps if not self._is_late(each[2])]
        return (
            Listed("late", Shape.LATE, _("逾期"), _("由别人办，可以提醒"), late),
            Listed("others", Shape.RUNNING, _("等别人办"), _("等得久的在前"), open_now),
        )

    def stages(self) -> Iterator[StageCount]:
        """Every stage of every procedure that somebody here is in, with its number and one fact."""
        counts = Counter((view.case.procedure, view.case.stage) for view in self.views.values())
        late = Counter(self.cases[duty.case_id].stage for duty in self.duties if duty.due_on < self.on)
        late.update(case.stage for case, _view, step in self.steps if self._is_late(step))
        can = Counter(case.stage for case, _view, step in self.steps if step.mine and not step.unmet)
        for procedure in families().values():
            if not any(known is procedure for known, _stage in counts):
                continue
            for stage in procedure.stages:
                fact, shape = _fact(late[stage.name], can[stage.name], counts[(procedure, stage.name)])
                href = f"{reverse('cases')}?stage={stage.name}"
                yield StageCount(stage.label, counts[(procedure, stage.name)], href, fact, shape)

    def last_days(self) -> list[date]:
        """The last days of duties, and of the steps of this office that are reminded of."""
        steps = [urged_on(step) for _case, _view, step in self.steps if step.mine]
        return [*(duty.due_on for duty in self.duties), *steps]

    def events(self) -> Iterator[Event]:
        """The notices that hang, by their last day."""
        for (_first, last), title, names in sorted(self._hung()):
            if last < self.on:
                continue
            who = (
                names[0]
                if len(names) == 1
                else _("%(name)s等 %(n)s 人") % {"name": names[0], "n": len(names)}
            )
            left = distance(last, today=self.on)
            yield Event(
                _("%(day)s止") % {"day": day_text(last, today=self.on)},
                left,
                _("%(title)s，%(who)s") % {"title": title, "who": who},
            )

    def waiting(self) -> Iterator[Waiting]:
        """What others hold, by step and by whose it is, the longest first."""
        steps: dict[tuple[str, str], list[date]] = {}
        for duty, declared in self._declared(mine=False):
            if duty.due_on < self.on:
                steps.setdefault((declared.title, declared.act.by[0].title), []).append(duty.due_on)
        late = set(steps)
        for _case, view, step in self._elsewhere():
            steps.setdefault((step_label(step), step.act.by[0].title), []).append(waits_since(view, step))
        for (label, who), days in sorted(steps.items(), key=lambda item: min(item[1])):
            waited = (self.on - min(days)).days
            since = _("逾 %(n)s 天") if (label, who) in late else _("%(n)s 天")
            yield Waiting(
                _("%(label)s %(n)s 人") % {"label": label, "n": len(days)}, since % {"n": waited}, who
            )

    def _first_held(
        self, steps: list[tuple[Case, Outlook, Prospect]], busy: set[int]
    ) -> Iterator[tuple[Case, Outlook, Prospect]]:
        """Of whom nothing can be done here: the step that comes first; what follows from it says no more."""
        for case, view, step in steps:
            nearest = next(each for each in nearest_first(view) if each.mine or each is step)
            if case.pk not in busy and (step is nearest or step.node is nearest.node):
                yield case, view, step

    def _brought(self) -> Iterator[Row]:
        """What open matters, such as a defence after its draw, ask this office to bring to a case next."""
        for view in self.views.values():
            yield from brought_next(self.cases[view.case.id], view, self.on, self.matters)

    def _named(self) -> Iterator[Row]:
        """The meetings and other matters that gave this person, in no office, something to do."""
        if self.actor.units or self.actor.id is None:
            return
        for matter in matters_assigned_to(self.actor.id):
            kind = shared(matter.kind)
            if kind is not None:
                yield assigned(matter, kind, self.on)

    def _is_late(self, step: Prospect) -> bool:
        return urged_on(step) <= self.on

    def _is_near(self, step: Prospect) -> bool:
        return 0 < (urged_on(step) - self.on).days <= NEAR_DAYS

    def _declared(self, *, mine: bool) -> Iterator[tuple[Owed, Duty]]:
        for duty in self.duties:
            view = self.views[duty.case_id]
            declared = duties_of(view).get(duty.name)
            if declared is not None and self._may(view, declared) is mine:
                yield duty, declared

    def _owed(self, *, mine: bool) -> Iterator[tuple[Owed, Row]]:
        for duty, declared in self._declared(mine=mine):
            if (duty.due_on - self.on).days <= NEAR_DAYS:
                case = self.cases[duty.case_id]
                yield duty, owed(duty, declared, case, self.views[case.pk], self.on, act=mine)

    def _may(self, view: Outlook, duty: Duty) -> bool:
        """Whether this office does what the duty asks, or records it for whoever does."""
        step = next((each for each in view.prospects if each.act.name == duty.act.name), None)
        return step is not None and (step.mine or may_record(self.actor, step))

    def _elsewhere(self) -> Iterator[tuple[Case, Outlook, Prospect]]:
        for case, view, step in self.steps:
            waits = is_awaited(step, self.on) and not isinstance(step.node, Stage)
            if waits and not step.mine and not step.unmet:
                yield case, view, step

    def _hung(self) -> list[tuple[tuple[date, date], str, list[str]]]:
        """The notices of these cases: the days on which each hangs, what it is called, who is on it."""
        found: dict[tuple[tuple[date, date], str, int | None], list[str]] = {}
        for case, view, step in self.steps:
            kind = step.act.matter
            if kind is not None and issubclass(kind, NoticeType) and (window := kind.window(view.situation)):
                notice = self.matters.get((case.pk, kind.kind()))
                key = ((window.first_day, window.last_day), kind.title, notice)
                found.setdefault(key, []).append(case.subject.name)
        return [(window, title, names) for (window, title, _notice), names in found.items()]


def _tools(actor: Actor) -> Iterator[Link]:
    """What the chosen office may begin: registering openings of each procedure."""
    office = actor.chosen.office if actor.chosen else ""
    for family, procedure in families().items():
        for opening in (start.main for start in procedure.starts):
            if office in {role.name for role in (*opening.by, *opening.recorders)}:
                text = _("登记%(act)s") % {"act": opening.title}
                yield Link(text, reverse("register", args=[family, opening.name]), "file-text")


def _views(mine: tuple[Listed, ...], theirs: tuple[Listed, ...], shown: str) -> Iterator[View]:
    here = reverse("desk")
    yield View(_("我来办 %(n)s") % {"n": _count(mine)}, here, current=shown != OTHERS)
    yield View(_("等别人 %(n)s") % {"n": _count(theirs)}, f"{here}?view={OTHERS}", current=shown == OTHERS)


def _count(groups: tuple[Listed, ...]) -> int:
    return sum(len(group) for group in groups)


def _lede(groups: tuple[Listed, ...], on: date) -> str:
    count, late = _count(groups), len(groups[0])
    if not count:
        return today_text(on)
    if late:
        return _("%(n)s 件，其中 %(late)s 件逾期。每组内日期早的在前。") % {"n": count, "late": late}
    return _("%(n)s 件，没有逾期。每组内日期早的在前。") % {"n": count}


def _fact(late: int, can: int, count: int) -> tuple[str, Shape | None]:
    """The one fact about a stage: what is late, else who can go on, else that nothing presses."""
    if late:
        return _("%(n)s 项逾期") % {"n": late}, Shape.LATE
    if can:
        return _("%(n)s 人可推进") % {"n": can}, Shape.READY
    return (_("没有逾期"), Shape.MET) if count else ("", None)


def _one_primary(groups: tuple[JobGroup, ...]) -> tuple[JobGroup, ...]:
    """The most urgent act that can be done is the red one; the others are ink on white."""
    found, result = False, []
    for group in groups:
        jobs: list[Job] = []
        for job in group.jobs:
            first = not found and job.act is not None and group.key != "held"
            found = found or first
            jobs.append(replace(job, act=replace(job.act, primary=True)) if first and job.act else job)
        result.append(replace(group, jobs=tuple(jobs)))
    return tuple(result)
