"""What a League branch's meeting must be before it counts: its roll, its attendance, its tellers.

These rules have no number in the edition: they say what a roll and a count are. Their ids are their messages.
"""

from __future__ import annotations

from procedures.party_membership import roles
from procedures.party_membership.rules import known
from workflows.rules.facts import Facts
from workflows.rules.predicates import Answer, rule
from workflows.rules.situation import Situation

ROLL = "lock_roll"
ATTENDANCE = "attend"


def entitled(meeting: Facts | None) -> int:
    """应到: how many the locked roll names; 0 while it is not locked."""
    roll = meeting.latest(ROLL) if meeting else None
    return len(roll.data["entitled"]) if roll else 0


def present(meeting: Facts | None) -> int:
    """实到: those entitled less those who stayed away."""
    attendance = meeting.latest(ATTENDANCE) if meeting else None
    return entitled(meeting) - len(attendance.data["absent"]) if attendance else 0


@rule("roll.accounts_for_all", says=("roll.accounts_for_all",))
def accounts_for_all(s: Situation) -> Answer:
    """Every League member of the branch on the day is entitled or left out with a reason, and nobody else."""
    branch = s.units[roles.LEAGUE_BRANCH].id
    members = {
        number: person
        for number, person in s.people.items()
        if (held := person.standing_on(roles.LEAGUE_TREE, s.on))
        and (held.unit_id, held.standing) == (branch, roles.LEAGUE_MEMBER)
    }
    named, left_out = set(s.data["entitled"]), set(s.data["excluded"])
    forgotten = tuple(members[number].name for number in sorted(members.keys() - named - left_out))
    foreign = tuple(sorted((named | left_out) - members.keys()))
    twice = tuple(sorted(named & left_out))
    params = {"forgotten": forgotten, "foreign": foreign, "twice": twice}
    return Answer(not (forgotten or foreign or twice), "roll.accounts_for_all", params)


@rule("roll.not_counted", says=("roll.not_counted",))
def nothing_counted(s: Situation) -> Answer:
    """Once a count was entered, neither the roll nor the attendance changes."""
    return Answer("count" not in s.facts, "roll.not_counted")


@rule("roll.locked_first", says=("roll.locked_first",))
def roll_locked(s: Situation) -> Answer:
    """The attendance is taken of a roll that was locked the same day."""
    locked_on = s.facts.on(ROLL)
    return Answer(locked_on == s.on, "roll.locked_first", {"locked_on": locked_on, "on": s.on})


@rule("roll.absent_entitled", says=("roll.absent_entitled",))
def absent_were_entitled(s: Situation) -> Answer:
    """Only somebody entitled can be absent."""
    roll = s.facts.latest(ROLL)
    known_numbers = set(roll.data["entitled"]) if roll else set()
    foreign = tuple(sorted(set(s.data["absent"]) - known_numbers))
    return Answer(not foreign, "roll.absent_entitled", {"foreign": foreign})


@rule("ballot.roll_taken", says=("ballot.roll_taken",))
def roll_taken(s: Situation) -> Answer:
    """Papers are issued after the roll was locked and the attendance taken, on that day."""
    meeting = s.matter or Facts()
    taken_on = meeting.on(ATTENDANCE)
    ready = meeting.on(ROLL) == taken_on == s.on
    return Answer(
        ready, "ballot.roll_taken", {"taken_on": taken_on, "on": s.on}, applies=s.matter is not None
    )


@rule("ballot.issued_to_present", says=("tally.issued_not_present",))
def issued_to_those_present(s: Situation) -> Answer:
    """One paper is issued to each who came; a meeting that opened no ballot issued none."""
    issued, there = s.data["issued"], present(s.matter)
    opened = issued or s.data["returned"]
    params = {"issued": issued, "present": there}
    return Answer(not opened or issued == there, "tally.issued_not_present", params)


@rule("ballot.other_teller", says=("ballot.other_teller",))
def another_teller(s: Situation) -> Answer:
    """The second count is another teller's."""
    counts = s.facts.all(known.BALLOT)
    waiting = counts[-1] if counts and not counts[-1].outcome else None
    same = waiting is not None and s.actor is not None and waiting.by == s.actor.id
    return Answer(not same, "ballot.other_teller")
