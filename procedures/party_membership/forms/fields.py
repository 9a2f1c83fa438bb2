"""Fields that several papers share."""

from __future__ import annotations

from django import forms

from workflows.nodes import Numbers, Reasons

__all__ = ["Numbers", "Reasons", "count", "person", "words"]


def words(label: str, *, longest: int = 4000, required: bool = False, help_text: str = "") -> forms.CharField:
    """A text area; where rules decide what may be empty, the field itself asks for nothing."""
    return forms.CharField(
        label=label, max_length=longest, required=required, help_text=help_text, widget=forms.Textarea
    )


def person(label: str, *, required: bool = True) -> forms.CharField:
    """The number of one person."""
    return forms.CharField(label=label, max_length=40, required=required)


def count(label: str, *, required: bool = True) -> forms.IntegerField:
    """A number of people, papers or times."""
    return forms.IntegerField(label=label, min_value=0, max_value=100_000, required=required)
