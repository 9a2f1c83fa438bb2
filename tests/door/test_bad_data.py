"""What the door refuses whatever the paper: a reason that cannot be kept, people beyond counting."""

from __future__ import annotations

import pytest

from tests.toy.world import Society, do, open_plot, society
from workflows.door import Refused
from workflows.door.loading import wanted
from workflows.door.requests import Act
from workflows.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> Society:
    """A society with its people."""
    return society()


@pytest.mark.parametrize(
    ("reason", "message"),
    [("看\0过", "data.invalid"), ("号110101190001010014", "data.identity_number")],
)
def test_a_reason_is_read_like_any_other_words(world: Society, reason: str, message: str) -> None:
    case = open_plot(world)
    with pytest.raises(Refused) as raised:
        do("check", world.clerk, "2024-03-02", {"text": "好"}, case=case, reason=reason)
    assert [finding.rule for finding in raised.value.unmet] == [message]
    assert Entry.objects.filter(case=case).count() == 1


def test_a_reason_is_kept_in_its_composed_form(world: Society) -> None:
    case = open_plot(world)
    do("check", world.clerk, "2024-03-02", {"text": "好"}, case=case, reason=" e\u0301 ")
    assert Entry.objects.get(act="check").facts["reason"] == "é"


def test_people_are_found_in_a_list_and_in_words_and_never_without_end() -> None:
    listed = Act(name="x", by=1, key="", case=1, data={"a": ["m1", "m 2"], "b": "m3 m4", "c": 5})
    assert wanted([listed], fresh=False).numbers == {"m1", "m3", "m4", "5"}
    flood = Act(name="x", by=1, key="", case=1, data={"a": " ".join(f"m{n}" for n in range(9_000))})
    assert len(wanted([flood], fresh=False).numbers) == 2_000
