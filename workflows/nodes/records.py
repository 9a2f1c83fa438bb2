"""The record of a person and of a unit: where somebody belongs, which offices are held, which edition holds.

These matters belong to no procedure. A procedure says which of its offices keep the record of their unit, by
``registrars``; the institution's administrator may always. To record is an act of today, by an office held
today; what is recorded may hold from a day long past (``from_on``).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from workflows.nodes.acts import Occurs, Projected
from workflows.nodes.matters import MatterAct, MatterType
from workflows.nodes.papers import Paper
from workflows.nodes.record_rules import (
    TIMELY,
    acted_before,
    born_before_belonging,
    fits_the_past,
    follows_the_case,
    given_by_another,
    has_come,
    holds_from,
    interpreted_by_its_office,
    interpreters,
    lasts_a_day,
    leaves_a_later_day,
    no_other_term,
    not_judged_otherwise,
    running,
)
from workflows.nodes.roles import Office
from workflows.rules.belonging import Belonging
from workflows.rules.situation import Situation
from workflows.store.batch import Row
from workflows.store.memberships import membership_rows

ADMINISTRATOR = Office("administrator", "管理员")


def effect_day() -> forms.DateField:
    """The day from which a record holds, where it is not that of recording."""
    return forms.DateField(label="生效日期", required=False)


class Register(Paper):
    """Somebody enters the roster."""

    title = "登记人员"
    number = forms.CharField(label="学号/工号", max_length=40)
    name = forms.CharField(label="姓名", max_length=80)


class Details(Paper):
    """What is known of somebody, as it is from now on."""

    title = "更新资料"
    private = frozenset({"details"})
    details = forms.JSONField(label="资料", required=False)
    name = forms.CharField(label="姓名", max_length=80, required=False)
    born_on = forms.DateField(label="出生日期", required=False)


class Place(Paper):
    """Where somebody belongs in one tree, with which standing; one that is left out stays as it is."""

    title = "隶属变动"
    units = frozenset({"unit"})
    tree = forms.CharField(label="组织关系", max_length=40)
    unit = forms.IntegerField(label="单位", min_value=1, required=False)
    standing = forms.CharField(label="身份", max_length=40, required=False)
    from_on = effect_day()


class Term(Paper):
    """An office taken or left: the first day in office, or the first day out of it."""

    title = "任职变动"
    units = frozenset({"unit"})
    office = forms.CharField(label="职务", max_length=60)
    unit = forms.IntegerField(label="单位", min_value=1)
    from_on = effect_day()


class Adopt(Paper):
    """A unit works by an edition from a day on."""

    title = "采用版本"
    family = forms.CharField(label="程序", max_length=80)
    edition = forms.IntegerField(label="版本", min_value=1)
    ground = forms.CharField(label="理由", max_length=400)
    from_on = effect_day()


class CalendarYearPaper(Paper):
    """The working days of a year are known."""

    title = "公布年度"
    year = forms.IntegerField(label="年度", min_value=2000, max_value=2200)
    source = forms.CharField(label="依据", max_length=200)


class CalendarDayPaper(Paper):
    """A day that differs from its weekday."""

    title = "调整工作日"
    day = forms.DateField(label="日期")
    working = forms.BooleanField(label="当天上班", required=False)
    source = forms.CharField(label="依据", max_length=200)


class Remark(Paper):
    """A few words."""

    text = forms.CharField(label="内容", max_length=400, required=False)


class UnitOpened(Remark):
    """A unit is recorded that was set up on a day."""

    title = "登记单位"
    from_on = effect_day()


def _placed(situation: Situation, ids: Projected) -> Iterable[Row]:
    """End the membership held in the tree, and begin the new one where a unit is named."""
    data, person = situation.data, situation.subject
    held, day = Belonging.of(person, data["tree"]), holds_from(situation)
    unit = situation.places[data["unit"]] if data["unit"] else None
    now = held.placed(unit, data["standing"], day) if unit else held.left(day)
    before = [each for each in person.standings if each.tree == data["tree"]]
    yield from membership_rows(person.id, before, now.standings)


def _appointed(situation: Situation, ids: Projected) -> Iterable[Row]:
    data = situation.data
    term = {"person_id": situation.subject.id, "unit_id": data["unit"], "office": data["office"]}
    yield Row("workflows_officeterm", {**term, "from_on": holds_from(situation)})


def _dismissed(situation: Situation, ids: Projected) -> Iterable[Row]:
    """End every running term of the office there; none running changes nothing."""
    for held in running(situation):
        match = {
            "person_id": situation.subject.id,
            "unit_id": held.unit_id,
            "office": held.office,
            "from_on": held.from_on,
        }
        yield Row("workflows_officeterm", {"to_on": holds_from(situation)}, match)


def _amended(situation: Situation, ids: Projected) -> Iterable[Row]:
    data = situation.data
    changed: dict[str, Any] = {name: data[name] for name in ("name", "born_on") if data.get(name)}
    if data.get("details"):
        merged = {**situation.subject.details, **data["details"]}
        changed["details"] = json.dumps(merged, ensure_ascii=False)
    if changed:
        yield Row("workflows_person", changed, {"id": situation.subject.id})


def _announced(situation: Situation, ids: Projected) -> Iterable[Row]:
    data = situation.data
    values = {"year": data["year"], "source": data["source"]}
    yield Row("workflows_calendaryear", values, unique=("year",))


def _changed(situation: Situation, ids: Projected) -> Iterable[Row]:
    data = situation.data
    values = {"day": data["day"], "working": data["working"], "source": data["source"]}
    yield Row("workflows_calendarday", values, unique=("day",))


def _adopted(situation: Situation, ids: Projected) -> Iterable[Row]:
    data = situation.data
    unit = next(iter(situation.units.values()))
    yield Row(
        "workflows_adoption",
        {
            "unit_id": unit.id,
            "procedure": data["family"],
            "edition_id": data["edition"],
            "from_on": holds_from(situation),
            "reason": data["ground"],
        },
        unique=("unit_id", "procedure", "from_on"),
    )


class PersonRecord(MatterType):
    """The record of one person."""

    family, name, title = "records", "person", "人员登记"
    single: ClassVar[bool] = True
    regulated: ClassVar[bool] = False
    register = MatterAct(Register, title="登记人员", by=ADMINISTRATOR, opens=True, occurs=Occurs.ONLINE)
    amend = (
        MatterAct(Details, title="更新资料", by=ADMINISTRATOR, occurs=Occurs.ONLINE)
        .Accepts(born_before_belonging)
        .Projects(_amended)
    )
    place = (
        MatterAct(Place, title="隶属变动", by=ADMINISTRATOR, keep="tree", occurs=Occurs.ONLINE)
        .Accepts(*TIMELY, leaves_a_later_day, fits_the_past, follows_the_case)
        .Effective(holds_from)
        .Projects(_placed)
    )
    appoint = (
        MatterAct(Term, title="任职", by=ADMINISTRATOR, keep="office", occurs=Occurs.ONLINE)
        .Accepts(*TIMELY, given_by_another, no_other_term)
        .Effective(holds_from)
        .Projects(_appointed)
    )
    dismiss = (
        MatterAct(Term, title="免职", by=ADMINISTRATOR, keep="office", occurs=Occurs.ONLINE)
        .Accepts(has_come, lasts_a_day, acted_before)
        .Effective(holds_from)
        .Projects(_dismissed)
    )


class UnitRecord(MatterType):
    """The record of one unit."""

    family, name, title = "records", "unit", "单位登记"
    single: ClassVar[bool] = True
    regulated: ClassVar[bool] = False
    register = (
        MatterAct(UnitOpened, title="登记单位", by=ADMINISTRATOR, opens=True, occurs=Occurs.ONLINE)
        .Accepts(has_come)
        .Effective(holds_from)
    )
    adopt = (
        MatterAct(Adopt, title="采用版本", by=ADMINISTRATOR, keep="family", occurs=Occurs.ONLINE)
        .Accepts(has_come, interpreted_by_its_office, not_judged_otherwise)
        .Effective(holds_from)
        .Projects(_adopted)
    )


class CalendarRecord(MatterType):
    """The working days of the institution: one record, with every year known and every day that differs."""

    family, name, title = "records", "calendar", "工作日历"
    single: ClassVar[bool] = True
    regulated: ClassVar[bool] = False
    register = MatterAct(Remark, title="建立日历", by=ADMINISTRATOR, opens=True)
    announce = MatterAct(CalendarYearPaper, title="公布年度", by=ADMINISTRATOR, keep="year").Projects(
        _announced
    )
    change = MatterAct(CalendarDayPaper, title="调整工作日", by=ADMINISTRATOR, keep="day").Projects(_changed)


def allow(offices: Iterable[Office]) -> None:
    """Let these offices keep the record of people in their unit, as a procedure asks."""
    for act in PersonRecord.acts().values():
        act.by = (*act.by, *(office for office in offices if office not in act.by))


def let_interpret(family: str, offices: Iterable[Office]) -> None:
    """Let these offices adopt an edition of a procedure for their own unit, as the procedure asks."""
    adopt = UnitRecord.adopt
    adopt.by = (*adopt.by, *(office for office in offices if office not in adopt.by))
    interpreters[family] = frozenset(office.name for office in (ADMINISTRATOR, *offices))
