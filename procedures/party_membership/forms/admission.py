"""Papers of the admission meeting: roll, attendance, a candidate's agenda, resolution, referral."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from procedures.party_membership.forms.fields import Numbers, count, person, words
from procedures.party_membership.rules import known_admission as admission
from workflows.nodes import AgendaItems, Attended, Called, Kinds, Paper, Reached, Rolled
from workflows.rules.situation import Situation

#: why a full member is not counted among those entitled; all but the first need the consent of those above
UNCOUNTED = {
    "no_vote": "受留党察看处分，没有表决权",
    "unable": "因病不能表达本人意志",
    "abroad": "自费出国半年以上",
    "serving": "正在服刑",
    "bedridden": "年老体弱或长期生病、生活不能自理",
    "away": "外出半年以上，组织关系应转未转",
}
ABSENCES = {
    "leave": "请假",
    "practice": "实习、外出学习",
    "illness": "生病",
    "duty": "公务",
    "other": "其他",
}
ITEMS = {
    "candidate_report": "一、发展对象汇报",
    "introducers": "二、入党介绍人介绍并表明意见",
    "committee_report": "三、支委会报告审查情况",
    "discussion": "四、与会党员讨论",
    "candidate_response": "五、发展对象表态",
    "secret_ballot": "六、发票，无记名投票开始",
}
REPORT = (
    ("understanding", "对党的认识"),
    ("motive", "入党动机"),
    ("resume", "本人履历"),
    ("performance", "现实表现"),
    ("relations", "家庭和主要社会关系"),
    ("other", "需要说明的问题"),
)
REVIEWED = (
    ("political_review", "政治审查"),
    ("opinions", "征求党内外意见"),
    ("membership_form", "志愿书等材料审查"),
)


class BranchMeetingCall(Called):
    """A meeting of the branch is called."""

    code, title = "D23", "召开支部大会"


class BranchRoll(Rolled):
    """应到会名册: the full members of the branch who have a vote."""

    code, title = "D23", "应到会名册"
    people = frozenset({"entitled"})
    entitled = Numbers(label="应到会有表决权的正式党员", most=True)
    excluded = Kinds(UNCOUNTED, label="不计入应到会的正式党员", consent=[*UNCOUNTED][1:], required=False)


class BranchAttendance(Attended):
    """到会情况: who stayed away, and who sat in without a vote."""

    code, title = "D23", "到会情况"
    people = frozenset({"observers"})
    absent = Kinds(ABSENCES, label="缺席的人", required=False)
    observers = Numbers(label="列席的人", required=False, help_text="列席的人不投票，也不计入到会。")


class AdmissionAgenda(Reached):
    """D23 接收大会议程 of one candidate: what has been done so far; each part belongs to its item."""

    code, title = "D23", "接收大会议程"
    people = frozenset({"introducers_present", "introducers_written", "reporter"})
    private = frozenset({"discussion", "response"})
    items = AgendaItems(ITEMS)
    candidate_present = forms.BooleanField(label="一、发展对象到会", required=False)
    report = forms.MultipleChoiceField(
        label="一、本人汇报的内容", choices=REPORT, required=False, widget=forms.CheckboxSelectMultiple
    )
    introducers_present = Numbers(label="二、到会介绍的介绍人", required=False)
    introducers_written = Numbers(label="二、书面介绍的介绍人", required=False)
    reporter = person("三、代表支委会报告的人", required=False)
    reviewed = forms.MultipleChoiceField(
        label="三、支委会报告的内容", choices=REVIEWED, required=False, widget=forms.CheckboxSelectMultiple
    )
    speeches = count("四、讨论发言的人数", required=False)
    discussion = words("四、讨论情况")
    response = words("五、发展对象的表态", longest=1000)

    @classmethod
    def suggested(cls, s: Situation) -> Mapping[str, Any]:
        """The introducers who were named: they usually come."""
        return {"introducers_present": [*admission.introducers(s)]}


class Deferral(Paper):
    """The chair finds the meeting divided, and the branch committee agrees to put the ballot off."""

    code, title = "D23", "暂缓表决"
    private = frozenset({"ground"})
    ground = words("分歧的情况", required=True)
    committee_entitled = count("支委会应到", required=False)
    committee_approve = count("支委会同意暂缓的人数", required=False)


class Referral(Paper):
    """What the college committee decides on a candidate about whom the branch is divided."""

    title = "上级审议"
    private = frozenset({"ground"})
    decision = forms.ChoiceField(
        label="审议结果", choices=(("vote", "交回支部大会表决"), ("back", "退回，仍为发展对象"))
    )
    ground = words("审议意见", required=True)


class Resolution(Paper):
    """What a branch meeting resolved by ballot, with the numbers as they were counted."""

    due = count("应到会有表决权的人数", required=False)
    present = count("实到会有表决权的人数", required=False)
    written = count("有效书面意见", required=False)
    approve = count("赞成", required=False)
    oppose = count("不赞成", required=False)
    abstain = forms.IntegerField(
        label="弃权", min_value=0, required=False, help_text="含发出而没有收回的票。"
    )
    void = count("废票", required=False)
    passed_on = forms.DateField(label="通过决议的日期", required=False, help_text="即支部大会的日期。")
    signed = forms.BooleanField(label="支部书记已在决议上签名", required=False)
    in_form = forms.BooleanField(label="决议已写入志愿书", required=False)
    reported = forms.BooleanField(label="票决报告已填写并报学院党委", required=False)


class AdmissionResolution(Resolution):
    """D22 支部大会决议 and D24 接收预备党员票决情况报告, with the numbers as they were counted."""

    code, title = "D24", "大会决议与票决报告"
    private = frozenset({"performance"})
    field_order = ("performance",)
    performance = words("发展对象的主要表现")

    @classmethod
    def suggested(cls, s: Situation) -> Mapping[str, Any]:
        """The numbers and the day of the ballot that is reported."""
        totals = admission.totals(s)
        return totals._asdict() if totals else {}
