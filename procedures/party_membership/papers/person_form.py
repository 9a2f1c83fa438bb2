"""What the forms about one person have alike: whose they are, by which edition, signed and sealed by whom."""

from __future__ import annotations

from collections.abc import Iterable

from procedures.party_membership.papers.words import basis
from workflows.documents import FormPaper, Part
from workflows.nodes import ToldCase


def person_form(told: ToldCase, title: str, *parts: Part, head: str = "", signed_by: str = "") -> FormPaper:
    """A form of the act that is told; without ``signed_by`` it has no place for a seal."""
    return FormPaper(
        **told.imprint.to_json(),
        title=title,
        person=told.name,
        head=head or f"姓名：{told.name}　学号：{told.situation.subject.number}",
        parts=parts,
        notes=tuple(filter(None, (basis(told.situation),))),
        signed_by=signed_by,
        signed_on=told.fact.on if signed_by else None,
    )


def chosen(choices: Iterable[tuple[str, str]], names: object) -> str:
    """What was ticked of several choices, in words and in the order of the form."""
    ticked = names if isinstance(names, (list, tuple)) else ()
    return "、".join(label for name, label in choices if name in ticked)
