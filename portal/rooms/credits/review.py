"""The review room: one step of one round as the chosen office sees it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.credit_editions import Editions, RoundRules
from portal.pages.credits.review import (
    Choice,
    Held,
    Key,
    Left,
    Progress,
    Queue,
    QueueGroup,
    QueueRow,
)
from portal.pages.days import day_text
from portal.pages.desk import View
from portal.pages.parts import Link, Paging, Shape, State
from portal.rooms.actor import Actor
from portal.rooms.credits.items import DeclaredItem
from portal.rooms.credits.review_queue import (
    TELLING,
    Filter,
    Kept,
    Line,
    Waiting,
    checks_of,
    counts_by_round,
    in_full,
    line_of,
    outcomes_of,
    rounds_for,
)
from portal.rooms.credits.review_ready import Gate, gate_at
from portal.rooms.credits.review_steps import FIRST, ReviewStep, steps_of
from portal.rooms.words import said
from procedures.second_classroom_credits.items import first_review_of
from procedures.second_classroom_credits.scoring.amounts import written
from procedures.second_classroom_credits.scoring.holdings import AcademicYear
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from workflows.door import Refusal
from workflows.models import Matter
from workflows.rules.facts import Facts
from workflows.texts.sentences import word


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is in the room, as an address carries it."""

    step: ReviewStep
    matter: Matter | None
    asked: Filter
    item: int | None = None

    @classmethod
    def read(cls, step: ReviewStep, rounds: Sequence[Matter], typed: Mapping[str, str], first: int) -> Place:
        """The place that an address or a form names; what it names wrongly is left out."""
        wanted = number_in(typed.get("round", "")) or first
        matter = next((each for each in rounds if each.pk == wanted), rounds[0] if rounds else None)
        query = typed.get("who", "").strip()[:40].replace("\x00", "")
        asked = Filter(typed.get("module", "")[:10], number_in(typed.get("class", "")), query)
        return cls(step, matter, asked, number_in(typed.get("item", "")))

    def fields(self) -> dict[str, str]:
        """What a form carries on."""
        said_of = {
            "step": self.step.name,
            "round": str(self.matter.pk) if self.matter else "",
            "module": self.asked.module,
            "class": str(self.asked.unit or ""),
            "who": self.asked.query,
        }
        return {name: value for name, value in said_of.items() if value}

    def href(self, item: int | None = None) -> str:
        """The address of this place, with an item."""
        fields = self.fields() if item is None else {**self.fields(), "item": str(item)}
        return f"{reverse('credits_review')}?{urlencode(fields)}"


