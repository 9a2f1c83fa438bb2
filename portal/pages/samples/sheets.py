"""Credits as staff read them: rounds, classes before graduation, the statement of a student."""

from __future__ import annotations

from portal.pages.case import Passage, StagePoint
from portal.pages.credits.classes import AuditPage, Cell, ClassesPage, ClassPage, GroupRow, StudentRow
from portal.pages.credits.rounds import (
    Held,
    PublicationPage,
    PublishedRow,
    RoundPage,
    RoundRow,
    RoundsPage,
    SheetLine,
)
from portal.pages.credits.statement import LedgerRow, Minimum, StatementLine, StatementPage, StatementPart
from portal.pages.desk import View
from portal.pages.journal import JournalRow
from portal.pages.parts import Act, Cite, Fact, FindingRow, Link, Paging, Reason, Shape, State

_HOME = Link("毕业审核", "#classes")
_MET, _SHORT = State(Shape.MET, "已达到"), State(Shape.UNMET, "未达到")
_MODULES = ("思想道德教育", "创新创业教育", "体育", "美育", "劳动教育")
_ROUNDS = Link("申报轮次", "#rounds")
_COLUMNS = (
    *("学年", "学期", "学号", "姓名", "项目类型"),
    *("项目内容", "获奖等级", "申请学分", "审核学分", "项目代码"),
)

ROUNDS = RoundsPage(
    title="申报轮次",
    lede="每个学院每学年一轮：申报、审核、汇总、签字盖章、报送、终审、公布。",
    rows=(
        RoundRow(
            "2025-26学年",
            "化学化工学院",
            "#1",
            "412 项，办理中 390 项",
            State(Shape.RUNNING, "已汇总"),
            "3月1日起",
        ),
        RoundRow(
            "2024-25学年",
            "化学化工学院",
            "#2",
            "388 项，办理中 0 项",
            State(Shape.MET, "已结束"),
            "2025年3月3日起",
        ),
    ),
    tools=(Link("组织申报", "#new", "plus"),),
)
NO_ROUNDS = RoundsPage("申报轮次", "每个学院每学年一轮。", (), empty="还没有组织过申报。")


def _sheet_line(number: str, name: str, content: str, state: State, apart: str = "") -> SheetLine:
    plain = ("2025-26", "1", number, name, "创新创业（科技）竞赛", content, "省部级")
    figures = (Fact("申请学分", "6.0"), Fact("审核学分", "6.0"), Fact("", "S002"))
    return SheetLine((*(Fact("", text) for text in plain), *figures), "#item", state, apart)


ROUND = RoundPage(
    title="化学化工学院 2025-26学年",
    facts=(Fact("申报", "412 项"), Fact("开始", "2026年3月1日")),
    sentence="汇总表形成以后有项目变动，原表作废；现有 390 项，须重新形成汇总表。",
    state=State(Shape.READY, "待汇总"),
    road=(
        StagePoint("组织申报", "3月1日", Passage.DONE),
        StagePoint("汇总表", "", Passage.NOW),
        *(StagePoint(name, "", Passage.AHEAD) for name in ("签字盖章", "报送", "终审", "公布", "结束")),
    ),
    next=Act("形成汇总表", "#summarise", primary=True),
    held=(
        Held(
            Reason("这些项目变动以后，原来的汇总表和签字都作废。", Cite("第七条")),
            (Link("梁思远 化工设计竞赛", "#1"),),
            "另有 2 项",
        ),
    ),
    acts=(Link("重新开放申报", "#reopen"),),
    sheet_title="汇总表",
    sheet_state=State(Shape.UNMET, "原表已作废"),
    sheet_facts=(Fact("项数", "390"), Fact("审核学分合计", "561.5"), Fact("校验码", "3F7A-91C2")),
    sheet_tools=(Link("Excel 表", "#xlsx", "file-spreadsheet"), Link("打印第 1 册", "#1", "printer")),
    columns=_COLUMNS,
    lines=(
        _sheet_line("2201030101", "梁思远", "化工设计竞赛", State(Shape.RUNNING, "待终审"), "#apart"),
        _sheet_line("2201030106", "陈可昕", "挑战杯", State(Shape.MET, "已认定")),
    ),
    paging=Paging("第 1 至 50 项，共 390 项", next="#2"),
    journal=(
        JournalRow(
            day="3月1日",
            iso="2026-03-01",
            sentence="组织申报：学年 2025-26。",
            by="周岚，本科教学副院长",
            recorded="3月1日 10:00 记",
        ),
    ),
    crumbs=(_ROUNDS, Link("化学化工学院 2025-26学年", "")),
    tools=(Link("公布表", "#list", "speakerphone"),),
)
PUBLICATION = PublicationPage(
    title="学分取得情况公布表",
    lede="化学化工学院 2025-26学年，1 人。只列姓名、班级和各模块学分。",
    heads=_MODULES,
    rows=(
        PublishedRow(
            "梁思远",
            "化工2201班",
            tuple(Fact(name, amount) for name, amount in zip(_MODULES, ("", "6.0", "", "", ""), strict=True)),
            "6.0",
        ),
    ),
    next=Act("登记公布", "#publish", primary=True),
    crumbs=(_ROUNDS, Link("公布表", "")),
    tools=(Link("打印公布表", "#pdf", "printer"),),
)

