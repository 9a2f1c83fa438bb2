"""Chapter 5: admission of probationary members (预备党员的接收), articles 26 to 31."""

from __future__ import annotations

from procedures.party_membership import forms, roles
from procedures.party_membership.flows import due_admission as due
from procedures.party_membership.flows.branch_meeting import BranchMeeting
from procedures.party_membership.flows.introducing import INTRODUCERS
from procedures.party_membership.nodes import Decision
from procedures.party_membership.rules import (
    admitting,
    approving,
    introducing,
    known_admission,
    new_members,
    planning,
    publishing,
    reviewing,
    schooling,
    voting,
)
from workflows.nodes import (
    SYSTEM,
    ActType,
    Ballot,
    Choice,
    CountedWithWritten,
    Occurs,
    Opinions,
    Review,
    StageAct,
    Step,
    Timer,
    this,
)
from workflows.nodes import meeting_rules as engine
from workflows.rules.situation import Situation
from workflows.rules.tallies import Outcome

#: the road that a candidate has walked before a meeting is called
ROAD = (admitting.nothing_skipped, reviewing.pre_reviewed, publishing.published_in_order)
#: what a candidate must have before the meeting may turn to him
READY = (
    *ROAD,
    approving.talked_after_refusal,
    planning.on_the_plan,
    schooling.certificate_held,
    schooling.certificate_valid,
    introducing.two_introducers,
    introducing.both_opinions_written,
)


def referred(s: Situation) -> str:
    """The college committee gives the vote back to the branch, or the candidate (art. 28)."""
    return str(s.data["decision"])


