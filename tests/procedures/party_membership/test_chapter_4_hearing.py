"""Article 17: who is heard and how, the two shares, the Party group, and the branch's own check."""

from __future__ import annotations

from typing import Any

import pytest

from procedures.party_membership.forms import Forum
from procedures.party_membership.rules import hearing
from tests.procedures.party_membership.candidates import LISTED, Candidate, answers, candidate, forum, ready
from tests.procedures.party_membership.planning import graduate
from tests.procedures.party_membership.situations import boundary, fact, situation
from tests.procedures.party_membership.world import findings
from workflows.models import Entry, EntryPrivate, Unit
from workflows.rules.findings import Verdict

pytestmark = pytest.mark.django_db

DAY = "2025-12-19"
GROUP = {"body": "party_group", "view": "disagree", "discussion": "还需观察"}


def refused(walk: Candidate, day: str = DAY, **more: Any) -> list[str]:
    """What refuses a forum."""
    return walk.refuses("forum", "s1", day, forum(**more))


@boundary("PM-17-1", "heard, rules", [(False, ["PM-16-3", "PM-17-1"])])
def test_nobody_is_listed_who_was_not_heard(heard: bool, rules: list[str]) -> None:
    assert ready().refuses("listing", "s1", "2025-12-22", LISTED) == rules


def test_the_branch_committee_may_do_without_a_hearing_but_not_without_the_four_sides() -> None:
    walk = ready()
    granted = {"rule": "PM-17-1", "ground": "假期，改为征求书面意见"}
    walk.does("override", "s1", DAY, granted)
    assert walk.refuses("listing", "s1", "2025-12-22", LISTED) == ["PM-16-3"]
    walk.group()
    assert walk.refuses("listing", "s1", "2025-12-22", LISTED) == ["PM-16-3"]


@boundary(
    "PM-17-2",
    "way, ground, rules",
    [
        ("forum", "", []),
        ("written", "", ["PM-17-2"]),
        ("other", "电话询问", ["PM-17-2"]),
    ],
)
def test_views_are_heard_in_a_forum_or_another_way_with_its_reason(
    way: str, ground: str, rules: list[str]
) -> None:
    assert refused(ready(), form=way, ground=ground) == rules


@pytest.mark.parametrize("way", ["interview", "written"])
def test_talks_and_written_views_need_their_reason(way: str) -> None:
    assert refused(ready(), form=way, ground="学生在外实习") == []


@boundary("PM-17-3", "chair, rules", [("m1", ["PM-17-3"]), ("o1", [])])
def test_the_secretary_or_a_committee_member_chairs(chair: str, rules: list[str]) -> None:
    assert refused(ready(), chair=chair) == rules


def test_a_contact_person_who_chairs_is_pointed_out() -> None:
    walk = ready().does("contacts", "s1", "2025-12-18", {"contacts": ["o1"]})
    walk.does("forum", "s1", DAY, forum(chair="o1"))
    assert findings(walk.case, "forum")["PM-17-3"] == "warned"


@boundary("PM-17-4", "number, verdict", [(9, "warned"), (10, "met")])
def test_at_least_ten_are_heard(number: int, verdict: str) -> None:
    walk = ready()
    more = {"reason": "班级人数少"} if number < 10 else {}
    walk.does("forum", "s1", DAY, forum(approve=number, oppose=0), **more)
    assert findings(walk.case, "forum")["PM-17-4"] == verdict


def heard_from(*sources: str) -> list[dict[str, Any]]:
    """Twelve who approve, from these sources in turn."""
    return [{**each, "source": sources[n % len(sources)]} for n, each in enumerate(answers(12))]


@boundary(
    "PM-17-5",
    "sources, rules",
    [(("teacher", "peers"), ["PM-17-5"]), (("supervisor", "teacher", "peers"), [])],
)
def test_of_a_graduate_the_supervisor_is_heard(sources: tuple[str, ...], rules: list[str]) -> None:
    walk = ready()
    graduate(walk)
    assert refused(walk, answers=heard_from(*sources)) == rules


@boundary(
    "PM-17-6",
    "sources, rules",
    [(("tutor", "teacher", "classmates"), []), (("counsellor", "classmates"), ["PM-17-6"])],
)
def test_of_an_undergraduate_the_tutor_may_stand_in_for_the_counsellor(
    sources: tuple[str, ...], rules: list[str]
) -> None:
    assert refused(ready(), answers=heard_from(*sources)) == rules


@boundary("PM-17-7", "left_open, verdict, abstain", [(True, "warned", 1), (False, "met", 0)])
def test_who_leaves_a_question_open_abstains(left_open: bool, verdict: str, abstain: int) -> None:
    heard = answers(16, 4)
    heard[-1]["qualified"] = "" if left_open else "yes"
    walk = ready()
    walk.does("forum", "s1", DAY, forum(answers=heard))
    kept = Entry.objects.get(case=walk.case, act="forum").facts
    assert (findings(walk.case, "forum")["PM-17-7"], kept["abstain"]) == (verdict, abstain)


@boundary("PM-17-8", "signed, rules", [(False, ["PM-17-8"]), (True, [])])
def test_everybody_who_spoke_signs(signed: bool, rules: list[str]) -> None:
    heard = answers(20)
    heard[3]["signed"] = signed
    assert refused(ready(), answers=heard) == rules


