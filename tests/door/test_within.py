"""Cases opened within a matter, whose facts their rules read; a matter that surveys the cases it concerns."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from threading import Timer
from typing import Any

import psycopg
import pytest
from django.db import connection

from tests.door.holding import held_elsewhere
from tests.toy.world import BEGAN, Society, adopt, do, moment, open_plot, person, society
from workflows.door import Act, Refused, matter_outlook, perform
from workflows.door.loading import load
from workflows.models import Adoption, Case, Concern, Entry, HandedIn, Membership, Person, Unit
from workflows.rules.facts import Fact
from workflows.services.verifying import verify
from workflows.store.session import Session

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> Society:
    found = society()
    adopt(found, "fair")
    return found


def fair(world: Society, takes: str = "南瓜") -> int:
    """A fair, ordinarily of pumpkins."""
    opened = do("open", world.chair, "2024-03-01", {"takes": takes}, kind="fair.fair", unit=world.unit.pk)
    assert opened.matter is not None
    return opened.matter


def exhibit(world: Society, within: int | None, **said: Any) -> int:
    """A pumpkin shown by the member."""
    asked: dict[str, Any] = {"files": ("a" * 64,), "family": "fair", "subject": world.member.pk, **said}
    shown = do("exhibit", world.member, "2024-03-02", {"what": "南瓜"}, within=within, **asked)
    assert shown.case is not None
    return shown.case


def refused(*arguments: Any, **options: Any) -> list[str]:
    """The rules that refuse an exhibit."""
    with pytest.raises(Refused) as raised:
        exhibit(*arguments, **options)
    return [finding.rule for finding in raised.value.unmet]


def test_a_case_is_opened_within_its_matter_and_the_journal_says_so(world: Society) -> None:
    matter = fair(world)
    case = exhibit(world, matter)
    assert list(Concern.objects.values_list("matter", "case")) == [(matter, case)]
    assert Entry.objects.get(case=case).moves["row"]["within"] == matter
    assert verify().differences == ()
    Concern.objects.all().delete()
    assert [each.what for each in verify().differences] == ["case.within"]


def test_what_there_may_be_many_of_hinders_nothing_that_is_opened_with_it(world: Society) -> None:
    matter, day = fair(world), moment("2024-03-02")
    shown: dict[str, Any] = {
        "family": "fair",
        "within": matter,
        "files": ("a" * 64,),
        "data": {"what": "南瓜"},
    }
    called: dict[str, Any] = {"kind": "toy.meeting", "unit": world.unit.pk, "data": {"text": "春"}}
    shown |= {"subject": world.member.pk, "data": {"what": "南瓜"}}
    exhibit = Act(name="exhibit", by=world.member.pk, key="", **shown)
    receipts = perform([exhibit, Act(name="convene", by=world.chair.pk, key="", **called)], at=day)
    assert [(each.case is None, each.matter is None) for each in receipts] == [(False, True), (True, False)]


def test_what_is_handed_in_is_known_to_the_rules(world: Society) -> None:
    assert refused(world, fair(world), files=()) == ["FAIR-1"]


def test_a_matter_of_nowhere_or_of_another_kind_takes_no_case(world: Society) -> None:
    meeting = do("convene", world.chair, "2024-03-01", {"text": "春"}, kind="toy.meeting", unit=world.unit.pk)
    for within in (None, 0, meeting.matter):
        assert refused(world, within) == ["case.within", "FAIR-1"]


def test_a_matter_of_another_unit_takes_no_case(world: Society) -> None:
    chair = person("h9", world.other, office="chair")
    there = replace(world, unit=world.other, chair=chair)
    Adoption.objects.update(unit=world.unit.parent)
    assert refused(world, fair(there)) == ["matter.not_concerned", "FAIR-1"]


def test_what_a_matter_brings_comes_only_to_cases_opened_within_it(world: Society) -> None:
    first, second = fair(world), fair(world, "萝卜")
    case = exhibit(world, first)
    do("look", world.clerk, "2024-03-03", case=case)
    with pytest.raises(Refused) as raised:
        do("judge", world.chair, "2024-03-04", matter=second, cases={case: {"place": 1}})
    assert [finding.rule for finding in raised.value.unmet] == ["matter.not_concerned"]
    do("judge", world.chair, "2024-03-04", matter=first, cases={case: {"place": 1}})
    assert Case.objects.get(pk=case).end == "over"


def test_who_belongs_elsewhere_by_now_is_judged_where_the_case_was_opened(world: Society) -> None:
    matter = fair(world)
    case = exhibit(world, matter)
    do("look", world.clerk, "2024-03-03", case=case)
    Membership.objects.filter(person=world.member, unit=world.unit).update(unit=world.other)
    do("judge", world.chair, "2024-03-04", matter=matter, cases={case: {"place": 1}})
    assert Case.objects.get(pk=case).end == "over"


def test_a_matter_surveys_its_cases_and_what_the_same_list_did_to_them(world: Society) -> None:
    matter = fair(world)
    case = exhibit(world, matter)
    do("look", world.clerk, "2024-03-03", case=case)
    at = moment("2024-03-04")
    assert [f.verdict.value for f in matter_outlook(matter, at=at)["end"]] == ["unmet"]
    judged = Act(name="judge", by=world.chair.pk, key="", matter=matter, cases={case: {"place": 1}})
    end = Act(name="end", by=world.chair.pk, key="", matter=matter)
    assert len(perform([judged, end], at=at)) == 2
    assert matter_outlook(matter, at=at)["end"][0].verdict.value == "met"


def test_the_same_key_within_another_matter_is_another_request(world: Society) -> None:
    first, second = fair(world), fair(world, "萝卜")
    case = exhibit(world, first, key="once")
    assert exhibit(world, first, key="once") == case
    assert refused(world, second, key="once") == ["act.same_key_other_data"]


def test_a_case_that_lies_within_nothing_asks_nothing_more(world: Society) -> None:
    plain = open_plot(world)
    inside = exhibit(world, fair(world))
    asked = {"plain": Session(), "inside": Session()}
    check = Act(name="check", by=world.clerk.pk, key="", case=plain, data={"text": "好"})
    look = Act(name="look", by=world.clerk.pk, key="", case=inside)
    for name, act in {"plain": check, "inside": look}.items():
        load(asked[name], [act], lock=False)
    assert asked["inside"].statements - asked["plain"].statements == 2


def test_of_what_comes_once_there_is_one_matter_in_a_unit_even_after_its_end(world: Society) -> None:
    matter = fair(world)
    case = exhibit(world, matter)
    do("look", world.clerk, "2024-03-03", case=case)
    do("judge", world.chair, "2024-03-04", matter=matter, cases={case: {"place": 1}})
    for takes in ("南瓜", " 南瓜 "):
        with pytest.raises(Refused) as raised:
            fair(world, takes)
        assert [finding.rule for finding in raised.value.unmet] == ["matter.already_there"]
    do("end", world.chair, "2024-03-05", matter=matter)
    with pytest.raises(Refused):
        fair(world)
    assert fair(replace(world, unit=world.unit), "萝卜") != matter


def test_a_file_that_came_with_the_case_of_somebody_else_is_known(world: Society) -> None:
    matter = fair(world)
    first = exhibit(world, matter)
    exhibit(world, matter)  # the same photograph twice by the same person
    seen = HandedIn.objects.order_by("pk").values_list("case", "person", "sha256")
    assert seen[0] == (first, world.member.pk, "a" * 64)
    other = replace(world, member=person("m2", world.unit))
    assert refused(other, matter) == ["FAIR-1"]
    assert exhibit(other, matter, files=("b" * 64,)) != first


def test_the_files_of_many_cases_are_written_as_a_whole_table(world: Society) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no arrays: it writes row by row, without any round trip")
    matter = fair(world)

    def shown(count: int, kind: str) -> int:
        session = Session()
        said: dict[str, Any] = {"family": "fair", "subject": world.member.pk, "within": matter}
        files = [(f"{number:x}".rjust(64, kind),) for number in range(count)]
        data = {"what": "南瓜"}
        perform(
            [Act("exhibit", world.member.pk, "", data=data, files=each, **said) for each in files],
            at=moment("2024-03-02"),
            session=session,
        )
        return session.statements

    assert shown(30, "a") == shown(10, "b")
    assert HandedIn.objects.count() == 40


@pytest.mark.parametrize(("at", "allowed"), [("10:15:00", True), ("10:15:01", False)])
def test_rules_count_the_seconds_since_an_act_that_kept_its_moment(
    world: Society, at: str, allowed: bool
) -> None:
    case = exhibit(world, fair(world))
    looked = datetime.fromisoformat("2024-03-05T10:00:00+08:00")
    perform([Act(name="look", by=world.clerk.pk, key="", case=case, on=looked.date())], at=looked)
    then = datetime.fromisoformat(f"2024-03-05T{at}+08:00")
    again = Act(name="again", by=world.clerk.pk, key="", case=case, on=then.date())
    if allowed:
        perform([again], at=then)
        assert set(Case.objects.get(pk=case).steps) == {"shown", "look"}
        return
    with pytest.raises(Refused) as raised:
        perform([again], at=then)
    assert [finding.rule for finding in raised.value.unmet] == ["FAIR-3"]


def test_a_correction_reads_a_later_act_at_the_moment_of_that_act(world: Society) -> None:
    case = exhibit(world, fair(world))
    looked = datetime.fromisoformat("2024-03-05T10:00:00+08:00")
    for name in ("look", "again"):
        perform([Act(name=name, by=world.clerk.pk, key="", case=case, on=looked.date())], at=looked)
    entry = Entry.objects.get(case=case, act="look").pk
    said = {"entry": entry, "on": "2024-03-04"}
    asked = {"recorded_by": world.clerk.pk, "confirmed_by": world.chair.pk, "reason": "日期"}
    do("correct", world.clerk, "2024-03-20", said, case=case, **asked)
    assert Entry.objects.get(case=case, act="correct").facts["dependants"] == []


def banned(unit: Unit, by: Person, what: str) -> None:
    """A list that bans something in a unit."""
    listed = do("open", by, "2024-03-02", kind="fair.banned", unit=unit.pk).matter
    do("ban", by, "2024-03-02", {"what": what}, matter=listed)


def test_rules_read_the_matters_that_an_act_consults(world: Society) -> None:
    """Those of the units concerned: what is banned elsewhere may be shown here."""
    adopted = Adoption.objects.get(procedure="fair")
    Adoption.objects.create(
        unit=world.other, procedure="fair", edition=adopted.edition, from_on=adopted.from_on, reason="试"
    )
    banned(world.other, person("h2", world.other, office="chair"), "南瓜")
    banned(world.unit, world.chair, "冬瓜")
    matter = fair(world)
    exhibit(world, matter)
    banned(world.unit, world.chair, "南瓜")
    assert refused(world, matter, files=("b" * 64,)) == ["FAIR-4"]


def test_who_opens_a_case_waits_for_who_closes_its_matter(world: Society) -> None:
    """And then sees it closed; others who open a case at the same time are no hindrance."""
    matter = fair(world)
    with held_elsewhere("SELECT 1 FROM workflows_matter WHERE id = %s FOR SHARE", matter):
        exhibit(world, matter)
    with held_elsewhere("SELECT 1 FROM workflows_matter WHERE id = %s FOR UPDATE", matter) as other:
        closing = Timer(0.2, closed_by, (other, matter))
        closing.start()
        assert refused(world, matter, files=("b" * 64,)) == ["FAIR-1"]
        closing.join()


def closed_by(other: psycopg.Connection, matter: int) -> None:
    """Somebody else ends the fair in their transaction."""
    ended = Fact("end", date(2024, 3, 2), date(2024, 3, 2)).to_json()
    said = json.dumps({"end": [ended]})
    other.execute("UPDATE workflows_matter SET facts = facts || %s::jsonb WHERE id = %s", (said, matter))
    other.commit()


def test_rules_see_who_belongs_below_a_unit_on_the_day(world: Society) -> None:
    Membership.objects.filter(person=world.member).update(to_on=date(2024, 3, 1))
    with pytest.raises(Refused) as raised:
        fair(world, "西瓜")
    assert [(each.rule, each.params["count"]) for each in raised.value.unmet] == [("FAIR-5", 2)]
    person("m2", Unit.objects.create(kind="plot", name="小组", code="g1", parent=world.unit, opened_on=BEGAN))
    fair(world, "西瓜")
