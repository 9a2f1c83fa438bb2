"""Cite where you decide: every node and every case act rests on an article, and the editions list it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workflows.checks.problems import Problem
from workflows.checks.ruling import acts_of
from workflows.nodes.procedure import Procedure
from workflows.rules.regulations import Edition


def check(kind: type[Procedure], editions: Sequence[Edition]) -> Iterator[Problem]:
    """Nodes and case acts without an article, and articles that an edition does not list.

    An act that a node offers rests on the node's articles unless it cites its own.
    """
    for node in kind.all_nodes():
        if not node.cites:
            yield Problem("E001", f"{kind.__name__}.{node.name}")
        yield from _unlisted(kind, node.name, node.cites, editions)
    for name, case_act in kind.case_acts.items():
        if not case_act.cites:
            yield Problem("E002", f"{kind.__name__}.{name}")
    nodes = {node.name for node in kind.all_nodes()}
    for name, act in acts_of(kind):
        if name not in nodes:
            yield from _unlisted(kind, name, act.cites, editions)


def _unlisted(
    kind: type[Procedure], name: str, cites: Sequence[str], editions: Sequence[Edition]
) -> Iterator[Problem]:
    for edition in editions:
        for number in [edition.cites[name]] if name in edition.cites else cites:
            if number not in edition.articles and number.partition(".")[0] not in edition.articles:
                yield Problem("E003", f"{kind.__name__}.{name}", f"{edition.id} {number}")
