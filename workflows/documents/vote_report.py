"""The report of a ballot: who came, the papers, the votes in the hall and in writing, and what they came to.

It is the only paper that states votes in the hall and written opinions apart. It names nobody who stayed
away: beside the split of two or three opinions, those names would tell what each of them wrote.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from workflows.documents.digests import check_code


@dataclass(frozen=True, slots=True)
class Votes:
    """Votes by what they say; what was given out and kept back stands among those who abstain."""

    approve: int
    oppose: int
    abstain: int
    void: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.approve + self.oppose + self.abstain + self.void

    def __add__(self, other: Votes) -> Votes:
        """Both together."""
        return Votes(
            self.approve + other.approve,
            self.oppose + other.oppose,
            self.abstain + other.abstain,
            self.void + other.void,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One question that was put: the papers, the votes, and how many had to approve."""

    question: str
    issued: int
    returned: int
    hall: Votes
    written: Votes
    #: the least number of approvals by which it carries
    needed: int
    #: what came of it, in a word
    outcome: str

    @property
    def kept_back(self) -> int:
        """Papers given out that did not come back; they abstain."""
        return max(0, self.issued - self.returned)

    @property
    def valid(self) -> int:
        """Papers that came back and say something."""
        return self.returned - self.hall.void

    @property
    def total(self) -> Votes:
        """The votes of the hall and those in writing together."""
        return self.hall + self.written


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteReport:
    """The report of one person's ballot in a meeting, one page; ``rounds`` is empty where nobody voted."""

    template: ClassVar[str] = "reports/vote_report.html"
    institution: str
    #: the unit that met
    issuer: str
    title: str
    number: str
    person: str
    person_number: str
    #: what the person is: 发展对象, 预备党员
    standing: str
    #: what the meeting was to decide
    question: str
    held_on: date
    place: str
    chair: str
    tellers: tuple[str, ...]
    due: int
    present: int
    #: opinions in writing that came in before the ballot opened
    written: int
    #: why how many stayed away, without names
    absences: str
    observers: int
    #: one sentence with its article
    quorum: str
    rounds: tuple[Round, ...]
    #: what the ballot came to, with the article; the outcome first
    outcome: str
    verdict: tuple[str, ...]
    remarks: tuple[str, ...] = ()
    #: the line over the table, at its left
    head: str = ""
    #: who signs with a pen, and who signs beside the seal
    signatures: tuple[str, ...] = ()
    signed_as: str = ""
    #: small print below
    notes: tuple[str, ...] = ()
    check_url: str = ""
    mark: str = ""

    @property
    def absent(self) -> int:
        """Entitled and not there."""
        return self.due - self.present

    @property
    def check_code(self) -> str:
        """The short code in the foot; see `workflows.documents.digests`."""
        return check_code(self)
