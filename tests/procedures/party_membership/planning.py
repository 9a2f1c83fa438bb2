"""The plan of a college for a year, walked through the door; and activists who can be listed in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.procedures.party_membership.world import FAMILY, College, Walk, activist, do, refused
from tests.remembering import remembered
from workflows.door import Receipt

OPINIONS = (
    *("thought_overall", "shortcomings", "direction"),
    *("introduce", "observe_guide", "report_to_branch"),
)
COURSE = {
    "number": "证1",
    "days": "2",
    "hours": 16,
    "topics": ["theory", "line_policy_knowledge", "history_tradition", "core_values"],
}
PARTS = dict.fromkeys(("thought", "study", "work", "life"), "有")
DRAFTED, REPORTED = "2025-11-28", "2025-12-01"


def graduate(walk: Walk) -> Walk:
    """The subject studies for a master's degree, so no route of undergraduates is asked for."""
    walk.subject.details = {"education": "硕士研究生"}
    walk.subject.save()
    return walk


@remembered
def trained(world: College, *quarters: str, number: str = "t1") -> Walk:
    """An activist of 2024-12-18, trained on 2024-12-22, with the reports of 2025's first three quarters."""
    walk = activist(world, number)
    walk.does("observation_form", "o1", "2024-12-18", {"form_number": "考1"})
    walk.does("contacts", "o1", "2024-12-18", {"contacts": ["m1", "m2"]})
    walk.does("course", "p1", "2024-12-22", COURSE)
    last_days = {"2025Q1": "2025-03-31", "2025Q2": "2025-06-30", "2025Q3": "2025-09-30"}
    for quarter in quarters or last_days:
        walk.does("thought_report", number, last_days[quarter], {"quarter": quarter, **PARTS})
    return walk


def asked_for(walk: Walk, year: int = 2026, view: str = "agree", on: str = "2025-11-20") -> Walk:
    """The contact person says whether the activist can be listed."""
    return walk.does("plan_opinion", "m1", on, {"year": year, "view": view, "ground": "表现稳定"})


@dataclass(slots=True)
class Plan:
    """A college's plan, act by act."""

    world: College
    matter: int = 0
    year: int = 2026

    def drafted(self, on: str = DRAFTED) -> Plan:
        """A plan is begun."""
        unit = self.world.units["college"].pk
        kind = f"{FAMILY}.development_plan"
        self.matter = do("draft", self.world["z2"], on, {"year": self.year}, kind=kind, unit=unit).matter or 0
        return self

    def does(
        self, act: str, on: str, data: Mapping[str, Any] | None = None, by: str = "z1", **more: Any
    ) -> Receipt:
        """An act on the plan."""
        return do(act, self.world[by], on, data or {}, matter=self.matter, **more)

    def refuses(
        self, act: str, on: str, data: Mapping[str, Any] | None = None, by: str = "z1", **more: Any
    ) -> list[str]:
        """What refuses an act on the plan."""
        return refused(act, self.world[by], on, data or {}, matter=self.matter, **more)

    def lists(self, walk: Walk, on: str = DRAFTED, **said: Any) -> Plan:
        """A name goes on the draft."""
        self.does("enlist", on, {"year": self.year}, cases={walk.case: said})
        return self

    def reported(self, on: str = REPORTED, total: int = 40) -> Plan:
        """The plan goes to the organisation department."""
        self.does("report", on, {"total": total})
        return self
