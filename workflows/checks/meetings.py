"""A meeting can account for its electorate, know its quorum and be counted; an agenda has items."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.checks.problems import Problem
from workflows.nodes.ballot import Ballot
from workflows.nodes.meeting_papers import AgendaItems
from workflows.nodes.meetings import MeetingType
from workflows.nodes.papers import Paper
from workflows.nodes.procedure import Procedure
from workflows.rules.meetings import ATTENDANCE, CALL, COUNT, DISCUSS, ROLL

#: the acts without which no ballot of a meeting can be counted
NEEDED = (CALL, ROLL, ATTENDANCE, COUNT)


def check(kind: type[Procedure]) -> Iterator[Problem]:
    """What the meetings of a procedure lack, and ballots whose agenda has no items."""
    for meeting in kind.matter_types.values():
        if issubclass(meeting, MeetingType):
            for lacking in _lacking(meeting):
                yield Problem("E060", f"{kind.__name__}.{meeting.name}", lacking)
    for node in kind.all_nodes():
        act = node.acts.get(f"{node.name}.{DISCUSS}") if isinstance(node, Ballot) else None
        if act and not isinstance((act.paper or Paper).base_fields.get("items"), AgendaItems):
            yield Problem("E061", f"{kind.__name__}.{act.name}")


def _lacking(meeting: type[MeetingType]) -> Iterator[str]:
    if meeting.electorate is None:
        yield "electorate"
    if not any("quorum" in vars(base) for base in meeting.__mro__ if base not in MeetingType.__mro__):
        yield "quorum"
    yield from (name for name in NEEDED if name not in meeting.acts())
