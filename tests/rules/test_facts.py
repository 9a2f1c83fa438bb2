from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.rules.facts import EACH, LATEST, Fact, Facts


def said(name: str, day: int, entry: int | None = None, **data: object) -> Fact:
    on = date(2024, 10, 1) + timedelta(days=day - 1)
    return Fact(name, on, on, data=data, entry=entry)


def folded(facts: Sequence[Fact], keep: str = LATEST) -> Facts:
    result = Facts()
    for fact in facts:
        result = result.fold(fact, keep)
    return result


def test_the_folded_form_is_plain_json() -> None:
    talk = Fact(
        "first_talk",
        date(2024, 10, 10),
        date(2024, 10, 12),
        data={"topics": ("family", "motive"), "next_on": date(2025, 1, 1)},
        outcome="passed",
        entry=12,
        office="branch_secretary",
        by=5,
    )
    assert folded([talk]).to_json() == {
        "first_talk": [
            {
                "entry": 12,
                "on": "2024-10-10",
                "effective_on": "2024-10-12",
                "data": {"topics": ["family", "motive"], "next_on": "2025-01-01"},
                "outcome": "passed",
                "office": "branch_secretary",
                "by": 5,
            }
        ]
    }


def test_facts_are_read_by_name() -> None:
    facts = folded([said("talk", 10, 1), said("talk", 20, 2, place="A", next_on="2024-12-01")])
    latest = facts.latest("talk")
    assert latest == said("talk", 20, 2, place="A", next_on="2024-12-01")
    assert latest is not None
    assert (latest.day("next_on"), latest.day("absent")) == (date(2024, 12, 1), None)
    assert facts.on("talk") == date(2024, 10, 20)
    assert "talk" in facts


def test_what_never_happened_is_nothing() -> None:
    facts = Facts()
    assert (facts.latest("talk"), facts.on("talk"), facts.all("talk")) == (None, None, ())
    assert "talk" not in facts
    assert facts.to_json() == {}
    assert facts != {}


def test_the_latest_is_the_latest_by_legal_date_even_if_recorded_earlier() -> None:
    assert folded([said("talk", 20, 1), said("talk", 10, 2)]).all("talk") == (said("talk", 20, 1),)


def test_on_one_day_the_later_entry_is_the_latest() -> None:
    assert folded([said("talk", 20, 2), said("talk", 20, 1)]).all("talk") == (said("talk", 20, 2),)


def test_a_planned_fact_stands_after_what_was_recorded_that_day() -> None:
    assert folded([said("talk", 20), said("talk", 20, 9)], EACH).all("talk") == (
        said("talk", 20, 9),
        said("talk", 20),
    )


def test_an_act_may_keep_each_of_its_facts() -> None:
    facts = folded([said("opinion", 20, 1), said("opinion", 5, 2), said("opinion", 5, 3)], EACH)
    assert [fact.entry for fact in facts.all("opinion")] == [2, 3, 1]
    latest = facts.latest("opinion")
    assert latest is not None
    assert latest.entry == 1


def test_an_act_may_keep_one_fact_for_each_value_of_a_field() -> None:
    reports = [
        said("report", 1, 1, quarter="2024Q4"),
        said("report", 9, 2, quarter="2025Q1"),
        said("report", 12, 3, quarter="2024Q4", late=True),
    ]
    facts = folded(reports, "quarter")
    assert [fact.entry for fact in facts.all("report")] == [2, 3]


def test_several_fields_and_the_day_may_key_a_fact_together() -> None:
    prizes = [
        said("prize", 1, 1, title="征文", level="college"),
        said("prize", 1, 2, title="征文", level="university"),
        said("prize", 2, 3, title="征文", level="college"),
        said("prize", 1, 4, title="征文", level="college", number="12"),
    ]
    assert [fact.entry for fact in folded(prizes, "on+title+level").all("prize")] == [2, 4, 3]
    assert [fact.entry for fact in folded(prizes, "title+level").all("prize")] == [2, 3]


def test_a_fact_without_the_field_that_keys_it_is_refused() -> None:
    with pytest.raises(KeyError, match="quarter"):
        folded([said("report", 1, 1, quarter="2024Q4"), said("report", 2, 2)], "quarter")


def test_folding_leaves_the_former_reading_as_it_was() -> None:
    before = folded([said("talk", 1, 1)], EACH)
    after = before.fold(said("talk", 2, 2), EACH).fold(said("plan", 3, 3))
    assert (len(before.all("talk")), "plan" in before) == (1, False)
    assert (len(after.all("talk")), "plan" in after) == (2, True)


def test_a_fact_that_cannot_be_kept_exactly_is_refused() -> None:
    with pytest.raises(TypeError, match="cannot be kept"):
        Facts().fold(said("exam", 1, 1, mark=59.5))


HISTORY = st.lists(
    st.tuples(st.sampled_from(["talk", "report"]), st.integers(1, 20), st.sampled_from(["a", "b"])),
    max_size=12,
).map(lambda acts: [said(name, day, entry, key=key) for entry, (name, day, key) in enumerate(acts)])


@given(history=HISTORY, keep=st.sampled_from([LATEST, EACH, "key"]), order=st.randoms(use_true_random=False))
def test_the_order_of_recording_does_not_change_what_stands(
    history: list[Fact], keep: str, order: Random
) -> None:
    shuffled = list(history)
    order.shuffle(shuffled)
    assert folded(shuffled, keep) == folded(history, keep)


@given(history=HISTORY, keep=st.sampled_from([LATEST, EACH, "key"]))
def test_folding_goes_on_from_what_was_stored(history: list[Fact], keep: str) -> None:
    stored = Facts()
    for fact in history:
        stored = Facts.from_json(json.loads(json.dumps(stored.to_json()))).fold(fact, keep)
    assert stored.to_json() == folded(history, keep).to_json()
    assert all(stored.all(name) == folded(history, keep).all(name) for name in ("talk", "report"))


@given(history=HISTORY)
def test_what_keeps_only_the_latest_never_grows(history: list[Fact]) -> None:
    assert all(len(records) == 1 for records in folded(history).to_json().values())


def test_facts_without_some_are_those_of_a_history_in_which_they_did_not_happen() -> None:
    both = folded([said("a", 1), said("b", 2)])
    assert both.without({"b", "never"}) == folded([said("a", 1)])
    assert "b" in both
