"""The room of people's records: who may read and record them, and the people of an office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.pages.desk import View
from portal.pages.parts import Link, Paging, Shape, State
from portal.pages.record import RecordPerson, RecordsPage
from portal.rooms.actor import Actor
from workflows.models import Matter, Membership, Person
from workflows.nodes import RecordType
from workflows.nodes.procedure import record_types
from workflows.rules.facts import Facts
from workflows.selectors.people import people_in, people_matching

PER_PAGE = 50
LONGEST_QUERY = 40
#: which people are listed: those with a record, those without
WITH, WITHOUT = "with", "without"


def kinds_read(actor: Actor) -> tuple[type[RecordType], ...]:
    """The kinds of record that the chosen office may read."""
    return tuple(kind for kind in _kinds() if _office(actor) in {*_recorders(kind), *_readers(kind)})


def kinds_kept(actor: Actor) -> tuple[type[RecordType], ...]:
    """The kinds of record that the chosen office records in."""
    return tuple(kind for kind in _kinds() if _office(actor) in _recorders(kind))


def may_read(actor: Actor) -> bool:
    """Whether the room is open to the chosen office."""
    return bool(actor.units) and bool(kinds_read(actor))


def amends(actor: Actor, kind: type[RecordType]) -> bool:
    """Whether the chosen office may correct and void what stands in records of a kind."""
    return _office(actor) in {office.name for office in kind.keepers}


def person_in_reach(actor: Actor, pk: int) -> Person | None:
    """Somebody whose record the chosen office may read; never oneself, who has a page of one's own."""
    if not may_read(actor) or pk == actor.id:
        return None
    return with_units(people_in(actor.units, actor.on).filter(pk=pk), actor).first()


def records_of(people: Collection[int], kinds: Iterable[type[RecordType]]) -> QuerySet[Matter]:
    """The open records of some people."""
    found = Matter.objects.filter(person__in=people, kind__in=[kind.kind() for kind in kinds], closed_on=None)
    return found.order_by("kind")


def records_page(actor: Actor, query: str, shown: str, number: str) -> RecordsPage:
    """The people of the office, fifty to a page, with what their records say."""
    kinds = kinds_read(actor)
    words = query.strip()[:LONGEST_QUERY].replace("\x00", "")
    found = people_matching(words, actor.units, actor.on) if words else people_in(actor.units, actor.on)
    listed = with_units(_filtered(found.exclude(pk=actor.id or 0), kinds, shown), actor)
    page: Page[Person] = Paginator(listed, PER_PAGE).get_page(number)
    total = page.paginator.count
    return RecordsPage(
        title=_("个人记录"),
        lede=_("%(n)s 人，按学号或工号排列。名次、荣誉、任职和处分，各项规则都按这里的记录判断。")
        % {"n": total},
        href=reverse("records"),
        rows=_rows(list(page.object_list), kinds),
        query=words,
        views=tuple(_views(words, shown)),
        tools=(Link(_("导入"), reverse("record_import"), "file-spreadsheet"),) if kinds_kept(actor) else (),
        paging=_paging(page, words, shown),
        empty="" if total else _("这里没有人。换一个范围，或换成学号、姓名的拼音首字母再查。"),
    )


def warning_states(kinds: Mapping[str, type[RecordType]], records: Iterable[Matter]) -> tuple[State, ...]:
    """What nobody should overlook in these records."""
    said = [words for each in records for words in kinds[each.kind].warns(Facts.from_json(each.facts))]
    return tuple(State(Shape.LATE, words) for words in said)


def unit_names(person: Person) -> str:
    """Where somebody belongs, the nearest unit of each tree once."""
    running: Sequence[Membership] = getattr(person, "running", ())
    return _("，").join(dict.fromkeys(membership.unit.name for membership in running))


def with_units(people: QuerySet[Person], actor: Actor) -> QuerySet[Person]:
    """The people with the memberships that hold on the day, for ``unit_names``."""
    holding = Q(to_on=None) | Q(to_on__gt=actor.on)
    running = Membership.objects.filter(holding, from_on__lte=actor.on).select_related("unit")
    return people.prefetch_related(Prefetch("memberships", running.order_by("tree"), to_attr="running"))


def _filtered(people: QuerySet[Person], kinds: Iterable[type[RecordType]], shown: str) -> QuerySet[Person]:
    if shown not in {WITH, WITHOUT}:
        return people
    has = Exists(
        Matter.objects.filter(person=OuterRef("pk"), kind__in=[kind.kind() for kind in kinds], closed_on=None)
    )
    return people.filter(has if shown == WITH else ~has)


def _rows(people: Sequence[Person], kinds: Collection[type[RecordType]]) -> tuple[RecordPerson, ...]:
    known = {kind.kind(): kind for kind in kinds}
    records: defaultdict[int, list[Matter]] = defaultdict(list)
    for record in records_of([person.pk for person in people], kinds):
        records[record.person_id or 0].append(record)
    return tuple(_row(person, records[person.pk], known) for person in people)


def _row(person: Person, records: Sequence[Matter], kinds: Mapping[str, type[RecordType]]) -> RecordPerson:
    said = [words for each in records for words in kinds[each.kind].brief(Facts.from_json(each.facts))]
    return RecordPerson(
        name=person.name,
        number=person.number,
        href=reverse("record", args=[person.pk]),
        unit=unit_names(person).partition(_("，"))[0],
        said=tuple(said),
        states=warning_states(kinds, records),
    )


def _views(words: str, shown: str) -> Iterable[View]:
    shown = shown if shown in {WITH, WITHOUT} else ""
    for text, value in ((_("全部"), ""), (_("有记录"), WITH), (_("没有记录"), WITHOUT)):
        yield View(text, _address(words, value), current=shown == value)


def _address(words: str, shown: str, number: int = 0) -> str:
    asked = {"q": words, "shown": shown, "page": str(number) if number else ""}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{reverse('records')}?{query}" if query else reverse("records")


def _paging(page: Page[Person], words: str, shown: str) -> Paging | None:
    if page.paginator.num_pages == 1:
        return None
    text = _("第 %(from)s 至 %(to)s 人，共 %(n)s 人") % {
        "from": page.start_index(),
        "to": page.end_index(),
        "n": page.paginator.count,
    }
    before = _address(words, shown, page.previous_page_number()) if page.has_previous() else ""
    after = _address(words, shown, page.next_page_number()) if page.has_next() else ""
    return Paging(text, before, after)


def _kinds() -> list[type[RecordType]]:
    return [kind for kind in record_types().values() if issubclass(kind, RecordType)]


def _office(actor: Actor) -> str:
    return actor.chosen.office if actor.chosen else ""


def _recorders(kind: type[RecordType]) -> set[str]:
    return {role.name for act in kind.recording().values() for role in act.by}


def _readers(kind: type[RecordType]) -> set[str]:
    return {office.name for office in kind.readers}
