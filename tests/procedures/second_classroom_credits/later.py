"""A later edition of the Rules for tests: what it takes out, what it adds, what is worth less."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from procedures.second_classroom_credits import rulesets
from procedures.second_classroom_credits.papers.sheet import Sheet, sheet_of, waiting
from procedures.second_classroom_credits.rules.known import rules_of
from tests.procedures.second_classroom_credits.college import FAMILY, College, moment
from tests.procedures.second_classroom_credits.world import printed_table, read_as
from workflows.door import matter_standing
from workflows.models import Adoption
from workflows.services.edition_records import store_edition

FILE = "later.csv"
#: the row of PRIZE, which the later table does not have, and one that only it has
GONE, ADDED = "T2-17", "T2-99"


def tables_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let tables be read from a folder with those that are shipped, to which a test may add some."""
    copytree(rulesets.TABLES, folder, dirs_exist_ok=True)
    monkeypatch.setattr(rulesets, "TABLES", folder)


def revise(here: College, from_on: date, **readings: Any) -> None:
    """Let the university adopt rules whose table has other rows, and gives less for two of them."""
    text = "".join(_line(line) for line in printed_table().splitlines(keepends=True))
    (rulesets.TABLES / FILE).write_text(text, encoding="utf-8")
    edition = read_as(**readings).edition
    table = edition["scoring.table"]
    named = replace(table.table, file=FILE, sha256=sha256(text.encode()).hexdigest())
    parameters = {**edition.parameters, "scoring.table": replace(table, value=named)}
    later = replace(edition, id="later", title="修订后的办法", parameters=parameters)
    record = store_edition(later, parent=None, at=moment("2025-04-01")).record
    Adoption.objects.create(
        unit=here.university, procedure=FAMILY, edition=record, from_on=from_on, reason="修订"
    )


def drafted(within: int, at: str) -> Sheet:
    """The sheet of a round that would be frozen, as its rules see it."""
    standing = matter_standing(within, at=moment(at))
    assert standing is not None
    return sheet_of(waiting(standing.situation.surveyed), rules_of(standing.situation))


def _line(line: str) -> str:
    if line.startswith(f"{GONE},"):
        return ""
    if line.startswith("T2-24,"):
        return line.replace("0.5", "0.3") + line.replace("T2-24,", f"{ADDED},").replace("参加", "主讲")
    return line.replace("0.2", "0.1") if line.startswith("T1-09,") else line
