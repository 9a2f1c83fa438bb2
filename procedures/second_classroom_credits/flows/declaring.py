"""Articles 7 and 8: an item is declared, supported by evidence and, in labour, assessed (N1 to N3)."""

from __future__ import annotations

from procedures.second_classroom_credits import forms, roles
from procedures.second_classroom_credits.flows.contests import Contests
from procedures.second_classroom_credits.flows.register import StudentRegister
from procedures.second_classroom_credits.flows.rounds import Graduation, Inspection, Round
from procedures.second_classroom_credits.rules import declaring, reviewing
from procedures.second_classroom_credits.rules import evidence as files
from workflows.nodes import SUBJECT, ActType, Choice, Occurs, Start, Step, this


class Declaring:
    """填报与证明材料: by the student alone, in time."""

    round = Round
    inspection = Inspection
    graduation = Graduation
    register = StudentRegister
    contests = Contests

    declaration = (
        Start(
            ActType(forms.Declaration, title="学分申报", by=SUBJECT, occurs=Occurs.ONLINE).Consults(Contests)
        )
        .Cite("7")
        .Accepts(*declaring.CHECKS)
        .Next(this.evidence)
    )
    correction = (
        Step(forms.Correction, title="补正申报", by=SUBJECT, occurs=Occurs.ONLINE)
        .Cite("7")
        .Requires(reviewing.corrected_in_time)
        .Accepts(*declaring.CHECKS)
        .Next(this.evidence)
    )
    correction.main.Consults(Contests)
    evidence = (
        Step(forms.Evidence, title="提交证明材料", by=SUBJECT, occurs=Occurs.ONLINE, keep="each")
        .Cite("8")
        .Requires(declaring.in_time, declaring.may_apply)
        .Accepts(*files.HANDING_IN)
        .Next(this.labour)
    )
    evidence.main.Compares().Keeps(files.kept_evidence)
    labour = (
        Choice(files.assessment, title="是否须考核")
        .Cite("annex-2.S005-2", "annex-2.S005-3")
        .On("labour", this.assessment)
        .On("reviewed", this.first_review)
    )
    assessment = (
        Step(forms.Assessment, title="劳动考核", by=roles.ASSESSORS, keep="each")
        .Cite("annex-2.S005-2", "annex-2.S005-3")
        .Accepts(*files.ASSESSORS)
        .Decides(files.assessed)
        .Next(this.first_review)
    )
    assessment.main.Keeps(files.kept_assessment)
