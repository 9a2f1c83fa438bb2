"""What all members of a class take part in is listed by the office, one item for each of them (A-04).

The Rules let students declare (art. 7), and give the branch activity to every member and year; that the
branch enters it for all of them is the default of a reading. A listed item is reviewed as any other, and its
student corrects it when it is returned.
"""

from __future__ import annotations

from procedures.second_classroom_credits import forms, roles
from procedures.second_classroom_credits.rules import batch, declaring
from procedures.second_classroom_credits.rules import evidence as files
from workflows.nodes import ActType, Start, this

#: who lists: the counsellor of the class, the League secretary of the college
LISTERS = (roles.COUNSELLOR, roles.COLLEGE_LEAGUE_SECRETARY)


class Listing:
    """集体登记: the list of a class with its record, in place of a declaration by each of its members."""

    listing = (
        Start(ActType(forms.Listing, title="集体活动", by=LISTERS, scan=True))
        .Cite("7", "annex-2.S001")
        .Accepts(batch.of_all_members, *declaring.LISTED, *files.LISTED)
        .Next(this.first_review)
    )
    listing.main.Compares().Keeps(files.kept_list)
