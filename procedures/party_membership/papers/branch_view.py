"""支部初步意见 (D31, article 37): who was heard, how the year went, and what the branch thinks of it."""

from __future__ import annotations

from procedures.party_membership.forms.conversion import ConversionOpinion
from procedures.party_membership.papers.person_form import person_form
from procedures.party_membership.papers.posted import day_words
from procedures.party_membership.papers.talks import probation_words
from procedures.party_membership.papers.words import paragraphs
from procedures.party_membership.rules import known_probation as probation
from workflows.documents import FormPaper, Lines, Signatures, Words
from workflows.nodes import ToldCase

WRITTEN = (
    ("征求意见情况", "opinions"),
    ("预备期表现", "performance"),
    ("支部初步意见", "preliminary_view"),
)


def branch_view(told: ToldCase) -> FormPaper:
    """The opinions that were heard, the year of probation, and the view that the notice rests on."""
    applied = told.latest(probation.APPLICATION)
    attested = ConversionOpinion.choice_words("grades")
    return person_form(
        told,
        "预备党员转正\u200b支部初步意见",
        Lines(
            (
                (("预备期", probation_words(told.situation)),),
                (
                    ("转正申请", day_words(applied.on if applied else None)),
                    ("意见日期", day_words(told.fact.on)),
                ),
                (("成绩优秀", attested.get(told.text(told.fact, "grades"), "")),),
                (("核验依据", told.text(told.fact, "grade_ground")),),
            )
        ),
        *(Words(label, paragraphs(told.text(told.fact, name))) for label, name in WRITTEN),
        Signatures(("支部书记签名",)),
        signed_by=told.imprint.issuer,
    )
