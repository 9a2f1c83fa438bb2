"""Rows of the desk: one thing that calls for an act, or that somebody else is at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.pages.days import AHEAD_DAYS, day_text, due, earliest, unknown
from portal.pages.desk import Job
from portal.pages.parts import Act, DateKind, Day, Shape
from portal.rooms.periods import owed_title
from portal.rooms.words import cite, said
from workflows.door import Outlook, Prospect
from workflows.models import Case, Matter
from workflows.models import Duty as Owed
from workflows.nodes import ActType, Designated, Duty, MatterType, NoticeType, open_objections
from workflows.rules.calendars import DAY

#: the open matters of cases, by case and kind
Matters = Mapping[tuple[int, str], int]

#: the tree of the roster that classes stand in
CLASS_TREE = "class"
#: so many people of one row are named
NAMED = 8
#: so many people who wait for the same act become one row; fewer are sooner done one by one
MANY = 4
#: so many people are on one form; the others follow on the next
MOST = 60


@dataclass(frozen=True, slots=True)
class Row:
    """A row with the date it is sorted by, built when it is shown; rows of the same ``shared`` word become
    one, and so do many of the same ``alike``, of which ``several`` is the page for several cases.
    """

    key: tuple[date, str]
    job: Callable[[], Job]
    shared: str = ""
    alike: str = ""
    several: str = ""
    case: int = 0


@dataclass(frozen=True, slots=True)
class Listed:
    """One group of the desk: what it is called, and its rows."""

    key: str
    shape: Shape
    title: str
    why: str
    rows: Sequence[Row]

    def __len__(self) -> int:
        """How many rows it has when those that belong together stand together."""
        return len(self._together())

    def first(self, most: int | None) -> tuple[Job, ...]:
        """The first rows, the earliest date first; those that one meeting, one notice or one form settles
        as one.
        """
        return tuple(_joined(rows) for rows in self._together()[:most])

    def _together(self) -> list[list[Row]]:
        alike = Counter(row.alike for row in self.rows)
        found: dict[str | int, list[Row]] = {}
        for row in sorted(self.rows, key=lambda row: row.key):
            many = row.alike if alike[row.alike] >= MANY else ""
            found.setdefault(row.shared or many or id(row), []).append(row)
        return list(found.values())


def duties_of(view: Outlook) -> Mapping[str, Duty]:
    """The duties that the stage of a case asks for, by name."""
    stage = view.case.procedure.named(view.case.stage) if view.case.stage else None
    return {duty.name: duty for duty in getattr(stage, "duties", ())}


def owed(duty: Owed, declared: Duty, case: Case, view: Outlook, on: date, *, act: bool) -> Row:
    """A duty with its last day; the act that discharges it where it is this office's to do or to record."""
    first, asked = begins_with(view, declared.act), _period_of(duty, declared)
    return Row(
        (duty.due_on, case.subject.number),
        partial(_owed, duty, declared, case, view, on, act=act),
        **_alike(view, first, **asked) if act else {},
    )


def _period_of(duty: Owed, declared: Duty) -> dict[str, str]:
    """The period that an act is to be about, by the field that says so."""
    return {declared.field: duty.period} if duty.period else {}


def _owed(duty: Owed, declared: Duty, case: Case, view: Outlook, on: date, *, act: bool) -> Job:
    first = begins_with(view, declared.act)
    href = act_href(case.pk, first.name)
    if first is declared.act and duty.period:
        href = f"{href}?{urlencode(_period_of(duty, declared))}"
    return Job(
        name=case.subject.name,
        note=case.subject.number,
        href=case_href(case.pk),
        step=owed_title(declared.title, duty.period, on),
        why=_("由%(who)s办，尚未登记。") % {"who": declared.act.by[0].title},
        day=due(duty.due_on, DateKind.STATUTORY, today=on),
        act=Act(first.title, href) if act else None,
        cite=cite(declared.cites),
        stage=stage_text(view),
    )


