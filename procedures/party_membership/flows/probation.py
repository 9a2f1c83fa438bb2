"""The year of probation (预备期), articles 32 to 36, and what a defence brings to one member."""

from __future__ import annotations

from procedures.party_membership import forms, roles
from procedures.party_membership.flows import due_admission, due_probation
from procedures.party_membership.flows.chapter_5 import NewMembers
from procedures.party_membership.flows.converting import Defence
from procedures.party_membership.rules import (
    conversion_papers,
    defending,
    probation,
    transferred,
)
from procedures.party_membership.rules import known_probation as known
from workflows.nodes import (
    SUBJECT,
    ActType,
    Duty,
    Stage,
    StageAct,
    Start,
    this,
)
from workflows.rules.situation import Situation


def identity(s: Situation) -> str:
    """What the check of somebody who came from elsewhere found."""
    return str(s.data["outcome"])


class Probation:
    """Articles 32 to 36: the year of probation, in any order while the stage is open."""

    # ── Article 36: who comes from elsewhere ──

    transfer_in = (
        Start(
            ActType(
                forms.TransferIn,
                title="接收转入的预备党员",
                by=(*roles.COLLEGE_OFFICES, roles.BRANCH_SECRETARY),
                scan=True,
            )
        )
        .Cite("36")
        .Next(this.probationary)
    )
    identity_check = (
        StageAct(forms.IdentityCheck, title="甄别身份、审核材料", by=roles.COLLEGE_OFFICES, at=roles.COLLEGE)
        .Cite("36")
        .Explains(transferred.papers_complete)
        .Decides(identity)
        .Offered(transferred.came_from_elsewhere)
    )
    transfer_talk = (
        StageAct(forms.Statement, title="转入谈话", by=roles.BRANCH, at=roles.PARTY_BRANCH)
        .Cite("36")
        .Explains(transferred.observed_closely)
        .Offered(transferred.came_from_elsewhere)
    )
    unit_letter = (
        StageAct(forms.FormerUnitLetter, title="致函原单位", by=roles.COLLEGE_OFFICES, at=roles.COLLEGE)
        .Cite("36")
        .Requires(transferred.former_unit_asked_in_time)
        .Offered(transferred.came_from_elsewhere)
    )
    paper_repair = (
        StageAct(forms.PaperRepair, title="补办或备注", by=roles.COLLEGE_OFFICES, at=roles.COLLEGE, scan=True)
        .Cite("36")
        .Accepts(transferred.mended_by_the_former_unit, transferred.gap_noted)
        .Offered(transferred.came_from_elsewhere)
    )

    fraud_report = (
        StageAct(forms.Statement, title="报校党委组织部", by=roles.COLLEGE_OFFICES, at=roles.COLLEGE)
        .Cite("36")
        .Offered(transferred.found_a_fraud)
    )
    fraud_notice = (
        StageAct(forms.Statement, title="通报原单位", by=roles.COLLEGE_OFFICES, at=roles.COLLEGE)
        .Cite("36")
        .Offered(transferred.found_a_fraud)
    )

    # ── Articles 32 to 34 ──

    oath = (
        StageAct(forms.Oath, title="入党宣誓", by=roles.COLLEGE_OFFICES, at=roles.COLLEGE)
        .Cite("32")
        .Accepts(probation.sworn_after_the_approval)
    )
    assignment = (
        StageAct(forms.BranchPlace, title="编入支部或党小组", by=roles.BRANCH, at=roles.PARTY_BRANCH)
        .Cite("33")
        .Requires(probation.assigned_in_time)
    )
    probation_report = (
        StageAct(
            forms.ProbationReport,
            title="预备党员汇报",
            by=SUBJECT,
            recorders=roles.BRANCH,
            keep="each",
            scan=True,
        )
        .Cite("33")
        .Accepts(probation.quarter_of_the_probation)
    )
    education = StageAct(
        forms.Education, title="集体教育", by=roles.BRANCH, at=roles.PARTY_BRANCH, keep="each"
    ).Cite("33")
    probation_form = StageAct(
        forms.ProbationForm, title="建立预备党员考察表", by=roles.BRANCH, at=roles.PARTY_BRANCH
    ).Cite("34")
    probation_analysis = (
        StageAct(forms.Analysis, title="季度分析", by=roles.BRANCH, at=roles.PARTY_BRANCH, keep="each")
        .Cite("34")
        .Requires(probation.probation_form_opened)
        .Accepts(probation.quarter_of_the_probation)
    )
    problem_talk = (
        StageAct(forms.ProblemTalk, title="问题谈话", by=roles.BRANCH, at=roles.PARTY_BRANCH)
        .Cite("34")
        .Requires(probation.talked_about_problems)
    )
    reeducation = StageAct(
        forms.Reeducation, title="党员再教育培训", by=roles.PARTY_SCHOOL, at=roles.COLLEGE
    ).Cite("35")

    # ── Article 37: an extension is told and announced like any other result ──

    extension_announcement = (
        StageAct(
            forms.ConversionAnnouncement,
            title="延长的通知与宣布",
            by=roles.BRANCH,
            at=roles.PARTY_BRANCH,
            keep="each",
        )
        .Cite("37")
        .Requires(conversion_papers.told_in_time)
        .Offered(known.is_extended)
    )

    # ── Articles 38 and 39: what a defence brings to one member ──

    defence_draw = (
        StageAct(title="答辩抽签结果", by=roles.COLLEGE_OFFICES)
        .Through(Defence, "draw")
        .Cite("39")
        .Requires(
            conversion_papers.applied_in_writing, defending.in_the_pool, defending.drawn_again_for_a_reason
        )
        .Decides(defending.lot_of)
    )
    defence_call = (
        StageAct(forms.DefenceCall, title="通知答辩", by=roles.COLLEGE_OFFICES)
        .Through(Defence, "announce")
        .Cite("39")
        .Requires(defending.was_drawn)
        .Accepts(defending.panel_of_five_or_seven, defending.announced_before)
    )
    defence_session = (
        StageAct(forms.Session, title="答辩评审", by=roles.COLLEGE_OFFICES)
        .Through(Defence, "assess")
        .Cite("38", "39")
        .Requires(defending.was_drawn, defending.between_expiry_and_meeting, defending.announced_before)
        .Accepts(
            defending.statement_in_full,
            defending.asked_in_public,
            defending.assessed_in_secret,
            defending.others_sit_in,
        )
    )
    defence_report = (
        StageAct(forms.DefenceReport, title="答辩情况报告", by=roles.COLLEGE_OFFICES)
        .Through(Defence, "report")
        .Cite("38")
        .Requires(defending.was_drawn, defending.heard_before_the_report)
    )
    defence = Defence

    probationary = (
        Stage(
            title="预备党员",
            path=this.conversion_application,
            acts=(
                *(NewMembers.new_member_talk, NewMembers.dues, NewMembers.announcement),
                *(NewMembers.posting, NewMembers.introducer_help),
                *(oath, assignment, probation_report, education),
                *(probation_form, probation_analysis, problem_talk, reeducation),
                *(identity_check, transfer_talk, unit_letter, paper_repair, fraud_report, fraud_notice),
                extension_announcement,
                *(defence_draw, defence_call, defence_session, defence_report),
            ),
            duties=(
                Duty(
                    "new_member_talk",
                    "与新预备党员谈话",
                    NewMembers.new_member_talk,
                    due_admission.new_member_talk,
                    cites=("31",),
                ),
                Duty(
                    "introducer_help",
                    "介绍人教育帮助",
                    NewMembers.introducer_help,
                    due_admission.helps,
                    field="quarter",
                    cites=("24",),
                ),
                Duty("oath", "入党宣誓", oath, due_probation.oath, cites=("32",)),
                Duty(
                    "extension_announcement",
                    "延长的通知与宣布",
                    extension_announcement,
                    due_probation.extension_told,
                    cites=("37",),
                ),
                Duty("assignment", "编入支部或党小组", assignment, due_probation.assignment, cites=("33",)),
                Duty("transfer_talk", "转入谈话", transfer_talk, due_probation.transfer_talk, cites=("36",)),
                Duty(
                    "probation_form",
                    "建立预备党员考察表",
                    probation_form,
                    due_probation.probation_form,
                    cites=("34",),
                ),
                Duty(
                    "probation_report",
                    "预备党员汇报",
                    probation_report,
                    due_probation.probation_quarters,
                    field="quarter",
                    cites=("33",),
                ),
                Duty(
                    "probation_analysis",
                    "季度分析",
                    probation_analysis,
                    due_probation.probation_quarters,
                    field="quarter",
                    cites=("34",),
                ),
            ),
        )
        .Cite("31", "33", "35")
        .Gives(roles.PARTY_TREE, roles.PROBATIONARY)
    )
