"""Branches of a fork stay apart until they join; a case keeps one open step of each name.

The walk keys open steps by the names of their nodes, and a join waits while a branch of its fork is open. Two
branches in one node, or a branch that ends where nothing cancels the others, would leave a case stuck.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from workflows.checks.problems import Problem
from workflows.nodes.gates import BranchEnd, Fork, Join
from workflows.nodes.graph import ProcedureNode
from workflows.nodes.procedure import Procedure
from workflows.nodes.stage import Leave, Scope
from workflows.nodes.ways import destination

#: the forks a token has come through, each with the branch it took
Branches = tuple[tuple[str, str], ...]


class Token(NamedTuple):
    """A token at a node: its branches, and those it had when it entered each scope around it."""

    node: ProcedureNode
    branches: Branches
    entered: tuple[tuple[ProcedureNode, Branches], ...]


def check(kind: type[Procedure]) -> Iterator[Problem]:
    """Where branches meet outside of a join, lead back to their fork, end while others wait, or are none."""
    tokens = _tokens(kind)
    at: dict[str, list[Branches]] = {}
    for token in tokens:
        at.setdefault(token.node.name, []).append(token.branches)
    joined = {token.branches[-1][0] for token in tokens if isinstance(token.node, Join) and token.branches}
    for node in kind.all_nodes():
        where, here = f"{kind.__name__}.{node.name}", at.get(node.name, [])
        forks = {fork for one, other in combinations(here, 2) for fork in _parted(one, other)}
        if not (isinstance(node, BranchEnd | Join | Leave) or node.ends_case):
            yield from (Problem("E026", where, fork) for fork in sorted(forks))
        passed = {fork for branches in here for fork, _ in branches}
        if isinstance(node, Fork) and node.name in passed:
            yield Problem("E027", where)
        if isinstance(node, BranchEnd) or node.ends_case:
            yield from (Problem("E028", where, fork) for fork in sorted(passed & joined))
        if isinstance(node, BranchEnd) and () in here:
            yield Problem("E051", where)


def _parted(one: Branches, other: Branches) -> Iterator[str]:
    """The fork at which two tokens parted, if they went through the same one."""
    for (fork, branch), (another, way) in zip(one, other, strict=False):
        if fork != another:
            return
        if branch != way:
            yield fork
            return


def _tokens(kind: type[Procedure]) -> set[Token]:
    """Every way a token can stand at a node, followed from each start and from each case act."""
    acts = (destination(kind, act) for act in kind.case_acts.values())
    waiting = [_arrived(Token(kind.start, (), ()), node) for node in (*kind.starts, *acts) if node]
    found: set[Token] = set()
    while waiting:
        token = waiting.pop()
        if token not in found:
            found.add(token)
            waiting.extend(_next(token))
    return found


def _next(token: Token) -> Iterator[Token]:
    node, branches = token.node, token.branches
    if isinstance(node, Fork) and node.name in {fork for fork, _ in branches}:
        return
    if isinstance(node, Scope):
        yield _arrived(token, node.path)
        return
    if isinstance(node, Leave):
        target = node.scopes[0].targets.get(node.outcome) if node.scopes else None
        yield from [_arrived(token, target)] if target else []
    if isinstance(node, Join):
        token = token._replace(branches=branches[:-1])
    for outcome, target in node.targets.items():
        taken = ((node.name, outcome),) if isinstance(node, Fork) else ()
        yield _arrived(token._replace(branches=(*token.branches, *taken)), target)


def _arrived(token: Token, target: ProcedureNode) -> Token:
    """The token at its next node: out of the scopes that it leaves, and into those around the target."""
    branches, entered = token.branches, dict(token.entered)
    for scope in reversed(token.entered):
        if scope[0] not in target.scopes:
            branches = entered.pop(scope[0])
    for scope_ in reversed(target.scopes):
        entered.setdefault(scope_, branches)
    return Token(target, branches, tuple(entered.items()))
