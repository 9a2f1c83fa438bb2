"""Annex 2, S001, and A-04: the list of a class opens an item for each of its members."""

from __future__ import annotations

from typing import Any

import pytest

from procedures.second_classroom_credits.items import claim_of
from tests.procedures.second_classroom_credits.college import (
    FAMILY,
    College,
    agreed,
    college,
    do,
    file,
    finalised,
    opened,
    refused,
    signed,
    summarised,
)
from workflows.models import Case
from workflows.rules.facts import Facts

pytestmark = pytest.mark.django_db

BRANCH: dict[str, Any] = {
    "year": "2024-25",
    "semester": "2",
    "row": "T1-09",
    "content": "团支部主题团日与政治学习",
    "claimed": "0.2",
    "held_on": "2025-03-20",
}


def asked(here: College, within: int, **said: Any) -> dict[str, Any]:
    """An act of listing on the first of April."""
    who, files = said.pop("who", here.student), said.pop("files", (file("支部记录"),))
    by, at = said.pop("by", here.counsellor), said.pop("at", "2025-04-01")
    target = {"family": FAMILY, "subject": who.pk, "within": within, "files": files}
    return {"by": by, "at": at, "data": {**BRANCH, **said}, **target}


def test_each_member_has_an_item_that_is_recognised_as_any_other() -> None:
    here = college()
    within = opened(here)
    cases = [do("listing", **asked(here, within, who=who)).case or 0 for who in (here.student, here.fellow)]
    for item in Case.objects.filter(pk__in=cases):
        facts = Facts.from_json(item.facts)
        claim = claim_of(facts)
        assert (list(item.steps), claim["claimed"], claim["project"], claim["times"]) == (
            ["first_review"],
            "0.2",
            "",
            None,
        )
        assert claim["files"] == [file("支部记录")]
    for case in cases:
        do("first_review", here.league, "2025-05-06", {"outcome": "accepted"}, case=case)
    sheet = summarised(here, within)
    agreed(here, *cases)
    signed(here, within, sheet)
    finalised(here, within, sheet, {case: {"outcome": "confirmed"} for case in cases})
    assert [row.recognised for row in sheet.rows] == ["0.2", "0.2"]


@pytest.mark.parametrize(
    ("said", "rules"),
    [
        ({"row": "T2-24", "claimed": "0.5"}, ["A-04-1"]),
        ({"claimed": "0.4"}, ["CR-7-5"]),
        ({"files": ()}, ["CR-8-1"]),
        ({"held_on": "2024-08-31"}, ["A-49"]),
        ({"at": "2025-05-01"}, ["CR-7-1"]),
    ],
)
def test_a_list_is_asked_what_a_declaration_is(said: dict[str, Any], rules: list[str]) -> None:
    here = college()
    found = refused("listing", **asked(here, opened(here), **said))
    assert sorted(found) == sorted(rules)


def test_students_and_other_offices_list_nobody() -> None:
    here = college()
    within = opened(here)
    for by in (here.student, here.registrar):
        assert refused("listing", **asked(here, within, by=by)) == ["act.not_yours"]


def test_a_returned_item_keeps_the_day_on_which_it_was_listed() -> None:
    here = college()
    case = do("listing", **asked(here, opened(here))).case or 0
    said = {"outcome": "returned", "why": "记录上没有日期。"}
    do("first_review", here.league, "2025-05-06", said, case=case)
    do("correction", here.student, "2025-05-08", {**BRANCH, "truthful": True}, case=case)
    evidence = {"kinds": ["branch_record"], "form": "copy"}
    do("evidence", here.student, "2025-05-08", evidence, case=case, files=(file("新的记录"),))
    assert list(Case.objects.get(pk=case).steps) == ["first_review"]
