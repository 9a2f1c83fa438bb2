"""Adopting an edition: what holds in a unit, what another edition would change, and from which day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from portal.pages.days import day_text, length_text
from portal.pages.parts import Refusal
from portal.pages.regulations import Adopted, Differing, Offer, RegulationsPage
from portal.rooms.actor import Actor
from portal.rooms.words import cite
from workflows.door.editions import edition_of
from workflows.models import Adoption, EditionRecord, Matter
from workflows.nodes import UnitRecord
from workflows.nodes.procedure import families
from workflows.nodes.record_rules import who_adopts
from workflows.rules.calendars import UNITS, Period
from workflows.selectors.units import above

#: how what a rule asks is read out, and what follows where it is not so
ASKS: Mapping[str, object] = {
    "at_least": _lazy("不少于%(value)s"),
    "at_most": _lazy("不超过%(value)s"),
    "more_than": _lazy("超过%(value)s"),
    "less_than": _lazy("少于%(value)s"),
    "equals": _lazy("为%(value)s"),
    "includes": _lazy("须有%(value)s"),
    "one_of": _lazy("限于%(value)s"),
    "enforcement": _lazy("不符合时%(value)s"),
}
WORDS: Mapping[str, object] = {
    "block": _lazy("不能办理"),
    "warn": _lazy("提示，写明原因可办"),
    "record": _lazy("只作记录"),
}
#: what tells where a number comes from changes nothing that is judged
QUIET = frozenset({"note", "rule", "article"})


class AdoptForm(forms.Form):
    """Which edition, from which day, and why."""

    edition = forms.ChoiceField(label=_lazy("改用的版本"))
    from_on = forms.DateField(
        label=_lazy("自哪天起"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_lazy("当天或以前；已经按原版本办过事项的日子不能改。"),
    )
    ground = forms.CharField(label=_lazy("理由"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
    act_key = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, editions: Iterable[EditionRecord], on: date, data: Any = None) -> None:
        begun = {"from_on": on, "act_key": uuid4().hex}
        super().__init__(data, initial=begun)
        chosen: Any = self.fields["edition"]
        chosen.choices = [(str(each.pk), f"{each.title} {mark(each)}") for each in editions]
        self.fields["from_on"].widget.attrs["max"] = on.isoformat()


def mark(edition: EditionRecord) -> str:
    """By what two texts of one title are told apart."""
    return edition.digest[:8]


def may_adopt(actor: Actor) -> bool:
    """Whether the chosen office adopts editions for its own unit."""
    return actor.chosen is not None and actor.chosen.office in {role.name for role in UnitRecord.adopt.by}


def record_of(actor: Actor) -> Matter | None:
    """The record of the chosen office's own unit, on which an adoption is made."""
    unit = actor.chosen.unit if actor.chosen else None
    return Matter.objects.filter(kind=UnitRecord.kind(), unit=unit, closed_on=None).first()


def regulations_page(
    actor: Actor, form: AdoptForm | None = None, refused: Refusal | None = None
) -> RegulationsPage:
    """What the unit works by, and what else it could."""
    held = _held(actor)
    running = _running(held, actor.on)
    offered = editions(actor)
    shown = form or AdoptForm(offered, actor.on)
    may = record_of(actor) is not None and bool(offered)
    return RegulationsPage(
        title=_("规章"),
        lede=_lede(actor, running),
        adopted=tuple(_adopted(each, running, actor.on) for each in held),
        offers=tuple(_offer(each, running) for each in offered),
        form=shown if may else None,
        href=reverse("regulations"),
        submit=_("采用"),
        refusal=refused,
        empty=_("没有可以改用的版本。新的版本由管理员载入后，列在这里。"),
    )


