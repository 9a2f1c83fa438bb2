"""推荐人选名单 (D05, article 8): whom the college League committee proposes, with the votes of each."""

from __future__ import annotations

from procedures.party_membership.papers.posted import day_words
from procedures.party_membership.papers.words import basis
from procedures.party_membership.rules import known
from workflows.documents import FormPaper, Grid, Signatures
from workflows.nodes import ToldCase, ToldMatter

HEADS = ("序号", "姓名", "学号", "推优大会", "赞成", "发出", "测评合格", "审核意见")
#: widths in points by which a day stays on one line
WIDTHS = (30, 52, 70, 94, 34, 34, 44, 84)


def nominee_list(told: ToldMatter) -> FormPaper:
    """The list on which the notice rests, as it was reviewed; it is dated by the last of the reviews."""
    cases = [each.first or each for each in told.cases]
    reviewed = [fact.on for each in cases if (fact := each.latest(known.REVIEW))]
    rows = tuple((str(n), *_row(case)) for n, case in enumerate(cases, start=1))
    return FormPaper(
        **told.imprint.to_json(),
        title="推荐人选名单",
        head=f"审核单位：{told.imprint.issuer}",
        parts=(
            Grid(HEADS, rows, WIDTHS),
            Signatures(("审核人签名", "负责人签名")),
        ),
        notes=("公示以前是拟推荐名单，公示期满、没有未结的异议才生效。" + basis(cases[0].situation),),
        signed_by=told.imprint.issuer,
        signed_on=max(reviewed, default=told.opened_on),
    )


def _row(case: ToldCase) -> tuple[str, ...]:
    """Votes, appraisal and review of one nominee."""
    ballot, review = case.latest(known.BALLOT), case.latest(known.REVIEW)
    said = ballot.data if ballot else {}
    return (
        case.name,
        case.situation.subject.number,
        day_words(ballot.on if ballot else None),
        *(str(said.get(name, "")) for name in ("approve", "issued")),
        f"{said.get('qualified', 0)} / {said.get('rated', 0)}",
        f"{case.text(review, 'opinion') or '同意列入'}（{day_words(review.on)}）" if review else "",
    )