def urged(case: Case, view: Outlook, step: Prospect, on: date, matters: Matters, *, act: bool = True) -> Row:
    """A step of which people are reminded, or soon will be: by which day it should have been done."""
    reminder = next(each for each in step.reminders if each.late or each.awaited)
    why = _by(reminder.on, on) if urged_on(step) > on else _("%(what)s。") % {"what": reminder.act.title}
    there = Act(act_text(case.pk, step, matters), step_href(case.pk, step, matters))
    if step.unmet:
        there = Act(_("看缺什么"), case_href(case.pk))
    day = due(reminder.on, DateKind.UNIT, today=on)
    return Row(
        (reminder.on, case.subject.number),
        partial(_job, case, view, step, why, day, there if act else None),
        **_alike(view, step.act) if act and not step.unmet else {},
    )


def urged_on(step: Prospect) -> date:
    """The day from which a step is late; the last day there is where nothing says so."""
    days = (each.on if each.late else each.on + DAY for each in step.reminders if each.late or each.awaited)
    return next(days, date.max)


def is_awaited(step: Prospect, on: date) -> bool:
    """Whether somebody waits for a step: for what may be done long before its day nobody does."""
    return step.awaited_on is None or (step.awaited_on - on).days <= AHEAD_DAYS


def _by(day: date, on: date) -> str:
    return _("%(day)s前应当办理。") % {"day": day_text(day, today=on)}


def ready(case: Case, view: Outlook, step: Prospect, on: date, matters: Matters) -> Row:
    """A step that may be done today, with the day since which it waits, and what was announced of it."""
    act = Act(act_text(case.pk, step, matters), step_href(case.pk, step, matters))
    news = [each for each in step.reminders if each.on <= on and not each.late]
    since = max(waits_since(view, step), news[-1].on) if news else waits_since(view, step)
    last = urged_on(step)
    why = _("要求已全部满足。") if last == date.max else _by(last, on)
    why = _("%(what)s。") % {"what": news[-1].act.title} if news else why
    job = partial(_job, case, view, step, why, waited(since, on), act)
    return Row((since, case.subject.number), job, _shared(step, act.href), **_alike(view, step.act))


def waits_since(view: Outlook, step: Prospect) -> date:
    """Since when a step that is possible waits: it opened then, or something happened that let it be."""
    return max(step.since, view.situation.facts.last_on or step.since)


def day_of(view: Outlook, step: Prospect, on: date) -> Day:
    """The day that counts for a step: since when it waits, or from when it may be done."""
    if not step.unmet and step.awaited_on is not None:
        return due(step.awaited_on, DateKind.STATUTORY, today=on)
    if not step.unmet:
        return waited(waits_since(view, step), on)
    return earliest(step.earliest_on, today=on) if step.earliest_on else unknown(_("待补齐"))


def where(case: Case, view: Outlook, *, within: int | None = None) -> str:
    """The class that somebody belongs to, and the unit whose case it is today where one is not ``within`` it.

    Who goes to another branch is that one's, though the record stays with the branch that began it.
    """
    found, now = view.situation.units.get(CLASS_TREE), view.situation.units.get(view.case.procedure.home)
    unit, name = (now.id, now.name) if now else (case.unit_id, case.unit.name)
    kept = [] if found and unit in {within, found.id} else [name]
    return _("，").join([*([found.name] if found else []), *kept])


def held(case: Case, view: Outlook, step: Prospect, on: date, matters: Matters) -> Row:
    """A step that may not be done yet: what decides the day, or what nobody knows the day of."""
    when = step.earliest_on
    decides = next(finding for finding in step.unmet if finding.earliest_on == when)
    day = day_of(view, step, on)
    matter = _open_matter(case.pk, step, matters)
    act = Act(_("看公示"), _matter_href(matter)) if matter else Act(_("看缺什么"), case_href(case.pk))
    why = said(decides)
    job = partial(_job, case, view, step, why, day, act)
    alike = {} if matter else _alike(view, step.act, why, find="1")
    return Row((when or date.max, case.subject.number), job, _shared(step, why if matter else ""), **alike)


