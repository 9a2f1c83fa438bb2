"""The list of rounds, the list that a round publishes, and both sheets of figures."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, BinaryIO, Final

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from portal.imports.writing import put
from portal.pages.credits.rounds import PublicationPage, PublishedRow, RoundRow, RoundsPage
from portal.pages.days import day_text
from portal.pages.parts import Act, Fact, Link, Paging, Shape, State
from portal.rooms.actor import Actor
from portal.rooms.credits.due import due_groups
from portal.rooms.credits.lists import list_links
from portal.rooms.credits.reach import rounds_of
from portal.rooms.credits.round_room import RoundRoom
from portal.rooms.credits.round_state import Next, RoundState
from portal.rooms.papers.telling import homes_of
from procedures.second_classroom_credits import roles
from procedures.second_classroom_credits.flows.rounds import Round
from procedures.second_classroom_credits.items import finalised
from procedures.second_classroom_credits.papers.lists import published_in
from procedures.second_classroom_credits.papers.printed_sheet import (
    FIGURES,
    TOTAL,
    WEIGHTS,
    above,
    below,
    summary_of,
)
from procedures.second_classroom_credits.papers.summary import SummarySheet, people_of
from procedures.second_classroom_credits.rules.known import rules_of
from procedures.second_classroom_credits.scoring.amounts import credits_of, tenths, written
from workflows.models import Matter, Person
from workflows.rules.facts import Facts
from workflows.texts.sentences import word
from workflows.texts.speaking import in_source

PER_PAGE: Final = 30
NAMES_PER_PAGE: Final = 100
#: rows above the titles of a workbook's columns
HEAD: Final = 2
#: characters of a workbook's column for each part of the sheet's width
WIDER: Final = 1.3
#: the acts of a round, the last first, with what a round is at after each
AFTER: Final = ("publish", "finalise", "submit", "sign", "summarise")


def rounds_page(actor: Actor, number: str) -> RoundsPage:
    """The rounds at the colleges that the office reads, the latest first; their items are counted only."""
    found = Matter.objects.filter(kind=Round.kind(), unit__in=rounds_of(actor)).select_related("unit")
    counted = found.annotate(
        items=Count("concerns"), open=Count("concerns", filter=~Q(concerns__case__status="ended"))
    )
    page: Page[Any] = Paginator(counted.order_by("-opened_on", "unit__code"), PER_PAGE).get_page(number)
    total = page.paginator.count
    opening = Link(_("组织申报"), reverse("matter_new", args=[Round.kind()]), "plus")
    opens = _opens(actor)
    return RoundsPage(
        title=_("申报轮次"),
        lede=_("每个学院每学年一轮：申报、审核、汇总、签字盖章、报送、终审、公布。"),
        rows=tuple(_round_row(matter) for matter in page.object_list),
        due=tuple(due_groups(actor)),
        tools=(*((opening,) if opens else ()), *list_links(actor)),
        paging=_paging(page, _("第 %(from)s 至 %(to)s 轮，共 %(n)s 轮")),
        empty="" if total else _("还没有组织过申报。"),
    )


def _opens(actor: Actor) -> bool:
    """Whether the chosen office opens rounds: at a college, not at a class of it."""
    chosen = actor.chosen
    return (
        chosen is not None
        and chosen.unit_kind == Round.at
        and chosen.office in {role.name for role in Round.open.by}
    )


def _round_row(matter: Any) -> RoundRow:
    facts = Facts.from_json(matter.facts)
    opened = facts.latest("open")
    year = opened.data["year"] if opened else ""
    text = _("%(n)s 项，办理中 %(open)s 项") % {"n": matter.items, "open": matter.open}
    return RoundRow(
        name=_("%(year)s学年") % {"year": year},
        college=matter.unit.name,
        href=reverse("credits_round", args=[matter.pk]),
        items=text,
        state=_at(matter, facts),
        said=_("%(day)s起") % {"day": day_text(matter.opened_on)},
    )


def _at(matter: Matter, facts: Facts) -> State:
    """The last act of a round in a word; what its items are at is said on its own page."""
    if matter.closed_on is not None:
        return State(Shape.MET, _("已结束"))
    said = {act: facts.latest(act) for act in (*AFTER, "return_sheet")} | {"finalise": finalised(facts)}
    done = [(fact.entry or 0, act) for act, fact in said.items() if fact]
    words = {
        "publish": _("已公布"),
        "finalise": _("已终审"),
        "submit": _("已报送"),
        "sign": _("已签字"),
        "summarise": _("已汇总"),
        "return_sheet": _("已退回学院"),
    }
    return State(Shape.RUNNING, words[max(done)[1]] if done else _("申报和初审"))


def _paging(page: Page[Any], text: str) -> Paging | None:
    if page.paginator.num_pages == 1:
        return None
    said = text % {"from": page.start_index(), "to": page.end_index(), "n": page.paginator.count}
    before = f"?page={page.previous_page_number()}" if page.has_previous() else ""
    return Paging(said, before, f"?page={page.next_page_number()}" if page.has_next() else "")


# ── The sheet as a workbook ──


def summary(room: RoundRoom, state: RoundState) -> SummarySheet:
    """The sheet that was frozen, as the document that is printed as well."""
    wanted = people_of(state.situation.facts, state.frozen)
    names = dict(Person.objects.filter(pk__in=wanted).values_list("pk", "name"))
    college = room.matter.unit.name if room.matter else ""
    with in_source():
        return summary_of(state.situation, state.frozen, college=college, names=names)


def write_summary(sheet: SummarySheet, target: BinaryIO) -> None:
    """The sheet in a workbook: the ten columns, head and foot of the form; texts stay texts."""
    book = Workbook()
    page = book.active
    page.title = sheet.title
    last = len(sheet.columns)
    for at, text in enumerate(above(sheet), start=1):
        _across(page, at, text, last)
    page["A1"].font, page["A1"].alignment = Font(bold=True, size=16), Alignment(horizontal="center")
    for column, title in enumerate(sheet.columns, start=1):
        put(page, HEAD + 1, column, title).font = Font(bold=True)
        page.column_dimensions[get_column_letter(column)].width = WEIGHTS[column - 1] * WIDER
    rows = [row for each in sheet.pages for row in each.rows]
    for at, row in enumerate(rows, start=HEAD + 2):
        for column, value in enumerate(row, start=1):
            figure = sheet.columns[column - 1] in FIGURES
            put(page, at, column, credits_of(tenths(value)) if figure else value)
    after = HEAD + 2 + len(rows)
    put(page, after, 1, TOTAL)
    put(page, after, 8, Decimal(sheet.claimed))
    put(page, after, 9, Decimal(sheet.recognised))
    for at, text in enumerate(below(sheet), start=after + 1):
        _across(page, at, text, last)
    page.freeze_panes = f"A{HEAD + 2}"
    page.print_title_rows = f"1:{HEAD + 1}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    book.save(target)


def _across(page: Worksheet, row: int, text: str, last: int) -> None:
    put(page, row, 1, text)
    page.merge_cells(start_row=row, start_column=1, end_row=row, end_column=last)


# ── What is published ──


def published(state: RoundState, room: RoundRoom) -> list[PublishedRow]:
    """What every student was recognised in the round by module, in the order of classes and numbers."""
    views, rules = [view for view in state.situation.surveyed if room.shows(view)], rules_of(state.situation)
    homes = homes_of(state.situation, roles.STUDENTS, state.situation.facts.latest(Next.FINALISE))
    return [
        PublishedRow(
            row.name,
            row.group,
            tuple(Fact(word(name), figure) for name, figure in zip(rules.modules, row.figures, strict=True)),
            written(row.total),
        )
        for row in published_in(views, rules, homes)
    ]


def publication_page(room: RoundRoom, state: RoundState, number: str) -> PublicationPage:
    """The list of a round, a hundred names to a page."""
    rows = published(state, room)
    page: Page[PublishedRow] = Paginator(rows, NAMES_PER_PAGE).get_page(number)
    pk = room.matter.pk if room.matter else 0
    publishes = state.next is Next.PUBLISH and room.may(Round.publish)
    return PublicationPage(
        title=_("学分取得情况公布表"),
        lede=_("%(name)s，%(n)s 人。只列姓名、班级和各模块学分。") % {"name": room.name, "n": len(rows)},
        heads=tuple(word(each) for each in rules_of(state.situation).modules),
        rows=tuple(page.object_list),
        next=(
            Act(_("登记公布"), reverse("credits_round_act", args=[pk, "publish"]), primary=True)
            if publishes
            else None
        ),
        paging=_paging(page, _("第 %(from)s 至 %(to)s 人，共 %(n)s 人")),
        crumbs=(
            Link(_("申报轮次"), reverse("credits_rounds")),
            Link(room.name, reverse("credits_round", args=[pk])),
            Link(_("公布表"), ""),
        ),
        tools=(
            (Link(_("打印公布表"), reverse("credits_publication_paper", args=[pk]), "printer"),)
            if rows and room.students is None
            else ()
        ),
        empty=_("还没有终审确认的项目，暂时没有可以公布的。"),
    )
