"""支部大会决议 (D22, articles 28 and 41): what the membership form is given, with numbers and signature."""

from __future__ import annotations

from procedures.party_membership.papers.posted import day_words
from procedures.party_membership.papers.vote_report import question_of
from procedures.party_membership.papers.words import basis, paragraphs
from procedures.party_membership.rules import known_admission as admission
from procedures.party_membership.rules import known_probation as probation
from workflows.documents import FormPaper, Prose, Signatures
from workflows.nodes import ToldCase
from workflows.rules.tallies import Outcome

NOTE = "抄入志愿书时照录；书记签名、日期以志愿书为准。"


def admission_resolution(told: ToldCase) -> FormPaper:
    """The resolution on an admission: performance, numbers, decision, day and signature (article 28)."""
    ballot = admission.decided(told.situation)
    passed = ballot is not None and ballot.outcome == Outcome.CARRIED
    said = "通过接收" if passed else "没有通过接收"
    return _resolution(
        told,
        title="支部大会\u200b通过接收申请人为预备党员的决议"
        if passed
        else "支部大会\u200b关于接收预备党员的决议",
        subject=f"讨论接收{told.name}为预备党员的问题",
        performance=(("主要表现", told.text(told.fact, "performance")),),
        decision=f"大会{said}{told.name}为预备党员。",
    )


def conversion_resolution(told: ToldCase) -> FormPaper:
    """The resolution on a conversion: merits and faults, numbers, decision, day, signature (article 41)."""
    s = told.situation
    ballot = probation.ballot(s)
    passed = ballot is not None and ballot.outcome == Outcome.CARRIED
    asked = question_of(s, ballot) if ballot else "转正"
    return _resolution(
        told,
        title="支部大会关于\u200b预备党员转正的决议",
        subject=f"讨论预备党员{told.name}转正的问题",
        performance=(
            ("主要优点", told.text(told.fact, "merits")),
            ("主要缺点", told.text(told.fact, "faults")),
        ),
        decision=f"大会通过{told.name}{asked}的决议。" if passed else "各项提案都没有通过。",
    )


def _resolution(
    told: ToldCase,
    *,
    title: str,
    subject: str,
    performance: tuple[tuple[str, str], ...],
    decision: str,
) -> FormPaper:
    data = told.fact.data
    passed_on = day_words(told.fact.day("passed_on"))
    said = [f"{told.imprint.issuer}于{passed_on}召开支部大会，{subject}。"]
    for label, text in performance:
        said += [f"{label}：{line}" for line in paragraphs(text)[:1]]
        said += paragraphs(text)[1:]
    votes = "，".join(
        f"{label}{data.get(name) or 0}票"
        for label, name in (("赞成", "approve"), ("不赞成", "oppose"), ("弃权", "abstain"), ("无效", "void"))
    )
    written = data.get("written") or 0
    with_letters = f"，含书面意见{written}份" if written else ""
    said.append(
        f"应到会有表决权的正式党员{data.get('due') or 0}人，实到会{data.get('present') or 0}人。"
        f"经无记名投票，{votes}{with_letters}。"
    )
    said.append(decision)
    return FormPaper(
        **told.imprint.to_json(),
        title=title,
        person=told.name,
        head=f"党支部：{told.imprint.issuer}",
        parts=(Prose("", tuple(said)), Signatures(("支部书记签名",))),
        notes=(NOTE + basis(told.situation),),
        signed_by=told.imprint.issuer,
        signed_on=told.fact.day("passed_on"),
    )
