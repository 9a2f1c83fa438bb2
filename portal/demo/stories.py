"""The cases of the demo, branch by branch: every state that a visitor may want to see."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from portal.demo.meetings import Meeting, Notice
from portal.demo.stage import Stage
from portal.demo.story import Story


def stories(stage: Stage) -> list[Story]:
    """Plan everything that has happened so far; the roster asks each story how far it led."""
    tell = partial(Story, stage)
    return [
        *activists_of_the_first_branch(stage, tell),
        *recommended_in_the_first_branch(stage, tell),
        *applicants_of_the_first_branch(stage, tell),
        *second_branch(stage, tell),
        *materials_branch(stage, tell),
    ]


Tell = partial[Story]


def applicant(tell: Tell, name: str, applied: str, checked: str, interviewer: str, talked: str) -> Story:
    """Somebody whose application was checked and who was talked with in time."""
    return tell(name).applies(applied).checked(checked).talked(talked, interviewer)


def activists(
    stage: Stage, *people: Story, voted: str, reviewed: str, posted: str, closed: str, decided: dict[str, str]
) -> None:
    """Recommended at one meeting, hung on one notice, decided and filed one by one."""
    Meeting(stage, voted, *people)
    Notice(stage, reviewed, posted, *people).closed(closed)
    for story in people:
        on = decided[story.name]
        story.decided(on).filed(decided["filed"], on)


def activists_of_the_first_branch(stage: Stage, tell: Tell) -> Iterator[Story]:
    """Two with every paper, one with an overdue report and without the half-year's opinion."""
    feng = applicant(tell, "冯予白", "2025-12-06", "2025-12-12", "孟以宁", "2025-12-22").attested(
        "2026-03-05", 4, 62
    )
    gong = applicant(tell, "龚雪尧", "2025-12-08", "2025-12-12", "程远山", "2025-12-24").attested(
        "2026-03-05", 2, 62
    )
    decided = {"冯予白": "2026-04-07", "龚雪尧": "2026-04-07", "filed": "2026-04-10"}
    days = {"voted": "2026-03-12", "reviewed": "2026-03-16", "posted": "2026-03-18", "closed": "2026-03-24"}
    activists(stage, feng, gong, **days, decided=decided)
    for story, contact, certificate in ((feng, "孟以宁", "积培2026-017"), (gong, "程远山", "积培2026-018")):
        story.accompanied("2026-04-12", contact).trained("2026-05-17", certificate)
        story.reports("2026-06-28", "2026Q2").reports("2026-09-27", "2026Q3").opinion(
            "2026-10-05", "2026-10-07"
        )
    chang = applicant(tell, "常念安", "2025-12-10", "2025-12-16", "周岚", "2025-12-29").attested(
        "2026-03-06", 9, 58
    )
    decided = {"常念安": "2026-04-07", "filed": "2026-04-10"}
    days = {"voted": "2026-03-13", "reviewed": "2026-03-16", "posted": "2026-03-18", "closed": "2026-03-24"}
    activists(stage, chang, **days, decided=decided)
    chang.accompanied("2026-04-12", "周岚").reports("2026-06-29", "2026Q2")
    yield from (feng, gong, chang)


def recommended_in_the_first_branch(stage: Stage, tell: Tell) -> Iterator[Story]:
    """Decided and waiting to be filed, in effect and waiting to be decided, hanging, objected to."""
    huang = applicant(tell, "黄知非", "2026-05-08", "2026-05-14", "孟以宁", "2026-05-20").attested(
        "2026-09-18", 21, 62
    )
    Meeting(stage, "2026-09-24", huang)
    Notice(stage, "2026-09-28", "2026-10-08", huang).closed("2026-10-14")
    huang.decided("2026-11-10")
    jiang = applicant(tell, "蒋思齐", "2026-05-11", "2026-05-14", "程远山", "2026-05-25").attested(
        "2026-09-21", 6, 60
    )
    Meeting(stage, "2026-10-15", jiang)
    Notice(stage, "2026-10-19", "2026-10-21", jiang).closed("2026-10-27")
    kang = applicant(tell, "康若琳", "2026-06-04", "2026-06-09", "周岚", "2026-06-18").attested(
        "2026-10-26", 11, 60
    )
    liao = applicant(tell, "廖星野", "2026-06-08", "2026-06-09", "周岚", "2026-06-18").attested(
        "2026-10-26", 14, 60
    )
    Meeting(stage, "2026-11-04", kang, liao)
    Notice(stage, "2026-11-06", "2026-11-09", kang, liao).objected("2026-11-11", kang)
    yield from (huang, jiang, kang, liao)


def applicants_of_the_first_branch(stage: Stage, tell: Tell) -> Iterator[Story]:
    """Ready for the League's meeting, waiting three months, not yet talked with, not yet checked."""
    yield applicant(tell, "陈可昕", "2026-06-12", "2026-06-16", "孟以宁", "2026-06-25").attested(
        "2026-10-30", 12, 58
    )
    yield applicant(tell, "侯一鸣", "2026-09-10", "2026-09-15", "程远山", "2026-09-25").attested(
        "2026-10-30", 17, 62
    )
    yield tell("马书航").applies("2026-09-28").checked("2026-10-09")
    yield tell("倪采薇").applies("2026-11-06")


