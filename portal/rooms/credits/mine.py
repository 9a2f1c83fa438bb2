"""我的学分: what a student has earned, what is missing to graduate, and how each item stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.pages.credits.mine import CreditsPage, ItemRow, Part, Ring
from portal.pages.days import NEAR_DAYS, distance
from portal.pages.joined import sentences
from portal.pages.parts import FindingRow, Link, Reason, Shape, State
from portal.pages.student import Todo
from portal.rooms.actor import Actor
from portal.rooms.credits.items import OWED, PENDING, DeclaredItem, Place, StudentCredits, credits_of
from portal.rooms.credits.rounds import OpenRound, declaring_in, round_text, rounds_around
from portal.rooms.credits.wording import (
    minimum_name,
    module_name,
    next_text,
    open_appeal,
    refused_text,
    row_name,
    verdict_of,
    why_less,
)
from portal.rooms.words import row, said
from procedures.second_classroom_credits.scoring.amounts import written
from procedures.second_classroom_credits.scoring.blocks import year_of
from procedures.second_classroom_credits.scoring.conditions import unmet
from procedures.second_classroom_credits.scoring.lines import Line
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from procedures.second_classroom_credits.scoring.statement import Statement
from procedures.second_classroom_credits.scoring.table import Row
from procedures.second_classroom_credits.scoring.warnings import morning_outlook

#: the whole of a ring
WHOLE = 100


def credits_page(actor: Actor) -> CreditsPage | None:
    """The page of whoever has a class or an item; None for others."""
    mine = own_credits(actor)
    if mine is None:
        return None
    if mine.rules is None or mine.statement is None or mine.outlook is None:
        return _without_rules()
    rounds = rounds_around(mine.units, mine.rules)
    todo = tuple(_todo(actor, mine, rounds))
    running, rows = declaring_in(rounds, actor.on), tuple(_rows(mine))
    pending = sum(each.claimed for each in mine.items if each.place in PENDING)
    return CreditsPage(
        title=_("我的学分"),
        total=written(mine.statement.total.earned),
        minimum=written(mine.statement.total.minimum),
        coming=_("另有 %(credits)s 待审") % {"credits": written(pending)} if pending else "",
        verdict=verdict_of(mine.statement),
        enough=mine.statement.eligible,
        rings=tuple(_rings(mine.statement, mine.outlook)),
        parts=tuple(_parts(mine.statement)),
        legend=_("浅色一段是待审通过后会增加的；黑色未到最低，绿色加勾已到。"),
        warnings=tuple(_warnings(actor, mine, mine.statement, mine.rules)),
        round=round_text(rounds, actor.on),
        declare=Link(_("申报"), reverse("credits_declare"), "plus") if running else None,
        todo=todo,
        items=tuple(each for each in rows if not _is_settled(each)),
        settled=tuple(each for each in rows if _is_settled(each)),
        items_title=_("我的申报"),
        empty="" if rows else _("还没有申报过。交上证明后，这里显示每一项审到哪里。"),
        unknown=_unknown(mine, mine.rules),
        papers=tuple(_papers(mine)),
        foot=(_("依据%(title)s。") % {"title": mine.rules.edition.title},),
    )


def _papers(mine: StudentCredits) -> Iterator[Link]:
    """The transcripts, once something is confirmed."""
    if any(item.confirmed for item in mine.items):
        for text, language in ((_("中文成绩单"), "zh"), (_("英文成绩单"), "en")):
            yield Link(text, reverse("credits_my_transcript", args=[language]), "printer")


def own_credits(actor: Actor) -> StudentCredits | None:
    """What the person who asks has; None for somebody who is no student and has declared nothing."""
    mine = credits_of([actor.id], actor.on).get(actor.id) if actor.id else None
    return mine if mine is not None and (mine.unit_name or mine.items) else None


def _without_rules() -> CreditsPage:
    said = _("学校还没有采用第二课堂学分认定办法，暂不能申报。")
    return CreditsPage(_("我的学分"), "0.0", "", "", said, enough=False, rings=(), empty=said)


def _unknown(mine: StudentCredits, rules: Ruleset) -> str:
    """What must be said first where the Rules do not apply, or nobody knows whether they do."""
    if mine.student is None:
        return _("名册里没有您的年级，暂时不能申报；请辅导员补上。")
    if rules.covers(mine.student.intake):
        return ""
    first = rules.edition["ruleset.intake_from"]
    params = {"intake": mine.student.intake, "first": first.count}
    return said(unmet(rules, "CR-13-2", "credits.intake", **params))


def _rings(now: Statement, then: Statement) -> Iterator[Ring]:
    for earned, coming in zip(now.modules, then.modules, strict=True):
        name, more = module_name(earned.name, short=True), max(0, coming.earned - earned.earned)
        note = (
            _("够 %(least)s") % {"least": written(earned.minimum)}
            if not earned.missing
            else _("差 %(missing)s") % {"missing": written(earned.missing)}
        )
        yield Ring(
            name=name,
            earned=written(earned.earned),
            arc=_part(earned.earned, earned.minimum),
            pending=_part(earned.earned + more, earned.minimum),
            met=not earned.missing,
            note=note,
            said=sentences(said(earned.finding), _coming(more)),
        )


def _coming(more: int) -> str:
    return _("待审通过后再加%(credits)s学分。") % {"credits": written(more)} if more else ""


def _part(amount: int, of: int) -> int:
    return min(WHOLE, WHOLE * amount // of) if of else WHOLE


def _parts(now: Statement) -> Iterator[Part]:
    """The two minima within sport, which a ring of the whole module would hide."""
    for each in now.sport:
        note = _("差 %(missing)s") % {"missing": written(each.missing)} if each.missing else _("够了")
        yield Part(
            minimum_name(each), written(each.earned), written(each.minimum), met=not each.missing, note=note
        )


def _warnings(actor: Actor, mine: StudentCredits, now: Statement, rules: Ruleset) -> Iterator[FindingRow]:
    morning = morning_outlook(now.lines, mine.holding, rules, now=year_of(actor.on, rules))
    for finding in (*now.warnings, *([morning] if morning and mine.student else ())):
        yield row(finding, actor.on)


def _todo(actor: Actor, mine: StudentCredits, rounds: Sequence[OpenRound]) -> Iterator[Todo]:
    """What waits for the student, sent back first; the first of all has the one red button."""
    owed = sorted(
        (each for each in mine.items if each.place in OWED),
        key=lambda each: (each.place is Place.EVIDENCE, each.case),
    )
    for at, item in enumerate(owed):
        sent_back = item.place is Place.CORRECTION
        act = "correction" if sent_back else "evidence"
        link = Link(
            _("去补正") if sent_back else _("拍照上交"),
            reverse("credits_act", args=[item.case, act]),
            "edit" if sent_back else "camera",
        )
        text = sentences(_("已退回。"), refused_text(item)) if sent_back else _("已申报，还没有交证明材料。")
        last = next((each.last_on for each in rounds if each.accepts(actor.on)), None)
        state = None if sent_back or last is None else _until(last, actor)
        todo = Todo(item.claim["content"], text, "file-text", state or item.place.state)
        yield replace(todo, act=link) if at == 0 else replace(todo, link=link)


def _until(last: date, actor: Actor) -> State | None:
    near = (last - actor.on).days <= NEAR_DAYS
    return State(Shape.SOON, distance(last, today=actor.on)) if near else None


def _rows(mine: StudentCredits) -> Iterator[ItemRow]:
    """What waits for the student, then what waits for others, then what is decided, the latest first."""
    lines = lines_of(mine)
    rank = {**dict.fromkeys(OWED, 0), **dict.fromkeys((*PENDING, Place.HELD), 1)}
    for item in sorted(mine.items, key=lambda each: (rank.get(each.place, 2), -each.case)):
        yield item_row(item, lines.get(str(item.case)), mine.row_of(item))


def _is_settled(row: ItemRow) -> bool:
    """Whether an item was recognised and counts in full."""
    return row.state == Place.RECOGNISED.state and row.why is None and not row.notes


def lines_of(mine: StudentCredits) -> Mapping[str, Line]:
    """The line of each item in what its student has, or would have if what is pending were confirmed."""
    return {line.item.id: line for line in mine.outlook.lines} if mine.outlook else {}


def item_row(item: DeclaredItem, line: Line | None, claimed: Row | None) -> ItemRow:
    """One item in a list of one's own; ``claimed`` is its row, where the table of its day has it."""
    place = item.place
    return ItemRow(
        title=item.claim["content"],
        text=_("%(year)s学年，%(row)s")
        % {"year": item.claim["year"], "row": row_name(claimed) if claimed else item.claim["row"]},
        href=reverse("credits_item", args=[item.case]),
        state=place.state,
        next=next_text(item, claimed),
        claimed=written(item.claimed),
        counted=counted_text(item, line),
        why=why_of(item, line),
        notes=(State(Shape.NOTE, _("申诉中")),) if open_appeal(item) else (),
    )


def counted_text(item: DeclaredItem, line: Line | None) -> str:
    """What an item counts for, or would once what is under review is confirmed."""
    if item.place is Place.RECOGNISED and line is not None:
        return _("计 %(credits)s") % {"credits": written(line.counted)}
    if item.place in PENDING and line is not None:
        return _("通过后计 %(credits)s") % {"credits": written(line.counted)}
    return _("计 %(credits)s") % {"credits": written(0)} if item.place is Place.REJECTED else ""


def why_of(item: DeclaredItem, line: Line | None) -> Reason | None:
    """Why it counts for less: the sentence of the calculation, or what the reviewer wrote."""
    less = why_less(line)
    if less is not None:
        return less
    written_by = refused_text(item) if item.place in {Place.REJECTED, Place.CORRECTION} else ""
    return Reason(written_by) if written_by else None
