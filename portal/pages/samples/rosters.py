"""The roster import: the upload, a dry run with wrong cells, a re-import that shows the difference."""

from __future__ import annotations

from dataclasses import replace

from portal.pages.parts import Fact, Link, Reason, Refusal, Shape, State
from portal.pages.roster import (
    ChangeGroup,
    Column,
    ColumnSheet,
    FieldChange,
    PastImport,
    PersonChange,
    RosterPage,
    RosterResultPage,
    WrongCell,
    WrongRow,
    WrongRows,
)
from portal.pages.samples.forms import Confirm, RosterFile

# The upload page.
UPLOAD = RosterPage(
    title="导入名册",
    heading="上传名册",
    lede="学生、党员、职务三张表；再次导入按学号或工号对人，只处理有差异的。",
    href="#roster",
    form=RosterFile(),
    template=Link("下载模板 .xlsx", "#template"),
    sheets=(
        ColumnSheet(
            "学生",
            (
                Column("学号", True, "10 位，文本格式；对人的唯一依据"),
                Column("姓名", True, "与身份证一致"),
                Column("出生日期", True, "2005-03-08 或 2005年3月8日"),
                Column("班级", True, "如 化工2302，须已在组织里"),
                Column("团支部", False, "空着表示不是团员"),
            ),
        ),
        ColumnSheet(
            "党员",
            (
                Column("学号或工号", True, "与学生表一致"),
                Column("党支部", True, "全称或简称"),
                Column("身份", True, "正式党员、预备党员"),
            ),
        ),
        ColumnSheet("职务", (Column("职务", True, "如 支部书记"), Column("任期", True, "起止日期，止可空"))),
    ),
    past=(
        PastImport("2026年9月12日", "新增 61 人，变动 7 处，3 行有错未导入。", "周岚", "#1"),
        PastImport("2026年3月2日", "变动 12 处。", "何敏，学院党委"),
    ),
)


# The upload page after a file that is no roster.
WRONG_FILE = replace(
    UPLOAD,
    refusal=Refusal(
        "没有导入：文件读不出来",
        (Reason("这是改了扩展名的 .xls 文件；请用表格软件另存为 .xlsx 再上传。"),),
    ),
)


# A dry run with errors at cells, a difference, and something to confirm.
DRY_RUN = RosterResultPage(
    title="试读结果，还没有写入",
    verdict="读到 64 人：新增 2 人，变动 2 人，3 行有错不导入；其余 57 人与现在一致。",
    totals=(
        State(Shape.READY, "新增 2"),
        State(Shape.RUNNING, "变动 2"),
        State(Shape.UNMET, "有错 3 行"),
        State(Shape.MET, "一致 57"),
    ),
    facts=(Fact("文件", "名册2026秋.xlsx"), Fact("大小", "48 kB"), Fact("表", "学生、党员、职务")),
    remarks=(Reason("“备注”列不认识，没有读。"),),
    wrong=(
        WrongRows(
            sheet="学生",
            who="姓名",
            text="3行有误，没有采用；改好后重新上传，其余行不受影响",
            rows=(
                WrongRow(
                    *("唐若溪", "240103011"),
                    (WrongCell("A 学号", "240103011", "学号少一位；开头的 0 可能被表格软件去掉了。"),),
                    "第7行",
                ),
                WrongRow(
                    *("罗景行", "2401030226"),
                    (
                        WrongCell("C 出生日期", "2006-02-30", "没有“2006-02-30”这一天。"),
                        WrongCell("D 班级", "应化2409", "没有“应化2409”这个组织。"),
                    ),
                    "第19行",
                ),
                WrongRow(
                    *("许静姝", "2401030231"),
                    (WrongCell("", "", "编号在第22行又出现一次，两行都没有采用。"),),
                    "第23行",
                ),
            ),
        ),
    ),
    groups=(
        ChangeGroup(
            "新增",
            "从变动日起在册",
            (
                PersonChange(
                    *("林予安", "2601030217"),
                    (FieldChange("班级", "", "化工2601"), FieldChange("团支部", "", "化工2601团支部")),
                    State(Shape.READY, "新增"),
                    "学生 第 4 行",
                ),
                PersonChange(
                    *("姜书意", "2601030218"),
                    (FieldChange("班级", "", "化工2601"),),
                    State(Shape.READY, "新增"),
                    "学生 第 5 行",
                ),
            ),
        ),
        ChangeGroup(
            "变动",
            "支部和身份的变动各记一条，旧的到变动日为止",
            (
                PersonChange(
                    *("叶闻溪", "2401030071"),
                    (
                        FieldChange("班级", "化工2402", "应化2401", "转班"),
                        FieldChange("团支部", "化工2402团支部", "应化2401团支部", "转移组织关系"),
                    ),
                    State(Shape.RUNNING, "变动"),
                    "学生 第 11 行",
                ),
                PersonChange(
                    *("杜若行", "2301030155"),
                    (
                        FieldChange("党支部", "第一党支部", "第二党支部", "自2026年10月8日"),
                        FieldChange(
                            *("党支部", "", ""),
                            note="自2026年10月8日起此人的办件已有3项办理，当时还没有这项登记，请核对。",
                        ),
                    ),
                    State(Shape.NOTE, "须核对"),
                    "党员 第 3 行",
                ),
            ),
            "名册里没有的 4 人不受影响：导入不会删除任何人。",
        ),
    ),
    href="#confirm",
    submit="写入这 4 人",
    back=Link("不写入，重新选文件", "#roster"),
    form=Confirm(),
    download=Link("下载标注了错误的文件", "#annotated"),
    hint="写入后每人一条纪实。",
)
