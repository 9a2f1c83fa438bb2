"""Articles 23 to 25: introducers, and the membership form from its issue until it is filled in."""

from __future__ import annotations

from procedures.party_membership import forms, roles
from procedures.party_membership.rules import introducing, reviewing
from workflows.nodes import SUBJECT, Designated, Review, StageAct, Step, this

INTRODUCERS = Designated("introducers", "introducers", "入党介绍人")


class Introducing:
    """Who introduces a candidate, in any order while the stage is open; the form, step by step."""

    # ── Articles 23 and 24 ──

    introducers = (
        StageAct(forms.Introducers, title="确定入党介绍人", by=roles.BRANCH, at=roles.PARTY_BRANCH)
        .Cite("23")
        .Accepts(
            introducing.two_introducers,
            introducing.introducers_are_members,
            introducing.a_contact_introduces,
            introducing.introducers_have_their_rights,
            introducing.introducers_belong_here,
        )
    )
    introducer_opinion = (
        StageAct(
            forms.IntroducerOpinion,
            title="填写介绍人意见",
            by=INTRODUCERS,
            at=roles.PARTY_BRANCH,
            recorders=roles.BRANCH,
            keep="each",
        )
        .Cite("24")
        .Requires(introducing.form_is_filled)
    )

    # ── Article 25 ──

    membership_form = (
        Step(
            forms.FormIssue,
            title="领取志愿书",
            by=roles.BRANCH_SECRETARY,
            at=roles.PARTY_BRANCH,
            recorders=roles.BRANCH,
        )
        .Cite("22", "25")
        .Requires(reviewing.form_issued_after_review, introducing.two_introducers)
        .Accepts(introducing.form_explained)
        .Next(this.form_draft)
    )
    form_draft = (
        Step(forms.FormDraft, title="拟写志愿书草稿", by=SUBJECT, recorders=roles.BRANCH, keep="each")
        .Cite("25")
        .Next(this.form_draft_review)
    )
    form_draft_review = (
        Review(forms.DraftReview, title="审查志愿书草稿", by=(*roles.BRANCH, roles.ORGANISER))
        .Cite("25")
        .Approved(this.form_filling)
        .Returned(this.form_draft)
    )
    form_filling = (
        Step(forms.FilledForm, title="正式填写志愿书", by=roles.BRANCH, at=roles.PARTY_BRANCH)
        .Cite("25")
        .Requires(introducing.draft_agreed)
        .Accepts(introducing.form_is_neat)
        .Next(this.admission_meeting)
    )
