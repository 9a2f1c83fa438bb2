"""Entering a recommendation ballot: the roll with a reason for each exclusion, attendance, six numbers per
nominee.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.forms import BaseForm

from portal.pages.parts import Cite, Fact, Findings, Link, Reason, Refusal, State


@dataclass(frozen=True, slots=True)
class Member:
    """An entitled member with a box for attendance (field ``present``, value ``value``)."""

    value: str
    name: str
    present: bool = False


@dataclass(frozen=True, slots=True)
class Excluded:
    """Somebody on the books who has no vote here, and why."""

    name: str
    reason: str
    cite: Cite | None = None


@dataclass(frozen=True, slots=True)
class Numbers:
    """One number to type: form field name, label, value as typed, error as a sentence. ``role`` ties it to
    the sums: issued, returned, approve, oppose, abstain, void, or any other name a check uses.
    """

    role: str
    name: str
    label: str
    value: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """An identity that the numbers must satisfy: the sum of ``left`` compared with the sum of ``right``.

    ``relation`` is "eq" or "le"; a role may be a number written out (14). The three sentences are shown for
    not yet typed, satisfied and violated; {left} and {right} in them are replaced by the sums, also by the
    script while typing. ``holds`` is what the server found: None while numbers are missing.
    """

    left: tuple[str, ...]
    relation: str
    right: tuple[str, ...]
    pending: str
    satisfied: str
    violated: str
    holds: bool | None = None
    sums: tuple[int, int] = (0, 0)

    @property
    def sentence(self) -> str:
        """What the page says before any script runs."""
        text = {None: self.pending, True: self.satisfied, False: self.violated}[self.holds]
        return text.replace("{left}", str(self.sums[0])).replace("{right}", str(self.sums[1]))


@dataclass(frozen=True, slots=True)
class Nominee:
    """One nominee, voted on alone: six numbers, further counts (appraisal), their checks, and a result once
    counted.
    """

    no: int
    name: str
    note: str
    numbers: tuple[Numbers, ...] = ()
    checks: tuple[Check, ...] = ()
    more_title: str = ""
    more: tuple[Numbers, ...] = ()
    state: State | None = None
    result: str = ""
    cite: Cite | None = None
    refused: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Quorum:
    """Attendance in one sentence and one block per entitled member; ``needed`` is where the law draws its
    line.
    """

    verdict: str
    entitled: int
    present: int
    needed: int
    line: str
    state: State
    cite: Cite | None = None
    advice: str = ""

    @property
    def seats(self) -> range:
        """One number per entitled member, from 1."""
        return range(1, self.entitled + 1)

    @property
    def absent(self) -> int:
        """Entitled and not there."""
        return self.entitled - self.present


@dataclass(frozen=True, slots=True)
class BallotPage:
    """A recommendation meeting. ``form`` holds what is asked once: date, place, chair, tellers, scan of the
    record.
    """

    title: str
    facts: tuple[Fact, ...]
    href: str
    submit: str
    quorum: Quorum | None
    members: tuple[Member, ...]
    excluded: tuple[Excluded, ...]
    nominees: tuple[Nominee, ...]
    form: BaseForm | None = None
    roll_note: str = ""
    excluded_note: str = ""
    hint: str = ""
    crumbs: tuple[Link, ...] = ()
    tools: tuple[Link, ...] = ()
    refusal: Refusal | None = None
    findings: Findings | None = None
    locked: bool = False
    foot: str = ""
