"""Every outcome has its edge, every edge its outcome, and every node a way from the start and to an end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workflows.checks.problems import Problem
from workflows.nodes.ballot import Ballot
from workflows.nodes.gates import BranchEnd, Choice, Fork
from workflows.nodes.graph import DONE, ProcedureNode, Resting
from workflows.nodes.procedure import Procedure
from workflows.nodes.stage import Leave, Scope, Stage, SubProcedure
from workflows.nodes.step import Step, _done
from workflows.nodes.ways import destination, following, reachable
from workflows.rules.meetings import DEFER
from workflows.rules.tallies import Outcome


def check(kind: type[Procedure]) -> Iterator[Problem]:
    """Outcomes without edges, edges without outcomes, dead ends, and what cannot be reached."""
    nodes = kind.all_nodes()
    for node in nodes:
        where = f"{kind.__name__}.{node.name}"
        for outcome in _outcomes(nodes, node):
            if outcome not in node.targets:
                yield Problem("E020", where, outcome)
        for outcome in _untaken(nodes, node):
            yield Problem("E022", where, outcome)
        if isinstance(node, Leave) and not _ends_a_part(node):
            yield Problem("E021", where, node.outcome)
        if not following(node) and not (node.ends_case or isinstance(node, BranchEnd | Leave)):
            yield Problem("E023", where)
        if isinstance(node, Scope) and node not in node.path.scopes:
            yield Problem("E029", where)
    yield from _reach(kind, nodes)


def _outcomes(nodes: Sequence[ProcedureNode], node: ProcedureNode) -> Sequence[str]:
    """The outcomes that a node is sure to have."""
    if isinstance(node, SubProcedure):
        return list(dict.fromkeys(leaf.outcome for leaf in _leaves(nodes, node)))
    if isinstance(node, Ballot) and f"{node.name}.{DEFER}" in node.acts:
        return (*node.outcomes, Outcome.DEFERRED)
    if isinstance(node, Step) and not _only_done(node):
        return () if node.targets else node.outcomes
    return node.outcomes


def _untaken(nodes: Sequence[ProcedureNode], node: ProcedureNode) -> list[str]:
    """The edges of a node that nothing takes: those of a stage, of a leaf or an end, and of no leaf."""
    if isinstance(node, SubProcedure):
        given = {leaf.outcome for leaf in _leaves(nodes, node)}
        return [outcome for outcome in node.targets if outcome not in given]
    if isinstance(node, BranchEnd | Leave | Stage) or node.ends_case:
        return list(node.targets)
    decides = isinstance(node, Choice | Fork) or (node.acts and not _only_done(node))
    return [] if decides else [outcome for outcome in node.targets if outcome != DONE]


def _only_done(node: ProcedureNode) -> bool:
    """Whether the act of a node decides nothing but to go on."""
    return isinstance(node, Resting) and node.main.decides is _done


def _leaves(nodes: Sequence[ProcedureNode], part: SubProcedure) -> list[Leave]:
    return [node for node in nodes if isinstance(node, Leave) and node.scopes[:1] == (part,)]


def _ends_a_part(leaf: Leave) -> bool:
    around = leaf.scopes[0] if leaf.scopes else None
    return isinstance(around, SubProcedure) and leaf.outcome in around.targets


def _reach(kind: type[Procedure], nodes: Sequence[ProcedureNode]) -> Iterator[Problem]:
    acts = [destination(kind, act) for act in kind.case_acts.values()]
    diverted = [node for node in acts if node is not None]
    reached = set(reachable([*kind.starts, *diverted]))
    escapes = any(node.ends_case for node in reachable(diverted))
    for node in nodes:
        where = f"{kind.__name__}.{node.name}"
        if node not in reached:
            yield Problem("E024", where)
        elif not escapes and not any(each.ends_case for each in reachable([node, *node.scopes])):
            yield Problem("E025", where)
