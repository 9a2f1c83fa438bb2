"""How the demo institution began: the top unit, the adopted edition, and its imports of the roster."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from portal.demo.credit_years import adopt
from portal.demo.rosters import IMPORTED, TODAY, Course, reading_of, roster_on
from portal.demo.stage import Stage
from portal.demo.story import FAMILY
from portal.imports.applying import apply
from portal.imports.current import Keeper, current
from portal.imports.difference import compare
from portal.imports.founding import found
from portal.models import Institution
from workflows.models import EditionRecord, Person
from workflows.nodes import UnitRecord
from workflows.selectors.units import below
from workflows.services.edition_records import load_shipped_editions

FOUNDED_ON = date(2002, 5, 8)
ADOPTED_ON = date(2018, 9, 1)
ADMINISTRATOR = "安知行"


def begin(stage: Stage, at: datetime) -> Keeper:
    """The institution with its administrator, and the edition that all of it works by."""
    Institution.objects.create(name="江澜大学", short_name="江", is_demo=True, practice_on=TODAY)
    if not EditionRecord.objects.exists():  # the command before this one has read the files already
        load_shipped_editions(at=at)
    keeper = found(
        code="JL",
        name="中共江澜大学委员会",
        opened_on=FOUNDED_ON,
        number="00310100",
        administrator=ADMINISTRATOR,
    )
    by = Person.objects.get(pk=keeper.person)
    opened = stage.do("register", by, FOUNDED_ON, {}, kind=UnitRecord.kind(), unit=keeper.unit)
    edition = EditionRecord.objects.filter(procedure=FAMILY).latest("loaded_at", "pk")
    adopted = {
        "family": FAMILY,
        "edition": edition.pk,
        "ground": "本校学生党员发展工作自即日起按此细则办理。",
    }
    stage.do("adopt", by, ADOPTED_ON, adopted, matter=opened.matter)
    adopt(stage, by, opened.matter or 0, at)
    return keeper


def plan_imports(stage: Stage, keeper: Keeper, courses: Mapping[str, Course]) -> None:
    """The roster is imported each autumn, and once more when the visitor comes."""
    for day in (*IMPORTED, TODAY):

        def happening(on: date) -> None:
            import_roster(stage, keeper, on, courses)

        stage.plan(day, happening)


def import_roster(stage: Stage, keeper: Keeper, on: date, courses: Mapping[str, Course]) -> None:
    """One import, through the same code as an uploaded file."""
    now = replace(keeper, units=below([keeper.unit]))
    reading = reading_of(roster_on(on, courses))
    difference = compare(reading, current(now).roster, on=on)
    if difference.remarks:
        raise ValueError([remark.message for remark in difference.remarks])
    reason = f"{on:%Y年%-m月}名册"
    apply(difference.changes, now, key=f"demo-roster-{on}", reason=reason, at=stage.at(on))
    stage.meet()
