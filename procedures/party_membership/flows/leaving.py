"""Acts that may come at any moment: leaving, withdrawing, suspending, and another way of recommendation."""

from __future__ import annotations

from procedures.party_membership import forms, roles
from procedures.party_membership.rules import chapter_3, departing
from workflows.nodes import SUBJECT, CaseAct, End, this


class Leaving:
    """Article 14 and what the Rules leave open: how a case ends before its time, and how it rests."""

    left = End(title="毕业离校，材料移交").Cite("14")
    withdrawn = End(title="本人撤回或去世").Cite("3")
    graduation = (
        CaseAct(forms.Handover, title="毕业离校移交", by=roles.BRANCH, at=roles.PARTY_BRANCH)
        .Cite("14")
        .Requires(departing.left_as_an_activist)
        .Accepts(departing.papers_complete)
        .To(this.left)
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
        CaseAct(forms.Statement, title="重新选择推荐途径", by=roles.BRANCH, at=roles.PARTY_BRANCH)
        .Cite("8", "10")
        .Requires(chapter_3.still_applicant)
        .To(this.route)
    )
