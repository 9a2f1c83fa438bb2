"""A branch secretary's desk: full, and with nothing to do; the room of notices."""

from __future__ import annotations

from datetime import date

from portal.pages.days import due, earliest, unknown
from portal.pages.desk import DeskPage, Event, Job, JobGroup, ListPage, StageCount, View, Waiting
from portal.pages.month import month_of
from portal.pages.parts import Act, Cite, DateKind, Day, Link, Shape

TODAY = date(2026, 11, 12)
_LAW, _UNIT, _PLAN = DateKind.STATUTORY, DateKind.UNIT, DateKind.PLANNED


def _job(
    name: str,
    note: str,
    step: str,
    article: str,
    stage: str,
    why: str,
    day: Day,
    act: str,
    *,
    primary: bool = False,
) -> Job:
    return Job(
        name=name,
        note=note,
        href="#case",
        step=step,
        cite=Cite(article, "#article"),
        stage=stage,
        why=why,
        day=day,
        act=Act(act, "#act", primary),
    )


def _due(month: int, day: int, kind: DateKind = _LAW, note: str = "") -> Day:
    return due(date(2026, month, day), kind, today=TODAY, note=note)


LATE = JobGroup(
    key="late",
    shape=Shape.LATE,
    title="逾期",
    why="先办这里；办理时须写明逾期原因",
    jobs=(
        _job(
            *("高子晗", "2401030122", "第三季度思想汇报", "第十一条", "入党积极分子"),
            *("每季度交一次；7至9月一份未收到。", _due(9, 30), "登记汇报"),
            primary=True,
        ),
        _job(
            *("唐若溪", "2401030108", "半年考察意见（第 3 次）", "第十二条第3项", "入党积极分子"),
            *("每半年填写一次，联系人陈昱未填；已催办 1 次。", _due(10, 30), "再次催办"),
        ),
        _job(
            *("林予安", "2501030217", "申请谈话", "第七条", "入党申请人"),
            *("10月8日递交申请，一个月内须派人谈话，尚未指派。", _due(11, 8), "指派谈话人"),
        ),
    ),
)
SOON = JobGroup(
    key="soon",
    shape=Shape.SOON,
    title="7 天内",
    why="11月13日至19日",
    jobs=(
        _job(
            *("韩知远等 3 人", "推优公示", "公示到期", "第八条", "入党申请人"),
            *("11月9日张贴，张贴日不计；11月15日起生效，尚无异议。", _due(11, 14), "登记公示情况"),
        ),
        _job(
            *("何嘉木", "2601030046", "申请谈话", "第七条", "入党申请人"),
            *("10月16日递交申请；已指派沈一鸣，谈话记录未收。", _due(11, 16), "登记谈话"),
        ),
        _job(
            *("支委会", "确定 4 人", "研究确定积极分子", "第十条", "会议"),
            *("应到5人；4 人推优公示期满无异议，谈话记录齐。", _due(11, 19, _PLAN), "核对议题"),
        ),
    ),
)
READY = JobGroup(
    key="ready",
    shape=Shape.READY,
    title="可推进",
    why="要求已全部满足",
    jobs=(
        _job(
            *("周以宁", "2401030205", "确定为积极分子", "第十条", "入党申请人"),
            *(
                "推优公示期满无异议，11月6日生效；可列入支委会议题。",
                _due(11, 26, _PLAN, "支委会"),
                "列入议题",
            ),
        ),
        _job(
            *("陆清野等 6 人", "化工2401", "推优大会", "第九条第4项", "入党申请人"),
            *("递交申请都已满三个月，综合测评在前一半。", _due(12, 10, _PLAN, "团支部大会"), "录入票数"),
        ),
        _job(
            *("丁若望", "2401030112", "报院党委备案", "第十条", "入党申请人"),
            *("11月5日支委会同意确定；备案前培训不计。", _due(11, 20, _UNIT), "报送备案"),
        ),
    ),
)
HELD = JobGroup(
    key="held",
    shape=Shape.HELD,
    title="被卡住",
    why="日期为最早可办日",
    jobs=(
        _job(
            *("蔡一诺", "2401030150", "推优生效", "第八条", "入党申请人"),
            *(
                "公示期收到反映 1 件，院团委核实，有结论前不生效。",
                _due(11, 27, _UNIT, "核实限期"),
                "查看进度",
            ),
        ),
        _job(
            *("罗景行", "2601030226", "推优大会", "第九条第4项", "入党申请人"),
            *("2026年12月20日起递交申请满三个月。", earliest(date(2026, 12, 20), today=TODAY), "到期提醒我"),
        ),
        _job(
            *("江可为", "2501030161", "入党申请", "第五条", "入党申请人"),
            *("原单位材料10月13日去函，未收到回函，起算日未定。", unknown("已等 30 天"), "再次发函"),
        ),
    ),
)
STAGES = (
    StageCount("入党申请人", 46, "#1", "1 人谈话逾期", Shape.LATE),
    StageCount("入党积极分子", 41, "#2", "22 人可推进", Shape.READY),
    StageCount("发展对象", 9, "#3", "3 人等预审", Shape.RUNNING),
    StageCount("预备党员", 12, "#4", "3 人待上会", Shape.RUNNING),
    StageCount("待归档", 3, "#5", "1 人 7 天内", Shape.SOON),
)
VIEWS = (View("全支部", "#all", current=True), View("我经办", "#mine"), View("等别人", "#others"))
FULL = DeskPage(
    title="本周要办",
    lede="12 件，其中 3 件逾期。每组内日期早的在前，9:20 更新。",
    groups=(LATE, SOON, READY, HELD),
    stages=STAGES,
    views=VIEWS,
    tools=(Link("登记申请", "#register", "plus"), Link("导出", "#export", "download")),
    month=month_of(
        TODAY,
        windows=[(date(2026, 11, 10), date(2026, 11, 14))],
        meetings=[date(2026, 11, 19), date(2026, 11, 26)],
        last_days=[date(2026, 11, 8), date(2026, 11, 16), date(2026, 11, 19)],
    ),
    events=(
        Event(
            "14日止", "今天第 3 天", "推优公示，韩知远等 3 人", "书面、网上两处都在；15日起生效", "#notice"
        ),
        Event("19日 周四", "16:00", "支委会，确定积极分子 4 人", "应到5人，至少到3人", "#meeting"),
        Event("26日 周四", "16:00", "支委会，确定积极分子 1 人", "应到5人"),
    ),
    waiting=(
        Waiting("院团委审核推优名单，梁思远等 3 人", "9 天"),
        Waiting("院党委备案，段一帆等 2 人", "3 天"),
        Waiting("原单位回函，1 人", "30 天"),
    ),
    waiting_all=Link("全部 6 件", "#waiting"),
)
EMPTY = DeskPage(
    title="本周要办",
    lede="现在没有要办的。",
    groups=(),
    stages=tuple(StageCount(stage.label, 0, stage.href) for stage in STAGES),
    views=VIEWS,
    month=month_of(TODAY),
    empty="下一件：11月19日 16:00 支委会，确定积极分子 4 人。",
)
NOTICES = ListPage(
    title="公示",
    lede="1 份正在公示，1 份有异议未结。",
    groups=(
        JobGroup(
            key="hanging",
            shape=Shape.RUNNING,
            title="正在公示",
            jobs=(SOON.jobs[0],),
        ),
        JobGroup(
            key="disputed",
            shape=Shape.HELD,
            title="有异议未结",
            jobs=(HELD.jobs[0],),
        ),
        JobGroup(key="planned", shape=Shape.AHEAD, title="待张贴", jobs=(), none="没有待张贴的公示。"),
    ),
    views=(View("现在", "#now", current=True), View("以前", "#past")),
)
