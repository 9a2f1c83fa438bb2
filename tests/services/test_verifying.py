"""A journal that was tampered with is found out, at the exact place, and without telling what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import transaction
from django.db.models import F
from viewflow.workflow.models import Process, Task

from tests.toy.world import Society, do, open_plot, society
from workflows.models import Case, CaseStatus, ChainHead, Entry, EntryPrivate, Matter, Person
from workflows.services.verifying import Difference, verify
from workflows.store.chain import COVERED, link

pytestmark = pytest.mark.django_db

COUNT = {"issued": 5, "returned": 5, "approve": 3, "oppose": 1, "abstain": 1, "void": 0}
#: the seventh link: the second teller's count, as the case has it
MIDDLE = 7
LAST = 13

Place = tuple[str, int, str]


@pytest.fixture(autouse=True)
def _undone(db: None) -> Iterator[None]:
    """What is broken is put back before anybody checks references."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def world(_undone: None) -> Society:
    """A society with one case that ended, and one whose notice was closed; a chain of 13 links."""
    world = society()
    case = open_plot(world)
    do("check", world.clerk, "2024-03-02", {"text": "好"}, case=case)
    text = {"text": "春"}
    meeting = do("convene", world.chair, "2024-05-01", text, kind="toy.meeting", unit=world.unit.pk).matter
    for teller in (world.chair, world.clerk):
        do("count", teller, "2024-05-01", matter=meeting, cases={case: COUNT})
    target = {"kind": "toy.board", "unit": world.unit.pk, "cases": {case: {}}}
    board = do("post", world.clerk, "2024-05-02", text, **target).matter
    do("close", world.clerk, "2024-05-08", matter=board, cases={case: {}})
    other = open_plot(world, subject=world.chair)
    do("withdraw", world.chair, "2024-05-08", {"text": "搬家"}, case=other)
    return world


def places() -> list[Place]:
    """Where the differences are, and what each is about."""
    return [(found.unit, found.seq, found.what) for found in verify().differences]


def entry(seq: int = MIDDLE) -> Any:
    """The link of this number, to be changed behind everybody's back."""
    return Entry.objects.filter(unit__code="s1", seq=seq)


def test_an_untouched_journal_has_no_difference() -> None:
    found = verify()
    assert (found.chains, found.entries, found.cases, found.matters) == (1, LAST, 2, 2)
    assert found.differences == ()


def columns() -> dict[str, str]:
    """The fields of an entry with the columns that hold them."""
    return {field.name: field.attname for field in Entry._meta.concrete_fields}


def another(column: str) -> object:
    """A value that the column of the middle link does not have."""
    later = entry(MIDDLE + 1).get()
    return {
        "case_id": Case.objects.latest("pk").pk,
        "matter_id": Matter.objects.latest("pk").pk,
        "cause_id": later.pk,
        "supersedes_id": later.pk,
        "acted_by_id": Person.objects.get(number="m1").pk,
        "recorded_by_id": Person.objects.get(number="m1").pk,
        "confirmed_by_id": Person.objects.get(number="m1").pk,
        "on": date(2024, 4, 30),
        "effective_on": date(2024, 4, 30),
        "at": datetime(2024, 4, 30, tzinfo=UTC),
        "facts": {**COUNT, "approve": 4},
        "findings": [],
        "moves": {"done": ["hearing"]},
        "files": ["ab" * 32],
    }.get(column, "changed")


@pytest.mark.parametrize("column", [name for name in COVERED if name not in {"unit", "seq"}])
def test_a_change_of_any_covered_column_is_found_at_its_link(column: str) -> None:
    column = columns()[column]
    entry().update(**{column: another(column)})
    assert places()[0] == ("s1", MIDDLE, "entry.hash")


def test_every_column_of_an_entry_is_covered_or_is_the_chain_itself() -> None:
    assert set(columns()) - set(COVERED) == {"id", "prev", "hash"}


def test_a_link_moved_to_another_unit_leaves_a_gap_and_does_not_fit_there(world: Society) -> None:
    entry().update(unit=world.other)
    assert places() == [("s1", MIDDLE, "entry.seq"), ("s2", 1, "entry.seq")]


