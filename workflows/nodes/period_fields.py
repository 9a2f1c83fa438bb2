"""Fields of papers that name the period of a recurring duty."""

from __future__ import annotations

from django import forms


class QuarterField(forms.RegexField):
    """A calendar quarter, kept as it is written in rules: 2025Q1. Pages offer quarters to choose from."""

    def __init__(self, *, label: str) -> None:
        super().__init__(r"^\d{4}Q[1-4]$", label=label)
