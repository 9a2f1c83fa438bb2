"""Papers of the procedure as content, from the record: what the notice of a recommendation says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from workflows.documents import NoticePaper, PersonBlock
from workflows.rules.windows import PublicityWindow

HOW_TO_OBJECT: Final = "公示期内，可以来人、来电、来信反映情况。反映人的信息严格保密，提倡实名。"


@dataclass(frozen=True, slots=True)
class Nominee:
    """One nominee on the notice: the name, and the basic data as they were written for it."""

    name: str
    basic_info: str


def recommendation_notice(
    *,
    institution: str,
    issuer: str,
    number: str,
    nominees: Sequence[Nominee],
    contact: str,
    channels: Sequence[str],
    posted_on: date,
    window: PublicityWindow | None,
    days: int,
    check_url: str = "",
    mark: str = "",
) -> NoticePaper:
    """The notice of a recommendation: each nominee's basic data and where the League can be reached (art. 8).

    Nothing else is on it: the article lists no more, and what is public cannot be taken back.
    """
    first = nominees[0].name if nominees else ""
    several = f"{first}等{len(nominees)}名同学" if len(nominees) > 1 else f"{first}同学"
    return NoticePaper(
        institution=institution,
        issuer=issuer,
        title=f"关于{several}\u200b推优人选的公示",
        number=number,
        intro=(
            f"经团支部大会无记名投票、{issuer}审核，拟推荐{several}为入党积极分子人选，现予公示，听取意见。",
        ),
        people=tuple(
            PersonBlock(name=each.name, fields=(("基本情况", each.basic_info),)) for each in nominees
        ),
        window=_window(posted_on, window, days),
        channels=tuple(channels),
        contacts=(HOW_TO_OBJECT, f"团组织联系方式：{contact}"),
        signed_by=issuer,
        signed_on=posted_on,
        check_url=check_url,
        mark=mark,
    )


def _window(posted_on: date, window: PublicityWindow | None, days: int) -> str:
    if window is None:
        return f"公示{days}天，自书面和网上都张贴的次日起算。{_day(posted_on)}张贴。"
    hangs = f"{_day(window.first_day)}至{_day(window.last_day)}，共{days}天"
    return f"{hangs}；{_day(window.posted_on)}张贴，张贴日不计。"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
