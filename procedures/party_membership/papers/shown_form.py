"""基本情况公示表 of a candidate (D20, art. 20) and of a member (D33, art. 37): what hung, how it ended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from procedures.party_membership.papers.candidate import candidate_fields
from procedures.party_membership.papers.conversion import conversion_fields, sex_of
from procedures.party_membership.papers.posted import Shown, day_words
from procedures.party_membership.papers.words import basis, college_of, paragraphs
from procedures.party_membership.rules import known_probation as probation
from procedures.party_membership.rules import publishing
from workflows.documents import FormPaper, Lines, Signatures, Words
from workflows.nodes import ToldCase
from workflows.rules.windows import PublicityWindow

#: so many characters stand beside another field
SHORT = 12


def candidate_form(told: ToldCase) -> FormPaper:
    """The fields of article 20, the days on which it hung, and how it ended."""
    shown = _shown(told, publishing.NOTICE)
    issues = told.text(told.fact, "issues") or "无"
    handling = told.text(told.fact, "handling") or "无"
    return _form(
        told,
        title="发展对象学生\u200b基本情况公示表",
        fields=(("姓名", told.name), ("性别", shown.word("sex")), *candidate_fields(shown)),
        window=publishing.window(told.situation),
        outcome=(*paragraphs(f"反映的问题：{issues}"), *paragraphs(f"处理情况：{handling}")),
        shown=shown,
    )


def conversion_form(told: ToldCase) -> FormPaper:
    """The fields of article 37, the days on which it hung, and how it ended."""
    shown = _shown(told, probation.NOTICE)
    return _form(
        told,
        title="预备党员\u200b基本情况公示表",
        fields=(("姓名", told.name), ("性别", sex_of(shown)), *conversion_fields(shown)),
        window=probation.window(told.situation),
        outcome=paragraphs(told.text(told.fact, "result")),
        shown=shown,
    )


def _shown(told: ToldCase, notice: str) -> Shown:
    posting = told.latest(f"{notice}.post")
    return Shown(situation=told.situation, said=told.said(posting), names=told.names)


def _form(
    told: ToldCase,
    *,
    title: str,
    fields: Iterable[tuple[str, str]],
    window: PublicityWindow | None,
    outcome: tuple[str, ...],
    shown: Shown,
) -> FormPaper:
    hung = f"{day_words(window.first_day)}至{day_words(window.last_day)}" if window else ""
    until = shown.day("feedback_to") or shown.day("feedback_until")
    received = f"至{day_words(until)}，" if until else ""
    contact = f"联系人{shown.word('contact_person')}，电话{shown.word('phone')}"
    return FormPaper(
        **told.imprint.to_json(),
        title=title,
        person=told.name,
        head=f"学号：{told.situation.subject.number}",
        parts=(
            Lines(tuple(_rows(fields))),
            Lines(
                (
                    (("公示期", hung),),
                    (
                        (
                            "意见受理",
                            received + contact,
                        ),
                    ),
                )
            ),
            Words("公示情况", outcome),
            Signatures(("登记人签名", "负责人签名")),
        ),
        notes=(basis(told.situation),) if basis(told.situation) else (),
        signed_by=college_of(told),
        signed_on=told.fact.on,
    )


def _rows(fields: Iterable[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], ...]]:
    """What is filled in: the short fields two by two, then the long ones."""
    filled = [each for each in fields if each[1]]
    short = [each for each in filled if len(each[1]) <= SHORT]
    yield from (tuple(short[start : start + 2]) for start in range(0, len(short), 2))
    yield from ((each,) for each in filled if each not in short)
