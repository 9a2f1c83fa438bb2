"""Records of today that hold from days long past: what they may say, what they meet, what they cannot say."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.toy.world import BEGAN, Society, do, moment, open_plot, person, society
from workflows.door import Act, Refused, perform
from workflows.models import Adoption, EditionRecord, Entry, Membership, OfficeTerm, Person, Unit
from workflows.texts.sentences import sentence

pytestmark = pytest.mark.django_db(transaction=True)

TODAY = "2024-09-01"


@pytest.fixture
def world() -> Society:
    """A society whose administrator took office today."""
    found = society()
    assert found.unit.parent is not None
    administrator = person("a1", found.unit)
    OfficeTerm.objects.create(
        person=administrator, unit=found.unit.parent, office="administrator", from_on=date(2024, 9, 1)
    )
    return found


def keeper() -> Person:
    """The administrator."""
    return Person.objects.get(number="a1")


def record_of(somebody: Person, unit: Unit) -> int:
    """The record of somebody, opened today."""
    data = {"number": somebody.number, "name": somebody.name}
    target = {"kind": "records.person", "unit": unit.pk, "subject": somebody.pk}
    return do("register", keeper(), TODAY, data, **target).matter or 0


@pytest.fixture
def record(world: Society) -> int:
    """The record of the member."""
    return record_of(world.member, world.unit)


def refuses(act: str, matter: int, **data: Any) -> list[str]:
    """What refuses an act on a record, or nothing."""
    try:
        do(act, keeper(), TODAY, data, matter=matter)
    except Refused as refused:
        return [finding.rule for finding in refused.unmet]
    return []


def places(somebody: Person, tree: str) -> list[tuple[str, date, date | None]]:
    """What somebody has been in a tree, from and to which day."""
    rows = Membership.objects.filter(person=somebody, tree=tree).order_by("from_on")
    return list(rows.values_list("standing", "from_on", "to_on"))


# ── What today's office records of years before ──


def test_a_membership_holds_from_a_day_before_the_keepers_own_term(world: Society, record: int) -> None:
    said = {"tree": "club", "unit": world.unit.pk, "standing": "player", "from_on": "2021-05-04"}
    assert refuses("place", record, **said) == []
    assert places(world.member, "club") == [("player", date(2021, 5, 4), None)]
    entry = Entry.objects.latest("pk")
    assert (entry.on, entry.effective_on) == (date(2024, 9, 1), date(2021, 5, 4))
    assert (entry.acted_by, entry.acted_as) == (keeper(), "administrator")


def test_the_office_is_asked_on_the_day_of_recording(world: Society, record: int) -> None:
    data = {"tree": "club", "unit": world.unit.pk, "standing": "player", "from_on": "2021-05-04"}
    earlier = Act("place", keeper().pk, "k-early", on=date(2024, 8, 31), data=data, matter=record)
    with pytest.raises(Refused) as refused:
        perform([earlier], at=moment("2024-08-31"))
    assert "act.not_yours" in [finding.rule for finding in refused.value.unmet]
    typed = Act("place", keeper().pk, "k-typed", on=date(2024, 8, 31), data=data, matter=record)
    with pytest.raises(Refused) as refused:
        perform([typed], at=moment(TODAY))
    assert "act.online_date" in [finding.rule for finding in refused.value.unmet]


def test_a_move_of_a_past_day_leaves_what_was_before_it(world: Society, record: int) -> None:
    said = {"tree": "society", "unit": world.other.pk, "from_on": "2024-06-01"}
    assert refuses("place", record, **said) == []
    assert places(world.member, "society") == [
        ("member", BEGAN, date(2024, 6, 1)),
        ("member", date(2024, 6, 1), None),
    ]


def test_a_term_of_years_before_begins_and_ends_on_its_days(world: Society, record: int) -> None:
    term = {"office": "treasurer", "unit": world.unit.pk}
    assert refuses("appoint", record, **term, from_on="2021-09-01") == []
    assert refuses("dismiss", record, **term, from_on="2022-09-01") == []
    held = OfficeTerm.objects.get(office="treasurer")
    assert (held.from_on, held.to_on) == (date(2021, 9, 1), date(2022, 9, 1))
    assert Entry.objects.latest("pk").effective_on == date(2022, 9, 1)


def test_an_edition_holds_from_before_the_keepers_term(world: Society) -> None:
    city = world.unit.parent
    assert city is not None
    opened = do("register", keeper(), TODAY, {"from_on": "2020-01-01"}, kind="records.unit", unit=city.pk)
    said = {"family": "toy", "edition": world.edition.pk, "ground": "补记", "from_on": "2019-01-01"}
    assert refuses("adopt", opened.matter or 0, **said) == []
    adopted = list(Adoption.objects.order_by("from_on").values_list("from_on", flat=True))
    assert adopted == [date(2019, 1, 1), BEGAN]


# ── What no record can say ──


@pytest.mark.parametrize("day", ["2024-08-31", "2024-09-01", "2024-09-02"])
def test_nothing_is_recorded_ahead_of_its_day(world: Society, record: int, day: str) -> None:
    expected = ["records.in_future"] if day > TODAY else []
    unit = world.unit.pk
    place = {"tree": "club", "unit": unit, "standing": "player", "from_on": day}
    assert refuses("place", record, **place) == expected
    assert refuses("appoint", record, office="treasurer", unit=unit, from_on=day) == expected


@pytest.mark.parametrize("day", ["2019-12-31", "2020-01-01"])
def test_nobody_belongs_to_a_unit_before_it_was_set_up(world: Society, record: int, day: str) -> None:
    expected = ["records.before_unit"] if day < "2020-01-01" else []
    unit = world.unit.pk
    place = {"tree": "club", "unit": unit, "standing": "player", "from_on": day}
    assert refuses("place", record, **place) == expected
    assert refuses("appoint", record, office="treasurer", unit=unit, from_on=day) == expected


@pytest.mark.parametrize("day", ["2000-02-28", "2000-02-29"])
def test_nobody_belongs_anywhere_before_they_were_born(world: Society, record: int, day: str) -> None:
    Unit.objects.update(opened_on=date(1990, 1, 1))
    expected = ["records.before_birth"] if day < "2000-02-29" else []
    place = {"tree": "club", "unit": world.unit.pk, "standing": "player", "from_on": day}
    assert refuses("place", record, **place) == expected


@pytest.mark.parametrize("born_on", ["2020-01-01", "2020-01-02"])
def test_a_day_of_birth_does_not_come_after_a_membership(record: int, born_on: str) -> None:
    expected = ["records.born_later"] if born_on > "2020-01-01" else []
    assert refuses("amend", record, born_on=born_on) == expected


def test_a_place_does_not_overlap_what_is_recorded_of_later_days(world: Society, record: int) -> None:
    said = {"tree": "society", "unit": world.other.pk}
    assert refuses("place", record, **said, from_on="2024-06-01") == []
    assert refuses("place", record, **said, standing="guest", from_on="2024-05-31") == ["records.overlaps"]
    assert refuses("place", record, tree="society", from_on="2024-06-01") == ["records.left_same_day"]
    assert refuses("place", record, tree="society", from_on="2024-05-31") == ["records.overlaps"]
    assert refuses("place", record, tree="society", from_on="2024-06-02") == []
    assert refuses("place", record, **said, standing="guest", from_on="2024-06-01") == ["records.overlaps"]


@pytest.mark.parametrize("day", ["2022-08-31", "2022-09-01"])
def test_nobody_holds_an_office_twice_at_a_time(world: Society, record: int, day: str) -> None:
    term = {"office": "treasurer", "unit": world.unit.pk}
    OfficeTerm.objects.create(
        person=world.member,
        unit=world.unit,
        office="treasurer",
        from_on=date(2021, 9, 1),
        to_on=date(2022, 9, 1),
    )
    expected = ["records.term_overlaps"] if day < "2022-09-01" else []
    assert refuses("appoint", record, **term, from_on=day) == expected


@pytest.mark.parametrize("day", ["2021-08-31", "2021-09-01", "2021-09-02"])
def test_a_term_lasts_at_least_a_day(world: Society, record: int, day: str) -> None:
    term = {"office": "treasurer", "unit": world.unit.pk}
    refuses("appoint", record, **term, from_on="2021-09-01")
    expected = ["records.term_too_short"] if day <= "2021-09-01" else []
    assert refuses("dismiss", record, **term, from_on=day) == expected


# ── What was done since ──


@pytest.mark.parametrize("day", ["2024-06-01", "2024-06-02"])
def test_an_office_was_not_left_before_its_holder_acted_by_it(world: Society, day: str) -> None:
    case = open_plot(world)
    do("check", world.clerk, "2024-06-01", {"text": "好"}, case=case)
    expected = ["records.acted_since"] if day == "2024-06-01" else []
    record = record_of(world.clerk, world.unit)
    assert refuses("dismiss", record, office="clerk", unit=world.unit.pk, from_on=day) == expected


def test_nor_before_its_holder_recorded_by_it(world: Society) -> None:
    open_plot(world)
    case = open_plot(world, day="2024-05-01", subject=world.chair)
    data = {"text": "春"}
    more = {"case": case, "recorded_by": world.clerk.pk, "files": ("ab" * 32,), "at": moment("2024-06-10")}
    do("dig", world.chair, "2024-06-10", data, on="2024-05-20", **more)
    record, term = record_of(world.clerk, world.unit), {"office": "clerk", "unit": world.unit.pk}
    assert refuses("dismiss", record, **term, from_on="2024-06-10") == ["records.acted_since"]
    assert refuses("dismiss", record, **term, from_on="2024-06-11") == []


def test_whoever_held_it_elsewhere_may_have_left_it_here(world: Society) -> None:
    case = open_plot(world)
    do("check", world.clerk, "2024-06-01", {"text": "好"}, case=case)
    OfficeTerm.objects.create(person=world.clerk, unit=world.other, office="clerk", from_on=BEGAN)
    record = record_of(world.clerk, world.unit)
    assert refuses("dismiss", record, office="clerk", unit=world.other.pk, from_on="2024-05-01") == []


def test_what_was_done_on_the_cases_without_knowing_it_is_named(world: Society, record: int) -> None:
    case = open_plot(world)
    do("check", world.clerk, "2024-06-01", {"text": "好"}, case=case)
    entries = dict(Entry.objects.filter(case=case).values_list("on", "pk"))
    said = {"tree": "society", "unit": world.other.pk}
    assert refuses("place", record, **said, from_on="2024-05-01") == []
    entry = Entry.objects.latest("pk")
    assert entry.facts["done_before"] == [entries[date(2024, 6, 1)]]
    assert refuses("place", record, **said, standing="guest", from_on="2024-06-02") == []
    assert "done_before" not in Entry.objects.latest("pk").facts


@pytest.mark.parametrize("later", [0, 1])
def test_no_edition_is_adopted_for_days_that_were_judged_by_another(world: Society, later: int) -> None:
    open_plot(world, day="2024-03-01")
    city = world.unit.parent
    assert city is not None
    other = EditionRecord.objects.create(
        slug="second",
        procedure="toy",
        content=world.edition.content,
        digest="x",
        loaded_at=moment("2020-01-01"),
    )
    opened = do("register", keeper(), TODAY, kind="records.unit", unit=city.pk).matter or 0
    day = date(2024, 3, 1) + timedelta(days=later)
    said = {"family": "toy", "edition": other.pk, "ground": "换版", "from_on": day.isoformat()}
    assert refuses("adopt", opened, **said) == ([] if later else ["records.judged_otherwise"])
    assert refuses("adopt", opened, **{**said, "family": "lease"}) == []


def test_each_refusal_is_a_sentence() -> None:
    params = {
        "from_on": BEGAN,
        "since": BEGAN,
        "on": BEGAN,
        "born_on": BEGAN,
        "opened_on": BEGAN,
        "before": BEGAN,
        "unit": "东园",
        "name": "某人",
        "procedure": "入园",
        "stage": "学徒",
    }
    for name in (
        "in_future",
        "before_unit",
        "before_birth",
        "born_later",
        "overlaps",
        "follows_case",
        "term_overlaps",
        "term_too_short",
        "acted_since",
        "judged_otherwise",
        "opened_later",
    ):
        for language in ("zh-hans", "en"):
            said = sentence(f"records.{name}", params, language=language)
            assert said.endswith(("。", "."))
            assert "{" not in said
