"""年度发展计划 (D13, articles 13 and 15): the names of a college's plan, its report and its adjustment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from procedures.party_membership import roles
from procedures.party_membership.papers.posted import day_words
from procedures.party_membership.papers.words import basis
from procedures.party_membership.rules import known_candidates as known
from procedures.party_membership.rules import planning
from workflows.documents import FormPaper, Grid, Lines, Part, Signatures
from workflows.nodes import ToldCase, ToldMatter
from workflows.rules.facts import Fact

#: the acts of a plan that its sheet tells of
PLANNED: Final = ("enlist", "strike", "report", "receive", "adjust", "reduce")
ROUTES: Final[Mapping[str, str]] = {"A": "路径一", "B": "路径二", "exception": "特例", "": "研究生"}
VIEWS: Final[Mapping[str, str]] = {"agree": "同意", "disagree": "不同意"}
CHANGES: Final[Mapping[str, str]] = {"adjust": "增加", "reduce": "减少"}
#: widths in points by which a day stays on one line
WIDTHS: Final = (30, 52, 76, 88, 48, 54, 94)
NAMES: Final = ("序号", "姓名", "学号", "党支部", "路径", "联系人意见", "列入日期")


def development_plan(told: ToldMatter) -> FormPaper:
    """Who stands on the plan by which route, who was struck off, the total, and how it changed since."""
    year = planning.plan_year(told.facts)
    stated = _stated(told)
    return FormPaper(
        **told.imprint.to_json(),
        title=f"{year}年度发展党员计划",
        head=f"编制单位：{told.imprint.issuer}",
        parts=tuple(_parts(told)),
        notes=(basis(told.cases[0].situation),) if told.cases else (),
        signed_by=told.imprint.issuer,
        signed_on=stated.on if stated else None,
    )


def _parts(told: ToldMatter) -> Iterator[Part]:
    facts = told.facts
    draft, received = facts.latest(planning.DRAFT), facts.latest("receive")
    reports, stated = facts.all(planning.REPORT), _stated(told)
    yield Lines(
        (
            (
                ("编制日期", day_words(draft.on if draft else None)),
                ("上报日期", day_words(reports[0].on if reports else None)),
            ),
            (
                ("收件日期", day_words(received.on if received else None)),
                ("收件编号", told.text(received, "receipt")),
            ),
            (("计划总人数", f"{stated.data['total']}人" if stated else ""),),
        )
    )
    listed = [case for case in told.cases if case.fact.name == known.LISTED]
    rows = tuple((str(n), *_listed(case)) for n, case in enumerate(listed, start=1))
    yield Grid(NAMES, rows, WIDTHS, "列入计划的人")
    struck = tuple(_struck(case) for case in told.cases if case.fact.name == known.STRUCK)
    if struck:
        yield Grid(("姓名", "学号", "去掉日期", "原因"), struck, (56, 76, 94, 216), "从计划中去掉的人")
    if changes := tuple(_changes(told)):
        yield Grid(("日期", "调整", "总人数", "与原计划相比", "原因"), changes, (94, 40, 56, 76, 176), "调整")
    yield Signatures(("编制人签名", "负责人签名"))


def _stated(told: ToldMatter) -> Fact | None:
    """The report or the adjustment that stated the total last."""
    stated = [fact for name in (planning.REPORT, *CHANGES) for fact in told.facts.all(name)]
    return max(stated, key=lambda fact: fact.entry or 0, default=None)


def _listed(case: ToldCase) -> tuple[str, ...]:
    """One name: the branch, the route, what a contact person thinks, and since when it is listed."""
    branch = case.situation.units.get(roles.PARTY_BRANCH)
    return (
        case.name,
        case.situation.subject.number,
        branch.name if branch else "",
        ROUTES.get(str(case.fact.data.get("route") or ""), ""),
        VIEWS.get(case.text(_opinion(case), "view"), ""),
        day_words(case.fact.on),
    )


def _opinion(case: ToldCase) -> Fact | None:
    """The last opinion of a contact person on the year of the plan."""
    year = case.fact.data.get("year")
    given = [fact for fact in case.situation.facts.all("plan_opinion") if fact.data.get("year") == year]
    return given[-1] if given else None


def _struck(case: ToldCase) -> tuple[str, ...]:
    return (
        case.name,
        case.situation.subject.number,
        day_words(case.fact.on),
        case.text(case.fact, "ground"),
    )


def _changes(told: ToldMatter) -> Iterator[tuple[str, ...]]:
    """Each adjustment of a reported plan, against the total that was reported first."""
    first = planning.original(told.facts)
    before = first.data["total"] if first else 0
    made = [fact for name in CHANGES for fact in told.facts.all(name)]
    for fact in sorted(made, key=lambda each: each.entry or 0):
        total = fact.data["total"]
        yield (
            day_words(fact.on),
            CHANGES[fact.name],
            f"{total}人",
            f"{total - before:+d}人",
            told.text(fact, "ground"),
        )
