"""A recommendation meeting: empty, half typed with a contradiction, counted."""

from __future__ import annotations

from dataclasses import replace

from portal.pages.ballot import BallotPage, Check, Excluded, Member, Nominee, Numbers, Quorum
from portal.pages.parts import Cite, Fact, Link, Reason, Refusal, Shape, State
from portal.pages.samples.forms import Meeting

_FAMILY = "周沈白常陈崔方冯龚侯黄蒋康李廖马倪潘乔邵汤"
_GIVEN = (
    "予安 嘉禾 锦初 念安 可昕 明朗 亦舒 予白 雪尧 一鸣 知非 思齐 若琳 向晚 星野 书航 采薇 予墨 木南 可欣 一清"
)
NAMES = tuple(family + given for family, given in zip(_FAMILY, _GIVEN.split(), strict=True))
_ROLES = (
    ("issued", "发出"),
    ("returned", "收回"),
    ("void", "废票"),
    ("approve", "赞成"),
    ("oppose", "不赞成"),
    ("abstain", "弃权"),
)


def _numbers(key: str, values: str, error: str = "") -> tuple[Numbers, ...]:
    typed = values.split() if values else [""] * len(_ROLES)
    return tuple(
        Numbers(role, f"{key}-{role}", label, value, error if role == "returned" else "")
        for (role, label), value in zip(_ROLES, typed, strict=True)
    )


def _checks(values: str) -> tuple[Check, ...]:
    rules = (
        (
            ("issued",),
            "eq",
            ("present",),
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
            *(
                "赞成、不赞成、弃权、废票合计 {left}，等于收回",
                "赞成、不赞成、弃权、废票合计 {left}，收回是 {right}",
            ),
        ),
    )
    numbers = dict(zip((role for role, _ in _ROLES), map(int, values.split()), strict=True)) if values else {}
    return tuple(_judged(Check(*rule), {**numbers, "present": 14}) for rule in rules)


def _judged(check: Check, numbers: dict[str, int]) -> Check:
    if len(numbers) == 1:
        return check
    left, right = (sum(numbers[role] for role in side) for side in (check.left, check.right))
    return replace(
        check, holds=left == right if check.relation == "eq" else left <= right, sums=(left, right)
    )


def _nominee(no: int, name: str, values: str, error: str = "") -> Nominee:
    return Nominee(
        no=no,
        name=name,
        note=f"24010302{no:02}，化工2402",
        numbers=_numbers(f"n{no}", values, error),
        checks=_checks(values),
        more_title="民主测评",
        more=(
            Numbers("rated", f"n{no}-rated", "参加测评", "14" if values else ""),
            Numbers("qualified", f"n{no}-qualified", "合格", "13" if values else ""),
        ),
    )


QUORUM = Quorum(
    verdict="应到21人，实到14人，超过半数，可以开会。",
    entitled=21,
    present=14,
    needed=11,
    line="超过半数：至少 11 人",
    state=State(Shape.MET),
    cite=Cite("第八条", "#article"),
    advice="本校推优办法未载入，到会和得票都按超过半数计算。",
)
EXCLUDED = (
    Excluded("韩知远", "本次人选以外，已不是团员（10月8日退团）", Cite("第八条")),
    Excluded("叶闻溪", "团籍在应化2401团支部，9月1日转出"),
    Excluded("杜若行", "保留团籍的预备党员，10月30日起不在团支部表决"),
)


# The page as first opened: nothing typed, attendance to tick.
COUNTING = BallotPage(
    title="化工2402团支部推优大会",
    facts=(Fact("人选", "2 人"), Fact("表决", "无记名投票，逐人进行"), Fact("依据", "第八条、第九条")),
    href="#ballot",
    submit="提交票数",
    quorum=None,
    members=tuple(Member(str(at), name, at < 14) for at, name in enumerate(NAMES)),
    excluded=EXCLUDED,
    nominees=(_nominee(1, "梁思远", ""), _nominee(2, "林予安", "")),
    form=Meeting(),
    roll_note="按12月10日的团籍",
    excluded_note="原因随票数存档",
    hint="提交后名册和票数一并冻结，只能更正。",
    crumbs=(Link("会议", "#meetings"),),
    tools=(Link("打印名册和选票", "#print", "printer"),),
    foot="系统只存合计数，任何地方都没有人与票的对应。",
)


# The page after impossible sums were refused.
CONTRADICTING = replace(
    COUNTING,
    quorum=QUORUM,
    refusal=Refusal(
        "没有办理，2 项未满足",
        (
            Reason(
                "林予安：收回 15 张，多于发出 14 张；确认无误则本轮作废，须重新投票。",
                Cite("第八条", "#article"),
            ),
            Reason("林予安：递交申请未满三个月。", Cite("第九条第4项", "#article"), "2027年1月8日"),
        ),
    ),
    nominees=(
        _nominee(1, "梁思远", "14 14 0 12 1 1"),
        _nominee(2, "林予安", "14 15 0 12 2 1", "收回 15 张，多于发出 14 张。"),
    ),
)


# The meeting after its votes were counted: frozen, outcomes in sentences.
COUNTED = replace(
    COUNTING,
    quorum=QUORUM,
    locked=True,
    roll_note="12月10日 16:02 冻结",
    nominees=(
        Nominee(
            1,
            "梁思远",
            "2401030201，化工2402",
            state=State(Shape.MET, "通过"),
            result=(
                "赞成 12，不赞成 1，弃权 1。应到21人，赞成须至少 11 人；"
                "测评14人参加，13人合格，须至少 12 人。"
            ),
            cite=Cite("第九条第5项", "#article"),
        ),
        Nominee(
            2,
            "林予安",
            "2401030202，化工2402",
            state=State(Shape.UNMET, "未通过"),
            result="赞成 9，不赞成 4，弃权 1。应到21人，赞成须至少 11 人。",
            cite=Cite("第八条", "#article"),
        ),
    ),
)
