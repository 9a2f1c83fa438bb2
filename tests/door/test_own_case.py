"""Nobody decides on a case of their own: the office passes to another holder, the subject's acts remain."""

from __future__ import annotations

import pytest

from tests.toy.world import BEGAN, Society, do, moment, open_plot, person, society
from workflows.door import Refused, outlook
from workflows.models import Entry, OfficeTerm, Person

pytestmark = pytest.mark.django_db(transaction=True)

COUNT = {"issued": 5, "returned": 5, "approve": 3, "oppose": 1, "abstain": 1, "void": 0}


@pytest.fixture
def world() -> Society:
    """A society whose clerk asks for a plot, with a second clerk beside."""
    found = society()
    person("c2", found.unit, office="clerk")
    return found


def other_clerk() -> Person:
    return Person.objects.get(number="c2")


def refusals(raised: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [finding.rule for finding in raised.value.unmet]


def test_a_clerk_applies_as_the_subject_and_not_as_a_clerk(world: Society) -> None:
    case = open_plot(world, subject=world.clerk)
    entry = Entry.objects.get(case=case)
    assert (entry.acted_as, entry.recorded_as) == ("subject", "subject")


def test_an_office_does_not_act_on_its_holders_own_case(world: Society) -> None:
    case = open_plot(world, subject=world.clerk)
    with pytest.raises(Refused) as raised:
        do("check", world.clerk, "2024-03-02", {"text": "好"}, case=case)
    assert refusals(raised) == ["act.own_case"]
    assert Entry.objects.filter(case=case).count() == 1
    do("check", other_clerk(), "2024-03-02", {"text": "好"}, case=case)


def test_it_is_not_offered_to_them_either(world: Society) -> None:
    case = open_plot(world, subject=world.clerk)

    def offered(who: Person) -> list[str]:
        view = outlook([case], at=moment("2024-03-02"), actor=who.pk)[case]
        return sorted(prospect.act.name for prospect in view.prospects if prospect.mine)

    assert offered(world.clerk) == ["dig", "withdraw"]
    assert offered(other_clerk()) == ["check"]


def test_they_record_for_nobody_on_it(world: Society) -> None:
    case = open_plot(world, subject=world.clerk)
    with pytest.raises(Refused) as raised:
        do(
            "check",
            other_clerk(),
            "2024-03-02",
            {"text": "好"},
            case=case,
            recorded_by=world.clerk.pk,
            files=("a" * 64,),
        )
    assert refusals(raised) == ["act.own_case"]


def test_they_confirm_nothing_on_it(world: Society) -> None:
    case = open_plot(world, subject=world.clerk)
    OfficeTerm.objects.create(person=world.chair, unit=world.unit, office="clerk", from_on=BEGAN)
    with pytest.raises(Refused) as raised:
        do(
            "void",
            world.chair,
            "2024-03-02",
            {"entry": Entry.objects.get(case=case).pk},
            case=case,
            reason="误开",
            confirmed_by=world.clerk.pk,
        )
    assert refusals(raised) == ["correct.second_person"]


def test_a_teller_does_not_count_the_papers_of_their_own_case(world: Society) -> None:
    case = open_plot(world, subject=world.chair, day="2024-01-01")
    do("check", world.clerk, "2024-01-02", {"text": "好"}, case=case)
    held = do("convene", world.chair, "2024-05-01", {"text": "春"}, kind="toy.meeting", unit=world.unit.pk)
    with pytest.raises(Refused) as raised:
        do("count", world.chair, "2024-05-01", matter=held.matter, cases={case: COUNT})
    assert refusals(raised) == ["act.own_case"]
    do("count", world.clerk, "2024-05-01", matter=held.matter, cases={case: COUNT})
