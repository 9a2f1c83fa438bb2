"""The second classroom of the demo as a whole: adopted, three years of it, and the running one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import partial

from portal.demo.credit_claims import LISTED
from portal.demo.credit_now import YEAR, Chemistry, Materials
from portal.demo.credit_people import CHEMISTRY_COLLEGE, MATERIALS_COLLEGE, SCHOOL
from portal.demo.credit_register import Forged, Registers
from portal.demo.credit_story import PastRound
from portal.demo.stage import Stage
from procedures.second_classroom_credits import roles
from procedures.second_classroom_credits.flows.contests import Contests
from procedures.second_classroom_credits.flows.rounds import Graduation
from procedures.second_classroom_credits.flows.words import FAMILY
from workflows.models import EditionRecord, Person
from workflows.rules.regulations import Edition
from workflows.services.edition_records import store_edition

ADOPTED_ON = date(2023, 9, 1)
GROUND = "本校2022级及以后本科生第二课堂学分按此办法认定。"
UNIVERSITY, AFFILIATION = "江澜大学", "honour.affiliation"
SLUG, TITLE = "jianglan-second-classroom", "江澜大学本科生第二课堂学分认定办法（2023年修订）"
#: the day on which the graduating classes begin to be audited
AUDITED_ON = date(2026, 11, 9)
#: the years in which the rounds began that are over
OVER = (2023, 2024, 2025)


def adopt(stage: Stage, by: Person, matter: int, at: datetime) -> None:
    """The university works by the shipped edition, in which it puts its own name."""
    shipped = EditionRecord.objects.filter(procedure=FAMILY, parent=None).latest("loaded_at", "pk")
    edition = Edition.from_mapping(shipped.content)
    named = replace(edition.parameters[AFFILIATION], value=UNIVERSITY, note=f"署名单位必须是{UNIVERSITY}")
    parameters = {**edition.parameters, AFFILIATION: named}
    own = replace(edition, id=SLUG, title=TITLE, parameters=parameters)
    stored = store_edition(own, parent=None, at=at).record
    data = {"family": FAMILY, "edition": stored.pk, "ground": GROUND}
    stage.do("adopt", by, ADOPTED_ON, data, matter=matter)


def plan_credits(stage: Stage) -> None:
    """Everything of the second classroom, on its days."""
    for first in (*OVER, YEAR):
        stage.plan(date(first, 10, 8), partial(_list_contests, stage))
    stage.plan(AUDITED_ON, partial(_open_graduation, stage))
    registers = Registers(stage)
    registers.plan()
    for college in (CHEMISTRY_COLLEGE, MATERIALS_COLLEGE):
        for first in OVER:
            past = PastRound(stage, college, first)
            past.plan()
            if (college, first) == (CHEMISTRY_COLLEGE, OVER[-1]):
                Forged(stage, past, registers).plan()
    Chemistry(stage).plan()
    Materials(stage).plan()


def _open_graduation(stage: Stage, on: date) -> None:
    """The registrar begins to audit the classes that leave in the running year."""
    by, unit = stage.holder(roles.REGISTRAR.name, SCHOOL, on), stage.units[SCHOOL].pk
    said = {"year": f"{YEAR}-{(YEAR + 1) % 100:02}"}
    stage.do("open", by, on, said, kind=Graduation.kind(), unit=unit)


def _list_contests(stage: Stage, on: date) -> None:
    """The registrar lists the contests of the year that has begun."""
    by, unit = stage.holder(roles.REGISTRAR.name, SCHOOL, on), stage.units[SCHOOL].pk
    said = {"year": f"{on.year}-{(on.year + 1) % 100:02}"}
    matter = stage.do("open", by, on, said, kind=Contests.kind(), unit=unit).matter
    rows = [{"contest": name, "contest_class": known_as} for name, known_as in LISTED]
    stage.do("classify", by, on, {"contests": rows}, matter=matter)
