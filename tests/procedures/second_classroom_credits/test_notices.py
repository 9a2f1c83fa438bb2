"""Notices to a student and of an inspection: what each says of the act that it is printed of."""

from __future__ import annotations

from typing import Any

import pytest

from portal.documents.render import paper_pdf
from portal.rooms.papers.offering import case_paper, matter_paper
from tests.procedures.second_classroom_credits.college import (
    FAMILY,
    College,
    college,
    do,
    handed_in,
    moment,
    opened,
)
from workflows.documents import FormPaper
from workflows.documents.passages import passages
from workflows.models import Case, Entry, Matter

pytestmark = pytest.mark.django_db

AT = moment("2025-06-01")


@pytest.fixture
def here() -> College:
    """The college."""
    return college()


def printed(case: int, name: str, act: str) -> tuple[FormPaper, str]:
    """A paper of the latest act of a name, and everything it says."""
    found = case_paper(
        Case.objects.select_related("unit").get(pk=case),
        name,
        Entry.objects.filter(case=case, act=act).latest("pk").pk,
        at=AT,
    )
    assert found is not None
    return _read(found[1])


def _read(paper: Any) -> tuple[FormPaper, str]:
    assert isinstance(paper, FormPaper)
    assert paper_pdf(paper).startswith(b"%PDF")
    return paper, "|".join(passage.text for passage in passages(paper) if passage.text)


def reviewed(here: College, outcome: str, **said: str) -> int:
    """An item that the counsellor did not recognise."""
    case = handed_in(here, opened(here))
    do("first_review", here.counsellor, "2025-05-06", {"outcome": outcome, **said}, case=case)
    return case


def test_a_returned_item_says_why_and_until_when(here: College) -> None:
    case = reviewed(here, "returned", why="证明缺盖章")
    paper, text = printed(case, "return-notice", "first_review")
    assert (paper.title, paper.person, paper.signed_by) == ("退回补正通知书", "张三", "计算机学院")
    assert "退回理由|证明缺盖章|请于2025年5月13日前登录系统补正并重新提交" in text
    assert "学术论坛、报告、培训等 · 参加|申报内容|人工智能前沿报告" in text


def test_a_rejected_item_says_its_reason_and_to_whom_an_appeal_goes(here: College) -> None:
    case = reviewed(here, "rejected", ground="SCORE", why="没有参加")
    paper, text = printed(case, "rejection-notice", "first_review")
    assert (paper.title, paper.signed_on) == ("不予认定通知书", moment("2025-05-06").date())
    assert "原因|成绩不够|理由|没有参加|对结论有异议的，可于" in text
    assert "前在系统中向教务处、学工部（学生处）、校团委之一申诉。" in text
    assert case_paper(Case.objects.get(pk=case), "return-notice", 1, at=AT) is None


def test_an_answer_to_an_appeal_names_the_body_and_what_is_recognised(here: College) -> None:
    case = reviewed(here, "rejected", ground="SCORE", why="没有参加")
    said = {"body": "youth_league", "grounds": "我参加了，有签到表"}
    do("appeal", here.student, "2025-05-07", said, case=case)
    answer = {"why": "签到表属实", "row": "T2-24", "times": 1, "credits": "0.5"}
    do("appeal_upheld", here.youth, "2025-05-09", answer, case=case)
    paper, text = printed(case, "appeal-answer", "appeal_upheld")
    assert (paper.title, paper.signed_by) == ("申诉答复书", "校团委")
    assert (
        "2025年5月7日|受理部门|校团委|申诉理由|我参加了，有签到表|答复|申诉成立|答复理由|签到表属实" in text
    )
    assert "认定学分|0.5" in text


def test_an_inspection_is_printed_unit_by_unit_and_its_circular_apart(here: College) -> None:
    target = {"kind": f"{FAMILY}.inspection", "unit": here.university.pk}
    year = do("open", here.registrar, "2025-05-20", {"year": "2024-25"}, **target).matter
    found = {"unit_name": "计算机学院", "found": "三项没有证明", "careless": True}
    do("find", here.registrar, "2025-05-21", found, matter=year)
    said = {"unit_name": "计算机学院", "text": "审核不严。\n请整改。"}
    do("criticise", here.registrar, "2025-05-22", said, matter=year)
    matter = Matter.objects.select_related("unit").get(pk=year or 0)
    texts = {}
    for name, act in (("inspection-record", "find"), ("circular", "criticise")):
        entry = Entry.objects.filter(matter=year, act=act).latest("pk").pk
        paper = matter_paper(matter, name, entry, at=AT)
        assert paper is not None
        texts[name] = _read(paper[1])[1]
    assert "2025年5月21日|计算机学院|三项没有证明|是" in texts["inspection-record"]
    assert "被通报单位：计算机学院" in texts["circular"]
    assert "审核不严。|请整改。" in texts["circular"]
    first = Entry.objects.get(matter=year, act="criticise").pk
    do("criticise", here.registrar, "2025-05-23", {"unit_name": "外国语学院", "text": "逾期"}, matter=year)
    again = matter_paper(matter, "circular", first, at=AT)
    assert again is not None
    assert _read(again[1])[1] == texts["circular"]
