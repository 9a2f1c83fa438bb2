"""The change of a unit as a matter of its own: a name, a place in the tree, a committee, from a day on.

The engine's record of a unit is opened once and adopts editions; it has no act for this.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django import forms

from workflows.nodes import MatterAct, MatterType, Paper
from workflows.nodes.acts import Projected
from workflows.nodes.records import ADMINISTRATOR
from workflows.rules.situation import Situation
from workflows.store.batch import Row


class UnitChanged(Paper):
    """What is different from the day of the act; what is left out stays."""

    title = "单位变更"
    units = frozenset({"unit"})
    name = forms.CharField(label="名称", max_length=120, required=False)
    #: the unit above; the door loads what a paper names as ``unit``
    unit = forms.IntegerField(label="上级", min_value=1, required=False)
    has_committee = forms.NullBooleanField(label="设支委会", required=False)


def _changed(situation: Situation, ids: Projected) -> Iterable[Row]:
    data, unit = situation.data, next(iter(situation.units.values()))
    values: dict[str, Any] = {"name": data["name"]} if data["name"] else {}
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
    change = MatterAct(UnitChanged, title="变更单位", by=ADMINISTRATOR, opens=True, closes=True).Projects(
        _changed
    )
