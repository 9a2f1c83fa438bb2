"""A procedure as a table for people who know the regulation: step, articles, rules, document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from workflows.nodes.acts import ActType
from workflows.nodes.graph import ProcedureNode
from workflows.nodes.procedure import Procedure
from workflows.nodes.stage import Stage
from workflows.rules.predicates import Rule

HEAD = ("Step", "Kind", "Articles", "Requires", "Accepts", "Explains", "Document")
INTRODUCTION = """\
# {title}

Every step of `{name}` in the order of the regulation: the articles it carries out (numbers of the home
edition), its rules and its document. *Requires* refuses the act, *Accepts* refuses its data, *Explains* is
recorded beside an outcome. Written by `manage.py article_table {family}`; a test compares it.
"""


def article_table(procedure: type[Procedure]) -> str:
    """The procedure as Markdown: its path, the acts that may come at any moment, and its matters."""
    parts = [
        INTRODUCTION.format(title=procedure.title, name=procedure.__name__, family=procedure.family),
        _section("Path", (row for node in procedure.all_nodes() for row in _node(node))),
        _section("At any moment", (_act(act, "case act") for act in procedure.case_acts.values())),
        *(
            _section(
                f"{matter.title} `{matter.name}`", (_act(act, "matter") for act in matter.acts().values())
            )
            for matter in procedure.matter_types.values()
        ),
    ]
    return "\n".join(part for part in parts if part)


def _node(node: ProcedureNode) -> Iterator[Sequence[str]]:
    """The row of a node with its main act, and one for each further act that it offers."""
    main: ActType | None = getattr(node, "main", None)
    kind = node.task_type.lower()
    if main is None:
        yield (_named(node.label, node.name), kind, _list(node.cites), "", "", "", "")
    else:
        yield _act(main, kind, title=node.label, cites=node.cites)
    for act in node.acts.values():
        if act is not main:
            yield _act(act, "act" if isinstance(node, Stage) else kind, cites=act.cites or node.cites)
    for timer in getattr(node, "timers", ()):
        if timer.act is not main:
            yield _act(timer.act, "timer", cites=timer.act.cites or node.cites)


def _act(act: ActType, kind: str, *, title: str = "", cites: tuple[str, ...] = ()) -> Sequence[str]:
    paper = act.paper
    document = " ".join(part for part in (paper.code, paper.title) if part) if paper else ""
    rules = (_list(rule.id for rule in each) for each in (act.requires, act.accepts, act.explains))
    return (_named(title or act.title, act.name), kind, _list(cites or act.cites), *rules, document)


def _named(title: str, name: str) -> str:
    return f"{title} `{name}`" if title else f"`{name}`"


def _list(items: Iterable[str | Rule]) -> str:
    return ", ".join(str(item) for item in items)


def _section(title: str, rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(cell.replace('|', '∣') for cell in row)} |" for row in rows]
    if not lines:
        return ""
    head = [f"## {title}", "", f"| {' | '.join(HEAD)} |", f"|{' --- |' * len(HEAD)}"]
    return "\n".join([*head, *lines, ""])
