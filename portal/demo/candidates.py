"""The cases of the demo that have come as far as the list of candidates, in every state so far."""

from __future__ import annotations

from collections.abc import Iterator

from portal.demo.candidate_story import CandidateStory, HungCandidates
from portal.demo.meetings import Meeting, Notice
from portal.demo.stage import Stage
from portal.demo.story import Story

#: last days of the half-years since the decision, and of the quarters
HALF_YEARS = (("2026-04-10", "2026-04-10"), ("2026-10-09", "2026-10-10"))
QUARTERS = (
    ("2025-12-28", "2025Q4"),
    ("2026-03-27", "2026Q1"),
    ("2026-06-25", "2026Q2"),
    ("2026-09-25", "2026Q3"),
)


def candidates(stage: Stage) -> Iterator[Story]:
    """A forum that failed, somebody just listed, a notice that hangs, and one whose development waits."""
    bai, fang, tang, jiang = (
        _activist(stage, name, interviewer, contact, number)
        for name, interviewer, contact, number in (
            ("白锦初", "孟以宁", "周岚", "021"),
            ("方亦舒", "程远山", "孟以宁", "022"),
            ("汤一清", "韩令仪", "梅清和", "023"),
            ("江映雪", "温若水", "邵文舟", "024"),
        )
    )
    Notice(stage, "2025-09-18", "2025-09-19", bai, fang, tang).closed("2025-09-25")
    Notice(stage, "2025-09-18", "2025-09-19", jiang).closed("2025-09-25")
    tang.heard("2026-11-03", approve=11, oppose=2, abstain=2)
    fang.heard("2026-10-28", approve=13, oppose=1).group_said("2026-10-29").listed("2026-11-04", "2026-11-06")
    bai.heard("2026-10-27", approve=15, oppose=0, abstain=1).group_said("2026-10-27")
    bai.listed("2026-10-28", "2026-10-30").examined("2026-11-04").reviewed("2026-11-05", "2026-11-06")
    HungCandidates(stage, "2026-11-09", "2026-11-16", [bai])
    jiang.heard("2026-10-27", approve=12, oppose=1).group_said("2026-10-27")
    jiang.listed("2026-10-28", "2026-10-28").examined("2026-10-30").reviewed("2026-10-30", "2026-11-02")
    hung = HungCandidates(stage, "2026-11-03", "2026-11-10", [jiang])
    hung.objected("2026-11-05", jiang).upheld("2026-11-10", jiang)
    yield from (bai, fang, tang, jiang)


def _activist(stage: Stage, name: str, interviewer: str, contact: str, number: str) -> CandidateStory:
    """Somebody who applied in the spring of last year and has handed in everything since."""
    story = CandidateStory(stage, name)
    story.applies("2025-05-12").checked("2025-05-15").talked("2025-05-26", interviewer)
    story.attested("2025-09-12", 3, 58)
    Meeting(stage, "2025-09-17", story)
    story.decided("2025-10-10").filed("2025-10-13", "2025-10-10").accompanied("2025-10-14", contact)
    story.trained("2025-10-26", f"积培2025-{number}")
    story.planned_for("2025-11-24", 2026)
    for day, quarter in QUARTERS:
        story.reports(day, quarter)
    for day, period in HALF_YEARS:
        story.opinion(day, period)
    return story.schooled("2026-09-20", f"党校2026-{number}")
