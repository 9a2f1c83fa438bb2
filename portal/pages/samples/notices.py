"""A recommendation notice: as hung for the public, as kept by the office, broken once."""

from __future__ import annotations

from portal.pages.case import OpenAct
from portal.pages.journal import JournalRow
from portal.pages.notice import (
    Channel,
    ChannelDay,
    Hung,
    NoticePerson,
    ObjectionRow,
    OfficeNoticePage,
    PublicNoticePage,
)
from portal.pages.parts import Cite, Fact, Link, Shape, State
from portal.pages.samples.forms import Posting, Why


def _person(name: str, sex: str, born: str, post: str, votes: str) -> NoticePerson:
    return NoticePerson(
        facts=(
            Fact("姓名", name),
            Fact("性别", sex),
            Fact("出生年月", born),
            Fact("班级职务", post),
            Fact("申请入党", "2025年9月10日"),
            Fact("推优票数", votes),
        ),
        wide=(Fact("奖惩情况", "2025年校级三好学生；无处分"),),
    )


PUBLIC = PublicNoticePage(
    title="关于韩知远等3名共青团员推优人选的公示",
    opening=(
        "经化工2402团支部大会票决、院团委审核，拟推荐韩知远等3名共青团员作为入党积极分子人选，现予公示。",
    ),
    window="2026年11月10日至11月14日，共5天；11月9日张贴，张贴日不计。",
    contact=(
        "公示期内每日8:00至18:00，可来人、来电、来信反映情况。提倡实名，对反映人信息严格保密。",
        "联系人：学院团委何敏，电话（0000）8501 2046，化工楼208室。",
    ),
    people=(
        _person("韩知远", "男", "2006年3月", "化工2402班班长", "应到28人，实到26人，赞成25票"),
        _person("叶闻溪", "女", "2006年7月", "化工2402班学习委员", "应到28人，实到26人，赞成24票"),
        _person("杜若行", "男", "2005年11月", "化工2402班", "应到28人，实到26人，赞成21票"),
    ),
    signed="共青团江澜大学化学化工学院委员会",
    signed_on="2026年11月9日",
    number="公示编号 化工团-2026-07",
    until="公示期满，本页自动撤下。",
)
_UP = [ChannelDay(Hung.UP, f"在，第 {day} 天", str(day)) for day in (1, 2, 3)]
_COMING = (ChannelDay(Hung.COMING, "未到"),) * 2


# The office's view on the third day: one channel was down and counts again from the next day.
OFFICE = OfficeNoticePage(
    title="推优公示，韩知远等 3 人",
    verdict="两处都在，今天第 3 天；11月14日期满，11月15日起可以登记公示情况。",
    state=State(Shape.RUNNING, "公示中"),
    facts=(
        Fact("编号", "化工团-2026-07"),
        Fact("张贴", "2026年11月9日"),
        Fact("主办", "学院团委"),
        Fact("依据", "第八条"),
    ),
    days=("9日", "10日", "11日", "12日", "13日", "14日"),
    channels=(
        Channel("书面", (ChannelDay(Hung.UNCOUNTED, "张贴日，不计"), *_UP, *_COMING), "化工楼一楼公示栏"),
        Channel("网上", (ChannelDay(Hung.UNCOUNTED, "张贴日，不计"), *_UP, *_COMING), "签名链接 128 次打开"),
    ),
    acts=(
        OpenAct(
            key="posting",
            title="登记撤下或重新张贴",
            href="#posting",
            submit="登记",
            cite=Cite("第八条"),
            when="断一天，两处都重新起算",
            form=Posting(auto_id="posting-%s"),
        ),
        OpenAct(
            key="objection",
            title="登记收到的异议",
            href="#objection",
            submit="登记异议",
            cite=Cite("第八条"),
            when="随时",
        ),
        OpenAct(
            key="close",
            title="登记公示情况",
            href="#close",
            submit="结束公示",
            cite=Cite("第八条"),
            when="11月15日起",
            form=Why(auto_id="close-%s"),
            opened=True,
            primary=True,
            hint="期满后由院团委填写台账；结束后不能再收异议。",
        ),
    ),
    objections=(
        ObjectionRow(
            *("第 1 件", "11月11日", "杜若行", State(Shape.RUNNING, "核实中")),
            due="11月26日",
            href="#objection",
        ),
    ),
    objections_none="公示期内没有收到异议。",
    ledger=(
        Fact("公示地点", "化工楼一楼公示栏；学院网站"),
        Fact("起止", "11月10日至11月14日"),
        Fact("接待", "何敏，化工楼208室"),
        Fact("异议", "1 件，核实中"),
        Fact("登记人", "期满后填写"),
    ),
    ledger_note="台账结束后随每人存档。",
    people=(Link("韩知远", "#1"), Link("叶闻溪", "#2"), Link("杜若行", "#3")),
    journal=(
        JournalRow(
            "11月11日", "2026-11-11", "收到异议 1 件，涉及杜若行。", "何敏，学院团委", "11月11日 10:12 记"
        ),
        JournalRow("11月9日", "2026-11-09", "书面、网上同日张贴。", "何敏，学院团委", "11月9日 09:31 记"),
    ),
    advice="网上页面在11月14日24时自动撤下；书面请在11月15日人工撤下并拍照。",
    crumbs=(Link("公示", "#notices"),),
    tools=(Link("看公开页", "#public", "eye"), Link("打印 PDF", "#pdf", "printer")),
)
