"""推优大会票决情况 (D04, articles 8 and 9): the papers and the votes of each nominee, and the appraisal."""

from __future__ import annotations

from collections.abc import Iterator

from procedures.party_membership.papers.posted import day_words
from procedures.party_membership.papers.words import basis, by_article, people
from workflows.documents import FormPaper, Grid, Lines, Signatures, Words
from workflows.nodes import ToldCase, ToldMatter
from workflows.rules import meetings
from workflows.rules.facts import Fact
from workflows.rules.tallies import Outcome

HEADS = ("姓名", "学号", "发出", "收回", "赞成", "不赞成", "弃权", "无效", "测评合格", "结果")
OUTCOMES = {Outcome.CARRIED: "通过", Outcome.LOST: "未通过", Outcome.INQUORATE: "人数不足"}
PARAMETER = "tuiyou.ballot_secret"


def recommendation_tally(told: ToldMatter) -> FormPaper:
    """The ballots of a League branch on its nominees; what was kept back abstains."""
    call, attendance = (told.facts.latest(name) for name in (meetings.CALL, meetings.ATTENDANCE))
    due, present = len(meetings.entitled(told.facts)), len(meetings.present(told.facts))
    away = "、".join(
        f"{told.named(number)}（{why}）" for number, why in (meetings.absent(told.facts) or {}).items()
    )
    counts = tuple(row for case in told.cases for row in _row(case, told))
    held = attendance.on if attendance else told.opened_on
    return FormPaper(
        **told.imprint.to_json(),
        title="推优大会票决情况",
        head=f"团支部：{told.imprint.issuer}",
        parts=(
            Lines(
                (
                    (("日期", day_words(held)), ("地点", told.text(call, "place"))),
                    (
                        ("主持人", told.named(told.text(call, "chair"))),
                        ("计票人", people(told, told.said(call).get("tellers", ()))),
                    ),
                    (("应到团员", f"{due}人"), ("实到", f"{present}人"), ("缺席", f"{due - present}人")),
                )
            ),
            *((Words("缺席的人", (away,)),) if away else ()),
            Grid(HEADS, counts, (4, 6, 2, 2, 2, 3, 2, 2, 4, 3), "票数"),
            Words("通过的条件", _condition(told, due)),
            Signatures(("主持人签名", "计票人签名", "计票人签名")),
        ),
        notes=("弃权含发出而没有收回的票。" + (basis(told.cases[0].situation) if told.cases else ""),),
        signed_by=told.imprint.issuer,
        signed_on=held,
    )


def _condition(told: ToldMatter, due: int) -> tuple[str, ...]:
    if not told.cases or not due:
        return ()
    s = told.cases[0].situation
    share = s.edition[PARAMETER].share_option("carried")
    return (by_article(s, PARAMETER, f"无记名投票，应到{due}人，赞成至少{share.least(due)}人才通过。"),)


def _count(case: ToldCase, told: ToldMatter) -> Fact | None:
    found = meetings.of_meeting(case.situation.facts, case.fact.name.partition(".")[0], told.facts)
    decided = [fact for fact in found if fact.outcome in OUTCOMES]
    return decided[-1] if decided else None


def _row(case: ToldCase, told: ToldMatter) -> Iterator[tuple[str, ...]]:
    fact = _count(case, told)
    if fact is None:
        yield (case.name, case.situation.subject.number, *[""] * 7, "没有表决")
        return
    data = fact.data
    kept_back = max(0, data["issued"] - data["returned"])
    numbers = (data["approve"], data["oppose"], data["abstain"] + kept_back, data["void"])
    yield (
        case.name,
        case.situation.subject.number,
        *(str(data[name]) for name in ("issued", "returned")),
        *(str(number) for number in numbers),
        f"{data.get('qualified', 0)} / {data.get('rated', 0)}",
        OUTCOMES[Outcome(str(fact.outcome))],
    )
