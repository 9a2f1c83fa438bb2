"""Correcting and voiding: what was wrong stays readable, what follows from it follows the correction."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from tests.toy.errand import EDITION
from tests.toy.world import Society, adopt, do, moment, open_plot, person, society
from workflows.door import Receipt, Refused
from workflows.models import Case, Deadline, Duty, Entry
from workflows.services.verifying import verify

pytestmark = pytest.mark.django_db

COUNT = {"issued": 5, "returned": 5, "approve": 3, "oppose": 1, "abstain": 1, "void": 0}
NOTE = {"text": "好"}


@pytest.fixture
def world() -> Iterator[Society]:
    """A society; whatever a test does, the journal and what was folded from it agree at its end."""
    yield society()
    assert verify().differences == ()


def entry_of(case: int, act: str) -> int:
    """The latest entry of an act."""
    return Entry.objects.filter(case=case, act=act).latest("pk").pk


def correct(world: Society, case: int, entry: int, day: str = "2024-06-01", **more: Any) -> Receipt:
    """Correct an entry; the clerk asks, the chair confirms."""
    data: dict[str, Any] = {"entry": entry}
    data.update({name: more.pop(name) for name in ("on", "changes") if name in more})
    reason = more.pop("reason", "笔误")
    confirmed = more.pop("confirmed_by", world.chair.pk)
    by, at = more.pop("by", world.clerk), moment(day)
    return do("correct", by, day, data, at=at, case=case, reason=reason, confirmed_by=confirmed, **more)


def void(world: Society, case: int, entry: int, day: str = "2024-06-01", **more: Any) -> Receipt:
    """Void an entry; the clerk asks, the chair confirms."""
    more = {"reason": "录错了", "confirmed_by": world.chair.pk, **more}
    return do("void", world.clerk, day, {"entry": entry}, case=case, **more)


def rules(raised: pytest.ExceptionInfo[Refused]) -> list[str]:
    """The rules that refused."""
    return [finding.rule for finding in raised.value.unmet]


def carried(world: Society, case: int, day: str = "2024-05-01") -> None:
    """Check the case and carry its hearing."""
    do("check", world.clerk, day, NOTE, case=case)
    meeting = do("convene", world.chair, day, NOTE, kind="toy.meeting", unit=world.unit.pk).matter
    for teller in (world.chair, world.clerk):
        do("count", teller, day, matter=meeting, cases={case: COUNT})


def held(world: Society) -> int:
    """A case whose plot is held since 8 May 2024."""
    case = open_plot(world)
    carried(world, case)
    target = {"kind": "toy.board", "unit": world.unit.pk, "cases": {case: {}}}
    board = do("post", world.clerk, "2024-05-02", NOTE, **target).matter
    do("close", world.clerk, "2024-05-08", matter=board, cases={case: {}})
    return case


def test_one_wrong_year_does_not_lock_a_case(world: Society) -> None:
    """Typed a year late, the request would keep everything before May 2025 from being recorded."""
    case = open_plot(world, day="2025-03-01")
    with pytest.raises(Refused) as raised:
        do("check", world.clerk, "2024-03-02", NOTE, case=case, at=moment("2025-03-02"))
    assert rules(raised) == ["act.before_opening"]
    correct(world, case, entry_of(case, "request"), day="2025-03-02", on="2024-03-01")
    row = Case.objects.get(pk=case)
    assert (row.opened_on, row.stage_since) == (date(2024, 3, 1), date(2024, 3, 1))
    assert {name: step["since"] for name, step in row.steps.items()} == {
        "waiting": "2024-03-01",
        "check": "2024-03-01",
    }
    do("check", world.clerk, "2024-03-02", NOTE, case=case, at=moment("2025-03-02"))


def test_a_correction_says_the_whole_and_keeps_what_it_does_not_change(world: Society) -> None:
    case = open_plot(world)
    first = entry_of(case, "request")
    receipt = correct(world, case, first, changes={"size": 12})
    entry = Entry.objects.get(pk=receipt.entry)
    assert (entry.supersedes_id, entry.on, entry.acted_as, entry.confirmed_by) == (
        first,
        date(2024, 3, 1),
        "clerk",
        world.chair,
    )
    assert entry.facts == {
        "entry": first,
        "act": "request",
        "facts": {"size": 12},
        "office": "subject",
        "by": world.member.pk,
        "dependants": [],
        "reason": "笔误",
    }
    assert entry.private.body == {"story": "想种菜"}
    (fact,) = Case.objects.get(pk=case).facts["request"]
    assert (fact["entry"], fact["data"], fact["office"]) == (first, {"size": 12}, "subject")


def test_a_corrected_private_text_does_not_reach_the_facts(world: Society) -> None:
    case = open_plot(world)
    receipt = correct(world, case, entry_of(case, "request"), changes={"story": "想种花"})
    entry = Entry.objects.get(pk=receipt.entry)
    assert "想种花" not in str(entry.facts)
    assert entry.private.body == {"story": "想种花"}


def test_what_would_not_hold_by_the_corrected_facts_is_listed(world: Society) -> None:
    """The hearing came two months after the request; moved a month on, it came too early."""
    case = open_plot(world)
    carried(world, case)
    counts = list(Entry.objects.filter(case=case, act="hearing").values_list("pk", flat=True))
    receipt = correct(world, case, entry_of(case, "request"), on="2024-04-01")
    dependants = Entry.objects.get(pk=receipt.entry).facts["dependants"]
    assert dependants == [{"entry": entry, "rules": ["TOY-2"]} for entry in counts]
    assert sorted(Case.objects.get(pk=case).steps) == ["notice", "waiting"]


def test_a_correction_can_be_corrected_and_only_what_stands_can(world: Society) -> None:
    case = open_plot(world)
    first = entry_of(case, "request")
    again = correct(world, case, first, changes={"size": 12}).entry
    with pytest.raises(Refused) as raised:
        correct(world, case, first, changes={"size": 13})
    assert rules(raised) == ["correct.unknown_entry"]
    correct(world, case, again, changes={"size": 14})
    (fact,) = Case.objects.get(pk=case).facts["request"]
    assert (fact["entry"], fact["data"]) == (first, {"size": 14})


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ({"reason": "  "}, "correct.reason"),
        ({"confirmed_by": None}, "correct.second_person"),
        ({"confirmed_by": "clerk"}, "correct.second_person"),
        ({"confirmed_by": "member"}, "correct.second_person"),
        ({"by": "member"}, "act.not_yours"),
        ({"on": "2024-06-02"}, "act.future_date"),
        ({"on": "2024-13-01"}, "data.invalid"),
        ({"on": "2024-02-29"}, "act.before_opening"),
        ({"changes": {"text": ""}}, "data.required"),
        ({"changes": {"colour": "red"}}, "data.unknown_field"),
        ({"changes": ["text"]}, "data.invalid"),
        ({"entry": 1_000_000}, "correct.unknown_entry"),
        ({"entry": "first"}, "data.invalid"),
    ],
)
def test_a_correction_that_cannot_be_is_refused_and_changes_nothing(
    world: Society, more: dict[str, Any], rule: str
) -> None:
    case = open_plot(world)
    do("check", world.clerk, "2024-03-02", NOTE, case=case)
    before = Entry.objects.count()
    people = {"clerk": world.clerk, "member": world.member}
    if more.get("confirmed_by"):
        more = {"confirmed_by": people[more["confirmed_by"]].pk}
    if "by" in more:
        more = {"by": people[more["by"]]}
    with pytest.raises(Refused) as raised:
        correct(world, case, **{"entry": entry_of(case, "check"), **more})
    assert (rules(raised), Entry.objects.count()) == ([rule], before)


def test_a_correction_that_would_change_the_outcome_is_refused(world: Society) -> None:
    """What follows from an errand is said by whoever runs it, and not by who keeps the record."""
    adopt(world, "errand", EDITION)
    case = do("errand", world.member, "2024-03-01", family="errand", subject=world.member.pk).case or 0
    do("work", world.clerk, "2024-03-02", {"done": True}, case=case)
    with pytest.raises(Refused) as raised:
        correct(world, case, entry_of(case, "work"), changes={"done": False})
    assert rules(raised) == ["correct.outcome"]


def test_an_ended_case_can_be_corrected_and_stays_ended(world: Society) -> None:
    case = held(world)
    do("inspection", world.clerk, "2024-06-01", NOTE, case=case)
    correct(world, case, entry_of(case, "inspection"), changes={"text": "很好"})
    row = Case.objects.get(pk=case)
    assert (row.status, row.end, row.ended_on) == ("ended", "settled", date(2024, 6, 1))


def test_deadlines_and_duties_follow_the_corrected_day(world: Society) -> None:
    case = held(world)
    first, second = Duty.objects.values_list("due_on", flat=True)
    correct(world, case, entry_of(case, "notice"), on="2024-04-30")
    assert list(Deadline.objects.order_by("pk").values_list("state", "due_on")) == [
        ("cancelled", date(2025, 5, 1)),
        ("armed", date(2025, 4, 1)),
    ]
    week = timedelta(days=8)
    assert list(Duty.objects.values_list("due_on", flat=True)) == [first - week, second - week]


def test_a_duty_discharged_for_the_wrong_period_is_owed_again(world: Society) -> None:
    case = held(world)
    do("weed", world.member, "2024-05-20", {"text": "1"}, case=case)
    correct(world, case, entry_of(case, "weed"), changes={"text": "2"})
    assert dict(Duty.objects.values_list("period", "discharged_on")) == {"1": None, "2": date(2024, 5, 20)}
    void(world, case, entry_of(case, "correct"))
    assert dict(Duty.objects.values_list("period", "discharged_on")) == {"1": None, "2": None}
    assert Case.objects.get(pk=case).facts.get("weed") is None


def test_voiding_takes_the_moves_back(world: Society) -> None:
    case = open_plot(world)
    do("check", world.clerk, "2024-03-02", NOTE, case=case)
    receipt = void(world, case, entry_of(case, "check"))
    row = Case.objects.get(pk=case)
    assert {name: step["since"] for name, step in row.steps.items()} == {
        "waiting": "2024-03-01",
        "check": "2024-03-01",
    }
    assert (receipt.opened, "check" in row.facts) == (("check",), False)
    entry = Entry.objects.get(pk=receipt.entry)
    assert entry.moves == {"opened": ["check"], "cancelled": ["hearing"], "since": {"check": "2024-03-01"}}
    do("check", world.clerk, "2024-03-02", NOTE, case=case)
    assert sorted(Case.objects.get(pk=case).steps) == ["hearing", "waiting"]


def test_only_the_last_move_can_be_taken_back(world: Society) -> None:
    case = open_plot(world)
    carried(world, case)
    with pytest.raises(Refused) as raised:
        void(world, case, entry_of(case, "check"))
    assert [(f.rule, f.params) for f in raised.value.unmet] == [("void.not_last", {"act": "计票"})]
    void(world, case, entry_of(case, "hearing"))
    void(world, case, entry_of(case, "check"))
    assert sorted(Case.objects.get(pk=case).steps) == ["check", "waiting"]


def test_an_act_that_moved_nothing_can_be_voided_at_any_time(world: Society) -> None:
    case = open_plot(world)
    do("dig", world.member, "2024-03-02", NOTE, case=case)
    do("check", world.clerk, "2024-03-02", NOTE, case=case)
    void(world, case, entry_of(case, "dig"))
    row = Case.objects.get(pk=case)
    assert (sorted(row.steps), "dig" in row.facts) == (["hearing", "waiting"], False)


def test_what_was_voided_cannot_be_voided_or_corrected_again(world: Society) -> None:
    case = open_plot(world)
    do("check", world.clerk, "2024-03-02", NOTE, case=case)
    entry = entry_of(case, "check")
    void(world, case, entry)
    for act, which in ((void, entry), (correct, entry), (void, entry_of(case, "void"))):
        with pytest.raises(Refused) as raised:
            act(world, case, which)
        assert rules(raised) == ["correct.unknown_entry"]


def test_a_corrected_act_is_voided_with_its_moves(world: Society) -> None:
    case = open_plot(world)
    do("check", world.clerk, "2024-03-02", NOTE, case=case)
    again = correct(world, case, entry_of(case, "check"), on="2024-03-03").entry
    assert Case.objects.get(pk=case).steps["hearing"]["since"] == "2024-03-03"
    void(world, case, again)
    assert sorted(Case.objects.get(pk=case).steps) == ["check", "waiting"]


def test_voiding_the_opening_ends_the_case_and_frees_the_subject(world: Society) -> None:
    case = open_plot(world)
    do("check", world.clerk, "2024-03-02", NOTE, case=case)
    void(world, case, entry_of(case, "request"))
    row = Case.objects.get(pk=case)
    assert (row.status, row.end, row.ended_on, row.steps) == ("ended", "void", date(2024, 6, 1), {})
    assert open_plot(world, day="2024-06-01") != case


def test_voiding_an_end_opens_the_case_again(world: Society) -> None:
    case = held(world)
    do("withdraw", world.member, "2024-06-01", NOTE, case=case)
    void(world, case, entry_of(case, "withdraw"))
    row = Case.objects.get(pk=case)
    assert (row.status, row.end, row.ended_on, row.stage) == ("open", "", None, "holding")
    assert row.process.status == "NEW"
    assert {name: step["since"] for name, step in row.steps.items()} == {
        "holding": "2024-05-08",
        "inspection": "2024-05-08",
    }
    armed = Deadline.objects.filter(state="armed")
    assert list(armed.values_list("act", "due_on")) == [("remind", date(2025, 5, 1))]
    assert not Duty.objects.filter(lapsed=True).exists()


def test_an_ended_case_is_not_opened_again_beside_another(world: Society) -> None:
    case = open_plot(world)
    do("withdraw", world.member, "2024-03-02", NOTE, case=case)
    open_plot(world, day="2024-03-03")
    with pytest.raises(Refused) as raised:
        void(world, case, entry_of(case, "withdraw"))
    assert rules(raised) == ["case.already_open"]


def test_voiding_a_suspension_lets_the_case_go_on(world: Society) -> None:
    case = open_plot(world)
    do("suspend", world.chair, "2024-03-02", NOTE, case=case)
    void(world, case, entry_of(case, "suspend"))
    assert Case.objects.get(pk=case).status == "open"


def test_voiding_one_branch_leaves_the_other(world: Society) -> None:
    case = open_plot(world, size=60)
    do("check", world.clerk, "2024-03-02", NOTE, case=case)
    do("water", world.clerk, "2024-03-03", NOTE, case=case)
    do("soil", world.clerk, "2024-03-04", NOTE, case=case)
    void(world, case, entry_of(case, "soil"))
    assert sorted(Case.objects.get(pk=case).steps) == ["checked", "soil", "waiting"]
    do("soil", world.clerk, "2024-03-05", NOTE, case=case)
    assert sorted(Case.objects.get(pk=case).steps) == ["hearing", "waiting"]


def test_an_exception_granted_by_mistake_is_voided(world: Society) -> None:
    case = open_plot(world)
    do("override", world.chair, "2024-03-03", {"rule": "TOY-2", "ground": "急"}, case=case)
    void(world, case, entry_of(case, "override"))
    assert "override" not in Case.objects.get(pk=case).facts


def test_a_keeper_of_another_society_cannot_confirm(world: Society) -> None:
    case = open_plot(world)
    stranger = person("h9", world.other, office="chair")
    with pytest.raises(Refused) as raised:
        correct(world, case, entry_of(case, "request"), confirmed_by=stranger.pk)
    assert rules(raised) == ["correct.second_person"]