CLASSES = ClassesPage(
    title="毕业审核",
    lede="3 个班。达到总学分和各模块最低学分的，方可毕业。",
    what="班级",
    rows=(
        GroupRow(
            "化工2201班",
            "#1",
            "29 人",
            (State(Shape.MET, "26 人已达到"), State(Shape.UNMET, "3 人未达到")),
            "11月3日已登记审核结果",
        ),
        GroupRow("化工2202班", "#2", "31 人", (State(Shape.MET, "31 人已达到"),)),
        GroupRow("化工2203班", "#3", "0 人"),
    ),
    views=(View("2023级", "#2023"), View("2022级", "#2022", current=True)),
    crumbs=(_HOME, Link("化学化工学院", "")),
)
NO_CLASSES = ClassesPage("毕业审核", "0 个班。", "班级", (), empty="没有归您查看的班级。")


def _cells(*amounts: tuple[str, str]) -> tuple[Cell, ...]:
    return tuple(Cell(name, *amount) for name, amount in zip(_MODULES, amounts, strict=True))


ONE_CLASS = ClassPage(
    title="化工2201班",
    facts=(Fact("学院", "化学化工学院"), Fact("已登记", "11月3日，达到 1 人，未达到 1 人")),
    verdict="应审核 2 人，1 人已达到毕业要求的学分，1 人未达到。",
    totals=(State(Shape.MET, "1 人已达到"), State(Shape.UNMET, "1 人未达到")),
    heads=_MODULES,
    rows=(
        StudentRow(
            "梁思远",
            "2201030101",
            "#1",
            "10.0",
            _MET,
            _cells(("2.0", ""), ("5.0", ""), ("1.0", ""), ("1.0", ""), ("1.0", "")),
        ),
        StudentRow(
            "陈可昕",
            "2201030106",
            "#2",
            "33.3",
            _SHORT,
            _cells(("5.0", ""), ("20.0", ""), ("6.3", ""), ("0.5", "差0.5"), ("1.5", "")),
            ("美育差0.5", "早操差0.1"),
        ),
    ),
    crumbs=(_HOME, Link("化学化工学院", "#college"), Link("化工2201班", "")),
    tools=(Link("Excel 表", "#xlsx", "file-spreadsheet"), Link("打印名单", "#pdf", "printer")),
    record=Link("登记审核结果", "#audit"),
    hint="只计最终认定的学分；点姓名看每一项为什么这样计。",
)
AUDIT = AuditPage(
    title="登记审核结果",
    lede="按今天的学分，化工2201班 的两份名单如下。核对以后登记；学分以后有变，可以重新登记。",
    href="#audit",
    seen="3f7a91c2",
    key="1",
    enough=("梁思远（2201030101）",),
    short=("陈可昕（2201030106）",),
    submit="登记 2 人的审核结果",
    crumbs=(_HOME, Link("化工2201班", "#class"), Link("登记审核结果", "")),
    refused=("学分刚刚有变化，名单已经更新，请核对以后再登记。",),
)
STATEMENT = StatementPage(
    title="陈可昕",
    facts=(
        Fact("学号", "2201030106"),
        Fact("班级", "化工2201班"),
        Fact("年级", "2022"),
        Fact("总学分", "6.5"),
    ),
    verdict="还没有达到毕业要求：美育差0.5，总学分差3.5。",
    state=_SHORT,
    minima=(
        Minimum("创新创业教育", "6.0", "5.0", _MET),
        Minimum("体育", "0.5", "1.0", State(Shape.UNMET, "差0.5")),
        Minimum("早操", "0.1", "0.4", State(Shape.UNMET, "差0.3"), within=True),
        Minimum("总学分", "6.5", "10.0", State(Shape.UNMET, "差3.5")),
    ),
    parts=(
        StatementPart(
            "创新创业教育",
            (
                StatementLine(
                    "二类、三类学科竞赛 · 省部级 · 一等奖",
                    "化工设计竞赛",
                    "2024-25",
                    "6.0",
                    "6.0",
                    "6.0",
                    "#1",
                ),
                StatementLine(
                    "二类、三类学科竞赛 · 校级 · 一等奖",
                    "化工设计竞赛校赛",
                    "2024-25",
                    "3.0",
                    "3.0",
                    "0.0",
                    "#2",
                    Reason("与“化工设计竞赛”是同一项目，只计最高。", Cite("第十一条")),
                ),
            ),
            "6.0",
        ),
        StatementPart(
            "还没有终审",
            (
                StatementLine(
                    "学术论坛、报告、培训等 · 参加",
                    "膜分离前沿",
                    "2025-26",
                    "0.5",
                    "",
                    "",
                    "#3",
                    state=State(Shape.RUNNING, "待初审"),
                ),
            ),
        ),
    ),
    heads=_MODULES,
    ledger=(
        LedgerRow("2024-25", ("", "6.0", "0.5", "", ""), "6.5"),
        LedgerRow("合计", ("", "6.0", "0.5", "", ""), "6.5"),
    ),
    warnings=(FindingRow(State(Shape.NOTE), "早操还差0.3学分，余下的学年修不满。", Cite("表三")),),
    crumbs=(_HOME, Link("化工2201班", "#class"), Link("陈可昕", "")),
    tools=(Link("中文成绩单", "#zh", "printer"), Link("英文成绩单", "#en", "printer")),
)
