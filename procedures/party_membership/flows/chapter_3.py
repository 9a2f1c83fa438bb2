"""Chapter 3: activists (入党积极分子), articles 8 to 13: recommendation, decision, cultivation, the plan."""

from __future__ import annotations

from procedures.party_membership import forms, roles
from procedures.party_membership.flows import due
from procedures.party_membership.flows.beforehand import Beforehand
from procedures.party_membership.flows.matters import LeagueMeeting, RecommendationNotice
from procedures.party_membership.flows.planning import DevelopmentPlan
from procedures.party_membership.nodes import Decision
from procedures.party_membership.rules import (
    accountability,
    chapter_1,
    chapter_2,
    chapter_3,
    cultivating,
    eligibility,
    hanging,
    known,
    notices,
    planning,
    recommending,
)
from workflows.nodes import (
    SUBJECT,
    SYSTEM,
    ActType,
    Ballot,
    Choice,
    Designated,
    Duty,
    Fork,
    Occurs,
    Publicity,
    Review,
    Stage,
    StageAct,
    Step,
    Timer,
    Wait,
    this,
)
from workflows.rules.situation import Situation
from workflows.rules.tallies import Outcome

CONTACT = Designated("contacts", "contacts", "培养联系人")


def way(s: Situation) -> str:
    """The League recommends its members up to the age limit, full members everybody else (art. 8)."""
    return "league" if known.needs_league(s) else "member"


class Recommendation:
    """Articles 8 and 9: the League's recommendation and that of full members.

    The decision of article 10 stands open beside them from the first day, so that everybody sees what it
    still lacks and from which day it may be taken.
    """

    route = (
        Choice(way, title="推荐途径")
        .Cite("8", "10")
        .On("league", this.by_league)
        .On("member", this.activist_decision)
    )
    by_league = Fork(title="团组织推优").Cite("8").Branch(this.activist_decision).Branch(this.recommendation)
    recommendable = ActType(title="申请已满三个月", by=SYSTEM, occurs=Occurs.ONLINE).Cite("9")
    recommendation = (
        Ballot(
            LeagueMeeting,
            title="团支部推优",
            count=ActType(forms.Count, title="推优票决与测评", by=roles.LEAGUE),
            decision=recommending.outcome,
            secret=True,
        )
        .Cite("8", "9")
        .Requires(
            chapter_2.file_opened,
            recommending.young_come_from_the_league,
            recommending.university_rules_known,
            recommending.qualities_attested,
            recommending.no_sanctions,
            recommending.ranked_high_enough,
            recommending.waited_since_applying,
            recommending.secret_ballot,
        )
        .Explains(recommending.appraisal_passed)
        .Arms(Timer(recommendable, due.may_be_recommended))
        .Carried(this.recommendation_review)
        .Lost(this.recommendation)
    )
    recommendation_review = (
        Review(
            forms.ListReview,
            title="院团委审核名单",
            by=roles.COLLEGE_LEAGUE_SECRETARY,
            at=roles.COLLEGE_LEAGUE,
            recorders=roles.COLLEGE_LEAGUE_OFFICES,
        )
        .Cite("8")
        .Approved(this.recommendation_notice)
        .Returned(this.recommendation)
    )
    recommendation_notice_over = ActType(title="公示期已满，可以结束公示", by=SYSTEM).Cite("8")
    recommendation_objection_overdue = ActType(title="公示异议仍未决定", by=SYSTEM).Cite("8").Discreet()
    recommendation_notice = (
        Publicity(
            RecommendationNotice,
            title="推优公示",
            post=ActType(forms.NomineeNotice, title="张贴公示", by=roles.COLLEGE_LEAGUE_OFFICES).Accepts(
                notices.shows_what_it_must
            ),
            channel=ActType(forms.Channel, title="公示渠道变动", by=roles.COLLEGE_LEAGUE_OFFICES).Accepts(
                hanging.channel_changes
            ),
            objection=ActType(forms.Objection, title="登记异议", by=roles.COLLEGE_LEAGUE_OFFICES),
            inquiry=ActType(forms.Inquiry, title="核实异议", by=roles.COLLEGE_LEAGUE_SECRETARY).Accepts(
                hanging.objection_is_open
            ),
            close=ActType(title="结束公示", by=roles.COLLEGE_LEAGUE_OFFICES),
        )
        .Cite("8")
        .Posting(recommending.reviewed_by_the_college_league)
        .Requires(notices.in_all_channels, notices.hung_long_enough, notices.no_open_objection)
        .Arms(
            Timer(recommendation_notice_over, due.notice_is_over),
            Timer(recommendation_objection_overdue, due.objections_wait, about="inquire", late=True),
        )
        .Unopposed(this.recommendation_validity)
        .Upheld(this.recommendation)
    )
    validity_warning = ActType(title="推优结果将满有效期", by=SYSTEM, occurs=Occurs.ONLINE).Cite("8")
    recommendation_validity = (
        Wait(due.validity_is_over, title="推优有效期")
        .Cite("8")
        .Arms(Timer(validity_warning, due.validity_nears_its_end))
        .Next(this.recommendation)
    )