@pytest.mark.parametrize("seq", [1, 2, MIDDLE, LAST - 1])
def test_a_deleted_link_leaves_a_gap(seq: int) -> None:
    remove(seq)
    assert places()[0] == ("s1", seq, "entry.seq")


def test_a_deleted_tail_is_not_what_the_head_says() -> None:
    remove(LAST)
    assert places()[0] == ("s1", LAST, "head.seq")


def test_a_deleted_tail_with_its_head_set_back_is_not_what_the_case_says() -> None:
    remove(LAST)
    before = entry(LAST - 1).get()
    ChainHead.objects.filter(unit__code="s1").update(seq=before.seq, hash=before.hash)
    case = Case.objects.latest("pk")
    assert [(found.what, found.case) for found in verify().differences] == [("case.facts.withdraw", case.pk)]


def test_a_chain_deleted_as_a_whole_is_not_what_the_head_says() -> None:
    remove(*range(LAST, 0, -1))
    assert places()[0] == ("s1", LAST, "head.seq")


def test_two_links_swapped_are_found_at_the_first(world: Society) -> None:
    entry(MIDDLE).update(seq=100)
    entry(MIDDLE + 1).update(seq=MIDDLE)
    entry(100).update(seq=MIDDLE + 1)
    assert places()[0] == ("s1", MIDDLE, "entry.prev")


def test_a_forged_link_between_two_is_found_at_the_next() -> None:
    """Whoever knows how links are made can forge one, but then the next does not follow from it."""
    entry().update(acted_as="changed")
    forged = entry().get()
    content = {name: getattr(forged, columns()[name]) for name in COVERED}
    entry().update(hash=link(forged.prev, content))
    assert places()[0] == ("s1", MIDDLE + 1, "entry.prev")


def test_a_back_dated_link_put_in_is_found_where_it_stands() -> None:
    for seq in range(LAST, MIDDLE - 1, -1):
        entry(seq).update(seq=F("seq") + 1)
    put_in = entry(MIDDLE + 1).get()
    put_in.pk, put_in.seq, put_in.request, put_in.on = 9_999, MIDDLE, None, date(2024, 4, 1)
    Entry.objects.bulk_create([put_in])
    assert places()[0] == ("s1", MIDDLE, "entry.hash")


def test_a_head_that_is_gone_is_missed() -> None:
    ChainHead.objects.filter(unit__code="s1").delete()
    assert places() == [("s1", LAST, "head")]


def test_a_changed_personal_text_is_found_and_not_told() -> None:
    EntryPrivate.objects.filter(entry__seq=1).update(body={"story": "另一个说明"})
    (found,) = verify().differences
    assert (found.unit, found.seq, found.what) == ("s1", 1, "private.hash")
    assert "另一个说明" not in str(found)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"salt": "0" * 32}, "private.hash"),
        ({"body": None}, "private.erased_by[0]"),
        ({"erased_by": 1}, "private.erased_by"),
    ],
)
def test_a_private_part_is_whole_or_erased_by_an_entry(change: dict[str, Any], what: str) -> None:
    if "erased_by" in change:
        change = {"erased_by": Entry.objects.latest("pk")}
    EntryPrivate.objects.filter(entry__seq=1).update(**change)
    assert places() == [("s1", 1, what)]


def test_an_erased_text_leaves_the_chain_valid(world: Society) -> None:
    first = entry(1).get()
    more = {"case": first.case_id, "reason": "本人要求", "confirmed_by": world.chair.pk}
    do("erase", world.clerk, "2024-06-01", {"entry": first.pk}, **more)
    assert EntryPrivate.objects.get(entry=first).body is None
    assert places() == []


def test_a_text_erased_by_what_is_no_such_act_is_found() -> None:
    EntryPrivate.objects.filter(entry__seq=1).update(body=None, erased_by=Entry.objects.latest("pk"))
    assert places() == [("s1", 1, "private.erased_by[0]")]


def test_a_private_part_that_is_gone_or_put_in_is_found() -> None:
    EntryPrivate.objects.filter(entry__seq=1).delete()
    assert places() == [("s1", 1, "private.row")]


