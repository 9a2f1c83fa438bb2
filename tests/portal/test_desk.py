"""What an office finds on its desk: what it can do, what holds it back, and what others are at."""

from __future__ import annotations

from datetime import date

import pytest

from portal import clock
from portal.pages.desk import DeskPage, Job
from portal.pages.parts import Shape
from portal.rooms import desk as desk_room
from tests.portal.realm import Realm, realm
from tests.procedures.party_membership.world import FAMILY, do
from workflows.models import Entry, Matter

pytestmark = pytest.mark.django_db

#: the notice hangs since the 12th, its last day is the 17th
HANGS, OVER = date(2024, 12, 14), date(2024, 12, 18)


@pytest.fixture
def world() -> Realm:
    """Three branches; everybody's notice hangs and somebody has objected."""
    return realm(("subject", "student"))


def desk(world: Realm, role: str, view: str = "") -> DeskPage:
    """The desk of a role."""
    page = world.client(role).get("/", {"view": view}).context["page"]
    assert isinstance(page, DeskPage)
    return page


def rows(page: DeskPage, key: str) -> list[Job]:
    """The rows of one group."""
    return [job for group in page.groups if group.key == key for job in group.jobs]


def answer_objections(world: Realm) -> None:
    """The college's League finds every objection of the own branch unfounded."""
    committee, notice = world.own.people["college_league_secretary"], world.own.notice
    lodged = Entry.objects.filter(matter=notice, act__endswith=".object")
    found = {e.case_id: {"objection": e.pk, "finding": "dismissed", "text": "查无此事"} for e in lodged}
    do("inquire", committee, "2024-12-14", matter=notice, cases=found)


def test_an_objection_waits_for_an_answer_before_its_notice_is_closed(world: Realm) -> None:
    (row,) = [job for job in rows(desk(world, "committee"), "ready") if world.own.mark in job.name]
    assert row.act is not None
    assert (row.name, row.step, row.act.text, row.act.href) == (
        "垚subject氏等 2 人",
        "推优公示",
        "核实异议",
        f"/matters/{world.own.notice}/acts/inquire/",
    )


def test_a_notice_that_may_be_closed_leads_to_its_page(world: Realm) -> None:
    answer_objections(world)
    clock.set_practice_date(OVER)
    (row,) = [job for job in rows(desk(world, "committee"), "ready") if world.own.mark in job.name]
    assert row.act is not None
    assert (row.act.text, row.act.href) == ("登记公示情况", f"/matters/{world.own.notice}/")


def test_a_held_row_says_what_decides_its_day(world: Realm) -> None:
    held = rows(desk(world, "secretary"), "held")
    assert {(job.day.text, job.why) for job in held} == {
        ("日期未定", "异议须由院团委核实并决定，推优才生效；没有结论的异议：1件。")
    }
    answer_objections(world)
    held = rows(desk(world, "secretary"), "held")
    assert {(job.day.text, job.why) for job in held} == {
        (
            "12月18日",
            "公示须满5天；2024年12月12日张贴，2024年12月17日是最后一天，2024年12月18日起可办下一步。",
        )
    }


def test_what_is_another_offices_stands_in_the_view_of_others_without_a_button(world: Realm) -> None:
    answer_objections(world)
    clock.set_practice_date(OVER)
    page = desk(world, "secretary", "others")
    assert [(job.step, job.why, job.act) for job in rows(page, "others")] == [
        ("推优公示", "由院团委书记办。", None),
        ("推优公示", "由院团委书记办。", None),
    ]
    assert [(view.text, view.current) for view in page.views] == [("我来办 2", False), ("等别人 2", True)]


def test_what_waits_for_others_is_counted_by_step(world: Realm) -> None:
    answer_objections(world)
    clock.set_practice_date(OVER)
    (waiting,) = desk(world, "secretary").waiting
    assert (waiting.text, waiting.who, waiting.since) == ("推优公示 2 人", "院团委书记", "4 天")


