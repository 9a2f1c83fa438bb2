"""One act for several cases: what is typed once, what is said of each, and the acts it makes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.pages.act import ChoosingPage, SeveralPage, SeveralPerson
from portal.pages.days import day_text
from portal.pages.joined import labelled, with_number
from portal.pages.parts import Link, Reason, Refusal
from portal.rooms.actor import Actor
from portal.rooms.forms import date_field, may_record, performers
from portal.rooms.gathering import SHOWN, listed_people, tick_all
from portal.rooms.jobs import MOST, several_href
from portal.rooms.matters import CASE, FIELD
from portal.rooms.people import Choosing
from portal.rooms.periods import choose_quarters
from portal.rooms.scans import scan_field
from portal.rooms.second import second_person
from portal.rooms.standing_in import owed
from portal.rooms.typed import typed_date, typed_fields, typed_key
from portal.rooms.words import cite, refusal, said
from portal.uploads import Unreadable
from workflows.door import Act, Outlook, Prospect, Refused, outlook
from workflows.models import Case
from workflows.nodes import ActType, Occurs, Paper, Procedure
from workflows.rules.findings import Finding
from workflows.selectors.cases import matching

#: fields of one person that are no fields of the paper
BY, SCAN = "act_by", "act_scan"


class SeveralRoom:
    """An act of a procedure, and the cases on which the chosen office may perform or record it now."""

    def __init__(
        self, actor: Actor, procedure: type[Procedure], act: ActType, at: datetime, request: HttpRequest
    ) -> None:
        self.actor = actor
        self.procedure = procedure
        self.act = act
        self.at = at
        self.request = request
        self.paper = act.paper or Paper
        self.query = request.GET.get("q", "").strip()[:40].replace("\x00", "")
        self.chosen = chosen_in(request)

    @property
    def choosing(self) -> bool:
        """Whether people are still being looked for."""
        return self.request.method == "GET" and ("find" in self.request.GET or not self.chosen)

    @property
    def may(self) -> bool:
        """Whether the act is the chosen office's to do or to record, or was left to this person by name."""
        office = self.actor.chosen.office if self.actor.chosen else ""
        return office in {role.name for role in (*self.act.by, *self.act.recorders)} or bool(self.waiting)

    @cached_property
    def cases(self) -> dict[int, Case]:
        """The cases asked for, or all that match what was typed."""
        versions = self.procedure.ref.rstrip("0123456789")
        found = self.actor.on_desk.filter(procedure__startswith=versions)
        if not self.choosing:
            found = found.filter(pk__in=self.chosen)
        elif self.query:
            found = found.filter(matching(self.query) | Q(pk__in=self.chosen))
        return {case.pk: case for case in found}

    @cached_property
    def views(self) -> dict[int, Outlook]:
        """How each of them stands today."""
        return outlook(list(self.cases), at=self.at, actor=self.actor.id) if self.cases else {}

    @cached_property
    def waiting(self) -> dict[int, Prospect]:
        """Where the act is open to this person, those of whom nothing is missing first."""
        found = {
            pk: step
            for pk, view in self.views.items()
            for step in view.prospects
            if step.act.name == self.act.name and (step.mine or may_record(self.actor, step))
        }
        return dict(sorted(found.items(), key=lambda each: bool(each[1].unmet)))

    @cached_property
    def apart(self) -> frozenset[str]:
        """What is asked of each person: what is private or their own, and what the record suggests."""
        known = (self.paper.suggested(self.views[pk].situation) for pk in self.waiting)
        return self.paper.private | self.paper.apart | frozenset(name for each in known for name in each)

    # ── The pages ──

    def choosing_page(self) -> ChoosingPage:
        """Everybody for whom the act is open; what stands against somebody is said beside the name."""
        notes = {pk: self._note(pk, step) for pk, step in self.waiting.items()}
        rows = listed_people(self.cases, self.views, notes, self.chosen)
        more = _("只列出前 %(n)s 人，请按姓名或学号筛选。") % {"n": SHOWN} if rows[SHOWN:] else ""
        return ChoosingPage(
            title=self.act.title,
            lede=_("勾选要一起办的人，再填写。相同的只填一次，各人不同的逐人填。"),
            href=self.request.path,
            people=tuple(rows[:SHOWN]),
            people_title=_("可以选的 %(n)s 人") % {"n": len(rows)},
            all=tick_all(self.request, rows, MOST),
            query=self.query,
            hint=more,
            cite=cite(self.act.cites),
            crumbs=(Link(_("办件"), reverse("cases")),),
            empty=_("没有找到可以选的人。") if not rows else "",
        )

    def _note(self, pk: int, step: Prospect) -> str:
        """What stands against the act on a case, or when it was done where once is enough."""
        if step.unmet:
            return said(step.unmet[0])
        done = self.views[pk].situation.facts.on(self.act.name) if self.act.keep == "latest" else None
        return _("%(day)s已登记") % {"day": day_text(done, today=self.actor.on)} if done else ""

    def page(self, refused: Refused | None = None) -> SeveralPage:
        """The form for everybody chosen; after a refusal whose reason is whose."""
        again = several_href(self.procedure.family, self.act.name, self.chosen)
        said_of = self.each()
        return SeveralPage(
            title=self.act.title,
            lede=_("相同的只填一次，各人不同的逐人填。"),
            href=self.request.get_full_path(),
            submit=_("登记所选各人"),
            form=self.form(refused.unmet if refused else ()),
            people=tuple(self._people(said_of)),
            people_title=_("%(n)s 人") % {"n": len(self.waiting)},
            hint=_("一人不合要求，全部不登记，并逐人说明。"),
            cite=cite(self.act.cites),
            back=Link(_("重新选人"), f"{again}&find=1"),
            crumbs=(Link(_("办件"), reverse("cases")),),
            refusal=self._refusal(refused) if refused else None,
        )

    def _people(self, said_of: forms.Form) -> Iterator[SeveralPerson]:
        for pk, step in self.waiting.items():
            subject, own = self.views[pk].situation.subject, FIELD.format(pk, "")
            yield SeveralPerson(
                tick=said_of[CASE.format(pk)],
                name=subject.name,
                number=subject.number,
                note=said(step.unmet[0]) if step.unmet else "",
                fields=tuple(said_of[name] for name in said_of.fields if name.startswith(own)),
            )

    def _refusal(self, refused: Refused) -> Refusal:
        """Every reason once, with whom it is about where it is not about all."""
        whose: dict[Reason, list[int]] = {}
        acts = {each.case for each in refused.refusals}
        for each in refused.refusals:
            for why in refusal(each.findings, cites=self.act.cites).reasons:
                whose.setdefault(why, []).append(each.case or 0)
        everybody = len(acts) == len(self.ticked()) > 1
        reasons = tuple(
            why
            if everybody and len(cases) == len(acts)
            else replace(why, sentence=labelled(self._names(cases), why.sentence))
            for why, cases in whose.items()
        )
        return Refusal(_("没有登记：%(n)s 处不符合要求") % {"n": len(reasons)}, reasons)

    def _names(self, cases: Iterable[int]) -> str:
        return _("、").join(self.cases[pk].subject.name for pk in cases if pk in self.cases)

    # ── The form ──

    def form(self, unmet: tuple[Finding, ...] = ()) -> forms.Form:
        """What is typed once for everybody, and what a refusal asked for."""
        fields: dict[str, forms.Field] = {}
        if self.act.occurs is Occurs.ON_PAPER:
            fields["act_on"] = date_field(self.actor)
        if self.act.scan and all(step.mine for step in self.waiting.values()):
            fields[SCAN] = scan_field(required=False)
        fields |= owed(unmet, self.request)
        fields["act_key"] = forms.CharField(widget=forms.HiddenInput, required=False, initial=uuid4().hex)
        form = self._bound(type("SeveralForm", (self.paper,), fields))
        if self.paper.people and self.waiting:
            units = sorted({self.views[pk].case.unit for pk in self.waiting})
            Choosing(units, None, self.actor.person, self.actor.on).let(form, self.paper)
        for name in self.apart:
            form.fields.pop(name, None)
        choose_quarters(form, self.actor.on)
        return form

    def each(self) -> forms.Form:
        """For each person a tick and what is said of that person alone."""
        found = {name: field for pk, step in self.waiting.items() for name, field in self._person(pk, step)}
        return self._bound(type("EachForm", (forms.Form,), found))

    def _bound(self, kind: type[forms.Form]) -> forms.Form:
        if self.request.method == "POST":
            return kind(self.request.POST, self.request.FILES)
        return kind(initial=self.request.GET.dict())

    def _person(self, pk: int, step: Prospect) -> Iterator[tuple[str, forms.Field]]:
        subject = self.views[pk].situation.subject
        label = with_number(subject.name, subject.number)
        yield CASE.format(pk), forms.BooleanField(label=label, required=False, initial=not step.unmet)
        choices = performers(self.actor, self.views[pk], step)
        if len(choices) > 1:
            yield FIELD.format(pk, BY), forms.ChoiceField(label=_("办理人"), choices=choices)
        known = self.paper.suggested(self.views[pk].situation)
        for name, field in self._own().items():
            own = deepcopy(field)
            own.initial = known.get(name, own.initial)
            own.required = False  # only for those ticked, which the door sees to
            if isinstance(own.widget, forms.Textarea):
                own.widget.attrs["rows"] = 1  # many stand below each other
            yield FIELD.format(pk, name), own
        if not step.mine or len(choices) > 1:
            yield FIELD.format(pk, SCAN), scan_field(required=False, others=step.mine)

    def _own(self) -> Mapping[str, forms.Field]:
        return {name: field for name, field in self.paper.base_fields.items() if name in self.apart}

    # ── The acts ──

    def ticked(self) -> list[int]:
        """Those of the chosen who are ticked; one whose act is no longer open is the door's to refuse."""
        return [pk for pk in self.cases if self.request.POST.get(CASE.format(pk))]

    def acts(self, files: Mapping[int, tuple[str, ...]], common: tuple[str, ...]) -> list[Act]:
        """The act for everybody ticked, with the files of each. Raises Unreadable for a day that is none, and
        where nobody is ticked.
        """
        if not self.ticked():
            raise Unreadable(_("请至少勾选一人。"))
        form, said_of = self.form(), self.each()
        shared = typed_fields(form, [name for name in self.paper.base_fields if name not in self.apart])
        on = typed_date(self.request.POST.get("act_on", "")) if "act_on" in form.fields else None
        second = second_person(self.request)
        return [
            Act(
                name=self.act.name,
                by=self._performer(pk),
                key=typed_key(self.request.POST.get("act_key", "")),
                on=on,
                data={**shared, **self._said_of(pk, said_of)},
                case=pk,
                recorded_by=self.actor.id,
                confirmed_by=second,
                reason=self.request.POST.get("act_reason", ""),
                files=(*common, *files.get(pk, ())),
            )
            for pk in self.ticked()
        ]

    def _performer(self, pk: int) -> int | None:
        step = self.waiting.get(pk)
        if step is None:
            return self.actor.id
        people = dict(performers(self.actor, self.views[pk], step))
        chosen = self.request.POST.get(FIELD.format(pk, BY), "")
        by = chosen if chosen in people else next(iter(people), None)
        return int(by) if by else None

    def _said_of(self, pk: int, form: forms.Form) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, field in self._own().items():
            key = FIELD.format(pk, name)
            found[name] = form.fields.get(key, field).widget.value_from_datadict(form.data, form.files, key)
        return found


def chosen_in(request: HttpRequest) -> tuple[int, ...]:
    """The cases that an address names, as many as one form holds."""
    numbers = {each for each in request.GET.getlist("case") if each.isdecimal() and len(each) < 19}
    return tuple(sorted(map(int, numbers)))[:MOST]
