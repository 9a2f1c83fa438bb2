from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from workflows.rules.calendars import Period
from workflows.rules.regulations import Edition, EditionError

Content = dict[str, Any]


def problems(content: Content) -> list[tuple[tuple[str, ...], str]]:
    with pytest.raises(EditionError) as refused:
        Edition.from_mapping(content)
    return [(each.path, each.problem) for each in refused.value.problems]


@pytest.mark.parametrize(
    ("change", "path", "problem"),
    [
        ({"extra": 1}, ("extra",), "edition.unknown_key"),
        ({"id": 7}, ("id",), "edition.not_quoted"),
        ({"id": ""}, ("id",), "edition.missing"),
        ({"title": None}, ("title",), "edition.missing"),
        ({"in_force_from": "1.9.2024"}, ("in_force_from",), "edition.no_date"),
        ({"in_force_from": 2024}, ("in_force_from",), "edition.no_date"),
        ({"sources": "text"}, ("sources",), "edition.no_list"),
        ({"sources": [1]}, ("sources", "0"), "edition.not_quoted"),
        ({"articles": {"8": "推优"}, "parameters": {}, "cites": {}}, ("articles", "8"), "edition.no_mapping"),
        ({"parameters": ["wait"]}, ("parameters",), "edition.no_mapping"),
        ({"cites": {"forum": "17"}}, ("cites", "forum"), "edition.unknown_article"),
        ({"cites": {"forum": 8}}, ("cites", "forum"), "edition.not_quoted"),
    ],
)
def test_an_edition_that_says_too_much_or_too_little(
    content: Content, change: Content, path: tuple[str, ...], problem: str
) -> None:
    assert (path, problem) in problems(content | change)


def test_unquoted_article_numbers_are_refused(content: Content) -> None:
    content["articles"][28.1] = {"title": "到会"}
    content["articles"][7] = {"title": "谈话"}
    assert problems(content) == [
        (("articles", "28.1"), "edition.not_quoted"),
        (("articles", "7"), "edition.not_quoted"),
    ]


@pytest.mark.parametrize(
    ("change", "key", "problem"),
    [
        ({"rule": 9.4}, "rule", "edition.not_quoted"),
        ({"rule": "pm 9"}, "rule", "edition.malformed"),
        ({"rule": None}, "rule", "edition.missing"),
        ({"article": 9}, "article", "edition.not_quoted"),
        ({"article": "10"}, "article", "edition.unknown_article"),
        ({"above": 3}, "above", "edition.unknown_key"),
        ({"enforcement": "stop"}, "enforcement", "edition.choice"),
        ({"since": "now"}, "since", "edition.choice"),
        ({"day_kind": "school"}, "day_kind", "edition.choice"),
        ({"posting_day": True}, "posting_day", "edition.choice"),
        ({"floor": "no"}, "floor", "edition.choice"),
        ({"override": ["a"]}, "override", "edition.not_quoted"),
        ({"channels": []}, "channels", "edition.empty_set"),
        ({"at_least": 0.5}, "at_least", "edition.float"),
        ({"at_least": {"weeks": 2}}, "at_least", "edition.period"),
        ({"at_least": {"months": 0.5}}, "at_least", "edition.period"),
        ({"at_least": True}, "at_least", "edition.value_kind"),
        ({"at_least": "many"}, "at_least", "edition.value_kind"),
        ({"at_least": "1/2"}, "at_least", "edition.share_without_base"),
        ({"at_least": "3/2", "of": "entitled"}, "at_least", "edition.share_out_of_range"),
        ({"day_kind": "calendar", "at_least": {"working_days": 5}}, "day_kind", "edition.day_kind"),
        ({"alternative": {"at_most": 0.5}}, ("alternative", "at_most"), "edition.float"),
        (
            {"alternative": {"note": "x", "at_least": {"months": 2}}},
            ("alternative", "note"),
            "edition.unknown_key",
        ),
        ({"options": {"mark": 59.5}}, ("options", "mark"), "edition.float"),
        ({"options": {"marks": [1.5]}}, ("options", "marks", "0"), "edition.float"),
        ({"options": {"from": "x"}}, ("options", "from"), "edition.unknown_key"),
        (
            {"options": {"quorum": {"more_than": "1/2"}}},
            ("options", "quorum", "more_than"),
            "edition.share_without_base",
        ),
        ({"options": {"wait": {"days": "5"}}}, ("options", "wait"), "edition.period"),
        ({"unit": "point", "at_least": "1/2"}, "at_least", "edition.share_without_base"),
        ({"unit": "point", "at_least": "0.5", "of": "x", "among": []}, ("among",), "edition.empty_set"),
        ({"among": ["a", "b"]}, ("among",), "edition.choice"),
        ({"among": ["a", "a"]}, ("among",), "edition.member_twice"),
    ],
)
def test_a_parameter_that_cannot_be_judged_by(
    content: Content, change: Content, key: str | tuple[str, ...], problem: str
) -> None:
    content["parameters"]["wait"] |= change
    path = ("parameters", "wait", *((key,) if isinstance(key, str) else key))
    assert problems(content) == [(path, problem)]


