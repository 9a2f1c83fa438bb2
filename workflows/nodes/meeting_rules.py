"""What every meeting with ballots must be, whatever regulation called it.

None of these rules has a number: shares, kinds and agendas come from the edition and the procedure.
"""

from __future__ import annotations

from workflows.nodes.meetings import meeting_type
from workflows.rules import meetings
from workflows.rules.facts import Fact
from workflows.rules.predicates import Answer, rule
from workflows.rules.situation import Situation


def told(s: Situation, event: str) -> tuple[Fact, ...]:
    """What acts of one kind brought to the case in this meeting."""
    name = s.node if event == meetings.COUNT else f"{s.node}.{event}"
    return meetings.of_meeting(s.facts, name, s.matter)


def envelopes(s: Situation) -> tuple[str, ...]:
    """From whom a sealed opinion will be opened: those entitled who handed one in and did not come."""
    voting = meetings.entitled(s.matter, meeting_type(s.matter_kind).barred(s))
    came, given = meetings.present(s.matter), meetings.opinions_of(told(s, "receive"))
    return tuple(number for number in voting if number in given and number not in came)


def seats(s: Situation) -> meetings.Seats:
    """Who decides the ballot of a case: as it was counted, or else as the meeting stands now."""
    if {"entitled", "present"} <= s.data.keys():
        return meetings.Seats(s.data["entitled"], s.data["present"], s.data.get("written", 0))
    barred = meeting_type(s.matter_kind).barred(s)
    entitled, present = meetings.entitled(s.matter, barred), meetings.present(s.matter, barred)
    return meetings.Seats(len(entitled), len(present), len(envelopes(s)))


# ── The roll and the attendance ──


@rule("roll.accounts_for_all", says=("roll.accounts_for_all",))
def accounts_for_all(s: Situation) -> Answer:
    """Everybody of the electorate on the day is entitled or left out with a reason, and nobody else."""
    kind = meeting_type(s.matter_kind)
    tree, standings = kind.electorate or ("", frozenset())
    members = {
        number: person
        for number, person in s.people.items()
        if (held := person.standing_on(tree, s.on))
        and held.unit_id == s.units[kind.at].id
        and held.standing in standings
    }
    named, left_out = set(s.data["entitled"]), set(s.data["excluded"])
    forgotten = tuple(members[number].name for number in sorted(members.keys() - named - left_out))
    foreign = tuple(_name(s, number) for number in sorted((named | left_out) - members.keys()))
    twice = tuple(_name(s, number) for number in sorted(named & left_out))
    params = {"forgotten": forgotten, "foreign": foreign, "twice": twice}
    return Answer(not (forgotten or foreign or twice), "roll.accounts_for_all", params)


def _name(s: Situation, number: str) -> str:
    return s.people[number].name if number in s.people else number


@rule("roll.not_counted", says=("roll.not_counted",))
def not_begun(s: Situation) -> Answer:
    """Once anybody's turn has begun the roll changes no more."""
    return Answer(not any(name in s.facts for name in meetings.PROGRESS), "roll.not_counted")


@rule("roll.locked_first", says=("roll.locked_first",))
def roll_locked(s: Situation) -> Answer:
    """The attendance is taken of a roll that was locked the same day."""
    locked_on = s.facts.on(meetings.ROLL)
    return Answer(locked_on == s.on, "roll.locked_first", {"locked_on": locked_on, "on": s.on})


@rule("attendance.ballot_open", says=("attendance.ballot_open",))
def no_ballot_open(s: Situation) -> Answer:
    """While papers are out nobody comes or goes."""
    return Answer(not meetings.under_way(s.facts), "attendance.ballot_open")


@rule("roll.absent_entitled", says=("roll.absent_entitled",))
def absent_were_entitled(s: Situation) -> Answer:
    """Only somebody entitled can be absent."""
    foreign = tuple(
        _name(s, number) for number in sorted(set(s.data["absent"]) - set(meetings.entitled(s.facts)))
    )
    return Answer(not foreign, "roll.absent_entitled", {"foreign": foreign})


