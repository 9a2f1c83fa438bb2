"""The roster's words are the procedure's words: an office that is imported is an office that may act."""

from __future__ import annotations

from types import ModuleType

import pytest

from portal.imports.choices import LEAGUE_STANDINGS, OFFICES, PARTY_STANDINGS, TREE_KINDS, UNIT_KINDS
from portal.imports.columns import UNIT_FIELDS
from portal.imports.text import key
from procedures.party_membership import roles
from procedures.second_classroom_credits import roles as credit_roles
from workflows.nodes import Office
from workflows.nodes.procedure import office_titles


@pytest.mark.parametrize("module", [roles, credit_roles], ids=["party", "credits"])
def test_every_office_of_a_procedure_can_be_imported_under_its_own_title(module: ModuleType) -> None:
    imported = {choice.code: choice.title for choice in OFFICES}
    acting = {office.name: office.title for office in vars(module).values() if isinstance(office, Office)}
    assert {name: imported.get(name) for name in acting} == acting


def test_no_word_names_two_offices_or_two_kinds_of_unit() -> None:
    for choices in (OFFICES, UNIT_KINDS):
        words = [key(word) for choice in choices for word in (choice.title, *choice.aliases)]
        assert len(words) == len(set(words))


def test_kinds_of_unit_trees_and_standings_are_those_the_rules_ask_for() -> None:
    kinds = {roles.PARTY_BRANCH, roles.LEAGUE_BRANCH, roles.COLLEGE_LEAGUE, roles.COLLEGE, roles.CLASS}
    kinds |= {credit_roles.UNIVERSITY, credit_roles.COLLEGE, credit_roles.CLASS}
    assert kinds <= {choice.code for choice in UNIT_KINDS}
    assert TREE_KINDS.keys() == UNIT_FIELDS.keys() >= {roles.PARTY_TREE, roles.LEAGUE_TREE}
    assert roles.FULL_MEMBER in {choice.code for choice in PARTY_STANDINGS}
    assert roles.LEAGUE_MEMBER in {choice.code for choice in LEAGUE_STANDINGS}


def test_every_office_of_the_roster_is_called_by_its_title() -> None:
    titles = office_titles()
    assert {choice.code: titles.get(choice.code) for choice in OFFICES} == {
        choice.code: choice.title for choice in OFFICES
    }
