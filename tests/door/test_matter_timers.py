"""What falls due on a matter: its days follow from what is known of it, as those of a case do."""

from __future__ import annotations

from datetime import date

import pytest

from tests.toy.world import Society, adopt, do, moment, society
from workflows.models import Deadline, Entry
from workflows.services.deadlines import Fate, sweep

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> Society:
    found = society()
    adopt(found, "fair")
    return found


def fair(world: Society) -> int:
    opened = do("open", world.chair, "2024-03-01", {"takes": "南瓜"}, kind="fair.fair", unit=world.unit.pk)
    assert opened.matter is not None
    return opened.matter


def judged(world: Society, matter: int, on: str) -> None:
    """A pumpkin that won on a day."""
    asked = {"files": ("a" * 64,), "family": "fair", "subject": world.member.pk, "within": matter}
    case = do("exhibit", world.member, on, {"what": "南瓜"}, **asked).case
    do("look", world.clerk, on, case=case)
    do("judge", world.chair, on, matter=matter, cases={case: {"place": 1}})


def days() -> list[tuple[str, date]]:
    """What became of the deadlines, with their days."""
    return list(Deadline.objects.order_by("pk").values_list("state", "due_on"))


def test_an_act_moves_the_day_and_the_end_takes_it_away(world: Society) -> None:
    matter = fair(world)
    assert days() == [("armed", date(2024, 3, 31))]
    judged(world, matter, "2024-03-10")
    assert days() == [("cancelled", date(2024, 3, 31)), ("armed", date(2024, 3, 17))]
    do("end", world.chair, "2024-03-12", matter=matter)
    assert days()[1:] == [("cancelled", date(2024, 3, 17))]


def test_it_is_performed_on_its_day_and_not_again(world: Society) -> None:
    matter = fair(world)
    assert sweep(at=moment("2024-03-30")) == {}
    assert sweep(at=moment("2024-04-02")) == {Fate.FIRED: 1}
    entry = Entry.objects.get(matter=matter, act="reminder")
    assert (entry.on, entry.acted_as, days()) == (
        date(2024, 3, 31),
        "system",
        [("fired", date(2024, 3, 31))],
    )
    judged(world, matter, "2024-04-10")
    assert days()[1:] == [("armed", date(2024, 4, 17))]
