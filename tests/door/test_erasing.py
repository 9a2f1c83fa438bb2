"""Personal text can be deleted for good; facts, chain and the tombstone stay."""

from __future__ import annotations

import pytest

from tests.toy.world import Society, do, open_plot, society
from workflows.door import Refused
from workflows.models import Case, ChainHead, Entry, EntryPrivate
from workflows.services.verifying import verify

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> Society:
    """A society with its people."""
    return society()


def test_erased_text_is_gone_and_the_chain_stays_valid(world: Society) -> None:
    case = open_plot(world)
    entry = Entry.objects.get(case=case)
    facts = Case.objects.get(pk=case).facts
    gone = {"entry": entry.pk}
    do("erase", world.clerk, "2024-03-02", gone, case=case, reason="本人要求", confirmed_by=world.chair.pk)
    private = EntryPrivate.objects.get(entry=entry)
    tombstone = Entry.objects.get(act="erase")
    assert (private.body, private.erased_by) == (None, tombstone)
    assert (tombstone.facts["reason"], Case.objects.get(pk=case).facts) == ("本人要求", facts)
    assert ChainHead.objects.get(unit=world.unit).seq == 2
    assert verify().differences == ()


def test_text_is_erased_once_by_two_people_with_a_reason(world: Society) -> None:
    case = open_plot(world)
    entry = Entry.objects.get(case=case)
    target = {"case": case, "reason": "本人要求", "confirmed_by": world.chair.pk}
    with pytest.raises(Refused) as raised:
        do("erase", world.clerk, "2024-03-02", {"entry": entry.pk}, case=case)
    assert [f.rule for f in raised.value.unmet] == ["correct.reason", "correct.second_person"]
    do("erase", world.clerk, "2024-03-02", {"entry": entry.pk}, **target)
    with pytest.raises(Refused) as raised:
        do("erase", world.clerk, "2024-03-02", {"entry": entry.pk}, **target)
    assert [f.rule for f in raised.value.unmet] == ["erase.nothing"]
