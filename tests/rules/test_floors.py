from __future__ import annotations

from typing import Any

import pytest

from workflows.rules.parameters import COMPARATORS
from workflows.rules.regulations import Edition, EditionError

Content = dict[str, Any]


def child_of(content: Content, name: str, change: Content) -> Edition:
    """A child edition that states one parameter again, changed; a comparator replaces the parent's."""
    comparators = set(COMPARATORS)
    stated = dict(content["parameters"][name])
    if comparators & set(change):
        stated = {key: value for key, value in stated.items() if key not in comparators}
    child = {"id": "child", "title": "支部规定", "procedure": "party_membership", "parent": "base"}
    return Edition.from_mapping({**child, "parameters": {name: stated | change}})


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("wait", {"at_least": {"months": 4}}),
        ("wait", {"at_least": {"months": 3, "days": 1}}),
        ("wait", {"more_than": {"months": 3}}),
        ("wait", {"override": None}),
        ("notice", {"at_least": {"days": 7}}),
        ("notice", {"day_kind": "working"}),
        ("notice", {"channels": ["paper", "web", "wall"]}),
        ("talk", {"at_most": {"days": 20}}),
        ("talk", {"less_than": {"months": 1}}),
        ("talk", {"enforcement": "block"}),
        ("reported", {"override": "branch_secretary"}),
        ("reported", {"at_most": "11-30"}),
        ("quorum", {"more_than": "2/3"}),
        ("quorum", {"at_least": "2/3"}),
        ("quorum", {"at_least": "1/2"}),
        ("hours", {"at_least": 20}),
        ("hours", {"more_than": 16}),
        ("attest", {"includes": ["character", "understanding", "political"]}),
        ("route", {"one_of": ["A"]}),
        ("valid", {"between": [6, 12]}),
        ("contacts", {"between": [2, 2]}),
        ("adjusting", {"between": ["06-10", "06-20"]}),
        ("committee", {"equals": False, "enforcement": "record", "options": {}}),
        ("least", {"at_least": "10.1"}),
        ("scope", {"equals": "one"}),
        ("alias", {"floor": True}),
    ],
)
def test_a_child_may_tighten(content: Content, edition: Edition, name: str, change: Content) -> None:
    child = child_of(content, name, change)
    assert edition.tightened_by(child)[name] == child[name]


def test_a_child_may_say_the_same_again(content: Content, edition: Edition) -> None:
    for name in content["parameters"]:
        child = child_of(content, name, {"note": "重申"})
        assert edition.tightened_by(child)[name].note == "重申"


@pytest.mark.parametrize(
    ("comparator", "posting_day"),
    [("at_least", "excluded"), ("at_most", "included"), ("at_most", "excluded")],
)
def test_leaving_the_posting_day_out_makes_only_a_least_time_longer(
    content: Content, comparator: str, posting_day: str
) -> None:
    counted = "included" if posting_day == "excluded" else "excluded"
    notice = {"rule": "PM-8-8", "article": "8", comparator: {"days": 5}, "posting_day": counted}
    content["parameters"]["notice"] = notice
    edition, child = Edition.from_mapping(content), child_of(content, "notice", {"posting_day": posting_day})
    if comparator == "at_least":
        assert edition.tightened_by(child)["notice"].posting_day == "excluded"
        return
    with pytest.raises(EditionError) as refused:
        edition.tightened_by(child)
    assert [problem.params["aspect"] for problem in refused.value.problems] == ["posting_day"]


@pytest.mark.parametrize(
    ("name", "change", "aspect"),
    [
        ("wait", {"at_least": {"months": 2}}, "value"),
        ("wait", {"at_least": {"days": 92}}, "value"),
        ("wait", {"at_most": {"months": 3}}, "value"),
        ("wait", {"at_least": 3}, "value"),
        ("wait", {"override": "branch_secretary"}, "enforcement"),
        ("wait", {"enforcement": "warn"}, "enforcement"),
        ("wait", {"from": "confirmation"}, "from"),
        ("wait", {"unit": "month"}, "unit"),
        ("hours", {"from": "enrolment"}, "from"),
        ("hours", {"options": {"rounding": "down"}}, "rounding"),
        ("wait", {"since": "opened"}, "since"),
        ("wait", {"floor": False}, "floor"),
        ("notice", {"at_least": {"days": 4}}, "value"),
        ("notice", {"posting_day": "included"}, "posting_day"),
        ("notice", {"channels": ["web"]}, "channels"),
        ("notice", {"override": "college_committee"}, "enforcement"),
        ("talk", {"at_most": {"months": 2}}, "value"),
        ("talk", {"at_most": {"days": 30}}, "value"),
        ("talk", {"enforcement": "record"}, "enforcement"),
        ("talk", {"override": None}, "enforcement"),
        ("talk", {"override": "college_committee"}, "enforcement"),
        ("quorum", {"more_than": "1/3"}, "value"),
        ("quorum", {"more_than": "2/3", "of": "attendance"}, "of"),
        ("hours", {"at_least": 15}, "value"),
        ("sanctions", {"equals": 1}, "value"),
        ("secret", {"equals": False}, "value"),
        ("decided_by", {"equals": "branch_secretary"}, "value"),
        ("attest", {"includes": ["political"]}, "value"),
        ("attest", {"one_of": ["political", "character"]}, "value"),
        ("route", {"one_of": ["A", "D"]}, "value"),
        ("valid", {"between": [12, 36]}, "value"),
        ("valid", {"between": [18, 24]}, "value"),
        ("contacts", {"between": [0, 2]}, "value"),
        ("adjusting", {"between": ["05-01", "06-30"]}, "value"),
        ("adjusting", {"between": [1, 2]}, "value"),
        ("committee", {"rule": "PM-99-9"}, "rule"),
        ("least", {"at_least": "9.9"}, "value"),
        ("least", {"unit": "mark"}, "unit"),
        ("scope", {"equals": "other", "among": ["both", "one", "other"]}, "value"),
        ("scope", {"among": ["both", "one", "other"]}, "among"),
        ("alias", {"maps": {"gold": "first"}}, "value"),
        ("scale", {"table": {"file": "scale.csv", "sha256": "cd" * 32}}, "value"),
    ],
)
def test_a_child_may_not_loosen(
    content: Content, edition: Edition, name: str, change: Content, aspect: str
) -> None:
    child = child_of(content, name, change)
    with pytest.raises(EditionError) as refused:
        edition.tightened_by(child)
    (problem,) = refused.value.problems
    assert (problem.path, problem.problem) == (("parameters", name), "edition.loosened")
    assert problem.params["aspect"] == aspect
    assert problem.params["parent"] == edition.to_mapping()["parameters"][name]
    assert problem.params["child"] == child.to_mapping()["parameters"][name]