@boundary(
    "PM-17-9",
    "approve, oppose, abstain, outcome",
    [
        (16, 4, 0, "supported"),
        (15, 1, 4, "unsupported"),
        (20, 4, 0, "supported"),
        (19, 4, 1, "unsupported"),
    ],
)
def test_four_fifths_of_those_heard_approve(approve: int, oppose: int, abstain: int, outcome: str) -> None:
    walk = ready()
    walk.does("forum", "s1", DAY, forum(approve, oppose, abstain))
    assert Entry.objects.get(case=walk.case, act="forum").outcome == outcome
    assert ("forum" in walk.open_steps()) == (outcome == "unsupported")
    assert findings(walk.case, "forum")["PM-17-9"] == ("met" if outcome == "supported" else "recorded")


@boundary(
    "PM-17-10",
    "approve, oppose, abstain, verdict",
    [(16, 4, 0, Verdict.MET), (15, 5, 0, Verdict.UNMET), (15, 1, 4, Verdict.MET)],
)
def test_no_more_than_a_fifth_oppose(approve: int, oppose: int, abstain: int, verdict: Verdict) -> None:
    counts = Forum.derive(forum(approve, oppose, abstain))
    asked = situation(DAY, fact("forum", DAY, counts, outcome="unsupported"))
    finding = hearing.opposed_by_few(asked)
    assert (finding.verdict, finding.override) == (verdict, "college_committee")


def test_a_failed_forum_is_recorded_and_stands_against_the_listing() -> None:
    walk = ready()
    walk.does("forum", "s1", DAY, forum(15, 1, 4)).group()
    assert walk.refuses("listing", "s1", "2025-12-22", LISTED) == ["PM-17-9"]
    walk.does("override", "z1", "2025-12-22", {"rule": "PM-17-9", "ground": "弃权者均为新入班同学"})
    walk.listed()
    assert findings(walk.case, "listing")["PM-17-9"] == "overridden"


def test_a_second_forum_takes_the_place_of_the_first() -> None:
    walk = ready()
    walk.does("forum", "s1", DAY, forum(15, 1, 4)).does("forum", "s1", "2025-12-20", forum(20, 4))
    assert walk.group().refuses("listing", "s1", "2025-12-22", LISTED) == []


def test_who_said_what_is_personal_and_the_counts_stand_by_themselves() -> None:
    walk = ready().heard()
    entry = Entry.objects.get(case=walk.case, act="forum")
    counts = {"attended": 20, "approve": 16, "oppose": 4, "abstain": 0, "unanswered": 0, "unsigned": 0}
    assert entry.facts == {
        **counts,
        "form": "forum",
        "chair": "s1",
        "recorder": "",
        "members": 5,
        "sources": ["classmates", "counsellor", "teacher"],
    }
    private = EntryPrivate.objects.get(entry=entry).body or {}
    assert len(private["answers"]) == 20
    assert "与会" not in str(entry.facts)


def test_a_row_that_cannot_be_is_reported_with_its_number() -> None:
    heard = [*answers(10), {"name": "", "source": "teacher", "qualified": "maybe"}]
    walk = ready()
    assert refused(walk, answers=heard) == ["data.invalid"]
    assert refused(walk, answers=[]) == ["data.required"]


def groups(walk: Candidate) -> Candidate:
    """The branch has Party groups."""
    branch = Unit.objects.get(code="branch")
    branch.details = {**branch.details, "has_groups": True}
    branch.save()
    return walk


@boundary("PM-17-11", "has_groups, rules", [(True, ["PM-16-3", "PM-17-11"]), (False, ["PM-16-3"])])
def test_where_there_are_groups_the_group_has_spoken(has_groups: bool, rules: list[str]) -> None:
    walk = ready().heard()
    if has_groups:
        groups(walk)
    assert walk.refuses("listing", "s1", "2025-12-22", LISTED) == rules


def test_the_opinion_of_the_group_does_not_bind_and_comes_after_the_hearing() -> None:
    walk = groups(ready())
    assert walk.refuses("group_opinion", "o1", DAY, GROUP) == ["PM-17-1"]
    walk.heard()
    assert walk.refuses("group_opinion", "o1", DAY, {**GROUP, "body": "branch"}) == ["group.body_fits"]
    walk.group(**GROUP)
    assert walk.refuses("listing", "s1", "2025-12-22", LISTED) == []


@boundary("PM-17-12", "review, outcome", [("unfit", "lost"), ("fit", "carried")])
def test_who_does_not_meet_the_conditions_goes_on_as_an_activist(review: str, outcome: str) -> None:
    walk = ready().heard().group().listed(review=review)
    assert Entry.objects.get(case=walk.case, act="listing").outcome == outcome
    assert ("forum" in walk.open_steps()) == (outcome == "lost")
    assert walk.row().stage == "activist"


def test_after_a_no_the_branch_hears_anew() -> None:
    walk = ready().heard().group().listed(approve=2, oppose=3)
    assert walk.open_steps() == ["activist", "forum", "group_opinion", "listing", "selection"]
    assert walk.refuses("listing", "s1", "2025-12-23", LISTED) == ["PM-16-3", "PM-17-1"]
    walk.heard("2025-12-23").group("2025-12-23").listed("2025-12-24").listing_filed("2025-12-24")
    assert walk.row().stage == "candidate"


def test_a_candidate_is_not_heard_again() -> None:
    assert refused(candidate(), "2025-12-23")[0] == "act.already_done"