def _lede(actor: Actor, running: Mapping[str, Adoption]) -> str:
    own = [each for each in running.values() if actor.chosen and each.unit_id == actor.chosen.unit]
    if own:
        return _("%(day)s起按本单位采用的版本办理。") % {"day": day_text(max(each.from_on for each in own))}
    return _("本单位没有自己采用的，按上级采用的版本办理。")


def editions(actor: Actor) -> list[EditionRecord]:
    """The editions that the chosen office can adopt and the unit does not work by today, the newest first."""
    office = actor.chosen.office if actor.chosen else ""
    mine = [family for family in families() if office in who_adopts(family)]
    running = {each.edition_id for each in _running(_held(actor), actor.on).values()}
    found = EditionRecord.objects.filter(procedure__in=mine).exclude(pk__in=running)
    return list(found.order_by("procedure", "-loaded_at", "-pk"))


def _held(actor: Actor) -> list[Adoption]:
    """Every adoption of the unit and of those above it, the nearest unit and the latest day first."""
    line = above(actor.chosen.unit if actor.chosen else 0)
    found = Adoption.objects.filter(unit__in=line).select_related("unit", "edition")
    return sorted(found, key=lambda each: (line.index(each.unit_id), -each.from_on.toordinal()))


def _running(held: Iterable[Adoption], on: date) -> dict[str, Adoption]:
    """The adoption that holds on a day, by procedure."""
    found: dict[str, Adoption] = {}
    for each in held:
        if each.from_on <= on:
            found.setdefault(each.procedure, each)
    return found


def _adopted(each: Adoption, running: Mapping[str, Adoption], on: date) -> Adopted:
    return Adopted(
        title=each.edition.title,
        mark=mark(each.edition),
        unit=each.unit.name,
        day=day_text(each.from_on),
        reason=each.reason,
        current=running.get(each.procedure) == each,
    )


def _offer(edition: EditionRecord, running: Mapping[str, Adoption]) -> Offer:
    now = running.get(edition.procedure)
    rules, before = _rules(edition), _rules(now.edition) if now else {}
    differing = (_differing(name, before.get(name), rules.get(name)) for name in {**before, **rules})
    return Offer(edition.title, mark(edition), tuple(each for each in differing if each is not None))


def _rules(edition: EditionRecord) -> Mapping[str, Any]:
    """Everything an edition says, with what it takes from the one it tightens."""
    said: Mapping[str, Any] = edition_of((edition.pk, edition.digest)).to_mapping()["parameters"]
    return said


def _differing(name: str, now: Any, then: Any) -> Differing | None:
    """How one rule reads now and would read; None where it would be judged as before."""
    if _judged(now) == _judged(then):
        return None
    known = then or now or {}
    about = str(known.get("note") or name)
    article = cite([str(known["article"])]) if "article" in known else None
    return Differing(article, about, _say(now, then), _say(then, now))


def _judged(rule: Mapping[str, Any] | None) -> dict[str, Any]:
    return {key: value for key, value in (rule or {}).items() if key not in QUIET}


def _say(rule: Mapping[str, Any] | None, other: Mapping[str, Any] | None) -> str:
    """The value of a rule in words, as far as another says it otherwise."""
    if rule is None:
        return _("没有这一条")
    known = [key for key in ASKS if key in rule]
    differing = [key for key in known if other is None or other.get(key) != rule[key]]
    return "；".join(str(ASKS[key]) % {"value": _value(rule[key])} for key in differing or known)


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return length_text(Period(**{unit: n for unit, n in value.items() if unit in UNITS}))
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, list):
        return _("、").join(_value(each) for each in value)
    return str(WORDS.get(str(value), value))


def asked(form: AdoptForm) -> Iterator[tuple[str, Any]]:
    """The adoption as it was typed, for the door."""
    edition = EditionRecord.objects.get(pk=form.cleaned_data["edition"])
    yield "family", edition.procedure
    yield "edition", edition.pk
    yield "ground", form.cleaned_data["ground"]
    yield "from_on", form.cleaned_data["from_on"].isoformat()
