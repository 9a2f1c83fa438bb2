"""Articles 10 and 11: what adds up, what is one project, and which module takes it."""

from __future__ import annotations

import pytest

from procedures.second_classroom_credits.scoring.holdings import Item
from procedures.second_classroom_credits.scoring.statement import statement_of
from tests.procedures.rule_tables import boundary
from tests.procedures.second_classroom_credits.world import (
    counted,
    earned,
    holding,
    item,
    read_as,
    reasons,
    rules_2023,
)
from workflows.texts.sentences import finding_sentence

RULES = rules_2023()


@boundary(
    "CR-10-1",
    "projects, total",
    [(("one", "two"), "1.0"), (("one", "one"), "0.5"), (("", ""), "1.0")],
)
def test_different_items_of_a_module_add_up(projects: tuple[str, str], total: str) -> None:
    first, second = projects
    items = (item("T2-24", id="a", project=first), item("T2-24", id="b", project=second))
    assert earned(RULES, *items) == {"S002": total}


@boundary(
    "CR-10-2",
    "moral, innovation, counts",
    [
        ("T1-15", "T2-24", {"T1-15": "0.0", "T2-24": "0.5"}),  # 0.1 and 0.5
        ("T1-04", "T2-20", {"T1-04": "0.0", "T2-20": "2.0"}),  # a tie: innovation lacks more
        ("T1-04", "T2-21", {"T1-04": "2.0", "T2-21": "0.0"}),  # 2.0 and 1.0
    ],
)
def test_a_project_of_several_modules_counts_where_it_gives_the_most(
    moral: str, innovation: str, counts: dict[str, str]
) -> None:
    assert counted(item(moral, project="p"), item(innovation, project="p")) == counts


def test_the_module_takes_the_whole_project() -> None:
    """Two awards of one contest give 6.0 in innovation; the honour of 5.0 is the same project."""
    items = (
        item("T2-09", id="school", project="p"),
        item("T2-06", "2024-25", id="state", project="p"),
        item("T1-01", id="honour", project="p"),
    )
    assert counted(*items) == {"school": "4.0", "state": "2.0", "honour": "0.0"}
    assert reasons(*items) == {"state": "CR-11-2", "honour": "CR-10-2"}


@boundary(
    "CR-10-3",
    "certificates, honour",
    [(("abc", "abc"), "0.0"), (("abc", "abd"), "2.0"), (("", ""), "2.0")],
)
def test_one_certificate_never_counts_twice(certificates: tuple[str, str], honour: str) -> None:
    first, second = certificates
    items = (
        item("T1-04", id="honour", project="a title", certificate=first),
        item("T2-09", id="contest", project="a contest", certificate=second),
    )
    assert counted(*items) == {"honour": honour, "contest": "4.0"}
    apart = read_as(cross_module__key="project")
    assert counted(*items, rules=apart) == {"honour": "2.0", "contest": "4.0"}


def test_certificates_join_projects_however_far_apart() -> None:
    items = (
        item("T2-09", id="a", project="x", certificate="1"),
        item("T2-13", id="b", project="y", certificate="1"),
        item("T2-17", id="c", project="y", certificate="2"),
        item("T2-20", id="d", project="z", certificate="2"),
    )
    assert counted(*items) == {"a": "0.0", "b": "7.0", "c": "0.0", "d": "0.0"}


@boundary(
    "CR-11-1",
    "affiliation, value",
    [("西安科技大学", "2.0"), ("某交换学校", "0.0"), ("某中学", "0.0"), ("", "0.0")],
)
def test_an_honour_names_this_university(affiliation: str, value: str) -> None:
    assert counted(item("T1-04", affiliation=affiliation)) == {"T1-04": value}


@boundary(
    "CR-11-2",
    "first, later, counts",
    [
        ("T2-06", "T2-03", {"a": "6.0", "b": "2.0"}),  # 6.0, then 8.0: the difference
        ("T2-06", "T2-07", {"a": "6.0", "b": "0.0"}),  # 6.0, then 5.0
        ("T2-06", "T2-06", {"a": "6.0", "b": "0.0"}),
    ],
)
def test_of_one_project_only_the_highest_counts_in_the_order_of_the_years(
    first: str, later: str, counts: dict[str, str]
) -> None:
    items = (item(later, "2024-25", id="b", project="p"), item(first, id="a", project="p"))
    assert counted(*items) == counts


def test_an_earlier_award_that_is_confirmed_later_takes_its_place() -> None:
    items = (item("T2-06", "2024-25", id="later", project="p"), item("T2-03", id="earlier", project="p"))
    assert counted(*items) == {"earlier": "8.0", "later": "0.0"}


@pytest.mark.parametrize(
    ("served", "chosen", "reading", "module"),
    [
        (0, "", "chosen", "S001"),  # moral education lacks 2.0, sport 1.0
        (10, "", "chosen", "S003"),  # moral education has its 2.0
        (0, "S003", "chosen", "S003"),
        (0, "S002", "chosen", "S001"),  # no module of this project
        (0, "S003", "larger_gap", "S001"),
    ],
)
def test_of_equal_modules_the_choice_or_the_larger_gap_decides(
    served: int, chosen: str, reading: str, module: str
) -> None:
    items = [item("T3-23", id="sport", project="poster"), item("T1-15", id="moral", project="poster")]
    if served:
        items.append(item("T1-10", id="served", times=served))
    choices = {"poster": chosen} if chosen else {}
    found = counted(*items, rules=read_as(cross_module__tie=reading), choices=choices)
    assert (found["moral"], found["sport"]) == (("0.1", "0.0") if module == "S001" else ("0.0", "0.1"))


