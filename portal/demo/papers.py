"""What the invented papers say."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from workflows.models import Person

WEEK = timedelta(weeks=1)
TALK = {
    "motive": "想成为能在关键时刻站出来的人；愿意先从身边的小事做起。",
    "thought_work_study": "关心时事，坚持读报；担任实验小组组长；学习踏实，专业课名列前茅。",
    "experience": "本地中学毕业，曾在社区图书室做志愿者两年。",
    "family": "父母务农，家庭和睦。",
    "merits": "做事认真，乐于帮助同学。",
    "shortcomings": "当众讲话不够大胆，时间安排有时过满。",
    "direction": "多参加班级公共事务，学会分清轻重缓急。",
}
OPINION = {
    "thought_overall": "学习理论主动，参加支部活动全勤，能带动同组同学。",
    "shortcomings": "理论联系专业实际还不够深入。",
    "direction": "结合实验室安全宣讲，把学到的讲给别人听。",
    "introduce": "讲解党章第一章，一起读了两篇党史材料。",
    "observe_guide": "每月面谈一次，看实验记录和值班情况。",
    "report_to_branch": "每季度向支部书记口头报告一次。",
}
REPORT = {
    "thought": "读了三本书，最有感触的是老一辈科技工作者的选择。",
    "study": "期中成绩有进步，实验报告被选作范例。",
    "work": "负责实验室安全值班和新生答疑。",
    "life": "坚持晨跑，宿舍卫生每周检查合格。",
}
COURSE: dict[str, Any] = {
    "days": "2",
    "hours": 16,
    "topics": ["theory", "line_policy_knowledge", "history_tradition", "core_values"],
}
CONTACT = "院团委办公室，化工楼 205，工作日 8:30 至 17:00"
MINUTES = {"present": 6, "summary": "逐人研究在考察人选的情况，确定下半年听取意见的次序。"}
INDUCTED = {
    "enrolled_on": "2026-09-01",
    "semester_ends_on": "2027-01-17",
    "attended": 31,
    "applicants": 6,
}
COMMITTEE = {
    "body": "branch_committee",
    "entitled": 5,
    "present": 5,
    "approve": 5,
    "oppose": 0,
    "abstain": 0,
}
MEETING = {"body": "branch_meeting", "entitled": 6, "present": 5, "approve": 5, "oppose": 0, "abstain": 0}
FIT = "思想成熟，学习和工作都经得起检验，群众认可。"
VIEWS = "普遍认为学习刻苦、待人真诚；建议多参加公共事务，遇到分歧时再沉稳一些。"
SCHOOL: dict[str, Any] = {"provider": "college_party_school", "days": "3", "hours": 24, "score": 86}
LISTING: dict[str, Any] = {
    "qualities": ["political", "law_discipline", "organisation", "study", "service"],
    "ground": "支委对照考察表、思想汇报和座谈会记录逐项核对。",
    "review": "fit",
}
POLITICAL: dict[str, Any] = {
    "items": ["attitude", "history", "law_morality", "relations"],
    "methods": ["talk", "files", "enquiry"],
    "clear": True,
    "ground": "本人陈述与档案一致，亲属情况清楚，不需要函调。",
    "floating": False,
    "replies": [],
    "conclusion": "qualified",
    "signature": "signed",
    "material": "本人历史清楚，现实表现好；直系亲属和主要社会关系没有影响发展的情况。",
}
BUNDLE: dict[str, Any] = {
    **dict.fromkeys(
        (
            *("application", "activist_form", "thought_reports", "political_review", "rankings"),
            *("tuiyou_result", "forum_minutes", "certificate"),
        ),
        "original",
    ),
    "awards": "copy",
    "research": "none",
    "stamped": True,
    "checked": True,
    "conclusion": "材料齐全，手续完备，同意送审。",
}
PRE_REVIEW: dict[str, Any] = {
    "body": "college_committee_meeting",
    "entitled": 7,
    "present": 6,
    "approve": 6,
    "oppose": 0,
    "abstain": 0,
    "methods": ["papers", "talk", "opinions"],
    "political_review_accepted": "yes",
    "qualified": "yes",
    "may_develop": "yes",
    "opinion": "材料规范完备，符合党员条件，可以发展。",
}
NOTHING_SAID: dict[str, Any] = {"issues": "无", "handling": "无", "form_filled": True}
FEEDBACK = {"phone": "0513-85010000", "contact_person": "学院党委办公室，化工楼 210"}


def answers(approve: int, oppose: int, abstain: int) -> list[dict[str, Any]]:
    """So many people heard: the counsellor, two teachers, then classmates, some of them members."""
    said = [("yes", "yes")] * approve + [("no", "no")] * oppose + [("yes", "")] * abstain
    sources = ["counsellor", "teacher", "teacher", *["classmates"] * (len(said) - 3)]
    names = ["李老师", "王老师", "赵老师", *(f"同学{number}" for number in range(1, len(said) - 2))]
    return [
        {
            "name": name,
            "source": source,
            "member": number % 3 == 0,
            "qualified": qualified,
            "agree": agree,
            "signed": True,
        }
        for number, (name, source, (qualified, agree)) in enumerate(zip(names, sources, said, strict=True))
    ]


def shown(person: Person, on: date) -> dict[str, Any]:
    """What a notice says of a candidate, from the roster."""
    details = person.details
    return {
        "sex": {"male": "男", "female": "女"}.get(details.get("sex", ""), ""),
        "birth_month": f"{person.born_on:%Y-%m}" if person.born_on else "",
        "native_place": details.get("native_place", ""),
        "education": details.get("education", ""),
        "unit_post": f"{details.get('grade', '')}级{details.get('major', '')}，学生",
        "planned_month": f"{on + 4 * WEEK:%Y-%m}",
        "awards_checked": True,
    }
