"""Articles 43 to 45: who reads a file, what a branch and a college keep, a journal that is only added to."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from portal.rooms.actor import Actor, Term
from procedures.party_membership.rules import keeping
from tests.procedures.party_membership.admitting import Entrant, Sitting, enlarged, ready
from tests.procedures.party_membership.candidates import candidate
from tests.procedures.party_membership.situations import boundary, situation
from tests.procedures.party_membership.test_chapter_6_walks import (
    APPROVED,
    ARCHIVED,
    Member,
    converted,
    probationer,
    voted,
)
from tests.procedures.party_membership.world import (
    FAMILY,
    SCAN,
    College,
    Walk,
    activist,
    applicant,
    college,
    do,
    refused,
)
from workflows.models import Case, Entry, OfficeTerm, Person
from workflows.rules.findings import Verdict
from workflows.selectors.units import below
from workflows.services.verifying import verify

pytestmark = pytest.mark.django_db

OUT = {"receiver": "新单位党委", "papers": "志愿书等七件", "receipt": "回3"}


def reads(person: Person, case: int, on: str, office: str = "") -> bool:
    """Whether somebody is shown a case, acting by an office or by none."""
    term = OfficeTerm.objects.select_related("unit").filter(person=person, office=office).first()
    chosen = Term("t", term.unit_id, term.unit.name, term.unit.kind, office, office, None) if term else None
    reach = below([chosen.unit]) if chosen else frozenset()
    actor = Actor(person, date.fromisoformat(on), (chosen,) if chosen else (), chosen, reach)
    return actor.case(case) is not None


def archived(world: College) -> Member:
    """A full member whose papers were filed on 2027-01-20."""
    walk = converted(enlarged(world)).proposed("2026-12-30", "convert")
    assert voted(world, walk) == "carried"
    walk.resolved("2027-01-06").does("conversion_approval", "z1", "2027-01-08", APPROVED)
    walk.does("conversion_announcement", "s1", "2027-01-12", {"told_on": "2027-01-12", "place": "党员大会"})
    walk.does("archiving", "z2", "2027-01-20", ARCHIVED)
    return walk


# ── Article 43 ──


@boundary(
    "PM-43-1",
    "filed, number, office, shown",
    [
        (False, "s1", "branch_secretary", True),
        (True, "s1", "branch_secretary", False),
        (True, "t1", "", True),
    ],
)
def test_a_file_is_the_college_committees_once_it_is_closed(
    filed: bool, number: str, office: str, shown: bool
) -> None:
    world = college()
    walk: Walk = archived(world) if filed else activist(world)
    on = "2027-02-01" if filed else "2025-01-01"
    assert reads(world[number], walk.case, on, office) == shown
    assert reads(world["z2"], walk.case, on, "organiser")
    assert not reads(world["t2"], walk.case, on)


def test_a_filed_case_is_in_no_list_of_the_branch() -> None:
    world = college()
    walk = archived(world)
    listed = {
        office: Actor(None, date(2027, 2, 1), (), Term("t", unit.pk, "", unit.kind, office, "", None), reach)
        for office, unit in (
            ("branch_secretary", world.units["branch"]),
            ("organiser", world.units["college"]),
        )
        for reach in (below([unit.pk]),)
    }
    shown = {office: walk.case in {case.pk for case in actor.cases} for office, actor in listed.items()}
    assert shown == {"branch_secretary": False, "organiser": True}


# ── Article 44 ──


@boundary("PM-44-1", "left_out", ["report"])
def test_what_a_branch_left_out_of_its_year_is_noted(left_out: str) -> None:
    items = ["agenda", "responsibility", "report", "appraisal", "assessment", "openness"]
    found = keeping.everybodys_business(
        situation("2026-12-20", data={"year": 2026, "items": [each for each in items if each != left_out]})
    )
    assert (found.verdict, found.params["missing"]) == (Verdict.RECORDED, (f"duty_{left_out}",))
    whole = situation("2026-12-20", data={"year": 2026, "items": items})
    assert keeping.everybodys_business(whole).verdict is Verdict.MET


def test_the_years_of_a_branch_are_one_record() -> None:
    world = college()
    kind: dict[str, Any] = {"kind": f"{FAMILY}.branch_years", "unit": world.units["branch"].pk}
    matter = do("open", world["o1"], "2025-12-01", **kind).matter
    for year in (2025, 2026):
        said = {"year": year, "items": ["agenda"], "summary": "逐项落实"}
        do("account", world["s1"], f"{year}-12-20", said, matter=matter)
    assert refused("open", world["o1"], "2026-12-21", **kind) == ["matter.already_open"]


# ── Article 45 ──


@boundary("PM-45-1", "number, refusing", [(0, ["act.reason_owed"]), (1, [])])
def test_without_an_organiser_the_college_says_why(number: int, refusing: list[str]) -> None:
    world = college()
    kind: dict[str, Any] = {"kind": f"{FAMILY}.organisers", "unit": world.units["college"].pk}
    matter = do("open", world["z2"], "2026-01-05", **kind).matter
    said = {"full_time": 0, "part_time": number, "training": ""}
    assert refused("review", world["z1"], "2026-01-06", said, matter=matter) == refusing
    assert refused("review", world["z1"], "2026-01-07", said, matter=matter, reason="正在选配") == []


@boundary(
    "PM-45-2",
    "recorder, files, signed, refusing",
    [
        ("o1", (), True, ["act.needs_scan"]),
        ("s1", (), True, []),
        ("s1", (), False, ["PM-28-10"]),
    ],
)
def test_who_handles_records_and_who_is_responsible_signs(
    recorder: str, files: tuple[str, ...], signed: bool, refusing: list[str]
) -> None:
    world = enlarged(college())
    walk = _voted(world)
    said = {"performance": "好", "signed": signed, "in_form": True, "reported": True, **walk.numbers()}
    more = {"recorded_by": world[recorder].pk, "files": files}
    assert walk.refuses("admission_resolution", "s1", "2026-01-05", said, **more) == refusing


def test_somebody_else_records_from_the_signed_paper() -> None:
    world = enlarged(college())
    walk = _voted(world)
    said = {"performance": "好", "signed": True, "in_form": True, "reported": True, **walk.numbers()}
    more = {"recorded_by": world["o1"].pk, "files": SCAN}
    assert walk.refuses("admission_resolution", "s1", "2026-01-05", said, **more) == []


@boundary(
    "PM-45-3",
    "what, refusing",
    [
        ("a second file", ["case.already_open"]),
        ("two quarters in one report", ["data.invalid"]),
        ("a step nobody has judged", ["act.not_open"]),
    ],
)
def test_one_file_a_person_one_record_a_matter_one_check_a_step(what: str, refusing: list[str]) -> None:
    walk = activist(college())
    signed = {"signature": "signed_original"}
    report = {"quarter": "2025Q1 2025Q2", **dict.fromkeys(("thought", "study", "work", "life"), "有")}
    tries = {
        "a second file": lambda: refused(
            "application", walk.subject, "2025-03-01", signed, family=FAMILY, subject=walk.subject.pk
        ),
        "two quarters in one report": lambda: walk.refuses("thought_report", "t1", "2025-07-01", report),
        "a step nobody has judged": lambda: walk.refuses(
            "listing_filing", "z2", "2025-07-01", {"outcome": "approved", "receipt": "1"}
        ),
    }
    assert set(refusing) <= set(tries[what]())
    assert Case.objects.filter(subject=walk.subject).count() == 1


@boundary("PM-45-4", "deletes", [False, True])
def test_what_was_recorded_is_only_added_to(deletes: bool) -> None:
    walk = applicant(college())
    before = Entry.objects.filter(case=walk.case).count()
    entry = Entry.objects.get(case=walk.case, act="check").pk
    told = {"entry": entry, "changes": {"file_number": "2024-9"}}
    second = walk.world["o1"].pk
    act = "delete" if deletes else "correct"
    refusing = walk.refuses(act, "s1", "2024-09-20", told, reason="录错", confirmed_by=second)
    assert refusing == (["act.unknown"] if deletes else [])
    assert Entry.objects.filter(case=walk.case).count() == before + (not deletes)
    assert Entry.objects.get(pk=entry).facts["file_number"] == "2024-1"
    assert verify().differences == ()
    Entry.objects.filter(pk=entry).update(facts={"file_number": "2024-9"})
    assert next(each.what for each in verify().differences) == "entry.hash"


@boundary("PM-45-5", "what, refusing", [("read", []), ("handed over", ["PM-45-5"])])
def test_who_reads_is_registered_and_who_receives_signs(what: str, refusing: list[str]) -> None:
    if what == "handed over":
        leaving = candidate()
        assert leaving.refuses("transfer_out", "o1", "2026-01-05", {**OUT, "receipt": ""}) == refusing
        assert leaving.refuses("transfer_out", "o1", "2026-01-05", OUT) == []
        return
    world = college()
    walk = archived(world)
    assert not reads(world["s1"], walk.case, "2027-02-01", "branch_secretary")
    lent = {"reader": "s1", "purpose": "核对入党时间", "until": "2027-02-10"}
    assert walk.refuses("consultation", "z2", "2027-02-01", lent) == refusing
    shown = [
        day for day in ("2027-01-31", "2027-02-01", "2027-02-10", "2027-02-11") if _lent(world, walk, day)
    ]
    assert shown == ["2027-02-01", "2027-02-10"]
    assert not reads(world["m1"], walk.case, "2027-02-01")


def _lent(world: College, walk: Walk, day: str) -> bool:
    return reads(world["s1"], walk.case, day, "branch_secretary")


def _voted(world: College) -> Entrant:
    """A candidate on whom the branch has voted, the resolution still to be written."""
    (walk,) = ready(world)
    Sitting(world, "2026-01-05", walk).ready("m6", "m7").opened(walk).counted(walk)
    return walk


# ── Who leaves, of whom no article tells ──


def test_a_candidate_is_transferred_out_with_the_papers() -> None:
    walk = candidate()
    walk.does("transfer_out", "o1", "2026-01-05", OUT)
    case = walk.row()
    assert (case.status, case.end, case.ended_on) == ("ended", "transferred_out", date(2026, 1, 5))
    assert verify().differences == ()


def test_a_probationary_member_is_transferred_and_stays_one() -> None:
    world = enlarged(college())
    walk = probationer(world)
    walk.does("transfer_out", "o1", "2026-06-25", OUT)
    assert walk.row().end == "transferred_out"
    held = walk.subject.memberships.get(tree="party", to_on=None)
    assert held.standing == "probationary"


def test_an_activist_is_not_transferred_but_graduates() -> None:
    walk = activist(college())
    assert walk.refuses("transfer_out", "o1", "2025-06-25", OUT) == ["transfer.out_of_stage"]


def test_while_a_case_rests_no_papers_leave() -> None:
    walk = candidate()
    walk.does("suspension", "z1", "2026-01-04", {"ground": "核实问题"})
    assert walk.refuses("transfer_out", "o1", "2026-01-05", OUT) == ["case.suspended"]
    walk.does("resumption", "z1", "2026-01-06", {"ground": "已查清"})
    assert walk.refuses("transfer_out", "o1", "2026-01-06", OUT) == []


def test_a_full_member_is_not_transferred_but_filed() -> None:
    world = college()
    walk = converted(enlarged(world)).proposed("2026-12-30", "convert")
    assert voted(world, walk) == "carried"
    walk.resolved("2027-01-06").does("conversion_approval", "z1", "2027-01-08", APPROVED)
    assert walk.refuses("transfer_out", "o1", "2027-01-09", OUT) == ["transfer.out_of_stage"]
    walk.does("conversion_filing", "z2", "2027-01-10", {"receipt": "组备〔2027〕1号"})
