"""The words a roster may use in a column of choices, and what each is stored as."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from portal.imports.text import key

#: What a cell says when somebody belongs nowhere (or no longer).
NOWHERE = "无"
#: The code of the top unit until the first file gives it one of the institution's own.
UNNUMBERED = "top"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: ``title`` is offered and shown, ``code`` stored, ``aliases`` understood as well."""

    code: str
    title: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficeChoice(Choice):
    """An office: the kinds of unit that have it, and whether one person at a time holds it."""

    unit_kinds: tuple[str, ...] = ()
    single: bool = False


@dataclass(frozen=True, slots=True)
class UnitKindChoice(Choice):
    """A kind of unit: the kinds it may stand under (none: it is the top), and whether it must."""

    parents: tuple[str, ...] = ()
    needs_parent: bool = True


SEXES = (Choice("male", "男"), Choice("female", "女"))

CATEGORIES = (
    Choice("student", "学生", ("本科生", "研究生", "硕士生", "博士生", "硕士研究生", "博士研究生")),
    Choice("staff", "教职工", ("教师", "老师", "职工", "教工", "教职员工")),
)

#: What a regulation asks of a major beside its name.
MAJOR_KINDS = (
    Choice("foreign_language", "外语类", ("外语", "外国语言文学类", "外语类专业")),
    Choice("computer", "计算机类", ("计算机", "计算机类专业")),
    Choice("other", "其他", ("一般", "普通", "其他类")),
)

#: Standing in the Party: how far the person has come.
PARTY_STANDINGS = (
    Choice("none", NOWHERE, ("非党员", "群众", "申请人", "入党申请人")),
    Choice("activist", "积极分子", ("入党积极分子",)),
    Choice("candidate", "发展对象"),
    Choice("probationary", "预备党员", ("中共预备党员",)),
    Choice("full_member", "正式党员", ("中共党员", "党员")),
)

#: Standing in the League.
LEAGUE_STANDINGS = (
    Choice("member", "团员", ("共青团员", "是")),
    Choice("non_member", "非团员", ("否", "群众", NOWHERE)),
)

#: 政治面貌 says both standings in one word; the more exact columns decide where they are filled.
POLITICAL_STATUSES = (
    Choice("masses", "群众"),
    Choice("league_member", "共青团员", ("团员",)),
    Choice("probationary", "中共预备党员", ("预备党员",)),
    Choice("full_member", "中共党员", ("党员", "正式党员", "中共正式党员")),
)

YES_NO = (
    Choice("yes", "是", ("有", "设", "y", "yes", "true", "1", "√")),
    Choice("no", "否", ("无", "不设", "未设", "n", "no", "false", "0", "×")),
)

UNIT_KINDS = (
    UnitKindChoice("university_committee", "校党委", needs_parent=False),
    UnitKindChoice("university", "学校", ("大学",), ("university_committee",)),
    UnitKindChoice(
        "college_committee",
        "学院党委",
        ("院党委", "基层党委", "二级党委"),
        ("university_committee", "university"),
        needs_parent=False,
    ),
    UnitKindChoice("college", "学院", ("院系", "系", "学部"), ("college_committee", "university")),
    UnitKindChoice("party_branch", "党支部", parents=("college_committee",)),
    UnitKindChoice("party_group", "党小组", parents=("party_branch",)),
    UnitKindChoice("college_league_committee", "院团委", ("学院团委", "分团委"), ("college_committee",)),
    UnitKindChoice("league_branch", "团支部", parents=("college_league_committee",)),
    UnitKindChoice("class", "班级", ("班",), ("college_committee", "college")),
)

