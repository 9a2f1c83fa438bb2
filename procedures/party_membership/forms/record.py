"""Papers of the record of a person: results of a school year, honours, posts, appraisals, sanctions and more.

Each says where its evidence is to be found, unless a file comes with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Final

from django import forms

from workflows.nodes import Paper, Problem
from workflows.nodes.papers import EARLIEST_YEAR, LATEST_YEAR

SCHOLARSHIPS: Final = (
    ("special", "特等"),
    ("first", "一等"),
    ("second", "二等"),
    ("third", "三等"),
    ("excellence", "优秀奖"),
    ("single", "单项奖"),
    ("none", "未获"),
)
HONOUR_KINDS: Final = (("honour", "荣誉称号"), ("competition", "竞赛获奖"))
LEVELS: Final = (
    ("college", "院级"),
    ("university", "校级"),
    ("city", "市级"),
    ("province", "省级"),
    ("nation", "国家级"),
)
GRADES: Final = (("excellent", "优秀"), ("good", "良好"), ("qualified", "合格"), ("unqualified", "不合格"))
SANCTIONS: Final = (
    ("criticism", "通报批评"),
    ("warning", "警告"),
    ("serious_warning", "严重警告"),
    ("demerit", "记过"),
    ("probation", "留校察看"),
    ("expulsion", "开除学籍"),
    ("league", "团纪处分"),
    ("party", "党纪处分"),
)
ACHIEVEMENTS: Final = (
    ("host_project", "主持科研项目"),
    ("provincial_project", "参与省级以上项目"),
    ("recognised_result", "认定的科研成果"),
)
FINDINGS: Final = (("found", "认定属实"), ("under_review", "调查中"), ("cleared", "查无此事"))
#: places that are counted from the first: what is ranked, and among how many
RANKS: Final = (
    ("composite_rank", "composite_size"),
    ("academic_rank", "academic_size"),
    ("appraisal_rank", "appraisal_size"),
)
EVIDENCE: Final = "evidence"


def year() -> forms.RegexField:
    """A school year by its two calendar years."""
    return forms.RegexField(r"^[0-9]{4}-[0-9]{4}$", label="学年", help_text="例如 2024-2025")


def evidence() -> forms.CharField:
    """The number of a document or a certificate, or where it is kept."""
    return forms.CharField(
        label="依据",
        max_length=200,
        required=False,
        help_text="文号、证书号或存放处；附有文件的可以不填。",
    )


def place(label: str) -> forms.IntegerField:
    """A place, or among how many."""
    return forms.IntegerField(label=label, min_value=1, max_value=100_000, required=False)


def score(label: str) -> forms.DecimalField:
    """A score; it is kept as it is written."""
    return forms.DecimalField(label=label, min_value=0, max_digits=6, decimal_places=3, required=False)


class YearResult(Paper):
    """The results of one school year; what is not known is left empty."""

    title = "学年成绩与奖学金"
    year = year()
    scholarship = forms.TypedChoiceField(
        label="奖学金", choices=(("", "不详"), *SCHOLARSHIPS), required=False, empty_value=None
    )
    composite_rank = place("综合测评名次")
    composite_size = place("综合测评人数")
    composite_score = score("综合测评分")
    academic_rank = place("学业成绩名次")
    academic_size = place("学业成绩人数")
    academic_score = score("学业成绩")
    appraisal_rank = place("量化考核名次")
    appraisal_size = place("量化考核人数")
    failed_courses = forms.IntegerField(label="不及格门数", min_value=0, max_value=100, required=False)
    evidence = evidence()

    @classmethod
    def contradictions(cls, data: Mapping[str, Any]) -> list[Problem]:
        """The year is one; a place has its number of people and is within it; something is said."""
        found = [*_year(data), *(problem for pair in RANKS for problem in _rank(data, *pair))]
        if all(data[name] is None for name in cls.base_fields if name not in {"year", EVIDENCE}):
            found.append(Problem("composite_rank", "record.nothing_said", {}))
        return found


class Titled(Paper):
    """What has a name of its own; the paper that is made of it says what the paper is called."""

    #: a field, which Django takes off the class; what the paper is called takes its place
    title: ClassVar[Any] = forms.CharField(label="名称", max_length=120)


class Honour(Titled):
    """An honour or a prize; the day of the act is that of the award."""

    title = "荣誉与竞赛"
    kind = forms.ChoiceField(label="类别", choices=HONOUR_KINDS)
    level = forms.ChoiceField(label="级别", choices=LEVELS)
    evidence = evidence()


class Post(Titled):
    """A post held by a student; the day of the act is its first. Once it ends it is recorded again."""

    title = "学生干部任职"
    unit = forms.CharField(label="任职组织", max_length=120)
    main = forms.BooleanField(label="主要学生干部", required=False)
    from_on = forms.DateField(label="任职日期")
    to_on = forms.DateField(label="卸任日期", required=False, help_text="从这一天起不再任职；仍在任的不填。")
    evidence = evidence()

    @classmethod
    def contradictions(cls, data: Mapping[str, Any]) -> list[Problem]:
        """A post is held for a day at least."""
        if not data["to_on"] or data["to_on"] > data["from_on"]:
            return []
        days = {"from_on": data["from_on"], "to_on": data["to_on"]}
        return [Problem("to_on", "record.ends_before_start", days)]


class Appraisal(Paper):
    """How a student cadre was appraised for a year."""

    title = "学生干部考核"
    year = year()
    grade = forms.ChoiceField(label="考核等次", choices=GRADES)
    evidence = evidence()

    @classmethod
    def contradictions(cls, data: Mapping[str, Any]) -> list[Problem]:
        """The year is one."""
        return list(_year(data))


class Sanction(Titled):
    """A sanction; the day of the act is that of its decision. Once lifted it is recorded again."""

    title = "处分与通报批评"
    kind = forms.ChoiceField(label="种类", choices=SANCTIONS)
    lifted_on = forms.DateField(label="解除日期", required=False, help_text="没有解除的不填。")
    evidence = evidence()


class Achievement(Titled):
    """A project or a result in research; the day of the act is that of its approval or recognition."""

    title = "科研成果"
    kind = forms.ChoiceField(label="类别", choices=ACHIEVEMENTS)
    evidence = evidence()


class Misconduct(Titled):
    """What stands of an academic misconduct; what is found later is recorded under the same name."""

    title = "学术不端"
    finding = forms.ChoiceField(label="结论", choices=FINDINGS)
    evidence = evidence()


class GraduationRisk(Paper):
    """Whether somebody may fail to graduate in time, as known on the day of the act."""

    title = "毕业风险"
    at_risk = forms.BooleanField(label="可能不能如期毕业", required=False)
    evidence = evidence()


def _year(data: Mapping[str, Any]) -> Iterator[Problem]:
    first, last = (int(part) for part in data["year"].split("-"))
    if last != first + 1 or not EARLIEST_YEAR <= first < LATEST_YEAR:
        yield Problem("year", "record.year_of_two", {"year": data["year"]})


def _rank(data: Mapping[str, Any], place: str, among: str) -> Iterator[Problem]:
    rank, size = data[place], data[among]
    label = {"field": str(YearResult.base_fields[place].label)}
    if (rank is None) != (size is None):
        yield Problem(place, "record.rank_without_size", label)
    elif rank is not None and rank > size:
        yield Problem(place, "record.rank_beyond_size", {**label, "rank": str(rank), "size": str(size)})
