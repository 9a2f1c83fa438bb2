"""The cases of the demo that have come as far as the branch meeting and beyond, to the archive."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from portal.demo.candidate_story import HungCandidates
from portal.demo.meetings import Meeting, Notice
from portal.demo.membership_story import MembershipStory
from portal.demo.probation_story import ProbationStory
from portal.demo.sittings import ConversionSitting, Draw, HungConversions, Sitting
from portal.demo.stage import Stage
from portal.demo.story import Story


class Helpers(NamedTuple):
    """Who talks with somebody first, who accompanies, and who introduces beside the contact person."""

    interviewer: str
    contact: str
    introducer: str


class Start(NamedTuple):
    """The days of an application, up to the course of an activist."""

    applied: str
    checked: str
    talked: str
    attested: str
    voted: str
    reviewed: str
    posted: str
    closed: str
    decided: str
    filed: str
    trained: str


class Listed(NamedTuple):
    """The days of a candidacy, from the plan to the form that lies before the branch meeting."""

    asked: str
    year: int
    schooled: str
    heard: str
    decided: str
    filed: str
    examined: str
    reviewed: str
    posted: str
    closed: str
    passed: str
    issued: str
    filled: str


class Admitted(NamedTuple):
    """The days of an admission: meeting, resolution, talk, and the two approvals."""

    met: str
    resolved: str
    talked: str
    approved: str
    confirmed: str = ""
    reference: str = ""


#: those who are before the admission meeting of the first branch on the visitor's day
BEFORE_THE_MEETING = ("陆怀瑾", "姚静姝", "范书言")
FIRST = Helpers("程远山", "孟以宁", "周岚")
SECOND = Helpers("韩令仪", "梅清和", "钟望舒")
MATERIALS = Helpers("邵文舟", "叶知秋", "温若水")
#: applications of the autumn of 2023 and of 2024
OF_2023 = Start(
    *("2023-10-09", "2023-10-12", "2023-10-20", "2024-01-10", "2024-01-11", "2024-01-12"),
    *("2024-01-15", "2024-01-22", "2024-03-20", "2024-03-22", "2024-04-13"),
)
OF_2024 = Start(
    *("2024-10-08", "2024-10-11", "2024-10-18", "2025-01-09", "2025-01-10", "2025-01-13"),
    *("2025-01-14", "2025-01-21", "2025-03-10", "2025-03-12", "2025-04-19"),
)


def members(stage: Stage) -> Iterator[Story]:
    """Archived, converting, early in the probation, approved by the college only, before the meeting."""
    pan, shen, shao = (ProbationStory(stage, name) for name in ("潘予墨", "沈嘉禾", "邵可欣"))
    archived(stage, pan)
    converting(stage, shen, shao)
    yield from (pan, shen, shao)
    cui, mo, wei = (ProbationStory(stage, name) for name in ("崔明朗", "莫怀川", "韦清扬"))
    waiting = [MembershipStory(stage, name) for name in BEFORE_THE_MEETING]
    waiting[0].route = waiting[2].route = "B"
    begin(stage, OF_2024, FIRST, cui)
    begin(stage, OF_2024, FIRST, wei, *waiting)
    begin(stage, OF_2024, MATERIALS, mo)
    early_in_the_probation(stage, cui, mo)
    before_the_university(stage, wei)
    before_the_meeting(stage, *waiting)
    yield from (cui, mo, wei, *waiting)


def archived(stage: Stage, pan: ProbationStory) -> None:
    """The first whom this college led from the application to the archive."""
    begin(stage, OF_2023, SECOND, pan)
    pan.cultivated("2025-05-30")
    days = Listed(
        *("2024-11-25", 2025, "2025-04-20", "2025-05-12", "2025-05-14", "2025-05-14", "2025-05-16"),
        *("2025-05-16", "2025-05-19", "2025-05-26", "2025-05-27", "2025-05-28", "2025-05-30"),
    )
    enlist(stage, days, SECOND, pan)
    admit(
        stage,
        Admitted("2025-06-04", "2025-06-05", "2025-06-06", "2025-06-10", "2025-06-24", "校党〔2025〕31号"),
        pan,
    )
    pan.welcomed("2025-06-27", "2025-06-27", "2025-07-07").sworn("2025-07-01")
    pan.accompanied_until("2026-06-04").taught("2026-03-14", "2026-04-25").asks("2026-05-11", "2026-05-18")
    HungConversions(stage, "2026-05-19", "2026-05-27", "2026-05-25", [pan])
    Draw(stage, "2026-05-26", "20260526", pan).held(
        "2026-06-03", "2026-06-05", "程远山", "韩令仪", "孟以宁", "周岚", "温若水"
    )
    pan.proposed("2026-06-05")
    ConversionSitting(stage, "2026-06-08", pan)
    pan.converted("2026-06-09", "2026-06-12").archived("2026-06-15", "2026-06-22")


def converting(stage: Stage, shen: ProbationStory, shao: ProbationStory) -> None:
    """One whose conversion meeting is next, and one who was drawn for the defence."""
    start = Start(
        *("2024-04-08", "2024-04-11", "2024-04-18", "2024-07-09", "2024-07-10", "2024-07-11"),
        *("2024-07-12", "2024-07-19", "2024-09-10", "2024-09-12", "2024-09-28"),
    )
    days = Listed(
        *("2024-11-25", 2025, "2025-05-18", "2025-10-15", "2025-10-17", "2025-10-17", "2025-10-20"),
        *("2025-10-20", "2025-10-21", "2025-10-27", "2025-10-28", "2025-10-29", "2025-10-31"),
    )
    approved = ("2025-11-14", "2025-11-18", "2025-12-05", "校党〔2025〕58号")
    for story, helpers, met in ((shen, FIRST, "2025-11-10"), (shao, SECOND, "2025-11-13")):
        story.route = "B"
        begin(stage, start, helpers, story)
        story.cultivated("2025-10-29")
        enlist(stage, days, helpers, story)
        admit(stage, Admitted(met, "2025-11-13", *approved), story)
        story.welcomed("2025-12-10", "2025-12-10", "2025-12-20").sworn("2025-12-09")
        story.accompanied_until("2026-10-20").taught("2026-06-06", "2026-10-17")
        story.asks("2026-10-20", "2026-10-27")
    HungConversions(stage, "2026-10-28", "2026-11-06", "2026-11-04", [shen, shao])
    Draw(stage, "2026-11-05", "20261105", shen, shao)
    shen.proposed("2026-11-10")


def early_in_the_probation(stage: Stage, cui: ProbationStory, mo: ProbationStory) -> None:
    """One approved a fortnight ago, whom nobody has talked with yet; one with an analysis overdue."""
    days = Listed(
        *("2025-11-24", 2026, "2026-04-26", "2026-05-13", "2026-05-15", "2026-05-15", "2026-05-18"),
        *("2026-05-18", "2026-05-20", "2026-05-27", "2026-05-28", "2026-05-29", "2026-06-01"),
    )
    mo.cultivated("2026-06-01")
    enlist(stage, days, MATERIALS, mo)
    approved = ("2026-06-08", "2026-06-09", "2026-06-12", "2026-06-26", "校党〔2026〕33号")
    admit(stage, Admitted("2026-06-05", *approved), mo)
    mo.welcomed("2026-06-29", "2026-06-30", "2026-07-10").sworn("2026-07-01")
    mo.accompanied_until("2026-11-12", analysed="2026-06-30")
    days = Listed(
        *("2025-11-24", 2026, "2026-04-26", "2026-08-31", "2026-09-02", "2026-09-02", "2026-09-04"),
        *("2026-09-04", "2026-09-07", "2026-09-14", "2026-09-15", "2026-09-16", "2026-09-18"),
    )
    cui.cultivated("2026-09-18")
    enlist(stage, days, FIRST, cui)
    approved = ("2026-09-22", "2026-09-24", "2026-09-28", "2026-10-30", "校党〔2026〕52号")
    admit(stage, Admitted("2026-09-21", *approved), cui)


def before_the_university(stage: Stage, wei: ProbationStory) -> None:
    """The college committee has approved, the university committee has not yet."""
    days = Listed(
        *("2025-11-24", 2026, "2026-04-26", "2026-09-28", "2026-09-29", "2026-09-30", "2026-10-09"),
        *("2026-10-09", "2026-10-12", "2026-10-19", "2026-10-20", "2026-10-21", "2026-10-23"),
    )
    wei.cultivated("2026-10-23")
    enlist(stage, days, FIRST, wei)
    admit(stage, Admitted("2026-10-26", "2026-10-27", "2026-10-29", "2026-11-03"), wei)


def before_the_meeting(stage: Stage, *people: MembershipStory) -> None:
    """Three candidates of one class whose forms are complete: the meeting may be held."""
    days = Listed(
        *("2025-11-24", 2026, "2026-09-20", "2026-10-15", "2026-10-19", "2026-10-20", "2026-10-21"),
        *("2026-10-22", "2026-10-23", "2026-10-29", "2026-10-30", "2026-11-02", "2026-11-06"),
    )
    for story in people:
        story.cultivated("2026-11-06")
    enlist(stage, days, FIRST, *people)


def begin(stage: Stage, start: Start, helpers: Helpers, *people: MembershipStory) -> None:
    """From the application to the course of an activist."""
    for story in people:
        story.applies(start.applied).checked(start.checked).talked(start.talked, helpers.interviewer)
        story.attested(start.attested, 3, 58)
    Meeting(stage, start.voted, *people)
    Notice(stage, start.reviewed, start.posted, *people).closed(start.closed)
    for number, story in enumerate(people, start=1):
        story.decided(start.decided).filed(start.filed, start.decided)
        story.accompanied(start.filed, helpers.contact)
        story.trained(start.trained, f"积培{start.trained[:4]}-{story.paper}{number}")


def enlist(stage: Stage, days: Listed, helpers: Helpers, *people: MembershipStory) -> None:
    """From the contact person's opinion on the plan to the form that both introducers have written in."""
    for story in people:
        story.planned_for(days.asked, days.year).schooled(days.schooled, f"党校{days.year}-{story.paper}")
        story.heard(days.heard, approve=14, oppose=1).group_said(days.heard)
        story.listed(days.decided, days.filed).examined(days.examined).reviewed(days.examined, days.reviewed)
    HungCandidates(stage, days.posted, days.closed, people).closed(days.closed)
    for story in people:
        story.passed_above(days.passed).introduced(days.issued, helpers.contact, helpers.introducer)
        story.formed(days.issued, days.issued, days.filled)


def admit(stage: Stage, days: Admitted, *people: ProbationStory) -> None:
    """From the meeting of the branch to the approval of the university."""
    Sitting(stage, days.met, *people)
    for story in people:
        story.resolved(days.resolved).talked_before(days.talked).approved(days.approved, days.met)
        if days.confirmed:
            story.confirmed(days.confirmed, days.met, days.reference)
