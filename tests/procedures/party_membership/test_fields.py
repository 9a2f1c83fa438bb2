"""Fields for people: numbers however they are typed, a reason with each, nothing that cannot be kept."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from procedures.party_membership.forms.fields import Numbers, Reasons


@pytest.mark.parametrize("given", [["a1", "b2"], "a1 b2", "a1\nb2\n", ("a1", " b2 ")])
def test_numbers_are_a_list_or_words(given: object) -> None:
    assert Numbers().clean(given) == ["a1", "b2"]


def test_a_number_twice_is_refused_by_name() -> None:
    with pytest.raises(ValidationError, match="重复：a1"):
        Numbers().clean(["a1", "b2", "a1"])


@pytest.mark.parametrize("given", [{"a1": "请假"}, "a1 请假", "\na1 请假\n"])
def test_reasons_are_a_mapping_or_lines(given: object) -> None:
    assert Reasons().clean(given) == {"a1": "请假"}


@pytest.mark.parametrize("given", [{"a1": ""}, {"a1": 3}, "a1", {"a1": "请\x00假"}, {"a1": "长" * 201}])
def test_a_reason_is_a_short_text(given: object) -> None:
    with pytest.raises(ValidationError):
        Reasons().clean(given)


def test_nobody_is_an_answer_only_where_it_may_be() -> None:
    assert (Numbers(required=False).clean(""), Reasons(required=False).clean(None)) == ([], {})
    with pytest.raises(ValidationError):
        Numbers().clean([])
