"""What the record of a student says, as an office reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Final

from procedures.party_membership.forms import record as papers
from workflows.rules.facts import Fact, Facts

#: the first month of a school year
SEPTEMBER: Final = 9
RANKED: Final = (("composite", "综合测评"), ("academic", "学业成绩"), ("appraisal", "量化考核"))
#: what is counted in a few words, with its measure
COUNTED: Final = (
    ("honour", "荣誉与竞赛{}项"),
    ("post", "任职{}项"),
    ("achievement", "科研成果{}项"),
    ("sanction", "处分与通报批评{}次"),
)
SCHOLARSHIPS: Final = {"excellence": "优秀奖学金", "single": "单项奖学金", "none": "未获奖学金"}


def school_year(fact: Fact) -> str:
    """The school year that a fact names, or else falls into."""
    first = fact.on.year if fact.on.month >= SEPTEMBER else fact.on.year - 1
    return f"{fact.data.get('year') or f'{first}-{first + 1}'}学年"


def says(fact: Fact) -> str:
    """A fact in words; empty for one that nobody has words for."""
    words = WORDS.get(fact.name)
    return "，".join(words(fact.data)) if words else ""


def brief(record: Facts) -> tuple[str, ...]:
    """The latest year, and how much there is of the rest."""
    results = sorted(record.all("year_result"), key=lambda fact: str(fact.data["year"]))
    latest = [f"{results[-1].data['year']}学年{'，'.join(_short(results[-1].data))}"] if results else []
    counts = ((words, len(record.all(name))) for name, words in COUNTED)
    counted = "，".join(words.format(count) for words, count in counts if count)
    return (*latest, *([counted] if counted else []))


def warns(record: Facts) -> tuple[str, ...]:
    """Sanctions in force, misconduct found or under review, the risk not to graduate."""
    found = [
        _word(papers.SANCTIONS, fact.data["kind"])
        for fact in record.all("sanction")
        if not fact.data["lifted_on"]
    ]
    found += [
        {"found": "学术不端", "under_review": "学术不端调查中"}[fact.data["finding"]]
        for fact in record.all("misconduct")
        if fact.data["finding"] != "cleared"
    ]
    risk = record.latest("graduation_risk")
    return tuple(dict.fromkeys([*found, *(["毕业风险"] if risk and risk.data["at_risk"] else [])]))


def _short(data: Mapping[str, Any]) -> Iterator[str]:
    """A year in a few words: places, a scholarship, courses that were failed."""
    for name, title in RANKED:
        rank, size = data[f"{name}_rank"], data[f"{name}_size"]
        if rank is not None:
            yield f"{title}{rank}/{size}（前{_share(rank, size)}）"
    if data["scholarship"] not in {None, "none"}:
        yield _scholarship(data["scholarship"])
    if data["failed_courses"]:
        yield f"不及格{data['failed_courses']}门"


def _scholarship(code: str) -> str:
    return SCHOLARSHIPS.get(code, f"{_word(papers.SCHOLARSHIPS, code)}奖学金")


def _year_result(data: Mapping[str, Any]) -> Iterator[str]:
    for name, title in RANKED:
        rank, size = data[f"{name}_rank"], data[f"{name}_size"]
        score = data.get(f"{name}_score")
        if rank is not None:
            yield f"{title}第{rank}名，共{size}人（前{_share(rank, size)}）"
        if score is not None:
            yield f"{title}{score}分"
    if data["scholarship"]:
        yield _scholarship(data["scholarship"])
    if data["failed_courses"] is not None:
        yield f"不及格{data['failed_courses']}门" if data["failed_courses"] else "没有不及格"


def _honour(data: Mapping[str, Any]) -> Iterator[str]:
    level, kind = _word(papers.LEVELS, data["level"]), _word(papers.HONOUR_KINDS, data["kind"])
    yield f"{data['title']}（{level}{kind}）"


def _post(data: Mapping[str, Any]) -> Iterator[str]:
    yield f"{data['unit']}{data['title']}"
    if data["main"]:
        yield "主要学生干部"
    ended = f"至{_day(data['to_on'])}卸任" if data["to_on"] else "在任"
    yield f"自{_day(data['from_on'])}，{ended}"


def _appraisal(data: Mapping[str, Any]) -> Iterator[str]:
    yield f"学生干部考核{_word(papers.GRADES, data['grade'])}"


def _sanction(data: Mapping[str, Any]) -> Iterator[str]:
    yield f"{_word(papers.SANCTIONS, data['kind'])}：{data['title']}"
    yield f"{_day(data['lifted_on'])}解除" if data["lifted_on"] else "没有解除"


def _achievement(data: Mapping[str, Any]) -> Iterator[str]:
    yield f"{_word(papers.ACHIEVEMENTS, data['kind'])}：{data['title']}"


def _misconduct(data: Mapping[str, Any]) -> Iterator[str]:
    yield f"学术不端{_word(papers.FINDINGS, data['finding'])}：{data['title']}"


def _risk(data: Mapping[str, Any]) -> Iterator[str]:
    yield "可能不能如期毕业" if data["at_risk"] else "没有毕业风险"


WORDS: Final[Mapping[str, Callable[[Mapping[str, Any]], Iterator[str]]]] = {
    "year_result": _year_result,
    "honour": _honour,
    "post": _post,
    "appraisal": _appraisal,
    "sanction": _sanction,
    "achievement": _achievement,
    "misconduct": _misconduct,
    "graduation_risk": _risk,
}


def _word(choices: Sequence[tuple[str, str]], value: str) -> str:
    return dict(choices)[value]


def _share(rank: int, size: int) -> str:
    """A place as a share of all, in hundredths, rounded up so that no place looks better."""
    tenths = -(-Fraction(rank, size) * 1000 // 1)
    whole, tenth = divmod(int(tenths), 10)
    return f"{whole}.{tenth}%" if tenth else f"{whole}%"


def _day(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{day.year}年{day.month}月{day.day}日"
