"""Choosing people on a form by name instead of by number, with a reason beside each where one is asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from portal.pages.joined import with_number
from portal.rooms.names import TICKED, NamesWidget
from workflows.models import Person
from workflows.nodes import Numbers, Paper, Reasons
from workflows.selectors.people import people_in, standings_of

#: more people than this are typed by number, because nobody reads a list that long
LISTED = 150

Choices = Collection[tuple[str, str]]


class ReasonsWidget(forms.Widget):
    """A line for each person with room for a reason; an empty one says nothing of that person."""

    template_name = "forms/widgets/reasons.html"
    use_fieldset = True

    def __init__(self, people: Choices) -> None:
        super().__init__()
        self.people = list(people)

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> dict[str, str]:
        """Number to reason, for everybody with one."""
        typed = {number: str(data.get(f"{name}__{number}", "")).strip() for number, _name in self.people}
        return {number: reason for number, reason in typed.items() if reason}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """One row per person, what was typed kept."""
        context = super().get_context(name, value, attrs)
        given = value if isinstance(value, Mapping) else {}
        base = (context["widget"]["attrs"] or {}).get("id") or name
        context["rows"] = [
            {
                "id": f"{base}_{number}",
                "name": f"{name}__{number}",
                "person": person,
                "value": given.get(number, ""),
            }
            for number, person in self.people
        ]
        return context

    def id_for_label(self, id_: str) -> str:
        """The rows have labels of their own."""
        return ""


class Choosing:
    """Whom the papers of cases may name: the people of their units and whoever acts, read once.

    The subject of a case is not among them: nobody talks with, accompanies or recommends themselves.
    """

    def __init__(self, units: Iterable[int], subject: int | None, actor: Person | None, on: date) -> None:
        self.units = list(units)
        self.subject = subject
        self.actor = actor
        self.on = on

    @cached_property
    def everybody(self) -> list[Person]:
        """The people of the units and the actor, by number."""
        found = {person.pk: person for person in people_in(self.units, self.on).exclude(pk=self.subject or 0)}
        if self.actor is not None:
            found.setdefault(self.actor.pk, self.actor)
        return sorted(found.values(), key=lambda person: person.number)

    @cached_property
    def standings(self) -> dict[tuple[int, str], str]:
        """What each of them is in each tree."""
        return standings_of(self.everybody, self.on)

    def offered(self, paper: type[Paper], field: str) -> Choices:
        """Those whom a field may name: everybody, or those of the standing that the paper asks for."""
        if field not in paper.offered:
            return named(self.everybody)
        tree, standing = paper.offered[field]
        return named(each for each in self.everybody if self.standings.get((each.pk, tree)) == standing)

    def let(self, form: forms.Form, paper: type[Paper]) -> None:
        """Let people be chosen on a form of this paper, and choose who acts where the paper says so."""
        for name in paper.people:
            choose_people(form, paper, self.offered(paper, name), only=name)
        if self.actor is not None:
            for name in paper.acting:
                form.fields[name].initial = self.actor.number


def choose_people(
    form: forms.Form, paper: type[Paper] | None, people: Choices, *, only: str | None = None
) -> None:
    """Let the fields of ``paper`` that name people, or one of them, be chosen instead of typed."""
    if not people or len(people) > LISTED:
        return
    for name, field in form.fields.items():
        if only not in {None, name}:
            continue
        if isinstance(field, Reasons) or (paper is not None and name in paper.people):
            setattr(field, "widget", chosen_among(field, people))  # noqa: B010 (typed per class of field)


def chosen_among(field: forms.Field, people: Choices) -> forms.Widget:
    """How a field that names people lets them be chosen: a few of many are named, others are ticked."""
    if isinstance(field, Reasons):
        return ReasonsWidget(people)
    if isinstance(field, Numbers):
        few = field.most or len(people) <= TICKED
        return forms.CheckboxSelectMultiple(choices=list(people)) if few else NamesWidget(people)
    return forms.Select(choices=[("", _("请选择")), *people])


def of_standing(people: QuerySet[Person], tree: str, standings: Collection[str]) -> QuerySet[Person]:
    """Those of them who have one of the standings in a tree."""
    return people.filter(memberships__tree=tree, memberships__standing__in=standings)


def named(people: Iterable[Any]) -> list[tuple[str, str]]:
    """Choices from people: the number is kept, the name and number are shown."""
    return [(person.number, with_number(person.name, person.number)) for person in people]
