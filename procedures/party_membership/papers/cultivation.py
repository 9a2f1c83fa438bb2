"""入党积极分子考察表 (D09, articles 10 to 12): how somebody was chosen, who accompanies, what was seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from procedures.party_membership.papers.person_form import person_form
from procedures.party_membership.papers.posted import day_words
from procedures.party_membership.papers.words import people_of
from procedures.party_membership.rules import known
from workflows.documents import FormPaper, Grid, Lines, Part, Signatures, Words
from workflows.nodes import ToldCase, newest_of
from workflows.rules.facts import Fact
from workflows.rules.situation import Situation
from workflows.texts.speaking import SOURCE
from workflows.texts.wording import wording_of

FORM, CONTACTS, OPINION, REPORT = "observation_form", "contacts", "contact_opinion", "thought_report"
COURSE, WORK = "course", "social_work"
#: what is entered in the form; it is printed of the last of them
CULTIVATED: Final = (FORM, CONTACTS, OPINION, REPORT, COURSE, WORK)
#: what a contact person writes of half a year, in the order of article 12
WRITTEN: Final = (
    *(("思想与综合表现", "thought_overall"), ("主要不足", "shortcomings"), ("努力方向", "direction")),
    *(("讲解党的知识", "introduce"), ("了解与引导", "observe_guide"), ("向支部报告", "report_to_branch")),
)
WAYS: Final = {"tuiyou": "团组织推优", "member": "党员推荐"}
#: widths in points by which a quarter and a day stay on one line
QUARTER, DATE = 94, 94

_newest = newest_of(*CULTIVATED)


def opened(s: Situation, fact: Fact) -> bool:
    """A form that was opened is printed as far as it goes."""
    return FORM in s.facts and _newest(s, fact)


def cultivation_form(told: ToldCase) -> FormPaper:
    """How somebody became an activist, then what each half-year, the course, work and reports brought."""
    return person_form(
        told,
        "入党积极分子考察表",
        _head(told),
        *_opinions(told),
        *_tables(told),
        Words("党支部意见", ()),
        Signatures(("培养联系人签名", "支部书记签名")),
    )


def _head(told: ToldCase) -> Lines:
    s = told.situation
    named, course = told.latest(CONTACTS), told.latest(COURSE)
    taught = (
        f"{told.text(course, 'number')}，{told.text(course, 'days')}天，{told.text(course, 'hours')}课时，"
        f"{day_words(course.on)}结业"
        if course
        else ""
    )
    return Lines(
        (
            (
                ("考察表编号", told.text(told.latest(FORM), "form_number")),
                ("推荐方式", "、".join(WAYS[way] for way in known.ways(s))),
            ),
            (
                ("递交申请", day_words(known.started_on(s))),
                ("确定为积极分子", day_words(known.activist_on(s))),
            ),
            (
                ("培养联系人", people_of(told, told.said(named).get("contacts") or ())),
                ("指定日期", day_words(named.on if named else None)),
            ),
            (("积极分子培训", taught),),
        )
    )


def _opinions(told: ToldCase) -> Iterator[Words]:
    """What each half-year's opinion says, part by part, and who wrote it when."""
    for fact in told.situation.facts.all(OPINION):
        said = tuple(f"{label}：{text}" for label, name in WRITTEN if (text := told.text(fact, name)))
        until = day_words(fact.day("period"))
        yield Words(f"至{until}的考察意见", (*said, f"培养联系人：{told.by(fact)}　{day_words(fact.on)}"))


def _tables(told: ToldCase) -> Iterator[Part]:
    facts, say = told.situation.facts, wording_of(SOURCE).say
    reports = tuple((say(fact.data["quarter"]), day_words(fact.on)) for fact in facts.all(REPORT))
    yield Grid(("季度", "收到日期"), reports, (QUARTER, 348), "思想汇报")
    work = tuple((day_words(fact.on), told.text(fact, "task")) for fact in facts.all(WORK))
    yield Grid(("日期", "内容"), work, (DATE, 348), "社会工作")
