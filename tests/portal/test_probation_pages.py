"""What the pages say of somebody in the year of probation: when the application is wanted, what follows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from portal import clock
from portal.models import Institution
from portal.pages.case import CasePage
from portal.pages.parts import Shape, State
from portal.pages.student import NextStep
from procedures.party_membership.rules import conversion_papers
from tests.portal.realm import PDF
from tests.portal.test_admission_pages import browser
from tests.procedures.party_membership.admitting import Sitting, enlarged
from tests.procedures.party_membership.test_chapter_6_walks import (
    AGENDA,
    APPROVED,
    FREE,
    Member,
    came,
    probationer,
    voted,
)
from tests.procedures.party_membership.test_final_approval import member as finally_by_college
from tests.procedures.party_membership.world import FAMILY, SCAN, college, do
from workflows.door import outlook
from workflows.models import Duty
from workflows.rules.findings import Verdict

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk(settings: Settings) -> Member:
    """A member of 5 January 2026, known on 2 March; the application is in time until 21 December."""
    settings.DEMO = True
    Institution.objects.create(name="江澜大学", short_name="江", is_demo=True, practice_on=date(2026, 3, 3))
    return probationer(enlarged(college()))


def own(walk: Member, day: str) -> tuple[NextStep | None, list[tuple[str, str, State | None]]]:
    """What the member reads on a day: the next step, and the application among what is to be handed in."""
    clock.set_practice_date(date.fromisoformat(day))
    page = browser(walk.world, walk.subject.number).get("/me/").context["page"]
    todo = [(each.title, each.text, each.state) for each in page.todo if each.title == "递交转正申请"]
    return page.next, todo


@pytest.mark.parametrize(
    ("day", "left", "state"),
    [
        ("2026-03-03", "余 293 天", None),
        ("2026-11-20", "余 31 天", None),
        ("2026-11-21", "余 30 天", State(Shape.SOON, "余 30 天")),
        ("2026-12-21", "今天", State(Shape.SOON, "今天")),
        ("2026-12-22", "逾 1 天", State(Shape.LATE, "")),
    ],
)
def test_the_member_is_asked_for_the_application_a_month_before_its_last_day(
    walk: Member, day: str, left: str, state: State | None
) -> None:
    step, todo = own(walk, day)
    assert step is not None
    assert (step.name, step.label, step.day, step.distance) == (
        "递交转正申请",
        "最晚",
        "2026年12月21日",
        left,
    )
    assert todo == ([("递交转正申请", "应在12月21日前交。", state)] if state else [])


def test_the_stage_counts_from_the_day_of_its_effect(walk: Member) -> None:
    page = browser(walk.world, walk.subject.number).get("/me/").context["page"]
    assert (page.since, page.trail[4].when) == ("2026年1月5日起，已1个月", "2026年1月5日起，已1个月")


def test_what_is_due_in_the_first_months_is_called_to_mind(walk: Member) -> None:
    owed = Duty.objects.filter(case=walk.case, discharged_on=None).values_list("name", "period", "due_on")
    days = {name: str(due_on) for name, period, due_on in owed if not period}
    assert days == {
        "new_member_talk": "2026-03-16",
        "assignment": "2026-04-01",
        "probation_form": "2026-04-01",
        "oath": "2026-09-02",
    }


def test_a_quarter_is_named_once(walk: Member) -> None:
    client = browser(walk.world, "s1")
    clock.set_practice_date(date(2026, 3, 28))
    page = client.get("/").context["page"]
    steps = [job.step for group in page.groups for job in group.jobs if job.step.startswith("第一季度")]
    assert steps == ["第一季度介绍人教育帮助", "第一季度预备党员汇报", "第一季度分析"]


def test_who_came_from_elsewhere_is_talked_with_in_the_first_month(walk: Member) -> None:
    here = came(walk.world)
    owed = Duty.objects.filter(case=here.case, period="").values_list("name", "due_on")
    assert dict(owed) == {"transfer_talk": date(2024, 10, 20)}
    acts = {each.act.name for each in outlook([here.case], at=clock.now())[here.case].prospects}
    assert {"transfer_talk", "identity_check"} <= acts
    assert "fraud_report" not in acts


def test_what_concerns_only_those_from_elsewhere_is_offered_to_nobody_else(walk: Member) -> None:
    at = {"transfer_talk", "identity_check", "unit_letter", "paper_repair", "fraud_report", "fraud_notice"}
    view = outlook([walk.case], at=clock.now())[walk.case]
    assert at & {each.act.name for each in view.prospects} == set()


def waited_for(client: Client, day: str) -> dict[str, list[str]]:
    """The groups of the desk of what others do in which the application stands."""
    clock.set_practice_date(date.fromisoformat(day))
    page = client.get("/", {"view": "others"}).context["page"]
    found = {
        group.key: [job.why for job in group.jobs if job.step == "递交转正申请"] for group in page.groups
    }
    return {key: whys for key, whys in found.items() if whys}


def test_the_desk_waits_for_it_from_then_on_and_calls_it_late_the_day_after(walk: Member) -> None:
    client = browser(walk.world, "s1")
    assert waited_for(client, "2026-11-20") == {}
    assert waited_for(client, "2026-12-21") == {"others": ["由本人办。"]}
    assert waited_for(client, "2026-12-22") == {"late": ["提醒递交转正申请。"]}


def test_the_case_says_by_when_and_from_which_day_the_meeting_may_be(walk: Member) -> None:
    client = browser(walk.world, "s1")
    page = client.get(f"/cases/{walk.case}/").context["page"]
    road = {step.name: step.day for step in page.road.steps}
    assert (road["递交转正申请"], road["支部征求意见"]) == ("12月21日前", "此后")
    assert road["转正票决"] == "2027年1月5日起"
    (card,) = page.findings
    assert card.verdict == "要求已全部满足，12月21日前办理。"
    said = {act.title: (act.when, act.primary) for act in page.acts}
    assert said["递交转正申请"] == ("12月21日到期，余 293 天", False)
    assert page.dossier is not None
    assert "转正申请报告" not in [paper.name for paper in page.dossier.missing]
    (row,) = client.get("/cases/", {"stage": "probationary"}).context["page"].rows
    assert (row.day.text, row.state) == ("12月21日", State(Shape.AHEAD))


def test_whose_case_has_ended_reads_when_and_how(walk: Member) -> None:
    walk.does("withdrawal", walk.subject.number, "2026-03-03", {"ground": "个人原因"}, files=SCAN)
    page = browser(walk.world, walk.subject.number).get("/me/").context["page"]
    assert (page.stage, page.since) == ("已结束", "2026年3月3日结束：办理终止")


def test_a_conversion_is_not_put_off_and_its_approval_names_what_was_carried(walk: Member) -> None:
    walk.taught().recorded().applied().shown().taken_down()
    while walk.lot() == "drawn":
        do("close", walk.world["z2"], "2026-12-29", {"open_because": "另抽一次"}, matter=walk.draw)
    walk.proposed("2026-12-30", "convert")
    clock.set_practice_date(date(2027, 1, 5))
    sitting = Sitting(walk.world, FREE, walk).ready("m6", "m7", "m5")
    page = browser(walk.world, "s1").get(f"/matters/{sitting.matter}/").context["page"]
    offered = {act.key for act in page.acts}
    assert ("defer" in offered, "set_aside" in offered) == (False, True)
    sitting.does("discuss", {}, walk, said=AGENDA)
    assert sitting.counted(walk) == "carried"
    walk.resolved(FREE)
    page = browser(walk.world, "z1").get(f"/cases/{walk.case}/acts/conversion_approval/").context["page"]
    assert page.form["together"].value() == 1
    said = [row.fact for row in page.findings.rows]
    assert "2027年1月5日大会通过：按期转正。" in said


def test_the_archive_is_told_what_is_not_on_file(walk: Member) -> None:
    finding = conversion_papers.on_file_above(outlook([walk.case], at=clock.now())[walk.case].situation)
    assert (finding.verdict, finding.needs_reason) == (Verdict.WARNED, False)


def extended(walk: Member) -> Member:
    """The meeting lost the conversion on time and carried six months more; approved on 8 January 2027."""
    walk.taught().recorded().applied().shown().taken_down()
    while walk.lot() == "drawn":
        do("close", walk.world["z2"], "2026-12-29", {"open_because": "另抽一次"}, matter=walk.draw)
    walk.proposed("2026-12-30", "extend", months=6)
    assert voted(walk.world, walk) == "carried"
    walk.resolved(FREE).does("conversion_approval", "z1", "2027-01-08", APPROVED)
    return walk


def test_an_extension_is_told_and_runs_on(walk: Member) -> None:
    client = browser(walk.world, "s1")
    assert "extension_announcement" not in {act.key for act in case_page(client, walk, "2026-03-03").acts}
    extended(walk)
    page = case_page(client, walk, "2027-01-10")
    said = {act.key: act.when for act in page.acts}
    assert said["extension_announcement"] == "1月22日到期，余 12 天"
    assert said["conversion_application"] == "6月20日到期，余 161 天"
    help_owed = Duty.objects.filter(case=walk.case, name="introducer_help", lapsed=False)
    assert sorted(help_owed.values_list("period", flat=True))[-2:] == ["2027Q1", "2027Q2"]
    told = {"told_on": "2027-01-10", "place": "一月党员大会"}
    walk.does("extension_announcement", "s1", "2027-01-10", told)
    assert Duty.objects.get(case=walk.case, name="extension_announcement").discharged_on == date(2027, 1, 10)
    dossier = case_page(client, walk, "2027-01-10").dossier
    assert dossier is not None
    (paper,) = [each for each in dossier.there if "通知和宣布" in each.name]
    assert [link.text for link in paper.files][-1] == "预备党员转正审批结果大会宣布记录"


def case_page(client: Client, walk: Member, day: str) -> CasePage:
    """The case as somebody sees it."""
    clock.set_practice_date(date.fromisoformat(day))
    page = client.get(f"/cases/{walk.case}/").context["page"]
    assert isinstance(page, CasePage)
    return page


def test_who_was_extended_reads_until_when(walk: Member) -> None:
    extended(walk)
    clock.set_practice_date(date(2027, 1, 10))
    page = browser(walk.world, walk.subject.number).get("/me/").context["page"]
    assert page.why_title == "递交转正申请，什么时候办"
    (why,) = page.why
    assert why.requirement == "预备期满次日是2027年7月5日，转正申请应在2027年6月20日之前递交"


def test_adjourning_with_a_ballot_under_way_says_what_becomes_of_it(walk: Member) -> None:
    walk.taught().recorded().applied().shown().taken_down()
    while walk.lot() == "drawn":
        do("close", walk.world["z2"], "2026-12-29", {"open_because": "另抽一次"}, matter=walk.draw)
    walk.proposed("2026-12-30", "convert")
    clock.set_practice_date(date(2027, 1, 5))
    sitting = Sitting(walk.world, FREE, walk).ready("m6", "m7", "m5")
    sitting.does("discuss", {}, walk, said=AGENDA)
    page = browser(walk.world, "s1").get(f"/matters/{sitting.matter}/acts/adjourn/").context["page"]
    assert page.turn.hint == "还有1人没有计完票：现在散会，没有计完的一轮不算数，下次大会再议。"


def test_a_probation_that_the_college_approved_finally_is_told_like_any_other(settings: Settings) -> None:
    settings.DEMO = True
    Institution.objects.create(name="江澜大学", short_name="江", is_demo=True, practice_on=date(2026, 2, 8))
    walk = finally_by_college(enlarged(college()))
    walk.does("posting", "s1", "2026-02-07", {"scope": "公告栏", "until": "2026-02-17"})
    folder = browser(walk.world, "s1").get(f"/cases/{walk.case}/").context["page"].dossier
    assert [(paper.name, paper.state) for paper in folder.missing] == [
        ("新预备党员谈话记录", "已收 0，缺 1"),
        ("预备党员考察表", "已收 0，缺 1"),
        ("宣布和张榜记录", "缺：在党员大会上宣布"),
    ]
    filed = {paper.name: [link.text for link in paper.files] for paper in (*folder.missing, *folder.there)}
    assert filed["宣布和张榜记录"] == ["接收预备党员公告"]
    assert filed["入党志愿书"] == ["支部大会关于接收预备党员的决议", "入党志愿书誊写单"]
    step, _todo = own(walk, "2026-02-08")
    assert step is not None
    assert (step.name, step.day) == ("递交转正申请", "2026年12月21日")


def test_a_reason_that_is_owed_is_asked_for_with_what_it_is_owed_for(walk: Member) -> None:
    clock.set_practice_date(date(2026, 12, 22))
    client = browser(walk.world, "s1")
    sent: dict[str, Any] = {
        "act_on": "2026-12-22",
        "act_key": "k",
        "signature": "signed_original",
        "text": "申请",
    }
    sent["act_scan"] = SimpleUploadedFile("a.pdf", PDF, "application/pdf")
    answer = client.post(f"/cases/{walk.case}/acts/conversion_application/", sent)
    assert answer.status_code == 409
    (why,) = answer.context["page"].refusal.reasons
    assert why.sentence == (
        "预备期满次日是2027年1月5日，转正申请应在2026年12月21日之前递交；递交日期按2026年12月22日计。"
        "迟交仍受理。这一条的要求没有满足，只作提示；要继续办理，请写明原因。"
    )


def test_the_notice_begins_with_what_was_reached_in_the_probation(walk: Member) -> None:
    walk.taught().recorded().applied()
    clock.set_practice_date(date(2026, 12, 22))
    client = browser(walk.world, "z2")
    form = client.get(f"/matters/new/{FAMILY}.conversion_notice/?case={walk.case}").context["page"].form
    said = {name: form[f"case_{walk.case}__{name}"].value() for name in ("ranking", "awards")}
    assert said == {"ranking": "2025-2026学年第9名，共31人", "awards": "优秀学生"}