class Activists:
    """Articles 10 to 13: the decision, its filing, the cultivation of an activist, and the yearly plan."""

    activist_decision = (
        Decision(
            forms.CommitteeDecision,
            title="研究确定积极分子",
            by=roles.BRANCH,
            at=roles.PARTY_BRANCH,
            decision=chapter_3.outcome,
        )
        .Cite("10")
        .Requires(
            chapter_1.politics_first,
            chapter_2.confirmed_by_branch,
            chapter_2.talk_held,
            recommending.young_come_from_the_league,
            recommending.league_members_through_the_league,
            recommending.in_effect,
            recommending.still_valid,
            notices.in_all_channels,
            notices.hung_long_enough,
            notices.no_open_objection,
            chapter_3.recommended,
            chapter_3.conditions_of_article_9,
        )
        .Accepts(chapter_3.decided_by_committee, chapter_3.decided_by_meeting)
        .On(Outcome.CARRIED, this.filing)
        .On(Outcome.LOST, this.activist_decision)
    )
    filing_overdue = ActType(title="备案仍无回执", by=SYSTEM, occurs=Occurs.ONLINE).Cite("10")
    filing = (
        Review(
            forms.Filing,
            title="学院党委备案",
            by=roles.COLLEGE_OFFICES,
            at=roles.COLLEGE,
        )
        .Cite("10")
        .Requires(chapter_1.ballots_held, chapter_1.publicities_held, chapter_3.effective_from_decision)
        .Accepts(chapter_1.qualification_checked)
        .Effective(chapter_3.decided_on)
        .Arms(Timer(filing_overdue, due.receipt_is_missing, late=True))
        .Approved(this.activist)
        .Returned(this.activist_decision)
    )

    # ── Articles 11 and 12, in any order while the stage is open ──

    contacts = (
        StageAct(forms.Contacts, title="指定培养联系人", by=roles.BRANCH, at=roles.PARTY_BRANCH)
        .Cite("12")
        .Accepts(cultivating.one_or_two_contacts, cultivating.contacts_are_members)
    )
    observation_form = StageAct(
        forms.ObservationForm, title="建立考察表", by=roles.BRANCH, at=roles.PARTY_BRANCH
    ).Cite("10")
    thought_report = (
        StageAct(
            forms.ThoughtReport, title="思想汇报", by=SUBJECT, recorders=roles.BRANCH, keep="each", scan=True
        )
        .Cite("11")
        .Accepts(cultivating.quarter_begun, cultivating.report_says_something, cultivating.report_in_full)
        .Explains(cultivating.reports_complete)
    )
    contact_opinion = (
        StageAct(
            forms.ContactOpinion,
            title="培养联系人考察意见",
            by=CONTACT,
            at=roles.PARTY_BRANCH,
            recorders=roles.BRANCH,
            keep="each",
        )
        .Cite("12")
        .Requires(chapter_3.form_opened, cultivating.given_work)
        .Accepts(
            cultivating.contacts_are_members,
            cultivating.of_a_period,
            cultivating.opinion_in_full,
            cultivating.duties_reported,
        )
        .Explains(cultivating.opinions_complete)
    )
    social_work = StageAct(
        forms.SocialWork, title="安排社会工作", by=roles.BRANCH, at=roles.PARTY_BRANCH, keep="each"
    ).Cite("11")
    plan_opinion = (
        StageAct(
            forms.PlanOpinion,
            title="列入年度计划的意见",
            by=CONTACT,
            at=roles.PARTY_BRANCH,
            recorders=roles.BRANCH,
            keep="each",
        )
        .Cite("12")
        .Explains(cultivating.plan_opinion_given)
    )

    # ── Article 13: what the college's plan tells of somebody ──

    plan_listing = (
        StageAct(
            forms.PlanListing,
            title="列入年度计划",
            by=roles.COLLEGE_OFFICES,
            at=roles.COLLEGE,
            keep="year",
        )
        .Through(DevelopmentPlan, "enlist")
        .Cite("13", "15")
        .Requires(eligibility.plan_after_the_course)
        .Accepts(
            cultivating.plan_opinion_given,
            eligibility.planned_by_a_route,
            eligibility.plan_a_ranked,
            eligibility.plan_a_scholarship,
            eligibility.plan_a_honoured,
            eligibility.plan_with_reports,
            eligibility.plan_b_cadre,
            eligibility.plan_b_appraised,
            eligibility.plan_b_ranked,
            eligibility.plan_b_scholarship,
            eligibility.plan_b_honoured,
            planning.of_the_plans_year,
            planning.not_listed_yet,
        )
    )
    plan_removal = (
        StageAct(
            forms.PlanRemoval,
            title="从年度计划中去掉",
            by=roles.COLLEGE_OFFICES,
            at=roles.COLLEGE,
            keep="year",
        )
        .Through(DevelopmentPlan, "strike")
        .Cite("15")
        .Accepts(planning.of_the_plans_year, planning.listed_now)
    )
    # ── Article 47: what nobody has to find out ──

    cultivation_clue = (
        ActType(title="追责线索：连续缺考察意见", by=SYSTEM, keep="each")
        .Cite("47")
        .Explains(accountability.cultivated_as_required)
        .Discreet()
    )
    activist = (
        Stage(
            title="入党积极分子",
            path=this.course,
            acts=(
                *(contacts, observation_form, thought_report, contact_opinion, social_work, plan_opinion),
                *(plan_listing, plan_removal),
                *(Beforehand.pre_course, Beforehand.rank_application, Beforehand.rank_exception),
            ),
            duties=(
                Duty("contacts", "指定培养联系人", contacts, due.contacts, cites=("12",)),
                Duty(
                    "thought_report", "思想汇报", thought_report, due.reports, field="quarter", cites=("11",)
                ),
                Duty(
                    "contact_opinion",
                    "考察意见",
                    contact_opinion,
                    due.opinions,
                    field="period",
                    cites=("12",),
                ),
            ),
            timers=(Timer(cultivation_clue, due.opinions_neglected),),
        )
        .Cite("11", "12", "13")
        .Gives(roles.PARTY_TREE, roles.ACTIVIST)
    )
    course = (
        Step(forms.CourseCertificate, title="积极分子培训", by=roles.PARTY_SCHOOL, at=roles.COLLEGE)
        .Cite("11")
        .Requires(chapter_3.filed)
        .Accepts(cultivating.trained_for_days, cultivating.trained_for_hours, cultivating.syllabus_complete)
        .Next(this.selection)
    )
