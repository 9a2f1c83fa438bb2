"""Where and when the notice of a case hung: at any node that is posted, taken down and put up again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from workflows.nodes import open_objections
from workflows.rules.facts import Fact
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, rule
from workflows.rules.situation import Situation
from workflows.rules.windows import Posting, PublicityWindow, publicity

#: what is said of a notice that came down before its days were full and does not hang again
TAKEN_DOWN = "notice.taken_down"
#: the nodes at which a notice of a case hangs, one after the other
NOTICES = ("recommendation_notice", "candidate_notice", "conversion_notice")


def follows(later: Fact | None, earlier: Fact | None) -> bool:
    """Whether one fact was recorded after another; what does not exist follows nothing and precedes all."""
    return later is not None and (earlier is None or (later.entry or 0) > (earlier.entry or 0))


def hung(s: Situation, notice: str) -> dict[str, Sequence[Posting]]:
    """Where and when the notice of this node hung since it was last posted, by channel."""
    post = s.facts.latest(f"{notice}.post")
    if post is None:
        return {}
    found: dict[str, list[Posting]] = {channel: [(post.on, None)] for channel in post.data["channels"]}
    for fact in s.facts.all(f"{notice}.channel"):
        if follows(fact, post):
            _change(found.setdefault(fact.data["channel"], []), fact)
    return dict(found)


def _change(postings: list[Posting], fact: Fact) -> None:
    """Put the notice up, or take it down where it hangs; what changes nothing is left out."""
    hangs = bool(postings) and postings[-1][1] is None
    if fact.data["state"] == "up" and not hangs:
        postings.append((fact.on, None))
    elif fact.data["state"] == "down" and hangs:
        postings[-1] = (postings[-1][0], max(fact.on, postings[-1][0]))


def window(s: Situation, notice: str, p: Parameter) -> PublicityWindow | None:
    """The window of a notice as it stands, or None while it hangs in too few channels."""
    return publicity(
        hung(s, notice),
        channels=p.channels,
        days=p.days,
        day_kind=p.day_kind,
        posting_day=p.posting_day,
        calendar=s.calendar,
    )


def missing_channels(s: Situation, notice: str, p: Parameter) -> tuple[str, ...]:
    """The channels of the article in which the notice does not hang, though it hung in others."""
    return p.lacks({channel for channel, postings in hung(s, notice).items() if postings})


def long_enough(s: Situation, p: Parameter, shown: PublicityWindow | None, *, asked: bool) -> Answer:
    """Whether a notice hung for its whole days in all channels at once, where that is asked."""
    usable_on = shown.usable_on if shown else None
    params = {
        "posted_on": shown.posted_on if shown else None,
        "days": p.days,
        "last_on": shown.last_day if shown else None,
        "usable_on": usable_on,
    }
    usable = shown is not None and shown.usable(s.on)
    message = TAKEN_DOWN if shown is not None and usable_on is None else p.name
    return Answer(usable, message, params, usable_on, applies=shown is not None and asked)


def upheld(s: Situation, notice: str) -> bool:
    """Whether an objection against the notice as posted last was found true: its days decide nothing more."""
    post = s.facts.latest(f"{notice}.post")
    found = (fact for fact in s.facts.all(f"{notice}.inquire") if fact.data["finding"] == "upheld")
    return any(follows(fact, post) for fact in found)


def objections(s: Situation, notice: str) -> int:
    """How many objections against a case nobody has decided yet."""
    return len(open_objections(s, notice))


def lodged(s: Situation, notice: str) -> list[date]:
    """The days on which the objections were lodged that nobody has decided yet."""
    left = open_objections(s, notice)
    return [fact.on for fact in s.facts.all(f"{notice}.object") if fact.entry in left]


def posted_last(s: Situation) -> str:
    """The node of the notice that was posted last; the first kind while none was."""
    last = NOTICES[0]
    for notice in NOTICES:
        if follows(s.facts.latest(f"{notice}.post"), s.facts.latest(f"{last}.post")):
            last = notice
    return last


@rule("notice.objection_open", says=("notice.objection_open",))
def objection_is_open(s: Situation) -> Answer:
    """An inquiry answers an objection that was lodged by then, and that nobody has answered."""
    notice, number = posted_last(s), s.data["objection"]
    lodged = {fact.entry for fact in s.facts.all(f"{notice}.object") if fact.on <= s.on}
    answered = {fact.data["objection"] for fact in s.facts.all(f"{notice}.inquire")}
    return Answer(number in lodged - answered, "notice.objection_open", {"objection": number})


@rule("notice.channel_changes", says=("notice.channel_changes",))
def channel_changes(s: Situation) -> Answer:
    """A notice goes up where it does not hang and comes down where it does, in the order of the days."""
    postings = hung(s, posted_last(s)).get(s.data["channel"], ())
    hangs = bool(postings) and postings[-1][1] is None
    last = max((day for posting in postings for day in posting if day), default=s.on)
    right = hangs == (s.data["state"] == "down") and s.on >= last
    return Answer(right, "notice.channel_changes", {"channel": s.data["channel"], "hangs": hangs})
