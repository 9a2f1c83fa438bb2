"""Article 8 on the notice: both channels, what it shows, five whole days, objections."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from procedures.party_membership.forms.notices import NomineeNotice
from procedures.party_membership.rules import hanging, notices
from tests.procedures.party_membership.situations import boundary, configured, fact, situation
from tests.procedures.party_membership.test_chapter_3_recommendation import post
from tests.procedures.party_membership.world import FAMILY, Walk, college, do, findings, nantong, nominee
from tests.remembering import remembered
from workflows.door import Refused
from workflows.models import Entry, Matter
from workflows.rules.findings import Finding, Verdict
from workflows.rules.regulations import Edition

pytestmark = pytest.mark.django_db

CARRIED = fact("recommendation", "2024-12-10", outcome="carried")
INCLUDED = configured(
    "publicity.tuiyou.min_days", options={"posting_day": "included", "channels": ("paper", "web")}
)


def hung(
    on: str, *changes: tuple[str, str, str], posted: str = "2024-12-12", first: Any = ("paper", "web")
) -> Any:
    """A situation in which the notice hangs since its posting, with later changes of a channel."""
    post = fact("recommendation_notice.post", posted, {"channels": list(first)})
    later = [
        fact("recommendation_notice.channel", day, {"channel": channel, "state": state})
        for day, channel, state in changes
    ]
    return situation(on, CARRIED, post, *later)


@boundary("PM-8-6", "channels, rules", [(["web"], ["PM-8-6"]), (["paper"], [])])
def test_the_notice_hangs_on_paper_and_on_the_web(channels: list[str], rules: list[str]) -> None:
    walk = nominee(college()).posted("2024-12-12", *channels)
    if not rules:
        walk.changes("2024-12-13", "web", "up")
        assert walk.notice_refuses("close", "2024-12-18") == ["PM-8-8"]
    assert walk.notice_refuses("close", "2024-12-19") == rules


def days(finding: Finding) -> tuple[object, object]:
    """The first day and the verdict."""
    return finding.earliest_on, finding.verdict


def test_the_later_channel_begins_the_days_and_the_earlier_one_ends_them() -> None:
    later = notices.hung_long_enough(hung("2024-12-18", ("2024-12-13", "web", "up"), first=["paper"]))
    assert days(later) == (date(2024, 12, 19), Verdict.UNMET)
    gone = notices.hung_long_enough(hung("2024-12-20", ("2024-12-17", "paper", "down")))
    assert (days(gone), gone.message) == ((None, Verdict.UNMET), "notice.taken_down")
    assert later.message == "publicity.tuiyou.min_days"


def test_a_channel_that_was_down_for_a_day_starts_the_days_anew() -> None:
    broken = hung("2024-12-20", ("2024-12-14", "web", "down"), ("2024-12-15", "web", "up"))
    assert days(notices.hung_long_enough(broken)) == (date(2024, 12, 21), Verdict.UNMET)
    same_day = hung("2024-12-18", ("2024-12-14", "web", "down"), ("2024-12-14", "web", "up"))
    assert days(notices.hung_long_enough(same_day)) == (date(2024, 12, 18), Verdict.MET)


@boundary(
    "PM-8-7",
    "changes, rules",
    [({"contact": ""}, ["PM-8-7"]), ({}, [])],
)
def test_the_notice_shows_the_nominee_and_the_leagues_contact(
    changes: dict[str, str], rules: list[str]
) -> None:
    assert post(nominee(college()), **changes) == rules


def test_a_notice_without_the_nominees_data_is_not_hung() -> None:
    assert post(nominee(college()), basic_info=" ") == ["PM-8-7"]


@boundary(
    "PM-8-8",
    "on, edition, verdict",
    [
        ("2024-12-18", None, Verdict.MET),
        ("2024-12-17", None, Verdict.UNMET),
        ("2024-12-17", INCLUDED, Verdict.MET),
    ],
)
def test_five_whole_days_without_the_day_of_posting(
    on: str, edition: Edition | None, verdict: Verdict
) -> None:
    post = fact("recommendation_notice.post", "2024-12-12", {"channels": ["paper", "web"]})
    asked = replace(situation(on, CARRIED, post), edition=edition or nantong())
    finding = notices.hung_long_enough(asked)
    assert (finding.verdict, finding.override) == (verdict, "college_league")


def test_the_college_league_may_end_a_notice_early_in_writing() -> None:
    walk = nominee(college()).posted("2024-12-12")
    walk.does("override", "c1", "2024-12-16", {"rule": "PM-8-8", "ground": "放假前"})
    walk.on_notice("close", "2024-12-16")
    assert findings(walk.case, "recommendation_notice")["PM-8-8"] == "overridden"
    assert walk.decided("2024-12-16").open_steps()[1] == "filing"


@remembered
def objected(finding: str) -> Walk:
    """A notice against which something was lodged, and perhaps inquired into."""
    walk = nominee(college()).posted("2024-12-12")
    walk.on_notice("object", "2024-12-14", {"objector": "同学", "text": "成绩有误"})
    if finding:
        lodged = Entry.objects.get(case=walk.case, act="recommendation_notice.object")
        found = {"objection": lodged.pk, "finding": finding, "text": "查阅成绩单"}
        walk.on_notice("inquire", "2024-12-18", found)
    return walk


@boundary(
    "PM-8-9",
    "finding, rules, following",
    [
        ("", ["PM-8-9"], "recommendation_notice"),
        ("dismissed", [], "recommendation_validity"),
        ("upheld", [], "recommendation"),
    ],
)
def test_an_objection_is_decided_before_the_notice_is_closed(
    finding: str, rules: list[str], following: str
) -> None:
    walk = objected(finding)
    assert walk.notice_refuses("close", "2024-12-18") == rules
    assert following in walk.open_steps()


def test_the_days_go_on_while_an_objection_is_open() -> None:
    walk = objected("dismissed").on_notice("close", "2024-12-18")
    assert Matter.objects.get(pk=walk.notice).closed_on == date(2024, 12, 18)


def test_who_objected_and_what_was_said_is_private() -> None:
    walk = objected("dismissed")
    lodged = Entry.objects.get(case=walk.case, act="recommendation_notice.object")
    assert (lodged.facts, sorted(lodged.private.body or {})) == ({}, ["objector", "text"])


def test_an_objection_found_true_ends_the_notice_before_its_days_are_over() -> None:
    walk = objected("")
    lodged = Entry.objects.get(case=walk.case, act="recommendation_notice.object")
    found = {"objection": lodged.pk, "finding": "upheld", "text": "属实"}
    walk.on_notice("inquire", "2024-12-16", found).on_notice("close", "2024-12-16")
    assert "recommendation" in walk.open_steps()


def test_nobody_inquires_into_an_objection_before_it_is_lodged() -> None:
    walk = objected("")
    lodged = Entry.objects.get(case=walk.case, act="recommendation_notice.object")
    early = (lodged.on - timedelta(days=1)).isoformat()
    found = {"objection": lodged.pk, "finding": "dismissed", "text": "不属实"}
    assert walk.notice_refuses("inquire", early, found) == ["notice.objection_open"]


def test_an_inquiry_answers_an_objection_that_is_open() -> None:
    walk = objected("dismissed")
    lodged = Entry.objects.get(case=walk.case, act="recommendation_notice.object")
    again = {"objection": lodged.pk, "finding": "upheld", "text": "再查"}
    assert walk.notice_refuses("inquire", "2024-12-18", again) == ["notice.objection_open"]
    unknown = {**again, "objection": lodged.pk + 1000}
    assert walk.notice_refuses("inquire", "2024-12-18", unknown) == ["notice.objection_open"]


def test_a_channel_goes_up_where_it_does_not_hang() -> None:
    hangs = hung("2024-12-13", ("2024-12-14", "web", "up"), first=["paper"])
    wrong = [("paper", "up"), ("web", "down"), ("web", "up")]
    for channel, state in wrong:
        asked = replace(hangs, data={"channel": channel, "state": state})
        assert hanging.channel_changes(asked).refuses
    walk = nominee(college()).posted("2024-12-12", "paper")
    with pytest.raises(Refused) as raised:
        walk.changes("2024-12-13", "web", "down")
    assert [finding.rule for finding in raised.value.unmet] == ["notice.channel_changes"]


def test_an_objection_holds_up_its_own_nominee_only() -> None:
    world = college()
    first, second = nominee(world), nominee(world, "t2")
    both = {walk.case: {"basic_info": "学号、班级"} for walk in (first, second)}
    shown = {"contact": "院团委", "channels": ["paper", "web"]}
    target = {"kind": f"{FAMILY}.recommendation_notice", "unit": world.units["league"].pk}
    notice = do("post", world["c1"], "2024-12-12", shown, cases=both, **target).matter or 0
    first.notice = second.notice = notice
    first.on_notice("object", "2024-12-13", {"objector": "", "text": "有误"})
    assert first.notice_refuses("close", "2024-12-18") == ["PM-8-9"]
    second.on_notice("close", "2024-12-18")
    assert Matter.objects.get(pk=notice).closed_on is None
    lodged = Entry.objects.get(case=first.case, act="recommendation_notice.object")
    found = {"objection": lodged.pk, "finding": "upheld", "text": "属实"}
    first.on_notice("inquire", "2024-12-20", found).on_notice("close", "2024-12-20")
    assert Matter.objects.get(pk=notice).closed_on == date(2024, 12, 20)
    assert ("recommendation" in first.open_steps(), "recommendation" in second.open_steps()) == (True, False)


@pytest.mark.parametrize(
    ("details", "applied", "said"),
    [
        (
            {
                "sex": "female",
                "ethnicity": "汉族",
                "grade": "2024",
                "major": "应用化学",
                "category": "student",
            },
            "2024-09-10",
            "女，汉族，2024级应用化学，学生，2024年9月10日递交入党申请书。",
        ),
        ({"sex": "unknown"}, "2024-09-10", "2024年9月10日递交入党申请书。"),
        ({}, "", None),
    ],
)
def test_a_notice_begins_with_what_the_roster_and_the_case_know(
    details: dict[str, str], applied: str, said: str | None
) -> None:
    nominated = situation("2024-12-12", *([fact("application", applied)] if applied else []))
    nominated = replace(nominated, subject=replace(nominated.subject, details=details))
    assert NomineeNotice.suggested(nominated).get("basic_info") == said
