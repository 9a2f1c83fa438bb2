"""The room where applications are registered: who may be ticked, what is typed once, the acts it makes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from urllib.parse import urlencode
from uuid import uuid4

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.pages.act import PersonRow, RegisterPage
from portal.pages.parts import Link, Paging
from portal.rooms.actor import Actor
from portal.rooms.forms import paper_data
from portal.rooms.scans import scan_field
from portal.rooms.second import second_person
from portal.rooms.standing_in import owed
from portal.rooms.typed import DayField, typed_date, typed_key
from portal.rooms.words import cite, refusal, said
from workflows.door import Act, Refused
from workflows.models import Case, Person
from workflows.nodes import SUBJECT, ActType, Paper, Procedure
from workflows.rules.findings import Finding
from workflows.selectors.matters import open_around
from workflows.selectors.people import held_otherwise, people_in, people_matching, unit_names

PER_PAGE = 60
MOST_AT_ONCE = 500
SEVERAL = 2
#: the id of a row, which has fewer digits than a column holds
ROW = re.compile(r"[0-9]{1,18}")


class Registering:
    """One request to register openings of a procedure, by the holder of an office."""

    def __init__(
        self, actor: Actor, procedure: type[Procedure], opening: ActType, request: HttpRequest
    ) -> None:
        self.actor = actor
        self.procedure = procedure
        self.request = request
        self.opening = opening
        self.href = reverse("register", args=[procedure.family, opening.name])
        self.query = request.GET.get("q", "").strip()[:40].replace("\x00", "")

    @property
    def may(self) -> bool:
        """Whether the chosen office may open cases or record that somebody opened one."""
        office = self.actor.chosen.office if self.actor.chosen else ""
        return office in {role.name for role in (*self.opening.by, *self.opening.recorders)}

    def acts(self, files: tuple[str, ...]) -> list[Act]:
        """An opening for everybody ticked. Raises Unreadable for a day that is none."""
        form = self._form()
        on = typed_date(self.request.POST.get("act_on", ""))
        within, second = self._within(), second_person(self.request)
        return [
            Act(
                name=self.opening.name,
                by=person.pk if SUBJECT in self.opening.by else self.actor.id,
                key=typed_key(self.request.POST.get("act_key", "")),
                on=on,
                data=paper_data(form),
                family=self.procedure.family,
                subject=person.pk,
                within=within,
                recorded_by=self.actor.id if SUBJECT in self.opening.by else None,
                confirmed_by=second,
                reason=self.request.POST.get("act_reason", ""),
                files=files,
            )
            for person in self._ticked()
        ]

    def _within(self) -> int | None:
        """The open matter around the new cases, where the procedure asks for one: the latest of the unit."""
        kind, chosen = self.procedure.within, self.actor.chosen
        return open_around(kind.kind(), chosen.unit) if kind and chosen else None

    def page(self, refused: Refused | None = None) -> RegisterPage:
        """The page; after a refusal every person refused carries the sentence."""
        against: defaultdict[int, list[str]] = defaultdict(list)
        for each in refused.refusals if refused else ():
            against[each.act.subject or 0] += [said(finding) for finding in each.unmet]
        rows = Paginator(self._listed(), PER_PAGE).get_page(self.request.GET.get("page", "1"))
        count = rows.paginator.count
        title = _("登记%(act)s") % {"act": self.opening.title}
        return RegisterPage(
            title=title,
            lede=_("勾选递交的人；日期和扫描件各人相同的，一次登记。"),
            href=self.href,
            submit=_("登记所选各人"),
            form=self._form(refused.unmet if refused else ()),
            people=tuple(self._rows([*self._refused(against), *rows.object_list], against)),
            people_title=_("可以登记的 %(n)s 人") % {"n": count},
            find_href=self.href,
            query=self.query,
            hint=_("一人不合要求，全部不登记，并逐人说明。"),
            cite=cite(self.opening.cites),
            crumbs=(Link(_("办件"), reverse("cases")),),
            refusal=refusal(refused.unmet, cites=self.opening.cites) if refused else None,
            paging=self._paging(rows),
            all=self._all(rows),
            empty="" if count else self._empty(),
        )

    def _paging(self, rows: Page[Person]) -> Paging | None:
        if rows.paginator.num_pages == 1:
            return None
        shown = {"first": rows.start_index(), "last": rows.end_index(), "n": rows.paginator.count}
        before = rows.previous_page_number() if rows.has_previous() else 0
        after = rows.next_page_number() if rows.has_next() else 0
        return Paging(
            _("第 %(first)s 至 %(last)s 人，共 %(n)s 人") % shown,
            f"?{urlencode({'q': self.query, 'page': before})}" if before else "",
            f"?{urlencode({'q': self.query, 'page': after})}" if after else "",
        )

    def _all(self, rows: Page[Person]) -> Link | None:
        """The same page with a tick for everybody on it; None where that is one or is done."""
        if "all" in self.request.GET or len(rows) < SEVERAL:
            return None
        asked = urlencode({"q": self.query, "page": rows.number, "all": 1})
        return Link(_("勾选本页 %(n)s 人") % {"n": len(rows)}, f"?{asked}")

    def _empty(self) -> str:
        if self.query:
            return _("没有找到“%(query)s”。已有办件的人和党员不在这里列出。") % {"query": self.query}
        return _("没有可以登记的人。名册里没有的，先导入名册。")

    def _form(self, unmet: tuple[Finding, ...] = ()) -> forms.Form:
        today = self.actor.on
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "max": today.isoformat()})
        fields: dict[str, forms.Field] = {
            "act_on": DayField(label=_("递交日期"), initial=today, widget=widget),
            "act_scan": scan_field(required=True),
            **owed(unmet, self.request),
            "act_key": forms.CharField(widget=forms.HiddenInput, required=False, initial=uuid4().hex),
        }
        kind: type[forms.Form] = type("RegisterForm", (self.opening.paper or Paper,), fields)
        if self.request.method == "POST":
            return kind(self.request.POST, self.request.FILES)
        return kind()

    def _ticked(self) -> list[Person]:
        ticked = {value for value in self.request.POST.getlist("person") if ROW.fullmatch(value)}
        return list(self._people().filter(pk__in=sorted(ticked)[:MOST_AT_ONCE]))

    def _people(self) -> QuerySet[Person]:
        return people_in(self.actor.units, self.actor.on)

    def _listed(self) -> QuerySet[Person]:
        """Those whose way may begin here: in reach, without an open case, not yet beyond it."""
        found = people_matching(self.query, self.actor.units, self.actor.on) if self.query else self._people()
        if self.procedure.single:
            # Of this procedure in any version, whose number the name of its class ends in.
            versions = self.procedure.ref.rstrip("0123456789")
            running = Case.objects.exclude(status="ended").filter(procedure__startswith=versions)
            found = found.exclude(pk__in=running.values("subject"))
        start = self.procedure.opened_by(self.opening.name)
        if start is None or not start.tree:
            return found
        return found.exclude(
            pk__in=held_otherwise(start.tree, start.standings, self.actor.on).values("person")
        )

    def _refused(self, against: Mapping[int, list[str]]) -> list[Person]:
        """Those ticked who were refused and stand in the list no more."""
        return list(self._people().filter(pk__in=against).exclude(pk__in=self._listed()))

    def _rows(self, people: list[Person], against: Mapping[int, list[str]]) -> Iterator[PersonRow]:
        ticked = set(self.request.POST.getlist("person")) | set(self.request.GET.getlist("person"))
        everybody = "all" in self.request.GET and self.request.method == "GET"
        classes = unit_names(people, "class", self.actor.on)
        unit = self.actor.chosen.unit_name if self.actor.chosen else ""
        for person in people:
            yield PersonRow(
                value=str(person.pk),
                name=person.name,
                number=person.number,
                unit=classes.get(person.pk, unit),
                ticked=everybody or str(person.pk) in ticked,
                refusal=" ".join(against.get(person.pk, ())),
            )
