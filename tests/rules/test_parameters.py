from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from workflows.rules.calendars import Period
from workflows.rules.regulations import Edition, ParameterKindError
from workflows.rules.shares import Share
from workflows.rules.tables import TableReference


def test_each_kind_of_value_is_read_as_what_it_is(edition: Edition) -> None:
    assert edition["wait"].period == Period(months=3)
    assert edition["notice"].days == 5
    assert edition["quorum"].share == Share("more_than", Fraction(1, 2), "entitled")
    assert edition["hours"].count == 16
    assert edition["secret"].flag is True
    assert edition["decided_by"].word == "branch_committee"
    assert edition["attest"].members == ("political", "character")
    assert edition["route"].members == ("A", "B", "C")
    assert (edition["valid"].low, edition["valid"].high) == (12, 24)
    assert (edition["least"].quantity, edition["least"].in_parts(10)) == (Decimal("10.0"), 100)
    assert (edition["scope"].word, edition["scope"].among) == ("both", ("both", "one"))
    assert edition["alias"].mapped == {"gold": "first", "silver": "second"}
    assert edition["scale"].table == TableReference("scale.csv", "ab" * 32)


def test_what_only_some_parameters_have(edition: Edition) -> None:
    assert (edition["wait"].anchor, edition["hours"].anchor) == ("application", None)
    assert edition["notice"].channels == ("paper", "web")
    assert (edition["notice"].posting_day, edition["wait"].posting_day) == ("excluded", "excluded")
    assert edition["committee"].share_option("quorum") == Share("more_than", Fraction(1, 2), "entitled")
    assert edition["committee"].period_option("remind") == Period(days=15)


@pytest.mark.parametrize(
    ("name", "kind", "wanted"),
    [
        ("hours", "period", "period"),
        ("wait", "days", "number of days"),
        ("hours", "share", "share"),
        ("secret", "count", "count"),
        ("sanctions", "flag", "flag"),
        ("hours", "word", "word"),
        ("valid", "members", "set"),
        ("attest", "low", "range"),
        ("adjusting", "high", "range"),
        ("alias", "members", "set"),
        ("attest", "mapped", "map"),
        ("hours", "quantity", "quantity"),
        ("hours", "table", "table"),
    ],
)
def test_reading_a_parameter_as_something_else_names_it(
    edition: Edition, name: str, kind: str, wanted: str
) -> None:
    with pytest.raises(ParameterKindError, match=f"^parameter {name} is no {wanted}: ") as refused:
        getattr(edition[name], kind)
    assert refused.value.name == name


def test_a_quantity_that_is_no_whole_number_of_parts_is_named(
    content: dict[str, dict[str, dict[str, object]]],
) -> None:
    content["parameters"]["least"]["at_least"] = "0.25"
    least = Edition.from_mapping(content)["least"]
    assert (least.quantity, least.in_parts(100)) == (Decimal("0.25"), 25)
    with pytest.raises(ParameterKindError, match=r"least is no whole number of parts \(10 to one\)"):
        least.in_parts(10)


def test_what_offers_no_choice_has_no_words_to_choose(edition: Edition) -> None:
    assert edition["decided_by"].among == ()


def test_days_of_two_kinds_are_no_number_of_days(content: dict[str, dict[str, dict[str, object]]]) -> None:
    content["parameters"]["notice"]["at_least"] = {"days": 2, "working_days": 3}
    with pytest.raises(ParameterKindError, match="notice is no number of days"):
        _ = Edition.from_mapping(content)["notice"].days


@pytest.mark.parametrize("reader", ["share_option", "period_option"])
def test_an_option_that_is_not_there_is_named(edition: Edition, reader: str) -> None:
    with pytest.raises(ParameterKindError, match=r"^parameter wait \(quorum\) is no "):
        getattr(edition["wait"], reader)("quorum")


@pytest.mark.parametrize(
    ("name", "number", "allowed"),
    [
        ("hours", 15, False),
        ("hours", 16, True),
        ("contacts", 0, False),
        ("contacts", 1, True),
        ("contacts", 2, True),
        ("contacts", 3, False),
        ("sanctions", 0, True),
        ("sanctions", 1, False),
    ],
)
def test_a_number_meets_the_comparator(edition: Edition, name: str, number: int, allowed: bool) -> None:
    assert edition[name].allows(number) is allowed


@pytest.mark.parametrize(
    ("comparator", "allowed"),
    [
        ("at_least", [False, True, True]),
        ("more_than", [False, False, True]),
        ("at_most", [True, True, False]),
        ("less_than", [True, False, False]),
    ],
)
def test_a_bound_includes_its_number_or_not(
    content: dict[str, dict[str, dict[str, object]]], comparator: str, allowed: list[bool]
) -> None:
    content["parameters"]["hours"] = {"rule": "PM-11-2", "article": "9", comparator: 16}
    hours = Edition.from_mapping(content)["hours"]
    assert [hours.allows(number) for number in (15, 16, 17)] == allowed


def test_what_a_set_lacks_is_named_in_the_order_of_the_edition(edition: Edition) -> None:
    assert edition["attest"].lacks({"other"}) == ("political", "character")
    assert edition["attest"].lacks({"political"}) == ("character",)
    assert edition["attest"].lacks(frozenset({"character", "political"})) == ()


def test_a_window_of_the_year_has_its_days_in_each_year(edition: Edition) -> None:
    assert edition["adjusting"].days_in(2026) == (date(2026, 6, 1), date(2026, 6, 30))
    assert edition["reported"].days_in(2025) == (date(2025, 12, 31), date(2025, 12, 31))
    with pytest.raises(ParameterKindError, match="decided_by is no window of the year"):
        edition["decided_by"].days_in(2026)


def test_an_override_may_need_several_offices(content: dict[str, dict[str, dict[str, object]]]) -> None:
    content["parameters"]["wait"]["override"] = "college_committee+university_org"
    edition = Edition.from_mapping(content)
    assert edition["wait"].offices == ("college_committee", "university_org")
    assert edition["hours"].offices == ()
