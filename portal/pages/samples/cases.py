"""A case in the middle of its road, refused once; a case that cannot move; lists and searches; the
journal.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from portal.pages.case import (
    CasePage,
    Dossier,
    OpenAct,
    Paper,
    PapersAhead,
    Passage,
    Road,
    RoadStep,
    StagePoint,
)
from portal.pages.days import due, earliest
from portal.pages.desk import View
from portal.pages.journal import Correction, JournalPage, JournalRow
from portal.pages.parts import (
    Cite,
    DateKind,
    Day,
    Fact,
    FindingRow,
    Findings,
    Link,
    Paging,
    Reason,
    Refusal,
    Shape,
    State,
)
from portal.pages.samples.desks import TODAY
from portal.pages.samples.forms import Opinion, Report, refused
from portal.pages.search import CaseRow, CasesPage, SearchPage

STAGES = (
    StagePoint("入党申请人", "2023年10月11日", Passage.DONE),
    StagePoint("入党积极分子", "2025年4月24日起，1年6个月", Passage.NOW),
    StagePoint("发展对象", "最早 2026年11月20日", Passage.AHEAD),
    StagePoint("预备党员", "预计 2026年12月", Passage.AHEAD),
    StagePoint("正式党员", "预计 2027年12月", Passage.AHEAD),
    StagePoint("归档", "转正批准后", Passage.AHEAD),
)
_MET = State(Shape.MET)
FINDINGS = Findings(
    title="列为发展对象，还差什么",
    verdict="最早 2026年11月20日 可由支委会研究，须先补交思想汇报。",
    totals=(State(Shape.UNMET, "未满足 2"), State(Shape.EXCEPTION, "例外 1"), State(Shape.MET, "满足 4")),
    rows=(
        FindingRow(
            State(Shape.UNMET),
            "培训结业后考察满一年",
            Cite("第十六条", "#article"),
            "2025年11月20日结业；到今天差 8 天。",
            earliest(date(2026, 11, 20)),
        ),
        FindingRow(
            State(Shape.UNMET),
            "每季度一份思想汇报",
            Cite("第十一条", "#article"),
            "应交 6 份，收到 5 份；缺 2026年第三季度。",
            Day("补交当日", note="本人可办"),
        ),
        FindingRow(
            State(Shape.EXCEPTION),
            "建党对象培训结业",
            Cite("第十六条", "#article"),
            "下期班12月5日开班。学院党委11月6日准予例外：先列为发展对象，证书最迟在预审前补交。",
            Day("预审前", kind=DateKind.UNIT, note="何敏经办"),
            Link("看例外决定", "#override"),
        ),
        FindingRow(_MET, "列入年度发展计划", Cite("第十五条"), "2026年计划第 14 号，2025年12月26日上报。"),
        FindingRow(_MET, "群众座谈会", Cite("第十七条第1项"), "10月21日，40人参加，赞成 37 人，反对 1 人。"),
        FindingRow(
            _MET, "培养联系人半年考察", Cite("第十二条第3项"), "应填 3 次，已填 3 次；最近 10月22日。"
        ),
        FindingRow(_MET, "无处分、能如期毕业", Cite("第十六条"), "教务处10月9日核对。"),
    ),
    more=Link("复制说明", "#copy", "clipboard-list"),
)
JOURNAL = (
    JournalRow(
        *(
            "11月6日",
            "2026-11-06",
            "准予例外：建党对象培训证书在预审前补交。理由：下期班12月5日开班，时间不由本人决定。",
        ),
        *("何敏，学院党委", "11月6日 16:20 记"),
        cite=Cite("第十六条", "#article"),
    ),
    JournalRow(
        "10月22日", "2026-10-22", "半年考察意见（第 3 次）。", "方晓棠，培养联系人", "10月22日 18:31 记"
    ),
    JournalRow(
        *("10月21日", "2026-10-21", "群众座谈会，40人参加，赞成 37，反对 1，未表态 2。"),
        *("沈一鸣", "10月24日 09:12 记"),
        corrections=(Correction("日期", "10月20日", "10月21日", "以签到表为准", "周岚提出，沈一鸣确认。"),),
        files=(Link("签到表 PDF", "#file"),),
    ),
    JournalRow(
        *("10月15日", "2026-10-15", "收到第三季度思想汇报。", "沈一鸣", "10月15日 17:02 记"),
        voided="作废：录到了同名同学的办件里；周岚提出，沈一鸣确认，10月16日 08:40 记。",
    ),
    JournalRow(
        "10月9日", "2026-10-09", "教务处核对：无处分，学分进度可如期毕业。", "系统导入", "10月9日 02:00 记"
    ),
)
ROAD = (
    RoadStep("支委会研究", "11月20日起", "已排 11月26日；由支委会办", key=True, firm=True),
    RoadStep("学院党委备案", "当日起", "同意之日即为列为发展对象之日"),
    RoadStep("政治审查，确定两名介绍人", "备案后", "支部与学院党委；没有法定天数"),
    RoadStep("公示不少于 5 天", "张贴次日起", "书面、网上同时"),
    RoadStep("支部大会票决", "12月2日起", "支部计划 12月10日", key=True, firm=True),
    RoadStep("预备期", "一年", "按 12月10日通过推算，至 2027年12月9日", key=True),
    RoadStep("转正", "2027年12月10日起", "11月25日前递交转正申请", key=True, firm=True),
)

DOSSIER = Dossier(
    "15 类，已有 9 类，要补 3 类，未到 3 类",
    missing=(
        Paper(
            *("思想汇报", "已收 5，缺 1", "缺第三季度思想汇报；9月30日已到期，由本人补交。", Shape.LATE),
            act=Link("收思想汇报", "#report"),
        ),
        Paper(
            *("积极分子考察表", "缺：填写半年考察意见", "已有 2 份；由培养联系人办。", Shape.MISSING),
            files=(Link("扫描件", "#file", "paperclip"),),
        ),
        Paper("确定发展对象的决定", "未满期", "最早 11月20日，由党支部书记办。", Shape.EARLY),
    ),
    there=(
        Paper(
            "入党申请书",
            "有扫描件",
            "2023年10月11日",
            Shape.MET,
            "#1",
            files=(Link("扫描件", "#f", "paperclip"),),
        ),
        Paper("申请人谈话记录", "已登记", "2023年11月3日", Shape.MET, "#2"),
        Paper(
            *("推优会议记录与票数", "已登记", "2025年4月9日", Shape.MET, "#3"),
            files=(Link("推优大会票决情况", "#pdf", "printer"),),
        ),
        Paper("列入年度发展计划", "在填", "2 份，最近 2025年12月26日", Shape.RUNNING, "#4"),
        Paper("积极分子培训结业证书", "原件待核", "2025年11月20日", Shape.NOTE, "#5"),
    ),
    ahead=(
        PapersAhead("发展对象", ("政治审查结论", "发展对象公示")),
        PapersAhead("预备党员", ("转正申请报告",)),
    ),
)


_ACTS = (
    OpenAct(
        key="report",
        title="收思想汇报",
        href="#report",
        submit="登记第三季度汇报",
        cite=Cite("第十一条", "#article"),
        when="2026年第三季度，逾 43 天",
        shape=Shape.LATE,
        form=Report(auto_id="report-%s"),
        hint="登记后记为“补交”，逾期仍留在纪实中。",
        opened=True,
        primary=True,
    ),
    OpenAct(
        key="opinion",
        title="填写半年考察意见",
        href="#opinion",
        submit="登记意见",
        cite=Cite("第十二条第3项"),
        when="第 4 次，2027年4月24日前；由培养联系人办",
        form=Opinion(auto_id="opinion-%s"),
    ),
    OpenAct(
        key="list",
        title="列为发展对象",
        href="#list",
        submit="提交支委会",
        cite=Cite("第十六条"),
        when="11月20日起可以提交",
        shape=Shape.HELD,
        held=(
            Reason("2025年11月20日结业，考察须满一年。", Cite("第十六条"), "2026年11月20日"),
            Reason("思想汇报应交 6 份，收到 5 份。", Cite("第十一条"), override="学院党委"),
        ),
    ),
    OpenAct(
        key="contact",
        title="更换培养联系人",
        href="#contact",
        submit="更换",
        cite=Cite("第十二条"),
        when="随时",
    ),
)


# A case with an act late, an act that cannot be done yet, and everything else.
OPEN = CasePage(
    name="贺云帆",
    facts=(
        Fact("学号", "2301030119"),
        Fact("化工2302班", "2005年3月生"),
        Fact("培养联系人", "陈昱、方晓棠"),
        Fact("案号", "化工二-2023-031"),
        Fact("适用", "2026年版细则"),
    ),
    stages=STAGES,
    acts=_ACTS,
    acts_note="本阶段内可随时办理，先后不限",
    findings=(FINDINGS,),
    journal=JOURNAL,
    journal_note="31 条，只增不改；更正另记一条",
    journal_all=Link("全部", "#journal"),
    road=Road(ROAD, "推算不含审批在途时间。任何一步实际日期变动，以下各日重算。"),
    people=(
        Fact("支部书记", "周岚"),
        Fact("培养联系人", "陈昱、方晓棠（正式党员）"),
        Fact("组织员", "何敏，学院党委"),
        Fact("入党介绍人", "列为发展对象后确定"),
    ),
    dossier=DOSSIER,
    crumbs=(Link("办件", "#cases"), Link("入党积极分子", "#stage")),
    tools=(Link("打印", "#print", "printer"), Link("更正", "#correct", "pencil")),
)


def refused_case() -> CasePage:
    """Return the same case after an act was refused in place: every reason, and what was typed."""
    form = refused(
        Report, {"quarter": "2026-3", "on": "2026-11-20"}, {"on": "递交日期不能晚于今天（11月12日）。"}
    )
    form.auto_id = "report-%s"
    refusal = Refusal(
        "没有办理，2 项未满足",
        (
            Reason("第三季度汇报已有一份（10月15日），不能重复登记。", Cite("第十一条", "#article")),
            Reason("2026年11月20日还没到，纸面事实只能补记。", Cite("第四十五条")),
        ),
    )
    first, *rest = _ACTS
    return replace(OPEN, acts=(replace(first, form=form, refusal=refusal), *rest))


# A case that has ended: nothing to do, nothing ahead.
CLOSED = replace(
    OPEN,
    acts=(),
    acts_note="",
    findings=(),
    road=None,
    dossier=None,
    closed="本办件已于2026年11月1日随转出移交江海大学，只能查阅。",
)


ROWS = (
    CaseRow(
        *("何嘉木", "2601030046", "#1", "化工2601", "入党申请人", "申请谈话"),
        due(date(2026, 11, 16), DateKind.STATUTORY, today=TODAY),
        State(Shape.SOON),
    ),
    CaseRow(
        *("何书瑶", "2401030071", "#2", "应化2402", "入党积极分子", "列为发展对象"),
        earliest(date(2027, 3, 20), today=TODAY),
        State(Shape.EARLY),
    ),
    CaseRow(
        *("贺云帆", "2301030119", "#3", "化工2302", "入党积极分子", "补交思想汇报"),
        due(date(2026, 9, 30), DateKind.STATUTORY, today=TODAY),
        State(Shape.LATE),
    ),
)
FOUND = SearchPage("hjm", "#search", "“hjm” 找到 3 人，只含您有权查看的。", ROWS)
NOT_FOUND = SearchPage(
    "zzz", "#search", "没有找到“zzz”。", (), "可输入姓名、学号或姓名的拼音首字母；别的支部的人不会出现。"
)
STAGE_LIST = CasesPage(
    title="办件",
    lede="入党申请人 46 人，按下一步日期排列。",
    rows=ROWS * 3,
    views=(View("入党申请人 46", "#1", current=True), View("入党积极分子 41", "#2"), View("全部", "#3")),
    tools=(Link("登记申请", "#register", "plus"),),
    paging=Paging("第 1 至 9 人，共 46 人", next="#2"),
)
WHOLE_JOURNAL = JournalPage(
    title="贺云帆，全程纪实",
    lede="31 条，新的在前。只增不改；更正和作废另记一条，原记录划线保留。",
    rows=JOURNAL * 3,
    crumbs=(Link("办件", "#cases"), Link("贺云帆", "#case")),
    checked="校验正常：31 条首尾相接，最近一次 11月12日 03:00。",
    paging=Paging("第 1 至 15 条，共 31 条", next="#2"),
)
