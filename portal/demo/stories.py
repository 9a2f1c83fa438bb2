"""The cases of the demo, branch by branch: every state that a visitor may want to see."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from portal.demo.candidates import candidates
from portal.demo.meetings import Meeting, Notice
from portal.demo.members import members
from portal.demo.plans import plan_years
from portal.demo.stage import Stage
from portal.demo.story import Story


class Begun(NamedTuple):
    """The days on which somebody applied, was checked and was talked with."""

    applied: str
    checked: str
    talked: str


class Led(NamedTuple):
    """The days on which nominees were voted on, reviewed, posted, and the notice closed."""

    voted: str
    reviewed: str
    posted: str
    closed: str


class Attested(NamedTuple):
    """When a nominee was attested, and the place in the grades of so many."""

    on: str
    rank: int
    size: int


def stories(stage: Stage) -> list[Story]:
    """Plan everything that has happened so far; the roster asks each story how far it led."""
    told = [
        *members(stage),
        *candidates(stage),
        *activists_of_the_first_branch(stage),
        *recommended_in_the_first_branch(stage),
        *applicants_of_the_first_branch(stage),
        *activists_of_the_second_branch(stage),
        *applicants_of_the_second_branch(stage),
        *activists_of_the_materials_branch(stage),
        *applicants_of_the_materials_branch(stage),
    ]
    plan_years(stage, told)
    return told


def applicant(
    stage: Stage, name: str, interviewer: str, begun: Begun, attested: Attested | None = None
) -> Story:
    """Somebody whose application was checked and who was talked with in time."""
    story = Story(stage, name).applies(begun.applied).checked(begun.checked)
    story.talked(begun.talked, interviewer)
    return story.attested(*attested) if attested else story


def activists(stage: Stage, led: Led, decided: str, filed: str, *people: Story) -> None:
    """Recommended at one meeting, hung on one notice, decided and filed on one day."""
    Meeting(stage, led.voted, *people)
    Notice(stage, led.reviewed, led.posted, *people).closed(led.closed)
    for story in people:
        story.decided(decided).filed(filed, decided)


def activists_of_the_first_branch(stage: Stage) -> Iterator[Story]:
    """Two with every paper, one with an overdue report and without the half-year's opinion."""
    begun = Begun("2025-12-06", "2025-12-12", "2025-12-22")
    feng = applicant(stage, "冯予白", "孟以宁", begun, Attested("2026-03-05", 4, 62))
    gong = applicant(stage, "龚雪尧", "程远山", begun, Attested("2026-03-05", 2, 62))
    led = Led("2026-03-12", "2026-03-16", "2026-03-18", "2026-03-24")
    activists(stage, led, "2026-04-07", "2026-04-10", feng, gong)
    for story, contact, certificate in ((feng, "孟以宁", "积培2026-017"), (gong, "程远山", "积培2026-018")):
        story.accompanied("2026-04-12", contact).trained("2026-05-17", certificate)
        story.reports("2026-06-28", "2026Q2").reports("2026-09-27", "2026Q3")
        story.opinion("2026-10-05", "2026-10-07")
    begun = Begun("2025-12-10", "2025-12-16", "2025-12-29")
    chang = applicant(stage, "常念安", "周岚", begun, Attested("2026-03-06", 9, 58))
    led = led._replace(voted="2026-03-13")
    activists(stage, led, "2026-04-07", "2026-04-10", chang)
    chang.accompanied("2026-04-12", "周岚").reports("2026-06-29", "2026Q2")
    yield from (feng, gong, chang)


def recommended_in_the_first_branch(stage: Stage) -> Iterator[Story]:
    """Decided and waiting to be filed, in effect and waiting to be decided, hanging, objected to."""
    begun = Begun("2026-05-08", "2026-05-14", "2026-05-20")
    huang = applicant(stage, "黄知非", "孟以宁", begun, Attested("2026-09-18", 21, 62))
    Meeting(stage, "2026-09-24", huang)
    Notice(stage, "2026-09-28", "2026-10-08", huang).closed("2026-10-14")
    huang.decided("2026-11-10")
    begun = Begun("2026-05-11", "2026-05-14", "2026-05-25")
    jiang = applicant(stage, "蒋思齐", "程远山", begun, Attested("2026-09-21", 6, 60))
    Meeting(stage, "2026-10-15", jiang)
    Notice(stage, "2026-10-19", "2026-10-21", jiang).closed("2026-10-27")
    begun = Begun("2026-06-04", "2026-06-09", "2026-06-18")
    kang = applicant(stage, "康若琳", "周岚", begun, Attested("2026-10-26", 11, 60))
    liao = applicant(stage, "廖星野", "周岚", begun, Attested("2026-10-26", 14, 60))
    Meeting(stage, "2026-11-04", kang, liao)
    Notice(stage, "2026-11-06", "2026-11-09", kang, liao).objected("2026-11-11", kang)
    yield from (huang, jiang, kang, liao)


