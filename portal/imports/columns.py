"""Sheets and their columns: titles, spellings understood, what each cell must be; the three of a roster."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from portal.imports import choices
from portal.imports.choices import Choice
from portal.imports.text import key


class Kind(StrEnum):
    """What a cell of the column must be."""

    TEXT = "text"
    NAME = "name"
    #: 学号 or 工号: letters and digits, leading zeros kept.
    NUMBER = "number"
    MOBILE = "mobile"
    DATE = "date"
    CHOICE = "choice"
    #: A unit by its code or name, or 无.
    UNIT = "unit"
    #: A whole number, as its digits.
    COUNT = "count"
    #: A number with a decimal point, as it is written.
    DECIMAL = "decimal"
    #: A school year: 2024-2025.
    YEAR = "year"
    #: The year in which students came: 2024.
    INTAKE = "intake"
    #: How many years a programme takes: 4.
    SPAN = "span"


class Need(StrEnum):
    """When a cell must be filled."""

    ALWAYS = "always"
    #: In a row that brings somebody or something new; otherwise empty means unchanged.
    NEW = "new"
    NEVER = "never"


class SheetKind(StrEnum):
    """What the rows of a sheet are."""

    PEOPLE = "people"
    UNITS = "units"
    OFFICES = "offices"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``future`` allows a date after the day of the import, ``private`` is personal.

    ``help`` says what goes in, where the catalogue has no sentence for it.
    """

    field: str
    title: str
    kind: Kind = Kind.TEXT
    aliases: tuple[str, ...] = ()
    need: Need = Need.NEVER
    choices: tuple[Choice, ...] = ()
    longest: int = 100
    future: bool = False
    private: bool = False
    help: str = ""


