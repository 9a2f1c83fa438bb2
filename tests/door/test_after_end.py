"""Case acts say while what they may come: on a case that rests, and after its end."""

from __future__ import annotations

from datetime import date

import pytest

from tests.toy.closing import Closing_1
from tests.toy.world import Society, adopt, do, moment, society
from workflows.door import Refused, outlook
from workflows.models import Case, Entry, Membership
from workflows.services.verifying import verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Society:
    """A society that works by the procedure."""
    found = society()
    adopt(found, Closing_1.family)
    return found


def asked(world: Society) -> int:
    """A member's case."""
    return do("ask", world.member, "2024-03-01", family="closing", subject=world.member.pk).case or 0


def settled(world: Society) -> int:
    """A case that was filed away."""
    case = asked(world)
    do("settling", world.clerk, "2024-03-10", case=case)
    return case


def refused(name: str, world: Society, case: int) -> list[str]:
    """What refuses an act of the clerk."""
    with pytest.raises(Refused) as raised:
        do(name, world.clerk, "2024-03-20", case=case)
    return [finding.rule for finding in raised.value.unmet]


def row(case: int) -> tuple[str, str, date | None]:
    """Status, end and its day."""
    found = Case.objects.get(pk=case)
    return found.status, found.end, found.ended_on


def standing(world: Society) -> str:
    """What the member is in the society now."""
    return Membership.objects.get(person=world.member, tree="society", to_on=None).standing


def offered(world: Society, case: int) -> list[str]:
    """The acts that a page offers, by name."""
    view = outlook([case], at=moment("2024-04-01"), actor=world.clerk.pk)[case]
    return sorted(prospect.act.name for prospect in view.prospects)


def test_an_ended_case_is_looked_into_and_ends_anew(world: Society) -> None:
    case = settled(world)
    assert offered(world, case) == ["denial", "inquiry", "review"]
    do("inquiry", world.clerk, "2024-03-20", {"grave": True}, case=case)
    assert row(case) == ("ended", "settled", date(2024, 3, 10))
    do("denial", world.chair, "2024-03-25", case=case)
    assert row(case) == ("ended", "denied", date(2024, 3, 25))
    assert standing(world) == "guest"
    assert verify().differences == ()


def test_an_end_that_was_a_mistake_is_voided_and_the_former_stands_again(world: Society) -> None:
    case = settled(world)
    entry = do("denial", world.chair, "2024-03-25", case=case).entry
    more = {"reason": "误办", "confirmed_by": world.chair.pk, "case": case}
    do("void", world.clerk, "2024-03-28", {"entry": entry}, **more)
    assert row(case) == ("ended", "settled", date(2024, 3, 10))
    assert standing(world) == "settled"
    assert verify().differences == ()


def test_the_former_end_stands_again_beside_another_case(world: Society) -> None:
    case = settled(world)
    entry = do("denial", world.chair, "2024-03-25", case=case).entry
    other = do("ask", world.member, "2024-03-26", family="closing", subject=world.member.pk).case
    more = {"reason": "误办", "confirmed_by": world.chair.pk, "case": case}
    do("void", world.clerk, "2024-03-28", {"entry": entry}, **more)
    assert (row(case)[1], row(other or 0)[0]) == ("settled", "open")


def test_other_acts_end_with_the_case(world: Society) -> None:
    assert refused("leave", world, settled(world)) == ["case.closed"]


@pytest.mark.parametrize(("grave", "status"), [(True, "suspended"), (False, "open")])
def test_what_was_found_says_whether_the_case_rests(world: Society, grave: bool, status: str) -> None:
    case = asked(world)
    do("inquiry", world.clerk, "2024-03-05", {"grave": grave}, case=case)
    assert row(case)[0] == status
    assert verify().differences == ()


def test_what_must_not_come_while_a_case_rests_waits(world: Society) -> None:
    case = asked(world)
    do("inquiry", world.clerk, "2024-03-05", {"grave": True}, case=case)
    assert refused("leave", world, case) == ["case.suspended"]
    assert offered(world, case) == ["denial", "inquiry", "resume", "review"]
    do("resume", world.chair, "2024-03-15", case=case)
    assert offered(world, case) == ["denial", "inquiry", "leave", "review", "settling"]
    do("leave", world.clerk, "2024-03-20", case=case)
    assert Entry.objects.filter(case=case).count() == 4


def test_an_ended_case_is_opened_again_and_ends_anew(world: Society) -> None:
    case = settled(world)
    do("review", world.chair, "2024-03-20", case=case)
    assert row(case) == ("open", "", None)
    assert verify().differences == ()
    do("settling", world.clerk, "2024-03-25", case=case)
    assert row(case) == ("ended", "settled", date(2024, 3, 25))
    assert verify().differences == ()


def test_what_opened_a_case_again_is_voided_and_the_former_end_stands(world: Society) -> None:
    case = settled(world)
    entry = do("review", world.chair, "2024-03-20", case=case).entry
    more = {"reason": "误办", "confirmed_by": world.chair.pk, "case": case}
    do("void", world.clerk, "2024-03-28", {"entry": entry}, **more)
    assert row(case) == ("ended", "settled", date(2024, 3, 10))
    assert verify().differences == ()


def test_a_case_is_not_opened_again_beside_another(world: Society) -> None:
    case = settled(world)
    do("ask", world.member, "2024-03-12", family="closing", subject=world.member.pk)
    with pytest.raises(Refused) as raised:
        do("review", world.chair, "2024-03-20", case=case)
    assert [finding.rule for finding in raised.value.unmet] == ["case.already_open"]
    assert row(case)[0] == "ended"
