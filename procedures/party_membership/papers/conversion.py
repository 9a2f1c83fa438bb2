"""The notice before conversion (article 37), D32: its list of fields is closed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from procedures.party_membership.papers.posted import Posted, Shown, day_words, month_words, posted_of
from workflows.documents import NoticePaper, PersonBlock
from workflows.nodes import ToldMatter

HOW_TO_OBJECT: Final = "可以来人、来电、来信反映情况。反映人的信息严格保密，提倡实名。"
SEXES: Final = {"male": "男", "female": "女"}


def conversion_notice(told: ToldMatter) -> NoticePaper:
    """The notice before conversion: what article 37 lists of each member, and when comments are taken."""
    posted = posted_of(told)
    title = f"{posted.several}预备党员" if len(posted.people) > 1 else f"预备党员{posted.several}"
    names = "、".join(each.name for each in posted.people)
    return NoticePaper(
        institution=posted.institution,
        issuer=posted.issuer,
        title=f"关于{title}\u200b转正的公示",
        number=posted.number,
        intro=(f"{names}预备期将满，已提出转正申请，拟提交支部大会讨论转正，现予公示，听取党内外师生意见。",),
        people=tuple(_block(each) for each in posted.people),
        window=posted.hangs,
        channels=posted.channels,
        contacts=tuple(_contacts(posted)),
        signed_by=posted.issuer,
        signed_on=posted.posted_on,
        mark=posted.mark,
    )


def _contacts(posted: Posted) -> Iterator[str]:
    until = posted.day("feedback_until")
    yield f"{day_words(until)}以前，{HOW_TO_OBJECT}" if until else f"公示期内，{HOW_TO_OBJECT}"
    yield f"联系人{posted.word('contact_person')}，电话{posted.word('phone')}。"


def sex_of(shown: Shown) -> str:
    """The sex in a word, where it was written."""
    return SEXES.get(shown.word("sex"), "")


def _block(shown: Shown) -> PersonBlock:
    return PersonBlock(
        name=shown.name,
        name_label="姓名性别",
        aside=sex_of(shown),
        fields=tuple((label, value) for label, value in conversion_fields(shown) if value),
    )


def conversion_fields(shown: Shown) -> Iterator[tuple[str, str]]:
    """What article 37 lists beside name and sex; empty ones are left out where they are printed."""
    yield "出生年月", month_words(shown.word("birth_month"))
    yield "民族", shown.word("ethnicity")
    yield "籍贯", shown.word("native_place")
    yield "单位职务", shown.word("unit_post")
    yield "成为预备党员", day_words(shown.day("probationary_date"))
    yield "测评排名", shown.word("ranking")
    yield "考核情况", shown.word("appraisal")
    yield "获奖情况", shown.word("awards")
