"""Who has the last word on an admission: the university, or the college where an edition says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from procedures.party_membership import roles
from procedures.party_membership.papers import made_known, observation, talks
from procedures.party_membership.rules import approving, chapter_1
from procedures.party_membership.rules import known_probation as probation
from tests.procedures.party_membership.admitting import Sitting, enlarged
from tests.procedures.party_membership.situations import configured, fact, of_case, situation
from tests.procedures.party_membership.test_chapter_5_walks import PROBATION, admitted
from tests.procedures.party_membership.test_chapter_6_walks import AGENDA, ARCHIVED, Member, voted
from tests.procedures.party_membership.test_chapter_6_walks import APPROVED as CONVERTED
from tests.procedures.party_membership.test_edition import another_college
from tests.procedures.party_membership.told import lines, prose, told
from tests.procedures.party_membership.world import College, college, do, findings, nantong
from tests.remembering import remembered
from workflows.models import Adoption, Deadline, Duty, EditionRecord, Membership
from workflows.nodes import ToldCase
from workflows.rules.facts import Fact
from workflows.rules.findings import Verdict
from workflows.rules.situation import UnitView
from workflows.services.edition_records import store_edition

FINAL = "admission.final_approval"
MET, KNOWN = "2026-01-05", "2026-01-07"
#: what is owed once, counted from the approval
ONCE = {
    "new_member_talk": date(2026, 1, 21),
    "oath": date(2026, 7, 7),
    "assignment": date(2026, 2, 6),
    "probation_form": date(2026, 2, 6),
}
BY_COLLEGE = configured(FINAL, value="college_committee")


def day(text: str) -> date:
    return date.fromisoformat(text)


# ── What the record says ──


def carried(on: str = KNOWN, effective: str = MET) -> Fact:
    return fact("college_approval", on, outcome="carried", effective=effective)


VOTE = fact("admission_meeting", MET, outcome="carried")
ABOVE = fact("university_approval", "2026-03-02", outcome="approved", effective=MET)
REFUSED = fact("university_approval", "2026-03-02", outcome="refused")
CAME = fact("transfer_in", "2026-05-06", {"probation_from": MET})


@pytest.mark.parametrize(
    ("given", "edition", "found"),
    [
        ((VOTE, carried(effective=KNOWN)), nantong(), None),
        ((VOTE, carried(effective=KNOWN), ABOVE), nantong(), "university_approval"),
        ((VOTE, carried(effective=KNOWN), REFUSED), nantong(), None),
        ((VOTE, carried()), BY_COLLEGE, "college_approval"),
        ((VOTE, fact("college_approval", KNOWN, outcome="lost")), BY_COLLEGE, None),
        # another edition was adopted since: what was decided stands, and what waits goes on waiting
        ((VOTE, carried()), nantong(), "college_approval"),
        ((VOTE, carried(effective=KNOWN)), BY_COLLEGE, None),
        # on the day of the meeting itself only the edition can tell
        ((VOTE, carried(MET)), BY_COLLEGE, "college_approval"),
        ((VOTE, carried(MET)), nantong(), None),
        # an approval is of the meeting before it
        ((VOTE, carried(), fact("admission_meeting", "2026-06-01", outcome="carried")), BY_COLLEGE, None),
        ((CAME,), nantong(), "transfer_in"),
        ((), nantong(), None),
    ],
)
def test_the_final_approval_is_read_from_the_record(
    given: tuple[Fact, ...], edition: object, found: str | None
) -> None:
    s = situation("2026-06-02", *given, edition=edition)
    approved = probation.approval(s)
    assert (approved.name if approved else None) == found
    assert probation.began_on(s) == (day(MET) if found else None)


@pytest.mark.parametrize(
    ("edition", "effective", "missing"),
    [(BY_COLLEGE, MET, ("tuiyou", "admission")), (nantong(), KNOWN, ("tuiyou",))],
)
def test_the_ballot_on_the_admission_is_due_once_it_is_approved_finally(
    edition: object, effective: str, missing: tuple[str, ...]
) -> None:
    """A case that lacks the ballot: the meeting was recorded as lost afterwards, by a correction."""
    lost = fact("admission_meeting", "2026-01-08", outcome="inquorate")
    s = situation("2026-03-01", VOTE, carried(effective=effective), lost, edition=edition)
    assert chapter_1.ballots_held(s).params["missing"] == missing


def test_what_waits_at_the_university_is_told_so_whatever_edition_came_since() -> None:
    s = situation("2026-06-02", VOTE, carried(effective=KNOWN), edition=BY_COLLEGE)
    found = approving.college_has_approved(s)
    assert (found.verdict, found.params) == (
        Verdict.MET,
        {"body": "university_committee", "approved_on": day(KNOWN)},
    )


# ── A case of a college that decides finally, through the door ──


@pytest.fixture
def world() -> College:
    return enlarged(college())


def adopted(world: College) -> None:
    """The college lays an edition of its own over that of the university, from the day after the meeting."""
    edition = another_college(FINAL, equals="college_committee")
    parent = EditionRecord.objects.get(slug=nantong().id)
    record = store_edition(edition, parent=parent, at=parent.loaded_at).record
    unit = world.units["college"]
    Adoption.objects.create(
        unit=unit, procedure=edition.procedure, edition=record, from_on=day("2026-01-06"), reason="授权"
    )


@remembered
def member(world: College) -> Member:
    """A probationary member whom the college committee approved finally, two days after the meeting."""
    walk = admitted(world)
    adopted(world)
    walk.approved(KNOWN, *PROBATION)
    return Member(world, walk.subject, walk.case)


@pytest.mark.django_db
def test_the_probation_begins_with_the_meeting_and_is_known_from_the_approval(world: College) -> None:
    walk = member(world)
    s = of_case(walk.row(), KNOWN, edition=BY_COLLEGE)
    assert (probation.began_on(s), probation.expires_on(s)) == (day(MET), day("2027-01-05"))
    assert probation.last_day(s) == day("2027-01-04")
    standing = Membership.objects.get(person=walk.subject, tree="party", to_on=None)
    assert (standing.standing, standing.from_on) == ("probationary", day(MET))
    reminder = Deadline.objects.get(case=walk.case, state="armed")
    assert (reminder.act, reminder.due_on) == ("application_reminder", day("2026-12-21"))
    once = Duty.objects.filter(case=walk.case, period="", name__in=ONCE).values_list("name", "due_on")
    assert dict(once) == ONCE
    quarters = Duty.objects.filter(case=walk.case, name="probation_report").values_list("period", flat=True)
    assert list(quarters) == ["2026Q1", "2026Q2", "2026Q3", "2026Q4"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("on", "refusing"), [("2026-12-20", []), ("2026-12-21", []), ("2026-12-22", ["act.reason_owed"])]
)
def test_a_late_application_for_conversion_gives_its_reason(
    world: College, on: str, refusing: list[str]
) -> None:
    signed = {"signature": "signed_original", "text": "申请按期转正"}
    walk = member(world)
    assert walk.refuses("conversion_application", walk.subject.number, on, signed) == refusing


@pytest.mark.django_db
@pytest.mark.parametrize(("on", "refusing"), [("2026-01-06", ["act.before_opening"]), (KNOWN, [])])
def test_the_oath_is_sworn_from_the_day_of_the_approval(world: College, on: str, refusing: list[str]) -> None:
    walk = member(world)
    assert walk.refuses("oath", "z2", on, {"place": "礼堂"}) == refusing


@pytest.mark.django_db
def test_the_year_leads_to_the_conversion_and_into_the_archive(world: College) -> None:
    walk = member(world).taught().recorded().applied().shown().taken_down()
    while walk.lot() == "drawn":
        do("close", world["z2"], "2026-12-29", {"open_because": "另抽一次"}, matter=walk.draw)
    walk.proposed("2026-12-30", "convert")
    early = Sitting(world, "2027-01-04", walk).ready("m6", "m7", "m5")
    assert early.refuses("discuss", {}, walk, said=AGENDA) == ["PM-35-1"]
    early.does("set_aside", {}, walk).does("adjourn")
    assert voted(world, walk) == "carried"
    walk.resolved("2027-01-06").does("conversion_approval", "z1", "2027-01-08", CONVERTED)
    walk.does("conversion_announcement", "s1", "2027-01-12", {"told_on": "2027-01-12", "place": "党员大会"})
    walk.does("archiving", "z2", "2027-01-20", ARCHIVED)
    assert findings(walk.case, "archiving")["PM-4-1"] == "met"
    full = Membership.objects.get(person=walk.subject, tree="party", to_on=None)
    assert (full.standing, full.from_on) == ("full_member", day("2027-01-05"))


# ── What the papers say ──

PASSED = (
    "经学生第一党支部2026年1月5日支部大会讨论通过，化工学院党委2026年1月7日批准，接收人t1为中共预备党员，"
    "预备期2026年1月5日至2027年1月4日"
)


def approved_by_college(on: str, last: Fact) -> ToldCase:
    """A case told at its last fact, under a college that has a name."""
    case = told(on, last.name, VOTE, carried(), last)
    college_unit = UnitView(9, roles.COLLEGE, "化工学院党委")
    units = {**case.situation.units, roles.COLLEGE: college_unit}
    return replace(case, situation=replace(case.situation, units=units))


def test_the_papers_name_the_college_and_the_days_of_the_probation() -> None:
    posting = fact("posting", "2026-01-09", {"until": "2026-01-19"})
    posted = made_known.admission_posting(approved_by_college("2026-01-09", posting))
    assert posted.intro[0] == f"{PASSED}。"
    announcement = fact("announcement", "2026-01-09", {})
    announced = made_known.admission_announced(approved_by_college("2026-01-09", announcement))
    assert prose(announced) == (f"{PASSED}。",)
    talk = fact("new_member_talk", "2026-01-09", {"points": []})
    said = lines(talks.new_member_talk(approved_by_college("2026-01-09", talk)))
    assert (said["批准日期"], said["预备期"]) == ("2026年1月7日", "2026年1月5日至2027年1月4日")
    form = fact("probation_form", "2026-01-10", {"form_number": "预1"})
    opened = observation.observation_form(approved_by_college("2026-01-10", form))
    assert lines(opened)["预备期"] == "2026年1月5日至2027年1月4日"
