"""Every paper of a case, in the order of the regulation."""

from __future__ import annotations

from typing import Final

from procedures.party_membership import roles
from procedures.party_membership.papers.vote_report import admission_report, conversion_report, reported
from workflows.nodes import CasePaper

#: a branch's own, and those above it who read what it reports
READERS: Final = (*roles.COMMITTEE, *roles.COLLEGE_OFFICES, *roles.UNIVERSITY_OFFICES)

CASE_PAPERS: Final = (
    CasePaper(
        name="admission-vote-report",
        title="接收预备党员票决情况报告",
        code="D24",
        cites=("28",),
        by=READERS,
        of=("admission_meeting", "admission_meeting.fail", "admission_meeting.defer"),
        when=reported,
        write=admission_report,
    ),
    CasePaper(
        name="conversion-vote-report",
        title="预备党员转正票决情况报告",
        code="D38",
        cites=("41",),
        by=READERS,
        of=("conversion_meeting", "conversion_meeting.fail"),
        when=reported,
        write=conversion_report,
    ),
)
