"""Votes as pages say them: hall and written opinions in one number, which only the report states apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from workflows.rules.meetings import WRITTEN, written_field


def together(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What a count says, the written opinions added to the votes of their kind."""
    if not all(written_field(choice) in facts for choice in WRITTEN):
        return dict(facts)
    sums = {choice: facts.get(choice, 0) + (facts[written_field(choice)] or 0) for choice in WRITTEN}
    apart = {written_field(choice) for choice in WRITTEN}
    return {name: value for name, value in {**facts, **sums}.items() if name not in apart}


def written_in(facts: Mapping[str, Any]) -> str:
    """How many of the votes came in writing; nothing where none did."""
    written = sum(facts.get(written_field(choice)) or 0 for choice in WRITTEN)
    return _("含书面意见 %(n)s 份") % {"n": written} if written else ""
