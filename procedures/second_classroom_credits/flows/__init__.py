"""The procedure as a text: an item from its declaration to the archive, and what may come beside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from procedures.second_classroom_credits import roles
from procedures.second_classroom_credits.figures import figures_of
from procedures.second_classroom_credits.flows.afterwards import Appealing, Forgery, Leaving
from procedures.second_classroom_credits.flows.batch import Listing
from procedures.second_classroom_credits.flows.declaring import Declaring
from procedures.second_classroom_credits.flows.register import StudentRegister
from procedures.second_classroom_credits.flows.reviewing import Reviewing
from procedures.second_classroom_credits.flows.rounds import Round
from procedures.second_classroom_credits.flows.words import FAMILY
from procedures.second_classroom_credits.papers.notices import CASE_PAPERS
from procedures.second_classroom_credits.papers.transcript import PERSON_PAPERS
from workflows.nodes import Procedure
from workflows.rules.facts import Facts
from workflows.rules.situation import Situation


class SecondClassroomCredits_1(Declaring, Listing, Reviewing, Forgery, Leaving, Appealing, Procedure):
    """Recognition of second-classroom credits (第二课堂学分认定); a case is one item of one student."""

    family = FAMILY
    title = "第二课堂学分认定"
    home = roles.CLASS
    single = False
    listed = False
    keepers = (roles.COLLEGE_VICE_DEAN, roles.COLLEGE_DEPUTY_SECRETARY, roles.REGISTRAR)
    readers = (*roles.WORKING_GROUP, *roles.APPEAL_BODIES)
    offices = (roles.SPORTS_DEPARTMENT,)
    details = {
        "intake": "入学年级，例如 2022",
        "programme_years": "学制，4 或 5；不写为 4",
        "major_kind": "专业类别：foreign_language 外语专业，computer 计算机专业；其他不写",
    }
    counted = {
        "S001": "思想道德教育已确认的学分；S002 至 S005 同此",
        "morning_exercise": "其中早操",
        "other_sport": "其中体育竞赛和体育活动",
        "total": "总学分",
        "eligible": "学分是否达到毕业要求，yes 或 no",
    }
    record = StudentRegister
    within = Round
    speakers = roles.SPEAKERS
    interpreters = (roles.REGISTRAR,)
    #: where paper and data differ the sheet goes back; no road lets one of them win (A-70)
    readings = {"final.mismatch": ("returned",)}
    papers = CASE_PAPERS
    person_papers = PERSON_PAPERS

    @classmethod
    def figures(cls, situation: Situation, cases: Iterable[tuple[int, Facts]]) -> Mapping[str, str]:
        """Credits by module, their total, and whether they are enough to graduate."""
        return figures_of(situation, cases)
