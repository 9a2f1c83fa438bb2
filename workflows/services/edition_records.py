"""Editions in the database: stored once by digest, a changed file as a further record beside the old one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from workflows.models import EditionRecord
from workflows.nodes.procedure import roadless
from workflows.rules.regulations import Edition, EditionError
from workflows.services.editions import shipped_editions


@dataclass(frozen=True, slots=True)
class Change:
    """One place where an edition differs from the record before it; None where there was or is nothing."""

    keys: tuple[str, ...]
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Stored:
    """What storing an edition did: its record, whether that is new, and what changed since the one before."""

    record: EditionRecord
    created: bool
    changes: tuple[Change, ...] = ()


def load_shipped_editions(*, at: datetime) -> tuple[Stored, ...]:
    """Store the editions of all installed procedures, all or none; raises ``EditionRefusedError``."""
    stored: dict[str, Stored] = {}
    files = shipped_editions()
    with transaction.atomic():
        for file in files:
            edition = file.edition
            parent = stored[edition.parent].record if edition.parent else None
            stored[edition.id] = store_edition(edition, parent=parent, at=at)
    return tuple(stored.values())


def store_edition(edition: Edition, *, parent: EditionRecord | None, at: datetime) -> Stored:
    """Store an edition laid over its parent, unless a record has its digest.

    A record holds the whole content, so that what an entry was judged by needs no other record to be read.
    Raises ``EditionError`` for a word for which the procedure has no road.
    """
    if problems := tuple(roadless(edition)):
        raise EditionError(problems)
    before = EditionRecord.objects.filter(slug=edition.id).order_by("-loaded_at", "-pk").first()
    content = edition.to_mapping()
    record, created = EditionRecord.objects.get_or_create(
        digest=edition.digest,
        defaults={
            "slug": edition.id,
            "title": edition.title,
            "procedure": edition.procedure,
            "parent": parent,
            "in_force_from": edition.from_on,
            "content": content,
            "loaded_at": at,
        },
    )
    changes = tuple(differences(before.content, content)) if created and before else ()
    return Stored(record, created, changes)


def differences(old: Any, new: Any, keys: tuple[str, ...] = ()) -> Iterator[Change]:
    """Where two plain contents differ, in the order of the new one; lists are compared as a whole."""
    if not (isinstance(old, Mapping) and isinstance(new, Mapping)):
        if old != new:
            yield Change(keys, old, new)
        return
    for key in (*new, *(each for each in old if each not in new)):
        yield from differences(old.get(key), new.get(key), (*keys, key))
