"""What a rule answers: an id, a verdict, a message id with its parameters, and the earliest day.

A finding holds no sentence. The sentences are catalogues keyed by the message id and are rendered once
for the page, the paper and the interface.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from workflows.rules.canonical import Json, Value, decode, encode


class Verdict(StrEnum):
    """How a rule came out."""

    MET = "met"
    UNMET = "unmet"
    WARNED = "warned"
    OVERRIDDEN = "overridden"
    RECORDED = "recorded"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's answer about one act.

    ``earliest_on`` is the first day the rule would be met if nothing else changed; ``override`` names the
    office that may let an unmet rule pass, or that owes a reason for a warning; ``article`` is the article
    of the edition the rule was judged by.
    """

    rule: str
    verdict: Verdict
    message: str
    params: Mapping[str, Value] = field(default_factory=dict)
    earliest_on: date | None = None
    override: str | None = None
    article: str | None = None

    @property
    def refuses(self) -> bool:
        """Whether this finding alone refuses the act."""
        return self.verdict is Verdict.UNMET

    @property
    def needs_reason(self) -> bool:
        """Whether the act passes only with a written reason by the office named in ``override``."""
        return self.verdict is Verdict.WARNED and self.override is not None

    def recorded(self) -> Finding:
        """The same finding where it explains an outcome: what is unmet is recorded and refuses nothing."""
        return replace(self, verdict=Verdict.RECORDED) if self.refuses else self

    def to_json(self) -> dict[str, Json]:
        """The finding as the journal keeps it; every key is always present."""
        return {
            "rule": self.rule,
            "verdict": self.verdict.value,
            "message": self.message,
            "params": {name: encode(value) for name, value in sorted(self.params.items())},
            "earliest_on": self.earliest_on.isoformat() if self.earliest_on else None,
            "override": self.override,
            "article": self.article,
        }

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Finding:
        """What ``to_json`` wrote; ``ValueError`` for an unknown verdict, ``KeyError`` for a missing key."""
        earliest_on = record["earliest_on"]
        return cls(
            rule=record["rule"],
            verdict=Verdict(record["verdict"]),
            message=record["message"],
            params={name: decode(value) for name, value in record["params"].items()},
            earliest_on=date.fromisoformat(earliest_on) if earliest_on else None,
            override=record["override"],
            article=record["article"],
        )


def refusing(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that refuse the act, in their order; all are reported together."""
    return tuple(finding for finding in findings if finding.refuses)
