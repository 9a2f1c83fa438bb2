"""Publicity: a notice hangs on every channel for some days; closing it is an act, not a timer.

The notice is a matter that several cases share. Each case waits at its own node: what is lodged against one
case holds that case alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, Self

from workflows.nodes.acts import ActType
from workflows.nodes.graph import Resting
from workflows.nodes.matters import MatterType
from workflows.rules.situation import Situation
from workflows.rules.windows import Posting, PublicityWindow

UPHELD = "upheld"
DISMISSED = "dismissed"
UNOPPOSED = "unopposed"


def open_objections(situation: Situation, node: str) -> list[int]:
    """The entries of the objections lodged at ``node`` that no inquiry has answered yet."""
    facts = situation.facts
    lodged = {fact.entry: fact for fact in facts.all(f"{node}.object") if fact.entry is not None}
    settled = {fact.data.get("objection") for fact in facts.all(f"{node}.inquire")}
    settled.add(situation.data.get("objection"))
    return sorted(entry for entry in lodged if entry not in settled)


class NoticeType(MatterType):
    """A kind of matter that hangs for some days and is read by the public meanwhile.

    ``channels`` names each channel as people read it; ``online`` is the one that this site is. ``lasts`` is
    the parameter that says for how many days it hangs. The first of its ``papers`` is the notice itself.
    """

    channels: ClassVar[Mapping[str, str]] = {}
    online: ClassVar[str] = "web"
    lasts: ClassVar[str] = ""

    @classmethod
    def postings(cls, situation: Situation) -> Mapping[str, Sequence[Posting]]:
        """Where and when the notice hung for one case, by channel; days it was taken down are exclusive."""
        raise TypeError(f"{cls.__name__} does not say where it hung")

    @classmethod
    def window(cls, situation: Situation) -> PublicityWindow | None:
        """The window of the notice for one case, or None while it hangs in too few channels."""
        raise TypeError(f"{cls.__name__} does not say for how long it hangs")

    @classmethod
    def answer_by(cls, situation: Situation, lodged_on: date) -> date | None:
        """The day on which an objection of that day has waited too long; None where nothing says so."""
        return None


class Publicity(Resting):
    """公示 of one case: posted, perhaps objected to and inquired, and closed.

    Edges: ``unopposed`` when nothing stands against the case, ``upheld`` when an objection was found true.
    ``channel`` records that the notice went up in a channel, or came down there.
    """

    task_type: ClassVar[str] = "PUBLICITY"
    outcomes: ClassVar[tuple[str, ...]] = (UNOPPOSED, UPHELD)

    def __init__(
        self,
        notice: type[MatterType],
        *,
        title: str,
        post: ActType,
        objection: ActType,
        inquiry: ActType,
        close: ActType,
        channel: ActType | None = None,
    ) -> None:
        close.name, post.name, objection.name, inquiry.name = "close", "post", "object", "inquire"
        objection.keep = inquiry.keep = "each"
        objection.Discreet()
        inquiry.Discreet()
        extra = (channel,) if channel else ()
        for act in extra:
            act.name, act.keep = "channel", "each"
        for act in (close, post, objection, inquiry, *extra):
            act.matter = notice
        super().__init__(close, post, objection, inquiry, *extra, title=title)
        close.Decides(self._closing)

    @property
    def post(self) -> ActType:
        """Hanging the notice."""
        return self._acts[1]

    def Posting(self, *rules: Any) -> Self:
        """Rules that say whether the notice may be hung with these data."""
        self.post.Requires(*rules)
        return self

    def Unopposed(self, node: Any) -> Self:
        """Where the case goes when nothing stands against it."""
        return self.On(UNOPPOSED, node)

    def Upheld(self, node: Any) -> Self:
        """Where the case goes when an objection was found true."""
        return self.On(UPHELD, node)

    def _closing(self, situation: Situation) -> str:
        posted = situation.facts.latest(self.post.name)
        since = posted.on if posted else situation.on
        verdicts = [f.data.get("finding") for f in situation.facts.all(self._acts[3].name) if f.on >= since]
        return UPHELD if UPHELD in verdicts else UNOPPOSED
