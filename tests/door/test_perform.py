"""What the door lets through, what it refuses, and what each leaves behind."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from tests.toy.world import Society, do, moment, open_plot, person, society
from workflows.door import Refused
from workflows.models import Case, Deadline, Duty, Entry, Matter
from workflows.texts.sentences import finding_sentence

pytestmark = pytest.mark.django_db(transaction=True)

COUNT = {"issued": 5, "returned": 5, "approve": 3, "oppose": 1, "abstain": 1, "void": 0}


@pytest.fixture
def world() -> Society:
    """A society with its people."""
    return society()


def refused(raised: pytest.ExceptionInfo[Refused]) -> list[str]:
    """The rules that refused."""
    return [finding.rule for finding in raised.value.unmet]


def test_opening_a_case_opens_its_stage_and_path(world: Society) -> None:
    case = Case.objects.get(pk=open_plot(world))
    assert (case.stage, sorted(case.steps), case.status) == ("waiting", ["check", "waiting"], "open")
    entry = Entry.objects.get(case=case)
    assert (entry.act, entry.facts, entry.private.body) == ("request", {"size": 10}, {"story": "想种菜"})
    assert entry.moves == {
        "passed": ["request"],
        "opened": ["waiting", "check"],
        "row": {
            "procedure": "toy/flows.Allotment_1",
            "subject": world.member.pk,
            "unit": world.unit.pk,
            "opened_on": "2024-03-01",
        },
    }


def test_a_second_open_case_of_the_same_subject_is_refused(world: Society) -> None:
    open_plot(world)
    with pytest.raises(Refused) as raised:
        open_plot(world)
    assert refused(raised) == ["case.already_open"]


def test_a_case_may_begin_in_the_midst_of_the_procedure(world: Society) -> None:
    moved = {"text": "原种植人搬走"}
    do("takeover", world.clerk, "2024-03-01", moved, family="toy", subject=world.member.pk)
    case = Case.objects.get(subject=world.member)
    assert (case.stage, sorted(case.steps)) == ("holding", ["holding", "inspection"])
    assert Duty.objects.filter(case=case).count() == 2
    with pytest.raises(Refused) as raised:
        open_plot(world)
    assert refused(raised) == ["case.already_open"]


def test_every_unmet_finding_is_reported_at_once(world: Society) -> None:
    with pytest.raises(Refused) as raised:
        do("request", world.clerk, "2024-03-01", {"size": 101}, family="toy", subject=world.member.pk)
    assert refused(raised) == ["act.not_yours", "TOY-6"]
    assert Entry.objects.count() == 0


def walked_to_notice(world: Society) -> tuple[int, int]:
    """A case whose notice is to be posted, and its hearing."""
    case = open_plot(world)
    do("check", world.clerk, "2024-03-02", {"text": "好"}, case=case)
    meeting = do("convene", world.chair, "2024-05-01", {"text": "春"}, kind="toy.meeting", unit=world.unit.pk)
    assert meeting.matter is not None
    for teller in (world.chair, world.clerk):
        do("count", teller, "2024-05-01", matter=meeting.matter, cases={case: COUNT})
    return case, meeting.matter


def test_a_case_goes_the_whole_way(world: Society) -> None:
    case, _ = walked_to_notice(world)
    posted = do(
        "post",
        world.clerk,
        "2024-05-02",
        {"text": "榜"},
        kind="toy.board",
        unit=world.unit.pk,
        cases={case: {}},
    )
    with pytest.raises(Refused) as raised:
        do("close", world.clerk, "2024-05-07", matter=posted.matter, cases={case: {}})
    assert refused(raised) == ["TOY-4"]
    assert raised.value.unmet[0].earliest_on == date(2024, 5, 8)
    do("close", world.clerk, "2024-05-08", matter=posted.matter, cases={case: {}})
    row = Case.objects.get(pk=case)
    assert (row.stage, sorted(row.steps)) == ("holding", ["holding", "inspection"])
    assert Matter.objects.get(pk=posted.matter or 0).closed_on == date(2024, 5, 8)
    assert list(Deadline.objects.values_list("act", "due_on")) == [("remind", date(2025, 5, 1))]
    assert Duty.objects.count() == 2
    do("inspection", world.clerk, "2024-06-01", {"text": "好"}, case=case)
    row.refresh_from_db()
    assert (row.status, row.end, row.steps, row.ended_on) == ("ended", "settled", {}, date(2024, 6, 1))
    assert row.process.status == "DONE"
    assert list(row.process.task_set.exclude(status__in=["DONE", "CANCELED"])) == []


@pytest.mark.parametrize(("day", "rules"), [("2024-04-30", ["TOY-2"]), ("2024-05-01", [])])
def test_a_waiting_period_ends_on_the_anniversary(world: Society, day: str, rules: list[str]) -> None:
    case = open_plot(world)
    do("check", world.clerk, "2024-03-02", {"text": "好"}, case=case)
    meeting = do("convene", world.chair, "2024-04-01", {"text": "春"}, kind="toy.meeting", unit=world.unit.pk)
    found: list[str] = []
    try:
        do("count", world.chair, day, matter=meeting.matter, cases={case: COUNT})
    except Refused as error:
        found = [finding.rule for finding in error.unmet]
    assert found == rules


def test_two_tellers_who_differ_ask_for_a_recount(world: Society) -> None:
    case = open_plot(world)
    do("check", world.clerk, "2024-03-02", {"text": "好"}, case=case)
    meeting = do("convene", world.chair, "2024-05-01", {"text": "春"}, kind="toy.meeting", unit=world.unit.pk)
    do("count", world.chair, "2024-05-01", matter=meeting.matter, cases={case: COUNT})
    do(
        "count",
        world.clerk,
        "2024-05-01",
        matter=meeting.matter,
        cases={case: {**COUNT, "approve": 2, "oppose": 2}},
    )
    outcomes = list(Entry.objects.filter(case=case, act="hearing").values_list("outcome", flat=True))
    assert outcomes == ["", "recount"]
    assert "hearing" in Case.objects.get(pk=case).steps


def test_a_lost_ballot_is_recorded_and_leads_back(world: Society) -> None:
    case = open_plot(world)
    do("check", world.clerk, "2024-03-02", {"text": "好"}, case=case)
    meeting = do("convene", world.chair, "2024-05-01", {"text": "春"}, kind="toy.meeting", unit=world.unit.pk)
    lost = {**COUNT, "approve": 2, "oppose": 2}
    for teller in (world.chair, world.clerk):
        do("count", teller, "2024-05-01", matter=meeting.matter, cases={case: lost})
    assert Entry.objects.filter(case=case).latest("pk").outcome == "lost"
    assert sorted(Case.objects.get(pk=case).steps) == ["check", "waiting"]


def test_an_open_objection_holds_its_own_case_only(world: Society) -> None:
    case, _ = walked_to_notice(world)
    board = do(
        "post",
        world.clerk,
        "2024-05-02",
        {"text": "榜"},
        kind="toy.board",
        unit=world.unit.pk,
        cases={case: {}},
    )
    do(
        "object",
        world.clerk,
        "2024-05-03",
        matter=board.matter,
        cases={case: {"who": "邻居", "text": "占道"}},
    )
    lodged = Entry.objects.get(act="notice.object")
    assert lodged.facts == {}
    assert lodged.private.body == {"who": "邻居", "text": "占道"}
    with pytest.raises(Refused) as raised:
        do("close", world.clerk, "2024-05-08", matter=board.matter, cases={case: {}})
    assert refused(raised) == ["TOY-5"]
    found = {"objection": lodged.pk, "finding": "upheld"}
    do("inquire", world.clerk, "2024-05-09", matter=board.matter, cases={case: found})
    do("close", world.clerk, "2024-05-09", matter=board.matter, cases={case: {}})
    assert Case.objects.get(pk=case).end == "refused"


def test_a_fork_goes_on_when_both_branches_are_done(world: Society) -> None:
    case = open_plot(world, size=60)
    do("check", world.clerk, "2024-03-02", {"text": "好"}, case=case)
    assert sorted(Case.objects.get(pk=case).steps) == ["soil", "waiting", "water"]
    do("water", world.clerk, "2024-03-03", {"text": "好"}, case=case)
    assert sorted(Case.objects.get(pk=case).steps) == ["checked", "soil", "waiting"]
    do("soil", world.clerk, "2024-03-03", {"text": "好"}, case=case)
    assert sorted(Case.objects.get(pk=case).steps) == ["hearing", "waiting"]


def test_the_same_key_is_the_same_act(world: Society) -> None:
    case = open_plot(world)
    first = do("check", world.clerk, "2024-03-02", {"text": "好"}, case=case, key="once")
    again = do("check", world.clerk, "2024-03-02", {"text": "好"}, case=case, key="once")
    assert (again.entry, again.repeated) == (first.entry, True)
    with pytest.raises(Refused) as raised:
        do("check", world.clerk, "2024-03-02", {"text": "坏"}, case=case, key="once")
    assert refused(raised) == ["act.same_key_other_data"]


def test_whoever_comes_second_learns_who_was_first(world: Society) -> None:
    case = open_plot(world)
    do("check", world.clerk, "2024-03-02", {"text": "好"}, case=case)
    with pytest.raises(Refused) as raised:
        do("check", world.clerk, "2024-03-02", {"text": "好"}, case=case)
    assert refused(raised) == ["act.already_done"]
    (told,) = raised.value.unmet
    when = timezone.localtime(Entry.objects.latest("pk").at)
    said = f"{when.year}年{when.month}月{when.day}日 {when:%H:%M}"
    assert finding_sentence(told) == f"这一步已由{world.clerk.name}在{said}办完，没有重复登记。"


def test_an_act_that_is_not_open_says_what_comes_first(world: Society) -> None:
    case = open_plot(world)
    with pytest.raises(Refused) as raised:
        do("inspection", world.clerk, "2024-03-02", {"text": "好"}, case=case)
    assert refused(raised) == ["act.not_open"]


def test_a_case_act_may_come_at_any_moment(world: Society) -> None:
    case = open_plot(world)
    do("suspend", world.chair, "2024-03-02", {"text": "雨季"}, case=case)
    with pytest.raises(Refused) as raised:
        do("check", world.clerk, "2024-03-03", {"text": "好"}, case=case)
    assert refused(raised) == ["case.suspended"]
    do("resume", world.chair, "2024-04-02", case=case)
    do("withdraw", world.member, "2024-04-03", {"text": "搬家"}, case=case)
    row = Case.objects.get(pk=case)
    assert (row.status, row.end, row.steps) == ("ended", "gone", {})


def test_an_office_counts_on_the_day_of_the_act(world: Society) -> None:
    case = open_plot(world)
    stranger = person("c9", world.other, office="clerk")
    with pytest.raises(Refused) as raised:
        do("check", stranger, "2024-03-02", {"text": "好"}, case=case)
    assert refused(raised) == ["act.not_yours"]


def test_a_date_in_the_future_or_before_the_step_is_refused(world: Society) -> None:
    case = open_plot(world)
    for on, rule in (("2024-03-03", "act.future_date"), ("2024-02-29", "act.before_opening")):
        with pytest.raises(Refused) as raised:
            do("check", world.clerk, "2024-03-02", {"text": "好"}, case=case, on=on)
        assert refused(raised) == [rule]


def test_recording_for_somebody_else_needs_the_signed_paper(world: Society) -> None:
    data = {"size": 10, "story": ""}
    target = {"family": "toy", "subject": world.member.pk, "recorded_by": world.clerk.pk}
    with pytest.raises(Refused) as raised:
        do("request", world.member, "2024-03-01", data, **target)
    assert refused(raised) == ["act.needs_scan"]
    receipt = do("request", world.member, "2024-03-01", data, files=("ab" * 32,), **target)
    entry = Entry.objects.get(pk=receipt.entry)
    assert (entry.acted_as, entry.recorded_as) == ("subject", "clerk")


def test_an_override_lets_its_rule_pass(world: Society) -> None:
    case = open_plot(world)
    do("check", world.clerk, "2024-03-02", {"text": "好"}, case=case)
    meeting = do("convene", world.chair, "2024-03-03", {"text": "春"}, kind="toy.meeting", unit=world.unit.pk)
    with pytest.raises(Refused) as raised:
        do("override", world.clerk, "2024-03-03", {"rule": "TOY-2", "ground": "急"}, case=case)
    assert refused(raised) == ["act.not_yours"]
    do("override", world.chair, "2024-03-03", {"rule": "TOY-2", "ground": "急"}, case=case)
    receipt = do("count", world.chair, "2024-03-03", matter=meeting.matter, cases={case: COUNT})
    findings = Entry.objects.get(cause=receipt.entry).findings
    assert [(finding["rule"], finding["verdict"]) for finding in findings] == [("TOY-2", "overridden")]


def test_control_characters_are_refused_with_the_field(world: Society) -> None:
    case = open_plot(world)
    with pytest.raises(Refused) as raised:
        do("check", world.clerk, "2024-03-02", {"text": "好\x00"}, case=case)
    assert [(f.rule, f.params["field"]) for f in raised.value.unmet] == [("data.invalid", "内容")]


def test_an_act_at_another_unit_cannot_be_recorded_late_alone(world: Society) -> None:
    case = open_plot(world)
    with pytest.raises(Refused) as raised:
        do("check", world.clerk, "2024-03-02", {"text": "好"}, case=case, at=moment("2025-12-01"))
    assert refused(raised) == ["act.late_needs_second"]
