"""Chapter 2: applicants (入党申请人), articles 5 to 7."""

from __future__ import annotations

from procedures.party_membership import forms, roles
from procedures.party_membership.flows import due
from procedures.party_membership.flows.matters import Induction, QualityReview
from procedures.party_membership.rules import chapter_1, chapter_2, recommending
from workflows.nodes import (
    SUBJECT,
    SYSTEM,
    ActType,
    Choice,
    Designated,
    Duty,
    End,
    Leave,
    Occurs,
    Review,
    Stage,
    StageAct,
    Start,
    Step,
    SubProcedure,
    Timer,
    this,
)
from workflows.rules.situation import Situation

INTERVIEWER = Designated("interviewer", "interviewer", "谈话人")


def applied_before(s: Situation) -> str:
    """Whether another unit has had an application of the same student."""
    application = s.facts.latest("application")
    return "prior" if application and application.data["earlier"] else "own"


def what_came(s: Situation) -> str:
    """The original settles the date; anything less is for the branch to recognise."""
    return "done" if s.data["found"] == "original_received" else "unsettled"


def recognised(s: Situation) -> str:
    """Keep the former date, start anew, or go on waiting for the original."""
    return {"keep": "done", "restart": "restart", "wait": "wait"}[s.data["decision"]]


class Chapter2:
    """From the application to its confirmation by the branch, and the first talk."""

    # ── Article 4 and article 6: matters of a college and of a class ──

    quality_review = QualityReview
    induction = Induction

    # ── Article 5 ──

    application = (
        Start(
            ActType(
                forms.Application, title="递交入党申请书", by=SUBJECT, recorders=roles.BRANCH, scan=True
            ).Explains(chapter_1.superior_sources)
        )
        .Admits(roles.PARTY_TREE, roles.NO_STANDING, roles.ACTIVIST, roles.CANDIDATE)
        .Cite("3", "5")
        .Requires(chapter_2.old_enough)
        .Accepts(chapter_1.of_own_will, chapter_2.in_writing)
        .Next(this.submitted)
    )
    submitted = Stage(title="已递交", path=this.earlier).Cite("5")
    earlier = (
        Choice(applied_before, title="入学前是否递交过")
        .Cite("5")
        .On("own", this.check)
        .On("prior", this.prior)
    )
    prior = (
        SubProcedure(title="原申请接续", path=this.declaration)
        .Cite("5")
        .On("continued", this.check)
        .On("restarted", this.check)
    )
    declaration = (
        Step(forms.PriorApplication, title="说明原申请", by=SUBJECT, recorders=roles.BRANCH)
        .Cite("5")
        .Accepts(chapter_2.declared_promptly, chapter_2.old_enough)
        .Next(this.forwarding)
    )
    original_overdue = ActType(title="原申请书仍未转来", by=SYSTEM, occurs=Occurs.ONLINE).Cite("5")
    forwarding = (
        Step(forms.Forwarded, title="收取原申请书", by=roles.BRANCH, at=roles.PARTY_BRANCH)
        .Cite("5")
        .Decides(what_came)
        .Explains(chapter_2.original_forwarded, chapter_2.time_runs_on)
        .Arms(Timer(original_overdue, due.original_is_missing, late=True))
        .Next(this.continued)
        .On("unsettled", this.recognition)
    )
    recognition = (
        Step(forms.Recognition, title="认定申请时间", by=roles.BRANCH_SECRETARY, at=roles.PARTY_BRANCH)
        .Cite("5")
        .Accepts(chapter_2.restarted_rightly)
        .Decides(recognised)
        .Next(this.continued)
        .On("restart", this.reapplication)
        .On("wait", this.forwarding)
    )
    reapplication = (
        Step(forms.Reapplication, title="重新递交申请书", by=SUBJECT, recorders=roles.BRANCH, scan=True)
        .Cite("5")
        .Requires(chapter_2.old_enough)
        .Accepts(chapter_1.of_own_will, chapter_2.in_writing)
        .Next(this.restarted)
    )
    continued = Leave("continued", title="申请时间连续计算").Cite("5")
    restarted = Leave("restarted", title="申请时间重新起算").Cite("5")
    check_overdue = ActType(title="申请仍未审查", by=SYSTEM, occurs=Occurs.ONLINE).Cite("5")
    check = (
        Review(forms.BranchCheck, title="支部审查与建档", by=roles.BRANCH, at=roles.PARTY_BRANCH)
        .Cite("5", "7")
        .Requires(chapter_2.original_forwarded)
        .Accepts(chapter_1.qualification_checked, chapter_2.file_opened)
        .Arms(Timer(check_overdue, due.check_is_slow, late=True))
        .Approved(this.applicant)
        .Refused(this.not_confirmed)
    )
    not_confirmed = End(title="未确定为申请人").Cite("5")

    # ── Article 7: beside the path, because the talk may be late ──

    interviewer = (
        StageAct(forms.Interviewer, title="指派谈话人", by=roles.BRANCH, at=roles.PARTY_BRANCH)
        .Cite("7")
        .Accepts(chapter_2.interviewer_sent)
    )
    first_talk = (
        StageAct(
            forms.FirstTalk,
            title="首次谈话",
            by=(INTERVIEWER, *roles.BRANCH),
            at=roles.PARTY_BRANCH,
            recorders=roles.BRANCH,
        )
        .Cite("7")
        .Requires(chapter_2.talked_in_time)
        .Accepts(chapter_2.interviewer_sent, chapter_2.talk_recorded_in_full)
    )

    # ── Article 9, and the political standard of article 2 ──

    attestation = StageAct(forms.Attestation, title="推优人选核验", by=(*roles.LEAGUE, *roles.BRANCH)).Cite(
        "2", "9"
    )
    # ── Articles 8 and 10: a full member's word, which may come at any time ──

    member_recommendation = (
        StageAct(
            forms.MemberRecommendation,
            title="党员推荐",
            by=roles.BRANCH,
            at=roles.PARTY_BRANCH,
            keep="each",
            scan=True,
        )
        .Cite("8", "10")
        .Accepts(recommending.recommender_is_member)
    )

    applicant = Stage(
        title="入党申请人",
        path=this.route,
        acts=(interviewer, first_talk, attestation, member_recommendation),
        duties=(Duty("first_talk", "首次谈话", first_talk, due.first_talk, cites=("7",)),),
    ).Cite("5")