def second_branch(stage: Stage, tell: Tell) -> Iterator[Story]:
    """An activist without contact persons, a lost ballot, a member's recommendation, a prior application."""
    yu = applicant(tell, "俞子衿", "2025-12-02", "2025-12-08", "韩令仪", "2025-12-18").attested(
        "2026-03-04", 3, 61
    )
    ayi = applicant(tell, "阿依努尔·艾合买提", "2025-12-04", "2025-12-08", "韩令仪", "2025-12-18")
    ayi.attested("2026-03-04", 8, 61)
    decided = {"俞子衿": "2026-04-03", "阿依努尔·艾合买提": "2026-04-03", "filed": "2026-04-08"}
    days = {"voted": "2026-03-10", "reviewed": "2026-03-16", "posted": "2026-03-18", "closed": "2026-03-24"}
    activists(stage, yu, ayi, **days, decided=decided)
    for story in (yu, ayi):
        story.accompanied("2026-04-09", "钟望舒").reports("2026-06-26", "2026Q2").reports(
            "2026-09-28", "2026Q3"
        )
        story.opinion("2026-09-30", "2026-10-03")
    wei = applicant(tell, "魏长宁", "2026-05-06", "2026-05-12", "梅清和", "2026-05-21").attested(
        "2026-09-17", 5, 57
    )
    days = {"voted": "2026-09-22", "reviewed": "2026-09-28", "posted": "2026-10-09", "closed": "2026-10-15"}
    activists(stage, wei, **days, decided={"魏长宁": "2026-11-02", "filed": "2026-11-05"})
    lin = applicant(tell, "林听雨", "2026-06-10", "2026-06-15", "梅清和", "2026-06-24").attested(
        "2026-10-12", 28, 61
    )
    Meeting(stage, "2026-10-16", lin, lost=(lin,))
    shen = applicant(tell, "沈一鸣", "2026-06-05", "2026-06-15", "韩令仪", "2026-06-24").attested(
        "2026-09-30", 7, 61
    )
    shen.recommended("2026-10-20", "钟望舒")
    xia = tell("夏知遥").applies("2026-10-20").checked("2026-10-23").sends("2026-10-26", "韩令仪")
    du = applicant(tell, "杜思雅", "2026-06-06", "2026-06-15", "钟望舒", "2026-06-26").attested(
        "2026-10-12", 10, 61
    )
    fang = applicant(tell, "方晓棠", "2026-06-08", "2026-06-15", "钟望舒", "2026-06-26")
    he = tell("贺云峥").applies("2026-09-18", earlier=True)
    he.himself(
        "declaration",
        "2026-09-21",
        former_unit="江澜市第一中学党支部",
        handed_in_on="2026-06-10",
        enrolled_on="2026-09-01",
    )
    yield from (yu, ayi, wei, lin, shen, xia, du, fang, he)


def materials_branch(stage: Stage, tell: Tell) -> Iterator[Story]:
    """The other college: a branch without a committee, and one who has changed his mind."""
    yu = applicant(tell, "于归", "2025-12-02", "2025-12-09", "邵文舟", "2025-12-17").attested(
        "2026-03-03", 4, 55
    )
    song = applicant(tell, "宋闻溪", "2025-12-04", "2025-12-09", "邵文舟", "2025-12-17").attested(
        "2026-03-03", 6, 55
    )
    days = {"voted": "2026-03-11", "reviewed": "2026-03-16", "posted": "2026-03-17", "closed": "2026-03-23"}
    activists(
        stage, yu, song, **days, decided={"于归": "2026-04-02", "宋闻溪": "2026-04-02", "filed": "2026-04-09"}
    )
    bai = applicant(tell, "柏舟", "2025-12-10", "2025-12-15", "温若水", "2025-12-23").attested(
        "2026-03-09", 2, 52
    )
    days = {"voted": "2026-03-16", "reviewed": "2026-03-18", "posted": "2026-03-20", "closed": "2026-03-26"}
    activists(stage, bai, **days, decided={"柏舟": "2026-04-10", "filed": "2026-04-15"})
    for story, contact in ((yu, "温若水"), (song, "邵文舟"), (bai, "温若水")):
        story.accompanied("2026-04-16", contact).reports("2026-06-25", "2026Q2")
    yu.reports("2026-09-25", "2026Q3").opinion("2026-09-29", "2026-10-02")
    bai.reports("2026-09-25", "2026Q3")
    qian = applicant(tell, "钱若初", "2026-06-12", "2026-06-17", "邵文舟", "2026-06-29").attested(
        "2026-10-29", 9, 52
    )
    luo = applicant(tell, "骆知夏", "2026-06-06", "2026-06-17", "温若水", "2026-06-29")
    shi = tell("施砚秋").applies("2026-10-10").checked("2026-10-16").sends("2026-10-19", "姜予宁")
    ge = tell("葛明漪").applies("2026-06-10").checked("2026-06-17")
    ge.himself("withdrawal", "2026-09-20", ground="想先把学业赶上来，成熟以后再提出。")
    yield from (yu, song, bai, qian, luo, shi, ge)
