"""What the students of the demo declare: templates of items, with the picture that is handed in for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from portal.demo.certificates import Evidence
from procedures.second_classroom_credits.scoring.amounts import written
from procedures.second_classroom_credits.scoring.declaring import deciding_documents
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from procedures.second_classroom_credits.scoring.table import Row
from workflows.models import Person

#: whose picture it is: everybody's own, or the one of a team, of a class
OWN, TEAM, CLASS = "own", "team", "class"
EXPERIMENT = {"contest": "江苏省大学生化工实验竞赛"}
SAVING = {"contest": "江苏省大学生节能减排竞赛"}
MODELLING = {"contest": "校大学生数学建模竞赛"}
#: the contests that the university lists each year, with their classes
LISTED = (
    ("中国国际大学生创新大赛", "1"),
    (EXPERIMENT["contest"], "2"),
    (SAVING["contest"], "2"),
    (MODELLING["contest"], "3"),
)


@dataclass(frozen=True, slots=True)
class Template:
    """An item as many declare it; ``{year}`` is the calendar year in which it was held.

    ``said`` is what its row asks for beside the usual, ``sealed`` who put a seal on the evidence.
    """

    row: str
    content: str
    sealed: str = "江澜大学教务处"
    shared: str = OWN
    look: str = "certificate"
    month: int = 11
    times: int = 1
    said: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """An item of one student as it is declared, and what is handed in with it."""

    student: Person
    row: Row
    data: Mapping[str, Any]
    evidence: Evidence
    kinds: tuple[str, ...]
    #: what the files are, where one document decides
    document: str = ""


TEMPLATES: Mapping[str, Template] = {
    "monitor": Template("T1-14", "{year}级班长，考核合格", "共青团江澜大学委员会", look="card"),
    "secretary": Template("T1-14", "{year}年度团支部书记，考核合格", "共青团江澜大学委员会", look="card"),
    "honour": Template(
        "T1-04", "{year}年度校级优秀学生干部", "江澜大学学生工作部", said={"affiliation": "江澜大学"}
    ),
    "branch": Template("T1-09", "团支部主题团日与政治学习", "化工团支部", CLASS, "list"),
    "volunteer": Template("T1-10", "校园开放日志愿服务", "江澜大学青年志愿者协会", look="card", times=3),
    "theme": Template("T1-15", "国家安全教育主题活动", "江澜大学学生工作部", look="list"),
    "clean": Template("T1-16", "遵守校纪校规，无任何处分", "江澜大学学生工作部", CLASS, "list"),
    "contest_second": Template(
        "T2-17",
        "江苏省大学生化工实验竞赛二等奖",
        "江苏省化学化工学会",
        TEAM,
        said={"members": 3, **EXPERIMENT},
    ),
    "contest_third": Template(
        "T2-18", "江苏省大学生节能减排竞赛三等奖", "江苏省教育厅", said={"members": 2, **SAVING}
    ),
    "contest_entry": Template("T2-20", "校大学生数学建模竞赛二等奖", said={"members": 3, **MODELLING}),
    "lecture": Template("T2-24", "绿色化工前沿学术报告", "江澜大学图书馆", look="card"),
    "innovation": Template("T2-28", "校级大学生创新训练项目结题", "江澜大学创新创业学院", month=12),
    "cet4": Template("T2-41", "大学英语四级考试", "教育部考试中心", look="card", said={"score": 486}),
    "cet6": Template("T2-42", "大学英语六级考试", "教育部考试中心", look="card", said={"score": 451}),
    "computer": Template("T2-46", "全国计算机等级考试二级", "教育部考试中心", month=9),
    "team": Template(
        "T3-02", "校田径代表队队员", "江澜大学体育部", look="list", month=10, said={"since": 1, "until": 0}
    ),
    "morning": Template("T3-01", "按学院要求完成早操", "化学化工学院", CLASS, "list"),
    "sports_second": Template("T3-14", "校田径运动会4×100米接力第三名", "江澜大学体育部", month=10),
    "sports_third": Template("T3-15", "校田径运动会跳远第六名", "江澜大学体育部", month=10),
    "start": Template("T3-18", "学院新生篮球赛", "化学化工学院", look="list", month=10),
    "stage": Template("T4-02", "校庆文艺晚会合唱", "江澜大学艺术教育中心", month=9),
    "stage_college": Template("T4-03", "学院迎新晚会舞蹈", "化学化工学院", month=10),
    "work": Template("T4-07", "校书法作品展三等奖", "江澜大学艺术教育中心"),
    "daily_labour": Template(
        "T5-01", "实验室与宿舍日常劳动40学时", "化学化工学院", look="list", said={"minutes": 2400}
    ),
    "practice": Template("T5-07", "“三下乡”暑期社会实践", "共青团江澜大学委员会", month=9),
    "own_practice": Template("T5-08", "寒假返乡社会实践", "江澜市民政局", look="card", month=9),
    "work_study": Template("T5-11", "图书馆勤工助学", "江澜大学学生资助中心", look="card"),
}


def told(student: Person, name: str, year: int, rules: Ruleset, *, where: str, by: date = date.max) -> Told:
    """The item of a template as this student declares it for the academic year that begins in ``year``.

    ``where`` is the class or team, ``by`` the last day on which it may have been held.
    """
    template = TEMPLATES[name]
    row = rules.table[template.row]
    content = template.content.format(year=year)
    held = date(year, template.month, 1 + 2 * int(student.number[-2:]))
    if held > by:
        held = held.replace(month=9)
    said = dict(template.said)
    if "since" in said:
        said = {"started_on": held.replace(year=year - said["since"], day=1), "ended_on": held}
    data = {
        "year": f"{year}-{(year + 1) % 100:02}",
        "semester": "1",
        "row": row.id,
        "content": content,
        "claimed": written(row.credits * template.times),
        "truthful": True,
        "held_on": held,
        **said,
    }
    if row.level:
        data["level"] = row.level.split("、")[0]
    if template.times > 1:
        data["times"] = template.times
    if "contest" in said:
        data["project"] = f"{said['contest']}{year}"
    kinds = tuple(sorted(row.evidence[0])) if row.evidence else ("participation",)
    document = next(iter(deciding_documents(row, rules)), "")
    return Told(student, row, data, _evidence(student, template, content, held, where), kinds, document)


def _evidence(student: Person, template: Template, content: str, held: date, where: str) -> Evidence:
    """A certificate of one's own says one's name; of a team or a class it says the team or the class."""
    who = {OWN: f"{student.name}（{student.number}）", TEAM: f"{where}参赛队", CLASS: f"{where}全体成员"}
    heading = {"certificate": "荣 誉 证 书", "list": "活动记录与名单", "card": "证  明"}[template.look]
    day = held.replace(day=1) if template.shared != OWN else held
    lines = (f"{who[template.shared]}：", content, f"{day:%Y年%-m月}", "", "特此证明。")
    return Evidence(template.look, heading, lines, template.sealed)