@pytest.mark.parametrize(
    ("comparator", "value", "problem"),
    [
        ("includes", [], "edition.empty_set"),
        ("includes", "political", "edition.value_kind"),
        ("includes", ["a", "a"], "edition.member_twice"),
        ("one_of", [1, 2], "edition.value_kind"),
        ("equals", "", "edition.value_kind"),
        ("equals", None, "edition.value_kind"),
        ("equals", 1.0, "edition.float"),
        ("between", [24, 12], "edition.value_kind"),
        ("between", [True, 2], "edition.value_kind"),
        ("between", [1], "edition.value_kind"),
        ("between", ["06-31x", "07-01"], "edition.value_kind"),
        ("between", ["06-30", "06-01"], "edition.value_kind"),
        ("maps", {}, "edition.empty_set"),
        ("maps", ["gold"], "edition.value_kind"),
        ("maps", {"gold": 1}, "edition.value_kind"),
        ("maps", {"": "first"}, "edition.value_kind"),
        ("table", "scale.csv", "edition.value_kind"),
        ("table", {"file": "scale.csv"}, "edition.value_kind"),
        ("table", {"file": "../scale.csv", "sha256": "ab" * 32}, "edition.value_kind"),
        ("table", {"file": "scale.csv", "sha256": "AB" * 32}, "edition.value_kind"),
        ("table", {"file": "scale.csv", "sha256": "ab" * 31}, "edition.value_kind"),
    ],
)
def test_a_value_that_does_not_suit_its_comparator(
    content: Content, comparator: str, value: object, problem: str
) -> None:
    content["parameters"]["hours"] = {"rule": "PM-11-2", "article": "9", comparator: value}
    assert problems(content) == [(("parameters", "hours", comparator), problem)]


@pytest.mark.parametrize("value", [[1, 1], [0, 3], ["06-30", "06-30"], ["01-01", "12-31"]])
def test_a_range_may_be_one_number_or_one_day(content: Content, value: list[int] | list[str]) -> None:
    content["parameters"]["hours"] = {"rule": "PM-11-2", "article": "9", "between": value}
    assert Edition.from_mapping(content)["hours"].value == tuple(value)


@pytest.mark.parametrize("bounds", [{}, {"at_least": 1, "at_most": 2}])
def test_a_parameter_has_one_comparator(content: Content, bounds: Content) -> None:
    content["parameters"]["hours"] = {"rule": "PM-11-2", "article": "9", **bounds}
    assert problems(content) == [(("parameters", "hours"), "edition.one_comparator")]


def test_a_rule_reads_one_parameter(content: Content) -> None:
    content["parameters"]["notice"]["rule"] = "PM-9-4"
    assert problems(content) == [(("parameters", "notice", "rule"), "edition.rule_twice")]


def test_a_parameter_has_a_name_that_code_can_say(content: Content) -> None:
    content["parameters"]["wait months"] = content["parameters"].pop("wait")
    assert problems(content) == [(("parameters", "wait months"), "edition.malformed")]


def test_all_problems_are_told_at_once(content: Content) -> None:
    content["title"] = ""
    content["parameters"]["wait"]["at_least"] = 0.5
    content["parameters"]["attest"]["includes"] = []
    with pytest.raises(EditionError) as refused:
        Edition.from_mapping(content)
    assert str(refused.value) == (
        "title: edition.missing (key='title')\n"
        "parameters > wait > at_least: edition.float (value='0.5')\n"
        "parameters > attest > includes: edition.empty_set (comparator='includes')"
    )


def test_working_days_have_one_spelling(content: Content) -> None:
    content["parameters"]["notice"] |= {"at_least": {"days": 5}, "day_kind": "working"}
    content["parameters"]["wait"] |= {"at_least": {"working_days": 5}}
    edition = Edition.from_mapping(content)
    for name in ("notice", "wait"):
        parameter = edition[name]
        assert (parameter.value, parameter.days, parameter.day_kind) == (Period(working_days=5), 5, "working")


def test_a_loader_may_hand_over_a_date(content: Content) -> None:
    assert Edition.from_mapping(content | {"in_force_from": date(2024, 9, 1)}).from_on == date(2024, 9, 1)


def test_a_child_may_cite_what_only_its_parent_lists(content: Content) -> None:
    child = {key: content[key] for key in ("title", "procedure")}
    child |= {"id": "child", "parent": "base", "parameters": {"wait": content["parameters"]["wait"]}}
    assert Edition.from_mapping(child)["wait"].article == "9"
