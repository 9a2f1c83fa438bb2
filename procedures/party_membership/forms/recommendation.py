"""Papers of a recommendation: attestation, the meeting and its count, the list, a member's word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django import forms

from procedures.party_membership.forms.fields import Numbers, Reasons, count, person, words
from procedures.party_membership.roles import FULL_MEMBER, PARTY_TREE
from workflows.nodes import Called, Counted, Paper, Problem, meeting_papers

QUALITIES = (("political", "政治立场"), ("understanding", "对党的认识与意愿"), ("character", "作风与威信"))


class Attestation(Paper):
    """核验 of what cannot be counted, and the figures that can; who attests and when is the act itself."""

    title = "推优人选核验"
    private = frozenset({"ground"})
    apart = frozenset({"sanctions", "term_rank", "term_size", "composite_rank", "composite_size"})
    qualities = forms.MultipleChoiceField(
        label="已核验", choices=QUALITIES, required=False, widget=forms.CheckboxSelectMultiple
    )
    ground = words("核验依据", required=True)
    sanctions = count("在校期间通报批评和处分次数")
    term_rank = count("学期成绩名次", required=False)
    term_size = count("学期成绩专业年级人数", required=False)
    composite_rank = count("学年综测名次", required=False)
    composite_size = count("学年综测专业年级人数", required=False)

    @classmethod
    def contradictions(cls, data: Mapping[str, Any]) -> Sequence[Problem]:
        """A rank is a place among so many: both are given, and the place lies among them."""
        return [
            Problem(f"{kind}_rank", "rank.outside", {})
            for kind in ("term", "composite")
            if not _possible(data[f"{kind}_rank"], data[f"{kind}_size"])
        ]


def _possible(rank: int | None, size: int | None) -> bool:
    return (rank is None and size is None) or (rank is not None and size is not None and 1 <= rank <= size)


class MeetingCall(Called):
    """A meeting of the League branch is called."""

    code, title = "D04", "召开推优大会"


class Roll(Paper):
    """应到会: every League member of the branch, entitled or left out with a reason."""

    code, title = "D04", "应到会名册"
    people = frozenset({"entitled"})
    entitled = Numbers(label="应到会团员", most=True)
    excluded = Reasons(label="不计入应到会的团员与原因", required=False)


class Attendance(Paper):
    """实到会, given by who stayed away and why."""

    code, title = "D04", "到会情况"
    absent = Reasons(label="缺席的团员与原因", required=False)


class Voting(meeting_papers.Voting):
    """How a meeting votes; the totals of each nominee follow."""

    code, title = "D04", "表决方式"


class Count(Counted):
    """D04 票数 of one nominee: totals only, and the appraisal of the same meeting."""

    code, title = "D04", "推优票数"
    rated = count("参加测评人数")
    qualified = count("测评合格票")

    @classmethod
    def contradictions(cls, data: Mapping[str, Any]) -> Sequence[Problem]:
        """Every returned paper is sorted once, and only those who rate can rate somebody qualified."""
        found = super().contradictions(data)
        if data["qualified"] <= data["rated"]:
            return found
        return [*found, Problem("qualified", "appraisal.more_than_rated", {})]


class ListReview(Paper):
    """D05 推荐人选名单, as the college League committee reviews one nominee."""

    code, title = "D05", "推荐人选审核"
    private = frozenset({"opinion"})
    outcome = forms.ChoiceField(
        label="审核结果", choices=(("approved", "列入拟推荐名单"), ("returned", "退回团支部"))
    )
    opinion = words("审核意见")


class MemberRecommendation(Paper):
    """D07 党员推荐意见, signed by a full member."""

    code, title = "D07", "党员推荐意见"
    people = frozenset({"recommender"})
    offered = MappingProxyType({"recommender": (PARTY_TREE, FULL_MEMBER)})
    private = frozenset({"ground"})
    recommender = person("推荐人")
    ground = words("推荐理由", required=True)
