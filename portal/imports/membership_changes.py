"""Compares where a row places a person in one tree with the place held now.

A changed unit or standing is a dated change. A standing begins on the date of its stage when the row has
it, a place on 生效日期; what is not written begins on the day of the import.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from portal.imports.changes import Answer, Change, ChangeKind, Content
from portal.imports.choices import PARTY_STANDINGS, title_of
from portal.imports.columns import STAGE_FIELDS, UNIT_FIELDS
from portal.imports.records import MembershipRecord, PersonRow, Place, UnitRecord
from portal.imports.remarks import Remark
from workflows.rules.situation import Progress

#: The standing of somebody whom the row places in a tree without saying more. The League has none.
DEFAULT_STANDINGS: Mapping[str, str] = {"class": "student", "party": "none"}
#: Standings that need no unit.
OUTSIDE = frozenset({"none", "non_member"})
_STANDING_FIELDS = {"league": "league_standing", "party": "party_standing"}
_PARTY_ORDER = {choice.code: position for position, choice in enumerate(PARTY_STANDINGS)}


@dataclass(frozen=True, slots=True)
class Placement:
    """One row seen in one tree; ``written`` is the unit that it names, if it names one."""

    row: PersonRow
    place: Place
    tree: str
    written: UnitRecord | None
    current: MembershipRecord | None
    on: date

    @property
    def unit(self) -> str | None:
        """The code of the written unit."""
        return self.written.code if self.written else None

    @property
    def leaves(self) -> bool:
        """Whether the row says that the person belongs nowhere in this tree."""
        return self.tree in self.row.units and self.row.units[self.tree] is None

    @property
    def standing(self) -> str | None:
        """The standing the row tells, if it does."""
        return self.row.standings.get(self.tree)

    def moved_on(self) -> date:
        """The day of a change of unit."""
        return self.row.effective_on or self.on

    def standing_on(self, standing: str) -> date:
        """The day on which a standing began."""
        return self._stage_date(standing) or self.moved_on()

    def joined_on(self, standing: str) -> date:
        """The day from which somebody without a place in the tree has one.

        Where only dates of the person tell it, the place begins no earlier than its unit: whoever joined the
        Party before came from elsewhere.
        """
        if self.tree == "party":
            first = self._stage_date(standing) or (self._detail("applied_on") if standing == "none" else None)
        else:
            first = self._detail("enrolled_on")
        opened_on = self.written.opened_on if self.written else None
        return self.row.effective_on or max(first or self.on, opened_on or date.min)

    def change(
        self,
        kind: ChangeKind,
        from_on: date,
        unit: str,
        *,
        before: Content | None = None,
        after: Content | None = None,
    ) -> Change:
        """A change of this person in this tree."""
        return Change(
            kind,
            from_on,
            self.place.sheet,
            self.place.row,
            number=self.row.number,
            unit=unit,
            tree=self.tree,
            before=before or {},
            after=after or {},
        )

    def _stage_date(self, standing: str) -> date | None:
        if self.tree == "league":
            return self._detail("league_joined_on") if standing == "member" else None
        return self._detail(STAGE_FIELDS.get(standing, ""))

    def _detail(self, name: str) -> date | None:
        return cast("date | None", self.row.details.get(name))


def compare_placement(placement: Placement) -> Answer:
    """The dated changes of one person in one tree."""
    current = placement.current
    if current is None:
        return _joined(placement)
    changes = tuple(_changes(placement, current))
    risen = (change.after.get("standing", current.standing) != current.standing for change in changes)
    if current.follows and any(risen):
        return Answer(remarks=(_otherwise(placement, current.follows),))
    late = [change for change in changes if change.from_on <= current.from_on]
    if late:
        field = "effective_on" if "effective_on" in placement.place.columns else UNIT_FIELDS[placement.tree]
        wrong = placement.place.remark(
            "change_not_after_current", field, value=late[0].from_on, other=current.from_on
        )
        return Answer(remarks=(wrong,))
    return Answer(changes, tuple(_notes(placement, current)))


def _joined(placement: Placement) -> Answer:
    standing = placement.standing or DEFAULT_STANDINGS.get(placement.tree)
    if placement.unit is None:
        return Answer(remarks=tuple(_homeless(placement)))
    if standing is None:
        return Answer(
            remarks=(placement.place.remark("standing_required", _STANDING_FIELDS[placement.tree]),)
        )
    joined_on = placement.joined_on(standing)
    after = {"standing": standing}
    return Answer((placement.change(ChangeKind.JOINED_UNIT, joined_on, placement.unit, after=after),))


def _homeless(placement: Placement) -> Iterator[Remark]:
    """A standing that somebody has nowhere: wrong when a column says so, a note when 政治面貌 does."""
    standing = placement.standing
    if standing is None or standing in OUTSIDE:
        return
    if placement.tree in placement.row.derived:
        yield placement.place.note("standing_without_unit", "political_status")
    else:
        yield placement.place.remark("standing_without_unit", _STANDING_FIELDS[placement.tree])


def _changes(placement: Placement, current: MembershipRecord) -> Iterator[Change]:
    if placement.leaves:
        yield _left(placement, current, placement.moved_on())
        return
    standing = placement.standing or current.standing
    moves = placement.unit is not None and placement.unit != current.unit
    rises = standing != current.standing
    moved_on, standing_on = placement.moved_on(), placement.standing_on(standing)
    if rises and (not moves or standing_on < moved_on):
        yield _standing(placement, current, standing, standing_on)
        current, rises = replace(current, standing=standing), False
    if moves:
        yield _left(placement, current, moved_on)
        # Two changes of one day are one: nobody holds the old standing in the new unit for no day at all.
        held = standing if standing_on == moved_on else current.standing
        current = replace(current, unit=cast("str", placement.unit), standing=held)
        yield placement.change(ChangeKind.JOINED_UNIT, moved_on, current.unit, after={"standing": held})
        if rises and held != standing:
            yield _standing(placement, current, standing, standing_on)


def _left(placement: Placement, current: MembershipRecord, from_on: date) -> Change:
    before = {"standing": current.standing}
    return placement.change(ChangeKind.LEFT_UNIT, from_on, current.unit, before=before)


def _standing(placement: Placement, current: MembershipRecord, standing: str, from_on: date) -> Change:
    return placement.change(
        ChangeKind.STANDING_CHANGED,
        from_on,
        current.unit,
        before={"standing": current.standing},
        after={"standing": standing},
    )


def _otherwise(placement: Placement, case: Progress) -> Remark:
    """What somebody is follows an open case: a file that says otherwise is wrong, or older than the case."""
    derived = placement.tree in placement.row.derived
    field = "political_status" if derived else _STANDING_FIELDS[placement.tree]
    title = title_of(PARTY_STANDINGS, placement.standing or "")
    return placement.place.remark(
        "standing_of_case", field, value=title, procedure=case.procedure, stage=case.stage
    )


def _notes(placement: Placement, current: MembershipRecord) -> Iterator[Remark]:
    standing, case = placement.standing, current.follows
    if placement.tree != "party" or standing is None:
        return
    if case and not current.given and standing in case.standings:
        title = title_of(PARTY_STANDINGS, standing)
        said = {"value": title, "procedure": case.procedure, "stage": case.stage}
        yield placement.place.note("standing_ahead_of_case", "party_standing", **said)
    if _PARTY_ORDER[standing] < _PARTY_ORDER.get(current.standing, 0):
        yield placement.place.note("standing_lowered", "party_standing")
