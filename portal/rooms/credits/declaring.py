"""Declaring and correcting an item: what is asked of the door, what stands against it, what it would add."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any, Final

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.pages.credits.declare import Preview
from portal.pages.parts import Reason
from portal.rooms.actor import Actor
from portal.rooms.credits.claiming import claim_data, claim_form, evidence_form
from portal.rooms.credits.items import DeclaredItem, StudentCredits
from portal.rooms.credits.rounds import OpenRound, round_of
from portal.rooms.credits.suggesting import contests_for, projects_of, suggest
from portal.rooms.credits.wording import module_name, ruled, verdict_of
from portal.rooms.forms import paper_data
from portal.rooms.typed import typed_key
from procedures.second_classroom_credits.flows.words import FAMILY
from procedures.second_classroom_credits.forms import Declaration, Evidence
from procedures.second_classroom_credits.items import item_of
from procedures.second_classroom_credits.rules.declaring import vouched_for
from procedures.second_classroom_credits.rules.evidence import HANDING_IN, handed_in
from procedures.second_classroom_credits.scoring.amounts import written
from procedures.second_classroom_credits.scoring.blocks import year_of
from procedures.second_classroom_credits.scoring.conditions import unmet
from procedures.second_classroom_credits.scoring.holdings import AcademicYear, Holding
from procedures.second_classroom_credits.scoring.ledger import Cause, confirmed, moved
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from procedures.second_classroom_credits.scoring.statement import statement_of
from procedures.second_classroom_credits.scoring.table import Row
from workflows.door import Act, consider
from workflows.door.authority import stop
from workflows.rules.facts import Fact, Facts
from workflows.rules.findings import Finding, refusing
from workflows.rules.predicates import evaluate
from workflows.rules.situation import PersonView, Situation

#: the item that is not declared yet, as the calculation knows it: after all that are
NEW: Final = "~"


@dataclass(frozen=True)
class Claiming:
    """One request to declare an item of a row, or to correct one; ``rounds`` are those around the student."""

    actor: Actor
    mine: StudentCredits
    rules: Ruleset
    row: Row
    rounds: Sequence[OpenRound]
    request: HttpRequest
    corrected: DeclaredItem | None = None

    @property
    def round(self) -> OpenRound | None:
        """The round that the item belongs to, if there is any."""
        return round_of(self.rounds, self.actor.on)

    @cached_property
    def form(self) -> forms.Form:
        """The form of the claim."""
        year = self.round.year if self.round else self._own_year()
        sent = self.request if self.request.method == "POST" else None
        known = self.corrected.claim if self.corrected else None
        if known and known["row"] != self.row.id:
            known = {name: value for name, value in known.items() if name not in {"claimed", "level"}}
        intake = self.mine.student.intake if self.mine.student else 0
        form = claim_form(self.row, self.rules, year, self.actor.on, request=sent, known=known, intake=intake)
        suggest(form, "project", projects_of(self.mine))
        suggest(form, "contest", contests_for(self.row, self.rules, self.mine.units))
        return form

    @cached_property
    def files(self) -> forms.Form:
        """The form of the photographs."""
        sent = self.request if self.request.method == "POST" else None
        return evidence_form(self.row, self.rules, request=sent)

    @cached_property
    def data(self) -> dict[str, Any]:
        """What was typed, for the door."""
        return claim_data(self.form, self.row)

    @property
    def key(self) -> str:
        """By which a form sent twice is known."""
        return typed_key(self.request.POST.get("act_key", ""))

    def _own_year(self) -> AcademicYear:
        if self.corrected is not None:
            return AcademicYear.named(self.corrected.claim["year"])
        return year_of(self.actor.on, self.rules)

    def act(self) -> Act:
        """The declaration, or the correction, as it was typed."""
        if self.corrected is not None:
            return Act("correction", self.actor.id, self.key, data=self.data, case=self.corrected.case)
        within = self.round.matter if self.round else None
        return Act(
            "declaration",
            self.actor.id,
            self.key,
            data=self.data,
            family=FAMILY,
            subject=self.actor.id,
            within=within,
        )

    def evidence(self, case: int, files: tuple[str, ...]) -> Act:
        """The photographs that come with it."""
        # The claim and its evidence may be acts on one case: each is known by a key of its own.
        key = f"{self.key}-files" if self.key else ""
        return Act("evidence", self.actor.id, key, data=evidence_data(self.files), case=case, files=files)

    def against(self, at: datetime, files: tuple[str, ...] | None) -> tuple[Finding, ...]:
        """What stands against the claim, and against the photographs where any are to be handed in now.

        A claim that cannot be read is judged by no rule, so what is owed whatever it says is asked beside it.
        """
        found = self._against_claim(self.act(), at)
        if Declaration.read(self.data).problems:
            owed = self._situation(at, data={"truthful": self.data.get("truthful")})
            found = (*found, *refusing(evaluate((vouched_for,), owed)))
        return found if files is None else (*found, *self._against_evidence(at, files))

    def _against_claim(self, act: Act, at: datetime) -> tuple[Finding, ...]:
        if self.corrected is None and self.round is None:
            return (unmet(self.rules, "CR-7-1", "credits.no_round"),)
        return tuple(finding for each in consider([act], at=at) for finding in each.unmet)

    def _against_evidence(self, at: datetime, files: tuple[str, ...]) -> tuple[Finding, ...]:
        """The same rules that the door will ask of the evidence, once the claim is declared."""
        said = Evidence.read(evidence_data(self.files))
        situation = self._situation(at, data=said.data, files=files)
        if said.problems:
            unread = (stop(each.message, **each.params) for each in said.problems)
            return (*unread, *refusing(evaluate((handed_in,), situation)))
        return refusing(evaluate(HANDING_IN, situation))

    def _situation(self, at: datetime, *, data: Mapping[str, Any], files: tuple[str, ...] = ()) -> Situation:
        """What the rules may look at that ask of no other item: the row, and what is said and handed in."""
        on, person = timezone.localdate(at), self.mine.person
        return Situation(
            on=on,
            edition=self.rules.edition,
            facts=Facts().fold(Fact("declaration", on, on, {"row": self.row.id})),
            subject=PersonView(person.pk, person.number, person.name, details=person.details or {}),
            data=data,
            files=files,
        )

    def preview(self, at: datetime) -> Preview:
        """What the item would add to everything declared so far, and what would still be missing."""
        # What is only looked at has no key: it may differ from what was sent from the same page before.
        claim, against = Declaration.read(self.data), self._against_claim(replace(self.act(), key=""), at)
        if claim.problems or self.row.id not in self.rules.table:
            verdict = _("还算不出来：先改好下面的几处。")
            return Preview(verdict, counts=False, reasons=tuple(map(ruled, against)))
        return self._counted(claim.facts, against)

    def _counted(self, claim: Mapping[str, Any], against: Sequence[Finding]) -> Preview:
        before = self._before()
        item = replace(item_of(0, claim), id=NEW)
        after = confirmed(before, item)
        today = self.mine.rules or self.rules
        entries = moved(before, after, today, cause=Cause.CONFIRMED, item=item.id)
        then = statement_of(after, today)
        line = next(each for each in then.lines if each.item.id == item.id)
        more = sum(each.amount for each in entries)
        said = {"credits": written(more), "module": module_name(self.row.module)}
        verdict = _("认定后增加 %(credits)s 学分，计入%(module)s。") % said
        if more <= 0:
            verdict = _("认定后不增加学分。")
        elif against:
            verdict = _("按填写的能算 %(credits)s 学分，但现在还不能申报。") % said
        reasons: list[Reason] = [ruled(each) for each in against]
        if line.why is not None and line.why.rule not in {each.rule for each in against}:
            reasons.append(ruled(line.why))
        return Preview(verdict, more > 0 and not against, tuple(reasons), verdict_of(then))

    def _before(self) -> Holding:
        """Everything confirmed or under review, but for the item that is corrected now."""
        expected = self.mine.expected
        expected = replace(expected, judged={**expected.judged, NEW: self.rules})
        if self.corrected is None:
            return expected
        items = {name: each for name, each in expected.items.items() if name != str(self.corrected.case)}
        return replace(expected, items=items)


def evidence_data(form: forms.Form) -> dict[str, Any]:
    """What is said of the photographs."""
    return {name: value for name, value in paper_data(form).items() if name in Evidence.base_fields}
