"""The readings that an edition may choose from: for each parameter that is a word, the words with a road.

Who decides, from which day, by which paper: such a word is no number that rules compare, but a way through
the procedure. An edition with another word is refused when it is loaded, before a case waits for a step
that nobody can take.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

READINGS: Final[Mapping[str, tuple[str, ...]]] = {
    # ── Chapter 1 ──
    "case.initiated_by": ("student",),
    "case.defence_required": ("sampled",),
    # ── Chapter 2 ──
    "doc.application": ("signed_original",),
    "applicant.confirm_by": ("branch",),
    "doc.prior_application": ("original_received",),
    "applicant.start_date_rule": ("original_date", "arrival"),
    "applicant.restart_condition": ("no_file_record_and_no_original",),
    "doc.cultivation_file": ("created",),
    "talk.interviewer": ("designated_by_branch",),
    # ── Chapter 3 ──
    "tuiyou.review_by": ("college_league",),
    "tuiyou.decide_by": ("college_league",),
    "tuiyou.objection_handler": ("college_league",),
    "activist.decide_by": ("branch_committee",),
    "activist.decide_by_fallback": ("branch_meeting",),
    "activist.filing": ("college_committee",),
    "doc.activist_form": ("created",),
    "activist.effective_date": ("decision_date",),
    "activist.condition_list": ("article_9", "none"),
    "contact.member_type": ("full_member",),
    "plan.training_certificate": ("activist",),
    "plan.B.appraisal": ("excellent",),
    "case.end_on_graduation": ("activist",),
    # ── Chapter 4 ──
    "candidate.decide_by": ("branch_committee",),
    "candidate.filing": ("college_committee",),
    "candidate.B.appraisal": ("excellent",),
    "candidate.effective_date": ("filing_date",),
    "political_review.skip_outside": ("clear_after_talk_and_files",),
    "doc.political_review_conclusion": ("signed",),
    "training.candidate.exam": ("passed",),
    "doc.training_certificate": ("issued",),
    "training.candidate.provider": ("college_party_school",),
    "publicity.candidate.publisher": ("college_committee",),
    "doc.candidate_publicity_form": ("filled",),
    "exception.review_by": ("university_org",),
    "review.decide_by": ("college_committee_meeting",),
    "review.university_org": ("passed",),
    # ── Chapter 5 ──
    "introducer.member_type": ("full_member",),
    "introducer.continue_until": ("conversion",),
    "meeting.admission.reporter_fallback": ("branch_secretary",),
    "meeting.written_opinion_counts": ("before_ballot_open",),
    "meeting.postpone_on_disagreement": ("chair_decision",),
    "doc.admission_vote_report": ("filled_and_sent",),
    "meeting.roll": ("full_members_with_vote",),
    "doc.membership_form.talk_opinion": ("filled",),
    "admission.final_approval": ("university_committee", "college_committee"),
    "dues.start_month": ("meeting_month",),
    "doc.rejection_talk": ("done",),
    # ── Chapter 6 ──
    "oath.after": ("approval",),
    "doc.probation_form": ("created",),
    "probation.start": ("branch_meeting_date",),
    "conversion.training": ("completed",),
    "conversion.final_approval": ("college_committee",),
    "transfer_in.effective_date": ("original_expiry",),
    "transfer_in.repair_by": ("former_unit",),
    "doc.conversion_application": ("signed",),
    "doc.conversion_publicity_form": ("filled",),
    "defence.draw": ("random_recorded_seed",),
    "defence.organised_by": ("college_committee",),
    "doc.conversion_vote_report": ("filled_and_sent",),
    "conversion.submit_to": ("college_committee",),
    "full_member.effective_date": ("expiry_date",),
    "archive.fallback_holder": ("college_committee",),
    # ── Chapters 7 and 8 ──
    "archive.custodian": ("college_committee",),
    "liability.first_responsible": ("branch_secretary",),
    "liability.case.cultivation": ("contact",),
    "liability.case.group": ("party_group",),
    "liability.case.procedure": ("step_owner",),
    "ruleset.interpreter": ("college_committee",),
    "ruleset.effective_from": ("adoption",),
}
