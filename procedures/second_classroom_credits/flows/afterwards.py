"""Articles 5, 8 and 12: forgery at whatever moment it is found, and appeals to one of the three bodies."""

from __future__ import annotations

from procedures.second_classroom_credits import forms, roles
from procedures.second_classroom_credits.rules import afterwards, declaring, reviewing
from workflows.nodes import SUBJECT, CaseAct, End, Occurs, this

#: whoever reviews may find a forgery, whenever they do
FINDERS = (*roles.WORKING_GROUP, roles.REGISTRAR)


class Forgery:
    """弄虚作假: the item waits while it is looked into; what is proven takes back what was confirmed."""

    cancelled = End(title="取消申请资格").Cite("8", "12")
    forgery_report = (
        CaseAct(
            forms.ForgeryReport,
            title="材料存疑",
            by=FINDERS,
            keep="each",
            after_end=True,
            occurs=Occurs.ONLINE,
        )
        .Cite("8")
        .Suspends()
    )
    forgery_proven = (
        CaseAct(
            forms.ForgeryProven,
            title="认定材料伪造",
            by=roles.STUDENT_AFFAIRS,
            after_end=True,
            answers="forgery_report",
        )
        .Cite("8", "12")
        .Requires(afterwards.reported)
        .To(this.cancelled)
    )
    forgery_cleared = (
        CaseAct(
            forms.ForgeryCleared,
            title="排除材料伪造",
            by=roles.STUDENT_AFFAIRS,
            after_end=True,
            answers="forgery_report",
        )
        .Cite("8")
        .Requires(afterwards.reported)
        .Resumes()
    )
    cancellation = (
        CaseAct(forms.Cancellation, title="取消申请资格", by=roles.STUDENT_AFFAIRS)
        .Cite("8")
        .Accepts(afterwards.another_was_forged)
        .To(this.cancelled)
    )


class Leaving:
    """撤回与逾期: items that nobody brings to an end."""

    withdrawn = End(title="已撤回").Cite("7")
    withdrawal = (
        CaseAct(title="撤回申报", by=SUBJECT, occurs=Occurs.ONLINE)
        .Cite("7")
        .Requires(reviewing.not_yet_reviewed)
        .To(this.withdrawn)
    )
    lapse = (
        CaseAct(title="逾期未提交", by=roles.FIRST_REVIEWERS, answers="declaration")
        .Cite("7")
        .Requires(reviewing.lapsed)
        .To(this.archive)
    )


class Appealing:
    """申诉: after the item was decided, filed away or not, to a body that did not decide on it."""

    appeal = (
        CaseAct(
            forms.Appeal,
            title="申诉",
            by=SUBJECT,
            keep="each",
            occurs=Occurs.ONLINE,
            while_suspended=False,
            after_end=True,
        )
        .Cite("5")
        .Accepts(afterwards.to_one_of_three_bodies, afterwards.not_to_the_decider)
        .Requires(afterwards.appealed_in_time)
    )
    appeal_upheld = (
        CaseAct(
            forms.UpheldAppeal,
            title="申诉成立",
            by=roles.APPEAL_BODIES,
            keep="each",
            after_end=True,
            answers="appeal",
        )
        .Cite("5")
        .Requires(afterwards.answered_by_its_body, afterwards.not_to_the_decider)
        .Accepts(afterwards.upheld_by_the_table, declaring.not_sanctioned, declaring.housed)
        .To(this.archive)
    )
    appeal_dismissed = (
        CaseAct(
            forms.Answer,
            title="申诉不成立",
            by=roles.APPEAL_BODIES,
            keep="each",
            after_end=True,
            answers="appeal",
        )
        .Cite("5")
        .Requires(afterwards.answered_by_its_body, afterwards.not_to_the_decider)
    )
    appeal_sent_back = (
        CaseAct(
            forms.Answer,
            title="发回初审",
            by=roles.APPEAL_BODIES,
            keep="each",
            after_end=True,
            answers="appeal",
        )
        .Cite("5")
        .Requires(afterwards.answered_by_its_body, afterwards.not_to_the_decider, afterwards.round_goes_on)
        .To(this.first_review)
    )
