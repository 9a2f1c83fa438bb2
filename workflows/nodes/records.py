"""The record of a person and of a unit: where somebody belongs, which offices are held, which edition holds.

These matters belong to no procedure. A procedure says which of its offices keep the record of their unit, by
``registrars``; the institution's administrator may always.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from workflows.nodes.acts import Projected
from workflows.nodes.matters import MatterAct, MatterType
from workflows.nodes.papers import Paper
from workflows.nodes.roles import Office
from workflows.rules.belonging import Belonging
from workflows.rules.predicates import Answer, Rule
from workflows.rules.situation import Situation
from workflows.store.batch import Row
from workflows.store.memberships import membership_rows

ADMINISTRATOR = Office("administrator", "管理员")


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
    """Where somebody belongs in one tree, with which standing, from the day of the act."""

    title = "隶属变动"
    units = frozenset({"unit"})
    tree = forms.CharField(label="组织关系", max_length=40)
    unit = forms.IntegerField(label="单位", min_value=1, required=False)
    standing = forms.CharField(label="身份", max_length=40, required=False)


class Term(Paper):
    """An office taken or left on the day of the act."""

    title = "任职变动"
    units = frozenset({"unit"})
    office = forms.CharField(label="职务", max_length=60)
    unit = forms.IntegerField(label="单位", min_value=1)


class Adopt(Paper):
    """A unit works by an edition from the day of the act."""

    title = "采用版本"
    family = forms.CharField(label="程序", max_length=80)
    edition = forms.IntegerField(label="版本", min_value=1)
    ground = forms.CharField(label="理由", max_length=400)


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


def _stays_a_day(situation: Situation) -> Answer:
    """A membership lasts at least a day: it cannot be left on the day it began."""
    held = situation.subject.standing_on(situation.data["tree"], situation.on)
    left = held is not None and held.from_on == situation.on and not situation.data["unit"]
    return Answer(not left, "records.left_same_day", {"on": situation.on})


leaves_a_later_day = Rule("records.left_same_day", None, _stays_a_day)


def _somebody_else(situation: Situation) -> Answer:
    """Nobody gives themselves an office: another keeper of the record does."""
    own = situation.actor is not None and situation.actor.id == situation.subject.id
    return Answer(not own, "records.own_office", {})


given_by_another = Rule("records.own_office", None, _somebody_else)


def _fits_the_past(situation: Situation) -> Answer:
    """What is already recorded of later days is not written over."""
    data = situation.data
    held = Belonging.of(situation.subject, data["tree"])
    other = held.in_the_way(data["unit"], data["standing"], situation.on)
    return Answer(other is None, "records.overlaps", {"since": other.from_on} if other else {})


fits_the_past = Rule("records.overlaps", None, _fits_the_past)


def _follows_the_case(situation: Situation) -> Answer:
    """While a case is open that says what somebody is in a tree, the roster says where, and not what."""
    data, person = situation.data, situation.subject
    progress = person.follows.get(data["tree"])
    if progress is None or not data["unit"]:
        return Answer(True, "records.follows_case")
    held = Belonging.of(person, data["tree"])
    given = held.given_by(progress.case)
    kept = held.keeps(data["standing"], situation.on) or data["standing"] == given
    params = {"name": person.name, "procedure": progress.procedure, "stage": progress.stage}
    return Answer(kept, "records.follows_case", params)


follows_the_case = Rule("records.follows_case", None, _follows_the_case)


def _placed(situation: Situation, ids: Projected) -> Iterable[Row]:
    """End the membership held in the tree, and begin the new one where a unit is named."""
    data, person = situation.data, situation.subject
    held = Belonging.of(person, data["tree"])
    now = (
        held.placed(situation.places[data["unit"]], data["standing"], situation.on)
        if data["unit"]
        else held.left(situation.on)
    )
    before = [each for each in person.standings if each.tree == data["tree"]]
    yield from membership_rows(person.id, before, now.standings)


def _appointed(situation: Situation, ids: Projected) -> Iterable[Row]:
    data = situation.data
    term = {"person_id": situation.subject.id, "unit_id": data["unit"], "office": data["office"]}
    yield Row("workflows_officeterm", {**term, "from_on": situation.on})


def _dismissed(situation: Situation, ids: Projected) -> Iterable[Row]:
    """End every running term of the office there; none running changes nothing."""
    data = situation.data
    for held in situation.subject.offices:
        if (held.office, held.unit_id, held.to_on) == (data["office"], data["unit"], None):
            match = {
                "person_id": situation.subject.id,
                "unit_id": held.unit_id,
                "office": held.office,
                "from_on": held.from_on,
            }
            yield Row("workflows_officeterm", {"to_on": situation.on}, match)


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
            "from_on": situation.on,
            "reason": data["ground"],
        },
    )


class PersonRecord(MatterType):
    """The record of one person."""

    family, name, title = "records", "person", "人员登记"
    single: ClassVar[bool] = True
    regulated: ClassVar[bool] = False
    register = MatterAct(Register, title="登记人员", by=ADMINISTRATOR, opens=True)
    amend = MatterAct(Details, title="更新资料", by=ADMINISTRATOR).Projects(_amended)
    place = (
        MatterAct(Place, title="隶属变动", by=ADMINISTRATOR, keep="tree")
        .Accepts(leaves_a_later_day, fits_the_past, follows_the_case)
        .Projects(_placed)
    )
    appoint = (
        MatterAct(Term, title="任职", by=ADMINISTRATOR, keep="office")
        .Accepts(given_by_another)
        .Projects(_appointed)
    )
    dismiss = MatterAct(Term, title="免职", by=ADMINISTRATOR, keep="office").Projects(_dismissed)


class UnitRecord(MatterType):
    """The record of one unit."""

    family, name, title = "records", "unit", "单位登记"
    single: ClassVar[bool] = True
    regulated: ClassVar[bool] = False
    register = MatterAct(Remark, title="登记单位", by=ADMINISTRATOR, opens=True)
    adopt = MatterAct(Adopt, title="采用版本", by=ADMINISTRATOR, keep="family").Projects(_adopted)


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
