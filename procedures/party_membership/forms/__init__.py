"""Papers of the procedure, one class per paper form, in the order in which a case meets them."""

from __future__ import annotations

from procedures.party_membership.forms.activists import (
    CommitteeDecision,
    ContactOpinion,
    Contacts,
    CourseCertificate,
    Filing,
    ObservationForm,
    PlanOpinion,
    SocialWork,
    ThoughtReport,
)
from procedures.party_membership.forms.applicants import (
    Application,
    BranchCheck,
    FirstTalk,
    Forwarded,
    Induction,
    Interviewer,
    PriorApplication,
    Reapplication,
    Recognition,
)
from procedures.party_membership.forms.leaving import Handover, Statement
from procedures.party_membership.forms.notices import (
    CHANNELS,
    Channel,
    Inquiry,
    NomineeNotice,
    Notice,
    Objection,
)
from procedures.party_membership.forms.recommendation import (
    Attendance,
    Attestation,
    Count,
    ListReview,
    MeetingCall,
    MemberRecommendation,
    Roll,
    Voting,
)

__all__ = [
    "CHANNELS",
    "Application",
    "Attendance",
    "Attestation",
    "BranchCheck",
    "Channel",
    "CommitteeDecision",
    "ContactOpinion",
    "Contacts",
    "Count",
    "CourseCertificate",
    "Filing",
    "FirstTalk",
    "Forwarded",
    "Handover",
    "Induction",
    "Inquiry",
    "Interviewer",
    "ListReview",
    "MeetingCall",
    "MemberRecommendation",
    "NomineeNotice",
    "Notice",
    "Objection",
    "ObservationForm",
    "PlanOpinion",
    "PriorApplication",
    "Reapplication",
    "Recognition",
    "Roll",
    "SocialWork",
    "Statement",
    "ThoughtReport",
    "Voting",
]
