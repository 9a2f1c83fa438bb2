"""The notice before admission (article 20), D20: its list of fields is closed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from procedures.party_membership.forms.record import LEVELS, SANCTIONS
from procedures.party_membership.papers.posted import Posted, Shown, day_words, month_words, posted_of
from procedures.party_membership.rules import known, publishing
from procedures.party_membership.rules import known_candidates as candidates
from workflows.documents import NoticePaper, PersonBlock
from workflows.nodes import ToldMatter
from workflows.rules.facts import Fact
from workflows.rules.situation import Situation

HOW_TO_OBJECT: Final = "可以来人、来电、来信反映情况。反映人的信息严格保密，提倡实名。"
LEGEND: Final = "奖惩为近三年校级及以上；测评和成绩按学年由远到近。"
AWARD_YEARS: Final = "publicity.candidate.award_years"


def candidate_notice(told: ToldMatter) -> NoticePaper:
    """The notice before admission: what article 20 lists of each candidate, and when views are received."""
    posted = posted_of(told)
    title = f"{posted.several}发展对象" if len(posted.people) > 1 else f"发展对象{posted.several}"
    names = "、".join(each.name for each in posted.people)
    return NoticePaper(
        institution=posted.institution,
        issuer=posted.issuer,
        title=f"关于{title}\u200b的公示",
        number=posted.number,
        intro=(
            f"经{posted.issuer}预审，拟将{names}提交支部大会讨论接收为预备党员，现予公示，听取党内外师生意见。",
        ),
        people=tuple(_block(each) for each in posted.people),
        window=posted.hangs,
        channels=posted.channels,
        contacts=tuple(_contacts(posted)),
        signed_by=posted.issuer,
        signed_on=posted.posted_on,
        legend=LEGEND,
        mark=posted.mark,
    )


def _contacts(posted: Posted) -> Iterator[str]:
    first, last = posted.day("feedback_from"), posted.day("feedback_to")
    days = f"{day_words(first)}至{day_words(last)}" if first and last else "公示期内"
    yield f"{days}，{HOW_TO_OBJECT}"
    yield f"联系人{posted.word('contact_person')}，电话{posted.word('phone')}。"


def _block(shown: Shown) -> PersonBlock:
    return PersonBlock(
        name=shown.name,
        name_label="姓名性别",
        aside=shown.word("sex"),
        fields=tuple((label, value) for label, value in candidate_fields(shown) if value),
    )


def candidate_fields(shown: Shown) -> Iterator[tuple[str, str]]:
    """What article 20 lists beside name and sex; empty ones are left out where they are printed."""
    s = shown.situation
    contacts = s.facts.latest("contacts")
    named = contacts.data["contacts"] if contacts else []
    yield "出生年月", month_words(shown.word("birth_month"))
    yield "籍贯", shown.word("native_place")
    yield "文化程度", shown.word("education")
    yield "单位职务", shown.word("unit_post")
    yield "培养联系人", "、".join(shown.names.get(number, number) for number in named)
    yield "申请入党", day_words(known.started_on(s))
    yield "列为积极分子", day_words(known.activist_on(s))
    yield "计划发展", month_words(shown.word("planned_month"))
    yield "推优情况", _recommended(shown)
    yield from _results(s)
    yield "奖惩情况", _awards(s)


def _recommended(shown: Shown) -> str:
    """How the candidate was recommended: by the League, or else by members."""
    s = shown.situation
    ballot = known.ballot(s) if known.effective(s) else None
    if ballot is not None:
        return f"{ballot.on.year}年{ballot.on.month}月团组织推优"
    names = "、".join(shown.names.get(number, number) for number in known.recommenders(s))
    return f"党员{names}推荐" if names else ""


def _results(s: Situation) -> Iterator[tuple[str, str]]:
    """The marks of the last years; of a graduate the appraisal stands in for them."""
    results = publishing.results_of(s)
    if candidates.graduate(s.subject):
        yield "量化考核", _by_year(results.values(), "appraisal_rank", "第{}名")
        return
    yield "综合测评", _by_year(results.values(), "composite_score", "{}分")
    yield "智育成绩", _by_year(results.values(), "academic_score", "{}分")


def _by_year(results: Iterable[Fact], mark: str, says: str) -> str:
    marks = [(fact.data["year"], fact.data[mark]) for fact in results if fact.data.get(mark) is not None]
    return "，".join(f"{year}学年{says.format(value)}" for year, value in marks)


def _awards(s: Situation) -> str:
    """Rewards of the university or above and punishments of three years; none are said too."""
    _since, rewards, punishments = publishing.awards_shown(s, s.edition[AWARD_YEARS])
    levels, kinds = dict(LEVELS), dict(SANCTIONS)
    said = [f"{fact.on.year}年{fact.data['title']}（{levels[fact.data['level']]}）" for fact in rewards]
    said += [f"{fact.on.year}年{kinds[fact.data['kind']]}" for fact in punishments]
    return "；".join(said) or "无"
