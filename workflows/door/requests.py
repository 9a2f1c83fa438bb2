"""What is asked of the door, and what it answers: acts, receipts and refusals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from hmac import HMAC
from typing import Any

from django.conf import settings
from django.utils.crypto import salted_hmac

from workflows.rules.canonical import canonical_json, plain
from workflows.rules.findings import Finding


@lru_cache(maxsize=1)
def _keyed(secret: str | bytes) -> HMAC:
    """What the digest of every act begins with; deriving the key costs more than the digest."""
    return salted_hmac(__name__, "", secret=secret, algorithm="sha256")


@dataclass(frozen=True)
class Act:
    """One act to perform. ``key`` makes it idempotent for its target: the same key is the same act.

    The target is a ``case``; or a ``matter`` with data for the ``cases`` it concerns; or, to open one, a
    procedure's ``family`` with the ``subject`` of a case or the ``kind`` and ``unit`` of a matter. ``within``
    is the matter in which a case is opened, where its procedure asks for one.
    ``by`` acted on ``on``; ``recorded_by`` (the same person unless given) records it now. ``cause`` is the
    reason written for a warning or for recording late, which ``confirmed_by`` confirms.
    """

    name: str
    by: int | None
    key: str
    on: date | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    case: int | None = None
    matter: int | None = None
    cases: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    family: str = ""
    subject: int | None = None
    within: int | None = None
    kind: str = ""
    unit: int | None = None
    recorded_by: int | None = None
    confirmed_by: int | None = None
    reason: str = ""
    files: tuple[str, ...] = ()

    @property
    def target(self) -> str:
        """The target as a word, for keys."""
        if self.case is not None:
            return f"case:{self.case}"
        if self.matter is not None:
            return f"matter:{self.matter}"
        if self.kind:
            return f"open:{self.kind}:{self.unit}"
        return f"open:{self.family}:{self.subject}"

    @property
    def request(self) -> str:
        """The idempotency key as it is stored; an act without a key is never taken for a repetition."""
        return f"{self.target}:{self.key}" if self.key else ""

    @cached_property
    def digest(self) -> str:
        """A digest of what is asked, by which a key used for something else is found out.

        It is keyed by the institution's secret: a plain digest of a few numbers, or of a text that was
        erased since, would soon be guessed back.
        """
        asked: list[Any] = [
            self.name,
            self.by,
            self.on,
            self.data,
            {str(case): data for case, data in self.cases.items()},
            self.recorded_by,
            self.confirmed_by,
            self.reason,
            self.files,
            *([self.within] if self.within is not None else []),
        ]
        keyed = _keyed(settings.SECRET_KEY).copy()
        keyed.update(canonical_json(plain(asked)).encode())
        return keyed.hexdigest()

    @property
    def recorder(self) -> int | None:
        """Who records the act."""
        return self.by if self.recorded_by is None else self.recorded_by


@dataclass(frozen=True, slots=True)
class Receipt:
    """What happened. ``repeated`` when the same act had been performed before; nothing was written then."""

    entry: int
    case: int | None
    matter: int | None
    outcome: str
    findings: tuple[Finding, ...] = ()
    opened: tuple[str, ...] = ()
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why one act of a list (by its position) may not happen: every finding, the refusing ones among them."""

    position: int
    act: Act
    findings: tuple[Finding, ...]
    case: int | None = None

    @property
    def unmet(self) -> tuple[Finding, ...]:
        """The findings that refuse the act."""
        return tuple(finding for finding in self.findings if finding.refuses)


class Refused(Exception):
    """Some acts of a list may not happen; nothing of the list was kept."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        super().__init__(f"{len(refusals)} refused")
        self.refusals = tuple(refusals)

    @property
    def unmet(self) -> tuple[Finding, ...]:
        """Every refusing finding of every refused act."""
        return tuple(finding for refusal in self.refusals for finding in refusal.unmet)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding of every refused act, what only warned among them."""
        return tuple(finding for refusal in self.refusals for finding in refusal.findings)
