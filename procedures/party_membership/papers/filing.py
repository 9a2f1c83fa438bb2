"""备案报告 (art. 10, 16) and 学院党委预审意见 (D19, art. 22): what a body decided, by what numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from procedures.party_membership.forms import roster
from procedures.party_membership.forms.activists import CommitteeDecision
from procedures.party_membership.forms.reviews import STATED, PreReview
from procedures.party_membership.papers.posted import day_words, month_words
from procedures.party_membership.papers.words import basis, college_of, paragraphs
from procedures.party_membership.rules import known
from workflows.documents import FormPaper, Lines, Prose, Signatures, Words
from workflows.documents.notice import Field
from workflows.nodes import Paper, ToldCase
from workflows.rules.facts import Fact
from workflows.rules.situation import Situation
from workflows.rules.tallies import Outcome

NUMBERS: Final = (
    *(("应到", "entitled"), ("实到", "present")),
    *(("同意", "approve"), ("不同意", "oppose"), ("弃权", "abstain")),
)
ASKED: Final = (
    *(("认可支部政审", "political_review_accepted"),),
    *(("符合党员条件", "qualified"), ("可以发展", "may_develop")),
)


def carried(_s: Situation, fact: Fact) -> bool:
    """Only a decision that was carried is filed."""
    return fact.outcome == Outcome.CARRIED


def activist_filing(told: ToldCase) -> FormPaper:
    """The branch reports whom it decided to cultivate (article 10)."""
    return _filing(told, "入党积极分子")


def candidate_filing(told: ToldCase) -> FormPaper:
    """The branch reports whom it decided to list (article 16)."""
    return _filing(told, "发展对象")


def _filing(told: ToldCase, standing: str) -> FormPaper:
    data, s = told.said(told.fact), told.situation
    body = _word(CommitteeDecision, "body", data.get("body"))
    decided = (
        f"{day_words(told.fact.on)}，经{told.imprint.issuer}{body}研究，{_numbers(told.fact)}，"
        f"确定{told.name}（学号{s.subject.number}）为{standing}，现报请备案。"
    )
    return FormPaper(
        **told.imprint.to_json(),
        title=f"关于确定{standing}的\u200b备案报告",
        person=told.name,
        head=f"报送：{college_of(told)}",
        parts=(
            Prose("", (decided,)),
            Lines(tuple(_person(told))),
            Words("备案意见", ()),
            Lines(((("回执编号", ""), ("备案日期", "")),)),
            Signatures(("报送人签名", "审核人签名")),
        ),
        notes=(basis(s),) if basis(s) else (),
        signed_by=told.imprint.issuer,
        signed_on=told.fact.on,
    )


def _person(told: ToldCase) -> Iterator[tuple[Field, ...]]:
    """Whom the report is about, as the roster and the case know of them."""
    s, known_of = told.situation, roster.shown(told.situation.subject)
    yield (
        ("姓名", told.name),
        ("性别", roster.SEXES.get(known_of["sex"], "")),
        ("民族", known_of["ethnicity"]),
    )
    yield (("出生年月", month_words(known_of["birth_month"])), ("文化程度", known_of["education"]))
    yield (("单位职务", known_of["unit_post"]),)
    decided = told.latest(known.DECISION)
    applied = ("申请入党", day_words(known.started_on(s)))
    if decided is None or told.fact.name == known.DECISION:
        yield (applied,)
        return
    yield (applied, ("列为积极分子", day_words(decided.on)))
    contacts = told.latest("contacts")
    named = contacts.data["contacts"] if contacts else ()
    yield (("培养联系人", "、".join(told.names.get(each, each) for each in named)),)


def pre_review(told: ToldCase) -> FormPaper:
    """The college committee's opinion on the papers of a candidate (article 22)."""
    data, stated = told.said(told.fact), dict(STATED)
    methods = PreReview.choice_words("methods")
    return FormPaper(
        **told.imprint.to_json(),
        title="学院党委预审意见",
        person=told.name,
        head=f"姓名：{told.name}　学号：{told.situation.subject.number}",
        parts=(
            Lines(
                (
                    (
                        ("审议方式", _word(PreReview, "body", data.get("body"))),
                        ("日期", day_words(told.fact.on)),
                    ),
                    (("会议记录", str(data.get("reference") or "")), ("审议情况", _numbers(told.fact))),
                    (
                        (
                            "审议方法",
                            "、".join(str(methods.get(each, each)) for each in data.get("methods") or ()),
                        ),
                    ),
                    tuple((label, stated.get(str(data.get(name) or ""), "")) for label, name in ASKED),
                )
            ),
            Words("审议意见", paragraphs(told.text(told.fact, "opinion"))),
            Signatures(("负责人签名",)),
        ),
        notes=(basis(told.situation),) if basis(told.situation) else (),
        signed_by=college_of(told),
        signed_on=told.fact.on,
    )


def _numbers(fact: Fact) -> str:
    return "，".join(f"{label}{fact.data.get(name) or 0}人" for label, name in NUMBERS)


def _word(paper: type[Paper], field: str, value: object) -> str:
    """A choice of a form in words."""
    return paper.choice_words(field).get(str(value), "")