def number_in(text: str) -> int | None:
    """A number as our pages write it; None for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else None


class ReviewRoom:
    """What the pages of one request read, each part once."""

    def __init__(self, actor: Actor, step: ReviewStep, typed: Mapping[str, str], at: datetime) -> None:
        self.actor = actor
        self.step = step
        self.at = at
        self.rounds = rounds_for(actor)
        several = len(self.rounds) > 1 and "round" not in typed
        self.counts = counts_by_round(actor, step.name, self.rounds) if several else {}
        first = next((each.pk for each in self.rounds if self.counts.get(each.pk)), 0)
        self.place = Place.read(step, self.rounds, typed, first)

    @cached_property
    def rules(self) -> Ruleset | None:
        """The rules of the round's college today."""
        matter, editions = self.place.matter, self._editions
        return editions.of(matter.unit_id) if matter and editions else None

    @cached_property
    def ruled(self) -> RoundRules:
        """The rules by which its items go."""
        matter, editions = self.place.matter, self._editions
        return RoundRules.in_round(matter, editions) if matter and editions else RoundRules()

    @cached_property
    def _editions(self) -> Editions | None:
        matter = self.place.matter
        return Editions.on(self.actor.on, [matter.unit_id]) if matter else None

    @cached_property
    def line(self) -> Line:
        """What waits."""
        matter = self.place.matter
        if matter is None:
            return Line({}, (), {})
        eyes = self.rules is not None and self.rules.reads("review.four_eyes") != "warning"
        asked, gate = self.place.asked, self.gate
        return line_of(self.actor, self.step, matter, gate, asked, self.ruled, four_eyes=eyes)

    @cached_property
    def gate(self) -> Gate | None:
        """How far the sheet of the round has come, where the review waits for it."""
        matter = self.place.matter if self.step.name != FIRST else None
        return gate_at(matter, self.step.name, self.at) if matter else None

    @cached_property
    def current(self) -> int | None:
        """The item in the middle: the one that was asked for, or the one that took its place."""
        asked = self.place.item
        if asked in self.line.items or asked in self.line.held:
            return asked
        following = self.line.after(asked) if asked else None
        return following or (self.line.order[0] if self.line.order else None)

    @cached_property
    def checks(self) -> dict[int, tuple[Kept, ...]]:
        """What the automatic checks said of the items in view."""
        _begin, shown = self.line.window(self.current or 0)
        wanted = {*shown, *([self.place.item] if self.place.item else [])}
        return checks_of(wanted) if wanted else {}

    @cached_property
    def year(self) -> AcademicYear | None:
        """The academic year of the round."""
        matter = self.place.matter
        opened = Facts.from_json(matter.facts).latest("open") if matter else None
        return AcademicYear.named(opened.data["year"]) if opened else None

    # ── The head of the page ──

    def title(self) -> str:
        """学分初审，2024-25 学年."""
        said_of = {"step": self.step.title, "year": self.year or ""}
        return _("学分%(step)s，%(year)s学年") % said_of if self.year else _("学分%(step)s") % said_of

    def steps(self) -> tuple[View, ...]:
        """The reviews of this office, where it holds several."""
        held = steps_of(self.actor)
        base, matter = reverse("credits_review"), self.place.matter
        more = f"&round={matter.pk}" if matter else ""
        return tuple(
            View(each.title, f"{base}?step={each.name}{more}", current=each == self.step)
            for each in (held if len(held) > 1 else ())
        )

    def round_choices(self) -> tuple[Choice, ...]:
        """The rounds to choose among."""
        chosen = self.place.matter
        return tuple(
            Choice(str(each.pk), each.unit.name, chosen=each == chosen)
            for each in (self.rounds if len(self.rounds) > 1 else ())
        )

    def progress(self) -> Progress | None:
        """How many are done, how they came out, and until when may be declared."""
        if self.place.matter is None:
            return None
        found = outcomes_of(self.actor, self.step, self.place.matter)
        words = self.step.words
        done = sum(found.get(outcome, 0) for outcome in words)
        parts = [f"{text} {found[outcome]}" for outcome, text in words.items() if found.get(outcome)]
        if self.step.name == FIRST and self.rules is not None and self.year is not None:
            first_late, _last = self.rules.edition["declare.deadline"].days_in(self.year.second)
            last = day_text(first_late - timedelta(days=1), today=self.actor.on)
            parts.append(_("申报 %(day)s 24:00 截止") % {"day": last})
        if self.line.others:
            parts.append(_("另有 %(n)s 件由您初审，请他人复审") % {"n": self.line.others})
        waiting = self.line.total + self.line.others + len(self.line.held)
        return Progress(done, done + waiting, tuple(parts))

    # ── The queue ──

    def queue(self) -> Queue:
        """The part of the queue around the item in the middle."""
        line, place = self.line, self.place
        begin, shown = line.window(self.current or 0)
        full = in_full(shown) if shown else {}
        rows = [self._row(line.items[pk], full[pk], self.checks[pk]) for pk in shown]
        filtered = bool(place.asked.module or place.asked.unit or place.asked.query)
        return Queue(
            title=_("待%(step)s %(n)s") % {"step": self.step.title, "n": len(line.order)},
            groups=tuple(self._groups(rows)),
            bulk=self.step.bulk,
            whole=self.step.whole,
            keep=tuple(place.fields().items()),
            modules=tuple(self._modules()),
            classes=tuple(self._classes()),
            query=place.asked.query,
            paging=self._paging(begin, len(shown)),
            empty="" if shown else self._empty(filtered=filtered),
            held=self._held(),
        )

    def _row(self, item: Waiting, full: DeclaredItem, checks: Sequence[Kept]) -> QueueRow:
        module = self.ruled.module(item.subject, item.row)
        recognised = full.recognised if self.step.name != FIRST else None
        return QueueRow(
            pk=item.pk,
            name=item.name,
            unit=item.unit_name,
            href=self.place.href(item.pk),
            what=str(full.claim.get("content", "")),
            credits=written(recognised.credits if recognised else full.claimed),
            module=word(module) if module else "",
            flag=self._flag(full, checks),
            current=item.pk == self.current,
        )

    def _flag(self, full: DeclaredItem, checks: Sequence[Kept]) -> State | None:
        """The one thing to look at first: a value or level that differs, a file seen before, a correction."""
        claim, rules = full.claim, self.ruled.of(full.person)
        found = rules.table.rows.get(claim["row"]) if rules else None
        if found is None:
            return State(Shape.UNMET, _("评分表没有此项"))
        value = found.credits * (claim["times"] or 1)
        if value != full.claimed:
            return State(Shape.UNMET, _("表%(n)s 为 %(value)s") % {"n": found.table, "value": written(value)})
        level = claim.get("level")
        if level and level not in found.level:
            return State(Shape.UNMET, _("等级不符"))
        if self.step.name != FIRST and (first := first_review_of(full.facts)) and first.outcome == "lowered":
            return State(Shape.NOTE, _("初审已降低"))
        if told := _checked(checks):
            return State(Shape.NOTE, told)
        return State(Shape.NOTE, _("已补正")) if "correction" in full.facts else None

    def _groups(self, rows: Sequence[QueueRow]) -> Iterator[QueueGroup]:
        """The rows, those that share a file under one title; what is alone stands beside others alone."""
        by_lead: dict[int, list[QueueRow]] = {}
        for row in rows:
            by_lead.setdefault(self.line.lead.get(row.pk, 0) or -row.pk, []).append(row)
        alone: list[QueueRow] = []
        for lead, found in by_lead.items():
            if lead < 0:
                alone += found
                continue
            if alone:
                yield QueueGroup(tuple(alone))
                alone = []
            members = self.line.group(lead)
            yield QueueGroup(
                tuple(found),
                title=_("同一份证据 %(n)s 件") % {"n": len(members)},
                note=self._whose(members),
                lead=lead,
                current=self.current in members,
            )
        if alone:
            yield QueueGroup(tuple(alone))

    def _whose(self, members: Sequence[int]) -> str:
        items = [self.line.items[pk] for pk in members]
        people = {each.subject for each in items}
        modules = {self.ruled.module(each.subject, each.row) for each in items}
        if len(people) > 1:
            return _("%(n)s 名学生") % {"n": len(people)}
        return _("同一人，%(n)s 个模块") % {"n": len(modules)}

    def _modules(self) -> Iterator[Choice]:
        chosen = self.place.asked.module
        yield Choice("", _("全部模块"), chosen=not chosen)
        for module in self.rules.modules if self.rules else ():
            if n := self.line.modules[module]:
                yield Choice(module, f"{word(module)} {n}", chosen=module == chosen)

    def _classes(self) -> Iterator[Choice]:
        if len(self.line.classes) > 1 or self.place.asked.unit:
            yield Choice("", _("全部班级"), chosen=self.place.asked.unit is None)
            for unit, name in self.line.classes.items():
                yield Choice(str(unit), name, chosen=unit == self.place.asked.unit)

    def _paging(self, begin: int, shown: int) -> Paging | None:
        order = self.line.order
        if shown == len(order):
            return None
        said_of = {"from": begin + 1, "to": begin + shown, "n": len(order)}
        before = self.place.href(order[begin - 1]) if begin else ""
        after = self.place.href(order[begin + shown]) if begin + shown < len(order) else ""
        return Paging(_("第 %(from)s 至 %(to)s 件，共 %(n)s 件") % said_of, before, after)

    def _empty(self, *, filtered: bool) -> str:
        if self.place.matter is None:
            return _("没有正在进行的申报轮次。学院组织申报以后，这里会出现待审的项目。")
        if filtered:
            return _("没有符合条件的，请换一个条件。")
        return _("现在没有能办的。") if self.line.held or self.line.others else _("都审完了。")

    def _held(self) -> Held | None:
        """How many cannot be reviewed yet, and what they wait for."""
        gate, n = self.gate, len(self.line.held)
        if gate is None or not n:
            return None
        text = _("另有 %(n)s 件还不能%(step)s") % {"n": n, "step": self.step.title}
        round_page = Link(_("看这一轮"), reverse("credits_round", args=[gate.matter]))
        return Held(text, gate.why(self.step.name), round_page)

    # ── What a list left ──

    def left(self, refused: Mapping[int, Refusal]) -> tuple[Left, ...]:
        """The items that the rules refused, with every sentence; they stay in the queue."""
        full = in_full(refused)
        names = {pk: each.name for pk, each in self.line.items.items()}
        return tuple(
            Left(
                name=names.get(pk, ""),
                what=str(full[pk].claim.get("content", "")) if pk in full else "",
                href=self.place.href(pk),
                sentences=tuple(dict.fromkeys(said(each) for each in refusal.unmet)),
            )
            for pk, refusal in refused.items()
        )


def _checked(checks: Sequence[Kept]) -> str:
    """What the automatic checks found, in few words, the gravest first; the sentences stand with the item."""
    words = {
        "credits.seen_elsewhere": _("与他人同证"),
        "credits.seen_twice": _("本人同证"),
        "credits.evidence": _("材料种类"),
        "credits.returned": _("补正逾期"),
    }
    told = [each["message"] for each in checks if each["verdict"] in TELLING]
    named = next((words[message] for message in words if message in told), "")
    return named or (_("有提示") if told else "")


def keys_of(step: ReviewStep) -> tuple[Key, ...]:
    """The keys of the room, as they are listed below it."""
    decisions = tuple(Key((each.key,), step.words[each.outcome]) for each in step.decisions(""))
    return (
        Key(("J", "K"), _("下一件、上一件")),
        *decisions,
        Key(("E",), _("看原图")),
        Key(("G",), _("选中同证整组")),
        Key(("Z",), _("撤销刚办的")),
        Key(("?",), _("全部按键")),
    )
