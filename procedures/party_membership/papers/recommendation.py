"""The notice of a recommendation (article 8)."""

from __future__ import annotations

from typing import Final

from procedures.party_membership.papers.posted import posted_of
from workflows.documents import NoticePaper, PersonBlock
from workflows.nodes import ToldMatter

HOW_TO_OBJECT: Final = "公示期内，可以来人、来电、来信反映情况。反映人的信息严格保密，提倡实名。"


def recommendation_notice(told: ToldMatter) -> NoticePaper:
    """The notice of a recommendation: each nominee's basic data and where the League can be reached (art. 8).

    Nothing else is on it: the article lists no more, and what is public cannot be taken back.
    """
    posted = posted_of(told)
    several, issuer = f"{posted.several}同学", posted.issuer
    return NoticePaper(
        institution=posted.institution,
        issuer=issuer,
        title=f"关于{several}\u200b推优人选的公示",
        number=posted.number,
        intro=(
            f"经团支部大会无记名投票、{issuer}审核，拟推荐{several}为入党积极分子人选，现予公示，听取意见。",
        ),
        people=tuple(
            PersonBlock(name=each.name, fields=(("基本情况", each.word("basic_info")),))
            for each in posted.people
        ),
        window=posted.hangs,
        channels=posted.channels,
        contacts=(HOW_TO_OBJECT, f"团组织联系方式：{posted.word('contact')}"),
        signed_by=issuer,
        signed_on=posted.posted_on,
        mark=posted.mark,
    )
