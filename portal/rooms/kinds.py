"""Which kinds of matter are meetings, which are notices and which neither: what waits on cases says so."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.pages.parts import Link
from procedures.second_classroom_credits.flows.rounds import Round
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


def others() -> dict[str, type[MatterType]]:
    """Every other kind: plans, records of a unit, what is drawn and heard. Rounds have their own list."""
    listed = {*meetings(), *notices(), Round.kind()}
    found = {name: kind for each in families().values() for name, kind in each.matter_types.items()}
    return {name: kind for name, kind in found.items() if name not in listed and shared(name)}


def handled_by(office: str) -> dict[str, type[MatterType]]:
    """Those of the other kinds that a holder of an office opens or acts on; no others are listed."""
    return {name: kind for name, kind in others().items() if _handles(office, kind)}


def _handles(office: str, kind: type[MatterType]) -> bool:
    return any(office in {role.name for role in (*act.by, *act.recorders)} for act in kind.acts().values())


def way_back(kind: type[MatterType]) -> Link:
    """The room in which matters of a kind are listed."""
    if kind is Round:
        return Link(_("申报轮次"), reverse("credits_rounds"))
    if kind.kind() in meetings():
        return Link(_("会议"), reverse("meetings"))
    return (
        Link(_("公示"), reverse("notices"))
        if kind.kind() in notices()
        else Link(_("事项"), reverse("matters"))
    )


def _used_by(node_class: type) -> dict[str, type[MatterType]]:
    found: dict[str, type[MatterType]] = {}
    for procedure in families().values():
        for node in procedure.all_nodes():
            matters = [act.matter for act in node.acts.values() if act.matter is not None]
            if isinstance(node, node_class):
                found.update({matter.kind(): matter for matter in matters})
    return found
