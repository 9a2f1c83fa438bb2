"""The register of a student, which rules read of every item: sanctions, dormitory, card, forgery."""

from __future__ import annotations

from procedures.second_classroom_credits import forms, roles
from procedures.second_classroom_credits.flows.words import REGISTER
from procedures.second_classroom_credits.forms.registering import EVIDENCE
from workflows.nodes import MatterAct, RecordAct, RecordType

BY = (roles.STUDENT_AFFAIRS, roles.COUNSELLOR)


class StudentRegister(RecordType):
    """学生登记 of one student, kept by the counsellors and the student affairs department."""

    family, name, title = REGISTER, "student", "学生登记"
    keepers = BY
    readers = (roles.REGISTRAR, *roles.WORKING_GROUP)

    open = MatterAct(title="建立学生登记", by=BY, opens=True)
    sanction = RecordAct(
        forms.Sanction,
        title="登记处分",
        by=(roles.STUDENT_AFFAIRS,),
        keep="on+level",
        evidence=EVIDENCE,
        day="作出日期",
    ).Cite("annex-2.S001-2")
    dormitory = RecordAct(
        forms.Dormitory, title="登记宿舍年度考核", by=BY, keep="year", evidence=EVIDENCE, day="考核日期"
    ).Cite("annex-2.S005-2")
    card = RecordAct(
        forms.CardCount, title="登记志愿服务次数", by=BY, keep="year", evidence=EVIDENCE, day="核对日期"
    ).Cite("annex-2.S001-3")
    forgery = RecordAct(
        forms.Forgery,
        title="登记弄虚作假",
        by=(roles.STUDENT_AFFAIRS,),
        keep="item",
        evidence=EVIDENCE,
        day="认定日期",
    ).Cite("8", "12")
