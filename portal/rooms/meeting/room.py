"""A meeting as its room reads it: who is entitled, who came, whose turn it is, what somebody may do next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal.rooms.matters import CASE, FIELD, MatterRoom
from portal.rooms.meeting import agenda, people
from portal.rooms.people import named
from workflows.door import Prospect
from workflows.models import Entry, Person
from workflows.nodes import Ballot, Designated, MatterAct, MeetingType
from workflows.rules import meetings
from workflows.rules.facts import Fact, Facts
from workflows.rules.situation import Situation
from workflows.selectors.entries import entries_of
from workflows.selectors.people import people_in

#: a number typed beside each person whom a meeting is called for
TURN = "turn_{}"
#: the field of a call that names who counts
TELLERS = "tellers"


@dataclass(frozen=True, slots=True)
class Told:
    """What a meeting has brought to one case so far, at the ballot that waits there or was held."""

    case: int
    node: Ballot
    situation: Situation
    meeting: Facts
    waits: bool

    def of(self, event: str) -> tuple[Fact, ...]:
        """What acts of one kind brought to it."""
        name = self.node.name if event == meetings.COUNT else f"{self.node.name}.{event}"
        return meetings.of_meeting(self.situation.facts, name, self.meeting)

    @property
    def state(self) -> str:
        """How its turn in this meeting came out, by what stands of it today; empty while it did not."""
        settled = [
            fact for event in meetings.PROGRESS for fact in self.of(event) if fact.outcome in meetings.SETTLED
        ]
        last = max(settled, key=lambda fact: fact.entry or 0, default=None)
        return str(last.outcome) if last else ""

    @property
    def over(self) -> bool:
        """Whether its turn in this meeting is over."""
        return bool(self.state)

    @property
    def opened(self) -> bool:
        """Whether papers are out: an agenda was gone through, or there is none and somebody has counted."""
        if meetings.DISCUSS in self.events:
            return any(fact.outcome == meetings.OPENED for fact in self.of(meetings.DISCUSS))
        return True

    @property
    def begun(self) -> bool:
        """Whether its ballot is open, so that it can only be counted."""
        return (self.opened and meetings.DISCUSS in self.events) or bool(self.of(meetings.COUNT))

    @property
    def events(self) -> frozenset[str]:
        """The kinds of acts that a meeting may bring to it."""
        return frozenset(act.event for act in self.node.acts.values())

    @property
    def sealed(self) -> Fact | None:
        """The count that one teller has sealed and the other not answered yet."""
        counts = self.of(meetings.COUNT)
        return counts[-1] if counts and not counts[-1].outcome else None


class MeetingRoom(MatterRoom):
    """A kind of meeting, perhaps one that was called."""

    kind: type[MeetingType]

    @cached_property
    def known(self) -> Facts:
        """What the meeting knows of itself."""
        return Facts.from_json(self.matter.facts if self.matter else {})

    @cached_property
    def entries(self) -> list[Entry]:
        """The meeting's own entries, the newest first."""
        return list(entries_of(matter=self.matter.pk)) if self.matter else []

    @cached_property
    def entitled(self) -> tuple[str, ...]:
        """Whom the roll entitles."""
        return meetings.entitled(self.known)

    @cached_property
    def away(self) -> Mapping[str, Any] | None:
        """Who stayed away; None before attendance was taken."""
        return meetings.absent(self.known)

    @cached_property
    def present(self) -> tuple[str, ...]:
        """Who came."""
        return meetings.present(self.known)

    @cached_property
    def named(self) -> dict[str, tuple[int, str]]:
        """Everybody named on the meeting's papers, by number: id and name, read at once."""
        call, roll = self.known.latest(meetings.CALL), self.known.latest(meetings.ROLL)
        numbers = [*self.entitled, *((roll.data.get("excluded") or {}) if roll else ())]
        if call:
            numbers += [*call.data.get("tellers", ()), str(call.data.get("chair", ""))]
        found = Person.objects.filter(number__in=numbers).values_list("number", "pk", "name")
        return {number: (pk, name) for number, pk, name in found}

    @property
    def names(self) -> dict[str, str]:
        """Their names."""
        return {number: name for number, (_pk, name) in self.named.items()}

    def words(self, name: str) -> dict[str, str]:
        """What was said in words of people by the latest act of this name, unless it was erased."""
        fact = self.known.latest(name)
        entry = next((each for each in self.entries if fact and each.pk == fact.entry), None)
        private = getattr(entry, "private", None)
        found: dict[str, str] = ((private.body or {}) if private else {}).get("reasons") or {}
        return found

    @cached_property
    def tellers(self) -> tuple[str, ...]:
        """Who counts, by number."""
        call = self.known.latest(meetings.CALL)
        return tuple(call.data.get("tellers", ())) if call else ()

    @property
    def counting(self) -> bool:
        """Whether this person is one of the tellers."""
        return self.actor.person is not None and self.actor.person.number in self.tellers

    @property
    def quorate(self) -> bool:
        """Whether enough came, as far as the edition is known here."""
        share = self.quorum
        return share is None or share.holds(len(self.present), len(self.entitled))

    @cached_property
    def told(self) -> dict[int, Told]:
        """The cases in the order of the agenda, with what the meeting brought to each."""
        order = meetings.agenda(self.known)
        cases = sorted(self.views, key=lambda case: order.index(case) if case in order else len(order))
        return {case: told for case in cases if (told := self._told(case))}

    @property
    def turn(self) -> list[Told]:
        """Whose turn it is once a quorum came: the first who is not done, or all where there is no turn."""
        if self.away is None or not self.quorate:
            return []
        if self.kind.in_turn:
            first = next((case for case in meetings.agenda(self.known) if not self._over(case)), None)
            return [told for case, told in self.told.items() if case == first and told.waits]
        return [told for told in self.told.values() if told.waits and not told.over]

    @property
    def open(self) -> bool:
        """Whether anything may still be done on it."""
        return self.matter is not None and self.matter.closed_on is None

    @property
    def day(self) -> date:
        """The day of the meeting: that of its roll, else the day on which it was called."""
        roll = self.known.on(meetings.ROLL)
        return roll or (self.matter.opened_on if self.matter else self.actor.on)

    def may(self, act: MatterAct) -> bool:
        """A count is entered by a teller; everything else by the office that records it."""
        if self.matter is not None and any(isinstance(role, Designated) for role in act.by):
            return any(isinstance(role, Designated) and self._designated(role) for role in act.by)
        return super().may(act)

    def about(self, act: MatterAct) -> list[int]:
        """The cases that an act is about: whose turn it is, or all whose turn is to come."""
        if act.event == meetings.FAIL:
            return [told.case for told in self.told.values() if told.waits and not told.over]
        if act.event == "receive":
            waiting = [told for told in self.told.values() if told.waits and not told.over]
            return [told.case for told in waiting if not told.begun]
        if act.event in {meetings.DISCUSS, meetings.DEFER, meetings.SET_ASIDE}:
            return [told.case for told in self.turn if not told.begun and act.event in told.events]
        return [told.case for told in self.turn] if act.event else []

    def people(self, act: MatterAct) -> list[tuple[str, str]]:
        """Whom an act's paper may name: the electorate, then those of it who may still be meant."""
        if act.opens:
            return self._electorate()
        if act.roll or not self.entitled:
            return super().people(act)
        numbers = [number for number in self.entitled if not self._left_out(act, number)]
        return [(number, self.names.get(number, number)) for number in numbers]

    def _electorate(self) -> list[tuple[str, str]]:
        """Who presides and counts is one of those who vote."""
        unit, (tree, standings) = self._home(), self.kind.electorate or ("", frozenset())
        found = people_in([unit] if unit else [], self.actor.on)
        return named(found.filter(memberships__tree=tree, memberships__standing__in=standings))

    def dress(self, form: forms.Form, act: MatterAct) -> None:
        """Lines for people, the agenda as one choice, and only those cases that the act is about."""
        super().dress(form, act)
        people.dress(form, act, self.people(act))
        if act.opens and TELLERS in form.fields:
            self._dress_tellers(form)
        for name in (act.paper.people if act.paper else ()) if act.name == meetings.ATTENDANCE else ():
            people.choose(form, name, self._without_a_vote())
        form.initial["act_on"] = self.day if self.matter else self.actor.on
        about = self.about(act)
        for case in self.views if self.matter else ():
            own = [name for name in form.fields if name.startswith(FIELD.format(case, ""))]
            if case in about:
                self._dress_case(form, act, case, own)
            else:
                people.without(form, [*own, CASE.format(case)])

    def ticked(self, form: forms.Form, request: HttpRequest) -> list[int]:
        """The cases that were asked for: of a meeting that is called in the order that was typed."""
        asked = super().ticked(form, request)
        if self.matter is None:
            return sorted(asked, key=lambda case: _number(request.POST.get(TURN.format(case), "")))
        return asked

    def tick(self, case: int, request: HttpRequest | None) -> forms.Field:
        """Whom a meeting is called for, with a place on the agenda where it goes in turn."""
        field = super().tick(case, request)
        if self.matter is None:
            field.help_text = agenda.standing(self.ballots[case], self.actor.on)
        if self.matter is None and self.kind.in_turn:
            name, place = TURN.format(case), [*self.ballots].index(case) + 1
            typed = request.POST.get(name, "")[:3] if request else ""
            field.widget = people.PlacedTick(name, typed or place)
        return field

    @cached_property
    def ballots(self) -> dict[int, Prospect]:
        """The ballots that a meeting may be called for, by case: those that may be held today first."""
        opening = self.opening()
        found = {
            case: next(each for each in self.views[case].prospects if each.node is step.node and each.main)
            for case, step in (self.offered(opening) if opening else {}).items()
        }
        return dict(sorted(found.items(), key=lambda each: bool(each[1].unmet)))

    def free(self, act: MatterAct) -> list[int]:
        """Those whose ballot may be held today, where a meeting is called for them."""
        if not act.opens:
            return super().free(act)
        return [case for case, ballot in self.ballots.items() if not ballot.unmet]

    def _dress_case(self, form: forms.Form, act: MatterAct, case: int, own: list[str]) -> None:
        """Only opinions may be of some of the cases; every other act is about all that it can be about."""
        tick, told = form.fields.get(CASE.format(case)), self.told[case]
        if tick is not None and act.event == meetings.COUNT and not self.kind.in_turn:
            del form.fields[CASE.format(case)]
        elif tick is not None and act.event != "receive":
            tick.widget = forms.HiddenInput()
        kind = next((each for each in told.node.acts.values() if each.event == act.event), None)
        named = kind.paper.people if kind and kind.paper else frozenset()
        reached = meetings.items_of(told.of(meetings.DISCUSS))
        for name in own:
            if name.partition("__")[2] in named:
                people.choose(form, name, [(number, self.names[number]) for number in self.entitled])
            people.dress_agenda(form, name, reached)

    def _dress_tellers(self, form: forms.Form) -> None:
        """Whom everybody votes on at once counts nothing; on an agenda the door knows whom it is about."""
        about = {self.views[case].situation.subject.number for case in self.ballots}
        listed = self._electorate()
        free = [(number, name) for number, name in listed if number not in about]
        if not self.kind.in_turn and len(free) < len(listed):
            people.choose(form, TELLERS, free)
            form.fields[TELLERS].help_text = _("表决的对象不能计票，没有列出。")

    def _without_a_vote(self) -> list[tuple[str, str]]:
        """Who belongs to the unit and is not entitled: some of them may sit in."""
        found = people_in([self.matter.unit_id] if self.matter else [], self.actor.on)
        return named(found.exclude(number__in=self.entitled))

    def _left_out(self, act: MatterAct, number: str) -> bool:
        """Who came hands in no opinion."""
        return act.event == "receive" and number in self.present

    def _over(self, case: int) -> bool:
        """Whether a case's turn is over; of one that is not shown here the meeting itself knows."""
        told = self.told.get(case)
        return told.over if told else meetings.settled(self.known, case)

    def _told(self, case: int) -> Told | None:
        view = self.views[case]
        nodes = [
            node
            for node in view.case.procedure.all_nodes()
            if isinstance(node, Ballot) and node.meeting is self.kind
        ]
        found = [Told(case, node, view.situation, self.known, node.name in view.case.steps) for node in nodes]
        held = [told for told in found if any(told.of(event) for event in told.events)]
        waits = [told for told in found if told.waits]
        return next(iter((*held, *waits)), None)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 4 else 1000


def why_of(kind: str, words: str, names: Mapping[str, str]) -> str:
    """A kind of reason, by its name, and what was said beside it."""
    return (
        _("%(kind)s，%(words)s") % {"kind": names.get(kind, kind), "words": words}
        if words
        else names.get(kind, kind)
    )
