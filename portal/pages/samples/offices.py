"""Accounts, and the pages that say one thing."""

from __future__ import annotations

from portal.pages.accounts import (
    AccountRow,
    AccountsPage,
    LoginPage,
    MePage,
    NewAccountsPage,
    PasswordPage,
    PasswordSlip,
    SlipsPage,
    UnitWaiting,
)
from portal.pages.outcome import AgainPage, ConfirmPage, DonePage, ErrorPage
from portal.pages.parts import Act, Done, Fact, Link, Paging, Shape, State
from portal.pages.samples.forms import NewPassword, SignIn, Why, refused

# The sign-in page.
LOGIN = LoginPage(SignIn(), next="/")


def wrong_login() -> LoginPage:
    """Return it after a wrong password."""
    return LoginPage(
        refused(
            SignIn,
            {"username": "2301030119", "password": "x"},
            {"": "学号/工号或密码不正确，还可以试 3 次。"},
        )
    )


# The forced change of a printed password.
FIRST_PASSWORD = PasswordPage(NewPassword(), forced=True)


ACCOUNTS = AccountsPage(
    title="账号",
    lede="61 个账号，2 个未首次登录，1 个已停用。",
    rows=(
        AccountRow(
            *("周岚", "T2016033", "化工本科生第二党支部", "支部书记", State(Shape.MET, "在用")),
            *("11月12日 09:12", "#r", "#c"),
        ),
        AccountRow(
            "沈一鸣",
            "2201030044",
            "化工本科生第二党支部",
            "组织委员",
            State(Shape.SOON, "未首次登录"),
            "",
            "#r",
            "#c",
        ),
        AccountRow(
            *("段一帆", "2101030012", "化工本科生第二党支部", "", State(Shape.HELD, "已停用")),
            seen="6月30日",
            reopen_href="#o",
        ),
    ),
    tools=(Link("开通账号", "#new", "user-plus"),),
    paging=Paging("第 1 至 50 个，共 61 个", next="#2"),
)
NEW_ACCOUNTS = NewAccountsPage(
    title="开通账号",
    lede="名册里还有2,014人没有账号。按组织开通，打印密码条当面交给本人。",
    rows=(
        UnitWaiting("化工2601", 31, "#2601"),
        UnitWaiting("化学化工学院", 12, "#college"),
        UnitWaiting("不属于任何组织", 3, "#nowhere"),
    ),
    crumbs=(Link("账号", "#accounts"),),
)
SLIPS = SlipsPage(
    title="密码条，4 张",
    lede="密码只在这一页显示一次，离开后只能重置。打印后裁开，当面交给本人。",
    address="https://party.example.edu.cn",
    slips=(
        PasswordSlip("沈一鸣", "2201030044", "kelu-7394-mian", "化工本科生第二党支部"),
        PasswordSlip("林予安", "2601030217", "shan-2216-bofu", "化工2601"),
        PasswordSlip("姜书意", "2601030218", "tuze-8841-heng", "化工2601"),
        PasswordSlip("何嘉木", "2601030046", "niao-5507-qiwu", "化工2601"),
    ),
    back=Link("回到账号", "#accounts"),
)
ME = MePage(
    "周岚",
    (Fact("工号", "T2016033"), Fact("组织", "化工本科生第二党支部"), Fact("最近登录", "11月12日 09:12")),
    (
        Fact("化工本科生第二党支部", "支部书记，2024年9月至2027年9月"),
        Fact("化工2302团支部", "团支部书记，2025年6月至2027年6月"),
    ),
)
CONFLICT = ErrorPage(
    409,
    "这一步已经有人办了",
    (
        "申请谈话已由沈一鸣在今天 15:41 登记，只留一份。",
        "您填写的内容没有写入，下面可以抄走；要改动请走更正。",
    ),
    (Act("看这份办件", "#case", primary=True), Act("去更正", "#correct")),
    (Fact("谈话日期", "2026年11月12日"), Fact("入党动机", "动机端正。\n能联系实际谈认识。")),
)
GONE = ErrorPage(
    410,
    "公示期已满，这一页已撤下",
    (
        "公示自2026年11月10日至11月14日。",
        "仍要反映情况的，请联系学院团委何敏，电话（0000）8501 2046，化工楼208室。",
    ),
)
FORBIDDEN = ErrorPage(
    403,
    "这份办件不归您的支部办理",
    ("您今天的职务是化工本科生第二党支部书记，这份办件在材化本科生党支部。", "没有产生任何记录。"),
    (Act("回到工作台", "#desk", primary=True),),
)
AGAIN = AgainPage(
    "已重新登录",
    (
        "刚才填写的内容还在，没有产生任何记录。",
        "现在登录的是周岚，提交后按这个人登记。",
        "选过的文件没有保留，提交后要重新选择。",
    ),
    "#talk",
    (("motive", "动机端正。\n能联系实际谈认识。"), ("act_on", "2026-11-12")),
    ("动机端正。\n能联系实际谈认识。",),
    "接着提交",
    Link("不提交，回到工作台", "#desk"),
)
DONE = DonePage(
    "已登记",
    Done(
        "何嘉木的申请谈话已登记",
        ("谈话日期 2026年11月12日，谈话人沈一鸣。", "下一步：2027年1月16日起可以推优。"),
        (Link("看纪实", "#journal"), Link("打印谈话记录", "#print")),
    ),
    (Fact("办理", "周岚，支部书记"), Fact("记录", "11月12日 15:41"), Fact("依据", "第七条，2026年版细则")),
    Act("回到办件", "#case", primary=True),
    (Link("办件", "#cases"), Link("何嘉木", "#case")),
)


# The question before an act that cannot be taken back.
CONFIRM = ConfirmPage(
    "结束韩知远等 3 人的推优公示？",
    ("两处公示连续满 5 天，收到异议 1 件，已查否。", "结束后 3 人的推优从今天起生效，不再收异议。"),
    "#close",
    "结束公示",
    Link("再等等", "#notice"),
    Why(),
    (Fact("起止", "11月10日至11月14日"), Fact("台账", "何敏，11月15日")),
)
