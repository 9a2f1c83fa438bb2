"""A sitting of the toy's council, walked act by act: eleven who vote, two who ask, two who count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.toy.council import FAMILY, KIND, PARAMETERS
from tests.toy.world import Society, adopt, do, person
from workflows.door import Refused
from workflows.models import Entry, Matter, Person
from workflows.nodes import CountedWithWritten
from workflows.rules import meetings
from workflows.rules.facts import Facts

DAY = "2024-05-01"
ALL_ITEMS = ["report", "debate", "ballot"]


class Sitting:
    """A meeting of the council and the cases of two who ask to join it; every method says what it does."""

    def __init__(self, world: Society, *, members: int = 9, asking: int = 2) -> None:
        adopt(world, FAMILY, PARAMETERS)
        self.world = world
        self.members = [world.member, *(person(f"v{n}", world.unit) for n in range(members - 1))]
        self.asking = [person(f"w{n}", world.unit, standing="guest") for n in range(1, asking + 1)]
        self.tellers = self.members[1:3]
        self.cases = [self._asks(each) for each in self.asking]
        self.matter = 0

    def _asks(self, who: Person) -> int:
        return do("ask", who, "2024-04-01", family=FAMILY, subject=who.pk).case or 0

    @property
    def voting(self) -> list[str]:
        """Everybody who is entitled: the members, the clerk and the chair."""
        return [each.number for each in (self.world.clerk, self.world.chair, *self.members)]

    def called(self, *cases: int) -> Sitting:
        """The meeting is called for both, or for these."""
        call = {"place": "堂", "chair": "h1", "tellers": [each.number for each in self.tellers]}
        agenda: dict[int, dict[str, Any]] = {case: {} for case in cases or self.cases}
        target = {"kind": KIND, "unit": self.world.unit.pk, "cases": agenda}
        self.matter = do("convene", self.world.chair, DAY, call, **target).matter or 0
        return self

    def rolled(self, **excluded: str) -> Sitting:
        """The roll is locked, with these left out."""
        entitled = [number for number in self.voting if number not in excluded]
        self.does("lock_roll", {"entitled": entitled, "excluded": excluded})
        return self

    def attended(self, **absent: str) -> Sitting:
        """All came but these."""
        self.does("attend", {"absent": absent})
        return self

    def ready(self, **absent: str) -> Sitting:
        """Called, the roll locked, attendance taken."""
        return self.called().rolled().attended(**absent)

    def does(self, act: str, data: Mapping[str, Any] | None = None, *cases: int, **more: Any) -> Sitting:
        """An act of the chair on the meeting, for these cases."""
        said = more.pop("about", {})
        about: dict[int, dict[str, Any]] = {case: dict(said) for case in cases}
        do(act, self.world.chair, DAY, data, matter=self.matter, cases=about, **more)
        return self

    def refuses(self, act: str, data: Mapping[str, Any] | None = None, *cases: int, **more: Any) -> list[str]:
        """The ids that refuse an act of the chair, in order; none when it was done."""
        try:
            self.does(act, data, *cases, **more)
        except Refused as refused:
            return sorted({finding.rule for finding in refused.unmet})
        return []

    def opened(self, case: int) -> Sitting:
        """All items of a person's agenda up to the ballot."""
        return self.does("discuss", {}, case, about={"items": ALL_ITEMS})

    def counts(self, case: int, teller: int, **numbers: int) -> str:
        """What comes of one teller's count."""
        data = {**count(self.present), **numbers}
        by = self.tellers[teller]
        do("count", by, DAY, {"method": "secret"}, matter=self.matter, cases={case: data})
        return Entry.objects.filter(case=case, act__in=("joining", "staying")).latest("pk").outcome

    def decides(self, case: int, **numbers: int) -> str:
        """What comes of both tellers' equal counts."""
        self.counts(case, 0, **numbers)
        return self.counts(case, 1, **numbers)

    @property
    def facts(self) -> Facts:
        """What the meeting knows."""
        return Facts.from_json(Matter.objects.get(pk=self.matter).facts)

    @property
    def present(self) -> int:
        """How many came, as the meeting knows it."""
        return len(meetings.present(self.facts))


def count(present: int) -> dict[str, int]:
    """Everybody approves."""
    numbers = dict.fromkeys(CountedWithWritten.base_fields, 0)
    return {**numbers, "issued": present, "returned": present, "approve": present}
