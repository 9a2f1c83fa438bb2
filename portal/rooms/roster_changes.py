"""The difference of a roster import as the page shows it: person by person, old and new, from which day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from portal.imports.changes import Change, ChangeKind, Difference
from portal.imports.choices import OFFICES, UNIT_KINDS, YES_NO, Choice, title_of
from portal.imports.columns import PEOPLE, ROSTER, UNIT_FIELDS, UNITS
from portal.imports.remarks import Gravity, Remark
from portal.imports.sentences import remark_sentence
from portal.pages.days import day_text
from portal.pages.parts import Shape, State
from portal.pages.roster import ChangeGroup, FieldChange, PersonChange

#: rows of one group on the page; the result workbook holds all
SHOWN = 200
_STANDING_COLUMNS = {"league": "league_standing", "party": "party_standing"}


@dataclass(frozen=True, slots=True)
class Names:
    """What people and units are called, by number and by code."""

    people: Mapping[str, str]
    units: Mapping[str, str]

    def unit(self, code: object) -> str:
        """The name of a unit; its code when nobody has told the name."""
        return self.units.get(str(code), str(code)) if code else "—"


def change_groups(difference: Difference, names: Names) -> Iterator[ChangeGroup]:
    """New people, changed people, offices, units, and who is not in the file; empty groups are left out."""
    notes = _notes(difference.remarks)
    rows = _by_person(difference.changes)
    new = {c.number for c in difference.of_kind(ChangeKind.NEW_PERSON)}
    terms = _by_person(change for change in difference.changes if change.office)
    people = {number: [c for c in row if not c.office] for number, row in rows.items() if number}
    fresh = [_person(n, row, names, notes, new=True) for n, row in people.items() if n in new]
    changed = [_person(n, row, names, notes, new=False) for n, row in people.items() if row and n not in new]
    yield from _group(_("新增"), _("从各自的日期起在册"), fresh)
    yield from _group(_("变动"), _("旧的到变动日为止，新的从那一天起"), changed)
    yield from _group(_("任职"), _("从任职日期起"), [_terms(n, row, names) for n, row in terms.items()])
    units = [c for c in difference.changes if c.number is None]
    opened = [_unit(change, names) for change in units]
    yield from _group(_("组织"), _("先有组织，才能放人"), opened, who=_("组织"))
    missing = [_missing(person.number, person.name) for person in difference.missing]
    yield from _group(_("名册里有、文件里没有"), _("不会删除，请核对"), missing, listed=True)


def _group(
    title: str, why: str, people: list[PersonChange], *, who: str = "", listed: bool = False
) -> Iterator[ChangeGroup]:
    if people:
        rest = len(people) - SHOWN
        more = _("其余%(n)s项见结果表。") % {"n": rest} if rest > 0 else ""
        shown = tuple(people[:SHOWN])
        yield ChangeGroup(f"{title} {len(people)}", why, shown, more, listed, who or _("姓名"))


def _by_person(changes: Iterable[Change]) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        if change.number:
            found[change.number].append(change)
    return found


def _notes(remarks: Iterable[Remark]) -> dict[tuple[str, int], list[Remark]]:
    found: dict[tuple[str, int], list[Remark]] = defaultdict(list)
    for remark in remarks:
        if remark.row and remark.gravity is Gravity.NOTE:
            found[remark.sheet, remark.row].append(remark)
    return found


def _person(
    number: str,
    changes: list[Change],
    names: Names,
    notes: Mapping[tuple[str, int], list[Remark]],
    *,
    new: bool,
) -> PersonChange:
    said = [*_fields(changes, names)]
    spot = (changes[0].sheet, changes[0].row)
    said += [FieldChange(_title(note), "", "", note=remark_sentence(note)) for note in notes.get(spot, ())]
    state = State(Shape.READY, _("新增")) if new else State(Shape.RUNNING, _("变动"))
    if spot in notes:
        state = State(Shape.NOTE, _("须核对"))
    return PersonChange(
        name=names.people.get(number, number),
        number=number,
        changes=tuple(said),
        state=state,
        row=_("%(sheet)s 第%(row)s行") % {"sheet": spot[0], "row": spot[1]},
    )


def _title(remark: Remark) -> str:
    schema = ROSTER.schema_for(remark.sheet)
    known = {column.field: column.title for column in schema.columns} if schema else {}
    return known.get(remark.field, _("核对"))


def _fields(changes: list[Change], names: Names) -> Iterator[FieldChange]:
    """What changes for one person; of somebody new only the places, the details being theirs anyway."""
    for change in changes:
        if change.kind is ChangeKind.CHANGED_DETAILS:
            yield from _details(change)
        elif change.tree:
            yield from _place(change, changes, names)


def _details(change: Change) -> Iterator[FieldChange]:
    for field, after in change.after.items():
        column = PEOPLE.column(field)
        before = change.before.get(field)
        yield FieldChange(column.title, _word(column.choices, before), _word(column.choices, after))


def _place(change: Change, row: list[Change], names: Names) -> Iterator[FieldChange]:
    title = PEOPLE.column(UNIT_FIELDS[change.tree]).title
    since = _("自%(day)s") % {"day": day_text(change.from_on)}
    if change.kind is ChangeKind.STANDING_CHANGED:
        before, after = (_standing(change.tree, side) for side in (change.before, change.after))
        yield FieldChange(_standing_title(change.tree), before, after, since)
        return
    same_day = [c for c in row if (c.tree, c.from_on) == (change.tree, change.from_on) and c is not change]
    if change.kind is ChangeKind.LEFT_UNIT:
        if not any(other.kind is ChangeKind.JOINED_UNIT for other in same_day):
            yield FieldChange(title, names.unit(change.unit), _("不再属于"), since)
        return
    left = next((other for other in same_day if other.kind is ChangeKind.LEFT_UNIT), None)
    standing = _standing(change.tree, change.after)
    joined = names.unit(change.unit) + (_("（%(aside)s）") % {"aside": standing} if standing else "")
    yield FieldChange(title, names.unit(left.unit) if left else "", joined, since)


def _standing_title(tree: str) -> str:
    return PEOPLE.column(_STANDING_COLUMNS[tree]).title if tree in _STANDING_COLUMNS else _("身份")


def _standing(tree: str, side: Mapping[str, object]) -> str:
    """The word of a standing; whoever merely belongs has none."""
    code = str(side.get("standing", ""))
    if tree not in _STANDING_COLUMNS:
        return ""
    column = PEOPLE.column(_STANDING_COLUMNS[tree])
    return _("尚未列为积极分子") if (tree, code) == ("party", "none") else title_of(column.choices, code)


def _terms(number: str, changes: list[Change], names: Names) -> PersonChange:
    said = []
    for change in changes:
        words = f"{names.unit(change.unit)}{title_of(OFFICES, change.office)}"
        since = _("自%(day)s") % {"day": day_text(change.from_on)}
        taken = change.kind is ChangeKind.OFFICE_TAKEN
        said.append(FieldChange(_("任职") if taken else _("卸任"), "", words, since))
    spot = changes[0]
    row = _("%(sheet)s 第%(row)s行") % {"sheet": spot.sheet, "row": spot.row}
    state = State(Shape.RUNNING, _("任职"))
    return PersonChange(names.people.get(number, number), number, tuple(said), state, row)


def _unit(change: Change, names: Names) -> PersonChange:
    opened = change.kind is ChangeKind.UNIT_OPENED
    fields = ("kind", "parent") if opened else tuple(change.after)
    since = _("自%(day)s") % {"day": day_text(change.from_on)}
    said = [
        FieldChange(
            UNITS.column(field).title,
            "" if opened else _unit_word(field, change.before.get(field), names),
            _unit_word(field, change.after.get(field), names),
            "" if opened else since,
        )
        for field in fields
    ]
    if opened:
        said.append(FieldChange(UNITS.column("opened_on").title, "", day_text(change.from_on)))
    state = State(Shape.READY, _("开设")) if opened else State(Shape.RUNNING, _("变动"))
    row = _("%(sheet)s 第%(row)s行") % {"sheet": change.sheet, "row": change.row}
    # Once it is recorded, the unit is known by the code that the file has given it.
    code = str(change.after.get("code", change.unit))
    name = names.units.get(str(change.unit)) or names.unit(code)
    return PersonChange(name, code, tuple(said), state, row)


def _unit_word(field: str, value: object, names: Names) -> str:
    if field == "parent":
        return names.unit(value)
    if isinstance(value, bool):
        return YES_NO[not value].title
    if value is None or isinstance(value, date):
        return day_text(value) if value else ""
    return title_of(UNIT_KINDS, str(value)) if field == "kind" else str(value)


def _missing(number: str, name: str) -> PersonChange:
    return PersonChange(name, number, (), State(Shape.NOTE, _("未列入")))


def _word(choices: tuple[Choice, ...], value: object) -> str:
    if isinstance(value, date):
        return day_text(value)
    return "" if value is None else title_of(choices, str(value))
