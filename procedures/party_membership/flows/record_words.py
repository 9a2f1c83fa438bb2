"""What the record of a student says, as an office reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Final

from django.utils.translation import gettext as _

from procedures.party_membership.forms import record as papers
from workflows.rules.facts import Fact, Facts
from workflows.texts.speaking import said, spoken
from workflows.texts.wording import wording_of

#: the first month of a school year
SEPTEMBER: Final = 9
RANKED: Final = (("composite", "综合测评"), ("academic", "学业成绩"), ("appraisal", "量化考核"))
#: what is counted in a few words, with its measure
COUNTED: Final = (
    ("honour", "荣誉与竞赛%(n)s项"),
    ("post", "任职%(n)s项"),
    ("achievement", "科研成果%(n)s项"),
    ("sanction", "处分与通报批评%(n)s次"),
)
SCHOLARSHIPS: Final = {"excellence": "优秀奖学金", "single": "单项奖学金", "none": "未获奖学金"}


def school_year(fact: Fact) -> str:
    """The school year that a fact names, or else falls into."""
    first = fact.on.year if fact.on.month >= SEPTEMBER else fact.on.year - 1
    return _("%(year)s学年") % {"year": fact.data.get("year") or f"{first}-{first + 1}"}


def says(fact: Fact) -> str:
    """A fact in words; empty for one that nobody has words for."""
    words = WORDS.get(fact.name)
    return _("，").join(words(fact.data)) if words else ""


def brief(record: Facts) -> tuple[str, ...]:
    """The latest year, and how much there is of the rest."""
    results = sorted(record.all("year_result"), key=lambda fact: str(fact.data["year"]))
    latest = [_year_briefly(results[-1].data)] if results else []
    counts = ((words, len(record.all(name))) for name, words in COUNTED)
    counted = _("，").join(said(words) % {"n": count} for words, count in counts if count)
    return (*latest, *([counted] if counted else []))


def _year_briefly(data: Mapping[str, Any]) -> str:
    return _("%(year)s学年%(results)s") % {"year": data["year"], "results": _("，").join(_short(data))}


def warns(record: Facts) -> tuple[str, ...]:
    """Sanctions in force, misconduct found or under review, the risk not to graduate."""
    found = [
        _word(papers.SANCTIONS, fact.data["kind"])
        for fact in record.all("sanction")
        if not fact.data["lifted_on"]
    ]
    found += [
        said({"found": "学术不端", "under_review": "学术不端调查中"}[fact.data["finding"]])
        for fact in record.all("misconduct")
        if fact.data["finding"] != "cleared"
    ]
    risk = record.latest("graduation_risk")
    return tuple(dict.fromkeys([*found, *([_("毕业风险")] if risk and risk.data["at_risk"] else [])]))


def _short(data: Mapping[str, Any]) -> Iterator[str]:
    """A year in a few words: places, a scholarship, courses that were failed."""
    for name, title in RANKED:
        rank, size = data[f"{name}_rank"], data[f"{name}_size"]
        if rank is not None:
            place = {"title": said(title), "rank": rank, "size": size, "share": _share(rank, size)}
            yield _("%(title)s%(rank)s/%(size)s（前%(share)s）") % place
    if data["scholarship"] not in {None, "none"}:
        yield _scholarship(data["scholarship"])
    if data["failed_courses"]:
        yield _("不及格%(n)s门") % {"n": data["failed_courses"]}


def _scholarship(code: str) -> str:
    if code in SCHOLARSHIPS:
        return said(SCHOLARSHIPS[code])
    return _("%(grade)s奖学金") % {"grade": _word(papers.SCHOLARSHIPS, code)}


def _year_result(data: Mapping[str, Any]) -> Iterator[str]:
    for name, title in RANKED:
        rank, size = data[f"{name}_rank"], data[f"{name}_size"]
        score = data.get(f"{name}_score")
        if rank is not None:
            place = {"title": said(title), "rank": rank, "size": size, "share": _share(rank, size)}
            yield _("%(title)s第%(rank)s名，共%(size)s人（前%(share)s）") % place
        if score is not None:
            yield _("%(title)s%(score)s分") % {"title": said(title), "score": score}
    if data["scholarship"]:
        yield _scholarship(data["scholarship"])
    if data["failed_courses"] is not None:
        failed = data["failed_courses"]
        yield _("不及格%(n)s门") % {"n": failed} if failed else _("没有不及格")


def _honour(data: Mapping[str, Any]) -> Iterator[str]:
    level, kind = _word(papers.LEVELS, data["level"]), _word(papers.HONOUR_KINDS, data["kind"])
    yield _("%(title)s（%(level)s%(kind)s）") % {"title": data["title"], "level": level, "kind": kind}


def _post(data: Mapping[str, Any]) -> Iterator[str]:
    yield _("%(unit)s%(title)s") % {"unit": data["unit"], "title": data["title"]}
    if data["main"]:
        yield _("主要学生干部")
    ended = _("至%(day)s卸任") % {"day": _day(data["to_on"])} if data["to_on"] else _("在任")
    yield _("自%(day)s，%(ended)s") % {"day": _day(data["from_on"]), "ended": ended}


def _appraisal(data: Mapping[str, Any]) -> Iterator[str]:
    yield _("学生干部考核%(grade)s") % {"grade": _word(papers.GRADES, data["grade"])}


def _sanction(data: Mapping[str, Any]) -> Iterator[str]:
    yield _titled(papers.SANCTIONS, data)
    lifted = data["lifted_on"]
    yield _("%(day)s解除") % {"day": _day(lifted)} if lifted else _("没有解除")


def _achievement(data: Mapping[str, Any]) -> Iterator[str]:
    yield _titled(papers.ACHIEVEMENTS, data)


def _misconduct(data: Mapping[str, Any]) -> Iterator[str]:
    finding = _word(papers.FINDINGS, data["finding"])
    yield _("学术不端%(finding)s：%(title)s") % {"finding": finding, "title": data["title"]}


def _risk(data: Mapping[str, Any]) -> Iterator[str]:
    yield _("可能不能如期毕业") if data["at_risk"] else _("没有毕业风险")


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
    return said(dict(choices)[value])


def _titled(kinds: Sequence[tuple[str, str]], data: Mapping[str, Any]) -> str:
    return _("%(kind)s：%(title)s") % {"kind": _word(kinds, data["kind"]), "title": data["title"]}


def _share(rank: int, size: int) -> str:
    """A place as a share of all, in hundredths, rounded up so that no place looks better."""
    tenths = -(-Fraction(rank, size) * 1000 // 1)
    whole, tenth = divmod(int(tenths), 10)
    return f"{whole}.{tenth}%" if tenth else f"{whole}%"


def _day(text: str) -> str:
    return wording_of(spoken()).say(date.fromisoformat(text))
