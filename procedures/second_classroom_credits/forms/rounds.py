"""What is said of a whole round, of an inspection and of a graduating class (art. 6, 7, 12; annex 3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final

from django import forms

from procedures.second_classroom_credits.forms.fields import (
    digest,
    line,
    number,
    sum_of_credits,
    words,
    year,
    yes,
)
from procedures.second_classroom_credits.rules import rounds
from workflows.nodes import Numbers, Paper, Problem
from workflows.nodes.row_fields import Rows
from workflows.rules.situation import Situation

STRUCK: Final = "none"
CLASSES: Final = (("1", "一类"), ("2", "二类"), ("3", "三类"), (STRUCK, "不在目录"))


class YearOpened(Paper):
    """Of which academic year it is."""

    year = year(help_text="例如 2026-27，或 2026-2027")


class Classified(Paper):
    """竞赛分类: which class each contest is of; a contest that was struck off is of none."""

    title = "竞赛分类"
    contests = Rows(
        label="竞赛",
        columns={
            "contest": line("竞赛名称"),
            "contest_class": forms.ChoiceField(label="竞赛类别", choices=CLASSES),
            "level": line("目录级别", required=False, longest=40),
        },
    )
    document = line("依据文件", required=False)


class RoundOpened(YearOpened):
    """申报轮次 of a college, with the working group as it stands (art. 6, 7)."""

    title = "组织申报"
    people: ClassVar[frozenset[str]] = frozenset({"leaders", "deputies", "members"})
    leaders = Numbers(label="组长", required=False)
    deputies = Numbers(label="副组长", required=False)
    members = Numbers(label="成员", required=False)


class Reopened(Paper):
    """重新开放, by the registrar alone: the last day on which it is declared, and why (art. 7)."""

    title = "重新开放申报"
    until = forms.DateField(label="截止日期")
    why = words("理由")


class Summary(Paper):
    """汇总表 (annex 3), frozen by the digest of its ten columns."""

    title = "学分申请汇总表"
    digest = digest()
    total = sum_of_credits("审核学分合计")
    contact = line("联系方式", required=False)

    @classmethod
    def suggested(cls, s: Situation) -> Mapping[str, Any]:
        """The sheet that would be frozen now."""
        draft = rounds.draft_sheet(s)
        return {"digest": draft.digest, "total": draft.total}


class OfTheSheet(Paper):
    """What is said of the sheet that was frozen last, known by its digest."""

    digest = digest()

    @classmethod
    def suggested(cls, s: Situation) -> Mapping[str, Any]:
        """The sheet as it stands."""
        return {"digest": rounds.standing_sums(s).digest}


class Signed(OfTheSheet):
    """签字盖章 on the paper sheet: the digest that is printed on it (art. 7)."""

    title = "签字盖章"
    signature = yes("已签字")
    seal = yes("已盖章")


class Submitted(OfTheSheet):
    """报送: paper and Excel to the registrar (art. 7, annex 3)."""

    title = "报送教务处"
    copies = number("纸质份数")
    electronic = yes("已报送EXCEL电子版")


class SheetReturned(Paper):
    """退回: the paper and the data differ (art. 7, A-70)."""

    title = "退回学院"
    why = words("理由")


class Finalised(OfTheSheet):
    """终审: what the paper sheet says, as the registrar reads it (art. 7)."""

    title = "终审"
    digest = digest("纸质汇总表校验码")
    total = sum_of_credits("纸质汇总表学分合计")


class Published(Paper):
    """公布 of what was earned (art. 6)."""

    title = "公布学分取得情况"
    place = line("公布位置")


class Closed(Paper):
    """The round is over."""

    title = "结束申报轮次"
    note = line("说明", required=False)


class Inspected(Paper):
    """检查情况 of one unit (art. 12)."""

    title = "检查情况"
    unit_name = line("被检查单位")
    found = words("检查发现", required=False)
    careless = yes("审核不负责")


class Circular(Paper):
    """通报批评 of a careless unit (art. 12)."""

    title = "通报批评"
    unit_name = line("被通报单位")
    text = words("通报内容")


class GraduationList(Paper):
    """毕业审核: who of the class may graduate by their credits (art. 7, 9)."""

    title = "毕业班学分审核"
    people: ClassVar[frozenset[str]] = frozenset({"eligible", "short"})
    units: ClassVar[frozenset[str]] = frozenset({"unit"})
    unit = forms.IntegerField(label="班级编号", widget=forms.HiddenInput)
    class_name = line("班级")
    eligible = Numbers(label="已达最低学分", required=False)
    short = Numbers(label="未达最低学分", required=False)

    @classmethod
    def contradictions(cls, data: Mapping[str, Any]) -> Sequence[Problem]:
        """Somebody who is said to have reached the minimum and not to have."""
        both = " ".join(sorted({*data["eligible"]} & {*data["short"]}))
        return (Problem("short", "credits.listed_twice", {"numbers": both}),) if both else ()