def applicants_of_the_first_branch(stage: Stage) -> Iterator[Story]:
    """Ready for the League's meeting, waiting three months, not yet talked with, not yet checked."""
    begun = Begun("2026-06-12", "2026-06-16", "2026-06-25")
    yield applicant(stage, "倪采薇", "孟以宁", begun, Attested("2026-10-30", 12, 60))
    begun = Begun("2026-09-10", "2026-09-15", "2026-09-25")
    yield applicant(stage, "侯一鸣", "程远山", begun, Attested("2026-10-30", 17, 62))
    yield Story(stage, "李向晚").applies("2026-09-28").checked("2026-10-09")
    yield Story(stage, "陈可昕").applies("2026-11-06")


def activists_of_the_second_branch(stage: Stage) -> Iterator[Story]:
    """Two with every report but not yet trained, and a new one for whom no contact person was named."""
    begun = Begun("2025-12-02", "2025-12-08", "2025-12-18")
    yu = applicant(stage, "俞子衿", "韩令仪", begun, Attested("2026-03-04", 3, 61))
    ayi = applicant(stage, "阿依努尔·艾合买提", "韩令仪", begun, Attested("2026-03-04", 8, 61))
    led = Led("2026-03-10", "2026-03-16", "2026-03-18", "2026-03-24")
    activists(stage, led, "2026-04-03", "2026-04-08", yu, ayi)
    for story in (yu, ayi):
        story.accompanied("2026-04-09", "钟望舒").opinion("2026-09-30", "2026-10-03")
        story.reports("2026-06-26", "2026Q2").reports("2026-09-28", "2026Q3")
    begun = Begun("2026-05-06", "2026-05-12", "2026-05-21")
    wei = applicant(stage, "魏长宁", "梅清和", begun, Attested("2026-09-17", 5, 57))
    led = Led("2026-09-22", "2026-09-28", "2026-10-09", "2026-10-15")
    activists(stage, led, "2026-11-02", "2026-11-05", wei)
    yield from (yu, ayi, wei)


def applicants_of_the_second_branch(stage: Stage) -> Iterator[Story]:
    """A lost ballot, a member's recommendation, no attestation yet, a prior application not yet here."""
    begun = Begun("2026-06-10", "2026-06-15", "2026-06-24")
    lin = applicant(stage, "林听雨", "梅清和", begun, Attested("2026-10-12", 28, 61))
    Meeting(stage, "2026-10-16", lin, lost=(lin,))
    shen = applicant(stage, "沈一鸣", "韩令仪", begun, Attested("2026-09-30", 7, 61))
    shen.recommended("2026-10-20", "钟望舒")
    begun = Begun("2026-06-08", "2026-06-15", "2026-06-26")
    du = applicant(stage, "杜思雅", "钟望舒", begun, Attested("2026-10-12", 10, 61))
    fang = applicant(stage, "方晓棠", "钟望舒", begun)
    xia = Story(stage, "夏知遥").applies("2026-10-20").checked("2026-10-23").sends("2026-10-26", "韩令仪")
    prior = {
        "former_unit": "江澜市第一中学党支部",
        "handed_in_on": "2026-06-10",
        "enrolled_on": "2026-09-01",
    }
    he = Story(stage, "贺云峥").applies("2026-09-18", earlier=True)
    he.himself("declaration", "2026-09-21", **prior)
    yield from (lin, shen, du, fang, xia, he)


def activists_of_the_materials_branch(stage: Stage) -> Iterator[Story]:
    """The other college, whose branch has no committee: its members decide."""
    begun = Begun("2025-12-02", "2025-12-09", "2025-12-17")
    yu = applicant(stage, "于归", "邵文舟", begun, Attested("2026-03-03", 4, 55))
    song = applicant(stage, "宋闻溪", "邵文舟", begun, Attested("2026-03-03", 6, 55))
    led = Led("2026-03-11", "2026-03-16", "2026-03-17", "2026-03-23")
    activists(stage, led, "2026-04-02", "2026-04-09", yu, song)
    begun = Begun("2025-12-10", "2025-12-15", "2025-12-23")
    bai = applicant(stage, "柏舟", "温若水", begun, Attested("2026-03-09", 2, 52))
    led = Led("2026-03-16", "2026-03-18", "2026-03-20", "2026-03-26")
    activists(stage, led, "2026-04-10", "2026-04-15", bai)
    for story, contact in ((yu, "温若水"), (song, "邵文舟"), (bai, "温若水")):
        story.accompanied("2026-04-16", contact).reports("2026-06-25", "2026Q2")
    yu.reports("2026-09-25", "2026Q3").opinion("2026-09-29", "2026-10-02")
    bai.reports("2026-09-25", "2026Q3")
    yield from (yu, song, bai)


def applicants_of_the_materials_branch(stage: Stage) -> Iterator[Story]:
    """Ready, not attested, waiting for a talk, and one who has changed his mind."""
    begun = Begun("2026-06-12", "2026-06-17", "2026-06-29")
    yield applicant(stage, "钱若初", "邵文舟", begun, Attested("2026-10-29", 9, 52))
    yield applicant(stage, "骆知夏", "温若水", begun)
    yield Story(stage, "施砚秋").applies("2026-10-10").checked("2026-10-16").sends("2026-10-19", "姜予宁")
    ground = "想先把学业赶上来，成熟以后再提出。"
    ge = Story(stage, "葛明漪").applies("2026-06-10").checked("2026-06-17")
    yield ge.himself("withdrawal", "2026-09-20", ground=ground)
