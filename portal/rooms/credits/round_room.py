"""A round as its office sees it: its acts with what is known filled in, its items never all at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any, Final

from django import forms
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.pages.act import ActPage
from portal.pages.joined import with_number
from portal.pages.parts import Fact, Link
from portal.rooms.credits.reach import this_year
from portal.rooms.credits.round_state import Next, RoundState
from portal.rooms.credits.working_group import choices_of, group_of
from portal.rooms.matters import YEAR, MatterRoom
from procedures.second_classroom_credits.forms.reviewing import CONFIRMED, FinalReview
from procedures.second_classroom_credits.items import claim_of
from workflows.documents import short_code
from workflows.door import Act, MatterOutlook, Refused, matter_standing
from workflows.models import Case, Person
from workflows.nodes import MatterAct
from workflows.rules.surveys import CaseView

#: items that one press decides; a sheet of more is confirmed in several
AT_ONCE: Final = 2000
#: what nobody types
DIGEST: Final = frozenset({"digest"})
UNTYPED: Final = {"summarise": frozenset({"digest", "total"})}
#: the act by which a sheet goes back to its college
RETURN: Final = "return_sheet"
#: the item that is decided by itself, in the address of the final review
ALONE: Final = "item"


class RoundRoom(MatterRoom):
    """One round. ``alone`` is the item that the final review is about, where it is about one."""

    alone: int | None = None
    #: whose items are shown, where it is not everybody's
    students: frozenset[int] | None = None
    #: whether a page is shown: it always says what is known now, whatever was sent
    _shown = False

    def may(self, act: MatterAct) -> bool:
        """Whether the chosen office acts here; who reads the items of some classes alone does not."""
        return self.students is None and super().may(act)

    def shows(self, view: CaseView) -> bool:
        """Whether an item is shown."""
        return self.students is None or view.subject in self.students

    @cached_property
    def cases(self) -> list[Case]:
        """No page shows the items of a round as cases: there may be thousands."""
        return []

    @cached_property
    def outlook(self) -> MatterOutlook | None:
        """The round with all of its items, and what stands against its acts."""
        return matter_standing(self.matter.pk, at=self.at, actor=self.actor.id) if self.matter else None

    @cached_property
    def state(self) -> RoundState | None:
        """Where it stands."""
        closed = self.matter is not None and self.matter.closed_on is not None
        return RoundState(self.outlook.situation, closed) if self.outlook else None

    @cached_property
    def group(self) -> dict[str, list[Person]]:
        """The working group of the college that a round is opened for."""
        college = self._home()
        return group_of(college, self.actor.on) if college else {}

    def people(self, act: MatterAct) -> list[tuple[str, str]]:
        """Whom a round may be opened with; no other act names anybody."""
        return choices_of(self.group) if act.opens else []

    def known(self, act: MatterAct) -> Mapping[str, Any]:
        """What the record fills in; the total of the final review is read from the paper by the registrar."""
        if act.opens:
            named = {post: [each.number for each in people] for post, people in self.group.items()}
            return {**named, YEAR: str(this_year(self.actor.on))}
        state = self.state
        if state is None:
            return {}
        sheet = state.draft if act.name == Next.SUMMARISE else state.frozen
        found: dict[str, Any] = {"digest": sheet.digest}
        if act.name == Next.SUMMARISE:
            before = state.situation.facts.latest("summarise")
            found |= {"total": sheet.total, "contact": before.data["contact"] if before else ""}
        if act.name == Next.SUBMIT:
            found["copies"] = state.situation.edition["form.copies"].count
        return found

    def dress(self, form: forms.Form, act: MatterAct) -> None:
        """People to choose from, what is known filled in, and the digest for nobody to type."""
        super().dress(form, act)
        for name, value in self.known(act).items():
            if name in form.fields:
                form.fields[name].initial = value
                if name in UNTYPED.get(act.name, DIGEST):
                    form.fields[name].widget = forms.HiddenInput()
                    self._refresh(form, name, value)
        if act.name == Next.FINALISE and self.alone is not None:
            form.fields |= FinalReview().fields

    def _refresh(self, form: forms.Form, name: str, value: str) -> None:
        """A page that is shown again says what is known by then, not what was sent."""
        if self._shown and isinstance(form.data, QueryDict):
            form.data = form.data.copy()
            form.data[name] = value

    def asked(self, act: MatterAct, request: HttpRequest, files: tuple[str, ...] = ()) -> Act:
        """The act as it was typed; the final review decides the item chosen, or confirms what is left."""
        found = super().asked(act, request, files)
        return replace(found, cases=self._decided(request)) if act.event else found

    def _decided(self, request: HttpRequest) -> dict[int, Mapping[str, Any]]:
        if self.alone is not None:
            return {self.alone: {name: request.POST.get(name, "") for name in FinalReview.base_fields}}
        confirmed = {"outcome": CONFIRMED, "ground": "", "why": ""}
        left = self.state.undecided[:AT_ONCE] if self.state else []
        return {view.id: confirmed for view in left}

    def about(self) -> CaseView | None:
        """The item that is decided by itself, while it waits for that."""
        waiting = self.state.undecided if self.state else []
        return next((view for view in waiting if view.id == self.alone), None)

    def page(self, act: MatterAct, request: HttpRequest, refused: Refused | None = None) -> ActPage:
        """The page of one act; from it one comes back to the round."""
        self._shown = True
        found = super().page(act, request, refused)
        if self.matter is None:
            return replace(found, crumbs=(Link(_("申报轮次"), reverse("credits_rounds")),))
        back = reverse("credits_round", args=[self.matter.pk])
        return replace(
            found,
            subject=self.matter.unit.name,
            facts=(*found.facts, *self._of_the_sheet(act)),
            back=Link(_("返回"), back),
            instead=tuple(self._instead(act)),
            crumbs=(Link(_("申报轮次"), reverse("credits_rounds")), Link(self.name, back)),
            hint=self._hint(act),
            href=request.get_full_path(),
        )

    @property
    def name(self) -> str:
        """The round by its college and year."""
        college = self.matter.unit.name if self.matter else ""
        return _("%(college)s %(year)s学年") % {"college": college, "year": self.year}

    @property
    def year(self) -> str:
        """The academic year of the round."""
        opened = (self.matter.facts.get("open") or [{}])[-1] if self.matter else {}
        return str(opened.get("data", {}).get("year", ""))

    def _of_the_sheet(self, act: MatterAct) -> Iterator[Fact]:
        if self.state is None or act.name not in SHEETS:
            return
        about = self.about()
        if about is not None:
            yield Fact(_("姓名"), with_number(about.name, about.number))
            yield Fact(_("项目"), str(claim_of(about.facts).get("content", "")))
        sheet = self.state.draft if act.name == Next.SUMMARISE else self.state.frozen
        yield Fact(_("项数"), str(len(sheet.rows)))
        if act.name != Next.FINALISE:  # there it is read from the paper
            yield Fact(_("审核学分合计"), sheet.total)
        yield Fact(_("校验码"), short_code(sheet.digest))

    def _instead(self, act: MatterAct) -> Iterator[Link]:
        """What the registrar does with a sheet that does not say what the data say."""
        back = self.kind.acts()[RETURN]
        if act.name == Next.FINALISE and self.matter is not None and self.alone is None and self.may(back):
            yield Link(back.title, reverse("credits_round_act", args=[self.matter.pk, RETURN]))

    def _hint(self, act: MatterAct) -> str:
        if act.name == Next.SIGN:
            return _("先核对纸质汇总表页脚的校验码和上面的是否相同。")
        if act.name != Next.FINALISE or self.state is None:
            return ""
        if self.alone is not None:
            about = self.about()
            return _("只决定这一项：%(who)s。") % {"who": about.name} if about else ""
        said = {"n": min(len(self.state.undecided), AT_ONCE)}
        return _("先核对纸上的校验码，再照纸上填合计；相符的，其余 %(n)s 项一并确认，不符的退回学院。") % said


#: acts that state the digest of a sheet
SHEETS: Final = frozenset({Next.SUMMARISE, Next.SIGN, Next.SUBMIT, Next.FINALISE, RETURN})