@rule("attendance.chair_came", says=("attendance.chair_came",))
def chair_came(s: Situation) -> Answer:
    """Who presides over the meeting is in it: no regulation says so, but the two cannot both be true."""
    call = s.facts.latest(meetings.CALL)
    chair = str(call.data.get("chair", "")) if call else ""
    return Answer(chair not in s.data["absent"], "attendance.chair_came", {"name": _name(s, chair)})


@rule("meeting.has_quorum", says=("meeting.has_quorum",))
def quorate(s: Situation) -> Answer:
    """Enough of those entitled came; a written opinion is nobody who came."""
    entitled, present, needed = _attendance(s)
    params = {"entitled": entitled, "present": present, "needed": needed}
    applies = bool(s.matter_kind) and meetings.absent(meetings.meeting_of(s)) is not None
    return Answer(entitled > 0 and present >= needed, "meeting.has_quorum", params, applies=applies)


@rule("meeting.no_quorum", says=("meeting.no_quorum",))
def inquorate(s: Situation) -> Answer:
    """A meeting is given up for want of a quorum only where attendance was taken and does not suffice."""
    entitled, present, needed = _attendance(s)
    taken = meetings.absent(meetings.meeting_of(s)) is not None
    params = {"entitled": entitled, "present": present, "needed": needed}
    return Answer(taken and present < max(needed, 1), "meeting.no_quorum", params)


def _attendance(s: Situation) -> tuple[int, int, int]:
    if not s.matter_kind:
        return 0, 0, 0
    meeting = meetings.meeting_of(s)
    share = meeting_type(s.matter_kind).quorum(s.edition)
    entitled, present = len(meetings.entitled(meeting)), len(meetings.present(meeting))
    return entitled, present, share.least(entitled) if share and entitled else 0


# ── A person's turn ──


@rule("meeting.teller_apart", says=("meeting.teller_apart",))
def teller_apart(s: Situation) -> Answer:
    """Nobody counts the papers about himself."""
    call = meetings.meeting_of(s).latest(meetings.CALL)
    apart = s.subject.number not in (call.data["tellers"] if call else ())
    return Answer(apart, "meeting.teller_apart", {"name": s.subject.name})


@rule("meeting.on_agenda", says=("meeting.on_agenda",))
def on_agenda(s: Situation) -> Answer:
    """The meeting was called for this person."""
    known = s.matter is not None and s.case in meetings.agenda(s.matter)
    return Answer(known, "meeting.on_agenda", {"name": s.subject.name}, applies=s.matter is not None)


@rule("meeting.in_turn", says=("meeting.in_turn",))
def in_turn(s: Situation) -> Answer:
    """Whoever stands before on the agenda is decided, deferred or set aside."""
    before = meetings.waiting_before(s.matter, s.case) if s.matter and s.case else ()
    return Answer(not before, "meeting.in_turn", {"count": len(before)}, applies=s.matter is not None)


@rule("ballot.once", says=("ballot.once",))
def not_settled(s: Situation) -> Answer:
    """A meeting decides on a person once; what was decided is not voted on again the same day."""
    over = [
        fact
        for event in meetings.PROGRESS
        for fact in (told(s, event) if s.matter else ())
        if fact.outcome in meetings.SETTLED
    ]
    return Answer(not over, "ballot.once", applies=s.matter is not None)


@rule("ballot.roll_taken", says=("ballot.roll_taken",))
def roll_taken(s: Situation) -> Answer:
    """A person's turn comes after the roll was locked and the attendance taken, on that day."""
    meeting = meetings.meeting_of(s)
    taken_on = meeting.on(meetings.ATTENDANCE) if meetings.absent(meeting) is not None else None
    ready = meeting.on(meetings.ROLL) == taken_on == s.on
    params = {"taken_on": taken_on, "on": s.on}
    return Answer(ready, "ballot.roll_taken", params, applies=s.matter is not None)