class Admission:
    """From the branch meeting to the approval of the university; what is refused leads back."""

    # ── Articles 27 and 28 ──

    admission_meeting = (
        Ballot(
            BranchMeeting,
            title="接收预备党员票决",
            call=ActType(title="列入接收大会", by=roles.BRANCH).Requires(*ROAD),
            receive=ActType(Opinions, title="收到书面意见", by=roles.BRANCH)
            .Requires(voting.count_not_closed)
            .Instead(engine.not_opened, voting.opinion_before_the_ballot),
            discuss=ActType(forms.AdmissionAgenda, title="接收大会议程", by=roles.BRANCH)
            .Requires(*READY, reviewing.stays_long_enough)
            .Instead(engine.quorate, voting.quorate)
            .Instead(engine.in_turn, voting.one_by_one)
            .Instead(engine.in_order, admitting.agenda_in_order)
            .Accepts(
                introducing.introducers_are_members,
                admitting.candidate_is_there,
                admitting.candidate_reported,
                admitting.introducers_spoke,
                admitting.committee_reported,
                admitting.reported_by_the_committee,
                admitting.discussion_recorded,
            ),
            count=ActType(CountedWithWritten, title="接收票数", by=roles.BRANCH)
            .Instead(engine.quorate, voting.quorate)
            .Instead(engine.in_turn, voting.one_by_one)
            .Instead(engine.opened, admitting.agenda_in_order)
            .Instead(engine.issued_to_those_present, voting.one_paper_each),
            defer=ActType(forms.Deferral, title="暂缓表决", by=roles.BRANCH_SECRETARY)
            .Instead(engine.in_turn, voting.one_by_one)
            .Instead(engine.not_opened, voting.put_off_before_the_ballot),
            set_aside=ActType(title="本次不议", by=roles.BRANCH).Instead(engine.in_turn, voting.one_by_one),
            fail=ActType(title="未达法定人数", by=roles.BRANCH),
            decision=voting.outcome,
        )
        .Cite("27", "28")
        .Requires(*READY, admitting.ballot_is_secret)
        .Explains(voting.majority_of_those_entitled, introducing.introducers_did_their_duties)
        .Carried(this.admission_resolution)
        .Lost(this.admission_resolution)
        .Inquorate(this.admission_meeting)
        .Deferred(this.referral)
    )
    referral = (
        Step(
            forms.Referral,
            title="分歧较大，上级审议",
            by=roles.COLLEGE_SECRETARY,
            at=roles.COLLEGE,
            recorders=roles.COLLEGE_OFFICES,
        )
        .Cite("28")
        .Decides(referred)
        .On("vote", this.admission_meeting)
        .On("back", this.bundle)
    )
    report_overdue = ActType(title="票决报告仍未报送", by=SYSTEM, occurs=Occurs.ONLINE).Cite("28")
    admission_resolution = (
        Step(
            forms.AdmissionResolution,
            title="大会决议与票决报告",
            by=roles.BRANCH_SECRETARY,
            at=roles.PARTY_BRANCH,
            recorders=roles.BRANCH,
        )
        .Cite("28")
        .Accepts(
            voting.resolution_in_full,
            voting.report_adds_up,
            voting.as_counted,
            voting.report_sent,
        )
        .Decides(voting.last_outcome)
        .Arms(Timer(report_overdue, due.report_is_late))
        .On(Outcome.CARRIED, this.organiser_talk)
        .On(Outcome.LOST, this.refusal_talk)
    )

    # ── Article 29 ──

    organiser_talk = (
        Step(forms.OrganiserTalk, title="审批前谈话", by=roles.TALKERS, at=roles.COLLEGE)
        .Cite("29")
        .Accepts(approving.organiser_talks, approving.talk_written_down)
        .Decides(approving.talk_outcome)
        .Next(this.college_approval)
        .On(approving.PROBLEM, this.suspension_after_talk)
    )
    suspension_after_talk = (
        Step(forms.Resumption, title="解除暂缓", by=roles.COLLEGE_SECRETARY, at=roles.COLLEGE)
        .Cite("29")
        .Next(this.college_approval)
    )

    # ── Article 30 ──

    college_approval = (
        Decision(
            forms.CollegeApproval,
            title="学院党委审批",
            by=(roles.COLLEGE_SECRETARY,),
            at=roles.COLLEGE,
            recorders=roles.COLLEGE_OFFICES,
            decision=approving.college_outcome,
        )
        .Cite("30")
        .Requires(admitting.nothing_skipped, approving.talked_before_approval, approving.no_problem_is_open)
        .Accepts(
            approving.committee_met,
            approving.voted_one_by_one,
            approving.probation_stated,
            approving.opinion_sealed,
            approving.talk_answered,
        )
        .Effective(approving.college_effective)
        .On(Outcome.CARRIED, this.final_level)
        .On(Outcome.LOST, this.refusal_talk)
    )
    final_level = (
        Choice(known_admission.final_level, title="由谁终审")
        .Cite("30")
        .On("university_committee", this.university_approval)
        .On("college_committee", this.probationary)
    )
    approval_reminder = ActType(title="审批已满三个月", by=SYSTEM, occurs=Occurs.ONLINE).Cite("30")
    approval_overdue = ActType(title="审批已满六个月", by=SYSTEM, occurs=Occurs.ONLINE).Cite("30")
    university_approval = (
        Review(
            forms.UniversityApproval,
            title="校党委审批",
            by=roles.UNIVERSITY_SECRETARY,
            at=roles.UNIVERSITY,
            recorders=roles.UNIVERSITY_OFFICES,
        )
        .Cite("30")
        .Requires(admitting.nothing_skipped, approving.college_has_approved, approving.approved_in_time)
        .Effective(approving.university_effective)
        .Arms(
            Timer(approval_reminder, due.approval_is_late), Timer(approval_overdue, due.approval_is_too_late)
        )
        .Approved(this.probationary)
        .Refused(this.refusal_talk)
    )

    # ── Article 31: who was not admitted ──

    refusal_talk = (
        Step(forms.RefusalTalk, title="与未接收者谈话", by=roles.BRANCH, at=roles.PARTY_BRANCH)
        .Cite("31")
        .Holds(approving.talked_after_refusal)
        .Next(this.bundle)
    )


class NewMembers:
    """Article 31 for those who were admitted: acts of the stage that chapter 6 describes."""

    new_member_talk = (
        StageAct(forms.NewMemberTalk, title="与新预备党员谈话", by=roles.BRANCH, at=roles.PARTY_BRANCH)
        .Cite("31")
        .Accepts(new_members.told_everything)
    )
    dues = (
        StageAct(forms.Dues, title="登记党费起交", by=roles.BRANCH, at=roles.PARTY_BRANCH)
        .Cite("31")
        .Accepts(new_members.dues_from_the_meeting)
    )
    announcement = (
        StageAct(forms.Announcement, title="在党员大会上宣布", by=roles.BRANCH, at=roles.PARTY_BRANCH)
        .Cite("31")
        .Accepts(new_members.announced)
    )
    posting = (
        StageAct(forms.Posting, title="张榜公布", by=roles.BRANCH, at=roles.PARTY_BRANCH)
        .Cite("31")
        .Accepts(new_members.posted)
    )
    introducer_help = (
        StageAct(
            forms.IntroducerHelp,
            title="介绍人继续教育帮助",
            by=INTRODUCERS,
            at=roles.PARTY_BRANCH,
            recorders=roles.BRANCH,
            keep="quarter",
        )
        .Cite("24")
        .Explains(introducing.introducers_go_on_helping)
    )
