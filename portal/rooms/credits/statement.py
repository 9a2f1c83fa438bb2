"""The statement of one student for staff: it explains each item, and adds up by year and by module."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.pages.credits.statement import LedgerRow, Minimum, StatementLine, StatementPage, StatementPart
from portal.pages.days import day_text, length_text
from portal.pages.parts import Fact, Link, Reason, Shape, State
from portal.rooms.actor import Actor
from portal.rooms.credits.items import DeclaredItem, StudentCredits, credits_of
from portal.rooms.credits.standing import lack
from portal.rooms.credits.wording import in_words, read
from portal.rooms.words import cite, reason, row
from procedures.second_classroom_credits.items import CONFIRMED
from procedures.second_classroom_credits.scoring.amounts import written
from procedures.second_classroom_credits.scoring.lines import Line
from procedures.second_classroom_credits.scoring.minima import SPORT, Standing
from procedures.second_classroom_credits.scoring.statement import Statement
from workflows.models import Person
from workflows.rules.calendars import Period
from workflows.texts.sentences import word


def statement_page(actor: Actor, person: Person) -> StatementPage:
    """What somebody has today, item by item."""
    found = credits_of([person.pk], actor.on)[person.pk]
    statement = found.statement
    return StatementPage(
        title=person.name,
        facts=tuple(_facts(found)),
        verdict=_verdict(statement),
        state=_state(statement),
        minima=tuple(_minima(statement)) if statement else (),
        parts=tuple(_parts(found)),
        heads=tuple(word(each.name) for each in statement.modules) if statement else (),
        ledger=tuple(_ledger(statement)) if statement else (),
        warnings=tuple(row(each, actor.on) for each in statement.warnings) if statement else (),
        crumbs=tuple(_crumbs(found)),
        tools=tuple(_tools(found)),
        empty=_("还没有申报过。"),
    )


def _facts(found: StudentCredits) -> Iterator[Fact]:
    yield Fact(_("学号"), found.person.number)
    if found.unit_name:
        yield Fact(_("班级"), found.unit_name)
    if found.student is not None:
        yield Fact(_("年级"), str(found.student.intake))
        yield Fact(_("学制"), length_text(Period(years=found.student.programme_years)))
    if found.statement is not None:
        yield Fact(_("总学分"), written(found.statement.total.earned))


def _verdict(statement: Statement | None) -> str:
    if statement is None:
        return _("所在学院没有采用第二课堂学分办法，不能计算。")
    if statement.eligible:
        return _("总学分和各模块都已达到毕业要求。")
    lacks = _("，").join(lack(each) for each in statement.missing)
    return _("还没有达到毕业要求：%(lacks)s。") % {"lacks": lacks}


def _state(statement: Statement | None) -> State:
    if statement is None:
        return State(Shape.NOTE, _("没有办法可依"))
    return State(Shape.MET, _("已达到")) if statement.eligible else State(Shape.UNMET, _("未达到"))


def _minima(statement: Statement) -> Iterator[Minimum]:
    """The modules, within sport its two parts, and the total."""
    for each in statement.modules:
        yield _minimum(each)
        if each.name == SPORT:
            yield from (_minimum(part, within=True) for part in statement.sport)
    yield _minimum(statement.total)


def _minimum(standing: Standing, *, within: bool = False) -> Minimum:
    lacks = _("差%(amount)s") % {"amount": written(standing.missing)}
    shape = Shape.UNMET if standing.finding.refuses else Shape.NOTE
    state = State(shape, lacks) if standing.missing else State(Shape.MET, _("已达到"))
    return Minimum(word(standing.name), written(standing.earned), written(standing.minimum), state, within)


def _parts(found: StudentCredits) -> Iterator[StatementPart]:
    """The confirmed items by module, then those under way, then what came to nothing."""
    statement, items = found.statement, {str(each.case): each for each in found.items}
    for standing in statement.modules if statement else ():
        lines = [line for line in statement.lines if line.row.module == standing.name] if statement else []
        if lines:
            told = tuple(_line(line, items[line.item.id]) for line in lines)
            yield StatementPart(word(standing.name), told, written(standing.earned))
    others = [each for each in found.items if not each.confirmed]
    under_way = [each for each in others if each.status != "ended"]
    over = [each for each in others if each.status == "ended"]
    for title, rest in ((_("还没有终审"), under_way), (_("没有认定"), over)):
        if rest:
            yield StatementPart(title, tuple(_undecided(each, found) for each in rest))


def _line(line: Line, item: DeclaredItem) -> StatementLine:
    return StatementLine(
        title=read(line.row).title,
        content=item.claim["content"],
        year=str(line.item.year),
        claimed=item.claim["claimed"],
        recognised=written(item.recognised.credits) if item.recognised else "",
        counted=written(line.counted),
        href=reverse("case", args=[item.case]),
        why=reason(in_words(line.why)) if line.why else None,
    )


def _undecided(item: DeclaredItem, found: StudentCredits) -> StatementLine:
    claim, row = item.claim, found.row_of(item)
    return StatementLine(
        title=read(row).title if row else claim["row"],
        content=claim["content"],
        year=claim["year"],
        claimed=claim["claimed"],
        recognised=written(item.recognised.credits) if item.recognised else "",
        counted="",
        href=reverse("case", args=[item.case]),
        why=_taken_back(item),
        state=item.place.state,
    )


def _taken_back(item: DeclaredItem) -> Reason | None:
    """Of an item that the final review had confirmed: that it counts no more, and since when (art. 8)."""
    review = item.facts.latest("final_review")
    forged = item.facts.latest("forgery_proven") or item.facts.latest("cancellation")
    if review is None or review.outcome != CONFIRMED or forged is None:
        return None
    said = {"day": day_text(review.on), "then": day_text(forged.on)}
    return Reason(_("%(day)s终审确认过；%(then)s因材料伪造取消，不再计入。") % said, cite(["8"]))


def _ledger(statement: Statement) -> Iterator[LedgerRow]:
    """What each academic year added, by module; the last row is the sum."""
    names = [each.name for each in statement.modules]
    years: defaultdict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(names, 0))
    for line in statement.lines:
        years[str(line.item.year)][line.row.module] += line.counted
    for year, amounts in sorted(years.items()):
        yield _ledger_row(year, [amounts[name] for name in names])
    if years:
        yield _ledger_row(_("合计"), [each.earned for each in statement.modules])


def _ledger_row(year: str, amounts: list[int]) -> LedgerRow:
    return LedgerRow(year, tuple(written(each) if each else "" for each in amounts), written(sum(amounts)))


def _crumbs(found: StudentCredits) -> Iterator[Link]:
    yield Link(_("毕业审核"), reverse("credits_classes"))
    if found.units and found.unit_name:
        yield Link(found.unit_name, reverse("credits_class", args=[found.units[0]]))
    yield Link(found.person.name, "")


def _tools(found: StudentCredits) -> Iterator[Link]:
    if any(item.confirmed for item in found.items):
        for text, language in ((_("中文成绩单"), "zh"), (_("英文成绩单"), "en")):
            yield Link(text, reverse("credits_transcript", args=[found.person.pk, language]), "printer")
