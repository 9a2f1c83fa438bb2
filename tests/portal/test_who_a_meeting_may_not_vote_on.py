"""Somebody on the agenda whom no ballot may be held on yet: the page says so before papers are handed out."""

from __future__ import annotations

import pytest

from tests.portal.realm import Realm, realm
from tests.procedures.party_membership.world import FAMILY, do
from workflows.models import Membership

pytestmark = pytest.mark.django_db
DAY = "2024-12-14"
TOO_EARLY = "递交申请满3个月才能推优；2024年12月14日递交，最早2025年3月14日。"


@pytest.fixture
def world() -> Realm:
    """Three branches; of the own one two members of the League have not applied yet."""
    return realm()


def _called(world: Realm) -> tuple[int, list[int]]:
    """A meeting, its roll and its attendance taken, about the two who applied on the same day."""
    people, unit = world.own.people, world.own.units["class_league"]
    checked = {"outcome": "approved", "checked_by": people["branch_secretary"].number}
    checked |= {"conclusion": "符合", "file_number": "档案1"}
    cases: dict[int, dict[str, str]] = {}
    for name in ("third", "fourth"):
        signed, own = {"signature": "signed_original"}, people[name]
        case = do("application", own, DAY, signed, family=FAMILY, subject=own.pk).case or 0
        do("check", people["organisation_member"], DAY, checked, case=case)
        cases[case] = {}
    tellers = [people[name].number for name in ("league_secretary", "league_branch_committee_member")]
    call, chair = {"place": "教室", "chair": tellers[0], "tellers": tellers}, people["league_secretary"]
    matter = do(
        "convene", chair, DAY, call, kind=f"{FAMILY}.league_meeting", unit=unit.pk, cases=cases
    ).matter
    here = Membership.objects.filter(unit=unit, standing="member").values_list("person__number", flat=True)
    do("lock_roll", chair, DAY, {"entitled": sorted(here), "excluded": {}}, matter=matter)
    do("attend", chair, DAY, {"absent": {}}, matter=matter)
    return matter or 0, [*cases]


def test_what_stands_against_a_ballot_stands_by_the_name_before_it(world: Realm) -> None:
    matter, _cases = _called(world)
    found = world.client("league").get(f"/matters/{matter}/").context["page"].candidates
    assert [TOO_EARLY in [why.sentence for why in each.refused] for each in found] == [True, True]


def test_a_count_that_is_refused_says_whose_each_reason_is(world: Realm) -> None:
    matter, cases = _called(world)
    fields = ("issued", "returned", "approve", "oppose", "abstain", "void", "rated", "qualified")
    typed = {
        f"case_{case}__{name}": str(votes)
        for case in cases
        for name, votes in zip(fields, (6, 6, 6, 0, 0, 0, 6, 6), strict=True)
    }
    said = {**typed, "method": "secret", "act_on": DAY, "act_key": "k"}
    answer = world.client("league").post(f"/matters/{matter}/acts/count/", said)
    page, names = answer.context["page"], [world.own.people[name].name for name in ("third", "fourth")]
    told = [why.sentence for why in page.refusal.reasons]
    assert (answer.status_code, [f"{name}：{TOO_EARLY}" in told for name in names]) == (409, [True, True])
