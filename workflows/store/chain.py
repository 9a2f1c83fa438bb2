"""The hash chain of a unit's journal: what a link covers, and the salted hash of what can be erased."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from workflows.rules.canonical import ATOMS, canonical_atom, canonical_json, canonical_object

#: everything of an entry that its link covers; the row's own id is not part of it
COVERED = (
    "unit",
    "seq",
    "case",
    "matter",
    "act",
    "on",
    "effective_on",
    "at",
    "acted_by",
    "acted_as",
    "recorded_by",
    "recorded_as",
    "confirmed_by",
    "edition",
    "outcome",
    "facts",
    "findings",
    "moves",
    "files",
    "supersedes",
    "cause",
    "request",
    "request_digest",
    "private_hash",
)


def link(prev: str, entry: Mapping[str, Any]) -> str:
    """SHA-256 over the link before and the covered content of ``entry``, in hexadecimal."""
    content = {name: _plain(entry[name]) for name in COVERED}
    return sha256(f"{prev}{canonical_json(content)}".encode()).hexdigest()


def link_written(prev: str, entry: Mapping[str, Any], texts: Mapping[str, str]) -> str:
    """The same link, where some of what is covered is at hand as the canonical JSON that its columns keep."""
    said = {name: canonical_atom(_plain(entry[name])) for name in COVERED if name not in texts}
    return sha256(f"{prev}{canonical_object({**said, **texts})}".encode()).hexdigest()


def private_hash(salt: str, body: Mapping[str, Any]) -> str:
    """SHA-256 over a salt and personal text; without the salt the text cannot be guessed back."""
    return sha256(f"{salt}{canonical_json(body)}".encode()).hexdigest()


def _plain(value: Any) -> Any:
    if value is None or type(value) in ATOMS:
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value.isoformat() if hasattr(value, "isoformat") else value
