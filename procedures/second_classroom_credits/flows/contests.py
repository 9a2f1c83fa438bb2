"""The university's list of contests of an academic year, by which a contest is of class one, two or three."""

from __future__ import annotations

from procedures.second_classroom_credits import forms, roles
from procedures.second_classroom_credits.flows.words import FAMILY
from workflows.nodes import MatterAct, MatterType


class Contests(MatterType):
    """竞赛分类目录 of an academic year (annex 2, S002): one, to which rows are added; the last word holds."""

    family, name, title, at = FAMILY, "contests", "竞赛分类目录", roles.UNIVERSITY
    once = "year"
    keepers = (roles.REGISTRAR, roles.STUDENT_AFFAIRS)
    open = MatterAct(forms.YearOpened, title="建立竞赛分类目录", by=roles.REGISTRAR, opens=True).Cite(
        "annex-2.S002"
    )
    classify = MatterAct(forms.Classified, title="登记竞赛分类", by=roles.REGISTRAR, keep="each").Cite(
        "annex-2.S002"
    )
