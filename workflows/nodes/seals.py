"""Seals: what one teller entered, kept so that it can be compared and not be read.

The numbers of a ballot are few, so a plain digest would soon be guessed. A seal is keyed by the institution's
own secret (``SECRET_KEY``), which no table, backup or log holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from hmac import compare_digest
from typing import Any

from django.utils.crypto import salted_hmac

from workflows.rules.canonical import canonical_json, plain

SALT = "workflows.nodes.seals"


def seal(context: tuple[Any, ...], numbers: Mapping[str, Any]) -> str:
    """The seal of these numbers, of one round alone: the same numbers of another round have another seal."""
    content = canonical_json([plain(list(context)), plain(numbers)])
    return salted_hmac(SALT, content, algorithm="sha256").hexdigest()


def opens(sealed: str, context: tuple[Any, ...], numbers: Mapping[str, Any]) -> bool:
    """Whether these are the numbers that were sealed."""
    return compare_digest(sealed, seal(context, numbers))
