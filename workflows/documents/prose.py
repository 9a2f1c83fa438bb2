"""Paragraphs, which forms and announcements have alike."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs over the whole width, perhaps under a heading."""

    heading: str
    paragraphs: tuple[str, ...]