def test_a_stage_tells_who_can_go_on(world: Realm) -> None:
    facts = {stage.label: (stage.count, stage.fact, stage.shape) for stage in desk(world, "secretary").stages}
    assert facts["入党申请人"] == (2, "没有逾期", Shape.MET)
    assert facts["已递交"] == (0, "", None)
    (league,) = [stage for stage in desk(world, "committee").stages if stage.label == "入党申请人"]
    assert league.fact == "4 人可推进"


def test_a_hanging_notice_is_the_next_event(world: Realm) -> None:
    (event,) = desk(world, "secretary").events
    assert (event.day, event.note, event.text) == ("12月17日止", "余 3 天", "推优公示，垚subject氏等 2 人")


def test_a_talk_nobody_was_sent_for_begins_with_sending_somebody(world: Realm) -> None:
    third = world.own.people["third"]
    paper = {"signature": "signed_original"}
    case = do("application", third, "2024-10-01", paper, family=FAMILY, subject=third.pk).case
    secretary = world.own.people["branch_secretary"]
    checked = {
        "outcome": "approved",
        "checked_by": secretary.number,
        "conclusion": "符合",
        "file_number": "1",
    }
    do("check", secretary, "2024-10-08", checked, case=case)
    (row,) = [job for job in rows(desk(world, "secretary"), "late") if job.name == third.name]
    assert row.act is not None
    assert (row.step, row.act.text, row.act.href) == (
        "首次谈话",
        "指派谈话人",
        f"/cases/{case}/acts/interviewer/",
    )
    acts = world.client("secretary").get(f"/cases/{case}/").context["page"].acts
    assert [(act.title, act.when, act.primary) for act in acts[:1]] == [
        ("指派谈话人", "11月1日到期，逾 43 天", True)
    ]
    assert {act.title: act.when for act in acts}["首次谈话"] == "须先指派谈话人"
    listed = world.client("secretary").get("/cases/").context["page"]
    (line,) = [each for each in listed.rows if each.name == third.name]
    assert (line.next, line.day.text, line.day.note, line.state.shape) == (
        *("首次谈话", "11月1日", "逾 43 天"),
        Shape.LATE,
    )


def acts(world: Realm) -> list[tuple[str, str, bool]]:
    """What the college's League finds on the page of the own branch's notice."""
    page = world.client("committee").get(f"/matters/{world.own.notice}/").context["page"]
    return [(act.title, act.when, act.primary) for act in page.acts]


def test_the_red_act_of_a_notice_answers_objections_and_then_ends_it(world: Realm) -> None:
    assert acts(world) == [
        ("登记公示渠道", "", False),
        ("登记异议", "", False),
        ("核实异议", "", True),
        ("结束公示", "须先补齐", False),
    ]
    answer_objections(world)
    assert acts(world)[2:] == [("结束公示", "最早 12月18日", False)]
    clock.set_practice_date(OVER)
    assert acts(world)[-1] == ("结束公示", "", True)


def test_objections_are_counted_and_never_called_by_the_number_of_their_entry(world: Realm) -> None:
    client, path = world.client("committee"), f"/matters/{world.own.notice}/"
    rows = client.get(path).context["page"].objections
    assert [row.number for row in rows] == ["第 1 件", "第 2 件"]
    form = client.get(f"{path}acts/inquire/").context["page"].form
    field = form.fields[f"case_{world.own.case}__objection"]
    assert [said for _entry, said in field.widget.choices] == ["12月13日收到的一件"]


