"""A file of sanctions, dormitories and cards, by the machinery of the other record's import."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from portal.imports.current import Keeper
from portal.imports.record.applying import held_records, record_facts
from portal.imports.record.comparing import compare_facts
from portal.imports.record.facts import FactDifference, Held
from portal.imports.record.reading import read_facts
from portal.imports.sentences import remark_sentence
from procedures.second_classroom_credits import roles
from procedures.second_classroom_credits.flows.register import StudentRegister
from tests.portal.imports.building import read
from tests.portal.imports.test_record_values import rows
from tests.procedures.second_classroom_credits.college import college, moment
from workflows.rules.facts import Facts
from workflows.selectors.units import below

AFFAIRS, COUNSELLOR = roles.STUDENT_AFFAIRS.name, roles.COUNSELLOR.name
SANCTION = {"学号": "2022001", "作出日期": "2025-03-04", "处分等级": "警告", "文号": "学〔2025〕3号"}
DORMITORY = {"学号": "2022001", "考核日期": "2025-06-20", "学年": "2024-2025", "考核结果": "不合格"}
DORMITORY |= {"依据文件": "宿管〔2025〕2号"}
CARD = {"学号": "2022001", "核对日期": "2025-06-20", "学年": "2024-25", "志愿者证编号": "0012"}
NOBODY = {"2022001": Held(1, "张三", Facts(), None)}


def compared(
    sheet: str, *filled: dict[str, Any], held: dict[str, Held] | None = None, office: str = AFFAIRS
) -> FactDifference:
    reading = read_facts(read({sheet: rows(*filled)}), StudentRegister, on=date(2025, 12, 1))
    return compare_facts(reading, StudentRegister, held or NOBODY, office=office)


@pytest.mark.parametrize(
    ("sheet", "row", "office", "wrong"),
    [
        ("处分", {**SANCTION, "处分等级": "通报"}, AFFAIRS, "choice_unknown"),
        ("处分", {**SANCTION, "作出日期": "2025-13-04"}, AFFAIRS, "date_impossible"),
        ("处分", {**SANCTION, "作出日期": "2026-03-04"}, AFFAIRS, "date_in_future"),
        ("处分", {**SANCTION, "文号": None}, AFFAIRS, "cell_required"),
        ("处分", {**SANCTION, "学号": "2022009"}, AFFAIRS, "record_person_unknown"),
        ("处分", SANCTION, COUNSELLOR, "record_by_others"),
        ("宿舍", {**DORMITORY, "学年": "2024"}, COUNSELLOR, "year_unclear"),
        ("宿舍", {**DORMITORY, "学年": "2024-2026"}, COUNSELLOR, "data.invalid"),
        ("志愿者证", {**CARD, "登记次数": "许多"}, COUNSELLOR, "count_wrong"),
        ("志愿者证", {**CARD, "登记次数": -5}, COUNSELLOR, "count_wrong"),
    ],
)
def test_a_wrong_cell_stops_its_row_with_a_sentence(
    sheet: str, row: dict[str, Any], office: str, wrong: str
) -> None:
    found = compared(sheet, row, office=office)
    stopping = [remark for remark in found.remarks if remark.row]
    assert (found.changes, wrong in {remark.message for remark in stopping}) == ((), True)
    assert all(remark_sentence(remark) for remark in stopping)


@pytest.mark.django_db
def test_sanctions_are_recorded_once_and_lifted_by_the_same_row() -> None:
    here = college()
    keeper = Keeper(here.affairs.pk, AFFAIRS, here.university.pk, below([here.university.pk]))
    at = moment("2025-12-01")
    lifted = {**SANCTION, "解除日期": "2025-09-04"}
    first = (("处分", SANCTION), ("宿舍", DORMITORY))
    for key, filled, acts in (("first", first, 3), ("second", (("处分", lifted),), 1)):
        held = held_records(keeper, StudentRegister, {"2022001"}, at)
        found = [change for sheet, row in filled for change in compared(sheet, row, held=held).changes]
        assert record_facts(found, StudentRegister, keeper, key=key, at=at) == acts
    held = held_records(keeper, StudentRegister, {"2022001"}, at)
    for sheet, row in (("处分", lifted), ("宿舍", DORMITORY)):
        again = compared(sheet, row, held=held)
        assert (again.changes, again.unchanged, again.remarks) == ((), 1, ())
    (fact,) = held["2022001"].facts.all("sanction")
    assert (fact.on, fact.day("lifted_on")) == (date(2025, 3, 4), date(2025, 9, 4))
    assert held["2022001"].facts.all("dormitory")[0].data["year"] == "2024-25"
