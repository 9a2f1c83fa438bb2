"""听取意见记录 (D15) and 党小组意见 (D16), both of article 17.

An open hearing, whose answers everybody signs, and what the Party group thinks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from procedures.party_membership.forms.hearing import AGREED, FORMS, SAID, SOURCES, GroupOpinion
from procedures.party_membership.papers.person_form import person_form
from procedures.party_membership.papers.posted import day_words
from procedures.party_membership.papers.words import basis, paragraphs
from workflows.documents import FormPaper, Grid, Lines, Signatures, Words
from workflows.nodes import ToldCase
from workflows.rules.facts import Fact

COUNTED = (("到会", "attended"), ("同意", "approve"), ("不同意", "oppose"), ("弃权", "abstain"))
HEADS = ("姓名", "身份", "党员", "具备条件", "同意入党", "签名")


def forum_minutes(told: ToldCase) -> FormPaper:
    """Who was heard and what each answered, with the counts by which it was decided."""
    data = told.said(told.fact)
    ground = told.text(told.fact, "ground")
    return FormPaper(
        **told.imprint.to_json(),
        title="听取意见记录",
        person=told.name,
        head=f"对象：{told.name}　学号：{told.situation.subject.number}",
        parts=(
            Lines(
                (
                    (("日期", day_words(told.fact.on)), ("方式", dict(FORMS).get(str(data.get("form")), ""))),
                    (
                        ("主持人", told.named(str(data.get("chair") or ""))),
                        ("记录人", told.named(str(data.get("recorder") or ""))),
                    ),
                    (("人数", _counts(told.fact)),),
                )
            ),
            *((Words("不开座谈会的原因", paragraphs(ground)),) if ground else ()),
            Words("发言记录", paragraphs(told.text(told.fact, "comments"))),
            Grid(HEADS, tuple(_answers(data)), (3, 4, 2, 3, 3, 3), "参会人员与表态"),
            Signatures(("主持人签名", "记录人签名")),
        ),
        notes=("姓名和各人的表态只供组织查看。" + basis(told.situation),),
    )


def group_opinion(told: ToldCase) -> FormPaper:
    """What the Party group discussed and thinks; where there is none, the branch, which then signs."""
    data = told.said(told.fact)
    by_group = data.get("body") == "party_group"
    group = told.text(told.fact, "group") or "党小组"
    views = GroupOpinion.choice_words("view")
    return person_form(
        told,
        "党小组意见",
        Lines(
            (
                (("日期", day_words(told.fact.on)), ("意见", views.get(str(data.get("view")), ""))),
                (("提出意见的", group if by_group else f"{told.imprint.issuer}（不设党小组）"),),
            )
        ),
        Words("讨论情况", paragraphs(told.text(told.fact, "discussion"))),
        Signatures(("党小组组长签名" if by_group else "支部书记签名",)),
    )


def _counts(fact: Fact) -> str:
    return "，".join(f"{label}{fact.data.get(name) or 0}人" for label, name in COUNTED)


def _answers(data: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """A row for each who was heard; the place of the signature is left for the pen."""
    sources, said, agreed = dict(SOURCES), dict(SAID), dict(AGREED)
    for each in data.get("answers") or ():
        yield (
            each["name"],
            sources.get(each["source"], ""),
            "是" if each["member"] else "",
            said.get(each["qualified"], ""),
            agreed.get(each["agree"], ""),
            "",
        )
