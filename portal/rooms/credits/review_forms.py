"""What a reviewer types: a reason, what is recognised instead, and the paper sheet of the final review."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal.rooms.credits.review_reasons import reason_for
from portal.rooms.credits.review_steps import AGAIN, FIRST, ReviewStep
from portal.rooms.credits.wording import read
from procedures.second_classroom_credits.forms import Finalised, FirstReview
from procedures.second_classroom_credits.scoring.amounts import written
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from workflows.documents import short_code
from workflows.models import Matter
from workflows.rules.facts import Facts
from workflows.texts.sentences import word

#: where the session keeps what the paper sheet of each round says
SESSION_KEY = "credits_paper"


class DecisionForm(forms.Form):
    """The fields of every review; the door reads what is sent, this only shows it."""

    act_key = forms.CharField(widget=forms.HiddenInput, required=False)
    row = forms.ChoiceField(required=False)
    times = forms.IntegerField(required=False, min_value=1)
    ground = forms.ChoiceField(required=False)
    why = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    doubt = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


def decision_form(request: HttpRequest, rules: Ruleset | None, most: int, module: str) -> DecisionForm:
    """The form as it was sent, or blank; rows that give less than ``most`` tenths may be chosen."""
    sent = request.POST if request.method == "POST" else None
    known = {"act_key": uuid4().hex, **_asked(request)}
    form = DecisionForm(sent, initial=known, auto_id="id_%s")
    labels = {
        "row": _("改按评分项"),
        "times": _("次数"),
        "ground": _("常用理由"),
        "why": _("给学生的说明"),
        "doubt": _("存疑之处"),
    }
    for name, label in labels.items():
        form.fields[name].label = label
    form.fields["row"].choices = [("", _("不变")), *_rows(rules, most, module)]  # type: ignore[attr-defined]  # a ChoiceField
    form.fields["ground"].choices = [("", _("不选")), *FirstReview.choice_words("ground").items()]  # type: ignore[attr-defined]  # a ChoiceField
    return form


def _asked(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET[name] for name in ("row", "times") if name in request.GET}


def _rows(rules: Ruleset | None, most: int, module: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The rows by module, the item's own module first."""
    found = rules.table.by_module if rules else {}
    for each in sorted(found, key=lambda name: name != module):
        rows = [row for row in found[each] if row.credits < most]
        if rows:
            said = [(row.id, f"{row.id} {read(row).title} {written(row.credits)}") for row in rows]
            yield word(each), said


def said_of(request: HttpRequest, step: ReviewStep, outcome: str) -> dict[str, Any]:
    """What the paper of a review says, as it was typed; a reason that was chosen stands for one unwritten."""
    sent = request.POST
    ground = sent.get("ground", "")
    said: dict[str, Any] = {"outcome": outcome, "why": reason_for(ground, sent.get("why", ""))}
    if outcome == step.accepting:
        # What lies open beside the button is not what it says: it recognises the item as it stands.
        return {"outcome": outcome, "why": sent.get("why", "")}
    if step.name == AGAIN:
        return said
    said["ground"] = ground
    if step.name == FIRST and outcome == "lowered":
        said |= {"row": sent.get("row", ""), "times": sent.get("times", "")}
    return said


def paper_form(request: HttpRequest, matter: Matter) -> forms.Form:
    """What the paper sheet of a round says, as it was typed last; it goes with every final review.

    The form carries the digest of what was sent, whose code is compared; the sum is typed from the paper.
    """
    sent = Facts.from_json(matter.facts).latest("submit")
    digest = str(sent.data["digest"]) if sent else ""
    form = Finalised(initial={**paper_of(request, matter.pk), "digest": digest}, auto_id="paper_%s")
    form.fields["digest"].widget = forms.HiddenInput()
    form.fields["total"].help_text = _("纸上的校验码应是 %(code)s。") % {"code": short_code(digest)}
    return form


def paper_of(request: HttpRequest, matter: int) -> dict[str, str]:
    """What was typed of the paper sheet of a round; empty before that."""
    kept = request.session.get(SESSION_KEY, {})
    found = kept.get(str(matter), {}) if isinstance(kept, dict) else {}
    return {name: str(found.get(name, "")) for name in ("digest", "total")} if found else {}


def keep_paper(request: HttpRequest, matter: int) -> None:
    """Remember what was typed of the paper sheet, for the items that follow."""
    typed = {name: request.POST.get(name, "").strip()[:64] for name in ("digest", "total")}
    kept = request.session.get(SESSION_KEY, {})
    request.session[SESSION_KEY] = {**(kept if isinstance(kept, dict) else {}), str(matter): typed}
