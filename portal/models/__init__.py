"""Accounts, the institution, and uploaded files."""

from __future__ import annotations

from portal.models.accounts import Account, AccountEvent
from portal.models.imports import KeptImport, RecordImport, RosterImport
from portal.models.institution import Institution

__all__ = ["Account", "AccountEvent", "Institution", "KeptImport", "RecordImport", "RosterImport"]
