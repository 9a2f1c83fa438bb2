"""A notice on paper, read back from the PDF: its text, its measures, its properties."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from pypdf import PdfReader

from portal.documents import render, workers
from portal.documents.workers import Pool
from tests.portal.documents.conftest import NAMES, nominee
from tests.portal.documents.reading import fonts_of, pieces, read, written
from workflows.documents import NoticePaper, PersonBlock

FOOT = 262.0  # millimetres from the top edge: below it there is no text but the page number and the code


def starts(page: int, reader: PdfReader) -> list[str]:
    return [piece.text for piece in pieces(reader.pages[page])]


def test_a_notice_of_one_person_is_one_page_with_every_text(one: NoticePaper) -> None:
    pdf = render.paper_pdf(one)

    # Without white space, so that a machine with other fonts may break its lines elsewhere.
    assert written(pdf) == "".join(
        (
            "关于梁思远同学的公示",
            "经大会推荐，现将梁思远同学的基本情况公示，听取师生意见。",
            "一、公示时间",
            "2024年12月13日至12月17日，共5天；12月12日张贴，张贴日不计。",
            "公示方式：学院一楼公告栏、学院网站。",
            "二、意见受理",
            "公示期内每日8:00至18:00可反映情况。联系人何敏，电话（0000）85012046，化工楼208室。",
            "三、基本情况",
            *("姓名性别", "梁思远", "，男", "出生年月", "2005年3月"),
            *("班级", "化工2303班", "职务", "学习委员"),
            *("申请时间", "2024年10月9日", "推荐大会", "2024年12月10日"),
            *("江澜大学化学化工学院委员会", "2024年12月12日"),
            *("网上公示与本件同时张贴", f"编号公示2024-003，校验码{one.check_code}", "盖章处"),
            *(f"公示2024-003·{one.check_code}", "—1—"),
        )
    )
    assert len(read(pdf).pages) == 1


def test_a_notice_of_eight_people_is_two_pages_and_tears_no_block(eight: NoticePaper) -> None:
    reader = read(render.paper_pdf(eight))

    first, second = (starts(page, reader) for page in (0, 1))
    assert [text for text in first + second if text in NAMES] == list(NAMES)
    for page in (first, second):
        assert page.count("姓名性别") == page.count("推荐大会")
    assert "盖章处" in second
    assert len(reader.pages) == 2


def test_the_seal_stays_with_the_last_person(eight: NoticePaper) -> None:
    # Room for the last block but not for the seal below it: both go to the next page.
    for count in range(3, 9):
        reader = read(render.paper_pdf(replace(eight, people=eight.people[:count])))
        last = starts(len(reader.pages) - 1, reader)
        assert ("盖章处" in last, NAMES[count - 1] in last) == (True, True)


def test_the_measures_are_those_of_the_sheet(one: NoticePaper) -> None:
    page = read(render.paper_pdf(one)).pages[0]
    drawn = pieces(page)
    title, first, second = drawn[0], drawn[1], drawn[2]

    assert [round(float(edge)) for edge in page.mediabox] == [0, 0, 595, 842]
    assert (round(title.size), round(first.size), round(drawn[3].size)) == (22, 16, 16)
    # 订口 28 mm, two characters for the first line of a paragraph, 225 mm / 22 lines between lines.
    assert second.left == pytest.approx(28, abs=0.05)
    assert first.left - second.left == pytest.approx(2 * 15.75 * 25.4 / 72, abs=0.05)
    assert second.top - first.top == pytest.approx(225 / 22, abs=0.05)


def test_all_text_stands_within_the_margins(eight: NoticePaper) -> None:
    for page in read(render.paper_pdf(eight)).pages:
        body = [piece for piece in pieces(page) if piece.top <= FOOT]
        foot = [piece for piece in pieces(page) if piece.top > FOOT]
        assert min(piece.top - piece.size * 25.4 / 72 for piece in body) >= 37
        assert min(piece.left for piece in body) >= 28 - 0.01
        assert max(piece.left for piece in body) <= 210 - 26
        code, number = sorted(foot, key=lambda piece: piece.size)
        assert (code.text, number.text[:1], len(foot)) == (f"公示2024-003 · {eight.check_code}", "—", 2)


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(eight: NoticePaper) -> None:
    reader = read(render.paper_pdf(eight))
    numbers = [piece for page in reader.pages for piece in pieces(page) if piece.text.startswith("— ")]

    assert [piece.text for piece in numbers] == ["— 1 —", "— 2 —"]
    assert numbers[0].left > 150
    # One character of 14 pt in from the left edge of the text.
    assert numbers[1].left == pytest.approx(28 + 14 * 25.4 / 72, abs=0.1)


def test_lines_hold_twenty_eight_characters(one: NoticePaper) -> None:
    paper = replace(one, intro=("字" * 100,))
    lines = [text for text in starts(0, read(render.paper_pdf(paper))) if set(text) == {"字"}]
    assert [len(line) for line in lines] == [26, 28, 28, 18]


def test_the_file_names_title_language_and_issuer_and_no_time(one: NoticePaper) -> None:
    reader = read(render.paper_pdf(one))

    assert reader.metadata is not None
    assert {name: str(value) for name, value in reader.metadata.items()} == {
        "/Title": "关于梁思远同学的公示",
        "/Author": "江澜大学 化学化工学院",
        "/Subject": "公示2024-003",
        "/Producer": "WeasyPrint 70.0",
    }
    root = reader.root_object
    assert (str(root["/Lang"]), str(root["/MarkInfo"])) == ("zh-CN", "{'/Marked': True}")
    assert "/StructTreeRoot" in root


def test_every_font_is_embedded_and_named(one: NoticePaper) -> None:
    fonts = fonts_of(read(render.paper_pdf(one)).pages[0])

    descriptors = [font["/DescendantFonts"][0]["/FontDescriptor"] for font in fonts]
    assert [any(key.startswith("/FontFile") for key in descriptor) for descriptor in descriptors] == [
        True
    ] * 4
    roles = sorted(str(font["/BaseFont"]).partition("+")[2].partition("-")[0] for font in fonts)
    assert roles == ["body0", "heading0", "small0", "title0"]


def test_the_same_paper_gives_the_same_bytes_in_another_process(
    one: NoticePaper, open_pool: Callable[..., Pool], monkeypatch: pytest.MonkeyPatch
) -> None:
    here = render.paper_pdf(one)
    assert render.paper_pdf(replace(one)) == here

    monkeypatch.setattr(workers, "pool", open_pool())
    assert render.paper_pdf(one) == here


def test_a_block_longer_than_a_page_loses_nothing(one: NoticePaper) -> None:
    long = PersonBlock(name="陶然", fields=(("奖惩情况", "奖" * 2999 + "尾"),))
    text = written(render.paper_pdf(replace(one, people=(long, nominee("陈昱")))))
    assert (text.count("奖" * 10) > 0, text.count("奖"), "尾" in text, "陈昱" in text) == (
        True,
        3000,
        True,
        True,
    )


def test_a_notice_without_address_mark_or_people_is_printed(one: NoticePaper) -> None:
    bare = replace(one, people=(), check_url="", remark="", channels=(), contacts=())
    text = written(render.paper_pdf(bare))
    assert ("三、" in text, "二、" in text, "公示方式" in text) == (False, False, False)


def test_a_practice_notice_says_so_on_every_page(eight: NoticePaper) -> None:
    reader = read(render.paper_pdf(replace(eight, mark="练习件，不作公示")))
    assert ["练习件，不作公示" in starts(page, reader) for page in (0, 1)] == [True, True]


def test_what_would_only_just_spill_over_hangs_as_one_sheet(one: NoticePaper) -> None:
    more = tuple((f"第{n}项", "2023-2024学年93.4分，2024-2025学年93.4分") for n in range(1, 6))
    (person,) = one.people
    tall = replace(one, people=(replace(person, fields=(*person.fields, *more)),), intro=one.intro * 4)
    assert len(read(render.paper_pdf(tall)).pages) == 1
