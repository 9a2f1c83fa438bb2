"""What a student does with an item after it was declared: hand in evidence, appeal, withdraw."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final, Self
from uuid import uuid4

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal import clock
from portal.pages.joined import sentences
from portal.rooms.actor import Actor
from portal.rooms.credits.awaiting import appeal_text
from portal.rooms.credits.claiming import evidence_form
from portal.rooms.credits.declaring import evidence_data
from portal.rooms.credits.items import DeclaredItem, StudentCredits
from portal.rooms.credits.wording import refused_text, row_name
from portal.rooms.forms import paper_data
from portal.rooms.typed import typed_key
from procedures.second_classroom_credits.flows import SecondClassroomCredits_1
from procedures.second_classroom_credits.forms import Appeal
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from procedures.second_classroom_credits.scoring.table import Row
from workflows.door import Act, outlook
from workflows.nodes import Paper

EVIDENCE, APPEAL, WITHDRAWAL = "evidence", "appeal", "withdrawal"
ACTS: Final = frozenset({EVIDENCE, APPEAL, WITHDRAWAL})


@dataclass(frozen=True)
class Acting:
    """One request to act on an item of one's own; whether it may happen is the door's to say."""

    actor: Actor
    item: DeclaredItem
    row: Row
    rules: Ruleset
    name: str
    request: HttpRequest

    @classmethod
    def of(
        cls, actor: Actor, mine: StudentCredits, item: DeclaredItem, name: str, request: HttpRequest
    ) -> Self | None:
        """The request; None for an act that no student does here."""
        row, rules = mine.row_of(item), mine.rules_of(item)
        if rules is None or row is None or name not in ACTS:
            return None
        return cls(actor, item, row, rules, name, request)

    @property
    def title(self) -> str:
        """What the act is called."""
        return SecondClassroomCredits_1.act_types[self.name].title

    @property
    def submit(self) -> str:
        """What its button says."""
        return {EVIDENCE: _("上交"), APPEAL: _("提交申诉"), WITHDRAWAL: _("撤回")}[self.name]

    @property
    def text(self) -> str:
        """What to know before it."""
        about = _("%(content)s，%(row)s。") % {
            "content": self.item.claim["content"],
            "row": row_name(self.row),
        }
        more = {
            EVIDENCE: "",
            APPEAL: sentences(
                refused_text(self.item), _("作出结论的部门不受理，请选另一个。"), self._appealing()
            ),
            WITHDRAWAL: _("撤回以后这一项不再审核；要申报的，须在截止以前重新申报。"),
        }
        return sentences(about, more[self.name])

    def _appealing(self) -> str:
        """Until when an appeal is lodged."""
        if self.name != APPEAL:
            return ""
        view = outlook([self.item.case], at=clock.now(), actor=self.actor.id)[self.item.case]
        return appeal_text(view, self.actor.on)

    @cached_property
    def form(self) -> forms.Form:
        """Its form."""
        sent = self.request if self.request.method == "POST" else None
        if self.name == EVIDENCE:
            return evidence_form(self.row, self.rules, request=sent, key=True)
        key = {"act_key": forms.CharField(widget=forms.HiddenInput, required=False, initial=uuid4().hex)}
        paper: type[Paper] = Appeal if self.name == APPEAL else Paper
        kind: type[forms.Form] = type("ActingForm", (paper,), dict(key))
        form = kind(sent.POST) if sent is not None else kind()
        if "body" in form.fields:
            form.fields["body"].widget = forms.RadioSelect(choices=list(Appeal.choice_words("body").items()))
        return form

    def act(self, files: tuple[str, ...]) -> Act:
        """The act as it was typed."""
        data = evidence_data(self.form) if self.name == EVIDENCE else paper_data(self.form)
        key = typed_key(self.request.POST.get("act_key", ""))
        return Act(self.name, self.actor.id, key, data=data, case=self.item.case, files=files)
