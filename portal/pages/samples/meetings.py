"""A branch's meeting: the roll, a teller counting, contradicting sums, too few who came, all decided."""

from __future__ import annotations

from dataclasses import replace

from portal.pages.case import OpenAct
from portal.pages.meeting import (
    Away,
    Candidate,
    Cell,
    Check,
    Count,
    Excluded,
    Item,
    MeetingPage,
    Numbers,
    People,
    PersonLine,
    Quorum,
    Roll,
    Teller,
    Turn,
)
from portal.pages.parts import Cite, Fact, Link, Reason, Refusal, Shape, State
from portal.pages.samples.cases import OPEN
from portal.pages.samples.forms import Meeting, MeetingDay
from portal.pages.samples.papers import OF_A_MEETING

PRESENT = "周岚 沈一鸣 方晓棠 陈昱 石文澜 陶然 秦立言 郑可欣 孟昭宁 谢知夏 宋语桐 尹若谷 杜思雅 顾清扬"
AWAY = (
    Away("徐未央", "实习，南通", "书面意见，12月9日 17:40 收到"),
    Away("邵长风", "住院", "书面意见，12月10日 13:55 收到"),
    Away("白景川", "境外交流"),
    Away("卢念慈", "实习，苏州"),
    Away("冯远达", "实习，苏州"),
    Away("叶启明", "支教"),
    Away("潘以恒", "实习，无锡"),
)
HALL = (("issued", "发出"), ("returned", "收回"))
SORTED = (("approve", "赞成"), ("oppose", "不赞成"), ("abstain", "弃权"), ("void", "废票"))
WRITTEN = (
    ("written_approve", "书面意见赞成"),
    ("written_oppose", "书面意见不赞成"),
    ("written_abstain", "书面意见弃权"),
)
RULES = (
    (
        ("issued",),
        "eq",
        ("14",),
        "发出应等于实到",
        "发出 {left}，等于实到 {right}",
        "发出 {left}，不等于实到 {right}",
    ),
    (
        *(("returned",), "le", ("issued",), "收回不能多于发出", "收回 {left}，不多于发出 {right}"),
        "收回 {left}，多于发出 {right}，本轮作废，须重新投票",
    ),
    (
        *(("approve", "oppose", "abstain", "void"), "eq", ("returned",), "四项合计应等于收回"),
        "赞成、不赞成、弃权、废票合计 {left}，等于收回",
        "赞成、不赞成、弃权、废票合计 {left}，收回是 {right}",
    ),
    (
        *(tuple(role for role, _label in WRITTEN), "eq", ("2",), "书面意见三项合计应等于收到的份数"),
        "书面意见三项合计 {left}，等于收到的份数",
        "书面意见三项合计 {left}，收到的是 {right} 份",
    ),
)
ITEMS = ("本人汇报", "介绍人介绍", "支委会报告", "讨论", "本人表态", "无记名投票")
TIMES = ("15:18", "15:24", "15:29", "15:33", "15:38", "15:41")


def _count(values: str) -> Count:
    typed = values.split() if values else [""] * 9
    roles = [*HALL, *SORTED, *WRITTEN]
    numbers = [
        Numbers(role, f"case_2__{role}", label, value)
        for (role, label), value in zip(roles, typed, strict=True)
    ]
    known = {number.role: int(number.value) for number in numbers if number.value} | {"14": 14, "2": 2}
    return Count(
        groups=(tuple(numbers[:2]), tuple(numbers[2:6]), tuple(numbers[6:])),
        checks=tuple(_judged(Check(*rule), known) for rule in RULES),
        note="书面意见 2 份，表决前收到，已截止。两名计票人当场拆封，只填合计，不写是谁的。",
    )


def _judged(check: Check, known: dict[str, int]) -> Check:
    if not {*check.left, *check.right} <= known.keys():
        return check
    left, right = (sum(known[role] for role in side) for side in (check.left, check.right))
    holds = left == right if check.relation == "eq" else left <= right
    return replace(check, holds=holds, sums=(left, right))