CHANGED: dict[str, Callable[[Society], object]] = {
    "procedure": lambda world: "toy/nested.Nested_1",
    "subject_id": lambda world: world.clerk.pk,
    "unit_id": lambda world: world.other.pk,
    "status": lambda world: CaseStatus.SUSPENDED,
    "stage": lambda world: "waiting",
    "stage_since": lambda world: date(2024, 5, 7),
    "opened_on": lambda world: date(2024, 2, 29),
    "ended_on": lambda world: date(2024, 5, 9),
    "end": lambda world: "settled",
    "facts": lambda world: {},
    "steps": lambda world: {},
    "single": lambda world: None,
}


@pytest.mark.parametrize("column", CHANGED)
def test_a_case_changed_without_an_entry_is_found(world: Society, column: str) -> None:
    case = Case.objects.earliest("pk")
    Case.objects.filter(pk=case.pk).update(**{column: CHANGED[column](world)})
    assert [found.case for found in verify().differences] == [case.pk]


def test_every_column_of_a_case_is_compared() -> None:
    columns = {field.attname for field in Case._meta.concrete_fields}
    assert columns - set(CHANGED) == {"id", "process_id", "revision"}


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "toy.board"},
        {"person_id": 1},
        {"opened_on": date(2024, 4, 30)},
        {"closed_on": date(2024, 5, 9)},
        {"facts": {}},
    ],
)
def test_a_matter_changed_without_an_entry_is_found(world: Society, change: dict[str, Any]) -> None:
    if "person_id" in change:
        change = {"person_id": world.clerk.pk}
    matter = Matter.objects.get(kind="toy.meeting")
    Matter.objects.filter(pk=matter.pk).update(**change)
    assert [(found.matter, found.what.partition(".")[0]) for found in verify().differences] == [
        (matter.pk, "matter")
    ]


@pytest.mark.parametrize("moves", [[], {"opened": 5}, "x"])
def test_an_entry_that_cannot_be_folded_is_a_difference_and_no_error(moves: Any) -> None:
    entry().update(moves=moves)
    found = verify().differences
    assert [(each.what, each.seq) for each in found] == [("entry.hash", MIDDLE), ("case.entries", LAST - 2)]
    assert found[1].expected == "folded"


def test_an_open_task_that_nobody_opened_is_found() -> None:
    task = Task.objects.filter(status="NEW").first()
    assert task is not None
    Task.objects.filter(pk=task.pk).update(status="DONE")
    assert [found.what for found in verify().differences] == ["case.tasks.inspection"]


def test_a_process_that_ended_by_itself_is_found() -> None:
    Process.objects.filter(status="NEW").update(status="DONE")
    assert [found.what for found in verify().differences] == ["case.process"]


def test_a_case_without_entries_is_found() -> None:
    case = Case.objects.latest("pk")
    Entry.objects.filter(case=case).update(case=None)
    assert ("s1", 0, "case.entries") in places()


def test_the_place_of_a_changed_fact_is_named_without_its_text() -> None:
    case = Case.objects.earliest("pk")
    case.facts["check"][0]["data"]["text"] = "张三说不好"
    case.save(update_fields=["facts"])
    assert verify().differences == (
        Difference(
            unit="s1",
            seq=11,
            what="case.facts.check[0].data.text",
            expected="text of 1 characters",
            found="text of 5 characters",
            case=case.pk,
        ),
    )


def test_one_unit_is_verified_by_itself(world: Society) -> None:
    entry().update(acted_as="changed")
    assert verify(units=["s2"]).differences == ()
    assert verify(units=["s1"]).differences != ()


def test_links_before_a_day_are_trusted_when_asked() -> None:
    entry(2).update(edition="changed")
    found = verify(since=date(2024, 5, 2))
    assert (found.entries, found.differences) == (LAST - 7, ())
    assert places()[0] == ("s1", 2, "entry.hash")


def remove(*seqs: int) -> None:
    """Delete links and what hangs on them."""
    pks = list(Entry.objects.filter(unit__code="s1", seq__in=seqs).values_list("pk", flat=True))
    Entry.objects.filter(cause__in=pks).update(cause=None)
    EntryPrivate.objects.filter(entry__in=pks)._raw_delete("default")
    Entry.objects.filter(pk__in=pks)._raw_delete("default")
