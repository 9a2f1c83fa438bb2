"""Every text of a paper is listed once, with the place where it stands."""

from __future__ import annotations

from datetime import date

from workflows.documents import NoticePaper, Passage, PersonBlock, passages

PAPER = NoticePaper(
    institution="江澜大学",
    issuer="甲院",
    title="公示",
    number="1号",
    intro=("第一段", "第二段"),
    people=(PersonBlock(name="梁思远", aside="男", fields=(("籍贯", "安徽"), ("班级", "二班"))),),
    window="五天",
    channels=("墙",),
    contacts=("何敏",),
    signed_by="江澜大学",
    signed_on=date(2026, 11, 27),
    check_url="https://example.org",
    legend="说明",
    remark="附注",
    mark="练习",
)


def test_all_texts_are_listed_with_their_places() -> None:
    assert list(passages(PAPER)) == [
        Passage("", "institution", "江澜大学"),
        Passage("", "issuer", "甲院"),
        Passage("", "title", "公示"),
        Passage("", "number", "1号"),
        Passage("", "intro", "第一段"),
        Passage("", "intro", "第二段"),
        Passage("", "window", "五天"),
        Passage("", "channels", "墙"),
        Passage("", "contacts", "何敏"),
        Passage("", "signed_by", "江澜大学"),
        Passage("", "check_url", "https://example.org"),
        Passage("", "legend", "说明"),
        Passage("", "remark", "附注"),
        Passage("", "mark", "练习"),
        Passage("梁思远", "name", "姓名"),
        Passage("梁思远", "name", "梁思远"),
        Passage("梁思远", "name", "男"),
        Passage("梁思远", "籍贯", "籍贯"),
        Passage("梁思远", "籍贯", "安徽"),
        Passage("梁思远", "班级", "班级"),
        Passage("梁思远", "班级", "二班"),
    ]
