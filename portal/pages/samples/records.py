"""The records of people: the list, one person's with what was corrected, one's own, nothing yet."""

from __future__ import annotations

from portal.pages.desk import View
from portal.pages.journal import JournalRow
from portal.pages.parts import Act, Fact, Link, Shape, State
from portal.pages.record import RecordPage, RecordPerson, RecordsPage, RecordYear

LIST = RecordsPage(
    title="个人记录",
    lede="41 人，按学号或工号排列。名次、荣誉、任职和处分，各项规则都按这里的记录判断。",
    href="#records",
    rows=(
        RecordPerson(
            "梁思远",
            "2301030101",
            "#1",
            "化工2301班",
            ("2025-2026学年综合测评2/58（前3.5%），一等奖学金", "荣誉与竞赛4项，任职1项"),
        ),
        RecordPerson(
            "陈可昕",
            "2301030106",
            "#2",
            "化工2301班",
            ("2025-2026学年综合测评47/58（前81.1%）", "处分与通报批评1次"),
            (State(Shape.LATE, "通报批评"),),
        ),
        RecordPerson("贺云峥", "2601030101", "#3", "化工2601班"),
    ),
    views=(View("全部", "#all", current=True), View("有记录", "#with"), View("没有记录", "#without")),
    tools=(Link("导入", "#import", "file-spreadsheet"),),
)
NOBODY = RecordsPage(
    title="个人记录",
    lede="0 人，按学号或工号排列。",
    href="#records",
    rows=(),
    query="许愿",
    empty="这里没有人。换一个范围，或换成学号、姓名的拼音首字母再查。",
)

_TOOLS = (Link("更正", "#correct"), Link("作废", "#void"))
_BY, _AT = "韩令仪，组织员", "10月15日 08:34 记"
_YEARS = (
    RecordYear(
        "2025-2026学年",
        (
            JournalRow(
                day="9月28日",
                iso="2026-09-28",
                sentence="综合测评第47名，共58人（前81.1%），未获奖学金，没有不及格。依据：学生〔2026〕23号。",
                by=_BY,
                recorded=_AT,
                tools=_TOOLS,
            ),
            JournalRow(
                day="4月2日",
                iso="2026-04-02",
                sentence="通报批评：宿舍违规用电，没有解除。",
                by=_BY,
                recorded=_AT,
                files=(Link("通报.pdf", "#file", "paperclip"),),
                tools=_TOOLS,
            ),
        ),
    ),
)
ONE = RecordPage(
    title="陈可昕",
    lede="",
    facts=(Fact("学号或工号", "2301030106"), Fact("所在", "化工2301班，化工本科生第一党支部")),
    years=_YEARS,
    states=(State(Shape.LATE, "通报批评"),),
    acts=(
        Act("学年成绩与奖学金", "#year"),
        Act("荣誉与竞赛", "#honour"),
        Act("学生干部任职", "#post"),
        Act("处分与通报批评", "#sanction"),
    ),
    gone=(
        JournalRow(
            day="9月28日",
            iso="2026-09-28",
            sentence="综合测评第74名，共58人，未获奖学金。",
            by=_BY,
            recorded=_AT,
            voided="已更正：名次抄错（韩令仪、程远山）",
        ),
    ),
    crumbs=(Link("个人记录", "#records"), Link("陈可昕", "")),
)
OWN = RecordPage(
    title="我的个人记录",
    lede="学院登记的名次、荣誉、任职和其他事项，办理时按这里的记录判断。",
    facts=(),
    years=_YEARS,
    crumbs=(Link("我的进度", "#me"), Link("我的个人记录", "")),
    not_shown="有错请向学院提出，由学院更正；更正前后都会保留。",
)
NOTHING = RecordPage(
    title="我的个人记录",
    lede="",
    facts=(),
    years=(),
    crumbs=(Link("我的进度", "#me"), Link("我的个人记录", "")),
    empty="学院还没有登记您的个人记录。",
)
