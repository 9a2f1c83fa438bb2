"""What the invented papers say."""

from __future__ import annotations

from typing import Any

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
COMMITTEE = {
    "body": "branch_committee",
    "entitled": 5,
    "present": 5,
    "approve": 5,
    "oppose": 0,
    "abstain": 0,
}
MEETING = {"body": "branch_meeting", "entitled": 6, "present": 5, "approve": 5, "oppose": 0, "abstain": 0}
