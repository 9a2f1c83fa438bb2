"""What an act sends to the database, as literal numbers: more is a mistake, fewer is news for this file."""

from __future__ import annotations

import gc
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.toy.errand import EDITION
from tests.toy.world import Society, adopt, do, moment, open_plot, person, society
from workflows.door import Act, Refused, perform
from workflows.models import Case, Person
from workflows.store.session import Session

pytestmark = pytest.mark.django_db(transaction=True)

NOTE = {"text": "好"}
DAY = "2024-03-02"


@pytest.fixture
def world() -> Society:
    """A society in which one act was performed, so that its edition is known to the process."""
    found = society()
    open_plot(found)
    return found


def sent(acts: list[Act], day: str = DAY) -> tuple[int, int]:
    """Statements and round trips of one list of acts."""
    session = Session()
    perform(acts, at=moment(day), session=session)
    return session.statements, session.round_trips


def expected(*, postgresql: tuple[int, int], sqlite: tuple[int, int]) -> tuple[int, int]:
    """Statements and round trips on the database of this run."""
    return {"postgresql": postgresql, "sqlite": sqlite}[connection.vendor]


def check(world: Society, case: int, key: str = "k") -> Act:
    return Act("check", world.clerk.pk, key, date.fromisoformat(DAY), NOTE, case=case)


def opening(subject: Person, day: str = DAY) -> Act:
    data = {"size": 10, "story": "想种菜"}
    return Act("request", subject.pk, "k", date.fromisoformat(day), data, family="toy", subject=subject.pk)


def test_one_act_that_moves_a_case(world: Society) -> None:
    case = Case.objects.get().pk
    # Read: settings, case, head, request, record, people, units, ids. Written: case, two tasks and their two
    # origins, the task that ended, entry, head. And BEGIN and COMMIT.
    assert sent([check(world, case)]) == expected(postgresql=(18, 3), sqlite=(17, 15))


def test_one_act_that_opens_a_case(world: Society) -> None:
    somebody = person("m2", world.unit)
    # The same, and whether there is an open case already, the process, the third task and the private part.
    assert sent([opening(somebody)]) == expected(postgresql=(20, 3), sqlite=(19, 16))


def test_an_act_on_a_case_with_a_long_history_sends_no_more(world: Society) -> None:
    case = Case.objects.get().pk
    for number in range(30):
        do("dig", world.member, DAY, {"text": f"第{number}次"}, case=case)
    assert sent([check(world, case)]) == expected(postgresql=(18, 3), sqlite=(17, 15))


def test_an_act_that_moves_a_deadline_sends_two_more_and_one_that_moves_none_sends_none(
    world: Society,
) -> None:
    adopt(world, "errand", EDITION)
    case = do("errand", world.member, DAY, family="errand", subject=world.member.pk).case

    def promise(key: str, by: str) -> tuple[int, int]:
        on = date.fromisoformat(DAY)
        return sent([Act("promise", world.clerk.pk, key, on, {"by": by}, case=case)])

    promise("first", "2024-04-01")
    # Case, entry and head; read as above.
    assert promise("same", "2024-04-01") == expected(postgresql=(13, 3), sqlite=(12, 12))
    assert promise("other", "2024-04-02") == expected(postgresql=(15, 3), sqlite=(14, 14))


def test_a_hundred_acts_in_one_list_travel_as_often_as_one(world: Society) -> None:
    people = [person(f"p{number}", world.unit) for number in range(100)]
    opened = [receipt.case for receipt in perform([opening(each) for each in people], at=moment(DAY))]
    _, trips = sent([check(world, case or 0) for case in opened])
    assert trips == {"postgresql": 3, "sqlite": 15}[connection.vendor]


def test_a_hundred_acts_in_one_list_are_written_as_whole_tables(world: Society) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no arrays: it writes row by row, without any round trip")
    people = [person(f"p{number}", world.unit) for number in range(100)]
    # Read: settings, head, requests, open cases, records, people, units, ids, and settings again. Written:
    # processes, cases, tasks, origins, entries, private parts, head. And BEGIN and COMMIT.
    assert sent([opening(each) for each in people]) == (18, 3)


def test_an_act_that_opens_a_matter(world: Society) -> None:
    on = date.fromisoformat(DAY)
    convene = Act("convene", world.chair.pk, "k", on, NOTE, kind="toy.meeting", unit=world.unit.pk)
    assert sent([convene]) == expected(postgresql=(11, 3), sqlite=(10, 10))


def test_nothing_is_asked_behind_the_back_of_the_session(world: Society) -> None:
    act = check(world, Case.objects.get().pk)
    session = Session()
    with CaptureQueriesContext(
        connection,
    ) as captured:
        perform([act], at=moment(DAY), session=session)
    texts = [query["sql"] for query in captured if query["sql"].split()[0] not in {"BEGIN", "COMMIT"}]
    # Pipelined statements are invisible to Django; on SQLite it sees exactly ours.
    assert len(texts) == {"postgresql": 0, "sqlite": 13}[connection.vendor]


def test_the_collector_runs_again_after_acts_that_are_refused() -> None:
    with pytest.raises(Refused):
        perform([Act("begin", None, "", case=1)], at=moment(DAY))
    assert gc.isenabled()
