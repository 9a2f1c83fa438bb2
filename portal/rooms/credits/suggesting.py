"""Names that are offered while one types, so that one thing has one name in every declaration."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from portal.rooms.credits.items import StudentCredits
from procedures.second_classroom_credits.flows.contests import Contests
from procedures.second_classroom_credits.rules.contests import classes_of
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from procedures.second_classroom_credits.scoring.table import Row
from workflows.models import Matter
from workflows.rules.facts import Facts


class Suggested(forms.TextInput):
    """A line that offers names, and takes any other."""

    template_name = "forms/widgets/suggested.html"

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__()
        self.names = tuple(names)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The line, and the list that it refers to."""
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["list"] = f"{name}-names"
        context["widget"]["suggestions"] = self.names
        return context


def suggest(form: forms.Form, name: str, names: Iterable[str]) -> None:
    """Offer names in a field of a form; nothing changes where there are none, or no such field."""
    found = tuple(dict.fromkeys(filter(None, names)))
    if found and name in form.fields:
        form.fields[name].widget = Suggested(found)


def projects_of(mine: StudentCredits) -> list[str]:
    """What a student has called projects so far, the latest first."""
    return [each.claim["project"] for each in reversed(mine.items)]


def contests_for(row: Row, rules: Ruleset, units: Sequence[int]) -> list[str]:
    """The contests that the university lists in a class of the row, in one statement; none for other rows."""
    fitting = rules.edition["competition.class_list"].options.get(row.item, ())
    if row.group != "contest" or not fitting:
        return []
    found = Matter.objects.filter(kind=Contests.kind(), unit__in=units, closed_on=None)
    lists = (classes_of(Facts.from_json(facts)) for facts in found.values_list("facts", flat=True))
    return sorted({name for each in lists for name, known_as in each.items() if known_as in fitting})
