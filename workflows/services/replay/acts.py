"""The acts that a case file may name, by name or by title, and the fields of their papers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from workflows.door.amending import CorrectPaper
from workflows.door.casework import AMENDING, OverridePaper
from workflows.door.erasing import ErasePaper
from workflows.door.history import CORRECT, ERASE, OVERRIDE, VOID
from workflows.door.voiding import VoidPaper
from workflows.nodes import ActType, ByPerson, MatterAct, MatterType, Office, Paper, Procedure, Rows
from workflows.nodes.matters import matter_types
from workflows.nodes.roles import SYSTEM
from workflows.services.replay.sheet import Sheet
from workflows.texts.yaml_text import Keys

#: acts that every case knows, with their papers
BUILT_IN: Mapping[str, tuple[type[Paper], str]] = {
    CORRECT: (CorrectPaper, "更正"),
    VOID: (VoidPaper, "作废"),
    ERASE: (ErasePaper, "删除个人内容"),
    OVERRIDE: (OverridePaper, "例外"),
}
#: how a field names the entry of an earlier step
STEP = "step"
#: how often a row of a table is meant
TIMES = "times"
#: matters that belong to no procedure; others may be added to them by what a file should not depend on
RECORDS, ENGINE = "records", frozenset({"workflows.nodes.records"})


def case_acts(procedure: type[Procedure]) -> dict[str, ActType]:
    """The acts that are performed on a case by itself, in the order of the procedure's text."""
    acts = [start.main for start in procedure.starts]
    acts += [act for node in procedure.all_nodes() for act in node.acts.values()]
    acts += procedure.case_acts.values()
    own = {act.name: act for act in acts if act.matter is None and SYSTEM not in act.by}
    return {**own, **_built_in(procedure.keepers, BUILT_IN)}


def matter_acts(kind: type[MatterType]) -> dict[str, ActType]:
    """The acts on a matter of a kind; where it has keepers, with those that amend its entries."""
    return {**kind.acts(), **(_built_in(kind.keepers, AMENDING) if kind.keepers else {})}


def _built_in(keepers: tuple[Office, ...], names: Iterable[str]) -> dict[str, ActType]:
    built = {}
    for name in names:
        paper, title = BUILT_IN[name]
        built[name] = ActType(paper, title=title, by=keepers)
        built[name].name = name
    return built


def kinds(procedure: type[Procedure]) -> dict[str, type[MatterType]]:
    """The kinds of matter that a file of a procedure may open, by the name it uses."""
    own = {kind.name: kind for kind in procedure.matter_types.values()}
    shared = [kind for kind in matter_types().values() if kind.family == RECORDS]
    return {**own, **{kind.kind(): kind for kind in shared if kind.__module__ in ENGINE}}


def rules_of(procedure: type[Procedure]) -> frozenset[str]:
    """The ids of all rules that the acts of a procedure ask, those without a parameter of an edition too."""
    on_matters = (act for kind in kinds(procedure).values() for act in kind.acts().values())
    acts = (*procedure.act_types.values(), *case_acts(procedure).values(), *on_matters)
    return frozenset(rule.id for act in acts for rule in (*act.requires, *act.accepts))


def event_paper(procedure: type[Procedure], kind: type[MatterType], act: MatterAct) -> type[Paper]:
    """The paper that an act on a matter fills for each case it concerns; an empty one where it does not."""
    for each in procedure.act_types.values():
        if each.matter is kind and act.event and each.event == act.event:
            return each.paper or Paper
    return Paper


def named(sheet: Sheet, keys: Keys, name: str, acts: Mapping[str, ActType]) -> ActType | None:
    """The act of this name or title; a problem with the nearest where there is none, or more than one."""
    if name in acts:
        return acts[name]
    titled = [act for act in acts.values() if act.title == name]
    if len(titled) == 1:
        return titled[0]
    if titled:
        sheet.wrong(keys, "play.several_acts", title=name, names="、".join(act.name for act in titled))
        return None
    sheet.unknown(keys, "play.unknown_act", name, [*acts, *(act.title for act in acts.values())])
    return None


class Fields:
    """The fields of one paper, for reading what a file says of them."""

    def __init__(self, sheet: Sheet, paper: type[Paper], people: Iterable[str], steps: Iterable[str]) -> None:
        """``people`` are the names that the file gives to people, ``steps`` those of the steps before."""
        self.sheet = sheet
        self.paper = paper
        self.people = frozenset(people)
        self.steps = frozenset(steps)

    def read(self, keys: Keys) -> dict[str, Any]:
        """The data at these keys by the names of the fields; labels and the words of choices are accepted."""
        fields = self.paper.base_fields
        by_label = {str(field.label): name for name, field in fields.items() if field.label}
        found = {}
        for given, value in self.sheet.mapping(*keys).items():
            name = given if given in fields else by_label.get(given)
            if name is None:
                self.sheet.unknown((*keys, given), "play.unknown_field", given, [*fields, *by_label])
            else:
                found[name] = self._value((*keys, given), name, value)
        return found

    def _value(self, keys: Keys, name: str, value: Any) -> Any:
        field = self.paper.base_fields[name]
        if isinstance(value, dict) and set(value) == {STEP}:
            self.sheet.chosen(*keys, STEP, among=self.steps, message="play.unknown_step")
            return value
        if isinstance(field, Rows) and isinstance(value, list):
            return [
                row
                for place, each in enumerate(value)
                for row in self._rows((*keys, str(place)), field, each)
            ]
        if name in self.paper.people or isinstance(field, ByPerson):
            self._known(keys, value)
        if isinstance(field, forms.MultipleChoiceField) and isinstance(value, list):
            return [_stored(field, each) for each in value]
        return _stored(field, value) if isinstance(field, forms.ChoiceField) else value

    def _rows(self, keys: Keys, field: Rows, row: Any) -> list[Any]:
        """The row of a table by the names of its columns; with ``times`` as many of them."""
        if not isinstance(row, dict):
            return [row]
        by_label = {str(column.label): name for name, column in field.columns.items()}
        cells: dict[str, Any] = {
            by_label.get(given, str(given)): value for given, value in row.items() if given != TIMES
        }
        for name in cells.keys() - field.columns.keys():
            self.sheet.unknown((*keys, name), "play.unknown_field", name, [*field.columns, *by_label])
        for name, column in field.columns.items():
            if isinstance(column, forms.ChoiceField) and name in cells:
                cells[name] = _stored(column, cells[name])
        times = row.get(TIMES, 1)
        return [cells] * (times if isinstance(times, int) else 1)

    def _known(self, keys: Keys, value: Any) -> None:
        """Everybody named must be in the cast: nobody else has a number."""
        names = value if isinstance(value, (list, dict)) else str(value or "").split()
        for each in names:
            if each not in self.people:
                self.sheet.unknown(keys, "play.unknown_person", str(each), self.people)


def _stored(field: forms.ChoiceField, value: Any) -> Any:
    """The stored value of a choice that was given by what it is called."""
    called = {str(label): stored for stored, label in field.choices}  # type: ignore[misc, union-attr]  # choices are pairs here
    return called.get(str(value), value)
