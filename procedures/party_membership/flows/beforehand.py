"""Articles 19 and 21: what chapter 4 asks of candidates and lets an activist do beforehand."""

from __future__ import annotations

from procedures.party_membership import forms, roles
from procedures.party_membership.rules import excepting, schooling
from workflows.nodes import StageAct
from workflows.rules.situation import Situation


def reviewed(s: Situation) -> str:
    """Approved or refused, as the reviewer says."""
    return str(s.data["outcome"])


class Beforehand:
    """The Party school's course, and the exception for a rank outside the upper half."""

    pre_course = (
        StageAct(
            forms.SchoolCertificate,
            title="党校结业",
            by=roles.PARTY_SCHOOL,
            at=roles.COLLEGE,
            keep="each",
        )
        .Cite("16", "19")
        .Accepts(
            schooling.schooled_for_days,
            schooling.schooled_for_hours,
            schooling.exam_passed,
            schooling.certificate_issued,
            schooling.schooled_by_the_college,
        )
    )
    rank_application = (
        StageAct(
            forms.RankApplication, title="申请测评名次特例", by=roles.COLLEGE_SECRETARY, at=roles.COLLEGE
        )
        .Cite("21")
        .Requires(excepting.rank_lies_outside, excepting.case_is_listed)
    )
    rank_exception = (
        StageAct(
            forms.RankReview,
            title="测评名次特例复审",
            by=roles.UNIVERSITY_ORGANISATION,
            at=roles.UNIVERSITY,
            recorders=roles.COLLEGE_OFFICES,
        )
        .Cite("21")
        .Requires(excepting.rank_lies_outside, excepting.case_is_listed, excepting.applied_for)
        .Decides(reviewed)
    )
