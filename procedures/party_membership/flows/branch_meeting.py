"""支部大会: the meeting in which the full members of a branch admit candidates (articles 27, 28)."""

from __future__ import annotations

from procedures.party_membership import forms, roles
from procedures.party_membership.flows.matters import FAMILY, TELLERS
from procedures.party_membership.rules import voting
from workflows.nodes import (
    Adjourn,
    Attend,
    Convene,
    CountBallot,
    Defer,
    Discuss,
    GiveUp,
    LockRoll,
    MeetingType,
    Receive,
    SetAside,
)
from workflows.nodes import meeting_rules as engine
from workflows.rules.regulations import Edition
from workflows.rules.shares import Share


class BranchMeeting(MeetingType):
    """支部大会 of a Party branch: the roll first, then each person's agenda and ballot to the end."""

    family, name, title, at = FAMILY, "branch_meeting", "支部大会", roles.PARTY_BRANCH
    electorate = (roles.PARTY_TREE, frozenset({roles.FULL_MEMBER}))

    @classmethod
    def quorum(cls, edition: Edition) -> Share:
        """The attendance that article 28 asks for."""
        return edition["meeting.quorum_ratio"].share

    @classmethod
    def majority(cls, edition: Edition) -> Share:
        """The approval that article 28 asks for; that of article 41 is the same."""
        return edition["meeting.approve_ratio"].share

    convene = Convene(
        forms.BranchMeetingCall,
        title="召开支部大会",
        by=roles.BRANCH_SECRETARY,
        recorders=roles.BRANCH,
        event="call",
    ).Cite("27", "28")
    lock_roll = (
        LockRoll(forms.BranchRoll, by=roles.BRANCH)
        .Cite("28")
        .Instead(engine.accounts_for_all, voting.roll_of_members)
    )
    attend = (
        Attend(forms.BranchAttendance, by=roles.BRANCH)
        .Cite("28")
        .Accepts(voting.enough_came)
        .Explains(voting.observers_do_not_count)
    )
    discuss = Discuss(by=roles.BRANCH, title="登记议程").Cite("27")
    count = CountBallot(by=TELLERS, recorders=roles.BRANCH).Cite("27", "28")
    defer = Defer(by=roles.BRANCH_SECRETARY, recorders=roles.BRANCH).Cite("28")
    set_aside = SetAside(by=roles.BRANCH).Cite("28")
    receive = Receive(by=roles.BRANCH).Cite("28")
    fail = GiveUp(by=roles.BRANCH).Cite("28")
    adjourn = Adjourn(by=roles.BRANCH).Cite("28")
