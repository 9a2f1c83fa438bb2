"""The papers of second-classroom credits, one for each thing that somebody fills in."""

from __future__ import annotations

from procedures.second_classroom_credits.forms.afterwards import (
    Answer,
    Appeal,
    Cancellation,
    ForgeryCleared,
    ForgeryProven,
    ForgeryReport,
    UpheldAppeal,
)
from procedures.second_classroom_credits.forms.batch import Listing
from procedures.second_classroom_credits.forms.declaring import Assessment, Correction, Declaration, Evidence
from procedures.second_classroom_credits.forms.registering import (
    CardCount,
    Dormitory,
    Forgery,
    Sanction,
)
from procedures.second_classroom_credits.forms.reviewing import Archived, FinalReview, FirstReview, ReReview
from procedures.second_classroom_credits.forms.rounds import (
    Circular,
    Classified,
    Closed,
    Finalised,
    GraduationList,
    Inspected,
    Published,
    Reopened,
    RoundOpened,
    SheetReturned,
    Signed,
    Submitted,
    Summary,
    YearOpened,
)

__all__ = [
    "Answer",
    "Appeal",
    "Archived",
    "Assessment",
    "Cancellation",
    "CardCount",
    "Circular",
    "Classified",
    "Closed",
    "Correction",
    "Declaration",
    "Dormitory",
    "Evidence",
    "FinalReview",
    "Finalised",
    "FirstReview",
    "Forgery",
    "ForgeryCleared",
    "ForgeryProven",
    "ForgeryReport",
    "GraduationList",
    "Inspected",
    "Listing",
    "Published",
    "ReReview",
    "Reopened",
    "RoundOpened",
    "Sanction",
    "SheetReturned",
    "Signed",
    "Submitted",
    "Summary",
    "UpheldAppeal",
    "YearOpened",
]
