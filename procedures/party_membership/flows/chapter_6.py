"""Chapter 6: probationary members (预备党员的教育、考察和转正), articles 32 to 42."""

from __future__ import annotations

from procedures.party_membership import forms, roles
from procedures.party_membership.flows import due_probation
from procedures.party_membership.flows.branch_meeting import BranchMeeting
from procedures.party_membership.flows.converting import ConversionNotice
from procedures.party_membership.rules import archiving as archives
from procedures.party_membership.rules import (
    chapter_1,
    conversion_papers,
    converting,
    defending,
    hanging,
    new_members,
    probation,
    publishing,
    transferred,
    voting,
)
from procedures.party_membership.rules import conversion_meeting as meeting
from procedures.party_membership.rules import known_probation as known
from workflows.nodes import (
    SUBJECT,
    SYSTEM,
    ActType,
    Ballot,
    CaseAct,
    CountedWithWritten,
    End,
    Motion,
    Opinions,
    Publicity,
    Stage,
    StageAct,
    Step,
    Timer,
    this,
)
from workflows.nodes import meeting_rules as engine
from workflows.rules.predicates import excused
from workflows.rules.situation import Situation
from workflows.rules.tallies import Outcome

#: what is asked before the branch meeting may turn to a conversion, whatever the motion; an extension or a
#: cancellation that the member never applied for waits for nothing of it
READY = excused(
    known.unasked,
    converting.year_is_over,
    transferred.half_a_year_here,
    transferred.not_postponed_too_long,
    transferred.identity_verified,
    transferred.papers_complete,
    conversion_papers.applied_in_writing,
    conversion_papers.publicity_form_filled,
    conversion_papers.met_after_the_notice,
    defending.defended_if_drawn,
    defending.defence_papers_complete,
    probation.analysed_each_quarter,
    probation.educated_enough,
    *converting.CONDITIONS.values(),
)


def asks(motion: str) -> Motion:
    """A motion of the proposal; it is put where the branch committee asked for it."""
    titles = {"convert": "按期转正", "extend": "延长预备期", "cancel": "取消预备党员资格"}

    def proposed(s: Situation) -> bool:
        return motion in known.motions(s)

    return Motion(motion, titles[motion], proposed)


