"""Papers of a notice: what hangs, in which channel, what was said against it, and what was found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from procedures.party_membership.forms import roster
from procedures.party_membership.forms.fields import words
from workflows.nodes import Paper
from workflows.rules.situation import Situation

CHANNELS = (("paper", "书面"), ("web", "网上"))


class Notice(Paper):
    """D06 推优公示 as it is hung: where it hangs from this day on, and where the League can be reached."""

    code, title = "D06", "推优公示"
    private = frozenset({"contact"})
    contact = forms.CharField(label="团组织联系方式", max_length=200, required=False)
    channels = forms.MultipleChoiceField(
        label="当天张贴的渠道", choices=CHANNELS, required=False, widget=forms.CheckboxSelectMultiple
    )


class NomineeNotice(Notice):
    """What the notice says of one nominee."""

    title = "公示人选"
    private = frozenset({"contact", "basic_info"})
    basic_info = words("人选基本情况", longest=1000)

    @classmethod
    def suggested(cls, s: Situation) -> Mapping[str, Any]:
        """Who the nominee is, by the roster and the case: no more than tells them from others (art. 8)."""
        known = roster.shown(s.subject)
        sex, since = roster.SEXES.get(known["sex"], ""), s.facts.on("application")
        applied = f"{since.year}年{since.month}月{since.day}日递交入党申请书" if since else ""
        said = [each for each in (sex, known["ethnicity"], known["unit_post"], applied) if each]
        return {"basic_info": f"{'，'.join(said)}。"} if said else {}


class Channel(Paper):
    """The notice goes up in a channel, or comes down there."""

    code, title = "D06", "公示渠道"
    channel = forms.ChoiceField(label="渠道", choices=CHANNELS)
    state = forms.ChoiceField(label="情况", choices=(("up", "张贴"), ("down", "撤下")))


class Objection(Paper):
    """An objection; whose it is and what it says can be erased."""

    title = "登记异议"
    private = frozenset({"objector", "text"})
    objector = forms.CharField(label="反映人", max_length=120, required=False)
    text = words("反映内容", required=True)


class Inquiry(Paper):
    """核实 of one objection and the decision on it."""

    title = "核实异议"
    private = frozenset({"text"})
    objection = forms.IntegerField(label="核实哪一件异议", min_value=1)
    finding = forms.ChoiceField(label="结论", choices=(("dismissed", "不成立"), ("upheld", "成立")))
    text = words("核实情况", required=True)
