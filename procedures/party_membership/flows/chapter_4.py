"""Chapter 4: candidates (发展对象), articles 15 to 22: heard, listed, filed, reviewed, published."""

from __future__ import annotations

from procedures.party_membership import forms, roles
from procedures.party_membership.flows import due
from procedures.party_membership.flows.beforehand import Beforehand
from procedures.party_membership.flows.chapter_3 import Activists
from procedures.party_membership.flows.introducing import Introducing
from procedures.party_membership.flows.planning import DevelopmentMeetings, DevelopmentPlan
from procedures.party_membership.flows.publishing import CandidateNotice
from procedures.party_membership.nodes import Decision, Deliberation
from procedures.party_membership.rules import (
    chapter_1,
    cultivating,
    hanging,
    hearing,
    planning,
    political,
    publishing,
    reviewing,
    routes,
    schooling,
)
from procedures.party_membership.rules import listing as lists
from workflows.nodes import (
    SYSTEM,
    ActType,
    Assembly,
    BranchEnd,
    Fork,
    Leave,
    Publicity,
    Review,
    Stage,
    StageAct,
    Step,
    SubProcedure,
    Timer,
    this,
)
from workflows.rules.tallies import Outcome


class Listing:
    """Articles 15 to 17: the decision to list stands open beside what must be heard before it.

    Everybody sees from the day of the course what it still lacks and from which day it may be taken. A branch
    that decides not to list somebody begins anew with the hearing.
    """

    # ── Article 15: matters of a college and of a branch ──

    development_plan = DevelopmentPlan
    development_meetings = DevelopmentMeetings

    # ── Articles 16 and 17 ──

    selection = (
        SubProcedure(title="确定发展对象", path=this.preparing)
        .Cite("16", "17")
        .On("lost", this.selection)
        .On("listed", this.candidate)
    )
    preparing = (
        Fork(title="听取意见与研究确定")
        .Cite("17")
        .Branch(this.listing)
        .Branch(this.forum)
        .Branch(this.group_opinion)
    )
    forum = (
        Assembly(
            forms.Forum,
            title="听取意见（座谈会）",
            by=roles.BRANCH,
            at=roles.PARTY_BRANCH,
            decision=hearing.outcome,
        )
        .Cite("17")
        .Accepts(
            hearing.heard_in_a_known_way,
            hearing.chaired_by_the_committee,
            hearing.enough_were_heard,
            hearing.sources_of_a_graduate,
            hearing.sources_of_an_undergraduate,
            hearing.both_questions_answered,
            hearing.minutes_signed,
        )
        .Explains(hearing.approved_by_enough, hearing.opposed_by_few)
        .Supported(this.heard)
        .Unsupported(this.forum)
    )
    heard = BranchEnd(title="意见已听取").Cite("17")
    group_opinion = (
        Step(forms.GroupOpinion, title="党小组意见", by=roles.BRANCH, at=roles.PARTY_BRANCH)
        .Cite("17")
        .Requires(hearing.heard)
        .Accepts(hearing.spoken_by_the_right_body)
        .Next(this.group_heard)
    )
    group_heard = BranchEnd(title="党小组意见已提交").Cite("17")
    cultivation = ActType(title="培养考察满一年", by=SYSTEM).Cite("16")
    listing = (
        Decision(
            forms.ListingDecision,
            title="研究确定发展对象",
            by=roles.BRANCH,
            at=roles.PARTY_BRANCH,
            decision=lists.outcome,
        )
        .Cite("16", "17")
        .Requires(
            planning.developed_by_plan,
            planning.on_the_plan,
            lists.after_the_course,
            lists.cultivated_a_year,
            cultivating.reports_complete,
            cultivating.opinions_complete,
            hearing.heard,
            hearing.approved_by_enough,
            hearing.opposed_by_few,
            hearing.group_has_spoken,
            lists.all_sides_heard,
            routes.by_a_route,
            routes.trained_before,
            routes.a_ranked,
            routes.a_scholarship,
            routes.a_honoured,
            routes.b_served,
            routes.b_appraised,
            routes.b_ranked,
            routes.b_scholarship,
            routes.b_honoured,
            routes.listed_with_reports,
            lists.will_graduate,
            lists.graduate_ranked,
            lists.graduate_failed_nothing,
            lists.graduate_achieved,
            lists.no_misconduct,
        )
        .Accepts(lists.listed_by_the_committee, lists.qualities_attested)
        .Explains(lists.reviewed_by_the_branch)
        .Arms(Timer(cultivation, due.cultivated_on))
        .On(Outcome.CARRIED, this.listing_filing)
        .On(Outcome.LOST, this.not_listed)
    )
    not_listed = Leave("lost", title="没有列为发展对象").Cite("17")
    listing_overdue = ActType(title="发展对象备案仍无回执", by=SYSTEM).Cite("16")
    listing_filing = (
        Review(
            forms.ListingFiling,
            title="发展对象备案",
            by=roles.COLLEGE_OFFICES,
            at=roles.COLLEGE,
        )
        .Cite("16", "17")
        .Requires(lists.dated_from_the_filing)
        .Accepts(chapter_1.qualification_checked)
        .Effective(lists.candidate_from)
        .Arms(Timer(listing_overdue, due.receipt_is_missing, late=True))
        .Approved(this.filed)
        .Returned(this.listing)
    )
    filed = Leave("listed", title="已备案").Cite("16")