def test_equal_projects_are_settled_one_after_the_other() -> None:
    """Sport lacks 0.1 more than moral education until it got the first of them, and less afterwards."""
    moral = item("T1-10", id="served", times=5)  # 1.0 of 2.0
    starts = [item("T3-17", on, id=on) for on in ("2022-23", "2023-24")]  # 0.4 of 1.0: lacks 0.6
    tied = [
        item(row, id=f"{row} {project}", project=project)
        for project in ("a", "b")
        for row in ("T1-15", "T3-23")
    ]
    more = [item("T1-15", id=f"theme {number}") for number in range(3)]  # moral lacks 0.7
    found = counted(moral, *starts, *tied, *more)
    assert {name: value for name, value in found.items() if name[-2:] in {" a", " b"}} == {
        "T1-15 a": "0.1",
        "T3-23 a": "0.0",
        "T1-15 b": "0.1",
        "T3-23 b": "0.0",
    }


def moral_or_sport(*items: Item) -> str:
    """Which module takes the tied project ``p`` of 2.0, beside other items."""
    tied = (item("T1-04", id="moral", project="p"), item("T3-07", id="sport", project="p"))
    found = counted(*items, *tied)
    return "S001" if found["moral"] == "2.0" else "S003"


def test_a_gap_is_counted_without_the_project_that_is_to_fill_it() -> None:
    """With 1.5 moral education lacks 0.5 and sport 1.0; with the project neither would lack anything."""
    assert moral_or_sport(item("T1-13")) == "S003"


def test_a_gap_is_what_is_left_after_everything_was_counted() -> None:
    """Ten clean records of one year are one: moral education still lacks 1.8."""
    assert moral_or_sport(*(item("T1-16", id=str(number)) for number in range(10))) == "S001"


def test_the_larger_of_two_tied_projects_is_settled_first() -> None:
    """Moral education lacks 1.1 and gets the 2.0 first; nothing is left there for the earlier 0.1."""
    small = [item(row, "2022-23", id=f"small {row}", project="a") for row in ("T1-15", "T3-23")]
    large = [item(row, id=f"large {row}", project="b") for row in ("T1-04", "T3-07")]
    served = [item("T1-10", id="served", times=4), item("T1-15", id="theme")]
    found = counted(*small, *large, *served)
    assert (found["large T1-04"], found["small T1-15"], found["small T3-23"]) == ("2.0", "0.0", "0.1")


def test_what_counts_for_nothing_takes_nobodys_place() -> None:
    """The arts side of one office went to moral education; another arts office of the year still counts."""
    items = (
        item("T1-14", id="office", project="arts"),
        item("T4-04", id="a", project="arts"),
        item("T4-04", id="b", project="choir"),
    )
    assert counted(*items) == {"office": "1.0", "a": "0.0", "b": "0.5"}


def test_a_statement_goes_by_years_and_rows() -> None:
    items = (item("T2-24", id="a"), item("T1-15", id="b"), item("T5-11", "2022-23", id="c"))
    assert list(counted(*items)) == ["c", "b", "a"]


def test_every_reason_is_a_sentence_in_every_language() -> None:
    items = (
        item("T1-04", id="a", project="p"),
        item("T2-20", id="b", project="p"),
        item("T2-09", "2024-25", id="c", project="p"),
    )
    lines = [line for line in statement_of(holding(*items), RULES).lines if line.why]
    assert [
        len({finding_sentence(line.why, language) for language in ("zh-hans", "en", "vi")})
        for line in lines
        if line.why
    ] == [3, 3]


@pytest.mark.parametrize(("name", "each"), [("T1-14", "1.0"), ("T3-19", "1.0"), ("T4-04", "0.5")])
def test_one_certificate_behind_several_years_counts_in_each(name: str, each: str) -> None:
    held = [item(name, on, id=on, certificate="聘2023-7") for on in ("2023-24", "2024-25")]
    assert counted(*held) == {"2023-24": each, "2024-25": each}


def test_one_certificate_of_a_year_is_one_project_there() -> None:
    held = [item("T1-14", id="office", certificate="聘7"), item("T4-04", id="arts", certificate="聘7")]
    honour = item("T1-05", id="honour", certificate="聘7")
    assert counted(*held, honour) == {"office": "1.0", "arts": "0.0", "honour": "0.0"}


def test_one_roster_stands_behind_both_rows_of_the_team() -> None:
    assert counted(item("T3-02", certificate="名单1"), item("T3-19", certificate="名单1")) == {
        "T3-02": "0.4",
        "T3-19": "1.0",
    }


def test_the_number_of_a_volunteer_card_joins_none_of_its_entries() -> None:
    served = [
        item("T1-10", id=name, times=times, certificate="志愿者证7") for name, times in (("a", 6), ("b", 1))
    ]
    assert counted(*served) == {"a": "1.2", "b": "0.2"}
