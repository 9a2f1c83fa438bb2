"""manage.py verify_journal: exit status, lines for people, JSON for programs."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.toy.world import Society, open_plot, society
from workflows.models import Entry, JournalCheck

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world() -> Society:
    """A society with one entry."""
    world = society()
    open_plot(world)
    return world


def run(*options: str) -> tuple[int, str]:
    """The exit status and what was printed."""
    out = StringIO()
    try:
        call_command("verify_journal", *options, stdout=out)
    except SystemExit as stopped:
        return int(str(stopped.code)), out.getvalue()
    return 0, out.getvalue()


def answered(*options: str) -> tuple[int, dict[str, Any]]:
    status, said = run("--json", *options)
    answer = json.loads(said)
    assert answer.pop("seconds") >= 0
    return status, answer


def test_a_whole_journal() -> None:
    status, said = run()
    assert (status, said.split("，用时")[0]) == (0, "纪实完整：1条链，1条纪实，1个办件，0个事项")
    whole = {"chains": 1, "entries": 1, "cases": 1, "matters": 0, "differences": []}
    assert answered() == (0, {"ok": True, **whole})


def test_a_difference_is_named_and_is_a_failure() -> None:
    Entry.objects.update(acted_as="clerk")
    status, said = run("--unit", "s1")
    hashed = Entry.objects.get().hash
    assert status == 1
    assert said.splitlines()[0].startswith("s1 第1条：entry.hash 应为 ")
    assert said.splitlines()[0].endswith(f"，实为 {hashed}。")
    status, answer = answered("--unit", "s1")
    assert (status, answer["ok"], answer["differences"][0]["what"]) == (1, False, "entry.hash")
    assert run("--unit", "s2")[0] == 0


def test_a_unit_that_does_not_exist_is_refused() -> None:
    with pytest.raises(CommandError, match="没有代码为x9的单位"):
        run("--unit", "x9")


def test_links_before_a_day_can_be_trusted() -> None:
    assert answered("--since", "2024-03-02")[1]["entries"] == 0


def test_a_run_over_everything_is_noted_with_what_it_found() -> None:
    for partly in (("--unit", "s1"), ("--since", "2024-01-01")):
        run(*partly)
    assert not JournalCheck.objects.exists()
    run()
    Entry.objects.update(acted_as="clerk")
    run()
    noted = JournalCheck.objects.order_by("pk").values_list("entries", "differences")
    assert list(noted) == [(1, 0), (1, 2)]