class Conversion:
    """Articles 35 and 37 to 42: the application, the notice, the meeting, the approval, the archive."""

    application_reminder = ActType(title="提醒递交转正申请", by=SYSTEM).Cite("37")
    conversion_application = (
        Step(
            forms.ConversionApplication,
            title="递交转正申请",
            by=SUBJECT,
            recorders=roles.BRANCH,
            scan=True,
        )
        .Cite("37")
        .Requires(conversion_papers.applied_in_time)
        .Accepts(conversion_papers.applied_in_writing)
        .Arms(Timer(application_reminder, due_probation.application_is_due, awaited=True))
        .Next(this.conversion_opinion)
    )
    conversion_opinion = (
        Step(forms.ConversionOpinion, title="支部征求意见", by=roles.BRANCH, at=roles.PARTY_BRANCH)
        .Cite("37")
        .Requires(new_members.announced, new_members.posted)
        .Accepts(conversion_papers.opinion_in_full)
        .Explains(probation.reported_each_quarter)
        .Next(this.conversion_notice)
    )
    conversion_notice_over = ActType(title="转正公示期满", by=SYSTEM).Cite("37")
    conversion_objection_overdue = ActType(title="群众反映仍未查清", by=SYSTEM).Cite("37").Discreet()
    conversion_notice = (
        Publicity(
            ConversionNotice,
            title="转正公示",
            post=ActType(forms.MemberNotice, title="张贴公示", by=roles.COLLEGE_OFFICES).Accepts(
                conversion_papers.identity_shown,
                conversion_papers.performance_shown,
                conversion_papers.feedback_shown,
            ),
            channel=ActType(forms.Channel, title="公示渠道变动", by=roles.COLLEGE_OFFICES).Accepts(
                hanging.channel_changes
            ),
            objection=ActType(forms.Objection, title="登记群众反映", by=roles.COLLEGE_OFFICES),
            inquiry=ActType(forms.Inquiry, title="核实群众反映", by=roles.COLLEGE_SECRETARY).Accepts(
                hanging.objection_is_open, publishing.inquired_in_time
            ),
            close=ActType(forms.NoticeOutcome, title="结束公示，填公示表", by=roles.COLLEGE_OFFICES),
        )
        .Cite("37")
        .Posting(conversion_papers.posted_between, conversion_papers.applied_in_writing)
        .Requires(
            conversion_papers.in_all_channels,
            conversion_papers.hung_long_enough,
            publishing.objections_settled,
        )
        .Arms(
            Timer(conversion_notice_over, due_probation.conversion_notice_is_over),
            Timer(conversion_objection_overdue, due_probation.objections_are_old, about="inquire", late=True),
        )
        .Unopposed(this.conversion_proposal)
        .Upheld(this.conversion_suspended)
    )
    conversion_suspended = (
        Step(
            forms.Resumption,
            title="暂缓转正，等待恢复",
            by=roles.COLLEGE_SECRETARY,
            at=roles.COLLEGE,
            recorders=roles.COLLEGE_OFFICES,
        )
        .Cite("37")
        .Next(this.conversion_notice)
    )

    # ── Articles 35, 40 and 41: the meeting ──

    unasked_proposal = (
        CaseAct(forms.Statement, title="未经申请提请大会", by=roles.BRANCH, at=roles.PARTY_BRANCH)
        .Cite("35", "36")
        .Requires(converting.proposed_without_an_application)
        .To(this.conversion_proposal)
    )
    conversion_proposal = (
        Step(
            forms.ConversionProposal,
            title="支委会提案",
            by=roles.BRANCH,
            at=roles.PARTY_BRANCH,
            keep="each",
        )
        .Cite("35")
        .Accepts(
            converting.motion_is_known,
            converting.asked_in_order,
            converting.extended_long_enough,
            converting.extended_not_too_long,
            converting.extended_once,
            converting.converted_on_application_only,
        )
        .Next(this.conversion_meeting)
    )
    conversion_meeting = (
        Ballot(
            BranchMeeting,
            title="转正票决",
            call=ActType(title="列入转正大会", by=roles.BRANCH),
            receive=ActType(Opinions, title="收到书面意见", by=roles.BRANCH)
            .Requires(voting.count_not_closed)
            .Instead(engine.not_opened, voting.opinion_before_the_ballot),
            discuss=ActType(forms.ConversionAgenda, title="转正大会议程", by=roles.BRANCH)
            .Requires(*READY)
            .Instead(engine.quorate, meeting.conversion_quorate)
            .Instead(engine.in_turn, voting.one_by_one)
            .Instead(engine.in_order, meeting.conversion_agenda_in_order)
            .Accepts(meeting.committee_introduced, meeting.views_recorded),
            count=ActType(CountedWithWritten, title="转正票数", by=roles.BRANCH)
            .Instead(engine.quorate, meeting.conversion_quorate)
            .Instead(engine.in_turn, voting.one_by_one)
            .Instead(engine.opened, meeting.conversion_agenda_in_order)
            .Instead(engine.issued_to_those_present, voting.one_paper_each),
            set_aside=ActType(title="本次不议", by=roles.BRANCH).Instead(engine.in_turn, voting.one_by_one),
            fail=ActType(title="未达法定人数", by=roles.BRANCH),
            motions=(asks("convert"), asks("extend"), asks("cancel")),
            decision=meeting.outcome,
        )
        .Cite("35", "40", "41")
        .Requires(*READY, converting.debated_in_time, meeting.conversion_ballot_is_secret)
        .Explains(
            meeting.conversion_majority,
            converting.counted_from_the_meeting,
            defending.only_for_reference,
        )
        .Carried(this.conversion_resolution)
        .Lost(this.conversion_resolution)
        .Inquorate(this.conversion_meeting)
    )
    conversion_resolution = (
        Step(
            forms.ConversionResolution,
            title="转正决议与票决报告",
            by=roles.BRANCH_SECRETARY,
            at=roles.PARTY_BRANCH,
            recorders=roles.BRANCH,
        )
        .Cite("41")
        .Accepts(
            meeting.conversion_resolution_in_full,
            meeting.conversion_as_counted,
            meeting.conversion_report_sent,
        )
        .Decides(meeting.last_outcome)
        .On(Outcome.CARRIED, this.conversion_approval)
        .On(Outcome.LOST, this.conversion_referral)
    )
    conversion_referral = (
        Step(
            forms.ConversionReferral,
            title="提案均未通过，上级审议",
            by=roles.COLLEGE_SECRETARY,
            at=roles.COLLEGE,
            recorders=roles.COLLEGE_OFFICES,
        )
        .Cite("35")
        .Next(this.conversion_proposal)
    )

    # ── Articles 35, 37 and 41: the approval ──

    conversion_approval = (
        Step(
            forms.ConversionApproval,
            title="学院党委审批",
            by=roles.COLLEGE_SECRETARY,
            at=roles.COLLEGE,
            recorders=roles.COLLEGE_OFFICES,
            keep="each",
        )
        .Cite("35", "37", "41")
        .Requires(
            converting.voted_before_the_approval,
            converting.cancelled_by_both,
            meeting.submitted_to_the_college,
            meeting.full_member_from_the_expiry,
            transferred.dated_from_the_expiry,
        )
        .Accepts(conversion_papers.approved_one_by_one)
        .Decides(meeting.approved)
        .Effective(meeting.takes_effect_on)
        .On("convert", this.full_member)
        .On("extend", this.conversion_application)
        .On("cancel", this.cancellation)
        .On("returned", this.conversion_proposal)
    )
    cancellation = (
        Step(
            forms.ConversionAnnouncement,
            title="取消资格的通知与宣布",
            by=roles.BRANCH,
            at=roles.PARTY_BRANCH,
        )
        .Cite("35", "36")
        .Requires(transferred.fraud_takes_four_steps)
        .Next(this.cancelled)
    )
    cancelled = End(title="取消预备党员资格").Cite("35").Gives(roles.PARTY_TREE, roles.NO_STANDING)

    # ── Articles 37 and 42: full members ──

    conversion_filing = StageAct(
        forms.ConversionFiling, title="转正报组织部备案", by=roles.COLLEGE_OFFICES, at=roles.COLLEGE
    ).Cite("37")
    full_member = (
        Stage(title="正式党员", path=this.conversion_announcement, acts=(conversion_filing,))
        .Cite("41")
        .Gives(roles.PARTY_TREE, roles.FULL_MEMBER)
    )
    conversion_announcement = (
        Step(forms.ConversionAnnouncement, title="通知本人并宣布", by=roles.BRANCH, at=roles.PARTY_BRANCH)
        .Cite("37")
        .Requires(conversion_papers.told_in_time)
        .Next(this.archiving)
    )
    archiving = (
        Step(forms.Archiving, title="材料归档", by=roles.COLLEGE_OFFICES, at=roles.COLLEGE)
        .Cite("4", "42")
        .Requires(
            chapter_1.ballots_held,
            chapter_1.publicities_held,
            conversion_papers.announced,
            conversion_papers.on_file_above,
        )
        .Accepts(archives.seven_kinds_filed, archives.handed_over)
        .Next(this.archived)
    )
    archived = End(title="转正，材料归档").Cite("42", "43").Kept(*roles.COLLEGE_OFFICES)
