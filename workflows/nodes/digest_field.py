"""A field that holds the digest of a document, which people know by its code."""

from __future__ import annotations

from django import forms

from workflows.documents import short_code

DIGEST = r"^[0-9a-f]{64}$"


class Digest(forms.RegexField):
    """The SHA-256 of a document. The record keeps the whole of it; people are told the code they compare."""

    def __init__(self, *, label: str) -> None:
        super().__init__(DIGEST, label=label, max_length=64)

    def spoken(self, value: str) -> str:
        """The code that stands in the foot of the document."""
        return short_code(value)
