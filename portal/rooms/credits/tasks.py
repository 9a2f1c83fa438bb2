"""What waits for an office beside the reviews: labour to assess, appeals to answer, doubts to settle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.pages.days import day_text, distance
from portal.pages.desk import Job, JobGroup, ListPage
from portal.pages.parts import Act, DateKind, Day, Shape
from portal.rooms.actor import Actor
from portal.rooms.credits.items import DeclaredItem, items_in, rules_of_items
from portal.rooms.credits.review_queue import resting_at
from portal.rooms.credits.wording import assessors_text, open_appeal
from procedures.second_classroom_credits import roles
from procedures.second_classroom_credits.items import entry
from procedures.second_classroom_credits.rules.evidence import assessed_since, assessors_of
from workflows.models import Case, Person
from workflows.rules.facts import Fact
from workflows.selectors.cases import cases_with

#: rows of a group in view; whoever works them off sees the next
SHOWN: Final = 50
ASSESSING: Final = frozenset(office.name for office in roles.ASSESSORS)
ANSWERING: Final = frozenset(office.name for office in roles.APPEAL_BODIES)
SETTLING: Final = frozenset({roles.STUDENT_AFFAIRS.name})


@dataclass(frozen=True, slots=True)
class Task:
    """One item that waits for the office, since the fact that brought it there."""

    item: DeclaredItem
    since: Fact
    why: str
    act: str


def has_tasks(actor: Actor) -> bool:
    """Whether the chosen office assesses, answers appeals or settles doubts."""
    return actor.chosen is not None and actor.chosen.office in ASSESSING | ANSWERING | SETTLING


def tasks_page(actor: Actor) -> ListPage | None:
    """What waits for the chosen office; None for an office that has nothing of the kind to do."""
    if actor.chosen is None or not has_tasks(actor):
        return None
    office, groups = actor.chosen.office, list[JobGroup]()
    if office in ASSESSING:
        groups.append(_group(actor, "assess", _("待考核"), list(_to_assess(actor)), _("考核")))
    if office in ANSWERING:
        groups.append(_group(actor, "answer", _("待答复的申诉"), list(_to_answer(actor)), _("去答复")))
    if office in SETTLING:
        groups.append(_group(actor, "settle", _("待认定的存疑材料"), list(_to_settle(actor)), _("去认定")))
    total = sum(group.count for group in groups)
    return ListPage(
        title=_("考核与申诉"),
        lede=_("等您办理 %(n)s 件，先到的在前。") % {"n": total},
        groups=tuple(groups),
        empty=_("现在没有等您考核、答复或认定的。"),
    )


def _group(actor: Actor, key: str, title: str, tasks: list[Task], button: str) -> JobGroup:
    shown = sorted(tasks, key=lambda task: task.since.entry or 0)[:SHOWN]
    people = Person.objects.in_bulk([task.item.person for task in shown])
    jobs = tuple(_job(actor, task, people[task.item.person], button) for task in shown)
    return JobGroup(key, Shape.READY, title, jobs, total=len(tasks))


def _job(actor: Actor, task: Task, person: Person, button: str) -> Job:
    case, on = reverse("case", args=[task.item.case]), task.since.on
    href = reverse("act", args=[task.item.case, task.act]) if task.act else case
    return Job(
        name=person.name,
        note=person.number,
        href=case,
        step=task.item.claim["content"],
        why=task.why,
        day=Day(day_text(on, today=actor.on), on.isoformat(), DateKind.ACTUAL, distance(on, today=actor.on)),
        act=Act(button, href),
    )


def _bodies(actor: Actor) -> frozenset[str]:
    """The bodies for which the chosen office speaks."""
    office = actor.chosen.office if actor.chosen else ""
    return frozenset(
        body for body, offices in roles.SPEAKERS.items() if office in {each.name for each in offices}
    )


def _to_assess(actor: Actor) -> Iterator[Task]:
    """Labour that asks for the word of this office and has not got it."""
    items, bodies = _items(actor, resting_at("assessment")), _bodies(actor)
    ruled = rules_of_items(items, actor.on)
    for item in items:
        rules, handed_in = ruled.get(item.case), item.facts.latest("evidence")
        row = rules.table.rows.get(item.claim["row"]) if rules else None
        if rules and row and handed_in and bodies & (assessors_of(row) - assessed_since(item.facts)):
            why = _("由%(who)s考核。") % {"who": assessors_text(row)}
            yield Task(item, handed_in, why, "assessment")


def _to_answer(actor: Actor) -> Iterator[Task]:
    """Appeals that went to the body for which this office speaks."""
    bodies = _bodies(actor)
    for item in _items(actor, cases_with("appeal")):
        appeal = open_appeal(item)
        if appeal is not None and appeal.data["body"] in bodies:
            yield Task(item, appeal, _("本人申诉，可以维持、改正或发回初审。"), "")


def _to_settle(actor: Actor) -> Iterator[Task]:
    """Reports of forgery that were neither proven nor cleared."""
    for item in _items(actor, cases_with("forgery_report")):
        report = item.facts.latest("forgery_report")
        settled = max(entry(item.facts.latest(act)) for act in ("forgery_proven", "forgery_cleared"))
        if report is not None and entry(report) > settled:
            yield Task(item, report, _("审核人报告材料存疑。认定伪造的，同时取消有关申报。"), "")


def _items(actor: Actor, cases: QuerySet[Case]) -> list[DeclaredItem]:
    return items_in(cases.filter(unit__in=actor.units).exclude(subject=actor.id).order_by("pk"))
