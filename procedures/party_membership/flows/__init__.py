"""The procedure as a text: its chapters in the order of the Rules."""

from __future__ import annotations

from procedures.party_membership import roles
from procedures.party_membership.dossier import DOSSIER
from procedures.party_membership.flows.beforehand import Beforehand
from procedures.party_membership.flows.chapter_2 import Chapter2
from procedures.party_membership.flows.chapter_3 import Activists, Recommendation
from procedures.party_membership.flows.chapter_4 import Candidacy, Listing
from procedures.party_membership.flows.chapter_5 import Admission, NewMembers
from procedures.party_membership.flows.chapter_6 import Conversion
from procedures.party_membership.flows.chapter_7 import Accountability
from procedures.party_membership.flows.introducing import Introducing
from procedures.party_membership.flows.leaving import Leaving
from procedures.party_membership.flows.matters import FAMILY
from procedures.party_membership.flows.probation import Probation
from procedures.party_membership.flows.record import StudentRecord
from procedures.party_membership.papers.declared import CASE_PAPERS
from procedures.party_membership.readings import READINGS
from procedures.party_membership.rules import accountability
from workflows.nodes import Procedure


class PartyMembership_1(
    Chapter2,
    Recommendation,
    Activists,
    Beforehand,
    Listing,
    Candidacy,
    Introducing,
    Admission,
    NewMembers,
    Probation,
    Conversion,
    Accountability,
    Leaving,
    Procedure,
):
    """Development of student Party members (学生党员发展)."""

    family = FAMILY
    title = "学生党员发展"
    home = roles.PARTY_BRANCH
    keepers = (roles.BRANCH_SECRETARY, roles.ORGANISATION_MEMBER, roles.ORGANISER)
    registrars = (
        roles.BRANCH_SECRETARY,
        roles.ORGANISATION_MEMBER,
        roles.COLLEGE_SECRETARY,
        roles.ORGANISER,
    )
    readers = (*roles.BRANCH, *roles.COLLEGE_OFFICES, *roles.UNIVERSITY_OFFICES)
    offices = roles.SILENT
    dossier = DOSSIER
    record = StudentRecord
    speakers = roles.SPEAKERS
    papers = CASE_PAPERS
    readings = READINGS
    granting = (accountability.secretary_answers,)
    responsible = roles.BRANCH_SECRETARY
    interpreters = (roles.COLLEGE_SECRETARY,)