@dataclass(frozen=True, slots=True)
class Schema:
    """One sheet: the titles it may have, the first being the template's, and its columns in their order.

    Two rows with the same values of ``keys`` speak of the same thing, which ``twice`` says; ``telling`` are
    the columns that show which row it is, ``most`` how many rows are read.
    """

    kind: str
    titles: tuple[str, ...]
    columns: tuple[Column, ...]
    keys: tuple[str, ...] = ()
    telling: tuple[str, ...] = ()
    twice: str = ""
    most: int | None = None

    def column(self, field: str) -> Column:
        """The column with this field name; ``KeyError`` when there is none."""
        for column in self.columns:
            if column.field == field:
                return column
        raise KeyError(field)


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets that one sort of file may have, in the order in which they are read."""

    schemas: tuple[Schema, ...]

    def schema_for(self, title: str) -> Schema | None:
        """The schema of the sheet with this title; None when the title is unknown."""
        wanted = key(title)
        return next((each for each in self.schemas if wanted in map(key, each.titles)), None)


#: More units or terms than a university has; comparing them would take the server's time.
MOST_UNITS = 5_000

PEOPLE = Schema(
    SheetKind.PEOPLE,
    (
        "人员名册",
        "学生名册",
        "党员名册",
        "教职工名册",
        "名册",
        "花名册",
        "学生",
        "党员",
        "教职工",
        "人员",
        "学生花名册",
        "党员花名册",
    ),
    (
        Column(
            "number",
            "学号/工号",
            Kind.NUMBER,
            ("学号", "工号", "学工号", "学籍号", "职工号", "编号"),
            Need.ALWAYS,
        ),
        Column("name", "姓名", Kind.NAME, (), Need.ALWAYS, longest=80),
        Column("sex", "性别", Kind.CHOICE, (), Need.NEW, choices.SEXES),
        Column("ethnicity", "民族", Kind.CHOICE, (), choices=choices.ETHNICITIES),
        Column("born_on", "出生日期", Kind.DATE, ("出生年月日", "生日", "出生年月"), Need.NEW),
        Column("native_place", "籍贯"),
        Column("education", "文化程度", Kind.TEXT, ("学历", "最高学历", "学历层次")),
        Column("category", "类别", Kind.CHOICE, ("人员类别", "身份类别"), Need.NEW, choices.CATEGORIES),
        Column("grade", "年级", Kind.TEXT, ("所在年级",), longest=20),
        Column("major", "专业", Kind.TEXT, ("专业名称",)),
        Column("class", "班级", Kind.UNIT, ("所在班级", "行政班", "班级名称"), longest=120),
        Column("league_branch", "团支部", Kind.UNIT, ("所在团支部",), longest=120),
        Column("party_branch", "党支部", Kind.UNIT, ("所在党支部", "所属党支部", "支部"), longest=120),
        Column("political_status", "政治面貌", Kind.CHOICE, (), choices=choices.POLITICAL_STATUSES),
        Column(
            "league_standing", "团员身份", Kind.CHOICE, ("是否团员", "团籍"), choices=choices.LEAGUE_STANDINGS
        ),
        Column(
            "party_standing",
            "发展阶段",
            Kind.CHOICE,
            ("党员身份", "党籍", "发展状态", "入党阶段"),
            choices=choices.PARTY_STANDINGS,
        ),
        Column("league_joined_on", "入团日期", Kind.DATE, ("入团时间",)),
        Column(
            "applied_on",
            "申请入党日期",
            Kind.DATE,
            ("申请入党时间", "递交申请日期", "递交入党申请书日期", "递交入党申请书时间"),
        ),
        Column(
            "activist_on",
            "确定积极分子日期",
            Kind.DATE,
            ("确定积极分子时间", "确定为积极分子日期", "列为积极分子时间", "确定为入党积极分子时间"),
        ),
        Column(
            "candidate_on",
            "确定发展对象日期",
            Kind.DATE,
            ("确定发展对象时间", "确定为发展对象日期", "列为发展对象时间"),
        ),
        Column(
            "probationary_on", "入党日期", Kind.DATE, ("入党时间", "接收为预备党员日期", "接收预备党员时间")
        ),
        Column("full_member_on", "转正日期", Kind.DATE, ("转正时间", "转为正式党员日期")),
        Column("enrolled_on", "入学日期", Kind.DATE, ("入学时间", "入职日期", "入校时间")),
        Column(
            "mobile",
            "手机",
            Kind.MOBILE,
            ("手机号", "手机号码", "联系电话", "电话", "联系方式"),
            longest=20,
            private=True,
        ),
        Column("effective_on", "生效日期", Kind.DATE, ("变动日期", "变更日期", "转入日期")),
        Column("intake", "入学年级", Kind.INTAKE, ("入学年份", "级")),
        Column("programme_years", "学制", Kind.SPAN, ("学制（年）", "修业年限")),
        Column("major_kind", "专业类别", Kind.CHOICE, ("专业大类",), choices=choices.MAJOR_KINDS),
    ),
    keys=("number",),
    telling=("number", "name"),
    twice="people_twice",
)

UNITS = Schema(
    SheetKind.UNITS,
    ("组织", "组织名册", "组织机构", "单位", "支部名册"),
    (
        Column("code", "组织编号", Kind.NUMBER, ("组织代码", "单位编号", "编号", "代码"), Need.ALWAYS),
        Column("name", "组织名称", Kind.NAME, ("名称", "单位名称"), Need.ALWAYS, longest=120),
        Column(
            "kind", "组织类别", Kind.CHOICE, ("类别", "类型", "组织类型"), Need.ALWAYS, choices.UNIT_KINDS
        ),
        Column("parent", "上级组织", Kind.UNIT, ("上级", "上级单位", "所属组织"), longest=120),
        Column("has_committee", "设支委会", Kind.CHOICE, ("是否设支委会", "支委会"), choices=choices.YES_NO),
        Column("opened_on", "成立日期", Kind.DATE, ("成立时间",)),
    ),
    keys=("code",),
    telling=("code", "name"),
    twice="units_twice",
    most=MOST_UNITS,
)

OFFICES = Schema(
    SheetKind.OFFICES,
    ("任职", "任职名册", "职务", "任职情况", "干部名册"),
    (
        Column("number", "学号/工号", Kind.NUMBER, ("学号", "工号", "学工号", "职工号"), Need.ALWAYS),
        Column("name", "姓名", Kind.NAME, (), longest=80),
        Column("office", "职务", Kind.CHOICE, ("担任职务", "职务名称"), Need.ALWAYS, choices.OFFICES),
        Column("unit", "任职组织", Kind.UNIT, ("组织", "单位", "所在组织"), Need.ALWAYS, longest=120),
        Column(
            "from_on",
            "任职日期",
            Kind.DATE,
            ("任职时间", "任期自", "起始日期", "开始日期"),
            Need.ALWAYS,
            future=True,
        ),
        Column(
            "to_on",
            "卸任日期",
            Kind.DATE,
            ("卸任时间", "任期至", "终止日期", "结束日期", "免职日期"),
            future=True,
        ),
    ),
    keys=("number", "office", "unit", "from_on"),
    telling=("number", "name", "office", "unit"),
    twice="offices_twice",
    most=MOST_UNITS,
)

SCHEMAS = (PEOPLE, UNITS, OFFICES)
ROSTER = Book(SCHEMAS)

#: The columns that place a person in a tree, by tree.
UNIT_FIELDS = {"class": "class", "league": "league_branch", "party": "party_branch"}

#: The day on which each standing in the Party began, in the order in which they are reached.
STAGE_FIELDS = {
    "activist": "activist_on",
    "candidate": "candidate_on",
    "probationary": "probationary_on",
    "full_member": "full_member_on",
}

#: Columns kept with the person as they are; the others become memberships or say when.
DETAIL_FIELDS = tuple(
    column.field
    for column in PEOPLE.columns
    if column.field
    not in {
        "number",
        "name",
        "political_status",
        "league_standing",
        "party_standing",
        "effective_on",
        *UNIT_FIELDS.values(),
    }
)

#: Details that only the erasable, private part of the journal may hold.
PRIVATE_FIELDS = frozenset(column.field for column in PEOPLE.columns if column.private)
