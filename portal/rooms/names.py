"""Naming a few people among many: a line for each, with names to choose from while one types."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

#: what stands between a name and its number, in each language
BRACKET = re.compile(r" ?[\uff08(]")
#: up to so many people are ticked in a list; of more, those meant are named
TICKED = 12
#: lines that stand open, beside those that are filled, and those that are folded away
OPEN, FOLDED = 3, 9


class NamesWidget(forms.Widget):
    """Lines that take a name, a number, or what the list offers; an empty one names nobody.

    What names nobody here, or more than one person, is left as it was typed: the door refuses it by that.
    """

    template_name = "forms/widgets/names.html"
    use_fieldset = True

    def __init__(self, people: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        self.people = dict(people)

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[str]:
        """The numbers of those named, in their order."""
        given = data.getlist(name) if isinstance(data, MultiValueDict) else data.get(name) or []
        typed = given if isinstance(given, (list, tuple)) else [given]
        return [self._number(text) for each in typed if (text := str(each).strip())]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The lines with whoever was named, and the names to choose from."""
        context = super().get_context(name, value, attrs)
        given = [str(each) for each in value] if isinstance(value, (list, tuple)) else []
        base = (context["widget"]["attrs"] or {}).get("id") or f"id_{name}"
        shown = [*(self.people.get(each, each) for each in given), *[""] * (OPEN + FOLDED)]
        slots = [
            {"id": f"{base}_{n}", "value": text, "label": _("第 %(n)s 人") % {"n": n}}
            for n, text in enumerate(shown, start=1)
        ]
        first = max(OPEN, len(given) + 1)
        lists = {"people": list(self.people.values()), "list_id": f"{base}_names"}
        return {
            **context,
            **lists,
            "slots": slots[:first],
            "folded": slots[first:],
            "prompt": _("姓名或学号、工号"),
        }

    def id_for_label(self, id_: str) -> str:
        """The lines have labels of their own."""
        return ""

    def _number(self, text: str) -> str:
        """The number of whom a text names: as the list says it, by the number, or by a name that one has."""
        if text in self.people:
            return text
        found = [number for number, shown in self.people.items() if text in {shown, BRACKET.split(shown)[0]}]
        return found[0] if len(found) == 1 else text
