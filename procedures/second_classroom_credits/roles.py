"""Who acts in the recognition of second-classroom credits, at which kind of unit, and who speaks for a body.

The Rules name bodies (学院认定工作组, 教务处, 校团委); people hold offices in them for a term. First
reviewers are members of the working group as well (articles 6 and 7), so the same office may act in both
reviews, but not the same person on the same item.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from workflows.nodes import Office

# Kinds of unit, as the roster knows them.
UNIVERSITY: Final = "university"
COLLEGE: Final = "college"
CLASS: Final = "class"

# The trees that students and staff belong to.
STUDENTS: Final = "class"

COLLEGE_SECRETARY: Final = Office("credits_college_secretary", "学院书记")
COLLEGE_DEAN: Final = Office("credits_college_dean", "学院院长")
COLLEGE_DEPUTY_SECRETARY: Final = Office("credits_college_deputy_secretary", "学生工作副书记")
COLLEGE_VICE_DEAN: Final = Office("credits_college_vice_dean", "本科教学副院长")
COLLEGE_LEAGUE_SECRETARY: Final = Office("credits_college_league_secretary", "分团委（团总支）书记")
RESEARCH_OFFICE_HEAD: Final = Office("credits_research_office_head", "教务科研办主任")
COUNSELLOR: Final = Office("counsellor", "辅导员")
TEACHER: Final = Office("accompanying_teacher", "带队教师")
EMPLOYER: Final = Office("employing_unit", "用工单位")
AID_CENTRE: Final = Office("aid_centre", "学生资助管理中心")
YOUTH_LEAGUE: Final = Office("university_league_officer", "校团委")
SPORTS_DEPARTMENT: Final = Office("sports_department", "体育部")
REGISTRAR: Final = Office("registrar", "教务处")
STUDENT_AFFAIRS: Final = Office("student_affairs", "学工部（学生处）")

#: the leaders of the working group; one of them signs the summary (articles 6 and 7)
LEADERS: Final = (COLLEGE_SECRETARY, COLLEGE_DEAN)
#: who reviews first, from the evidence (article 7)
FIRST_REVIEWERS: Final = (RESEARCH_OFFICE_HEAD, COLLEGE_LEAGUE_SECRETARY, COUNSELLOR)
#: the whole working group, which reviews again (articles 6 and 7)
WORKING_GROUP: Final = (*LEADERS, COLLEGE_DEPUTY_SECRETARY, COLLEGE_VICE_DEAN, *FIRST_REVIEWERS)
#: who records the result of labour items (annex 2, S005)
ASSESSORS: Final = (COUNSELLOR, TEACHER, EMPLOYER, AID_CENTRE)
#: who takes appeals (article 5)
APPEAL_BODIES: Final = (REGISTRAR, STUDENT_AFFAIRS, YOUTH_LEAGUE)

#: whose written word is the word of a body that an edition or the table names
SPEAKERS: Final[Mapping[str, tuple[Office, ...]]] = {
    "college_secretary": (COLLEGE_SECRETARY,),
    "college_dean": (COLLEGE_DEAN,),
    "college_deputy_secretary": (COLLEGE_DEPUTY_SECRETARY,),
    "college_vice_dean": (COLLEGE_VICE_DEAN,),
    "college_league_secretary": (COLLEGE_LEAGUE_SECRETARY,),
    "research_office_head": (RESEARCH_OFFICE_HEAD,),
    "counsellor": (COUNSELLOR,),
    "teacher": (TEACHER,),
    "employer": (EMPLOYER,),
    "aid_centre": (AID_CENTRE,),
    "registrar": (REGISTRAR,),
    "student_affairs": (STUDENT_AFFAIRS,),
    "youth_league": (YOUTH_LEAGUE,),
    "college_youth_league": (COLLEGE_LEAGUE_SECRETARY,),
    "sports_department": (SPORTS_DEPARTMENT,),
    "working_group": WORKING_GROUP,
}
