"""Matters of article 15: a college's yearly plan, and a branch's meetings on development."""

from __future__ import annotations

import json
from collections.abc import Iterable

from procedures.party_membership import forms, roles
from procedures.party_membership.flows.matters import FAMILY
from procedures.party_membership.papers.plan import PLANNED, development_plan
from procedures.party_membership.rules import planning
from workflows.nodes import MatterAct, MatterPaper, MatterType, Projected
from workflows.rules.situation import Situation
from workflows.store.batch import Row


def plan_reported(s: Situation, ids: Projected) -> Iterable[Row]:
    """Let every case of the college know from which day the plan of a year was reported."""
    college = s.units[roles.COLLEGE]
    year = str(planning.plan_year(s.facts))
    plans = dict(college.details.get("plans", {}))
    first = plans.get(year, {}).get("reported_on", s.on.isoformat())
    plans[year] = {"reported_on": min(first, s.on.isoformat()), "matter": ids.matter}
    details = json.dumps({**college.details, "plans": plans}, ensure_ascii=False)
    yield Row("workflows_unit", {"details": details}, {"id": college.id})


class DevelopmentPlan(MatterType):
    """年度发展计划 of a college (articles 13 and 15): names with their route, reported, adjusted in June.

    A college has one open plan at a time; a case learns that it is listed, and that it is struck off.
    """

    family, name, title, at = FAMILY, "development_plan", "年度发展计划", roles.COLLEGE
    single = True
    papers = (
        MatterPaper(
            name="plan",
            title="年度发展党员计划",
            code="D13",
            cites=("13", "15"),
            of=PLANNED,
            write=development_plan,
        ),
    )

    draft = MatterAct(forms.PlanDraft, title="编制年度计划", by=roles.COLLEGE_OFFICES, opens=True).Cite("15")
    enlist = (
        MatterAct(
            forms.PlanNames,
            title="列入计划名单",
            by=roles.COLLEGE_OFFICES,
            event="enlist",
            gathers=True,
            keep="each",
        )
        .Cite("13", "15")
        .Requires(planning.still_a_draft)
        .Accepts(planning.of_the_plans_year)
    )
    strike = (
        MatterAct(forms.PlanNames, title="去掉名单", by=roles.COLLEGE_OFFICES, event="strike", keep="each")
        .Cite("15")
        .Requires(planning.still_a_draft)
        .Accepts(planning.of_the_plans_year)
    )
    report = (
        MatterAct(
            forms.PlanReport,
            title="上报组织部",
            by=roles.COLLEGE_SECRETARY,
            recorders=roles.COLLEGE_OFFICES,
            keep="each",
        )
        .Cite("15")
        .Requires(planning.still_a_draft, planning.reported_in_time)
        .Projects(plan_reported)
    )
    receive = (
        MatterAct(
            forms.PlanReceipt,
            title="组织部收件",
            by=roles.UNIVERSITY_ORGANISATION,
            recorders=roles.COLLEGE_OFFICES,
        )
        .Cite("15")
        .Requires(planning.reported_before)
    )
    override = MatterAct(
        forms.PlanException, title="组织部放行", by=roles.UNIVERSITY_ORGANISATION, keep="each"
    ).Cite("15")
    adjust = (
        MatterAct(
            forms.PlanAdjustment,
            title="调整：增加",
            by=roles.COLLEGE_SECRETARY,
            event="enlist",
            gathers=True,
            keep="each",
            recorders=roles.COLLEGE_OFFICES,
        )
        .Cite("15")
        .Requires(planning.reported_before, planning.adjusted_in_june)
        .Accepts(planning.of_the_plans_year, planning.adjusted_little)
    )
    reduce = (
        MatterAct(
            forms.PlanAdjustment,
            title="调整：减少",
            by=roles.COLLEGE_SECRETARY,
            event="strike",
            keep="each",
            recorders=roles.COLLEGE_OFFICES,
        )
        .Cite("15")
        .Requires(planning.reported_before, planning.adjusted_in_june)
        .Accepts(planning.of_the_plans_year, planning.adjusted_little)
    )
    close = (
        MatterAct(title="结束本年度计划", by=roles.COLLEGE_OFFICES, closes=True)
        .Cite("15")
        .Requires(planning.reported_before)
    )


class DevelopmentMeetings(MatterType):
    """发展党员工作例会 of a branch (article 15): one record to which every meeting is added."""

    family, name, title, at = FAMILY, "development_meetings", "发展党员工作例会", roles.PARTY_BRANCH
    single = True
    open = MatterAct(title="建立例会记录", by=roles.BRANCH, opens=True).Cite("15")
    hold = (
        MatterAct(forms.DevelopmentMeeting, title="登记例会", by=roles.BRANCH, keep="each")
        .Cite("15")
        .Requires(planning.met_again_in_time)
    )
