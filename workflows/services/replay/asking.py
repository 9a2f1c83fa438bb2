"""From a step of a script to the act that the door is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from workflows.door import Act, matter_standing
from workflows.models import Case
from workflows.nodes import ByPerson, Digest, Paper, Procedure
from workflows.services.replay.acts import STEP
from workflows.services.replay.script import Step
from workflows.services.replay.stage import Placed

#: the paper that was signed, where a step says that there is one
SCAN = ("5ca9" * 16,)
#: what no row has for its id: the door answers that it does not know it
NOBODY = 0


class Asking:
    """Knows what the names of a file stand for by now."""

    def __init__(self, procedure: type[Procedure], placed: Placed) -> None:
        """Nothing was opened yet."""
        self.procedure = procedure
        self.placed = placed
        self.matters: dict[str, int] = {}
        #: the entries of the steps that bear a name
        self.entries: dict[str, int] = {}
        #: the cases that steps with a name have opened
        self.cases: dict[str, int] = {}

    def act(self, step: Step, key: str, at: datetime) -> Act:
        """The act that a step performs at a moment."""
        person = self.placed.person
        paper = (step.kind.paper if step.kind else None) or Paper
        return Act(
            name=step.act,
            by=person(step.actor),
            key=key,
            on=step.on,
            data={**self._digests(paper, step, at), **self._data(paper, step.data)},
            recorded_by=person(step.recorded_by),
            confirmed_by=person(step.confirmed_by),
            reason=step.reason,
            files=_files(step),
            **(self._case(step) if step.matter is None else self._matter(step)),
        )

    def case(self, name: str) -> Case | None:
        """The case that a step opened, or the latest of somebody."""
        if name in self.cases:
            return Case.objects.get(pk=self.cases[name])
        cases = Case.objects.filter(subject=self.placed.person(name), procedure=self.procedure.ref)
        return cases.order_by("pk").last()

    def _case(self, step: Step) -> dict[str, Any]:
        if step.kind and self.procedure.opened_by(step.kind.name):
            within = self.matters.get(step.within, NOBODY) if step.within else None
            subject = self.placed.person(step.case)
            return {"family": self.procedure.family, "subject": subject, "within": within}
        return {"case": self._id(step.case or "")}

    def _id(self, name: str) -> int:
        case = self.case(name)
        return case.pk if case else NOBODY

    def _matter(self, step: Step) -> dict[str, Any]:
        cases = {self._id(name): self._data(step.event_paper, data) for name, data in step.cases.items()}
        if not step.opens:
            return {"cases": cases, "matter": self.matters.get(step.matter or "", NOBODY)}
        unit, person = self.placed.units[step.unit or ""], self.placed.person(step.person)
        return {"cases": cases, "kind": step.opens, "unit": unit, "subject": person}

    def _data(self, paper: type[Paper], given: Mapping[str, Any]) -> dict[str, Any]:
        """The data as the door wants it: people by number, units by id, steps by their entry."""
        return {name: self._value(paper, name, value) for name, value in given.items()}

    def _digests(self, paper: type[Paper], step: Step, at: datetime) -> dict[str, Any]:
        """The digests that a file leaves out, as the forms of the portal carry them: nobody types one."""
        left = [
            name
            for name, field in paper.base_fields.items()
            if isinstance(field, Digest) and name not in step.data
        ]
        matter = self.matters.get(step.matter or "")
        found = matter_standing(matter, at=at) if left and matter else None
        known = paper.suggested(found.situation) if found else {}
        return {name: known[name] for name in left if name in known}

    def _value(self, paper: type[Paper], name: str, value: Any) -> Any:
        if name in paper.people or isinstance(paper.base_fields.get(name), ByPerson):
            return self._numbers(value)
        if name in paper.units:
            return self.placed.units.get(str(value), value)
        if isinstance(value, dict) and set(value) == {STEP}:
            return self.entries.get(str(value[STEP]), NOBODY)
        return value

    def _numbers(self, value: Any) -> Any:
        """Names as numbers: one, several, or each with a reason; a group stands for all its people."""
        numbers = self.placed.numbers
        if isinstance(value, dict):
            return {number: why for name, why in value.items() for number in numbers(name)}
        names = value if isinstance(value, list) else str(value or "").split()
        found = [number for name in names for number in numbers(str(name))]
        return found if isinstance(value, list) else " ".join(found)


def _files(step: Step) -> tuple[str, ...]:
    """The digests of what is handed in with a step: files of the same name are the same file."""
    if isinstance(step.scan, str):
        return tuple(sha256(name.encode()).hexdigest() for name in step.scan.split())
    return SCAN if step.scan else ()
