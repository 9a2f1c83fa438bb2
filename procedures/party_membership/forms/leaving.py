"""Papers by which a case is left, suspended or sent another way."""

from __future__ import annotations

from django import forms

from procedures.party_membership.forms.fields import words
from workflows.nodes import Paper

HANDED_OVER = (
    ("application", "入党申请书"),
    ("activist_form", "积极分子考察表"),
    ("thought_reports", "思想汇报"),
    ("training_certificate", "积极分子培训结业证"),
)


class Handover(Paper):
    """D12 离校移交清单."""

    code, title = "D12", "离校移交清单"
    kinds = forms.MultipleChoiceField(
        label="必须移交的四类材料",
        choices=HANDED_OVER,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="积极分子四类都要移交。",
    )
    papers = words("移交材料", required=True)
    receiver = forms.CharField(label="接收单位", max_length=120)
    receipt = forms.CharField(label="回执编号", max_length=60, required=False)


class TransferOut(Paper):
    """A candidate or a probationary member goes to another unit; the papers go along."""

    code, title = "D12", "组织关系转出"
    receiver = forms.CharField(label="接收单位党组织", max_length=120)
    papers = words("移交材料", required=True)
    receipt = forms.CharField(label="回执编号", max_length=60, required=False)


class Statement(Paper):
    """A written ground."""

    title = "情况说明"
    private = frozenset({"ground"})
    ground = words("理由", required=True)
