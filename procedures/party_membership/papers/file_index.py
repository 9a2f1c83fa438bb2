"""培养档案目录 (D02, article 7) and 移交清单 (D12, articles 14 and 45).

What the file of somebody holds, and what of it goes where somebody goes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from procedures.party_membership.dossier import DOSSIER
from procedures.party_membership.forms.leaving import HANDED_OVER
from procedures.party_membership.papers.person_form import person_form
from procedures.party_membership.papers.posted import day_words
from procedures.party_membership.papers.words import college_of, paragraphs
from workflows.documents import FormPaper, Grid, Lines, Part, Signatures, Words
from workflows.nodes import ToldCase
from workflows.rules.facts import Fact
from workflows.rules.situation import Situation

CHECK, WORK, LENT = "check", "social_work", "consultation"
GRADUATION: Final = "graduation"
#: the file itself, and what is kept apart from it: who answers for a breach (article 47)
APART: Final = frozenset({"D02", "D41"})
LISTED: Final = tuple(paper for paper in DOSSIER if paper.code not in APART)
#: what the index tells of; it is printed of the last of it
FILED: Final = (CHECK, WORK, LENT, *(act for paper in LISTED for act in (*paper.acts, *paper.also)))
#: widths in points by which a day and a number stay on one line
NUMBER, DATE = 38, 94


def indexed(s: Situation, fact: Fact) -> bool:
    """A file is listed once it was opened: as far as it goes, of the last act that it holds."""
    check, records = s.facts.latest(CHECK), s.facts.to_json()
    newest = max((record["entry"] or 0 for name in FILED for record in records.get(name, ())), default=0)
    return check is not None and check.outcome == "approved" and fact.entry == newest


def file_index(told: ToldCase) -> FormPaper:
    """The number of the file, every paper in it by its last day, work that was given, and who borrowed it."""
    return person_form(told, "培养档案目录", *_parts(told), signed_by=college_of(told))


def _parts(told: ToldCase) -> Iterator[Part]:
    check, facts = told.latest(CHECK), told.situation.facts
    yield Lines(
        (
            (
                ("档案编号", told.text(check, "file_number")),
                ("建档日期", day_words(check.on if check else None)),
            ),
            (("资格审核", told.text(check, "conclusion")),),
            (("审核人", told.named(told.text(check, "checked_by"))),),
        )
    )
    held = tuple((str(n), *row) for n, row in enumerate(_held(told), start=1))
    yield Grid(("序号", "材料", "记录", "最近日期", "页数"), held, (NUMBER, 226, NUMBER, DATE, 46), "材料")
    work = tuple((day_words(fact.on), told.text(fact, "task")) for fact in facts.all(WORK))
    yield Grid(("日期", "内容"), work, (DATE, 348), "安排的社会工作")
    lent = tuple(
        (day_words(fact.on), told.named(told.text(fact, "reader")), day_words(fact.day("until")))
        for fact in facts.all(LENT)
    )
    yield Grid(("登记日期", "调阅人", "调阅到"), lent, (DATE, 254, DATE), "调阅登记")
    yield Signatures(("整理人签名", "保管人签名"))


def _held(told: ToldCase) -> Iterator[tuple[str, str, str, str]]:
    """Each paper of which something was recorded: how many acts, the day of the last; pages for the pen."""
    facts = told.situation.facts
    for paper in LISTED:
        found = [fact for act in (*paper.acts, *paper.also) for fact in facts.all(act)]
        if found:
            yield paper.title, f"{len(found)}项", day_words(max(fact.on for fact in found)), ""


def handover_list(told: ToldCase) -> FormPaper:
    """Which papers leave with somebody, to whom, and the receipt; an activist's four kinds one by one."""
    return person_form(told, "移交清单", *_handed(told), signed_by=told.imprint.issuer)


def _handed(told: ToldCase) -> Iterator[Part]:
    left = told.fact
    yield Lines(
        (
            (
                ("移交原因", "毕业离校" if left.name == GRADUATION else "组织关系转出"),
                ("移交日期", day_words(left.on)),
            ),
            (("接收单位", told.text(left, "receiver")), ("回执编号", told.text(left, "receipt"))),
        )
    )
    if left.name == GRADUATION:
        kinds = told.said(left).get("kinds") or ()
        rows = tuple(
            (str(n), title, "已移交" if word in kinds else "无", "")
            for n, (word, title) in enumerate(HANDED_OVER, start=1)
        )
        yield Grid(("序号", "材料", "情况", "页数"), rows, (1, 5, 2, 2))
    yield Words("移交的材料", paragraphs(told.text(left, "papers")))
    yield Signatures(("移交人签名", "接收人签名"))
