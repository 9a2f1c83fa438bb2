"""Papers of the membership form: who introduces, the form and its draft, what the introducers write."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django import forms

from procedures.party_membership.forms.fields import Numbers, count, words
from procedures.party_membership.roles import FULL_MEMBER, PARTY_TREE
from workflows.nodes import Paper, QuarterField
from workflows.rules.canonical import digest
from workflows.rules.situation import Situation

DUTIES = (
    ("explain", "解释党的纲领、章程和党员条件"),
    ("report", "了解情况并如实汇报"),
    ("guide", "指导填写志愿书"),
)
CHECKS = (("accurate", "表述准确"), ("neat", "整洁工整"), ("no_errors", "没有错别字"))
NO_WORDS = re.compile(r"[\W_]+")
#: enough of a digest to tell two opinions apart, too little to find a text by
MARK = 8


class Introducers(Paper):
    """Who introduces the candidate, and what of the two the roster does not know."""

    code, title = "D22", "确定入党介绍人"
    people = frozenset({"introducers"})
    offered = MappingProxyType({"introducers": (PARTY_TREE, FULL_MEMBER)})
    introducers = Numbers(label="入党介绍人", help_text="两名正式党员，一般是培养联系人。")
    elsewhere = forms.ChoiceField(
        label="组织关系与党员档案",
        choices=(
            ("none", "两人的都在本校"),
            ("one", "有人只有一项在本校"),
            ("both", "有人两项都不在本校"),
        ),
    )
    on_probation = forms.BooleanField(label="其中有人受留党察看处分，尚未恢复党员权利", required=False)


class FormIssue(Paper):
    """D22 入党志愿书 is handed out, after the secretary has explained how it is filled in."""

    code, title = "D22", "领取入党志愿书"
    apart = frozenset({"number"})
    number = forms.CharField(label="志愿书编号", max_length=40)
    briefed = forms.BooleanField(label="支部书记已讲清填写要求", required=False)


class FormDraft(Paper):
    """The draft of the form, one version of it."""

    code, title = "D22", "志愿书草稿"
    private = frozenset({"remark"})
    remark = words("草稿说明", longest=400)


class DraftReview(Paper):
    """What the branch or the organiser says of the draft."""

    code, title = "D22", "审查志愿书草稿"
    private = frozenset({"opinion"})
    outcome = forms.ChoiceField(
        label="审查结果", choices=(("approved", "同意正式填写"), ("returned", "退回修改"))
    )
    opinion = words("修改意见")


class FilledForm(Paper):
    """D22 as it was filled in; a form that was spoiled is listed by its number and another is used."""

    code, title = "D22", "正式填写志愿书"
    apart = frozenset({"corrections", "sealed", "spoiled"})
    number = forms.CharField(label="填好的志愿书编号", max_length=40)
    checks = forms.MultipleChoiceField(
        label="支部核对", choices=CHECKS, required=False, widget=forms.CheckboxSelectMultiple
    )
    corrections = count("涂改处", required=False)
    sealed = forms.BooleanField(label="涂改处都已更正签章", required=False)
    spoiled = forms.CharField(
        label="作废的志愿书编号", max_length=200, required=False, help_text="几份之间用顿号隔开。"
    )

    @classmethod
    def suggested(cls, s: Situation) -> Mapping[str, Any]:
        """The number of the form that was handed out."""
        issued = s.facts.latest("membership_form")
        return {"number": issued.data["number"]} if issued else {}


class IntroducerOpinion(Paper):
    """What one introducer writes in the form. Its mark tells an opinion that was copied from the other's."""

    code, title = "D22", "入党介绍人意见"
    private = frozenset({"opinion"})
    apart = frozenset({"view"})
    duties = forms.MultipleChoiceField(
        label="已做的工作", choices=DUTIES, required=False, widget=forms.CheckboxSelectMultiple
    )
    view = forms.ChoiceField(label="意见", choices=(("agree", "同意入党"), ("disagree", "不同意入党")))
    opinion = words("写入志愿书的意见", required=True)

    @classmethod
    def derive(cls, data: Mapping[str, Any]) -> Mapping[str, Any]:
        """The mark of the opinion, which stands when the opinion is erased."""
        return {"mark": digest(NO_WORDS.sub("", data["opinion"]))[:MARK]}


class IntroducerHelp(Paper):
    """How an introducer went on to educate the probationary member in a quarter."""

    code, title = "D28", "介绍人继续教育帮助"
    private = frozenset({"content"})
    quarter = QuarterField(label="季度")
    content = words("教育帮助情况", required=True)
