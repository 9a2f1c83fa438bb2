"""What several conversions share: the notice of article 37, and the defence of articles 38 and 39."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from procedures.party_membership import forms, roles
from procedures.party_membership.flows.due import inquired_by
from procedures.party_membership.flows.matters import FAMILY
from procedures.party_membership.forms.notices import CHANNELS
from procedures.party_membership.papers.conversion import conversion_notice
from procedures.party_membership.papers.defence import defence_notice
from procedures.party_membership.papers.draw import draw_record
from procedures.party_membership.papers.ledger import ledger
from procedures.party_membership.rules import defending, hanging
from procedures.party_membership.rules import known_probation as probation
from workflows.nodes import MatterAct, MatterPaper, MatterType, NoticeType
from workflows.rules.situation import Situation
from workflows.rules.windows import Posting, PublicityWindow


class ConversionNotice(NoticeType):
    """转正公示 of the college committee (article 37), hung for several members at once."""

    family, name, title, at = FAMILY, "conversion_notice", "转正公示", roles.COLLEGE
    channels, lasts = dict(CHANNELS), "publicity.conversion.min_days"

    papers = (
        MatterPaper(
            name="notice",
            title="转正公示",
            code="D32",
            cites=("37",),
            of=("post", "channel"),
            write=conversion_notice,
        ),
        MatterPaper(
            name="ledger",
            title="转正公示台账",
            code="D21",
            cites=("37",),
            of=("close",),
            write=ledger,
            by=roles.COLLEGE_OFFICES,
        ),
    )

    @classmethod
    def postings(cls, situation: Situation) -> Mapping[str, Sequence[Posting]]:
        """Where the notice of one member hung, from its last posting on."""
        return hanging.hung(situation, probation.NOTICE)

    @classmethod
    def window(cls, situation: Situation) -> PublicityWindow | None:
        """The whole days that article 37 asks for, in both channels at once."""
        return probation.window(situation)

    @classmethod
    def answer_by(cls, situation: Situation, lodged_on: date) -> date:
        """The day on which an objection has waited too long, by the days of article 20."""
        return inquired_by(situation, lodged_on)

    post = MatterAct(
        forms.ConversionNotice, title="张贴公示", by=roles.COLLEGE_OFFICES, opens=True, event="post"
    ).Cite("37")
    channel = MatterAct(
        forms.Channel, title="登记公示渠道", by=roles.COLLEGE_OFFICES, event="channel", keep="each"
    ).Cite("37")
    object = MatterAct(title="登记群众反映", by=roles.COLLEGE_OFFICES, event="object", keep="each").Cite("37")
    inquire = MatterAct(title="核实群众反映", by=roles.COLLEGE_SECRETARY, event="inquire", keep="each").Cite(
        "37"
    )
    close = MatterAct(
        title="结束公示，填公示表", by=roles.COLLEGE_OFFICES, event="close", closes=True, keep="each"
    ).Cite("37")


class Defence(MatterType):
    """转正答辩 of a college: the lot, the announcement, one session for each who was drawn, the report."""

    family, name, title, at = FAMILY, "defence", "转正答辩", roles.COLLEGE
    papers = (
        MatterPaper(
            name="draw-record",
            title="预备党员转正答辩抽签记录",
            code="D34",
            cites=("39",),
            of=("draw", "announce"),
            write=draw_record,
        ),
        MatterPaper(
            name="call-notice",
            title="预备党员转正答辩公告",
            code="D34",
            cites=("39",),
            of=("announce",),
            write=defence_notice,
        ),
    )

    draw = (
        MatterAct(forms.Draw, title="抽签", by=roles.COLLEGE_OFFICES, opens=True, event="draw")
        .Cite("39")
        .Accepts(defending.enough_drawn, defending.drawn_by_lot)
    )
    announce = (
        MatterAct(forms.DefenceCall, title="答辩公告", by=roles.COLLEGE_OFFICES, event="announce")
        .Cite("39")
        .Accepts(defending.run_by_the_college)
    )
    assess = MatterAct(title="登记答辩评审", by=roles.COLLEGE_OFFICES, event="assess", keep="each").Cite("38")
    report = MatterAct(title="报送答辩情况", by=roles.COLLEGE_OFFICES, event="report", keep="each").Cite("38")
    close = (
        MatterAct(forms.DefenceEnd, title="答辩结束", by=roles.COLLEGE_OFFICES, closes=True)
        .Cite("38")
        .Accepts(defending.all_heard_and_reported)
    )
