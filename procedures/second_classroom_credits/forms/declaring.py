"""What a student declares, with which evidence, and what an assessor says of a labour item (art. 7, 8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final

from django import forms

from procedures.second_classroom_credits.forms.fields import credit, day, line, number, year, yes
from workflows.nodes import Paper, Problem

SEMESTERS: Final = (("1", "第一学期"), ("2", "第二学期"))
BODIES: Final = (
    ("youth_league", "校团委"),
    ("college_youth_league", "分团委（团总支）书记"),
    ("sports_department", "体育部"),
)
KINDS: Final = (
    ("competition", "竞赛（活动）证明及获奖证书"),
    ("honour", "荣誉证书"),
    ("paper", "发表论文所载刊物"),
    ("patent", "专利证书"),
    ("research", "参与科研项目证明"),
    ("vocational", "职业资格证书"),
    ("practice", "社会实践证明"),
    ("exam", "考试（考级）成绩证明"),
    ("company", "公司营业执照"),
    ("arts_sport", "文体活动证书、奖牌"),
    ("completion", "结业证书"),
    ("branch_record", "支部记录"),
    ("volunteer_card", "志愿者证"),
    ("appointment", "任职证明"),
    ("appraisal", "考核证明"),
    ("activity_record", "活动记录"),
    ("sanction_register", "处分登记"),
    ("recognition", "主管部门认定"),
    ("enrolment", "入班证明"),
    ("participation", "参加证明"),
    ("attendance", "早操考勤"),
    ("roster", "代表队名单"),
    ("hours_log", "学时记录"),
)
DOCUMENTS: Final = (
    ("organiser_document", "主办单位文件"),
    ("organiser_certificate", "主办单位证书"),
    ("conclusion_certificate", "管理单位的结题证明"),
    ("published_issue", "正式出版的刊物"),
    ("granted_certificate", "正式授权证书"),
    ("other_document", "其他材料"),
)
FORMS: Final = (("original", "原件"), ("copy", "复印件"))
RESULTS: Final = (("excellent", "优秀"), ("qualified", "合格"), ("unqualified", "不合格"))


class Claim(Paper):
    """One item of one student: a row of the scoring table, and what makes it countable."""

    year = year()
    semester = forms.ChoiceField(label="学期", choices=SEMESTERS)
    row = line("评分项编号", longest=10)
    level = line("获奖等级", required=False, longest=40)
    content = line("项目内容")
    times = number("次数", least=1, required=False)
    claimed = credit("申请学分")
    project = line("所属项目", required=False)
    contest = line("赛事名称", required=False)
    certificate = line("证书编号", required=False)
    listed_as = line("收录数据库或知识产权种类", required=False, longest=40)
    held_on = day("活动日期")
    started_on = day("开始日期")
    ended_on = day("结束日期")
    score = number("成绩", required=False)
    minutes = number("分钟数", required=False)
    off_campus = yes("校外活动")
    consent_on = day("同意日期")
    consent_by = forms.ChoiceField(label="同意的部门", choices=BODIES, required=False)
    insured = yes("已购买意外险")
    affiliation = line("署名单位", required=False)
    audience = yes("以观众身份参加")
    duty = yes("属职务职责范围")
    separate_duty = yes("职务以外的文艺工作")
    order = number("作者排序", least=1, required=False)
    members = number("团队人数", least=1, required=False)
    truthful = yes("本人承诺材料真实有效")

    @classmethod
    def contradictions(cls, data: Mapping[str, Any]) -> Sequence[Problem]:
        """What began later than it ended."""
        begun, ended = data["started_on"], data["ended_on"]
        if not (begun and ended and begun > ended):
            return ()
        return (Problem("ended_on", "credits.ends_first", {"started_on": begun, "ended_on": ended}),)


class Declaration(Claim):
    """网上填报 (art. 7)."""

    title = "学分申报"


class Correction(Claim):
    """补正: the item as it should have been declared; what it was first handed in for stays."""

    title = "补正申报"


class Evidence(Paper):
    """证明材料 (art. 8); the files themselves are handed in with the act.

    ``document`` says what the files are where a document of one kind decides (annex 2, S002 req. 1 to 3).
    """

    title = "证明材料"
    kinds = forms.MultipleChoiceField(label="材料种类", choices=KINDS)
    form = forms.ChoiceField(label="原件或复印件", choices=FORMS)
    document = forms.ChoiceField(label="依据的文件", choices=DOCUMENTS, required=False)


class Assessment(Paper):
    """考核 of a labour item (annex 2, S005 req. 2 and 3)."""

    title = "劳动考核"
    derived: ClassVar[Mapping[str, str]] = {}
    result = forms.ChoiceField(label="考核结果", choices=RESULTS)
    minutes = number("劳动分钟数", required=False)
    note = line("说明", required=False)
