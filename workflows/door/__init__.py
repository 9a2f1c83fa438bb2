"""The only way in: ``perform`` changes cases and matters, ``consider`` says what it would refuse."""

from __future__ import annotations

from workflows.door.perform import consider, perform
from workflows.door.prospects import (
    MatterOutlook,
    Outlook,
    Prospect,
    Reminder,
    matter_outlook,
    matter_situation,
    matter_standing,
    matters_outlook,
    outlook,
)
from workflows.door.requests import Act, Receipt, Refusal, Refused
from workflows.store.session import Busy, Stale

__all__ = [
    "Act",
    "Busy",
    "MatterOutlook",
    "Outlook",
    "Prospect",
    "Receipt",
    "Refusal",
    "Refused",
    "Reminder",
    "Stale",
    "consider",
    "matter_outlook",
    "matter_situation",
    "matter_standing",
    "matters_outlook",
    "outlook",
    "perform",
]
