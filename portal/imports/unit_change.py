"""The change of a unit as a matter of its own: a name, a place in the tree, a committee, from a day on.

The engine's record of a unit is opened once and adopts editions; it has no act for this.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from workflows.nodes import MatterAct, MatterType, Occurs, Paper
from workflows.nodes.acts import Projected
from workflows.nodes.record_rules import has_come, holds_from
from workflows.nodes.records import ADMINISTRATOR, effect_day
from workflows.rules.predicates import Answer, Rule
from workflows.rules.situation import Situation
from workflows.store.batch import Row


class UnitChanged(Paper):
    """What is different from a day on; what is left out stays."""

    title = "单位变更"
    units = frozenset({"unit"})
    name = forms.CharField(label="名称", max_length=120, required=False)
    #: the unit above; the door loads what a paper names as ``unit``
    unit = forms.IntegerField(label="上级", min_value=1, required=False)
    has_committee = forms.NullBooleanField(label="设支委会", required=False)
    number = forms.CharField(label="组织编号", max_length=40, required=False)
    opened_on = forms.DateField(label="成立日期", required=False)
    from_on = effect_day()


def _only_earlier(situation: Situation) -> Answer:
    """A unit may be older than was known; were it younger, people would have been in it before it was."""
    said, unit = situation.data["opened_on"], next(iter(situation.units.values()))
    if not said or unit.opened_on is None:
        return Answer(True, "records.opened_later", applies=False)
    opened_on = date.fromisoformat(said)
    params = {"opened_on": opened_on, "before": unit.opened_on}
    return Answer(opened_on <= unit.opened_on, "records.opened_later", params)


only_earlier = Rule("records.opened_later", None, _only_earlier)


def _changed(situation: Situation, ids: Projected) -> Iterable[Row]:
    data, unit = situation.data, next(iter(situation.units.values()))
    values: dict[str, Any] = {
        column: data[field]
        for field, column in (("name", "name"), ("number", "code"), ("opened_on", "opened_on"))
        if data[field]
    }
    if data["unit"]:
        values["parent_id"] = data["unit"]
    if data["has_committee"] is not None:
        details = {**unit.details, "has_committee": data["has_committee"]}
        values["details"] = json.dumps(details, ensure_ascii=False)
    if values:
        yield Row("workflows_unit", values, {"id": unit.id})


class UnitChange(MatterType):
    """One change of one unit; the matter begins and ends with it."""

    family, name, title = "records", "unit_change", "单位变更"
    change = (
        MatterAct(
            UnitChanged,
            title="变更单位",
            by=ADMINISTRATOR,
            opens=True,
            closes=True,
            occurs=Occurs.ONLINE,
        )
        .Accepts(has_come, only_earlier)
        .Effective(holds_from)
        .Projects(_changed)
    )
