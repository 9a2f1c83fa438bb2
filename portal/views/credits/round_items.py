"""One act on many items of a round at once: what was decided is filed away, what was not handed in lapses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal import clock
from portal.pages.act import ActPage
from portal.pages.joined import with_number
from portal.pages.parts import Fact, Link
from portal.rooms.credits.round_room import AT_ONCE, RoundRoom
from portal.rooms.credits.round_state import LAPSE, Next
from portal.rooms.typed import typed_key
from portal.rooms.words import cite, refusal
from portal.views.credits.rounds import entered
from procedures.second_classroom_credits import roles
from procedures.second_classroom_credits.forms import Archived
from procedures.second_classroom_credits.items import claim_of
from workflows.door import Act, Busy, Refused, Stale, perform
from workflows.nodes import Office
from workflows.rules.surveys import CaseView

#: items that a page names before all of them are recorded
NAMED: Final = 100


class Filing(Archived):
    """Where the items of a round are filed away."""

    act_key = forms.CharField(widget=forms.HiddenInput, required=False)


class Lapsing(forms.Form):
    """The items that lapse are those that were shown: what is handed in meanwhile is not among them."""

    act_key = forms.CharField(widget=forms.HiddenInput, required=False)
    items = forms.CharField(widget=forms.HiddenInput)

    def clean_items(self) -> frozenset[int]:
        """Their numbers."""
        said = str(self.cleaned_data["items"]).split(",")
        return frozenset(int(each) for each in said if each.isascii() and each.isdecimal() and len(each) < 12)


@dataclass(frozen=True, slots=True)
class Pressing:
    """An act on some items of a round, on one page: its words, and what is said once it was recorded."""

    room: RoundRoom
    name: str
    items: Sequence[CaseView]
    form: forms.Form
    title: str
    submit: str
    done: str
    articles: tuple[str, ...]
    hint: str = ""
    facts: tuple[Fact, ...] = ()

    def acts(self, items: Sequence[CaseView], data: dict[str, Any]) -> list[Act]:
        """One act for each of these items, in one list."""
        key, who = typed_key(self.form.cleaned_data["act_key"]), self.room.actor.id
        keys = (f"{key}-{view.id}" if key else "" for view in items)
        return [
            Act(self.name, who, each, data=data, case=view.id, recorded_by=who)
            for each, view in zip(keys, items, strict=True)
        ]

    def page(self, request: HttpRequest, refused: Refused | None) -> ActPage:
        """The page of the act."""
        back = reverse("credits_round", args=[self.room.matter.pk if self.room.matter else 0])
        return ActPage(
            title=self.title,
            submit=self.submit,
            href=request.path,
            form=self.form,
            cite=cite(list(self.articles)),
            subject=self.room.name,
            facts=self.facts,
            back=Link(_("返回"), back),
            crumbs=(Link(_("申报轮次"), reverse("credits_rounds")), Link(self.room.name, back)),
            refusal=refusal(refused.findings) if refused else None,
            hint=self.hint,
        )


@login_required
@require_http_methods(["GET", "POST"])
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    """File away the items of a round that are decided, as many as one press can take."""
    room, state = entered(request, pk, whole=True)
    _only(room, roles.WORKING_GROUP)
    form, items = Filing(request.POST or None, initial={"act_key": uuid4().hex}), state.unarchived[:AT_ONCE]
    pressing = Pressing(
        room,
        Next.ARCHIVE,
        items,
        form,
        title=_("存档"),
        submit=_("存档 %(n)s 项") % {"n": len(items)},
        done=_("已存档 %(n)s 项。") if items else _("现在没有可以存档的项目。"),
        articles=("6",),
        hint=_("填写这批申报和证明材料的档案编号。"),
    )
    acts = pressing.acts(items, {"place": form.cleaned_data["place"]}) if _sent(request, form) else None
    return _answer(request, pk, pressing, acts)


@login_required
@require_http_methods(["GET", "POST"])
def lapse(request: HttpRequest, pk: int) -> HttpResponse:
    """Record all items of a round together that their students did not hand in or correct in time."""
    room, state = entered(request, pk, whole=True)
    _only(room, roles.FIRST_REVIEWERS)
    shown = state.lapsed[:AT_ONCE]
    known = {"act_key": uuid4().hex, "items": ",".join(str(view.id) for view in shown)}
    form = Lapsing(request.POST or None, initial=known)
    sent = _sent(request, form)
    items = [view for view in shown if view.id in form.cleaned_data["items"]] if sent else shown
    pressing = Pressing(
        room,
        LAPSE,
        items,
        form,
        title=_("登记逾期"),
        submit=_("登记 %(n)s 项逾期") % {"n": len(items)},
        done=_("已登记 %(n)s 项逾期。") if items else _("现在没有逾期的项目。"),
        articles=("7",),
        hint=_("这些项目的证明或补正没有按期提交。登记以后不再审核，随本轮存档。"),
        facts=tuple(_named(items)),
    )
    return _answer(request, pk, pressing, pressing.acts(items, {}) if sent else None)


def _only(room: RoundRoom, offices: Sequence[Office]) -> None:
    if room.actor.chosen is None or room.actor.chosen.office not in {each.name for each in offices}:
        raise Http404


def _named(items: Sequence[CaseView]) -> list[Fact]:
    """Whose items they are, and which."""
    said = [
        Fact(with_number(view.name, view.number), str(claim_of(view.facts).get("content", "")))
        for view in items[:NAMED]
    ]
    more = len(items) - NAMED
    return [*said, Fact(_("另有 %(n)s 项") % {"n": more}, "")] if more > 0 else said


def _sent(request: HttpRequest, form: forms.Form) -> bool:
    return request.method == "POST" and form.is_valid()


def _answer(request: HttpRequest, pk: int, pressing: Pressing, acts: list[Act] | None) -> HttpResponse:
    """All of it recorded or nothing; back to the round, or the page with what stands against it."""
    refused: Refused | None = None
    if acts is not None:
        try:
            perform(acts, at=clock.now())
        except Refused as found:
            refused = found
        except (Busy, Stale):
            messages.error(request, _("别人正在办，请稍等几秒再提交；填写的内容还在。"))
        else:
            messages.info(request, pressing.done % {"n": len(acts)})
            return redirect("credits_round", pk)
    status = 200 if request.method == "GET" else 409 if refused else 400
    return render(request, "portal/act.html", {"page": pressing.page(request, refused)}, status=status)
