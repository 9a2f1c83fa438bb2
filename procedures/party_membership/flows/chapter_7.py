"""Chapter 7: leadership and discipline (领导与纪律), articles 44 to 47.

What is found wrong with a case is told by acts on that case, also long after its end: the step, the rule and
the people are in its journal. The record of what a branch and a college do in general are matters.
"""

from __future__ import annotations

from procedures.party_membership import forms, roles
from procedures.party_membership.flows.matters import FAMILY
from procedures.party_membership.rules import accountability, keeping
from workflows.nodes import CaseAct, End, MatterAct, MatterType, this

#: the college committee and the body above it
SUPERIORS = (roles.COLLEGE_SECRETARY, roles.UNIVERSITY_SECRETARY)


class BranchYears(MatterType):
    """支部年度责任清单 of a branch (article 44): one record to which every year is added."""

    family, name, title, at = FAMILY, "branch_years", "支部发展工作责任", roles.PARTY_BRANCH
    single = True
    open = MatterAct(title="建立责任清单", by=roles.BRANCH, opens=True).Cite("44")
    account = (
        MatterAct(forms.BranchYear, title="登记年度落实情况", by=roles.BRANCH, keep="year")
        .Cite("44")
        .Accepts(keeping.everybodys_business)
    )


class Organisers(MatterType):
    """组织员队伍 of a college (article 45): one record to which every review is added."""

    family, name, title, at = FAMILY, "organisers", "组织员队伍", roles.COLLEGE
    single = True
    open = MatterAct(title="建立组织员名册", by=roles.COLLEGE_OFFICES, opens=True).Cite("45")
    review = (
        MatterAct(forms.OrganiserReview, title="登记组织员情况", by=roles.COLLEGE_OFFICES, keep="each")
        .Cite("45")
        .Accepts(keeping.organisers_enough)
    )


class Accountability:
    """Articles 45 to 47: who reads what was filed away, who answers for a breach, what is not recognised."""

    branch_years = BranchYears
    organisers = Organisers

    consultation = (
        CaseAct(
            forms.Consultation,
            title="调阅登记",
            by=roles.COLLEGE_OFFICES,
            at=roles.COLLEGE,
            keep="each",
            after_end=True,
        )
        .Cite("43", "45")
        .Lends("reader", "until")
        .Discreet()
    )
    accountability_clue = (
        CaseAct(
            forms.Clue,
            title="登记追责线索",
            by=roles.COLLEGE_OFFICES,
            at=roles.COLLEGE,
            keep="each",
            after_end=True,
        )
        .Cite("47")
        .Accepts(accountability.rule_is_known)
        .Explains(
            accountability.cultivated_as_required,
            accountability.reported_truthfully,
            accountability.recommended_with_care,
            accountability.step_answers,
        )
        .Decides(accountability.result)
        .Discreet()
    )
    liability = (
        CaseAct(
            forms.Liability,
            title="责任认定与措施",
            by=SUPERIORS,
            recorders=roles.COLLEGE_OFFICES,
            keep="each",
            after_end=True,
        )
        .Cite("47")
        .Requires(accountability.clue_waits)
        .Explains(accountability.measured_in_a_known_way, accountability.breach_of_discipline_goes_up)
        .Decides(accountability.decided)
        .Suspends(on=accountability.REFERRED)
        .Discreet()
    )
    rectified = (
        CaseAct(forms.Rectified, title="登记整改结果", by=roles.COLLEGE_OFFICES, keep="each", after_end=True)
        .Cite("47")
        .Requires(accountability.rectification_waits)
        .Discreet()
    )
    not_recognised = End(title="党员资格不予承认").Cite("47").Gives(roles.PARTY_TREE, roles.NO_STANDING)
    nullity = (
        CaseAct(
            forms.Nullity,
            title="党员资格不予承认",
            by=SUPERIORS,
            recorders=roles.COLLEGE_OFFICES,
            after_end=True,
        )
        .Cite("47")
        .Requires(accountability.has_a_membership, accountability.void_after_a_breach)
        .To(this.not_recognised)
    )
