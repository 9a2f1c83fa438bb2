"""What the school knows of a student that blocks or counts: sanctions, dormitory, card entries, forgery."""

from __future__ import annotations

from typing import Final

from django import forms

from procedures.second_classroom_credits.forms.fields import day, line, number, year
from workflows.nodes import Paper

EVIDENCE: Final = "document"
LEVELS: Final = (
    ("oral", "口头批评"),
    ("warning", "警告"),
    ("serious_warning", "严重警告"),
    ("demerit", "记过"),
    ("probation", "留校察看"),
    ("expulsion", "开除学籍"),
)
RATINGS: Final = (("excellent", "优秀"), ("qualified", "合格"), ("unsatisfactory", "不合格"))


class Sanction(Paper):
    """处分; its legal date is the day it was given (annex 2, S001 req. 2)."""

    title = "登记处分"
    level = forms.ChoiceField(label="处分等级", choices=LEVELS)
    lifted_on = day("解除日期")
    document = line("文号", required=False)


class Dormitory(Paper):
    """宿舍年度考核 (annex 2, S005 req. 2)."""

    title = "登记宿舍年度考核"
    year = year()
    rating = forms.ChoiceField(label="考核结果", choices=RATINGS)
    document = line("依据文件", required=False)


class CardCount(Paper):
    """志愿者证登记 of a year (annex 2, S001 req. 3)."""

    title = "登记志愿服务次数"
    year = year()
    times = number("登记次数")
    document = line("志愿者证编号", required=False)


class Forgery(Paper):
    """弄虚作假, proven (art. 8 and 12)."""

    title = "登记弄虚作假"
    year = year()
    item = number("申报编号", least=1)
    document = line("处理文号", required=False)
