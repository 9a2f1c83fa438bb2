"""A branch activity of many members: each row an item for one of them (annex 2, S001, A-04)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final, cast

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.credit_editions import Editions
from portal.imports.choices import Choice
from portal.imports.columns import Column, Kind, Need, Schema
from portal.imports.current import Keeper
from portal.imports.lists.kind import Found, ListKind
from portal.imports.record.applying import FactsRefused, RefusedFact
from portal.imports.record.book import MOST_ROWS, NAME, NUMBER, USUAL
from portal.imports.record.facts import FactChange
from portal.imports.remarks import Remark
from portal.imports.rows import RawRow
from procedures.second_classroom_credits.flows import SecondClassroomCredits_1 as Credits
from procedures.second_classroom_credits.flows.batch import LISTERS
from procedures.second_classroom_credits.flows.rounds import Round
from procedures.second_classroom_credits.items import claim_of
from procedures.second_classroom_credits.scoring.amounts import written
from procedures.second_classroom_credits.scoring.holdings import AcademicYear
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from workflows.door import Act, Refused, consider, perform
from workflows.models import Case, Matter, Person
from workflows.rules.facts import Facts
from workflows.selectors.matters import open_around
from workflows.selectors.people import people_in

ACT: Final = "listing"
#: ends after which somebody may be listed again
GONE: Final = ("withdrawn", "cancelled", "not_recognised")
#: stands for the record of the branch while nothing is handed in yet
NOT_YET: Final = ("0" * 64,)
ACTS_AT_ONCE: Final = 1_000
#: the column of what the door says against a row; all else is said of the person
WHERE: Final = {"credits.not_of_all": "row", "credits.no_row": "row", "credits.year": "held_on"}
SEMESTERS: Final = (
    Choice("1", "第一学期", ("上学期", "秋季学期", "1")),
    Choice("2", "第二学期", ("下学期", "春季学期", "2")),
)
SCHEMA: Final = Schema(
    kind=ACT,
    titles=("集体活动", "团日活动", "团支部活动", "集体活动名单"),
    columns=(
        NUMBER,
        NAME,
        Column("year", "学年", Kind.YEAR, ("学年度",), Need.ALWAYS, help=USUAL[Kind.YEAR]),
        Column("semester", "学期", Kind.CHOICE, (), Need.ALWAYS, SEMESTERS, help="第一学期或第二学期。"),
        Column(
            "row",
            "评分项编号",
            Kind.TEXT,
            ("编号", "评分项"),
            Need.ALWAYS,
            longest=10,
            help="评分表里按人按学年计的一项，例如T1-09。",
        ),
        Column("content", "项目内容", Kind.TEXT, ("活动名称", "内容"), Need.ALWAYS, help="活动的名称。"),
        Column("held_on", "活动日期", Kind.DATE, ("日期", "活动时间"), Need.ALWAYS, help=USUAL[Kind.DATE]),
    ),
    keys=(NUMBER.field, "year", "row"),
    telling=(NUMBER.field, NAME.field),
    twice="records_twice",
    most=MOST_ROWS,
)


def compare(rows: Sequence[RawRow], keeper: Keeper, at: datetime) -> Found:
    """Who is not listed yet; what the door would say against a row is said at the row."""
    found = Found()
    on = timezone.localdate(at)
    numbers = {str(row.values[NUMBER.field]) for row in rows}
    people = {each.number: each for each in people_in(keeper.units, on).filter(number__in=numbers)}
    held = set(_held(people.values()))
    ruled = _ruled(keeper, people.values(), on)
    fresh: list[tuple[RawRow, FactChange]] = []
    for row in rows:
        person = people.get(str(row.values[NUMBER.field]))
        wrong = _wrong(row, person, keeper)
        if wrong or person is None:
            found.remarks += [wrong] if wrong else []
            continue
        change = _change(row, person, ruled.get(person.pk))
        if (person.pk, change.data["row"], change.data["year"]) in held:
            found.unchanged += 1
        else:
            fresh.append((row, change))
    refused = _considered([change for _, change in fresh], people, keeper, at)
    for position, (row, change) in enumerate(fresh):
        remarks = [
            row.place.remark(message, WHERE.get(message, NUMBER.field), **said)
            for message, said in refused.get(position, ())
        ]
        found.remarks += remarks
        found.changes += [] if remarks else [change]
    return found


def record(
    changes: Sequence[FactChange], keeper: Keeper, key: str, at: datetime, files: tuple[str, ...]
) -> int:
    """Open an item for every row, all or none. Raises FactsRefused, and what ``perform`` raises."""
    numbers = {change.number for change in changes}
    found = people_in(keeper.units, timezone.localdate(at)).filter(number__in=numbers)
    people = {each.number: each for each in found}
    refused: list[RefusedFact] = []
    for start in range(0, len(changes), ACTS_AT_ONCE):
        part = changes[start : start + ACTS_AT_ONCE]
        try:
            perform(_acts(part, people, keeper, key, files), at=at)
        except Refused as error:
            refused += [RefusedFact(part[each.position], each.unmet) for each in error.refusals]
    if refused:
        raise FactsRefused(refused)
    return len(changes)


def _wrong(row: RawRow, person: Person | None, keeper: Keeper) -> Remark | None:
    """Nobody of this number within reach, oneself, another person's name."""
    number, name = str(row.values[NUMBER.field]), row.values.get(NAME.field)
    if person is None:
        return row.place.remark("record_person_unknown", NUMBER.field, value=number)
    if person.pk == keeper.person:
        return row.place.remark("record_own", NUMBER.field)
    if name and name != person.name:
        return row.place.remark("name_of_other_person", NAME.field, value=str(name), other=person.name)
    return None


