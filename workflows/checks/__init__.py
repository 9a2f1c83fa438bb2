"""System checks: what is wrong with a procedure is said before its first case is opened.

``manage.py check`` runs them, and every command that touches the database does. ``docs/checks.md`` says of
each id what it means and how to mend it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.core import checks

from workflows.checks import acting, citing, filing, meetings, naming, ruling, tokens, ways
from workflows.checks.problems import Problem
from workflows.nodes.procedure import Procedure, families
from workflows.rules.regulations import Edition
from workflows.services.editions import EditionRefusedError, shipped_editions

TAG = "procedures"


@checks.register(TAG)
def check_procedures(app_configs: Any = None, **kwargs: Any) -> list[checks.CheckMessage]:
    """Every problem of every installed procedure and of the editions shipped with it."""
    try:
        editions = [file.edition for file in shipped_editions()]
    except EditionRefusedError as error:
        return [Problem("E010", "editions", problem.say()).message() for problem in error.problems]
    found: list[checks.CheckMessage] = []
    for kind in families().values():
        own = [edition for edition in editions if edition.procedure == kind.family]
        found += [problem.message() for problem in problems(kind, own)]
    return found


def problems(kind: type[Procedure], editions: Sequence[Edition]) -> Iterator[Problem]:
    """What is wrong with one procedure; ``editions`` are those of its family.

    Ways are only followed where every node is one of ours and every case act leads to one.
    """
    first = [*naming.foreign(kind), *acting.astray(kind)]
    yield from first
    yield from naming.check(kind)
    if first:
        return
    yield from citing.check(kind, editions)
    yield from ruling.check(kind, editions)
    yield from ways.check(kind)
    yield from tokens.check(kind)
    yield from acting.check(kind)
    yield from meetings.check(kind)
    yield from filing.check(kind)
