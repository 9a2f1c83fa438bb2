"""Accounts, the institution, and uploaded rosters."""

from __future__ import annotations

from portal.models.accounts import Account, AccountEvent
from portal.models.imports import RosterImport
from portal.models.institution import Institution

__all__ = ["Account", "AccountEvent", "Institution", "RosterImport"]