def elsewhere(case: Case, view: Outlook, step: Prospect, on: date) -> Row:
    """A step that is possible today in other hands."""
    why = _("由%(who)s办。") % {"who": step.act.by[0].title}
    since = step.awaited_on or waits_since(view, step)
    return Row(
        (since, case.subject.number), partial(_job, case, view, step, why, day_of(view, step, on), None)
    )


def assigned(matter: Matter, kind: type[MatterType], on: date) -> Row:
    """A matter that names somebody for something to do on it."""
    day = Day(day_text(matter.opened_on, today=on), matter.opened_on.isoformat(), DateKind.ACTUAL)
    job = Job(
        name=matter.unit.name,
        note="",
        href=_matter_href(matter.pk),
        step=kind.title,
        why=_("会上指定了您。"),
        day=day,
        act=Act(_("进入会议"), _matter_href(matter.pk)),
    )
    return Row((matter.opened_on, str(matter.pk)), lambda: job)


def next_of(view: Outlook, step: Prospect, matters: Matters) -> Prospect:
    """What a step asks for next: a notice is hung before it is closed, an objection to it answered."""
    kind, node = step.act.matter, step.node
    if kind is None or node is None or not issubclass(kind, NoticeType):
        return step
    events = {each.act.event: each for each in view.prospects if each.node is node}
    if _open_matter(view.case.id, step, matters) is None:
        opening = next((act.event for act in kind.acts().values() if act.opens), "")
        return events.get(opening, step)
    inquiry = events.get("inquire")
    lodged = [fact.on for fact in view.situation.facts.all(f"{node.name}.object")]
    if inquiry is None or not inquiry.mine or not open_objections(view.situation, node.name):
        return step
    return replace(inquiry, since=max(lodged))


def begins_with(view: Outlook, act: ActType) -> ActType:
    """The act itself, or the one that first has to say who does it."""
    for role in act.by:
        if isinstance(role, Designated) and role.act not in view.situation.facts:
            return view.case.procedure.act_types.get(role.act, act)
    return act


def nearest_first(view: Outlook) -> list[Prospect]:
    """The steps open side by side: what can be done, then by earliest day, then the one reached last, and of
    those reached together the one that the text names first.
    """
    order = {node.name: at for at, node in enumerate(view.case.procedure.all_nodes())}
    steps = [
        (order[each.node.name], each) for each in view.prospects if each.path and each.main and each.node
    ]
    return [each for at, each in sorted(steps, key=lambda found: (*_nearness(found[1]), found[0]))]


def _nearness(step: Prospect) -> tuple[bool, date, int]:
    return bool(step.unmet), step.earliest_on or date.max, -step.since.toordinal()


def case_href(case: int) -> str:
    """The address of a case."""
    return reverse("case", args=[case])


def act_href(case: int, act: str) -> str:
    """The address of an act on a case."""
    return reverse("act", args=[case, act])


def several_href(family: str, act: str, cases: Iterable[int] = (), **asked: str) -> str:
    """The address of one act for several cases."""
    query = urlencode([*asked.items(), *(("case", case) for case in cases)])
    return "?".join(filter(None, [reverse("several", args=[family, act]), query]))


def step_href(case: int, step: Prospect, matters: Matters | None = None) -> str:
    """Where a step is done: its act's page, the shared matter that is open for it, or where one is opened."""
    kind = step.act.matter
    if kind is None:
        return act_href(case, step.act.name)
    opens = any(act.opens and act.event == step.act.event for act in kind.acts().values())
    matter = None if opens else _open_matter(case, step, matters or {})
    if matter is None:
        return f"{reverse('matter_new', args=[kind.kind()])}?case={case}"
    return _matter_href(matter) if step.main else reverse("matter_act", args=[matter, step.act.event])


