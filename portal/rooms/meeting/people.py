"""Saying something of everybody on a roll at once: a line for each person, of which most stay untouched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from portal.pages.meeting import Cell, People, PersonLine
from portal.rooms.people import LISTED, chosen_among
from workflows.nodes import AgendaItems, ByPerson, Kinds, MatterAct, Moments

Named = Sequence[tuple[str, str]]
#: who is not left out is entitled
ENTITLED, EXCLUDED = "entitled", "excluded"
#: where a line's words say by themselves that somebody is left out or absent
WHY = frozenset({EXCLUDED, "absent"})


class LinesWidget(forms.Widget):
    """What is typed of each person, in a field of their own; an empty one says nothing of that person."""

    def __init__(self, people: Named) -> None:
        super().__init__()
        self.people = list(people)

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """Number to what was said, for everybody of whom something was."""
        typed = {number: str(data.get(f"{name}__{number}", "")).strip() for number, _name in self.people}
        return {number: said for number, said in typed.items() if said}


class RestWidget(LinesWidget):
    """Everybody of whom another field says nothing."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """The numbers of those who are left out nowhere."""
        out = super().value_from_datadict(data, files, EXCLUDED)
        return [number for number, _name in self.people if number not in out]


class UpToWidget(forms.RadioSelect):
    """How far an agenda has got: choosing an item says that those before it were reached, too."""

    def __init__(self, items: Sequence[tuple[str, str]], reached: Sequence[str]) -> None:
        self.left = [item for item, _title in items if item not in reached]
        super().__init__(choices=[(item, title) for item, title in items if item in self.left])

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[str]:
        """The items from the next one up to the one that was chosen."""
        chosen = str(data.get(name, ""))
        return self.left[: self.left.index(chosen) + 1] if chosen in self.left else []

    def format_value(self, value: Any) -> list[str]:
        """The last of several is the one that was chosen."""
        return super().format_value(value[-1:] if isinstance(value, list) else value)


class PlacedTick(forms.CheckboxInput):
    """A tick, and beside it a place in an order."""

    template_name = "forms/widgets/placed_tick.html"

    def __init__(self, place_name: str, place: int | str) -> None:
        super().__init__()
        self.place_name, self.place = place_name, place

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The name and number of the place, too."""
        context = super().get_context(name, value, attrs)
        return {**context, "place_name": self.place_name, "place": self.place}


def dress(form: forms.Form, act: MatterAct, people: Named) -> None:
    """Give the fields that say something by person their lines, and those of a roll what is left."""
    if len(people) > LISTED:
        return
    for name, field in form.fields.items():
        if isinstance(field, ByPerson):
            setattr(field, "widget", LinesWidget(people))  # noqa: B010 (typed per class of field)
        elif act.roll and name == ENTITLED:
            setattr(field, "widget", RestWidget(people))  # noqa: B010 (typed per class of field)


def choose(form: forms.Form, name: str, people: Named) -> None:
    """Let one field name people by choosing them."""
    field = form.fields[name]
    setattr(field, "widget", chosen_among(field, people))  # noqa: B010 (typed per class of field)


def dress_agenda(form: forms.Form, name: str, reached: Sequence[str]) -> None:
    """Ask how far an agenda has got; the next item is proposed."""
    field = form.fields[name]
    if isinstance(field, AgendaItems):
        widget = UpToWidget([(item, title) for item, title in field.items], reached)
        field.label = _("议程已进行到")
        setattr(field, "widget", widget)  # noqa: B010 (typed per class of field)
        form.initial[name] = widget.left[:1]


def lines(form: forms.Form, act: MatterAct, people: Named, known: Mapping[str, Any]) -> People | None:
    """The lines of a form that speaks of many people; None for one that does not, or of too many."""
    fields = {name: field for name, field in form.fields.items() if isinstance(field.widget, LinesWidget)}
    fields.pop(ENTITLED, None)
    if not fields:
        return None
    data = form.data if form.is_bound else QueryDict()
    rows = (PersonLine(number, name, tuple(_cells(fields, number, data, known))) for number, name in people)
    return People(usual(act, fields), tuple(rows))


def strip(form: forms.Form) -> forms.Form:
    """The form without what its lines ask."""
    found = [name for name, field in form.fields.items() if isinstance(field.widget, LinesWidget)]
    return laid_out(form, found)


def without(form: forms.Form, names: Sequence[str]) -> forms.Form:
    """The form without some of its fields."""
    for name in names:
        form.fields.pop(name, None)
    return form


def laid_out(form: forms.Form, names: Sequence[str]) -> forms.Form:
    """The form without fields that the page lays out itself; it was read as a whole before."""
    for name in names:
        form.errors.pop(name, None)
    return without(form, names)


def usual(act: MatterAct, fields: Mapping[str, forms.Field]) -> str:
    """What a line says that nobody touched."""
    if any(isinstance(field, Moments) for field in fields.values()):
        return _("交来的填收到时间；不动的没有交。")
    chosen = any(isinstance(field, Kinds) for field in fields.values())
    if act.roll:
        return _("不动的都计入应到；不计入的选情形。") if chosen else _("不动的都计入应到；不计入的写原因。")
    return _("不动的都到会；缺席的选情形。") if chosen else _("不动的都到会；缺席的写原因。")


def _cells(
    fields: Mapping[str, forms.Field], number: str, data: Mapping[str, Any], known: Mapping[str, Any]
) -> Iterator[Cell]:
    for name, field in fields.items():
        key = f"{name}__{number}"
        value = str(data.get(key, (known.get(name) or {}).get(number, "")))
        if isinstance(field, Kinds):
            none = _("应到") if name == EXCLUDED else _("到会")
            yield Cell(key, str(field.label), value, "choice", (("", none), *field.choices))
        elif isinstance(field, Moments):
            yield Cell(key, str(field.label), value, "moment")
        else:
            label = _("原因") if name in WHY else str(field.label)
            yield Cell(key, label, value)
