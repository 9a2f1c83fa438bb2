"""What a person's record says is read by the rules of every case of theirs, without being locked for it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.door.holding import held_elsewhere
from tests.toy.world import Society, do, moment, open_plot, society
from workflows.door import Act, Busy, Refused, consider, outlook, perform
from workflows.models import Case, Entry
from workflows.nodes.procedure import record_of, record_types
from workflows.rules.findings import Finding
from workflows.store.session import Session

pytestmark = pytest.mark.django_db(transaction=True)

DAY = "2024-09-02"
NOTE = {"text": "好"}
HEARD = {"issued": 5, "returned": 5, "approve": 5, "oppose": 0, "abstain": 0, "void": 0}


@pytest.fixture
def world() -> Society:
    """A society whose member holds a plot that waits for its inspection."""
    found = society()
    case = open_plot(found)
    do("check", found.clerk, "2024-03-02", NOTE, case=case)
    meeting = do("convene", found.chair, "2024-05-01", NOTE, kind="toy.meeting", unit=found.unit.pk).matter
    for teller in (found.chair, found.clerk):
        do("count", teller, "2024-05-01", matter=meeting, cases={case: HEARD})
    target = {"kind": "toy.board", "unit": found.unit.pk, "cases": {case: {}}}
    board = do("post", found.clerk, "2024-05-02", NOTE, **target).matter
    do("close", found.clerk, "2024-05-08", matter=board, cases={case: {}})
    return found


def case() -> int:
    """The member's case."""
    return Case.objects.get().pk


def ledger(world: Society) -> int:
    """The member's ledger, opened."""
    opened = do(
        "open",
        world.clerk,
        DAY,
        kind="gardening.ledger",
        unit=world.unit.pk,
        subject=world.member.pk,
    )
    return opened.matter or 0


def season(world: Society, matter: int, year: int, baskets: int) -> int:
    """A season written into the ledger; its entry."""
    return do("season", world.clerk, DAY, bore(year, baskets), matter=matter).entry


def bore(year: int, baskets: int) -> dict[str, Any]:
    return {"year": year, "baskets": baskets, "receipt": f"收{year}"}


def inspect(world: Society) -> Act:
    return Act("inspection", world.clerk.pk, "", date.fromisoformat(DAY), NOTE, case=case())


def fruit(findings: tuple[Finding, ...]) -> list[tuple[str, dict[str, Any]]]:
    """What the rule about the ledger answered."""
    return [(each.verdict.value, dict(each.params)) for each in findings if each.rule == "TOY-9"]


def asked(world: Society) -> list[list[tuple[str, dict[str, Any]]]]:
    """The rule's answers by every way of asking without acting: what is refused, what is open."""
    refused = consider([inspect(world)], at=moment(DAY))
    (found,) = outlook([case()], at=moment(DAY), actor=world.member.pk).values()
    open_now = next(each for each in found.prospects if each.act.name == "inspection")
    return [fruit(refused[0].findings) if refused else [], fruit(open_now.findings)]


def test_somebody_without_a_record_has_an_empty_one(world: Society) -> None:
    assert asked(world) == [[], [("not_applicable", {})]]


def test_an_act_on_a_case_is_judged_by_the_record_of_its_subject(world: Society) -> None:
    matter = ledger(world)
    season(world, matter, 2023, 4)
    entry = season(world, matter, 2024, 0)
    unmet = [("unmet", {"year": 2024, "entry": entry})]
    assert asked(world) == [unmet, unmet]
    with pytest.raises(Refused) as raised:
        perform([inspect(world)], at=moment(DAY))
    assert fruit(raised.value.unmet) == unmet


def test_the_record_of_another_is_not_read(world: Society) -> None:
    opened = do("open", world.clerk, DAY, kind="gardening.ledger", unit=world.unit.pk, subject=world.chair.pk)
    season(world, opened.matter or 0, 2024, 0)
    assert asked(world) == [[], [("not_applicable", {})]]


def test_an_earlier_decision_keeps_what_it_was_judged_by(world: Society) -> None:
    entry = season(world, ledger(world), 2024, 3)
    receipt = perform([inspect(world)], at=moment(DAY))[0]
    season(world, record(), 2024, 0)
    kept = [f for f in Entry.objects.get(pk=receipt.entry).findings if f["rule"] == "TOY-9"]
    assert [(f["verdict"], f["params"]) for f in kept] == [("met", {"entry": entry, "year": 2024})]


def record() -> int:
    """The member's ledger, opened before."""
    return Entry.objects.filter(act="open").get().matter_id or 0


def test_acts_of_one_list_see_what_those_before_them_recorded(world: Society) -> None:
    matter = ledger(world)
    on = date.fromisoformat(DAY)
    bare = Act("season", world.clerk.pk, "", on, bore(2024, 0), matter=matter)
    with pytest.raises(Refused) as raised:
        perform([bare, inspect(world)], at=moment(DAY))
    assert [verdict for verdict, _ in fruit(raised.value.unmet)] == ["unmet"]


@pytest.mark.parametrize("opened", [False, True])
def test_a_record_changes_only_while_no_case_of_the_person_is_acted_on(world: Society, opened: bool) -> None:
    matter = ledger(world) if opened else None
    on, target = date.fromisoformat(DAY), {"kind": "gardening.ledger", "unit": world.unit.pk}
    act = (
        Act("season", world.clerk.pk, "", on, bore(2024, 0), matter=matter)
        if opened
        else Act("open", world.clerk.pk, "", on, subject=world.member.pk, **target)  # type: ignore[arg-type]  # a kind and a unit
    )
    with (
        held_elsewhere("SELECT * FROM workflows_case WHERE subject_id = %s FOR UPDATE", world.member.pk),
        pytest.raises(Busy),
    ):
        perform([act], at=moment(DAY), session=Session(lock_timeout="50ms"))
    assert perform([act], at=moment(DAY))[0].matter is not None


def test_a_family_says_which_kind_its_rules_read() -> None:
    kinds = [record_of(family) for family in ("toy", "lease", "nobody")]
    assert [kind and kind.kind() for kind in kinds] == ["gardening.ledger", None, None]
    assert "gardening.ledger" in record_types()
