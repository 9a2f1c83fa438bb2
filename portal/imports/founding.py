"""The one beginning that no act can make: the top unit and the administrator who records everything else."""

from __future__ import annotations

from datetime import date, datetime

from portal.imports.choices import UNIT_KINDS
from portal.imports.current import Keeper
from portal.imports.initials import initials_of
from workflows.door import Act, perform
from workflows.models import EditionRecord, OfficeTerm, Person, Unit
from workflows.nodes import ADMINISTRATOR, UnitRecord
from workflows.nodes.procedure import families
from workflows.selectors.units import below

TOP = UNIT_KINDS[0].code


def found(
    *,
    code: str,
    name: str,
    opened_on: date,
    number: str,
    administrator: str,
    in_office_on: date | None = None,
) -> Keeper:
    """Create the top unit and its first administrator, in office from a day on or from the unit's first.

    Raises IntegrityError when either is taken.
    """
    unit = Unit.objects.create(code=code, name=name, kind=TOP, opened_on=opened_on)
    person = Person.objects.create(
        number=number, name=administrator, initials=initials_of(administrator), details={"category": "staff"}
    )
    since = in_office_on or opened_on
    OfficeTerm.objects.create(person=person, unit=unit, office=ADMINISTRATOR.name, from_on=since)
    return Keeper(person.pk, ADMINISTRATOR.name, unit.pk, below([unit.pk]))


def adopt(keeper: Keeper, *, from_on: date, at: datetime, ground: str) -> list[EditionRecord]:
    """Let the whole institution work by the latest shipped edition of each procedure from a day on."""
    kind, key, said = UnitRecord.kind(), "founding", {"from_on": from_on.isoformat()}
    opened = Act("register", keeper.person, key, data=said, kind=kind, unit=keeper.unit)
    (record,) = perform([opened], at=at)
    editions = [edition for family in families() if (edition := _shipped(family))]
    acts = [
        Act(
            "adopt",
            keeper.person,
            f"{key}:{edition.procedure}",
            data={"family": edition.procedure, "edition": edition.pk, "ground": ground, **said},
            matter=record.matter,
        )
        for edition in editions
    ]
    perform(acts, at=at)
    return editions


def _shipped(family: str) -> EditionRecord | None:
    return EditionRecord.objects.filter(procedure=family, parent=None).order_by("loaded_at", "pk").last()
