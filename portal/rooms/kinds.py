"""Which kinds of matter are meetings and which are notices: what waits for them on cases says so."""

from __future__ import annotations

from workflows.nodes import Ballot, MatterType, Publicity, RecordType
from workflows.nodes.procedure import families


def shared(kind: str) -> type[MatterType] | None:
    """A kind of matter that a procedure works with; records of people and units have rooms of their own."""
    kinds = (found for each in families().values() if (found := each.matter_types.get(kind)))
    return next((found for found in kinds if not issubclass(found, RecordType)), None)


def meetings() -> dict[str, type[MatterType]]:
    """The kinds that a ballot is held in."""
    return _used_by(Ballot)


def notices() -> dict[str, type[MatterType]]:
    """The kinds that publicity hangs on."""
    return _used_by(Publicity)


def _used_by(node_class: type) -> dict[str, type[MatterType]]:
    found: dict[str, type[MatterType]] = {}
    for procedure in families().values():
        for node in procedure.all_nodes():
            matters = [act.matter for act in node.acts.values() if act.matter is not None]
            if isinstance(node, node_class):
                found.update({matter.kind(): matter for matter in matters})
    return found