QUORUM = Quorum(
    verdict="应到21人，实到14人，超过半数，可以开会。",
    entitled=21,
    present=14,
    needed=11,
    line="超过半数：至少 11 人",
    state=State(Shape.MET),
    written=2,
    cite=Cite("第二十八条"),
    advice="缺席 7 人，超过应到的五分之一，细则建议改期；支部书记已注明理由。",
)
ROLL = Roll(
    note="12月10日锁定",
    present=tuple(PRESENT.split()),
    away=AWAY,
    excluded=(Excluded("韩知远", "长期在国外；上级同意：化院党〔2026〕18号"),),
)
DECIDED = Candidate(
    1,
    "梁思远",
    "2301030141，化工2303",
    State(Shape.MET, "通过"),
    lines=(
        "赞成 14，不赞成 1，弃权 1，含书面意见 2 份。应到21人，赞成须至少 11 人。",
        "第 1 次两份不一致，重新清点。",
    ),
    cite=Cite("第二十八条"),
)
IN_TURN = Candidate(
    2,
    "周予安",
    "2301030155，材化2301",
    State(Shape.RUNNING, "正在计票"),
    now=True,
    last=True,
    items=tuple(
        Item(title, reached=True, now=title == ITEMS[-1], when=at)
        for title, at in zip(ITEMS, TIMES, strict=True)
    ),
    tellers=(Teller("甲", "方晓棠", me=True), Teller("乙", "石文澜", sealed=True)),
    count=_count(""),
)
AHEAD = Candidate(
    3,
    "沈嘉禾",
    "2301030146，化工2302",
    State(Shape.AHEAD, "待讨论"),
    waits="上一人有结果后开始；逐个讨论、逐个表决。",
)

# A teller enters the count of whose turn it is.
COUNTING = MeetingPage(
    title="支部大会，3 人",
    facts=(
        Fact("单位", "化工本科生第二党支部"),
        Fact("12月10日", "化工楼 301"),
        Fact("主持", "周岚"),
        Fact("计票", "方晓棠、石文澜"),
    ),
    quorum=QUORUM,
    say="",
    candidates=(DECIDED, IN_TURN, AHEAD),
    roll=ROLL,
    turn=Turn(
        title="录入票数",
        href="#count",
        submit="封存我的计票",
        form=Meeting(),
        hint="封存后不能改，谁也看不到；两份相同即生效，不同则各自重数。",
        icon="lock",
    ),
    journal=OPEN.journal[:3],
    crumbs=(Link("会议", "#meetings"),),
    prints=OF_A_MEETING,
    foot="系统只存每位的合计数，任何地方都没有人与票的对应。",
)

# Sums that cannot be.
CONTRADICTING = replace(
    COUNTING,
    candidates=(
        DECIDED,
        replace(
            IN_TURN,
            count=_count("14 15 11 2 2 0 2 0 0"),
            refused=(Reason("应收回的票数多于发出的票数，请核对。", Cite("第二十八条")),),
        ),
        AHEAD,
    ),
    refusal=Refusal(
        "没有登记：1 处不符合要求",
        (Reason("发出14票，实到13人，两个数应当相等。", Cite("第二十八条")),),
    ),
)

# The office locks the roll: a line for everybody of the electorate.
KINDS = (("", "应到"), ("abroad", "长期在国外"), ("suspended", "留党察看"))
ROLLING = replace(
    COUNTING,
    quorum=None,
    say="还没有确定应到会名册：先定谁有表决权。",
    roll=None,
    candidates=(replace(DECIDED, state=State(Shape.AHEAD, "待讨论"), lines=(), waits=""), AHEAD),
    turn=Turn(
        title="确定应到会名册",
        href="#roll",
        submit="确定应到会名册",
        form=MeetingDay(),
        cite=Cite("第二十八条"),
        hint="开始议程之后名册不再变动。",
        about_people=True,
        people=People(
            "不动的都计入应到；不计入的选情形或写原因。",
            tuple(
                PersonLine(
                    str(at),
                    name,
                    (
                        Cell(f"excluded__{at}", "情形", "abroad" if at == 3 else "", "choice", KINDS),
                        Cell(
                            f"consents__{at}", "上级同意的文号或日期", "化院党〔2026〕18号" if at == 3 else ""
                        ),
                        Cell(f"reasons__{at}", "说明"),
                    ),
                )
                for at, name in enumerate(PRESENT.split())
            ),
        ),
    ),
)

# Too few came: nothing is decided.
SHORT = replace(
    COUNTING,
    quorum=replace(
        QUORUM,
        verdict="应到21人，实到9人，没有超过半数，不能开会。",
        present=9,
        state=State(Shape.UNMET),
        advice="",
    ),
    candidates=(replace(DECIDED, state=State(Shape.AHEAD, "待讨论"), lines=()), AHEAD),
    turn=Turn("未达法定人数", "#fail", "登记未达法定人数", MeetingDay(), about_people=True),
)

# Everybody was decided; what is left is to adjourn.
COUNTED = replace(
    COUNTING,
    candidates=(
        DECIDED,
        replace(
            DECIDED,
            no=2,
            name="周予安",
            note="2301030155，材化2301",
            state=State(Shape.UNMET, "未通过"),
            lines=("赞成 9，不赞成 5，弃权 2，含书面意见 2 份。应到21人，赞成须至少 11 人。",),
        ),
        replace(AHEAD, state=State(Shape.EXCEPTION, "暂缓表决"), waits=""),
    ),
    turn=Turn("散会", "#adjourn", "散会", MeetingDay(), about_people=True),
    acts=(OpenAct("attend", "登记到会", "#attend", "登记到会", when="已登记"),),
)
