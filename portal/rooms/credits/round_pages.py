"""The page of one round: where it stands, its road, what is next and what that waits for, its sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.pages.case import Passage, StagePoint
from portal.pages.credits.rounds import Held, RoundPage, SheetLine
from portal.pages.days import day_text, distance
from portal.pages.parts import Act, Fact, Link, Paging, Reason, Shape, State
from portal.rooms.credits.items import Place
from portal.rooms.credits.review_steps import steps_of
from portal.rooms.credits.round_room import ALONE, RETURN, RoundRoom
from portal.rooms.credits.round_state import Next, RoundState
from portal.rooms.credits.round_words import STATES, sentence_of
from portal.rooms.matter_pages import matter_rows
from portal.rooms.words import reason
from procedures.second_classroom_credits import roles
from procedures.second_classroom_credits.items import claim_of, entry, finalised, is_confirmed, is_forged
from procedures.second_classroom_credits.papers.printed_sheet import FIGURES, NAME, VOLUME
from procedures.second_classroom_credits.papers.sheet import COLUMNS, SheetRow
from procedures.second_classroom_credits.rules.due import review_due
from workflows.documents import short_code
from workflows.nodes import MatterAct
from workflows.rules.facts import Fact as Known
from workflows.rules.findings import refusing
from workflows.rules.surveys import CaseView
from workflows.selectors.entries import entries_of

PER_PAGE: Final = 50
#: items that a reason names; of the others it says how many
NAMED: Final = 8
#: the road of a round by its acts, and which of them is next for each thing to do
ROAD: Final = (
    *("open", "first_review", "summarise", "re_review", "sign", "submit", "finalise", "publish", "archive"),
    "close",
)
#: the acts of which each sheet of a round has its own
OF_A_SHEET: Final = frozenset({"summarise", "sign", "submit", "finalise", "publish"})
#: what is reminded of by the days of a review
REVIEWS: Final = frozenset({Next.FIRST_REVIEW, Next.SUMMARISE, Next.RE_REVIEW, Next.SIGN, Next.FINALISE})
#: what others do, or nobody any more
OTHERS: Final = frozenset(
    {Next.NOTHING, Next.FIRST_REVIEW, Next.RE_REVIEW, Next.APPEALS, Next.STUDENTS},
)
#: acts that are offered beside the next one
BESIDE: Final = frozenset({"reopen", RETURN, "publish"})
PLACES: Final = {
    **{step: ROAD.index(step) for step in Next if step in ROAD},
    Next.APPEALS: ROAD.index(Next.ARCHIVE),
    Next.STUDENTS: ROAD.index(Next.CLOSE),
    Next.NOTHING: len(ROAD),
}


def round_page(room: RoundRoom, state: RoundState, number: str) -> RoundPage:
    """One round with fifty rows of its sheet."""
    rows = zip(state.sheet.rows, state.sheet.cases, strict=True)
    page: Page[tuple[SheetRow, CaseView]] = Paginator(
        [each for each in rows if room.shows(each[1])], PER_PAGE
    ).get_page(number)
    act, waits = _next(room, state)
    return RoundPage(
        title=room.name,
        facts=tuple(_facts(room, state)),
        sentence=sentence_of(state),
        state=STATES[state.next].state,
        road=tuple(_road(state, room.actor.on)),
        next=act,
        waits=waits,
        held=tuple(_held(room, state)),
        acts=tuple(_others(room, state)),
        sheet_title=_("汇总表") if state.stands else _("待形成的汇总表"),
        sheet_state=_sheet_state(state),
        sheet_facts=tuple(_sheet_facts(state)),
        sheet_tools=tuple(_sheet_tools(room, state)),
        columns=COLUMNS,
        lines=tuple(_line(room, state, row, view) for row, view in page.object_list),
        paging=_paging(page),
        empty=_("还没有通过初审的项目。"),
        journal=matter_rows(room, list(entries_of(matter=room.matter.pk))) if room.matter else (),
        crumbs=(Link(_("申报轮次"), reverse("credits_rounds")), Link(room.name, "")),
        tools=(Link(_("公布表"), _address("credits_publication", room), "speakerphone"),),
    )


def _address(name: str, room: RoundRoom, *more: str) -> str:
    return reverse(name, args=[room.matter.pk if room.matter else 0, *more])


def _facts(room: RoundRoom, state: RoundState) -> Iterator[Fact]:
    yield Fact(_("申报"), _("%(n)s 项") % {"n": len(state.situation.surveyed)})
    if room.students is not None:
        shown = sum(room.shows(view) for view in state.situation.surveyed)
        yield Fact(_("您的学生"), _("%(n)s 项") % {"n": shown})
    if room.matter is not None:
        yield Fact(_("开始"), day_text(room.matter.opened_on))
    review = review_due(state.situation) if state.next in REVIEWS else None
    if review is not None:
        text = _("%(day)s（%(left)s）")
        left = distance(review[1], today=room.actor.on)
        yield Fact(_("应办完"), text % {"day": day_text(review[1], today=room.actor.on), "left": left})


def _road(state: RoundState, today: date) -> Iterator[StagePoint]:
    """The acts of the round with the days on which they happened, those that no longer count left out.

    What is done to its items has no day of its own. Where a further sheet is under way, what is ahead of it
    says when it was done for the one before.
    """
    words = (
        *(_("申报"), _("初审"), _("汇总表"), _("复审"), _("签字盖章")),
        *(_("报送"), _("终审"), _("公布"), _("存档"), _("结束")),
    )
    here = PLACES[state.next]
    for at, (act, name) in enumerate(zip(ROAD, words, strict=True)):
        passage = Passage.DONE if at < here else Passage.NOW if at == here else Passage.AHEAD
        fact = state.situation.facts.latest(act) if at < here else _before(state, act)
        day = day_text(fact.on, today=today) if fact else ""
        yield StagePoint(name, day, passage, note=_("上一张") if day and at >= here else "")


def _before(state: RoundState, act: str) -> Known | None:
    """The act as it was done for the sheet before the one under way, if that came to its final review."""
    facts, decided = state.situation.facts, finalised(state.situation.facts)
    until = state.since if state.stands else facts.last_entry + 1
    if act not in OF_A_SHEET or decided is None or entry(decided) >= until:
        return None
    return next((fact for fact in reversed(facts.all(act)) if entry(fact) < until), None)


def _next(room: RoundRoom, state: RoundState) -> tuple[Act | None, str]:
    """The one act that is next, where this office may do it; or else whom it waits for."""
    words, kinds = STATES[state.next], room.kind.acts()
    if state.next in {step.name for step in steps_of(room.actor)}:
        asked = urlencode({"step": state.next, "round": room.matter.pk if room.matter else ""})
        return Act(_("去审核"), f"{reverse('credits_review')}?{asked}", primary=True), ""
    if state.next in OTHERS:
        lapses = state.next is Next.STUDENTS and _may_lapse(room, state)
        return replace(_lapsing(room, state), primary=True) if lapses else None, words.waits
    if state.next is Next.ARCHIVE:
        return Act(_("存档"), _address("credits_round_archive", room), primary=True), ""
    act = kinds[state.next]
    if not room.may(act):
        return None, words.waits
    against = refusing(room.outlook.findings[act.name]) if room.outlook else ()
    if against or not state.situation.surveyed:
        return None, ""
    return Act(words.act, _address("credits_round_act", room, act.name), primary=True), ""


def _held(room: RoundRoom, state: RoundState) -> Iterator[Held]:
    """What the next act waits for, with the items behind it."""
    behind = {
        Next.FIRST_REVIEW: (_("没有初审的项目"), state.unreviewed),
        Next.RE_REVIEW: (_("没有复审的项目"), state.unreviewed_again),
        Next.ARCHIVE: (_("申诉还没有答复，暂不存档的项目"), state.appealed),
        Next.APPEALS: (_("申诉还没有答复的项目"), state.appealed),
        Next.STUDENTS: (_("停在学生手里的项目"), state.unfinished),
    }
    if state.changed:
        yield _named(room, Reason(_("这些项目变动以后，原来的汇总表和签字都作废。")), state.changed)
    if state.returned:
        day = day_text(state.returned.on, today=room.actor.on)
        said = {"day": day, "why": state.returned.data["why"].rstrip("。.")}
        yield Held(Reason(_("%(day)s教务处退回：%(why)s。") % said))
    text, views = behind.get(state.next, ("", []))
    if views:
        yield _named(room, Reason(text), views)
    if room.outlook is not None and state.next in room.outlook.findings:
        yield from (Held(reason(each)) for each in refusing(room.outlook.findings[state.next]))


def _named(room: RoundRoom, why: Reason, views: Sequence[CaseView]) -> Held:
    shown = [view for view in views if room.shows(view)][:NAMED]
    links = (
        Link(f"{view.name} {claim_of(view.facts).get('content', '')}", reverse("case", args=[view.id]))
        for view in shown
    )
    more = _("另有 %(n)s 项") % {"n": len(views) - len(shown)} if len(views) > len(shown) else ""
    return Held(why, tuple(links), more)


def _others(room: RoundRoom, state: RoundState) -> Iterator[Link]:
    """What else this office may do now."""
    for act in room.acts():
        if act.name != state.next and _offered(room, state, act):
            yield Link(act.title, _address("credits_round_act", room, act.name))
    if state.next is not Next.STUDENTS and _may_lapse(room, state):
        lapsing = _lapsing(room, state)
        yield Link(lapsing.text, lapsing.href)


def _may_lapse(room: RoundRoom, state: RoundState) -> bool:
    office = room.actor.chosen.office if room.actor.chosen else ""
    reviews = office in {each.name for each in roles.FIRST_REVIEWERS}
    return bool(state.lapsed) and reviews and room.students is None


def _lapsing(room: RoundRoom, state: RoundState) -> Act:
    return Act(_("登记 %(n)s 项逾期") % {"n": len(state.lapsed)}, _address("credits_round_lapse", room))


def _offered(room: RoundRoom, state: RoundState, act: MatterAct) -> bool:
    if act.name not in BESIDE or (act.name == Next.PUBLISH and finalised(state.situation.facts) is None):
        return False
    return room.outlook is not None and not refusing(room.outlook.findings[act.name])


def _sheet_state(state: RoundState) -> State | None:
    if state.voided:
        return State(Shape.UNMET, _("原表已作废"))
    if not state.stands:
        return State(Shape.AHEAD, _("未形成"))
    if state.next is Next.RE_REVIEW:
        return State(Shape.RUNNING, _("待复审"))
    if state.submitted:
        return State(Shape.MET, _("已终审") if state.decided else _("已报送"))
    return State(Shape.MET, _("已签字盖章")) if state.signed else State(Shape.RUNNING, _("待签字盖章"))


def _sheet_facts(state: RoundState) -> Iterator[Fact]:
    yield Fact(_("项数"), str(len(state.sheet.rows)))
    yield Fact(_("审核学分合计"), state.sheet.total)
    if state.stands:
        yield Fact(_("校验码"), short_code(state.sheet.digest))
    if state.stands and state.late:
        yield Fact(_("留待下一张"), _("%(n)s 项") % {"n": len(state.late)})


def _sheet_tools(room: RoundRoom, state: RoundState) -> Iterator[Link]:
    """The sheet as a workbook and on paper, in as many volumes as it takes."""
    if not state.stands or not state.sheet.rows or room.students is not None:
        return
    yield Link(_("Excel 表"), _address("credits_round_workbook", room), "file-spreadsheet")
    paper = _address("matter_paper", room, NAME, str(state.since))
    size = VOLUME * int(state.situation.edition["form.rows_per_page"].count)
    volumes = -(-len(state.sheet.rows) // size)
    if volumes == 1:
        yield Link(_("打印汇总表"), paper, "printer")
        return
    for number in range(1, volumes + 1):
        text = _("打印第 %(n)s 册") % {"n": number}
        yield Link(text, f"{paper}?volume={number}", "printer")


def _line(room: RoundRoom, state: RoundState, row: SheetRow, view: CaseView) -> SheetLine:
    apart = ""
    if state.next is Next.FINALISE and "final_review" in view.open and room.may(room.kind.acts()["finalise"]):
        apart = f"{_address('credits_round_act', room, 'finalise')}?{ALONE}={view.id}"
    cells = (
        Fact(column if column in FIGURES else "", value) for column, value in zip(COLUMNS, row, strict=True)
    )
    place = _place(view).state if state.stands else State(Shape.READY, _("已初审"))
    return SheetLine(tuple(cells), reverse("case", args=[view.id]), place, apart)


def _place(view: CaseView) -> Place:
    for place in (Place.RE_REVIEW, Place.FINAL_REVIEW):
        if place in view.open:
            return place
    if is_forged(view.facts):
        return Place.CANCELLED
    return Place.RECOGNISED if is_confirmed(view.facts) else Place.REJECTED


def _paging(page: Page[tuple[SheetRow, CaseView]]) -> Paging | None:
    if page.paginator.num_pages == 1:
        return None
    text = _("第 %(from)s 至 %(to)s 项，共 %(n)s 项") % {
        "from": page.start_index(),
        "to": page.end_index(),
        "n": page.paginator.count,
    }
    before = f"?page={page.previous_page_number()}" if page.has_previous() else ""
    return Paging(text, before, f"?page={page.next_page_number()}" if page.has_next() else "")
