from __future__ import annotations

import json
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.rules.calendars import Period
from workflows.rules.canonical import (
    Value,
    canonical_atom,
    canonical_json,
    canonical_object,
    decode,
    digest,
    encode,
    plain,
)

VALUES: st.SearchStrategy[Value] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.text()
    | st.dates()
    | st.fractions()
    | st.builds(Period, months=st.integers(0, 99), working_days=st.integers(0, 99)),
    lambda inner: st.lists(inner, max_size=4).map(tuple),
    max_leaves=8,
)


@given(value=VALUES)
def test_a_value_survives_json(value: Value) -> None:
    assert decode(json.loads(json.dumps(encode(value)))) == value


@pytest.mark.parametrize("value", [0.5, datetime(2024, 12, 10, tzinfo=UTC), {"a": 1}, b"x", {1}])
def test_a_value_without_exact_json_is_refused(value: Value) -> None:
    with pytest.raises(TypeError, match="no value a rule may report"):
        encode(value)


def test_form_data_become_plain_json() -> None:
    data = {"on": date(2024, 12, 10), "share": Fraction(4, 5), "names": ("甲", "乙"), "deep": {"ok": True}}
    assert plain(data) == {"on": "2024-12-10", "share": "4/5", "names": ["甲", "乙"], "deep": {"ok": True}}


@pytest.mark.parametrize("value", [0.5, {"mark": [1.5]}, {1, 2}])
def test_inexact_form_data_are_refused(value: object) -> None:
    with pytest.raises(TypeError, match="cannot be kept"):
        plain(value)


def test_the_order_of_keys_changes_neither_bytes_nor_digest() -> None:
    one, other = {"甲": 1, "b": [1, 2]}, {"b": [1, 2], "甲": 1}
    assert canonical_json(one) == canonical_json(other) == '{"b":[1,2],"甲":1}'
    assert digest(one) == digest(other)
    assert digest(one) != digest({"b": [2, 1], "甲": 1})


@given(content=st.dictionaries(st.text(), VALUES, max_size=6))
def test_an_object_is_the_same_when_its_values_were_put_into_json_before(content: dict[str, Value]) -> None:
    told = {name: encode(value) for name, value in content.items()}
    assert canonical_object({name: canonical_json(each) for name, each in told.items()}) == canonical_json(
        told
    )


@given(value=st.none() | st.booleans() | st.integers() | st.text())
def test_an_atom_has_the_same_json_without_an_encoder(value: str | int | None) -> None:
    assert canonical_atom(value) == canonical_json(value)
