"""预备党员考察表 (D28, articles 24 and 32 to 34): the year of probation, quarter by quarter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from procedures.party_membership.forms.probation import Analysis, Reeducation
from procedures.party_membership.papers.person_form import person_form
from procedures.party_membership.papers.posted import day_words
from procedures.party_membership.papers.talks import probation_words
from workflows.documents import FormPaper, Grid, Lines, Part, Signatures
from workflows.nodes import ToldCase, newest_of
from workflows.rules.facts import Fact
from workflows.rules.situation import Situation
from workflows.texts.speaking import SOURCE
from workflows.texts.wording import wording_of

FORM: Final = "probation_form"
#: what is entered in the form; it is printed of the last of them
OBSERVED: Final = (
    *(FORM, "oath", "assignment", "probation_report", "probation_analysis", "problem_talk"),
    *("education", "introducer_help", "reeducation"),
)
QUARTERLY: Final = ("季度", "本人汇报", "支部分析和意见")
#: widths in points by which a quarter and a day stay on one line
QUARTER, DATE, NAME = 90, 86, 60


_newest = newest_of(*OBSERVED)


def opened(s: Situation, fact: Fact) -> bool:
    """A form that was opened is printed as far as it goes."""
    return FORM in s.facts and _newest(s, fact)


def observation_form(told: ToldCase) -> FormPaper:
    """Oath and branch, then what each quarter brought, education, the introducers' help, and talks."""
    return person_form(
        told, "预备党员考察表", _head(told), *_tables(told), Signatures(("支部书记签名", "本人签名"))
    )


def _head(told: ToldCase) -> Lines:
    oath, place, course = (told.latest(name) for name in ("oath", "assignment", "reeducation"))
    sworn = f"{day_words(oath.on)}，{told.text(oath, 'place')}" if oath else ""
    results = Reeducation.choice_words("result")
    taught = (
        f"{told.text(course, 'number')}，{results.get(told.text(course, 'result'), '')}" if course else ""
    )
    return Lines(
        (
            (("考察表编号", told.text(told.latest(FORM), "form_number")),),
            (("预备期", probation_words(told.situation)),),
            (("编入的支部", told.text(place, "place")), ("编入日期", day_words(place.on if place else None))),
            (("入党宣誓", sworn),),
            (("再教育培训", taught),),
        )
    )


def _tables(told: ToldCase) -> Iterator[Part]:
    facts = told.situation.facts
    yield Grid(QUARTERLY, tuple(_quarters(told)), (QUARTER, DATE, 266), "季度考察")
    hours = sum(fact.data["hours"] for fact in facts.all("education"))
    taught = tuple(
        (day_words(fact.on), told.text(fact, "topic"), str(fact.data["hours"]))
        for fact in facts.all("education")
    )
    yield Grid(("日期", "内容", "学时"), taught, (DATE, 296, NAME), f"集体教育（共{hours}学时）")
    helped = tuple(
        (_quarter(fact), told.by(fact), told.text(fact, "content")) for fact in facts.all("introducer_help")
    )
    yield Grid(("季度", "介绍人", "教育帮助情况"), helped, (QUARTER, NAME, 292), "入党介绍人继续教育帮助")
    talks = tuple(
        (day_words(fact.on), told.by(fact), told.text(fact, "content")) for fact in facts.all("problem_talk")
    )
    if talks or any(fact.data["problem"] == "found" for fact in facts.all("probation_analysis")):
        yield Grid(("日期", "谈话人", "谈话内容"), talks, (DATE, NAME, 296), "发现问题后的谈话")


def _quarters(told: ToldCase) -> Iterator[tuple[str, ...]]:
    """A row for each quarter of which the member reported or the branch analysed something."""
    facts = told.situation.facts
    reports, analyses = (facts.all(name) for name in ("probation_report", "probation_analysis"))
    for word in sorted({fact.data["quarter"] for fact in (*reports, *analyses)}):
        reported, analysed = (
            [fact for fact in given if fact.data["quarter"] == word] for given in (reports, analyses)
        )
        yield wording_of(SOURCE).say(word), _days(reported), "".join(_said(told, fact) for fact in analysed)


def _said(told: ToldCase, analysis: Fact) -> str:
    """When the branch analysed, what it found and what it thinks, as sentences."""
    problem = Analysis.choice_words("problem").get(str(analysis.data["problem"]), "").partition("，")[0]
    said = (told.text(analysis, "analysis"), told.text(analysis, "opinion"), problem)
    return f"{day_words(analysis.on)}分析：" + "".join(f"{each.rstrip('。')}。" for each in said if each)


def _quarter(fact: Fact) -> str:
    return wording_of(SOURCE).say(fact.data["quarter"])


def _days(given: Sequence[Fact]) -> str:
    return "、".join(day_words(fact.on) for fact in given)
