"""Papers of a meeting that every regulation's meetings share; a procedure adds its kinds and fields.

Words about a person (why somebody is absent) are private and can be erased; of the kinds, which are coarse,
the journal keeps what made a roll lawful.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms

from workflows.nodes.papers import Paper, Problem, Reading
from workflows.nodes.people_fields import ByPerson, Kinds, Moments, Numbers, Reasons
from workflows.rules.meetings import TALLIED

SORTED = tuple(name for name in TALLIED if name not in {"issued", "returned"})


def votes(label: str) -> forms.IntegerField:
    """A number of papers."""
    return forms.IntegerField(label=label, min_value=0)


class Called(Paper):
    """A meeting is called: where, who presides, who counts. The two who count are different people."""

    title = "召开会议"
    people = frozenset({"chair", "tellers"})
    place = forms.CharField(label="地点", max_length=120)
    chair = forms.CharField(label="主持人", max_length=40)
    tellers = Numbers(label="计票人")

    @classmethod
    def contradictions(cls, data: Mapping[str, Any]) -> Sequence[Problem]:
        """Two people count, each by himself."""
        return () if len(data["tellers"]) > 1 else (Problem("tellers", "meeting.two_tellers", {}),)


class Rolled(Paper):
    """应到会: everybody of the electorate is entitled, or left out for a kind of reason.

    A procedure declares its kinds: ``excluded = Kinds({…}, consent=(…))``. A kind that needs consent needs in
    ``consents`` the paper by which somebody above agreed.
    """

    title = "应到会名册"
    people = frozenset({"entitled"})
    private = frozenset({"reasons"})
    entitled = Numbers(label="应到会", most=True)
    excluded: ByPerson = Reasons(label="不计入应到会", required=False)
    consents = Reasons(label="上级同意的文号或日期", required=False)
    reasons = Reasons(label="不计入的说明", required=False)

    @classmethod
    def contradictions(cls, data: Mapping[str, Any]) -> Sequence[Problem]:
        """Consent where the kind needs it, and words only about those left out."""
        field = cls.base_fields["excluded"]
        kinds = field.consent if isinstance(field, Kinds) else frozenset()
        missing = [
            number
            for number, kind in data["excluded"].items()
            if kind in kinds and number not in data["consents"]
        ]
        found = [Problem("consents", "roll.consent", {"people": "、".join(missing)})] if missing else []
        return [*found, *_astray(data, "excluded", ("consents", "reasons"))]


class Attended(Paper):
    """实到会, given by who stayed away: everybody else on the roll came."""

    title = "到会情况"
    private = frozenset({"reasons"})
    absent: ByPerson = Reasons(label="缺席", required=False)
    reasons = Reasons(label="缺席的说明", required=False)

    @classmethod
    def contradictions(cls, data: Mapping[str, Any]) -> Sequence[Problem]:
        """Words only about those who are absent."""
        return _astray(data, "absent", ("reasons",))


def _astray(data: Mapping[str, Any], field: str, about: Sequence[str]) -> list[Problem]:
    return [
        Problem(name, "roll.words_astray", {"people": "、".join(sorted(astray))})
        for name in about
        if (astray := set(data.get(name) or {}) - set(data[field]))
    ]


class Opinions(Paper):
    """Sealed written opinions that came in: from whom and when. What they say nobody enters here."""

    title = "收到书面意见"
    opinions = Moments(label="交来书面意见的人和收到时间")


class AgendaItems(forms.MultipleChoiceField):
    """Items of an agenda, in the order in which they must come; with the last one the ballot opens."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, items: Mapping[str, str], **options: Any) -> None:
        super().__init__(choices=tuple(items.items()), **{"label": "已进行的议程", **options})
        self.items = tuple(items.items())

    def clean(self, value: Any) -> list[str]:
        """The items in the order of the agenda."""
        given: list[str] = super().clean(value)
        return [item for item, _title in self.items if item in given]


class Reached(Paper):
    """How far the agenda of one person has got: a procedure declares ``items = AgendaItems({…})``.

    What it keeps says also what the whole ``order`` was, so that nobody needs the procedure to judge it.
    """

    title = "议程"

    @classmethod
    def agenda(cls) -> dict[str, str]:
        """The items by their word, in their order."""
        return dict(getattr(cls.base_fields["items"], "items", ()))

    @classmethod
    def read(cls, raw: Mapping[str, object]) -> Reading:
        """The items reached and the order in which all of them come."""
        reading = super().read(raw)
        return replace(reading, facts={**reading.facts, "order": [*cls.agenda()]})


class Voting(Paper):
    """How a meeting votes; the totals of each person follow."""

    title = "表决方式"
    method = forms.ChoiceField(label="表决方式", choices=(("secret", "无记名投票"), ("hands", "举手")))


class Counted(Paper):
    """Totals of the papers of one round: nothing says who voted how."""

    title = "票数"
    issued = votes("发出")
    returned = votes("收回")
    approve = votes("赞成")
    oppose = votes("不赞成")
    abstain = votes("弃权")
    void = votes("废票")

    @classmethod
    def contradictions(cls, data: Mapping[str, Any]) -> Sequence[Problem]:
        """Every returned paper is sorted once."""
        counted = sum(data[name] for name in SORTED)
        numbers = {"counted": str(counted), "returned": str(data["returned"])}
        return (
            []
            if counted == data["returned"]
            else [Problem("returned", "tally.counted_not_returned", numbers)]
        )


class CountedWithWritten(Counted):
    """Totals of a round and, apart from them, of the written opinions that the tellers opened."""

    written_approve = votes("书面意见赞成")
    written_oppose = votes("书面意见不赞成")
    written_abstain = votes("书面意见弃权")
