"""转入审核表 (D29, article 36): what came along with somebody, what was missing, and how it was mended."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from procedures.party_membership.forms.probation import TRANSFER_PAPERS, IdentityCheck, PaperRepair
from procedures.party_membership.papers.person_form import person_form
from procedures.party_membership.papers.posted import day_words
from procedures.party_membership.papers.words import college_of, paragraphs
from procedures.party_membership.rules import known_probation as probation
from procedures.party_membership.rules.transferred import CHECK
from workflows.documents import FormPaper, Grid, Lines, Part, Signatures, Words
from workflows.nodes import Paper, ToldCase, newest_of
from workflows.rules.facts import Fact
from workflows.rules.situation import Situation

LETTER, REPAIR = "unit_letter", "paper_repair"
#: what the form tells of; it is printed of the last of them
CHECKED: Final = (CHECK, LETTER, REPAIR)

_newest = newest_of(*CHECKED)


def checked(s: Situation, fact: Fact) -> bool:
    """The form is printed once papers and identity were checked."""
    return CHECK in s.facts and _newest(s, fact)


def transfer_check(told: ToldCase) -> FormPaper:
    """Where the member comes from, the five papers, the letters, what was mended, and the conclusion."""
    return person_form(told, "转入预备党员审核表", *_parts(told), signed_by=college_of(told))


def _parts(told: ToldCase) -> Iterator[Part]:
    received, check = told.latest(probation.TRANSFER), told.latest(CHECK)
    enrolled = received.day("enrolled_on") if received else None
    yield Lines(
        (
            (("原单位", told.text(received, "former_unit")),),
            (
                ("预备期起", day_words(probation.began_on(told.situation))),
                ("新生报到", day_words(enrolled) or "不是新生"),
            ),
            (("介绍信", told.text(received, "letter")), ("审核日期", day_words(check.on if check else None))),
        )
    )
    there = told.said(check).get("papers") or ()
    papers = tuple(
        (str(n), title, "有" if word in there else "缺")
        for n, (word, title) in enumerate(TRANSFER_PAPERS, start=1)
    )
    yield Grid(("序号", "材料", "情况"), papers, (1, 5, 2), "随转的材料")
    letters = tuple(
        (day_words(fact.on), told.text(fact, "reference"), told.text(fact, "content"))
        for fact in told.situation.facts.all(LETTER)
    )
    yield Grid(("发函日期", "编号", "请原单位查明的事项"), letters, (4, 4, 10), "致原单位函")
    yield from _mended(told, told.latest(REPAIR))
    yield Words("审核情况", paragraphs(told.text(check, "findings")))
    yield Lines(((("甄别结论", _choice(IdentityCheck, "outcome", told.text(check, "outcome"))),),))
    yield Signatures(("审核人签名", "负责人签名"))


def _mended(told: ToldCase, repair: Fact | None) -> Iterator[Part]:
    """How a gap was closed, and what the remark in the membership form says of one that cannot be."""
    if repair is None:
        return
    how = _choice(PaperRepair, "repaired_by", told.text(repair, "repaired_by"))
    yield Lines(((("缺件的处理", how), ("处理日期", day_words(repair.on))),))
    for label, name in (("备注：情况", "situation"), ("备注：原因", "reason")):
        text = told.text(repair, name)
        if text:
            yield Words(label, paragraphs(text))


def _choice(paper: type[Paper], field: str, value: str) -> str:
    """A choice of a form in words."""
    return paper.choice_words(field).get(str(value), "")