def _change(row: RawRow, person: Person, rules: Ruleset | None) -> FactChange:
    """What is listed of somebody; the credits are those of their table."""
    said, name = row.values, str(row.values["row"]).upper()
    known = rules.table.rows.get(name) if rules else None
    data = {
        "year": str(AcademicYear(int(str(said["year"])[:4]))),
        "semester": said["semester"],
        "row": name,
        "content": said["content"],
        "claimed": written(known.credits) if known else "0.0",
        "held_on": cast("date", said["held_on"]).isoformat(),
    }
    day = cast("date", said["held_on"])
    return FactChange(person.number, ACT, day, data, row.place.sheet, row.place.row)


def _ruled(keeper: Keeper, people: Iterable[Person], on: date) -> dict[int, Ruleset | None]:
    """The rules by which each of these people is listed: those of the first day of the round."""
    around = Matter.objects.filter(pk=open_around(Round.kind(), keeper.unit) or 0).first()
    day, editions = around.opened_on if around else on, Editions.on(on, [keeper.unit])
    return {each.pk: editions.of(keeper.unit, each.details or {}, day) for each in people}


def _held(people: Iterable[Person]) -> Iterator[tuple[int, str, str]]:
    """The rows and years for which these people have an item that stands."""
    items = Case.objects.filter(subject__in=list(people), procedure=Credits.ref).exclude(end__in=GONE)
    for subject, facts in items.values_list("subject", "facts"):
        claim = claim_of(Facts.from_json(facts))
        yield subject, claim.get("row", ""), claim.get("year", "")


def _acts(
    changes: Sequence[FactChange],
    people: Mapping[str, Person],
    keeper: Keeper,
    key: str,
    files: tuple[str, ...],
) -> list[Act]:
    within = open_around(Round.kind(), keeper.unit)
    return [
        Act(
            name=ACT,
            by=keeper.person,
            key=f"{key}:{change.sheet}:{change.row}" if key else "",
            data=dict(change.data),
            family=Credits.family,
            subject=people[change.number].pk,
            within=within,
            files=files,
        )
        for change in changes
    ]


def _considered(
    changes: Sequence[FactChange], people: Mapping[str, Person], keeper: Keeper, at: datetime
) -> dict[int, list[tuple[str, Mapping[str, Any]]]]:
    """What the door would refuse, by position: message and parameters."""
    if not changes:
        return {}
    acts = _acts(changes, people, keeper, "", NOT_YET)
    return {
        each.position: [(finding.message, finding.params) for finding in each.unmet]
        for each in consider(acts, at=at)
    }


def words(change: FactChange) -> str:
    """What is listed, in a line."""
    said = {"content": change.data["content"], "row": change.data["row"], "credits": change.data["claimed"]}
    return _("%(content)s（%(row)s，%(credits)s学分）") % said


LISTING: Final = ListKind(ACT, LISTERS, SCHEMA, compare, record, words, evidence=True)
