"""Matters in the portal: opening one for several cases, and the acts on it, each case with its own fields."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import uuid4

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.pages.act import ActPage
from portal.pages.days import day_text
from portal.pages.joined import labelled, with_number
from portal.pages.parts import Fact, Link, Refusal
from portal.permissions import cases_shown
from portal.rooms import standing_in
from portal.rooms.actor import Actor
from portal.rooms.at_work import AtWork
from portal.rooms.forms import dated
from portal.rooms.kinds import way_back
from portal.rooms.people import choose_people, named, of_standing
from portal.rooms.second import second_person
from portal.rooms.typed import typed_day, typed_fields, typed_into, typed_key
from portal.rooms.words import cite, own_reason, refusal
from workflows.door import Act, Outlook, Prospect, Refused, outlook
from workflows.models import Case, Matter, Unit
from workflows.nodes import ActType, Designated, MatterAct, MatterType, NoticeType, Paper, open_objections
from workflows.rules.facts import Facts
from workflows.rules.findings import Finding
from workflows.rules.shares import Share
from workflows.selectors.matters import open_matters_of
from workflows.selectors.people import people_in
from workflows.selectors.units import below

#: before the fields of a case in a form that holds several
CASE = "case_{}"
FIELD = "case_{}__{}"
#: the field of a paper that answers an objection against a case, and the one that names a year
OBJECTION, YEAR = "objection", "year"


class MatterRoom:
    """One kind of matter, perhaps one matter of it, as the chosen office sees it.

    ``whole`` tells whether everybody whom the matter concerns is shown, or only whom the office reaches.
    """

    def __init__(
        self,
        actor: Actor,
        kind: type[MatterType],
        at: datetime,
        matter: Matter | None = None,
        *,
        whole: bool = True,
        at_work: AtWork | None = None,
    ) -> None:
        self.actor = actor
        self.kind = kind
        self.at = at
        self.matter = matter
        self.whole = whole
        self.at_work = at_work or AtWork(actor, at)
        #: whether cases were chosen for an act which may be about any at work
        self.gathered = False
        self._found: dict[str, dict[int, Prospect]] = {}
        self._offered: dict[str, dict[int, Prospect]] = {}

    @cached_property
    def cases(self) -> list[Case]:
        """The cases of the matter; of one that is yet to be opened, those that the office works on."""
        if self.matter is not None and not self.gathered:
            return list(cases_shown(self.actor, self.matter, whole=self.whole))
        return self.at_work.cases

    @cached_property
    def views(self) -> dict[int, Outlook]:
        """How each of the cases stands today."""
        if self.matter is not None and not self.gathered:
            return outlook([case.pk for case in self.cases], at=self.at, actor=self.actor.id)
        return self.at_work.views

    def gather(self, cases: tuple[int, ...]) -> None:
        """Let an act on the matter be about these of the cases at work."""
        self.gathered, self.at_work = True, AtWork(self.actor, self.at, among=cases)

    @property
    def quorum(self) -> Share | None:
        """The attendance that a meeting of this kind needs, by the edition of its cases."""
        view = next(iter(self.views.values()), None)
        return self.kind.quorum(view.situation.edition) if view else None

    def may(self, act: MatterAct) -> bool:
        """Whether this person performs or records this act: by the chosen office, or as designated."""
        office = self.actor.chosen.office if self.actor.chosen else ""
        if office in {role.name for role in (*act.by, *act.recorders)}:
            return True
        return any(isinstance(role, Designated) and self._designated(role) for role in act.by)

    def acts(self) -> list[MatterAct]:
        """The acts that the chosen office may do on this matter now."""
        if self.matter is None or self.matter.closed_on is not None:
            return []
        return [act for act in self.kind.acts().values() if not act.opens and self.may(act)]

    def opening(self) -> MatterAct | None:
        """The act that opens a matter of this kind, when the chosen office may."""
        return next((act for act in self.kind.acts().values() if act.opens and self.may(act)), None)

    def waiting(self, act: MatterAct) -> dict[int, Prospect]:
        """The cases on which an act of this matter would do something, with what it would do there."""
        if act.name not in self._found:
            self._found[act.name] = self._find(act)
        return self._found[act.name]

    def free(self, act: MatterAct) -> list[int]:
        """Those of the cases offered of which nothing is missing."""
        return [case for case, prospect in self.offered(act).items() if not prospect.unmet]

    def _find(self, act: MatterAct) -> dict[int, Prospect]:
        found: dict[int, Prospect] = {}
        for case, view in self.views.items():
            for prospect in view.prospects:
                fits = prospect.act.event == act.event if act.event else act.opens and prospect.main
                if prospect.act.matter is self.kind and fits:
                    found[case] = prospect
        return found

    def offered(self, act: MatterAct) -> dict[int, Prospect]:
        """Those of them that a page offers, the ready first; nobody is put on a second such matter."""
        if act.name not in self._offered:
            found = self.waiting(act)
            self._offered[act.name] = (
                self._apart(found) if self.matter is None else self._answerable(act, found)
            )
        return self._offered[act.name]

    def _answerable(self, act: MatterAct, found: dict[int, Prospect]) -> dict[int, Prospect]:
        """An answer to an objection is asked only of whom somebody objected to."""
        return {
            case: step
            for case, step in found.items()
            if OBJECTION not in self._own_fields(act, step.act) or self._objections(step).choices
        }

    def _apart(self, found: dict[int, Prospect]) -> dict[int, Prospect]:
        under_way, kind = open_matters_of(found), self.kind.kind()
        free = {case: step for case, step in found.items() if (case, kind) not in under_way}
        return dict(sorted(free.items(), key=lambda each: bool(each[1].unmet)))

    def form(
        self, act: MatterAct, request: HttpRequest | None = None, unmet: tuple[Finding, ...] = ()
    ) -> forms.Form:
        """The act's paper, for each case that waits for it a tick and that case's own fields, and what a
        refusal asked for.
        """
        fields: dict[str, forms.Field] = {}
        if act.opens and not act.event and self.homes:
            fields["act_unit"] = forms.ChoiceField(label=_("单位"), choices=[("", _("请选择")), *self.homes])
        fields |= dated(self.actor, act)
        waiting = self.offered(act)
        least = min((len(prospect.unmet) for prospect in waiting.values()), default=0)
        for case, prospect in waiting.items():
            tick, own = self.tick(case, request), dict(self._case_fields(act, prospect))
            # What is said of a notice is said of one person.
            apart = bool(own) and len(waiting) > 1 and self.matter and issubclass(self.kind, NoticeType)
            behind = len(prospect.unmet) > least and not act.opens
            if apart or behind:
                tick.initial = False
            if behind and self.matter:
                tick.help_text = own_reason(prospect.unmet, [each.unmet for each in waiting.values()])
            fields[CASE.format(case)] = tick
            fields |= {FIELD.format(case, name): field for name, field in own.items()}
        fields |= standing_in.fields(self.performers(act), scan=act.scan)
        fields |= standing_in.owed(unmet, request)
        fields["act_key"] = forms.CharField(widget=forms.HiddenInput, required=False, initial=uuid4().hex)
        kind: type[forms.Form] = type("MatterForm", (act.paper or Paper,), fields)
        auto_id = f"id_{act.name}_%s"
        data, files = (request.POST, request.FILES) if request and request.method == "POST" else (None, None)
        form = kind(data, files, auto_id=auto_id)
        for name in act.paper.subjects if act.paper else ():
            form.fields.pop(name, None)  # said by the ticks
        for name, value in {YEAR: self.actor.on.year, **self._begun_with()}.items():
            if name in form.fields and not act.opens:
                form.fields[name].initial = value
        self.dress(form, act)
        return form

    def _begun_with(self) -> dict[str, int]:
        """The numbers that were said when the matter was opened, such as the year of a plan."""
        facts = Facts.from_json(self.matter.facts) if self.matter else Facts()
        said = next((facts.latest(act.name) for act in self.kind.acts().values() if act.opens), None)
        found = said.data.items() if said else ()
        return {name: value for name, value in found if type(value) is int}

    def _opening_label(self, name: str) -> str:
        papers = (act.paper for act in self.kind.acts().values() if act.opens and act.paper)
        return next(
            (str(paper.base_fields[name].label) for paper in papers if name in paper.base_fields), name
        )

    def tick(self, case: int, request: HttpRequest | None) -> forms.Field:
        """The field by which a case is chosen."""
        subject = self.views[case].situation.subject
        return forms.BooleanField(
            label=with_number(subject.name, subject.number),
            required=False,
            initial=self._ticked(case, request),
        )

    def dress(self, form: forms.Form, act: MatterAct) -> None:
        """Let people be chosen instead of typed."""
        choose_people(form, act.paper, self.people(act))

    def asked(self, act: MatterAct, request: HttpRequest, files: tuple[str, ...] = ()) -> Act:
        """The act as it was typed, for every case ticked: one that waits no more is the door's to refuse.

        Raises Unreadable for a day that is none.
        """
        form = self.form(act, request)
        unit = self.matter.unit_id if self.matter else self._home(request)
        paper, ticked = act.paper or Paper, self.ticked(form, request)
        numbers = [self.views[case].situation.subject.number for case in ticked]
        asked = typed_fields(form, [name for name in paper.base_fields if name not in paper.subjects])
        return Act(
            name=act.name,
            by=self._performer(act, request),
            key=typed_key(request.POST.get("act_key", "")),
            on=typed_day(act, request.POST.get("act_on", "")),
            data={**asked, **dict.fromkeys(paper.subjects, numbers)},
            matter=self.matter.pk if self.matter else None,
            kind="" if self.matter else self.kind.kind(),
            unit=None if self.matter else unit,
            cases={case: self._case_data(act, form, case) for case in ticked},
            recorded_by=self.actor.id,
            confirmed_by=second_person(request),
            reason=request.POST.get("act_reason", ""),
            files=files,
        )

    def page(self, act: MatterAct, request: HttpRequest, refused: Refused | None = None) -> ActPage:
        """The page of one act."""
        room = way_back(self.kind)
        back = reverse("matter", args=[self.matter.pk]) if self.matter else room.href
        return ActPage(
            title=act.title,
            submit=act.title,
            href=request.path,
            form=self.form(act, request, refused.unmet if refused else ()),
            cite=cite(act.cites),
            subject=self.kind.title if self.matter else "",
            facts=tuple(self.facts()),
            back=Link(_("返回"), back),
            crumbs=(room, Link(self.kind.title, back)) if self.matter else (room,),
            refusal=self._refusal(refused) if refused else None,
        )

    def _refusal(self, refused: Refused) -> Refusal:
        return self.whose(refusal(refused.findings), refused)

    def whose(self, found: Refusal, refused: Refused) -> Refusal:
        """Every reason; where the act was about several people, whose it is."""
        whose = [each.case for each in refused.refusals for _finding in each.unmet]
        if not any(len(each.act.cases) > 1 for each in refused.refusals):
            return found
        reasons = (
            replace(why, sentence=labelled(self.views[case].situation.subject.name, why.sentence))
            if case in self.views
            else why
            for case, why in zip(whose, found.reasons, strict=True)
        )
        return replace(found, reasons=tuple(reasons))

    def performers(self, act: MatterAct) -> dict[str, str]:
        """Who may have acted, where the chosen office only records it."""
        return standing_in.performers(self.actor, self.matter, act)

    def _performer(self, act: MatterAct, request: HttpRequest) -> int | None:
        chosen, choices = request.POST.get("act_by", ""), self.performers(act)
        return int(chosen) if chosen in choices else self.actor.id

    def ticked(self, form: forms.Form, request: HttpRequest) -> list[int]:
        """The cases that were ticked or typed into, in their order."""
        return [
            case
            for case in self.views
            if request.POST.get(CASE.format(case))
            or typed_into(form, FIELD.format(case, ""), choices=CASE.format(case) not in form.fields)
        ]

    def facts(self) -> Iterator[Fact]:
        """What stands in the head of the matter's pages."""
        if self.matter is not None:
            yield Fact(_("单位"), self.matter.unit.name)
            for name, value in self._begun_with().items():
                yield Fact(self._opening_label(name), str(value))
            yield Fact(_("开始"), day_text(self.matter.opened_on))
            if self.matter.closed_on:
                yield Fact(_("结束"), day_text(self.matter.closed_on))

    def _designated(self, role: Designated) -> bool:
        if self.matter is None or self.actor.person is None:
            return False
        fact = Facts.from_json(self.matter.facts).latest(role.act)
        named = fact.data.get(role.field) if fact else None
        return self.actor.person.number in (named if isinstance(named, list) else [named])

    def people(self, act: MatterAct) -> list[tuple[str, str]]:
        """Whom the act's paper may name: the people of the unit and of those below it, of a roll the
        electorate, and those of the standing that the paper asks for.
        """
        unit = self.matter.unit_id if self.matter else self._home()
        if unit is None:
            return []
        if act.roll and self.kind.electorate:
            tree, standings = self.kind.electorate
            return named(of_standing(people_in([unit], self.actor.on), tree, standings))
        found = people_in(below([unit]), self.actor.on)
        for tree, standing in (act.paper or Paper).offered.values():
            found = of_standing(found, tree, {standing})
        return named(found)

    def _home(self, request: HttpRequest | None = None) -> int | None:
        """The unit that a matter is opened at: the office's own, or the one below it that was chosen."""
        asked = request.POST.get("act_unit", "") if request is not None else ""
        if asked in {str(pk) for pk, _name in self.homes}:
            return int(asked)
        return self.actor.chosen.unit if self.actor.chosen else None

    @cached_property
    def homes(self) -> list[tuple[int, str]]:
        """The units below the chosen office's own that a matter of this kind can belong to."""
        chosen = self.actor.chosen
        if self.matter is not None or chosen is None or self.kind.at in {"", chosen.unit_kind}:
            return []
        found = Unit.objects.filter(pk__in=self.actor.units, kind=self.kind.at, closed_on=None)
        return list(found.values_list("pk", "name"))

    def _ticked(self, case: int, request: HttpRequest | None) -> bool:
        """Every case of a matter, and when one is opened those asked for or else who lacks nothing."""
        wanted = request.GET.getlist("case") if request is not None else []
        if self.matter is None and not wanted:
            opening = self.opening()
            return opening is not None and case in self.free(opening)
        return self.matter is not None or str(case) in wanted

    def _case_fields(self, act: MatterAct, prospect: Prospect) -> Iterator[tuple[str, forms.Field]]:
        if not act.event:
            return
        paper = prospect.act.paper
        known = paper.suggested(self.views[prospect.case].situation) if paper else {}
        for name, field in self._own_fields(act, prospect.act).items():
            own = deepcopy(field)
            own.initial = known.get(name, own.initial)
            own.required = False  # only for those ticked, which the door sees to
            if name == OBJECTION:
                setattr(own, "widget", self._objections(prospect))  # noqa: B010 (typed per class of field)
            yield name, own

    def _objections(self, prospect: Prospect) -> forms.Select:
        """The objections against one case that nobody has answered yet, to choose from."""
        situation = self.views[prospect.case].situation
        node = prospect.node.name if prospect.node else ""
        lodged = {fact.entry: fact.on for fact in situation.facts.all(f"{node}.object")}
        said = _("%(day)s收到的一件")
        return forms.Select(
            choices=[
                (str(entry), said % {"day": day_text(lodged[entry], today=self.actor.on)})
                for entry in open_objections(situation, node)
            ]
        )

    def _case_data(self, act: MatterAct, form: forms.Form, case: int) -> dict[str, Any]:
        """What was typed of one case, also where it waits no more and the form has lost its fields."""
        waits = self.waiting(act).get(case)
        kind = waits.act if waits else next(self._events(case, act.event), None)
        found: dict[str, Any] = {}
        for name, field in (self._own_fields(act, kind) if kind else {}).items():
            key = FIELD.format(case, name)
            found[name] = form.fields.get(key, field).widget.value_from_datadict(form.data, form.files, key)
        return found

    def _own_fields(self, act: MatterAct, kind: ActType) -> dict[str, forms.Field]:
        """What is said of each case by itself: what the matter's paper says is not asked again."""
        asked = (act.paper or Paper).base_fields
        return {name: field for name, field in (kind.paper or Paper).base_fields.items() if name not in asked}

    def _events(self, case: int, event: str) -> Iterator[ActType]:
        """What an event of matters of this kind may be called on a case, whether it waits for one or not."""
        kinds = self.views[case].case.procedure.act_types.values()
        return (kind for kind in kinds if event and kind.matter is self.kind and kind.event == event)