class Candidacy:
    """Articles 18 to 22: the political review, the college committee, the public, the university."""

    # ── Article 18, in any order while the stage is open ──

    political_review = (
        StageAct(
            forms.PoliticalReview,
            title="政治审查",
            by=(*roles.BRANCH, *roles.COLLEGE_OFFICES),
            keep="each",
            scan=True,
        )
        .Cite("18")
        .Requires(lists.filed_with_consent)
        .Accepts(
            political.concluded_as_a_candidate,
            political.everything_examined,
            political.examined_by_all_means,
            political.letters_left_out_with_reason,
            political.both_places_asked,
            political.conclusion_signed,
        )
    )
    candidate = (
        Stage(
            title="发展对象",
            path=this.bundle,
            acts=(
                political_review,
                Beforehand.pre_course,
                *(Activists.contacts, Activists.thought_report, Activists.contact_opinion),
                *(Activists.social_work, Activists.plan_opinion),
                *(Activists.plan_listing, Activists.plan_removal),
                *(Introducing.introducers, Introducing.introducer_opinion),
            ),
        )
        .Cite("16", "18", "19")
        .Gives(roles.PARTY_TREE, roles.CANDIDATE)
    )

    # ── Article 22: the papers, and the college committee's pre-review ──

    bundle = (
        Step(forms.Bundle, title="送审材料", by=roles.BRANCH, at=roles.PARTY_BRANCH)
        .Cite("22")
        .Requires(
            lists.filed_with_consent,
            political.reviewed_politically,
            political.conclusion_signed,
            schooling.certificate_held,
            schooling.certificate_valid,
        )
        .Accepts(
            reviewing.bundle_complete,
            reviewing.bundle_in_form,
            reviewing.checked_by_the_branch,
        )
        .Next(this.pre_review)
    )
    pre_review = (
        Deliberation(
            forms.PreReview,
            title="学院党委预审",
            by=roles.COLLEGE_OFFICES,
            at=roles.COLLEGE,
            decision=reviewing.outcome,
        )
        .Cite("4", "22")
        .Requires(
            political.reviewed_politically,
            political.conclusion_signed,
            schooling.certificate_held,
            schooling.certificate_valid,
            reviewing.stays_long_enough,
        )
        .Accepts(
            reviewing.papers_read,
            reviewing.reviewed_by_all_means,
            reviewing.decided_in_a_meeting,
            reviewing.opinion_in_full,
        )
        .Approved(this.candidate_notice)
        .Returned(this.bundle)
    )

    # ── Article 20 ──

    candidate_notice_over = ActType(title="发展对象公示期满", by=SYSTEM).Cite("20")
    candidate_objection_overdue = ActType(title="群众反映仍未查清", by=SYSTEM).Cite("20").Discreet()
    candidate_notice = (
        Publicity(
            CandidateNotice,
            title="发展对象公示",
            post=ActType(forms.CandidateShown, title="张贴公示", by=roles.COLLEGE_OFFICES).Accepts(
                publishing.identity_shown,
                publishing.awards_checked,
                publishing.dates_shown,
                publishing.feedback_shown,
            ),
            channel=ActType(forms.Channel, title="公示渠道变动", by=roles.COLLEGE_OFFICES).Accepts(
                hanging.channel_changes
            ),
            objection=ActType(forms.Objection, title="登记群众反映", by=roles.COLLEGE_OFFICES),
            inquiry=ActType(forms.Inquiry, title="核实群众反映", by=roles.COLLEGE_SECRETARY).Accepts(
                hanging.objection_is_open, publishing.inquired_in_time
            ),
            close=ActType(forms.NoticeLedger, title="结束公示，登记台账", by=roles.COLLEGE_OFFICES),
        )
        .Cite("20")
        .Posting(
            reviewing.pre_reviewed,
            publishing.published_in_order,
            publishing.not_suspended,
            publishing.contacts_shown,
            publishing.results_shown,
        )
        .Requires(
            publishing.in_both_channels, publishing.published_long_enough, publishing.objections_settled
        )
        .Accepts(publishing.ledger_kept, publishing.form_filled)
        .Arms(
            Timer(candidate_notice_over, due.candidate_notice_is_over),
            Timer(candidate_objection_overdue, due.objections_are_old, about="inquire", late=True),
        )
        .Unopposed(this.organisation_review)
        .Upheld(this.suspension_lifted)
    )
    suspension_lifted = (
        Step(
            forms.SuspensionLifted,
            title="暂缓发展，等待恢复",
            by=roles.COLLEGE_SECRETARY,
            at=roles.COLLEGE,
            recorders=roles.COLLEGE_OFFICES,
        )
        .Cite("20")
        .Next(this.candidate_notice)
    )

    # ── Article 22: the university ──

    organisation_review_overdue = ActType(title="组织部审查仍无结果", by=SYSTEM).Cite("22")
    organisation_review = (
        Review(
            forms.UniversityReview,
            title="组织部审查",
            by=roles.UNIVERSITY_ORGANISATION,
            at=roles.UNIVERSITY,
            recorders=roles.COLLEGE_OFFICES,
        )
        .Cite("22")
        .Requires(
            reviewing.pre_reviewed,
            publishing.not_suspended,
            reviewing.ready_for_the_university,
        )
        .Arms(Timer(organisation_review_overdue, due.university_is_slow, late=True))
        .Approved(this.membership_form)
        .Returned(this.bundle)
    )
