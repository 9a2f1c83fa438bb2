"""Who acts in the development of Party members, at which kind of unit, and who speaks for a body.

The Rules name bodies (支部, 院团委, 学院党委); people hold offices in them for a term. The organisation
member and the secretary of a League branch are this product's additions: they prepare
what their body decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from workflows.nodes import Office

# Kinds of unit, as the roster knows them.
PARTY_BRANCH: Final = "party_branch"
LEAGUE_BRANCH: Final = "league_branch"
COLLEGE_LEAGUE: Final = "college_league_committee"
COLLEGE: Final = "college_committee"
UNIVERSITY: Final = "university_committee"
CLASS: Final = "class"

# Trees that somebody belongs to, and the standings that rules ask for.
PARTY_TREE: Final = "party"
LEAGUE_TREE: Final = "league"
NO_STANDING: Final = "none"
ACTIVIST: Final = "activist"
CANDIDATE: Final = "candidate"
PROBATIONARY: Final = "probationary"
FULL_MEMBER: Final = "full_member"
LEAGUE_MEMBER: Final = "member"

BRANCH_SECRETARY: Final = Office("branch_secretary", "党支部书记")
BRANCH_DEPUTY: Final = Office("branch_deputy_secretary", "党支部副书记")
ORGANISATION_MEMBER: Final = Office("organisation_member", "组织委员")
BRANCH_COMMITTEE_MEMBER: Final = Office("branch_committee_member", "支委会委员")
LEAGUE_SECRETARY: Final = Office("league_secretary", "团支书")
LEAGUE_BRANCH_MEMBER: Final = Office("league_branch_committee_member", "团支部委员")
COLLEGE_LEAGUE_SECRETARY: Final = Office("college_league_secretary", "院团委书记")
COLLEGE_LEAGUE_MEMBER: Final = Office("college_league_member", "院团委委员")
COLLEGE_SECRETARY: Final = Office("college_committee_secretary", "学院党委书记")
COLLEGE_MEMBER: Final = Office("college_committee_member", "学院党委委员")
ORGANISER: Final = Office("organiser", "组织员")
PART_TIME_ORGANISER: Final = Office("part_time_organiser", "兼职组织员")
PARTY_SCHOOL: Final = Office("party_school_officer", "学院分党校负责人")
UNIVERSITY_SECRETARY: Final = Office("university_committee_secretary", "校党委书记")
UNIVERSITY_ORGANISATION: Final = Office("university_organisation_officer", "校党委组织部")
UNIVERSITY_DISCIPLINE: Final = Office("university_discipline_officer", "校纪委")
GROUP_LEADER: Final = Office("party_group_leader", "党小组长")

#: those who vote, are heard or are asked, and record nothing
SILENT: Final = (BRANCH_COMMITTEE_MEMBER, GROUP_LEADER, UNIVERSITY_DISCIPLINE)
#: those who handle what a branch does
BRANCH: Final = (BRANCH_SECRETARY, BRANCH_DEPUTY, ORGANISATION_MEMBER)
#: those who may speak for a branch committee
COMMITTEE: Final = (*BRANCH, BRANCH_COMMITTEE_MEMBER)
#: those who handle what a League branch does
LEAGUE: Final = (LEAGUE_SECRETARY, LEAGUE_BRANCH_MEMBER)
#: those who handle what the college League committee does
COLLEGE_LEAGUE_OFFICES: Final = (COLLEGE_LEAGUE_SECRETARY, COLLEGE_LEAGUE_MEMBER)
#: those who handle what the college committee does
COLLEGE_OFFICES: Final = (COLLEGE_SECRETARY, COLLEGE_MEMBER, ORGANISER)
#: those who handle what the university committee decides
UNIVERSITY_OFFICES: Final = (UNIVERSITY_SECRETARY, UNIVERSITY_ORGANISATION)
#: those who may talk with a candidate before the approval
TALKERS: Final = (ORGANISER, PART_TIME_ORGANISER, COLLEGE_SECRETARY, COLLEGE_MEMBER)

#: whose written word is the word of a body that an edition names
SPEAKERS: Final[Mapping[str, tuple[Office, ...]]] = {
    "branch_secretary": (BRANCH_SECRETARY,),
    "branch_committee": (BRANCH_SECRETARY,),
    "college_league": (COLLEGE_LEAGUE_SECRETARY,),
    "college_committee": (COLLEGE_SECRETARY,),
    "university_org": (UNIVERSITY_ORGANISATION,),
    "university_committee": (UNIVERSITY_SECRETARY,),
}
