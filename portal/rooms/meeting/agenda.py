"""How somebody stands whom a meeting could be called for: what is voted on, and what is still missing."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from portal.pages.days import day_text
from portal.rooms.jobs import step_label
from portal.rooms.words import said
from workflows.door import Prospect

#: so many things that are missing are said, the case has them all
SAID = 3


def standing(step: Prospect, on: date) -> str:
    """A ballot in a sentence: it may be held today, or from which day, or what has to come before."""
    if not step.unmet:
        return _("%(step)s：要求已全部满足。") % {"step": step_label(step)}
    day = step.earliest_on
    when = _("最早 %(day)s") % {"day": day_text(day, today=on)} if day else _("须先补齐")
    why = "".join(said(finding) for finding in step.unmet[:SAID])
    return _("%(step)s：%(when)s。%(why)s") % {"step": step_label(step), "when": when, "why": why}
