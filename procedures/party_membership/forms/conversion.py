"""Papers of a conversion: application, the branch's view, notice, proposal, resolution, approval, archive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from procedures.party_membership.forms import roster
from procedures.party_membership.forms.admission import Resolution
from procedures.party_membership.forms.fields import count, words
from procedures.party_membership.forms.notices import CHANNELS
from procedures.party_membership.forms.numbers import impossible
from procedures.party_membership.rules import converting
from procedures.party_membership.rules import known_admission as admission
from procedures.party_membership.rules import known_probation as probation
from workflows.nodes import AgendaItems, Paper, Problem, Reached
from workflows.rules.situation import Situation

MOTIONS = (("convert", "按期转正"), ("extend", "延长预备期"), ("cancel", "取消预备党员资格"))
ITEMS = {
    "member_report": "预备党员汇报",
    "committee_intro": "支委会介绍",
    "discussion": "与会党员讨论并表态",
    "secret_ballot": "发票，无记名投票开始",
}
REVIEWED = (
    ("performance", "预备期表现"),
    ("opinions", "征求意见情况"),
    ("publicity", "公示情况"),
)
ARCHIVE = (
    ("membership_form", "入党志愿书"),
    ("application", "入党申请书"),
    ("conversion_application", "转正申请报告"),
    ("activist_form", "积极分子考察表"),
    ("probation_form", "预备党员考察表"),
    ("political_review", "政治审查材料"),
    ("key_thought_reports", "重要的思想汇报"),
)


class ConversionApplication(Paper):
    """D30 转正申请报告, signed by the member."""

    code, title = "D30", "转正申请报告"
    private = frozenset({"text"})
    signature = forms.ChoiceField(
        label="报告",
        choices=(("signed_original", "本人签名的书面报告"), ("unsigned", "没有签名")),
    )
    text = words("报告摘要")


class ConversionOpinion(Paper):
    """D31 支部初步意见: who was heard, how the year went, what the branch thinks, and the marks."""

    code, title = "D31", "支部初步意见"
    private = frozenset({"opinions", "performance", "preliminary_view", "grade_ground"})
    opinions = words("党内外师生的意见")
    performance = words("预备期表现")
    preliminary_view = words("初步意见")
    grades = forms.ChoiceField(
        label="学习成绩优秀", choices=(("attested", "已核验"), ("not_attested", "不符合或没有核验"))
    )
    grade_ground = words("核验依据", longest=1000)


class ConversionNotice(Paper):
    """D32 转正公示 as it is hung: where, and when and with whom comments are taken."""

    code, title = "D32", "转正公示"
    private = frozenset({"phone", "contact_person"})
    feedback_until = forms.DateField(label="受理意见至", required=False)
    phone = forms.CharField(label="受理电话", max_length=60, required=False)
    contact_person = forms.CharField(label="受理联系人", max_length=60, required=False)
    channels = forms.MultipleChoiceField(
        label="当天张贴的渠道", choices=CHANNELS, required=False, widget=forms.CheckboxSelectMultiple
    )


class MemberNotice(ConversionNotice):
    """What the conversion notice says of one member: the fields of its article, and no other."""

    title = "公示人选"
    private = frozenset(
        {
            *("phone", "contact_person", "name", "sex", "ethnicity", "native_place", "birth_month"),
            *("unit_post", "ranking", "appraisal", "awards"),
        }
    )
    name = forms.CharField(label="姓名", max_length=60, required=False)
    sex = forms.ChoiceField(
        label="性别", choices=(("", "没有填写"), ("male", "男"), ("female", "女")), required=False
    )
    ethnicity = forms.CharField(label="民族", max_length=40, required=False)
    native_place = forms.CharField(label="籍贯", max_length=80, required=False)
    birth_month = forms.RegexField(
        r"^\d{4}-(0[1-9]|1[0-2])$", label="出生年月", required=False, help_text="例如 2005-05"
    )
    unit_post = forms.CharField(label="单位及职务", max_length=120, required=False)
    probationary_date = forms.DateField(label="成为预备党员时间", required=False)
    kind = forms.ChoiceField(label="身份", choices=(("student", "学生"), ("staff", "教工")))
    ranking = forms.CharField(label="预备期测评排名", max_length=200, required=False, help_text="学生填写。")
    appraisal = forms.CharField(label="考核情况", max_length=200, required=False, help_text="教工填写。")
    awards = forms.CharField(label="预备期获奖", max_length=400, required=False, help_text="没有的写“无”。")

    @classmethod
    def suggested(cls, s: Situation) -> Mapping[str, Any]:
        """Who the member is, by the roster, since when the probation runs, and what was reached in it."""
        return {
            **roster.shown(s.subject),
            "probationary_date": probation.began_on(s),
            "ranking": _ranked(s),
            "awards": "、".join(converting.honours(s, s.edition["conversion.honours_min"])) or "无",
        }


def _ranked(s: Situation) -> str:
    """The place of the last year whose result was made known in the probation."""
    year = converting.last_year(s)
    rank, size = converting.rank_of(year) if year else (None, None)
    return f"{year.data['year']}学年第{rank}名，共{size}人" if year and rank and size else ""


class NoticeOutcome(Paper):
    """D33 预备党员基本情况公示表: how the notice ended."""

    code, title = "D33", "公示情况"
    result = forms.CharField(label="公示情况", max_length=400, help_text="没有意见的写“无”。")


class ConversionProposal(Paper):
    """What the branch committee asks the meeting for; an extension names its months."""

    title = "支委会提案"
    motions = forms.MultipleChoiceField(
        label="依次付表决的提案",
        choices=MOTIONS,
        widget=forms.CheckboxSelectMultiple,
        help_text="前一项没有通过，才表决后一项。",
    )
    months = forms.IntegerField(
        label="延长的月数", min_value=0, required=False, help_text="提请延长预备期的才填写。"
    )

    @classmethod
    def contradictions(cls, data: Mapping[str, Any]) -> Sequence[Problem]:
        """Months belong to an extension, and an extension to months."""
        fits = ("extend" in data["motions"]) == bool(data["months"])
        return () if fits else (Problem("months", "proposal.months", {}),)


class ConversionAgenda(Reached):
    """D37 转正大会议程 of one member: what has been done so far; each part belongs to its item."""

    code, title = "D37", "转正大会议程"
    private = frozenset({"discussion"})
    items = AgendaItems(ITEMS)
    reviewed = forms.MultipleChoiceField(
        label="支委会介绍的内容", choices=REVIEWED, required=False, widget=forms.CheckboxSelectMultiple
    )
    discussion = words("讨论与表态情况")


class ConversionResolution(Resolution):
    """D22 转正决议 and D38 票决情况报告, with the numbers as they were counted."""

    code, title = "D38", "转正决议与票决报告"
    private = frozenset({"merits", "faults"})
    field_order = ("merits", "faults")
    merits = words("主要优点")
    faults = words("主要缺点")

    @classmethod
    def suggested(cls, s: Situation) -> Mapping[str, Any]:
        """The numbers and the day of the ballot that is reported."""
        totals = admission.totals_of(probation.ballot(s))
        return totals._asdict() if totals else {}


class ConversionReferral(Paper):
    """What the college committee says where the branch carried none of its motions."""

    title = "各项提案均未通过，上级审议"
    private = frozenset({"ground"})
    ground = words("审议意见", required=True)


class ConversionApproval(Paper):
    """D22 学院党委审批意见 on one conversion, and the numbers it was decided by."""

    code, title = "D22", "学院党委审批转正"
    private = frozenset({"opinion"})
    apart = frozenset({"approve", "oppose", "abstain"})
    outcome = forms.ChoiceField(
        label="审批结果", choices=(("approved", "批准大会的决议"), ("returned", "退回支部"))
    )
    way = forms.ChoiceField(
        label="研究的方式",
        choices=(("meeting", "党委会"), ("video", "视频会议"), ("circulation", "传签")),
    )
    together = count("同一次表决的人数")
    entitled = count("应到委员")
    present = count("实到委员")
    approve = count("同意")
    oppose = count("不同意")
    abstain = count("弃权")
    opinion = words("审批意见")

    @classmethod
    def suggested(cls, s: Situation) -> Mapping[str, Any]:
        """Each conversion is decided on by itself."""
        return {"together": 1}

    @classmethod
    def contradictions(cls, data: Mapping[str, Any]) -> Sequence[Problem]:
        """No more come than are entitled, and each who came is counted once."""
        return impossible(data)


class ConversionFiling(Paper):
    """The university's organisation department has an approved conversion on file."""

    code, title = "D39", "转正备案"
    receipt = forms.CharField(label="组织部备案编号", max_length=80)


class ConversionAnnouncement(Paper):
    """D39 审批结果: told to the member, and announced at a meeting of the members on the day of the act."""

    code, title = "D39", "通知本人并宣布"
    told_on = forms.DateField(label="通知本人日期")
    place = forms.CharField(label="宣布的党员大会", max_length=120)


class Archiving(Paper):
    """D40 归档目录: seven kinds of papers, where they are kept, and the receipt."""

    code, title = "D40", "材料归档"
    papers = forms.MultipleChoiceField(
        label="归档的材料", choices=ARCHIVE, required=False, widget=forms.CheckboxSelectMultiple
    )
    personal_file = forms.ChoiceField(
        label="本人有无人事档案", choices=(("yes", "有（学生档案视同）"), ("no", "没有，另建党员档案"))
    )
    holder = forms.ChoiceField(
        label="保存单位",
        choices=(("personnel_office", "人事或学生档案部门"), ("college_committee", "学院党委")),
    )
    receipt = forms.CharField(label="移交回执编号", max_length=80, required=False)
