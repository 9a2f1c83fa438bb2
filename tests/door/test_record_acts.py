"""Acts on the record of a person: evidence, days of long ago, nobody's own; corrected, voided and erased."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests.toy.world import BEGAN, Society, do, moment, person, society
from workflows.door import Act, Refused, perform
from workflows.models import Entry, Matter, OfficeTerm
from workflows.rules.facts import Facts
from workflows.services.verifying import verify
from workflows.texts.sentences import sentence

pytestmark = pytest.mark.django_db(transaction=True)

DAY = "2024-09-02"


@pytest.fixture
def world() -> Iterator[Society]:
    """A society; whatever was amended, the journal and what was folded from it agree."""
    yield society()
    assert verify().differences == ()


def opened(world: Society, subject: int | None = None, by: str = "clerk") -> int:
    """The ledger of somebody, the member unless another is named."""
    target: dict[str, Any] = {
        "kind": "gardening.ledger",
        "unit": world.unit.pk,
        "subject": subject or world.member.pk,
    }
    return do("open", getattr(world, by), DAY, **target).matter or 0


def season(world: Society, matter: int, year: int = 2023, baskets: int = 4, **more: Any) -> int:
    """A season recorded; its entry."""
    data = {"year": year, "baskets": baskets, "receipt": f"收{year}", **more.pop("data", {})}
    return do("season", more.pop("by", world.clerk), DAY, data, matter=matter, **more).entry


def refused(raised: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [finding.rule for finding in raised.value.unmet]


def amend(name: str, world: Society, matter: int, data: dict[str, Any], **more: Any) -> int:
    """An entry corrected, voided or erased by the clerk, confirmed by the chair; the new entry."""
    second = more.pop("second", world.chair.pk)
    return do(name, world.clerk, DAY, data, matter=matter, confirmed_by=second, reason="抄错", **more).entry


def known(matter: int) -> list[tuple[int, int, str]]:
    """Year, baskets and day of every season that stands."""
    facts = Facts.from_json(Matter.objects.get(pk=matter).facts)
    return [(f.data["year"], f.data["baskets"], f.on.isoformat()) for f in facts.all("season")]


def test_what_is_recorded_of_somebody_needs_evidence(world: Society) -> None:
    matter = opened(world)
    with pytest.raises(Refused) as raised:
        season(world, matter, data={"receipt": ""})
    assert refused(raised) == ["act.needs_evidence"]
    season(world, matter, data={"receipt": ""}, files=("ab" * 32,))
    assert known(matter) == [(2023, 4, DAY)]


def test_a_record_tells_of_days_before_it_was_opened_and_before_the_office_of_its_clerk(
    world: Society,
) -> None:
    new = person("c2", world.unit)
    OfficeTerm.objects.create(person=new, unit=world.unit, office="clerk", from_on=date(2024, 9, 1))
    matter = opened(world)
    season(world, matter, by=new, on="2019-10-01", at=moment(DAY))
    assert known(matter) == [(2023, 4, "2019-10-01")]
    with pytest.raises(Refused) as raised:
        season(world, matter, 2025, on="2024-09-03", at=moment(DAY))
    assert refused(raised) == ["act.future_date"]


def test_who_was_in_office_then_and_is_no_more_records_nothing(world: Society) -> None:
    former = person("c3", world.unit)
    term = {"person": former, "unit": world.unit, "office": "clerk", "from_on": BEGAN}
    OfficeTerm.objects.create(**term, to_on=date(2024, 1, 1))
    with pytest.raises(Refused) as raised:
        season(world, opened(world), by=former, on="2023-10-01", at=moment(DAY))
    assert refused(raised) == ["act.not_yours"]


def test_nobody_records_on_their_own_record(world: Society) -> None:
    second = person("c4", world.unit, office="clerk")
    matter = do(
        "open", second, DAY, kind="gardening.ledger", unit=world.unit.pk, subject=world.clerk.pk
    ).matter
    with pytest.raises(Refused) as raised:
        season(world, matter or 0)
    assert refused(raised) == ["act.own_record"]
    own: dict[str, Any] = {"kind": "gardening.ledger", "unit": world.unit.pk, "subject": second.pk}
    with pytest.raises(Refused) as raised:
        do("open", second, DAY, **own)
    assert refused(raised) == ["act.own_record"]


def test_the_clerk_of_another_unit_records_nothing(world: Society) -> None:
    stranger = person("c5", world.other, office="clerk")
    with pytest.raises(Refused) as raised:
        season(world, opened(world), by=stranger)
    assert refused(raised) == ["act.not_yours"]


def test_what_would_have_no_effect_beside_a_later_one_is_refused(world: Society) -> None:
    matter = opened(world)
    season(world, matter, 2023, 4, on="2023-11-01", at=moment(DAY))
    with pytest.raises(Refused) as raised:
        season(world, matter, 2023, 5, on="2023-10-01", at=moment(DAY))
    assert refused(raised) == ["record.later_stands"]
    season(world, matter, 2023, 5, on="2023-11-01", at=moment(DAY))
    season(world, matter, 2022, 6, on="2022-11-01", at=moment(DAY))
    assert known(matter) == [(2022, 6, "2022-11-01"), (2023, 5, "2023-11-01")]


def test_a_record_is_somebodys(world: Society) -> None:
    for subject in (None, 10**9):
        with pytest.raises(Refused) as raised:
            do("open", world.clerk, DAY, kind="gardening.ledger", unit=world.unit.pk, subject=subject)
        assert refused(raised) == ["person.unknown"]


def test_a_wrong_entry_is_corrected_and_the_journal_keeps_both(world: Society) -> None:
    matter = opened(world)
    season(world, matter, 2022, 1)
    wrong = season(world, matter, 2023, 4)
    right = amend("correct", world, matter, {"entry": wrong, "on": "2023-10-01", "changes": {"baskets": 40}})
    assert known(matter) == [(2023, 40, "2023-10-01"), (2022, 1, DAY)]
    entry = Entry.objects.get(pk=right)
    assert (entry.supersedes_id, entry.facts["facts"]["receipt"]) == (wrong, "收2023")
    amend("correct", world, matter, {"entry": right, "changes": {"baskets": 41}})
    assert known(matter) == [(2023, 41, "2023-10-01"), (2022, 1, DAY)]


def test_a_correction_keeps_the_evidence_it_takes_away(world: Society) -> None:
    matter = opened(world)
    entry = season(world, matter)
    with pytest.raises(Refused) as raised:
        amend("correct", world, matter, {"entry": entry, "changes": {"receipt": ""}})
    assert refused(raised) == ["act.needs_evidence"]
    amend("correct", world, matter, {"entry": entry, "changes": {"receipt": ""}}, files=("cd" * 32,))


def test_a_voided_entry_leaves_what_stood_before(world: Society) -> None:
    matter = opened(world)
    season(world, matter, 2023, 4)
    again = season(world, matter, 2023, 5)
    amend("void", world, matter, {"entry": again})
    assert known(matter) == [(2023, 4, DAY)]


def test_a_record_opened_by_mistake_is_closed_once_nothing_stands_in_it(world: Society) -> None:
    matter = opened(world)
    entry = season(world, matter)
    opening = Entry.objects.get(matter=matter, act="open").pk
    with pytest.raises(Refused) as raised:
        amend("void", world, matter, {"entry": opening})
    assert [(f.rule, dict(f.params)) for f in raised.value.unmet] == [("void.not_last", {"act": "记收成"})]
    amend("void", world, matter, {"entry": entry})
    amend("void", world, matter, {"entry": opening})
    with pytest.raises(Refused) as raised:
        season(world, matter)
    assert refused(raised) == ["matter.closed"]
    with pytest.raises(Refused) as raised:
        amend("void", world, matter, {"entry": entry})
    assert refused(raised) == ["matter.closed"]
    assert opened(world) != matter


def test_the_day_of_an_opening_is_corrected(world: Society) -> None:
    matter = opened(world)
    opening = Entry.objects.get(matter=matter).pk
    amend("correct", world, matter, {"entry": opening, "on": "2024-09-01"})
    assert Matter.objects.get(pk=matter).opened_on == date(2024, 9, 1)


def test_the_personal_text_of_an_entry_is_erased(world: Society) -> None:
    matter = opened(world)
    entry = season(world, matter, data={"remark": "雨多"})
    amend("erase", world, matter, {"entry": entry})
    assert Entry.objects.get(pk=entry).private.body is None
    assert known(matter) == [(2023, 4, DAY)]


def test_amending_needs_another_keeper_who_is_not_the_person(world: Society) -> None:
    matter = opened(world)
    entry = season(world, matter)
    for second in (None, world.clerk.pk, world.member.pk):
        with pytest.raises(Refused) as raised:
            amend("void", world, matter, {"entry": entry}, second=second)
        assert refused(raised) == ["correct.second_person"]


def test_only_kinds_with_keepers_can_be_amended(world: Society) -> None:
    meeting = do("convene", world.chair, DAY, {"text": "好"}, kind="toy.meeting", unit=world.unit.pk)
    with pytest.raises(Refused) as raised:
        amend("void", world, meeting.matter or 0, {"entry": meeting.entry})
    assert refused(raised) == ["act.unknown"]
    with pytest.raises(Refused) as raised:
        amend("void", world, 10**9, {"entry": meeting.entry})
    assert refused(raised) == ["matter.unknown"]


def test_what_one_list_corrects_is_seen_by_what_follows(world: Society) -> None:
    matter = opened(world)
    entry = season(world, matter, 2023, 0)
    on = date.fromisoformat(DAY)
    more = {"matter": matter, "confirmed_by": world.chair.pk, "reason": "抄错"}
    acts = [
        Act("correct", world.clerk.pk, "", on, {"entry": entry, "changes": {"baskets": 1}}, **more),  # type: ignore[arg-type]  # a matter, a person and words
        Act("season", world.clerk.pk, "", on, {"year": 2024, "baskets": 2, "receipt": "收"}, matter=matter),
    ]
    perform(acts, at=moment(DAY))
    assert known(matter) == [(2023, 1, DAY), (2024, 2, DAY)]


@pytest.mark.parametrize("message", ["act.own_record", "act.needs_evidence", "record.later_stands"])
def test_each_refusal_is_a_sentence(message: str) -> None:
    assert sentence(message, {"act": "记收成"}).endswith("。")
