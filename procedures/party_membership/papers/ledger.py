"""公示台账 (D21, article 20; by analogy articles 8 and 37): what was said against a notice and how it ended.

It never says who spoke: the article promises that to whoever does.
"""

from __future__ import annotations

from collections.abc import Iterator

from procedures.party_membership.papers.posted import day_words, posted_of
from procedures.party_membership.papers.words import basis, paragraphs
from workflows.documents import FormPaper, Grid, Lines, Signatures, Words
from workflows.nodes import ToldCase, ToldMatter
from workflows.rules.facts import Fact

HEADS = ("对象", "收到日期", "反映的问题", "核实人", "核实情况", "结论", "结论日期")
FINDINGS = {"upheld": "成立", "dismissed": "不成立"}


def ledger(told: ToldMatter) -> FormPaper:
    """Every objection of a notice with its inquiry and its decision."""
    posted = posted_of(told)
    names = "、".join(each.name for each in posted.people)
    closed = told.facts.latest("close")
    rows = tuple(row for case in told.cases for row in _rows(case))
    said = {label: text for case in told.cases for label, text in _closing(case)}
    return FormPaper(
        **told.imprint.to_json(),
        title=f"{told.kind.title}台账",
        head=f"公示单位：{told.imprint.issuer}",
        parts=(
            Lines(
                (
                    (("公示对象", names),),
                    (("公示期", posted.hangs),),
                    (
                        ("公示方式", "、".join(posted.channels)),
                        ("登记", day_words(closed.on) if closed else ""),
                    ),
                )
            ),
            *(Words(label, paragraphs(text)) for label, text in said.items()),
            Grid(HEADS, rows, (2, 3, 5, 2, 5, 2, 3), "群众反映"),
            Signatures(("登记人签名", "负责人签名")),
        ),
        notes=("反映人的信息严格保密，不载入台账。" + basis(told.cases[0].situation),),
        signed_by=told.imprint.issuer,
        signed_on=closed.on if closed else None,
    )


def _rows(case: ToldCase) -> Iterator[tuple[str, ...]]:
    facts = case.situation.facts
    node = case.fact.name.partition(".")[0]
    since = case.first.fact.entry or 0 if case.first else 0
    answers = {fact.data.get("objection"): fact for fact in facts.all(f"{node}.inquire")}
    for fact in facts.all(f"{node}.object"):
        if (fact.entry or 0) >= since:
            yield (
                case.name,
                day_words(fact.on),
                case.text(fact, "text"),
                *_answer(case, answers.get(fact.entry)),
            )


def _answer(case: ToldCase, inquiry: Fact | None) -> tuple[str, str, str, str]:
    if inquiry is None:
        return "", "", "没有结论", ""
    finding = FINDINGS.get(str(inquiry.data.get("finding")), "")
    return case.by(inquiry), case.text(inquiry, "text"), finding, day_words(inquiry.on)


def _closing(case: ToldCase) -> Iterator[tuple[str, str]]:
    """What the closing of the notice says in general."""
    for label, name in (("反映的问题", "issues"), ("处理情况", "handling"), ("公示情况", "result")):
        text = case.text(case.fact, name)
        if text:
            yield label, text
