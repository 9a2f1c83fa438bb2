"""What the invented papers of admissions, probations and conversions say."""

from __future__ import annotations

from datetime import date
from typing import Any

from procedures.party_membership import forms
from workflows.models import Person

INTRODUCERS: dict[str, Any] = {"elsewhere": "none", "on_probation": False}
FILLED: dict[str, Any] = {"checks": ["accurate", "neat", "no_errors"]}
INTRODUCER: dict[str, Any] = {"duties": ["explain", "report", "guide"], "view": "agree"}
OPINIONS = (
    "两年来看着他从不敢发言到主动讲党课，思想上成熟了许多，我愿意介绍他入党。",
    "学习踏实，待人诚恳，遇到分歧能先听别人讲完；同意介绍入党。",
)
RESOLUTION: dict[str, Any] = {
    "performance": "政治立场坚定，学习成绩优秀，担任班级工作尽责，群众基础好。",
    "signed": True,
    "in_form": True,
    "reported": True,
}
ORGANISER_TALK = {
    "content": "谈入党动机和对党的纲领的认识，介绍了党员的权利和义务。",
    "problem": "none",
    "view": "agree",
    "opinion": "入党动机端正，对党的认识比较全面，同意入党。",
}
COMMITTEE_VOTE: dict[str, Any] = {
    "way": "meeting",
    "together": 1,
    "entitled": 7,
    "present": 6,
    "approve": 6,
    "oppose": 0,
    "abstain": 0,
}
APPROVAL: dict[str, Any] = {**COMMITTEE_VOTE, "seals": ["head_signature", "head_seal", "committee_seal"]}
#: what a meeting's agenda of one candidate holds, beside who introduced and who reported
ADMISSION_AGENDA: dict[str, Any] = {
    "items": [*forms.AdmissionAgenda.agenda()],
    "candidate_present": True,
    "report": ["understanding", "motive", "resume", "performance", "relations", "other"],
    "introducers_written": [],
    "reviewed": ["political_review", "opinions", "membership_form"],
    "speeches": 3,
    "discussion": "三人发言，肯定其学习和服务，建议多接触基层。",
    "response": "感谢同志们的意见，今后在实践中改进。",
}
CONVERSION_AGENDA: dict[str, Any] = {
    "items": [*forms.ConversionAgenda.agenda()],
    "reviewed": ["performance", "opinions", "publicity"],
    "discussion": "两人发言，均同意按期转正。",
}
# ── The year of probation ──
NEW_MEMBER_TALK: dict[str, Any] = {
    "points": ["approval_date", "probation_period", "branch", "rights_duties", "activities", "dues"],
    "content": "逐项讲明，本人表示按要求做到。",
}
REPORT = {"thought": "按时参加组织生活，带头学习。", "study": "成绩稳定。", "work": "负责实验室安全。"}
ANALYSIS = {"problem": "none", "analysis": "表现稳定，起到了带头作用。", "opinion": "继续考察。"}
HELP = "每月谈一次心，一起走访了社区。"
EDUCATION: dict[str, Any] = {"topic": "集体学习党章和党员权利保障条例", "hours": 16}
REEDUCATION = {"result": "completed"}
# ── The conversion ──
APPLICATION = {"signature": "signed_original", "text": "预备期将满，申请按期转为正式党员。"}
VIEW: dict[str, Any] = {
    "opinions": "任课教师和同学评价良好，没有不同意见。",
    "performance": "履行预备党员义务，完成支部交办的工作。",
    "preliminary_view": "符合转正条件，建议按期转正。",
    "grades": "attested",
    "grade_ground": "教务成绩单，预备期内没有不及格",
}
CONVERTED: dict[str, Any] = {
    "merits": "学习刻苦，工作主动。",
    "faults": "理论学习的系统性还不够。",
    "signed": True,
    "in_form": True,
    "reported": True,
}
SESSION: dict[str, Any] = {
    "statement": ["thought", "work", "study", "other"],
    "questions": ["belief", "knowledge", "performance"],
    "method": "secret",
    "panel_size": 5,
    "excellent": 4,
    "good": 1,
    "fair": 0,
    "poor": 0,
    "activists": 3,
    "representatives": 2,
}
DEFENDED = "陈述真实，回答切题；评议优秀四票、良好一票，供支部大会参考。"
ARCHIVED: dict[str, Any] = {
    "papers": [word for word, _label in forms.conversion.ARCHIVE],
    "personal_file": "yes",
    "holder": "personnel_office",
}


def member_shown(person: Person, since: date) -> dict[str, Any]:
    """What the notice of a conversion says of somebody, from the roster."""
    details = person.details
    return {
        "name": person.name,
        "sex": details.get("sex", ""),
        "ethnicity": details.get("ethnicity", ""),
        "native_place": details.get("native_place", ""),
        "birth_month": f"{person.born_on:%Y-%m}" if person.born_on else "",
        "unit_post": f"{details.get('grade', '')}级{details.get('major', '')}，学生",
        "probationary_date": since,
        "kind": "student",
        "ranking": "综合测评前百分之十五",
        "awards": "校三好学生",
    }
