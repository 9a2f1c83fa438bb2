"""The folder of a case: every numbered paper lies somewhere in it, once, and every entry of it is an act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from workflows.checks.problems import Problem
from workflows.nodes.procedure import Procedure


def check(kind: type[Procedure]) -> Iterator[Problem]:
    """Acts that the folder names and the procedure lacks, and acts on a numbered paper that lie nowhere."""
    name = kind.__name__
    filed = Counter(act for paper in kind.dossier for act in (*paper.acts, *paper.also))
    for paper in kind.dossier:
        for act in (*paper.acts, *paper.also):
            if act not in kind.act_types:
                yield Problem("E070", f"{name}.{paper.code}", act)
    for act, times in filed.items():
        if times > 1:
            yield Problem("E072", name, act)
    for act_type in kind.act_types.values() if kind.dossier else ():
        if act_type.paper and act_type.paper.code and act_type.name not in filed:
            yield Problem("E071", f"{name}.{act_type.name}", act_type.paper.code)
