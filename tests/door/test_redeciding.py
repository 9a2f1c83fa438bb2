"""A count on which both tellers agreed, and wrongly: one correction decides again or is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest

from tests.toy.sitting import Sitting
from tests.toy.world import Society, do, open_plot, person, society
from workflows.door import Receipt, Refused
from workflows.models import Case, Entry, Membership
from workflows.services.verifying import verify
from workflows.texts.sentences import finding_sentence

pytestmark = pytest.mark.django_db

COUNT = {"issued": 5, "returned": 5, "approve": 3, "oppose": 1, "abstain": 1, "void": 0}
LOST = {"approve": 2, "oppose": 2}
NOTE = {"text": "好"}


@pytest.fixture
def world() -> Iterator[Society]:
    """A society; whatever a test does, journal, rows and tasks agree at its end."""
    yield society()
    assert verify().differences == ()


@pytest.fixture
def sitting(world: Society) -> Sitting:
    """A council before which two stand, with a second keeper of its record."""
    found = Sitting(world)
    person("h2", world.unit, standing="guest", office="chair")
    return found


def heard(world: Society, **numbers: int) -> int:
    """A case that was checked and heard on the first of May, both tellers entering the same numbers."""
    case, day = open_plot(world), "2024-05-01"
    do("check", world.clerk, day, NOTE, case=case)
    meeting = do("convene", world.chair, day, NOTE, kind="toy.meeting", unit=world.unit.pk).matter
    for teller in (world.chair, world.clerk):
        do("count", teller, day, matter=meeting, cases={case: {**COUNT, **numbers}})
    return case


def posted(world: Society, case: int, day: str = "2024-05-02") -> int:
    """The notice of a case hangs; its matter."""
    target: dict[str, Any] = {"kind": "toy.board", "unit": world.unit.pk, "cases": {case: {}}}
    return do("post", world.clerk, day, NOTE, **target).matter or 0


def last(case: int, *acts: str) -> int:
    """The latest entry of these acts."""
    return Entry.objects.filter(case=case, act__in=acts).latest("pk").pk


def amend(world: Society, case: int, name: str, entry: int, *, second: str = "h1", **data: Any) -> Receipt:
    """Correct or void an entry; the clerk asks, the chair confirms."""
    keepers = {each.number: each for each in (world.clerk, world.chair)}
    by = world.clerk if second == "h1" else world.chair
    confirmed = (
        keepers[second].pk if second in keepers else Membership.objects.get(person__number=second).person_id
    )
    stated = {"entry": entry, **data}
    return do(name, by, "2024-06-01", stated, case=case, reason="抄错了", confirmed_by=confirmed)


def refused(
    world: Society, case: int, entry: int, changes: Mapping[str, int], second: str = "h1"
) -> list[str]:
    """The sentences that refuse a correction of these numbers."""
    with pytest.raises(Refused) as raised:
        amend(world, case, "correct", entry, second=second, changes=changes)
    return [finding_sentence(finding) for finding in raised.value.unmet]


def stands(case: int) -> tuple[list[str], list[tuple[Any, Any]]]:
    """The open steps, and the totals and outcomes of the counts that decided."""
    row = Case.objects.get(pk=case)
    counts = [fact for name in ("hearing", "joining", "staying") for fact in row.facts.get(name, ())]
    decided = [(fact["data"]["approve"], fact["outcome"]) for fact in counts if "approve" in fact["data"]]
    return sorted(row.steps), decided


def test_a_corrected_count_decides_again_and_the_case_goes_the_other_way(world: Society) -> None:
    case = heard(world)
    receipt = amend(world, case, "correct", last(case, "hearing"), changes=LOST)
    assert stands(case) == (["check", "waiting"], [(2, "lost")])
    assert (receipt.outcome, receipt.opened) == ("lost", ("hearing", "check"))
    entry = Entry.objects.get(pk=receipt.entry)
    assert (entry.outcome, entry.on, entry.confirmed_by) == ("lost", date(2024, 5, 1), world.chair)
    assert Case.objects.get(pk=case).steps["check"]["since"] == "2024-05-01"


def test_and_back_again_when_the_correction_was_wrong_itself(world: Society) -> None:
    case = heard(world)
    again = amend(world, case, "correct", last(case, "hearing"), changes=LOST).entry
    amend(world, case, "correct", again, changes={"approve": 3, "oppose": 1})
    assert stands(case) == (["notice", "waiting"], [(3, "carried")])
    posted(world, case)


def test_other_numbers_with_the_same_outcome_move_nothing(world: Society) -> None:
    case = heard(world)
    receipt = amend(world, case, "correct", last(case, "hearing"), changes={"approve": 4, "oppose": 0})
    assert stands(case) == (["notice", "waiting"], [(4, "carried")])
    assert Entry.objects.get(pk=receipt.entry).moves == {"since": {"notice": "2024-05-01"}}


def test_what_both_tellers_sealed_is_no_longer_said_to_agree(world: Society) -> None:
    case = heard(world)
    entry = last(case, "hearing")
    assert "agreed" in Entry.objects.get(pk=entry).facts
    again = amend(world, case, "correct", entry, on="2024-05-02").entry
    assert "agreed" in Entry.objects.get(pk=again).facts["facts"]
    again = amend(world, case, "correct", again, changes=LOST).entry
    assert "agreed" not in Entry.objects.get(pk=again).facts["facts"]


def test_numbers_that_cannot_be_decide_nothing(sitting: Sitting) -> None:
    first, world = sitting.cases[0], sitting.world
    sitting.ready().opened(first).decides(first)
    entry = last(first, "joining")
    for changes in ({"approve": 10}, {"issued": 10}, {"written_approve": 1}):
        assert refused(world, first, entry, changes, "h2") != []
    assert stands(first) == (["staying"], [(11, "carried")])


def test_more_papers_back_than_out_void_the_round_also_when_a_correction_says_so(sitting: Sitting) -> None:
    first, world = sitting.cases[0], sitting.world
    sitting.ready().opened(first).decides(first)
    amend(
        world, first, "correct", last(first, "joining"), second="h2", changes={"returned": 12, "approve": 12}
    )
    assert stands(first) == (["joining"], [(12, "voided")])
    assert sitting.decides(first) == "carried"
    assert stands(first) == (["staying"], [(12, "voided"), (11, "carried")])


def test_a_later_step_that_rests_on_the_old_outcome_is_voided_first(world: Society) -> None:
    case = heard(world, **LOST)
    entry = last(case, "hearing")
    do("check", world.clerk, "2024-05-03", NOTE, case=case)
    assert refused(world, case, entry, {"approve": 3, "oppose": 1}) == [
        "更正后结果由“未通过”变为“通过”；此后已办的“核对”以原结果为依据，请先作废它，再更正。"
    ]
    amend(world, case, "void", last(case, "check"))
    amend(world, case, "correct", entry, changes={"approve": 3, "oppose": 1})
    assert stands(case) == (["notice", "waiting"], [(3, "carried")])


def test_what_was_done_at_a_step_that_only_the_old_outcome_opened_is_voided_first(world: Society) -> None:
    case = heard(world)
    posted(world, case)
    entry = last(case, "hearing")
    assert refused(world, case, entry, LOST) == [
        "更正后结果由“通过”变为“未通过”；此后已办的“张贴”以原结果为依据，请先作废它，再更正。"
    ]
    assert stands(case) == (["notice", "waiting"], [(3, "carried")])
    amend(world, case, "void", last(case, "notice.post"))
    amend(world, case, "correct", entry, changes=LOST)
    assert stands(case) == (["check", "waiting"], [(2, "lost")])


def test_what_was_done_beside_it_stands(world: Society) -> None:
    case = heard(world)
    do("dig", world.member, "2024-05-03", NOTE, case=case)
    amend(world, case, "correct", last(case, "hearing"), changes=LOST)
    assert "dig" in Case.objects.get(pk=case).facts


def test_a_corrected_count_is_voided_with_what_the_correction_made_of_it(world: Society) -> None:
    case = heard(world)
    again = amend(world, case, "correct", last(case, "hearing"), changes=LOST).entry
    do("check", world.clerk, "2024-05-03", NOTE, case=case)
    with pytest.raises(Refused) as raised:
        amend(world, case, "void", again)
    assert [finding.rule for finding in raised.value.unmet] == ["void.not_last"]
    amend(world, case, "void", last(case, "check"))
    amend(world, case, "void", again)
    assert stands(case) == (["hearing", "waiting"], [])


def test_the_day_of_a_count_that_was_corrected_can_be_corrected_as_well(world: Society) -> None:
    case = heard(world)
    again = amend(world, case, "correct", last(case, "hearing"), changes=LOST).entry
    amend(world, case, "correct", again, on="2024-05-04")
    assert Case.objects.get(pk=case).steps["check"]["since"] == "2024-05-04"


def test_a_case_that_had_ended_goes_on_and_one_that_went_on_ends(sitting: Sitting) -> None:
    first, world = sitting.cases[0], sitting.world
    sitting.ready().opened(first).decides(first, approve=5, oppose=6)
    assert Case.objects.get(pk=first).status == "ended"
    entry = last(first, "joining")
    again = amend(world, first, "correct", entry, second="h2", changes={"approve": 6, "oppose": 5}).entry
    row = Case.objects.get(pk=first)
    assert (row.status, row.end, row.ended_on, sorted(row.steps)) == ("open", "", None, ["staying"])
    amend(world, first, "correct", again, second="h2", changes={"approve": 5, "oppose": 6})
    row = Case.objects.get(pk=first)
    assert (row.status, row.end, row.ended_on) == ("ended", "turned_away", date(2024, 5, 1))


def test_a_case_that_had_ended_does_not_go_on_beside_another(sitting: Sitting) -> None:
    first, world = sitting.cases[0], sitting.world
    sitting.ready().opened(first).decides(first, approve=5, oppose=6)
    subject = Case.objects.get(pk=first).subject
    do("ask", subject, "2024-05-02", family="council", subject=subject.pk)
    assert refused(world, first, last(first, "joining"), {"approve": 6, "oppose": 5}, "h2") == [
        f"{subject.name}在这一程序里已有一份没有办结的办件，不能再开一份。"
    ]


def test_a_motion_that_was_carried_after_all_is_the_last(sitting: Sitting) -> None:
    first, world = sitting.cases[0], sitting.world
    sitting.ready().opened(first).decides(first)
    sitting.does("set_aside", {}, sitting.cases[1]).does("adjourn").called(first).rolled().attended()
    sitting.opened(first).decides(first, approve=5, oppose=6)
    entry = last(first, "staying")
    assert Entry.objects.get(pk=entry).outcome == "next_motion"
    amend(world, first, "correct", entry, second="h2", changes={"approve": 6, "oppose": 5})
    assert Case.objects.get(pk=first).end == "settled"


def test_what_the_outcome_gave_is_taken_back_and_given_again(sitting: Sitting) -> None:
    first, world = sitting.cases[0], sitting.world
    sitting.ready().opened(first).decides(first)
    subject = Case.objects.get(pk=first).subject

    def standing() -> list[str]:
        held = Membership.objects.filter(person=subject, tree="society").order_by("from_on")
        return list(held.values_list("standing", flat=True))

    assert standing() == ["guest", "councillor"]
    again = amend(
        world, first, "correct", last(first, "joining"), second="h2", changes={"approve": 5, "oppose": 6}
    ).entry
    assert standing() == ["guest"]
    amend(world, first, "correct", again, second="h2", changes={"approve": 6, "oppose": 5})
    assert standing() == ["guest", "councillor"]


@pytest.mark.parametrize(
    ("more", "rule"),
    [({"reason": ""}, "correct.reason"), ({"confirmed_by": None}, "correct.second_person")],
)
def test_it_takes_a_reason_and_a_second_person(world: Society, more: dict[str, Any], rule: str) -> None:
    case = heard(world)
    kept = {"reason": "抄错了", "confirmed_by": world.chair.pk, **more}
    data = {"entry": last(case, "hearing"), "changes": LOST}
    with pytest.raises(Refused) as raised:
        do("correct", world.clerk, "2024-06-01", data, case=case, **kept)
    assert [finding.rule for finding in raised.value.unmet] == [rule]
    assert stands(case) == (["notice", "waiting"], [(3, "carried")])


def test_the_correction_keeps_totals_and_nothing_of_any_person(sitting: Sitting) -> None:
    first, world = sitting.cases[0], sitting.world
    sitting.ready().opened(first).decides(first)
    entry = last(first, "joining")
    kept = set(Entry.objects.get(pk=entry).facts)
    again = amend(world, first, "correct", entry, second="h2", changes={"approve": 6, "oppose": 5}).entry
    assert set(Entry.objects.get(pk=again).facts["facts"]) == kept - {"agreed"}