@rule("ballot.opened", says=("ballot.opened",))
def opened(s: Situation) -> Answer:
    """Papers are counted once the last item of the agenda, the ballot itself, was reached."""
    reached = any(fact.outcome == meetings.OPENED for fact in told(s, meetings.DISCUSS))
    return Answer(reached, "ballot.opened", applies=s.matter is not None)


@rule("ballot.not_opened", says=("ballot.not_opened",))
def not_opened(s: Situation) -> Answer:
    """What was opened is counted: after that nothing is put off, and nothing more is handed in."""
    reached = any(fact.outcome == meetings.OPENED for fact in told(s, meetings.DISCUSS))
    counted = any(fact.outcome not in meetings.SETTLED for fact in told(s, meetings.COUNT))
    return Answer(not (reached or counted), "ballot.not_opened", applies=s.matter is not None)


@rule("agenda.in_order", says=("agenda.in_order",))
def in_order(s: Situation) -> Answer:
    """The items come in their order: none before the one that stands before it, none twice."""
    order = tuple(s.data["order"])
    reached = (*meetings.items_of(told(s, meetings.DISCUSS)), *s.data["items"])
    missing = tuple(item for item in order[: len(reached)] if item not in reached)
    return Answer(reached == order[: len(reached)], "agenda.in_order", {"missing": missing})


# ── Written opinions ──


@rule("opinion.entitled", says=("opinion.entitled",))
def author_entitled(s: Situation) -> Answer:
    """Only somebody entitled to this ballot hands in an opinion."""
    voting = meetings.entitled(s.matter, meeting_type(s.matter_kind).barred(s))
    foreign = tuple(_name(s, number) for number in s.data["opinions"] if number not in voting)
    return Answer(not foreign, "opinion.entitled", {"foreign": foreign})


@rule("opinion.absent", says=("opinion.absent",))
def author_absent(s: Situation) -> Answer:
    """Whoever came votes in the room."""
    came = meetings.present(s.matter)
    here = tuple(_name(s, number) for number in s.data["opinions"] if number in came)
    return Answer(not here, "opinion.absent", {"present": here})


@rule("opinion.once", says=("opinion.once",))
def handed_in_once(s: Situation) -> Answer:
    """A person's opinion counts once."""
    known = meetings.opinions_of(told(s, "receive"))
    twice = tuple(number for number in s.data["opinions"] if number in known)
    return Answer(not twice, "opinion.once", {"twice": twice})


@rule("opinion.in_time", says=("opinion.in_time",))
def in_time(s: Situation) -> Answer:
    """An opinion came in no later than the day on which it is recorded, and before the cut-off."""
    late = tuple(n for n, moment in s.data["opinions"].items() if moment[:10] > s.on.isoformat())
    over = not meeting_type(s.matter_kind).late_opinions and meetings.absent(s.matter) is not None
    return Answer(not late and not over, "opinion.in_time", {"late": late})


# ── The count ──


@rule("ballot.issued_to_present", says=("tally.issued_not_present",))
def issued_to_those_present(s: Situation) -> Answer:
    """One paper is issued to each who came and votes; a meeting that opened no ballot issued none."""
    issued, there = s.data["issued"], seats(s).present
    opened_one = issued or s.data["returned"]
    params = {"issued": issued, "present": there}
    return Answer(not opened_one or issued == there, "tally.issued_not_present", params)


@rule("ballot.written_opened", says=("ballot.written_opened",))
def every_envelope_opened(s: Situation) -> Answer:
    """The tellers opened every sealed opinion, and counted no other."""
    counted, given = meetings.written_of(s.data).total, seats(s).written
    return Answer(counted == given, "ballot.written_opened", {"counted": counted, "given": given})


@rule("ballot.other_teller", says=("ballot.other_teller",))
def another_teller(s: Situation) -> Answer:
    """The second count is another teller's."""
    counts = told(s, meetings.COUNT)
    waiting = counts[-1] if counts and not counts[-1].outcome else None
    same = waiting is not None and s.actor is not None and waiting.by == s.actor.id
    return Answer(not same, "ballot.other_teller")