def test_an_objection_is_answered_for_whom_it_is_ticked_only(world: Realm) -> None:
    """The other's row comes with a conclusion chosen, as a browser sends it."""
    client, notice = world.client("committee"), world.own.notice
    objections = Entry.objects.filter(matter=notice, act__endswith=".object").order_by("pk")
    first, second = objections
    path = f"/matters/{notice}/acts/inquire/"
    form = client.get(path).context["page"].form
    assert [form.fields[f"case_{each.case_id}"].initial for each in objections] == [False, False]
    sent = {f"case_{first.case_id}": "on", f"case_{first.case_id}__text": "不属实"}
    for each in objections:
        sent |= {
            f"case_{each.case_id}__objection": str(each.pk),
            f"case_{each.case_id}__finding": "dismissed",
        }
    assert client.post(path, {**sent, "act_on": "2024-12-14"}).status_code == 302
    assert (
        Entry.objects.get(act__endswith=".inquire", matter=notice, case__isnull=False).case_id
        == first.case_id
    )
    left = client.get(path).context["page"].form
    assert [name for name in left.fields if name.endswith("__finding")] == [f"case_{second.case_id}__finding"]
    assert left.fields[f"case_{second.case_id}"].initial is True


def test_the_journal_of_a_notice_says_whom_each_act_was_about(world: Realm) -> None:
    rows = world.client("committee").get(f"/matters/{world.own.notice}/").context["page"].journal
    names = [world.own.people[name].name for name in ("subject", "student")]
    assert [row.sentence for row in rows] == [
        f"登记异议：{'、'.join(names)}。",
        f"张贴公示：{'、'.join(names)}，当天张贴的渠道 书面、网上。",
    ]


def test_a_row_about_one_person_says_the_name_once(world: Realm) -> None:
    (_ready, running, _over) = world.client("committee").get("/notices/").context["page"].groups
    names = [world.own.people[name].name for name in ("subject", "student")]
    assert f"涉及：{'、'.join(names)}" in [job.why for job in running.jobs]
    Matter.objects.get(pk=world.own.notice).concerns.filter(case__subject__name=names[1]).delete()
    (_ready, running, _over) = world.client("committee").get("/notices/").context["page"].groups
    assert [job.why for job in running.jobs if job.name == names[0]] == [""]


def test_a_notice_that_hangs_is_not_offered_to_be_hung(world: Realm) -> None:
    groups = world.client("committee").get("/notices/").context["page"].groups
    assert [(group.key, len(group.jobs)) for group in groups] == [("ready", 0), ("running", 2), ("over", 0)]
    hung = world.client("committee").get(f"/matters/new/{FAMILY}.recommendation_notice/")
    assert [name for name in hung.context["page"].form.fields if name.startswith("case_")] == []


def test_a_refusal_about_several_people_says_whose_it_is(world: Realm) -> None:
    client, cases = world.client("committee"), (world.own.case, world.branch.case)
    typed = {f"case_{case}": "on" for case in cases} | {"contact": "院团委", "channels": ["paper", "web"]}
    answer = client.post(f"/matters/new/{FAMILY}.recommendation_notice/", {**typed, "act_on": "2024-12-14"})
    said = [each.sentence for each in answer.context["page"].refusal.reasons]
    assert said == [f"{mark}subject氏：公示上还缺：人选基本情况。" for mark in ("垚", "淼")]


def test_a_long_group_shows_its_first_rows_and_the_way_to_all(
    world: Realm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_room, "SHOWN_ROWS", 1)
    held = desk(world, "secretary").groups[-1]
    assert held.more is not None
    assert (len(held.jobs), held.count, held.more.text, held.more.href) == (
        *(1, 2),
        "另有 1 件，全部列出",
        "/?view=&group=held",
    )
    whole = world.client("secretary").get(held.more.href).context["page"].groups
    assert [(group.key, len(group.jobs), group.more) for group in whole] == [("held", 2, None)]


def test_the_figures_of_a_nominee_are_asked_of_each_where_several_are_attested_together(world: Realm) -> None:
    cases = [world.own.case, world.own.case + 1]
    path = f"/cases/several/{FAMILY}/attestation/?" + "&".join(f"case={case}" for case in cases)
    page = world.client("league").get(path).context["page"]
    assert list(page.form.fields) == ["qualities", "act_on", "act_key"]
    assert [[field.label for field in person.fields] for person in page.people] == [
        [
            *("核验依据", "在校期间通报批评和处分次数", "学期成绩名次", "学期成绩专业年级人数"),
            *("学年综测名次", "学年综测专业年级人数"),
        ]
    ] * 2
