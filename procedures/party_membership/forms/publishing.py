"""Papers of the notice before admission: D20 as it hangs, and D21, the ledger that ends it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from procedures.party_membership.forms import roster
from procedures.party_membership.forms.fields import words
from procedures.party_membership.forms.notices import CHANNELS
from workflows.nodes import Paper
from workflows.rules.situation import Situation


class CandidateNotice(Paper):
    """D20 发展对象公示 as it is hung: where, and where and when views are received."""

    code, title = "D20", "发展对象公示"
    private = frozenset({"phone", "contact_person"})
    channels = forms.MultipleChoiceField(
        label="当天张贴的渠道", choices=CHANNELS, required=False, widget=forms.CheckboxSelectMultiple
    )
    feedback_from = forms.DateField(label="受理意见自", required=False)
    feedback_to = forms.DateField(label="受理意见至", required=False, help_text="不早于公示最后一天。")
    phone = forms.CharField(label="联系电话", max_length=60, required=False)
    contact_person = forms.CharField(label="联系人", max_length=60, required=False)


class CandidateShown(CandidateNotice):
    """D20 发展对象学生基本情况公示表 of one candidate; dates, marks and awards come from the record.

    There is no place for anything that article 20 does not list.
    """

    title = "发展对象基本情况公示表"
    private = frozenset(
        {"phone", "contact_person", "sex", "birth_month", "native_place", "education", "unit_post"}
    )
    sex = forms.ChoiceField(
        label="性别", choices=(("", "请选择"), ("男", "男"), ("女", "女")), required=False
    )
    birth_month = forms.RegexField(
        r"^\d{4}-(0[1-9]|1[0-2])$", label="出生年月", required=False, help_text="例如 2005-05"
    )
    native_place = forms.CharField(label="籍贯", max_length=60, required=False)
    education = forms.CharField(label="文化程度", max_length=60, required=False)
    unit_post = forms.CharField(label="所在单位及职务", max_length=120, required=False)
    planned_month = forms.RegexField(
        r"^\d{4}-(0[1-9]|1[0-2])$",
        label="计划发展时间",
        required=False,
        help_text="写到月，例如 2026-01；不早于公示期满次日。",
    )
    awards_checked = forms.BooleanField(label="近三年校级及以上奖惩已核对，没有的写“无”", required=False)

    @classmethod
    def suggested(cls, s: Situation) -> Mapping[str, Any]:
        """Who the candidate is, by the roster."""
        known = roster.shown(s.subject)
        return {**known, "sex": roster.SEXES.get(known["sex"], "")}


class NoticeLedger(Paper):
    """D21 公示台账: what was said and how it was handled, when a notice ends."""

    code, title = "D21", "公示台账"
    private = frozenset({"issues", "handling"})
    issues = words("群众反映的问题", longest=1000)
    handling = words("调查处理情况", longest=1000)
    form_filled = forms.BooleanField(label="公示情况已填入《发展对象学生基本情况公示表》", required=False)