OFFICES = (
    OfficeChoice("university_committee_secretary", "校党委书记", (), ("university_committee",), single=True),
    OfficeChoice("university_organisation_officer", "校党委组织部", ("组织部",), ("university_committee",)),
    OfficeChoice("university_discipline_officer", "校纪委", ("纪委",), ("university_committee",)),
    OfficeChoice(
        "college_committee_secretary",
        "学院党委书记",
        ("院党委书记", "党委书记"),
        ("college_committee",),
        single=True,
    ),
    OfficeChoice("college_committee_member", "学院党委委员", ("党委委员",), ("college_committee",)),
    OfficeChoice("organiser", "组织员", (), ("college_committee",)),
    OfficeChoice("part_time_organiser", "兼职组织员", (), ("college_committee",)),
    OfficeChoice("party_school_officer", "学院分党校负责人", ("分党校负责人",), ("college_committee",)),
    OfficeChoice("branch_secretary", "党支部书记", ("支部书记",), ("party_branch",), single=True),
    OfficeChoice("branch_deputy_secretary", "党支部副书记", ("支部副书记",), ("party_branch",)),
    OfficeChoice("organisation_member", "组织委员", (), ("party_branch",)),
    OfficeChoice("branch_committee_member", "支委会委员", ("支委", "支部委员"), ("party_branch",)),
    OfficeChoice("party_group_leader", "党小组长", (), ("party_group",), single=True),
    OfficeChoice(
        "college_league_secretary",
        "院团委书记",
        ("学院团委书记", "分团委书记", "团委书记"),
        ("college_league_committee",),
        single=True,
    ),
    OfficeChoice(
        "college_league_member",
        "院团委委员",
        ("院团委副书记", "学院团委委员", "团委委员"),
        ("college_league_committee",),
    ),
    OfficeChoice("league_secretary", "团支书", ("团支部书记",), ("league_branch",), single=True),
    OfficeChoice("league_branch_committee_member", "团支部委员", ("团支委",), ("league_branch",)),
    OfficeChoice("credits_college_secretary", "学院书记", (), ("college",), single=True),
    OfficeChoice("credits_college_dean", "学院院长", ("院长",), ("college",), single=True),
    OfficeChoice("credits_college_deputy_secretary", "学生工作副书记", ("学工副书记",), ("college",)),
    OfficeChoice("credits_college_vice_dean", "本科教学副院长", ("教学副院长",), ("college",)),
    OfficeChoice(
        "credits_college_league_secretary", "分团委（团总支）书记", ("团总支书记",), ("college",), single=True
    ),
    OfficeChoice("credits_research_office_head", "教务科研办主任", (), ("college",), single=True),
    OfficeChoice("counsellor", "辅导员", ("年级辅导员",), ("class", "college")),
    OfficeChoice("accompanying_teacher", "带队教师", (), ("class", "college")),
    OfficeChoice("employing_unit", "用工单位", (), ("college", "university")),
    OfficeChoice("aid_centre", "学生资助管理中心", ("资助中心",), ("university",)),
    OfficeChoice("university_league_officer", "校团委", (), ("university",)),
    OfficeChoice("sports_department", "体育部", (), ("university",)),
    OfficeChoice("registrar", "教务处", (), ("university",)),
    OfficeChoice("student_affairs", "学工部（学生处）", ("学工部", "学生处"), ("university",)),
)

#: Which kinds of unit a person may belong to in each tree.
TREE_KINDS: Mapping[str, tuple[str, ...]] = {
    "class": ("class",),
    "league": ("league_branch",),
    "party": ("party_branch",),
}

_NATIONALITIES = (
    "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 "
    "土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 "
    "柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 "
    "乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺"
)
#: The 56 recognised nationalities, stored as they are written.
ETHNICITIES = (
    *(Choice(f"{name}族", f"{name}族", (name,)) for name in _NATIONALITIES.split()),
    Choice("其他", "其他", ("未识别民族", "穿青人", "外国血统中国籍")),
)


def understood(choices: tuple[Choice, ...]) -> dict[str, str]:
    """Every spelling of the choices, folded by ``text.key``, with the code it means."""
    return {
        key(word): choice.code for choice in choices for word in (choice.title, choice.code, *choice.aliases)
    }


def title_of(choices: tuple[Choice, ...], code: str) -> str:
    """The shown word of a code; the code itself when it is none of the choices."""
    return next((choice.title for choice in choices if choice.code == code), code)


def office(code: str) -> OfficeChoice:
    """The office with this code; ``KeyError`` when there is none."""
    return _BY_OFFICE[code]


def unit_kind(code: str) -> UnitKindChoice:
    """The kind of unit with this code; ``KeyError`` when there is none."""
    return _BY_KIND[code]


#: Offices that one person at a time holds; the institution may know others that no roster names.
SINGLE_OFFICES = frozenset(choice.code for choice in OFFICES if choice.single)

_BY_OFFICE = {choice.code: choice for choice in OFFICES}
_BY_KIND = {choice.code: choice for choice in UNIT_KINDS}
