"""Matters so far: a class's induction, a League branch's meeting, its notice, a review of quality."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from procedures.party_membership import forms, roles
from procedures.party_membership.flows import due
from procedures.party_membership.forms.notices import CHANNELS
from procedures.party_membership.papers.ledger import ledger
from procedures.party_membership.papers.nominees import nominee_list
from procedures.party_membership.papers.recommendation import recommendation_notice
from procedures.party_membership.papers.tally import recommendation_tally
from procedures.party_membership.rules import chapter_1, chapter_2, known
from workflows.nodes import (
    Adjourn,
    Attend,
    Convene,
    CountBallot,
    Designated,
    LockRoll,
    MatterAct,
    MatterPaper,
    MatterType,
    MeetingType,
    NoticeType,
)
from workflows.rules.regulations import Edition
from workflows.rules.shares import Share
from workflows.rules.situation import Situation
from workflows.rules.windows import Posting, PublicityWindow

FAMILY = "party_membership"
TELLERS = Designated("convene", "tellers", "计票人")


class Induction(MatterType):
    """入党启蒙教育 of the freshmen of a class (article 6)."""

    family, name, title, at = FAMILY, "induction", "入党启蒙教育", roles.CLASS
    hold = (
        MatterAct(forms.Induction, title="登记启蒙教育", by=roles.COLLEGE_OFFICES, opens=True, closes=True)
        .Cite("6")
        .Accepts(chapter_2.inducted_in_time, chapter_2.class_has_applicants)
    )


class QualityReview(MatterType):
    """发展质量评估 of a college (article 4): one record to which every review is added."""

    family, name, title, at = FAMILY, "quality_review", "发展质量评估", roles.COLLEGE
    single = True
    open = MatterAct(forms.Statement, title="建立评估记录", by=roles.COLLEGE_OFFICES, opens=True).Cite("4")
    review = (
        MatterAct(forms.Statement, title="登记质量评估", by=roles.COLLEGE_OFFICES)
        .Cite("4")
        .Requires(chapter_1.quality_reviewed)
    )


class LeagueMeeting(MeetingType):
    """推优大会 of a League branch (article 8): roll and attendance first, then a count for each nominee.

    Article 8 asks for no turn: all nominees stand on one paper, and they vote as any other member does.
    """

    family, name, title, at = FAMILY, "league_meeting", "团支部推优大会", roles.LEAGUE_BRANCH
    electorate = (roles.LEAGUE_TREE, frozenset({roles.LEAGUE_MEMBER}))
    in_turn = False
    papers = (
        MatterPaper(
            name="tally",
            title="推优大会票决情况",
            code="D04",
            cites=("8", "9"),
            of=("adjourn",),
            write=recommendation_tally,
        ),
    )

    @classmethod
    def quorum(cls, edition: Edition) -> Share:
        """The attendance that the ballot of article 8 needs."""
        return edition["tuiyou.ballot_secret"].share_option("quorum")

    @classmethod
    def majority(cls, edition: Edition) -> Share:
        """The approval that the ballot of article 8 needs."""
        return edition["tuiyou.ballot_secret"].share_option("carried")

    @classmethod
    def barred(cls, s: Situation) -> frozenset[str]:
        """Nobody: a nominee is a member of the branch like the others."""
        return frozenset()

    convene = Convene(
        forms.MeetingCall, title="召开推优大会", by=roles.LEAGUE_SECRETARY, recorders=roles.LEAGUE
    ).Cite("8")
    lock_roll = LockRoll(forms.Roll, by=roles.LEAGUE).Cite("8")
    attend = Attend(forms.Attendance, by=roles.LEAGUE).Cite("8")
    count = CountBallot(forms.Voting, by=TELLERS, recorders=roles.LEAGUE).Cite("8", "9")
    adjourn = Adjourn(by=roles.LEAGUE).Cite("8")


class RecommendationNotice(NoticeType):
    """推优公示 of the college League committee (article 8), hung for several nominees at once."""

    family, name, title, at = FAMILY, "recommendation_notice", "推优公示", roles.COLLEGE_LEAGUE
    channels, lasts = dict(CHANNELS), "publicity.tuiyou.min_days"

    papers = (
        MatterPaper(
            name="notice",
            title="推优公示",
            code="D06",
            cites=("8",),
            of=("post", "channel"),
            write=recommendation_notice,
        ),
        MatterPaper(
            name="nominee-list",
            title="推荐人选名单",
            code="D05",
            cites=("8",),
            of=("post",),
            write=nominee_list,
            by=roles.COLLEGE_LEAGUE_OFFICES,
        ),
        MatterPaper(
            name="ledger",
            title="推优公示台账",
            code="D21",
            cites=("8",),
            of=("close",),
            write=ledger,
            by=roles.COLLEGE_LEAGUE_OFFICES,
        ),
    )

    @classmethod
    def postings(cls, situation: Situation) -> Mapping[str, Sequence[Posting]]:
        """Where the notice of one nominee hung, from its last posting on."""
        return known.hung(situation)

    @classmethod
    def window(cls, situation: Situation) -> PublicityWindow | None:
        """The whole days that article 8 asks for, in both channels at once."""
        return known.window(situation)

    @classmethod
    def answer_by(cls, situation: Situation, lodged_on: date) -> date:
        """The day on which an objection has waited too long."""
        return due.answer_by(situation, lodged_on)

    post = MatterAct(
        forms.Notice, title="张贴公示", by=roles.COLLEGE_LEAGUE_OFFICES, opens=True, event="post"
    ).Cite("8")
    channel = MatterAct(
        forms.Channel,
        title="登记公示渠道",
        by=roles.COLLEGE_LEAGUE_OFFICES,
        event="channel",
        keep="each",
    ).Cite("8")
    object = MatterAct(title="登记异议", by=roles.COLLEGE_LEAGUE_OFFICES, event="object", keep="each").Cite(
        "8"
    )
    inquire = MatterAct(
        title="核实异议", by=roles.COLLEGE_LEAGUE_SECRETARY, event="inquire", keep="each"
    ).Cite("8")
    close = MatterAct(
        title="结束公示", by=roles.COLLEGE_LEAGUE_OFFICES, event="close", closes=True, keep="each"
    ).Cite("8")
