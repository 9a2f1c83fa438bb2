"""The three notices (articles 8, 20, 37): the fields of each article and no other, and how they are set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from pypdf.generic import ContentStream

from portal.documents.render import paper_pdf
from procedures.party_membership.flows.converting import ConversionNotice
from procedures.party_membership.flows.matters import RecommendationNotice
from procedures.party_membership.flows.publishing import CandidateNotice
from procedures.party_membership.papers.candidate import candidate_notice
from procedures.party_membership.papers.conversion import conversion_notice
from procedures.party_membership.papers.recommendation import recommendation_notice
from tests.portal.documents.reading import read, written
from tests.procedures.party_membership.situations import day, fact, facts, person
from tests.procedures.party_membership.told import matter, told
from workflows.documents import NoticePaper, PersonBlock
from workflows.nodes import NoticeType, ToldCase, ToldMatter

DAY = "2026-12-23"
CONTACT = {"phone": "0513-1", "contact_person": "韩老师"}
SHOWN: dict[str, dict[str, Any]] = {
    "recommendation_notice": {"contact": "化工楼 210", "basic_info": "化工2401班长"},
    "candidate_notice": {
        **CONTACT,
        "sex": "女",
        "birth_month": "2005-05",
        "native_place": "江苏南通",
        "education": "本科在读",
        "unit_post": "化工2401班长",
        "planned_month": "2026-01",
    },
    "conversion_notice": {
        **CONTACT,
        "sex": "female",
        "birth_month": "2005-05",
        "ethnicity": "汉",
        "native_place": "江苏南通",
        "unit_post": "化工2401班长",
        "ranking": "第9名，共31人",
        "awards": "校优秀学生",
    },
}
#: what the papers know that no notice may show
SECRET = {"objector": "匿名", "identity": "某号", "name": "别名"}
KINDS: dict[str, tuple[type[NoticeType], Callable[[ToldMatter], NoticePaper]]] = {
    "recommendation_notice": (RecommendationNotice, recommendation_notice),
    "candidate_notice": (CandidateNotice, candidate_notice),
    "conversion_notice": (ConversionNotice, conversion_notice),
}
FIELDS = {
    "recommendation_notice": (("基本情况", "化工2401班长"),),
    "candidate_notice": (
        ("出生年月", "2005年5月"),
        ("籍贯", "江苏南通"),
        ("文化程度", "本科在读"),
        ("单位职务", "化工2401班长"),
        ("计划发展", "2026年1月"),
        ("奖惩情况", "无"),
    ),
    "conversion_notice": (
        ("出生年月", "2005年5月"),
        ("民族", "汉"),
        ("籍贯", "江苏南通"),
        ("单位职务", "化工2401班长"),
        ("成为预备党员", "2026年1月5日"),
        ("测评排名", "第9名，共31人"),
        ("获奖情况", "校优秀学生"),
    ),
}
every = pytest.mark.parametrize("kind", KINDS)


def shown(kind: str, number: int) -> ToldCase:
    """One of those on a notice that was hung in both channels."""
    posted = fact(f"{kind}.post", DAY, {"channels": ["paper", "web"], "probationary_date": "2026-01-05"})
    case = told(DAY, f"{kind}.post", posted, words={f"{kind}.post": {**SHOWN[kind], **SECRET}})
    return replace(case, situation=replace(case.situation, subject=person(f"t{number}")))


def notice(kind: str, people: int) -> NoticePaper:
    """A notice about so many people."""
    declared, write = KINDS[kind]
    cases = tuple(shown(kind, number) for number in range(1, people + 1))
    on = matter(declared, told=facts(fact("post", DAY, SHOWN[kind])), on=DAY, cases=cases)
    return write(on)


@every
def test_a_person_has_the_fields_of_the_article_and_no_other(kind: str) -> None:
    paper = notice(kind, 1)
    (block,) = paper.people
    named = PersonBlock(name="人t1", fields=FIELDS[kind])
    if kind != "recommendation_notice":
        named = replace(named, name_label="姓名性别", aside="女")
    assert block == named
    assert (paper.signed_by, paper.signed_on, paper.channels) == (
        "学生第一党支部",
        day(DAY),
        ("书面", "网上"),
    )
    assert [word for word in SECRET.values() if word in repr(paper)] == []


TEXTS = {
    "recommendation_notice": (
        "关于人t1同学推优人选的公示经团支部大会无记名投票、学生第一党支部审核，拟推荐人t1同学为入党积极分子人选，"
        "现予公示，听取意见。一、公示时间2026年12月24日至2026年12月28日，共5天；2026年12月23日张贴，张贴日不计。"
        "公示方式：书面、网上。二、意见受理公示期内，可以来人、来电、来信反映情况。反映人的信息严格保密，提倡实名。"
        "团组织联系方式：化工楼210三、基本情况姓名人t1基本情况化工2401班长"
    ),
    "candidate_notice": (
        "关于发展对象人t1的公示经学生第一党支部预审，拟将人t1提交支部大会讨论接收为预备党员，现予公示，"
        "听取党内外师生意见。一、公示时间2026年12月24日至2026年12月28日，共5天；2026年12月23日张贴，张贴日不计。"
        "公示方式：书面、网上。二、意见受理公示期内，可以来人、来电、来信反映情况。反映人的信息严格保密，提倡实名。"
        "联系人韩老师，电话0513-1。三、基本情况奖惩为近三年校级及以上；测评和成绩按学年由远到近。"
        "姓名性别人t1，女出生年月2005年5月籍贯江苏南通文化程度本科在读单位职务化工2401班长"
        "计划发展2026年1月奖惩情况无"
    ),
    "conversion_notice": (
        "关于预备党员人t1转正的公示人t1预备期将满，已提出转正申请，拟提交支部大会讨论转正，现予公示，"
        "听取党内外师生意见。一、公示时间2026年12月24日至2026年12月28日，共5天；2026年12月23日张贴，张贴日不计。"
        "公示方式：书面、网上。二、意见受理公示期内，可以来人、来电、来信反映情况。反映人的信息严格保密，提倡实名。"
        "联系人韩老师，电话0513-1。三、基本情况姓名性别人t1，女出生年月2005年5月民族汉籍贯江苏南通"
        "单位职务化工2401班长成为预备党员2026年1月5日测评排名第9名，共31人获奖情况校优秀学生"
    ),
}


@every
def test_the_sheet_says_all_of_it_and_nothing_else(kind: str) -> None:
    paper = notice(kind, 1)
    end = f"学生第一党支部2026年12月23日编号2026-0068，校验码{paper.check_code}盖章处"
    assert written(paper_pdf(paper)) == TEXTS[kind] + end + f"2026-0068·{paper.check_code}—1—"


@every
def test_pages_are_numbered_and_no_more_than_they_need_to_be(kind: str) -> None:
    pages = {}
    for people in (1, 3, 30):
        reader = read(paper_pdf(notice(kind, people)))
        pages[people] = len(reader.pages)
        for number, page in enumerate(reader.pages, start=1):
            assert f"—{number}—" in "".join(page.extract_text().split())
    assert pages == PAGES[kind]


PAGES = {
    "recommendation_notice": {1: 1, 3: 1, 30: 3},
    "candidate_notice": {1: 1, 3: 2, 30: 6},
    "conversion_notice": {1: 1, 3: 2, 30: 6},
}


def test_a_number_in_a_line_does_not_stretch_it() -> None:
    """The space before the number stays as wide as the font has it, also where the line is full."""
    contact = "团组织联系方式：化工楼 210，" + "字" * 8 + "a" * 20
    paper = replace(notice("recommendation_notice", 1), contacts=(contact,), people=())
    pdf = read(paper_pdf(paper))
    content = ContentStream(pdf.pages[0].get_contents(), pdf)
    moved = [float(each) for operands, _ in content.operations for each in _moves(operands)]
    assert max(abs(each) for each in moved) < HALF_A_CHARACTER


HALF_A_CHARACTER = 500


def _moves(operands: Any) -> list[Any]:
    """The gaps between glyphs of one drawing of text, in thousandths of the size."""
    drawn = operands[0] if operands and isinstance(operands[0], list) else []
    return [each for each in drawn if isinstance(each, (int, float))]
