"""Papers of chapter 7: what a branch and a college keep, who answers for a breach, who reads the files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from procedures.party_membership.forms.fields import Numbers, count, person, words
from workflows.nodes import Paper
from workflows.nodes.papers import Problem

ITEMS = (
    ("agenda", "纳入支部工作议程"),
    ("responsibility", "落实工作责任制"),
    ("report", "列入述职内容"),
    ("appraisal", "列入评议内容"),
    ("assessment", "列入考核内容"),
    ("openness", "列入党务公开"),
)
SOURCES = (
    ("cultivation", "没有按要求培养教育积极分子"),
    ("untruthful", "介绍人、联系人没有如实汇报"),
    ("careless", "党小组推荐不慎重"),
    ("procedure", "违反规定的制度和程序"),
)
#: the steps at which a breach can lie, with the body that answers for each
STEPS = (
    ("check", "支部审查与建档", "branch"),
    ("first_talk", "首次谈话", "branch"),
    ("recommendation", "团支部推优", "league_branch"),
    ("recommendation_notice", "推优公示", "college_league"),
    ("activist_decision", "研究确定积极分子", "branch"),
    ("contact_opinion", "培养联系人考察意见", "contact"),
    ("forum", "听取意见（座谈会）", "branch"),
    ("group_opinion", "党小组意见", "party_group"),
    ("listing", "研究确定发展对象", "branch"),
    ("listing_filing", "发展对象备案", "college_committee"),
    ("political_review", "政治审查", "branch"),
    ("pre_review", "学院党委预审", "college_committee"),
    ("candidate_notice", "发展对象公示", "college_committee"),
    ("organisation_review", "组织部审查", "university_org"),
    ("membership_form", "领取志愿书", "branch"),
    ("introducer_opinion", "填写介绍人意见", "introducer"),
    ("admission_meeting", "接收预备党员票决", "branch"),
    ("admission_resolution", "大会决议与票决报告", "branch"),
    ("organiser_talk", "审批前谈话", "college_committee"),
    ("college_approval", "学院党委审批接收", "college_committee"),
    ("university_approval", "校党委审批", "university_committee"),
    ("probation_analysis", "季度分析", "branch"),
    ("conversion_notice", "转正公示", "college_committee"),
    ("defence_session", "答辩评审", "college_committee"),
    ("conversion_meeting", "转正票决", "branch"),
    ("conversion_approval", "学院党委审批转正", "college_committee"),
    ("archiving", "材料归档", "college_committee"),
)
MEASURES = (("criticism", "批评教育"), ("admonition", "诫勉"), ("rectification", "限期整改"))
SCOPES = (("none", "不通报"), ("branch", "支部内"), ("college", "学院内"), ("university", "全校"))


class BranchYear(Paper):
    """What a branch did in a year so that development is everybody's business."""

    title = "支部年度责任清单"
    private = frozenset({"summary"})
    year = forms.IntegerField(label="年度", min_value=2000, max_value=2200)
    items = forms.MultipleChoiceField(
        label="发展党员工作已落实的", choices=ITEMS, required=False, widget=forms.CheckboxSelectMultiple
    )
    summary = words("说明")


class OrganiserReview(Paper):
    """How many organisers a college has, and how they were trained."""

    title = "组织员队伍"
    full_time = count("专职组织员人数")
    part_time = count("兼职组织员人数")
    training = words("培训情况")


class Clue(Paper):
    """D41 责任追究记录: where something went wrong, and what was found."""

    code, title = "D41", "追责线索"
    private = frozenset({"finding"})
    people = frozenset({"owners"})
    source = forms.ChoiceField(label="情形", choices=SOURCES)
    step = forms.ChoiceField(label="出错的环节", choices=[(name, label) for name, label, _ in STEPS])
    rule = forms.CharField(
        label="违反的规则编号",
        max_length=40,
        required=False,
        help_text="例如 PM-18-1；只有查实违反硬性规则，才可以启动不予承认。",
    )
    owners = Numbers(label="责任人", required=False, help_text="能落实到人的写人；责任单位由环节确定。")
    result = forms.ChoiceField(label="核查结果", choices=(("found", "查实"), ("unfounded", "没有查实")))
    finding = words("核查情况", required=True)


class Liability(Paper):
    """D41 责任追究记录: what was decided, with which measures, and what goes further up."""

    code, title = "D41", "责任认定与措施"
    private = frozenset({"ground"})
    people = frozenset({"owners"})
    owners = Numbers(label="责任人", required=False)
    measures = forms.MultipleChoiceField(
        label="措施", choices=MEASURES, required=False, widget=forms.CheckboxSelectMultiple
    )
    rectify_by = forms.DateField(label="整改期限", required=False)
    circular = forms.ChoiceField(label="通报范围", choices=SCOPES)
    discipline = forms.BooleanField(
        label="违反党纪，移送校纪委", required=False, help_text="移送后本办件锁定，由学院党委恢复。"
    )
    referral = forms.CharField(label="移送文号", max_length=80, required=False)
    ground = words("认定的事实和理由", required=True)

    @classmethod
    def contradictions(cls, data: Mapping[str, Any]) -> Sequence[Problem]:
        """A rectification has its term, a referral its number; and something is decided."""
        found = []
        if ("rectification" in data["measures"]) != bool(data["rectify_by"]):
            found.append(Problem("rectify_by", "liability.term", {}))
        if data["discipline"] != bool(data["referral"].strip()):
            found.append(Problem("referral", "liability.referral", {}))
        if not data["measures"] and not data["discipline"]:
            found.append(Problem("measures", "liability.no_measure", {}))
        return found


class Rectified(Paper):
    """D41 责任追究记录: what became of a rectification."""

    code, title = "D41", "整改结果"
    private = frozenset({"report"})
    done = forms.ChoiceField(label="整改结果", choices=(("done", "已整改到位"), ("not_done", "没有整改到位")))
    report = words("整改情况", required=True)


class Nullity(Paper):
    """A membership that was come by in breach of the rules is not recognised."""

    code, title = "D41", "党员资格不予承认"
    private = frozenset({"ground"})
    reference = forms.CharField(label="决定文号", max_length=80)
    ground = words("事实和理由", required=True)


class Consultation(Paper):
    """Who reads a case that was filed away, to what purpose, until when."""

    code, title = "D02", "调阅登记"
    private = frozenset({"purpose"})
    people = frozenset({"reader"})
    reader = person("调阅人")
    purpose = words("调阅事由", longest=400, required=True)
    until = forms.DateField(label="调阅到哪一天为止")
