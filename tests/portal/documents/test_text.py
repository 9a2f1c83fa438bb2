"""Characters that never reach paper are refused by name and place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portal.documents import render
from portal.documents.refusals import PaperRefused
from tests.portal.documents.conftest import nominee
from workflows.documents import NoticePaper, PersonBlock


def refusal(paper: NoticePaper) -> PaperRefused:
    with pytest.raises(PaperRefused) as refused:
        render.paper_pdf(paper)
    return refused.value


@pytest.mark.parametrize(
    ("character", "codepoint"),
    [
        ("\x00", "U+0000"),
        ("\x1b", "U+001B"),
        ("\x7f", "U+007F"),
        ("\n", "U+000A"),
        ("\u2028", "U+2028"),  # line separator
        ("\u202e", "U+202E"),  # from here on written from right to left
        ("\u2066", "U+2066"),  # an isolated direction
        ("\u200d", "U+200D"),  # joins two characters into one picture
        ("\ufeff", "U+FEFF"),
        ("\ud800", "U+D800"),  # half of a pair
        ("\U000e0041", "U+E0041"),  # an invisible tag
    ],
)
def test_a_control_character_is_refused_with_its_place(
    one: NoticePaper, character: str, codepoint: str
) -> None:
    paper = replace(one, people=(nominee("周予安"), PersonBlock(name="陶" + character, fields=())))
    refused = refusal(paper)
    assert (refused.message, refused.params["codepoint"], refused.params["field"]) == (
        "paper.unprintable_character",
        codepoint,
        "name",
    )


def test_a_character_of_private_use_is_refused(one: NoticePaper) -> None:
    refused = refusal(replace(one, people=(nominee("\ue863"),)))
    assert refused.message == "paper.private_character"


def test_the_sentence_names_person_field_and_code(one: NoticePaper) -> None:
    person = PersonBlock(name="陶然", fields=(("籍贯", "安徽\x00宣城"),))
    assert str(refusal(replace(one, people=(person,)))) == (
        "陶然的“籍贯”含有不能打印的控制字符（U+0000），请删去。"
    )
    assert str(refusal(replace(one, title="公示\x07"))) == ("标题含有不能打印的控制字符（U+0007），请删去。")


def test_a_place_to_break_is_no_control_character(one: NoticePaper) -> None:
    assert render.paper_pdf(replace(one, title="关于公示\u200b的公示")) != b""
