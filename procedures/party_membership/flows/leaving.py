"""Acts that may come at any moment: leaving, withdrawing, suspending, and another way of recommendation."""

from __future__ import annotations

from procedures.party_membership import forms, roles
from procedures.party_membership.rules import chapter_3, departing, keeping
from workflows.nodes import SUBJECT, CaseAct, End, this


class Leaving:
    """Article 14 and what the Rules leave open: how a case ends before its time, and how it rests.

    While a case rests no papers leave the house and no way is chosen anew; the subject may withdraw at any
    time.
    """

    left = End(title="毕业离校，材料移交").Cite("14")
    withdrawn = End(title="办理终止").Cite("3")
    graduation = (
        CaseAct(
            forms.Handover,
            title="毕业离校移交",
            by=roles.BRANCH,
            at=roles.PARTY_BRANCH,
            while_suspended=False,
        )
        .Cite("14", "45")
        .Requires(departing.left_as_an_activist)
        .Accepts(departing.papers_complete, keeping.handed_over_for_receipt)
        .To(this.left)
    )
    transferred_out = End(title="组织关系转出").Cite("45")
    transfer_out = (
        CaseAct(
            forms.TransferOut,
            title="组织关系转出",
            by=roles.BRANCH,
            at=roles.PARTY_BRANCH,
            while_suspended=False,
        )
        .Cite("45")
        .Requires(departing.transferred_as_more_than_an_activist)
        .Accepts(keeping.handed_over_for_receipt)
        .To(this.transferred_out)
    )
    withdrawal = (
        CaseAct(forms.Statement, title="本人撤回申请", by=SUBJECT, recorders=roles.BRANCH, scan=True)
        .Cite("3")
        .To(this.withdrawn)
        .Gives(roles.PARTY_TREE, roles.NO_STANDING)
    )
    death = (
        CaseAct(forms.Statement, title="登记去世", by=roles.BRANCH, at=roles.PARTY_BRANCH)
        .Cite("3")
        .To(this.withdrawn)
    )
    suspension = (
        CaseAct(forms.Statement, title="暂缓", by=roles.COLLEGE_SECRETARY, at=roles.COLLEGE)
        .Cite("20")
        .Suspends()
    )
    resumption = (
        CaseAct(forms.Statement, title="恢复", by=roles.COLLEGE_SECRETARY, at=roles.COLLEGE)
        .Cite("20")
        .Resumes()
    )
    rerouting = (
        CaseAct(
            forms.Statement,
            title="重新选择推荐途径",
            by=roles.BRANCH,
            at=roles.PARTY_BRANCH,
            while_suspended=False,
        )
        .Cite("8", "10")
        .Requires(chapter_3.still_applicant)
        .To(this.route)
    )
