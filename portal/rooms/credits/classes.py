"""The room of classes: the colleges, the classes of an intake with how many may graduate, and one class."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.pages.credits.classes import Cell, ClassesPage, ClassPage, GroupRow, StudentRow
from portal.pages.days import day_text
from portal.pages.desk import View
from portal.pages.parts import Fact, Link
from portal.rooms.actor import Actor
from portal.rooms.credits.auditing import audits, graduation, may_audit, recording_tools
from portal.rooms.credits.reach import this_year, units_of
from portal.rooms.credits.standing import Member, counted, members_of
from procedures.second_classroom_credits import roles
from procedures.second_classroom_credits.flows.rounds import Graduation
from procedures.second_classroom_credits.items import student_of
from procedures.second_classroom_credits.scoring.amounts import written
from workflows.models import Matter, Membership, Unit
from workflows.rules.facts import Fact as Known
from workflows.rules.situation import PersonView
from workflows.selectors.units import climbed
from workflows.texts.sentences import word

#: the years after its intake in which a class usually leaves
AFTER = 3


@dataclass(frozen=True, slots=True)
class Group:
    """A class: who belongs to it by number, and the intake that most of them are of."""

    unit: Unit
    people: tuple[int, ...]
    intake: int


def classes_page(actor: Actor, college: str, intake: str) -> ClassesPage:
    """The colleges that the office reaches; of one college, or where there is but one, its classes."""
    reached = units_of(actor)
    units = {unit.pk: unit for unit in Unit.objects.filter(closed_on=None).order_by("code")}
    colleges = [unit for unit in units.values() if unit.kind == roles.COLLEGE and unit.pk in reached]
    chosen = next((unit for unit in colleges if str(unit.pk) == college), None)
    if chosen is None and len(colleges) > 1:
        return _colleges_page(actor, colleges, units)
    inside = reached if chosen is None else _inside(chosen.pk, units) & reached
    crumbs = (Link(_("毕业审核"), reverse("credits_classes")), Link(chosen.name, "")) if chosen else ()
    return _of_classes(actor, groups_of(inside, units, actor), intake, chosen, crumbs)


def _colleges_page(actor: Actor, colleges: list[Unit], units: Mapping[int, Unit]) -> ClassesPage:
    """How many classes and students each college has."""
    running = Q(memberships__to_on=None) | Q(memberships__to_on__gt=actor.on)
    held = Unit.objects.filter(running, kind=roles.CLASS, memberships__from_on__lte=actor.on)
    sizes = dict(held.annotate(n=Count("memberships")).values_list("pk", "n"))
    parents = {pk: unit.parent_id for pk, unit in units.items()}
    classes: defaultdict[int, list[int]] = defaultdict(list)
    for unit in units.values():
        if unit.kind == roles.CLASS:
            for above in climbed(unit.pk, parents):
                classes[above].append(sizes.get(unit.pk, 0))
    rows = tuple(
        GroupRow(
            unit.name,
            f"{reverse('credits_classes')}?college={unit.pk}",
            _("%(classes)s 个班，%(people)s 人")
            % {"classes": len(classes[unit.pk]), "people": sum(classes[unit.pk])},
        )
        for unit in colleges
    )
    lede = _("按学院查看各班学生的第二课堂学分，登记毕业班的审核结果。")
    return ClassesPage(
        _("毕业审核"),
        lede,
        _("学院"),
        rows,
        tools=recording_tools(actor),
        empty=_("没有归您查看的学院。"),
    )


def _inside(college: int, units: Mapping[int, Unit]) -> frozenset[int]:
    parents = {pk: unit.parent_id for pk, unit in units.items()}
    return frozenset(pk for pk in units if college in climbed(pk, parents))


def groups_of(inside: Iterable[int], units: Mapping[int, Unit], actor: Actor) -> list[Group]:
    """The classes among these units with their students of the day, in one statement."""
    wanted = [pk for pk in inside if pk in units and units[pk].kind == roles.CLASS]
    running = Q(to_on=None) | Q(to_on__gt=actor.on)
    held = Membership.objects.filter(running, unit__in=wanted, tree=roles.STUDENTS, from_on__lte=actor.on)
    people: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for unit, person, details in held.values_list("unit", "person", "person__details"):
        known = student_of(PersonView(person, "", "", details=details or {}))
        people[unit].append((person, known.intake if known else 0))
    found = [_group(units[pk], people[pk]) for pk in wanted]
    return sorted(found, key=lambda group: group.unit.code)


def _group(unit: Unit, people: list[tuple[int, int]]) -> Group:
    intakes = [intake for _person, intake in people]
    intake = max(set(intakes), key=intakes.count) if intakes else 0
    return Group(unit, tuple(person for person, _intake in people), intake)


def _of_classes(
    actor: Actor, groups: list[Group], asked: str, college: Unit | None, crumbs: tuple[Link, ...]
) -> ClassesPage:
    """The classes of one intake, with how many of each reach the minima."""
    intakes = sorted({group.intake for group in groups}, reverse=True)
    intake = int(asked) if asked.isdecimal() and int(asked) in intakes else leaving(intakes, actor)
    shown = [group for group in groups if group.intake == intake]
    members = members_of([person for group in shown for person in group.people], actor.on)
    by_person, recorded = {each.pk: each for each in members}, audits(graduation())
    rows = tuple(_group_row(group, by_person, recorded.get(group.unit.pk)) for group in shown)
    query = {"college": str(college.pk)} if college else {}
    views = (
        View(
            _("%(year)s级") % {"year": each} if each else _("年级不明"),
            f"{reverse('credits_classes')}?{urlencode({**query, 'intake': each})}",
            current=each == intake,
        )
        for each in intakes
    )
    return ClassesPage(
        title=_("毕业审核"),
        lede=_("%(n)s 个班。达到总学分和各模块最低学分的，方可毕业。") % {"n": len(shown)},
        what=_("班级"),
        rows=rows,
        views=tuple(views) if len(intakes) > 1 else (),
        crumbs=crumbs,
        tools=recording_tools(actor),
        empty=_("没有归您查看的班级。"),
    )


def leaving(intakes: list[int], actor: Actor) -> int:
    """The intake that usually leaves in this academic year, or else the earliest: what is shown first."""
    year = this_year(actor.on).first - AFTER
    return year if year in intakes else min(intakes, default=0)


def _group_row(group: Group, members: Mapping[int, Member], recorded: Known | None) -> GroupRow:
    said = _("%(day)s已登记审核结果") % {"day": day_text(recorded.on)} if recorded else ""
    return GroupRow(
        name=group.unit.name,
        href=reverse("credits_class", args=[group.unit.pk]),
        students=_("%(n)s 人") % {"n": len(group.people)},
        states=tuple(counted(members[person] for person in group.people)) if group.people else (),
        recorded=said,
    )


def people_of(actor: Actor, unit: Unit) -> list[int]:
    """The students of a class on the day."""
    found = groups_of([unit.pk], {unit.pk: unit}, actor)
    return [person for group in found for person in group.people]


def class_page(actor: Actor, unit: Unit) -> ClassPage:
    """One class by the numbers of its students, those who lack something as clearly as those who do not."""
    members = members_of(people_of(actor, unit), actor.on)
    opened, records = graduation(), bool(members) and may_audit(actor)
    hint = _("只计最终认定的学分；点姓名看每一项为什么这样计。")
    if records and opened is None:
        hint = _("今年的毕业学分审核还没有开展，开展以后才能登记审核结果。") + hint
    recorded, enough = audits(opened).get(unit.pk), sum(each.enough for each in members)
    said = {"n": len(members), "enough": enough, "short": len(members) - enough}
    return ClassPage(
        title=unit.name,
        facts=tuple(_facts(unit, recorded)),
        verdict=_("应审核 %(n)s 人，%(enough)s 人已达到毕业要求的学分，%(short)s 人未达到。") % said,
        totals=tuple(counted(members)) if members else (),
        heads=modules(members),
        rows=tuple(_row(each) for each in members),
        crumbs=tuple(class_crumbs(unit)),
        tools=(
            Link(_("Excel 表"), reverse("credits_class_workbook", args=[unit.pk]), "file-spreadsheet"),
            Link(_("打印名单"), reverse("credits_class_paper", args=[unit.pk]), "printer"),
        ),
        record=_record(unit, opened) if records else None,
        hint=hint,
        empty=_("这个班现在没有学生。"),
    )


def _record(unit: Unit, opened: Matter | None) -> Link:
    """Where the result of a class is recorded, or what must be opened first."""
    if opened is None:
        return Link(Graduation.open.title, reverse("matter_new", args=[Graduation.kind()]))
    return Link(_("登记审核结果"), reverse("credits_audit", args=[unit.pk]))


def class_crumbs(unit: Unit) -> Iterator[Link]:
    """The way to a class."""
    yield Link(_("毕业审核"), reverse("credits_classes"))
    if unit.parent is not None and unit.parent.kind == roles.COLLEGE:
        yield Link(unit.parent.name, f"{reverse('credits_classes')}?college={unit.parent_id}")
    yield Link(unit.name, "")


def _facts(unit: Unit, recorded: Known | None) -> Iterator[Fact]:
    if unit.parent is not None:
        yield Fact(_("学院"), unit.parent.name)
    if recorded is not None:
        numbers = {"enough": len(recorded.data["eligible"]), "short": len(recorded.data["short"])}
        text = _("%(day)s，达到 %(enough)s 人，未达到 %(short)s 人")
        yield Fact(_("已登记"), text % {"day": day_text(recorded.on), **numbers})


def modules(members: Iterable[Member]) -> tuple[str, ...]:
    """The heads of the columns: the modules of the edition, by name."""
    statement = next((each.statement for each in members if each.statement), None)
    return tuple(word(each.name) for each in statement.modules) if statement else ()


def _row(member: Member) -> StudentRow:
    standings = member.statement.modules if member.statement else ()
    cells = (
        Cell(
            word(each.name),
            written(each.earned),
            _("差%(amount)s") % {"amount": written(each.missing)} if each.finding.refuses else "",
        )
        for each in standings
    )
    return StudentRow(
        name=member.name,
        number=member.number,
        href=reverse("credits_student", args=[member.pk]),
        total=member.total,
        state=member.state,
        cells=tuple(cells),
        said=member.said,
    )
