"""What can stand on a paper: tidied text, days and numbers that rules can count with, no identity numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import pytest
from django import forms

from workflows.nodes import Numbers, Paper, Problem, Reasons
from workflows.nodes.papers import read_words, tidy_text

#: built with a valid check digit; it belongs to nobody
IDENTITY = "110101190001010014"


class Letter(Paper):
    """Fields of every kind."""

    private: ClassVar[frozenset[str]] = frozenset({"story"})
    text = forms.CharField(label="内容", max_length=40, required=False)
    story = forms.CharField(label="经过", required=False)
    day = forms.DateField(label="日期", required=False)
    size = forms.IntegerField(label="数目", required=False)
    part = forms.DecimalField(label="天数", required=False)
    kind = forms.ChoiceField(label="类别", choices=[("a", "甲")], required=False)


class Meeting(Paper):
    """Fields that name people."""

    people: ClassVar[frozenset[str]] = frozenset({"entitled"})
    entitled = Numbers(label="名册", required=False)
    absent = Reasons(label="缺席", required=False)


def problems(paper: type[Paper], **raw: Any) -> list[tuple[str, str]]:
    return [(problem.field, problem.message) for problem in paper.read(raw).problems]


@pytest.mark.parametrize("text", ["一\n二\t三\r", "e\u0301", "👩‍👩‍👧", "ệ", ""])
def test_text_is_kept_in_its_composed_form(text: str) -> None:
    assert tidy_text(text) == text.replace("e\u0301", "é")


@pytest.mark.parametrize("char", ["\0", "\x1b", "\x7f", "\x85", "\u202e", "\u2066", "\u200f", "\ud800"])
def test_what_cannot_be_seen_is_refused(char: str) -> None:
    with pytest.raises(ValueError, match="control"):
        tidy_text(f"好{char}的")
    assert problems(Letter, text=f"好{char}的") == [("text", "data.invalid")]
    assert problems(Meeting, absent={"m1": f"病{char}"}) == [("absent", "data.invalid")]


@pytest.mark.parametrize(
    "written",
    [
        IDENTITY,
        f"号{IDENTITY}。",
        "110101 19000101 0014",
        "11010119000101009x",
        "１１０１０１１９０００１０１００１４",
    ],
)
@pytest.mark.parametrize("field", ["text", "story"])
def test_an_identity_number_stands_in_no_field(field: str, written: str) -> None:
    reading = Letter.read({field: written})
    assert [(p.field, p.message, p.params["field"]) for p in reading.problems] == [
        (field, "data.identity_number", {"text": "内容", "story": "经过"}[field])
    ]
    assert field not in reading.data


def test_an_identity_number_stands_in_no_list_and_beside_nobody() -> None:
    assert problems(Meeting, entitled=["m1", IDENTITY]) == [("entitled", "data.identity_number")]
    assert problems(Meeting, absent={"m1": IDENTITY}) == [("absent", "data.identity_number")]
    assert problems(Meeting, absent={IDENTITY: "病"}) == [("absent", "data.identity_number")]


@pytest.mark.parametrize(
    "written", ["110101190001010011", "202412180000000001", "99" * 9, "1" * 17, "1" * 19]
)
def test_long_numbers_of_certificates_are_none(written: str) -> None:
    assert problems(Letter, text=written) == []


@pytest.mark.parametrize(
    ("day", "right"),
    [
        ("1900-01-01", True),
        ("2199-12-31", True),
        ("1899-12-31", False),
        ("2200-01-01", False),
        ("0001-01-01", False),
        ("9999-12-31", False),
        ("2024-02-30", False),
        ("0000-00-00", False),
        ("99999-01-01", False),
    ],
)
def test_a_day_is_one_that_rules_can_count_from(day: str, right: bool) -> None:
    assert problems(Letter, day=day) == ([] if right else [("day", "data.invalid")])


@pytest.mark.parametrize(
    ("size", "right"),
    [("0", True), (str(10**12), True), (str(-(10**12)), True), (str(10**12 + 1), False), ("9" * 5000, False)],
)
@pytest.mark.parametrize("field", ["size", "part"])
def test_a_number_is_one_that_can_be_compared(field: str, size: str, right: bool) -> None:
    assert problems(Letter, **{field: size}) == ([] if right else [(field, "data.invalid")])


@pytest.mark.parametrize("size", ["1e9", "1.5", "NaN", "inf", "True", True, [1], {"a": 1}])
def test_a_whole_number_is_written_as_one(size: Any) -> None:
    assert problems(Letter, size=size) == [("size", "data.invalid")]


def test_what_was_typed_is_not_repeated_at_any_length() -> None:
    [problem] = Letter.read({"kind": "长" * 100_000}).problems
    assert len(problem.params["problem"]) == 200
    [unknown] = Letter.read({"长" * 100_000: 1}).problems
    assert (unknown.message, len(unknown.params["field"])) == ("data.unknown_field", 200)


def test_words_beside_a_paper_are_read_alike() -> None:
    assert read_words("reason", "原因", " e\u0301 ") == ("é", ())
    assert read_words("reason", "原因", "") == ("", ())
    words, [problem] = read_words("reason", "原因", f"见{IDENTITY}")
    assert (words, problem.message) == ("", "data.identity_number")


def test_words_beside_a_paper_have_an_end() -> None:
    assert read_words("reason", "原因", "长" * 2000)[1] == ()
    assert [problem.message for problem in read_words("reason", "原因", "长" * 2001)[1]] == ["data.invalid"]


class Ranked(Paper):
    """A place among so many."""

    place = forms.IntegerField(label="名次")

    @classmethod
    def contradictions(cls, data: Mapping[str, Any]) -> Sequence[Problem]:
        """Nobody comes after the last."""
        return (Problem("place", "roll.negative", {}),) if data["place"] < 0 else ()


def test_a_page_says_a_contradiction_in_a_sentence() -> None:
    assert Ranked({"place": "-1"}).errors == {"place": ["人数不能是负数。"]}