def step_label(step: Prospect) -> str:
    """What a step is called."""
    return step.node.label if step.node else step.act.title


def _joined(rows: list[Row]) -> Job:
    jobs = [row.job() for row in rows]
    first = jobs[0]
    if len(jobs) == 1:
        return first
    names = _("、").join(job.name for job in jobs[:NAMED])
    if len(jobs) > NAMED:
        names = _("%(names)s等") % {"names": names}
    why = _("%(names)s：%(why)s") if len({job.why for job in jobs}) == 1 else _("%(names)s。最早的：%(why)s")
    whole = _with_cases(rows) if rows[0].several else _for_all(jobs)
    return Job(
        name=_("%(name)s等 %(n)s 人") % {"name": first.name, "n": len(jobs)},
        note="",
        href=first.act.href if first.act and rows[0].shared else whole or first.href,
        step=first.step,
        why=why % {"names": names, "why": first.why},
        day=first.day,
        act=replace(first.act, href=whole) if first.act else None,
        cite=first.cite,
        stage=first.stage,
    )


def _with_cases(rows: list[Row]) -> str:
    """The form of one act for as many of the rows as it holds."""
    there = rows[0].several
    return there + ("&" if "?" in there else "?") + "&".join(f"case={row.case}" for row in rows[:MOST])


def _for_all(jobs: list[Job]) -> str:
    """The address of one act for everybody: what asks for one case asks for each of them."""
    hrefs = [job.act.href.partition("?") for job in jobs if job.act is not None]
    queries = "&".join(query for _path, _mark, query in hrefs if query)
    return f"{hrefs[0][0]}?{queries}" if queries else hrefs[0][0]


def _job(case: Case, view: Outlook, step: Prospect, why: str, day: Day, act: Act | None) -> Job:
    return Job(
        name=case.subject.name,
        note=case.subject.number,
        href=case_href(case.pk),
        step=step_label(step),
        why=why,
        day=day,
        act=act,
        cite=cite(step.node.cites if step.node else ()),
        stage=stage_text(view),
    )


def stage_text(view: Outlook) -> str:
    """The stage in which a case stands."""
    return view.case.procedure.named(view.case.stage).label if view.case.stage else ""


def waited(since: date, on: date) -> Day:
    """Since when something waits, and for how many days."""
    days = (on - since).days
    note = _("已等 %(n)s 天") % {"n": days} if days else _("今天到此")
    return Day(day_text(since, today=on), since.isoformat(), DateKind.ACTUAL, note)


def _open_matter(case: int, step: Prospect, matters: Matters) -> int | None:
    return matters.get((case, step.act.matter.kind())) if step.act.matter is not None else None


def _matter_href(matter: int) -> str:
    return reverse("matter", args=[matter])


def act_text(case: int, step: Prospect, matters: Matters) -> str:
    """What the button says: the act itself, or how the shared matter is begun or gone on with."""
    kind, under_way = step.act.matter, _open_matter(case, step, matters)
    if kind is None or (under_way and not step.main):
        return step.act.title
    if under_way:
        return _("登记公示情况") if issubclass(kind, NoticeType) else _("进入会议")
    opening = next((act for act in kind.acts().values() if act.opens), step.act)
    return opening.title


def _shared(step: Prospect, word: str) -> str:
    """One row for everybody whom one meeting or one notice settles."""
    return f"{step_label(step)} {word.partition('?')[0]}" if step.act.matter is not None and word else ""


def _alike(view: Outlook, act: ActType, why: str = "", **asked: str) -> dict[str, Any]:
    """What makes rows one where many wait for the same act, unless a shared matter does it."""
    if act.matter is not None:
        return {}
    there = several_href(view.case.procedure.family, act.name, (), **asked)
    return {"alike": f"{there} {why}", "several": there, "case": view.case.id}
