"""The notice of article 20, hung by the college committee for several candidates at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from procedures.party_membership import forms, roles
from procedures.party_membership.flows import due
from procedures.party_membership.flows.matters import FAMILY
from procedures.party_membership.forms.notices import CHANNELS
from procedures.party_membership.papers.candidate import candidate_notice
from procedures.party_membership.papers.ledger import ledger
from procedures.party_membership.rules import hanging, publishing
from workflows.nodes import MatterAct, MatterPaper, NoticeType
from workflows.rules.situation import Situation
from workflows.rules.windows import Posting, PublicityWindow


class CandidateNotice(NoticeType):
    """发展对象公示 of the college committee (article 20), after its pre-review."""

    family, name, title, at = FAMILY, "candidate_notice", "发展对象公示", roles.COLLEGE
    channels, lasts = dict(CHANNELS), "publicity.candidate.min_days"

    papers = (
        MatterPaper(
            name="notice",
            title="发展对象公示",
            code="D20",
            cites=("20",),
            of=("post", "channel"),
            write=candidate_notice,
        ),
        MatterPaper(
            name="ledger",
            title="发展对象公示台账",
            code="D21",
            cites=("20",),
            of=("close",),
            write=ledger,
            by=roles.COLLEGE_OFFICES,
        ),
    )

    @classmethod
    def postings(cls, situation: Situation) -> Mapping[str, Sequence[Posting]]:
        """Where the notice of one candidate hung, from its last posting on."""
        return hanging.hung(situation, publishing.NOTICE)

    @classmethod
    def window(cls, situation: Situation) -> PublicityWindow | None:
        """The whole days that article 20 asks for, in both channels at once."""
        return publishing.window(situation)

    @classmethod
    def answer_by(cls, situation: Situation, lodged_on: date) -> date:
        """The day on which an objection has waited too long."""
        return due.inquired_by(situation, lodged_on)

    post = MatterAct(
        forms.CandidateNotice, title="张贴公示", by=roles.COLLEGE_OFFICES, opens=True, event="post"
    ).Cite("20")
    channel = MatterAct(
        forms.Channel, title="登记公示渠道", by=roles.COLLEGE_OFFICES, event="channel", keep="each"
    ).Cite("20")
    object = MatterAct(title="登记群众反映", by=roles.COLLEGE_OFFICES, event="object", keep="each").Cite("20")
    inquire = MatterAct(title="核实群众反映", by=roles.COLLEGE_SECRETARY, event="inquire", keep="each").Cite(
        "20"
    )
    close = MatterAct(
        title="结束公示，登记台账", by=roles.COLLEGE_OFFICES, event="close", closes=True, keep="each"
    ).Cite("20")
