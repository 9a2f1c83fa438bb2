from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from workflows.rules.regulations import Article, Edition, EditionError, MissingParameterError

Content = dict[str, Any]


@pytest.fixture
def child(content: Content) -> Edition:
    """Return a child that tightens one parameter, adds an article and cites it."""
    wait = content["parameters"]["wait"] | {"at_least": {"months": 6}, "article": "60"}
    return Edition.from_mapping(
        {
            "id": "child",
            "title": "学院规定",
            "procedure": "party_membership",
            "parent": "base",
            "in_force_from": "2025-03-01",
            "sources": ["学院规定", "细则，四十九条"],
            "articles": {"60": {"title": "推优的补充"}},
            "cites": {"admission_meeting": "60", "forum": "9"},
            "parameters": {"wait": wait},
        }
    )


def test_an_edition_is_read_whole(edition: Edition) -> None:
    assert (edition.id, edition.title, edition.procedure) == ("base", "细则", "party_membership")
    assert (edition.parent, edition.from_on) == (None, date(2024, 9, 1))
    assert edition.articles["28"] == Article("28", "表决")
    assert "wait" in edition
    assert "wait_months" not in edition


@pytest.mark.parametrize(
    ("details", "applies"),
    [({"grade": "2024"}, False), ({"grade": 2025}, True), ({"grade": ""}, True), ({}, True)],
)
def test_an_edition_is_for_those_whom_it_bounds(
    content: Content, details: dict[str, Any], applies: bool
) -> None:
    content["parameters"]["grades"] = {
        "rule": "PM-1-1", "article": "9", "at_least": 2025, "options": {"of_subject": "grade"}
    }  # fmt: skip
    assert Edition.from_mapping(content).is_for(details) is applies


def test_a_parameter_that_is_not_there_is_named(edition: Edition) -> None:
    with pytest.raises(MissingParameterError, match=r"^edition base has no parameter wait_months$"):
        edition["wait_months"]


@pytest.mark.parametrize(
    ("name", "article"),
    [
        ("admission_meeting", "28.2"),
        ("PM-9-4", "9"),
        ("wait", "9"),
        ("PM-28-1", "28.1"),
        # The edition's own word goes before the article of the parameter.
        ("PM-9-1", "8"),
        ("forum", "17"),
    ],
)
def test_articles_belong_to_the_edition(edition: Edition, name: str, article: str) -> None:
    assert edition.article_of(name, "17") == article


def test_what_nobody_cites_rests_on_nothing(edition: Edition) -> None:
    assert edition.article_of("forum") is None


def test_an_edition_is_read_back_as_written(edition: Edition, child: Edition) -> None:
    for each in (edition, child, edition.tightened_by(child)):
        assert Edition.from_mapping(each.to_mapping()) == each
        assert Edition.from_mapping(each.to_mapping()).digest == each.digest


def test_the_digest_follows_the_content_and_not_its_order(content: Content, edition: Edition) -> None:
    turned = dict(reversed(content.items()))
    turned["parameters"] = dict(reversed(content["parameters"].items()))
    assert Edition.from_mapping(turned).digest == edition.digest
    content["parameters"]["wait"]["at_least"] = {"months": 4}
    assert Edition.from_mapping(content).digest != edition.digest


def test_a_child_is_laid_over_its_parent(edition: Edition, child: Edition) -> None:
    merged = edition.tightened_by(child)
    assert (merged.id, merged.parent, merged.from_on) == ("child", "base", date(2025, 3, 1))
    assert merged["wait"] == child["wait"]
    assert {name: merged[name] for name in edition.parameters if name != "wait"} == {
        name: edition[name] for name in edition.parameters if name != "wait"
    }
    assert [merged.article_of(name) for name in ("wait", "admission_meeting", "forum", "PM-9-1")] == [
        "60",
        "60",
        "9",
        "8",
    ]
    assert merged.sources == ("细则，四十九条", "学院规定")


@pytest.mark.parametrize(
    ("change", "path", "problem"),
    [
        ({"parent": "other"}, ("parent",), "edition.other_parent"),
        ({"procedure": "credits"}, ("procedure",), "edition.other_procedure"),
        ({"cites": {"forum": "61"}}, ("cites", "forum"), "edition.unknown_article"),
        ({"articles": {}, "cites": {}}, ("parameters", "wait", "article"), "edition.unknown_article"),
    ],
)
def test_a_child_that_does_not_fit_is_refused(
    edition: Edition, child: Edition, change: Content, path: tuple[str, ...], problem: str
) -> None:
    with pytest.raises(EditionError) as refused:
        edition.tightened_by(replace(child, **change))
    assert [(each.path, each.problem) for each in refused.value.problems] == [(path, problem)]


def test_a_child_cannot_set_what_the_parent_does_not_have(edition: Edition, child: Edition) -> None:
    unknown = replace(child["wait"], name="wate", rule="PM-99-1")
    with pytest.raises(EditionError) as refused:
        edition.tightened_by(replace(child, parameters={"wate": unknown}))
    assert [each.problem for each in refused.value.problems] == ["edition.not_in_parent"]


def test_a_grandchild_tightens_what_its_parent_tightened(edition: Edition, child: Edition) -> None:
    merged = edition.tightened_by(child)
    grandchild = replace(child, id="grandchild", parent="child")
    assert merged.tightened_by(grandchild)["wait"] == merged["wait"]
    loosened = replace(grandchild, parameters={"wait": edition["wait"]})
    with pytest.raises(EditionError, match=r"edition\.loosened"):
        merged.tightened_by(loosened)
