"""Articles 18 and 22: the political review, the ten papers, the pre-review, the university's review."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from procedures.party_membership.rules import political, reviewing
from tests.procedures.party_membership.candidates import (
    BUNDLE,
    OPINION,
    REVIEWED,
    SHOWN,
    Candidate,
    candidate,
    published,
    ready,
)
from tests.procedures.party_membership.situations import boundary, fact, situation
from tests.procedures.party_membership.world import SCAN, findings
from tests.remembering import remembered
from workflows.models import Deadline, Entry
from workflows.rules.findings import Verdict

pytestmark = pytest.mark.django_db

DAY = "2025-12-29"
MET, UNMET, WARNED, OTHER = Verdict.MET, Verdict.UNMET, Verdict.WARNED, Verdict.NOT_APPLICABLE
PASSED = {"outcome": "approved", "number": "组审〔2026〕3号"}


def examining(walk: Candidate, on: str = "2025-12-26", **data: Any) -> list[str]:
    """What refuses a political review."""
    return walk.refuses("political_review", "s1", on, {**REVIEWED, **data}, files=SCAN)


# ── Article 18 ──


@boundary(
    "PM-18-1",
    "conclusion, rules",
    [("", ["PM-18-1", "PM-18-7"]), ("unqualified", ["PM-18-1"])],
)
def test_without_a_political_review_nothing_goes_on(conclusion: str, rules: list[str]) -> None:
    walk = candidate()
    if conclusion:
        walk.examined(conclusion=conclusion)
    assert walk.refuses("bundle", "o1", DAY, BUNDLE) == rules


def test_a_review_that_is_done_again_counts() -> None:
    walk = candidate().examined(conclusion="unqualified").examined("2025-12-28")
    assert walk.refuses("bundle", "o1", DAY, BUNDLE) == []


@boundary("PM-18-2", "on, verdict", [("2025-12-21", UNMET), ("2025-12-22", MET)])
def test_the_conclusion_is_drawn_after_the_listing(on: str, verdict: Verdict) -> None:
    filed = fact("listing_filing", "2025-12-22", outcome="approved")
    finding = political.concluded_as_a_candidate(situation(on, filed))
    assert (finding.verdict, finding.earliest_on) == (verdict, date(2025, 12, 22))


def test_a_review_before_the_listing_is_not_recorded() -> None:
    walk = ready()
    assert examining(walk) == ["PM-16-5", "act.not_open"]
    walk.heard().group().listed().listing_filed()
    assert examining(walk, "2025-12-21") == ["PM-18-2", "act.before_opening"]


@boundary("PM-18-3", "left_out, rules", [("relations", ["PM-18-3"]), ("", [])])
def test_the_review_covers_four_items(left_out: str, rules: list[str]) -> None:
    items = [item for item in REVIEWED["items"] if item != left_out]
    assert examining(candidate(), items=items) == rules


@boundary(
    "PM-18-4",
    "methods, rules",
    [(["talk", "enquiry"], ["PM-18-4"]), (["talk", "files", "enquiry"], [])],
)
def test_a_talk_and_the_files_are_needed(methods: list[str], rules: list[str]) -> None:
    assert examining(candidate(), methods=methods) == rules


def test_nobody_asked_around_is_pointed_out() -> None:
    walk = candidate().examined(methods=["talk", "files"])
    assert findings(walk.case, "political_review")["PM-18-4"] == "warned"


@boundary(
    "PM-18-5",
    "clear, ground, rules",
    [(True, "谈话和档案一致", []), (False, "", ["PM-18-4"])],
)
def test_letters_are_left_out_with_a_reason(clear: bool, ground: str, rules: list[str]) -> None:
    walk = candidate()
    assert examining(walk, clear=clear, ground=ground) == rules
    data = {**REVIEWED, "clear": clear, "ground": ground}
    finding = political.letters_left_out_with_reason(situation(DAY, data=data))
    assert finding.verdict is (Verdict.RECORDED if rules else MET)


def test_with_letters_no_reason_is_needed() -> None:
    methods = ["talk", "files", "enquiry", "letters"]
    assert examining(candidate(), clear=False, ground="", methods=methods) == []


@boundary(
    "PM-18-6",
    "floating, replies, rules",
    [
        (True, ["residence"], ["PM-18-6"]),
        (True, ["household", "residence"], []),
        (False, [], []),
    ],
)
def test_of_a_floating_person_both_places_are_asked(
    floating: bool, replies: list[str], rules: list[str]
) -> None:
    assert examining(candidate(), floating=floating, replies=replies) == rules


def test_two_letters_without_an_answer_may_be_excepted() -> None:
    walk = candidate()
    walk.does("override", "z1", "2026-02-01", {"rule": "PM-18-6", "ground": "两次去函满三十天无回音"})
    assert examining(walk, "2026-02-01", floating=True, replies=["residence"]) == []


@boundary("PM-18-7", "signature, rules", [("unsigned", ["PM-18-7"]), ("signed", [])])
def test_the_conclusion_is_a_signed_paper(signature: str, rules: list[str]) -> None:
    assert examining(candidate(), signature=signature) == rules


@pytest.mark.parametrize(("on", "verdict"), [("2026-12-26", MET), ("2026-12-27", WARNED)])
def test_a_conclusion_is_used_within_its_year(on: str, verdict: Verdict) -> None:
    review = fact("political_review", "2025-12-26", {"conclusion": "qualified", "signature": "signed"})
    assert political.conclusion_signed(situation(on, review)).verdict is verdict


# ── Article 22: the papers ──


@remembered
def examined() -> Candidate:
    """A candidate whose papers can go to the college committee."""
    return candidate().examined()


@boundary(
    "PM-22-1",
    "changes, rules",
    [
        ({"research": "none"}, []),
        ({"forum_minutes": ""}, ["PM-22-1"]),
        ({"tuiyou_result": "copy"}, []),
    ],
)
def test_ten_kinds_of_papers_are_handed_in(changes: dict[str, str], rules: list[str]) -> None:
    assert examined().refuses("bundle", "o1", DAY, {**BUNDLE, **changes}) == rules


@pytest.mark.parametrize("kind", ["application", "rankings", "tuiyou_result"])
def test_eight_of_them_must_exist(kind: str) -> None:
    assert examined().refuses("bundle", "o1", DAY, {**BUNDLE, kind: "none"}) == ["PM-22-1"]


@boundary(
    "PM-22-2",
    "changes, verdict",
    [({"certificate": "copy"}, "refused"), ({"stamped": False}, "warned")],
)
def test_the_certificate_comes_as_the_original(changes: dict[str, Any], verdict: str) -> None:
    walk = examined()
    if verdict == "refused":
        assert walk.refuses("bundle", "o1", DAY, {**BUNDLE, **changes}) == ["PM-22-2"]
    else:
        walk.bundled(**changes)
        assert findings(walk.case, "bundle")["PM-22-2"] == verdict


@boundary("PM-22-3", "conclusion, rules", [("", ["PM-22-3"]), ("材料齐全", [])])
def test_the_branch_checks_the_papers_first(conclusion: str, rules: list[str]) -> None:
    assert examined().refuses("bundle", "o1", DAY, {**BUNDLE, "conclusion": conclusion}) == rules


def test_without_a_certificate_or_with_an_old_one_the_papers_stay() -> None:
    walk = ready().heard().group().listed().listing_filed("2025-12-22").examined()
    assert walk.refuses("bundle", "o1", "2028-12-08", BUNDLE) == ["PM-19-6"]


# ── Article 22: the college committee ──


@remembered
def bundled() -> Candidate:
    """A candidate whose papers lie with the college committee."""
    return examined().bundled()


def reviewing_now(walk: Candidate, **data: Any) -> list[str]:
    """What refuses a pre-review."""
    return walk.refuses("pre_review", "z1", DAY, {**OPINION, **data})


@boundary(
    "PM-22-4",
    "methods, verdict",
    [(["papers", "opinions"], "warned"), (["papers", "talk", "opinions"], "met")],
)
def test_leaving_out_the_talk_needs_the_committees_reason(methods: list[str], verdict: str) -> None:
    walk = bundled()
    if verdict == "warned":
        assert reviewing_now(walk, methods=methods) == ["act.reason_owed"]
    walk.does("pre_review", "z1", DAY, {**OPINION, "methods": methods}, reason="本人在外实习，电话了解")
    assert findings(walk.case, "pre_review")["PM-22-4"] == verdict


def test_without_reading_the_papers_there_is_no_review() -> None:
    walk = bundled()
    assert reviewing_now(walk, methods=["talk"]) == ["act.reason_owed", "review.papers_read"]


@boundary(
    "PM-22-5",
    "changes, rules",
    [({"body": "secretary"}, ["PM-22-5"]), ({}, [])],
)
def test_the_committee_decides_in_a_meeting(changes: dict[str, str], rules: list[str]) -> None:
    walk = bundled()
    assert reviewing_now(walk, reference=" ") == ["PM-22-5"]
    assert reviewing_now(walk, **changes) == rules


@boundary(
    "PM-22-6",
    "may_develop, outcome, following",
    [("no", "returned", "bundle"), ("yes", "approved", "candidate_notice")],
)
def test_three_times_yes_leads_to_the_notice(may_develop: str, outcome: str, following: str) -> None:
    walk = bundled().pre_reviewed(may_develop=may_develop)
    assert Entry.objects.get(case=walk.case, act="pre_review").outcome == outcome
    assert walk.open_steps() == sorted(["candidate", following])


def test_an_opinion_answers_all_three_questions() -> None:
    assert reviewing_now(bundled(), qualified="") == ["PM-22-6"]


@pytest.mark.parametrize(
    ("present", "approve", "outcome", "following"),
    [
        (4, 4, "approved", "candidate_notice"),
        (4, 3, "returned", "bundle"),
        (3, 3, "inquorate", "pre_review"),
    ],
)
def test_more_than_half_of_seven_come_and_agree(
    present: int, approve: int, outcome: str, following: str
) -> None:
    walk = bundled().pre_reviewed(present=present, approve=approve, oppose=present - approve)
    assert Entry.objects.get(case=walk.case, act="pre_review").outcome == outcome
    assert following in walk.open_steps()


@boundary("PM-4-5", "reviewed, rules", [(False, ["PM-20-2", "PM-4-5", "act.not_open"]), (True, [])])
def test_the_pre_review_comes_before_the_notice(reviewed: bool, rules: list[str]) -> None:
    walk = bundled()
    if reviewed:
        walk.pre_reviewed()
    assert walk.hanging_refuses() == rules


def test_a_pre_review_is_of_the_papers_that_were_handed_in_last() -> None:
    once = [fact("bundle", "2025-12-29"), fact("pre_review", "2025-12-29", outcome="approved")]
    assert reviewing.pre_reviewed(situation("2026-01-05", *once)).verdict is MET
    again = fact("bundle", "2026-03-01")
    finding = reviewing.pre_reviewed(situation("2026-03-01", *once, again))
    assert (finding.verdict, finding.override) == (UNMET, None)


# ── Article 22: the university ──


@boundary(
    "PM-22-7",
    "outcome, following",
    [("", "candidate_notice"), ("approved", "membership_form"), ("returned", "bundle")],
)
def test_the_university_reviews_after_a_clean_notice(outcome: str, following: str) -> None:
    walk = published()
    if outcome:
        walk.closed().does("organisation_review", "u1", "2026-01-05", {**PASSED, "outcome": outcome})
    else:
        early = walk.refuses("organisation_review", "u1", "2026-01-04", PASSED)
        assert early == ["PM-20-1", "PM-22-7", "act.not_open"]
    assert following in walk.open_steps()


def test_what_nobody_inquired_into_stands_against_the_review() -> None:
    closed = fact("candidate_notice", "2026-01-05", outcome="unopposed")
    assert reviewing.ready_for_the_university(situation("2026-01-05", closed)).verdict is MET
    open_one = fact("candidate_notice.object", "2026-01-02")
    assert reviewing.ready_for_the_university(situation("2026-01-05", open_one, closed)).verdict is UNMET


def test_a_slow_review_is_announced_and_only_the_department_reviews() -> None:
    walk = published().closed()
    due = Deadline.objects.get(case=walk.case, act="organisation_review_overdue", state="armed")
    assert due.due_on == date(2026, 2, 4)
    assert walk.refuses("organisation_review", "z1", "2026-01-05", PASSED) == ["act.not_yours"]


@boundary("PM-22-8", "on, verdict", [("2026-01-04", UNMET), ("2026-01-05", MET)])
def test_the_form_is_issued_from_the_day_of_the_review(on: str, verdict: Verdict) -> None:
    done = [
        fact("pre_review", "2025-12-29", outcome="approved"),
        fact("organisation_review", "2026-01-05", outcome="approved"),
    ]
    finding = reviewing.form_issued_after_review(situation(on, *done))
    assert (finding.verdict, finding.earliest_on) == (verdict, date(2026, 1, 5))
    assert reviewing.form_issued_after_review(situation(on, done[0])).verdict is UNMET


@boundary(
    "PM-22-9",
    "on, verdict",
    [("2026-03-24", MET), ("2026-03-25", WARNED), ("2026-03-26", WARNED)],
)
def test_who_leaves_within_three_months_is_pointed_out(on: str, verdict: Verdict) -> None:
    bundle = fact("bundle", "2026-01-05", {"leaves_on": "2026-06-25"})
    assert reviewing.stays_long_enough(situation(on, bundle)).verdict is verdict
    unknown = fact("bundle", "2026-01-05", {"leaves_on": None})
    assert reviewing.stays_long_enough(situation(on, unknown)).verdict is OTHER


def test_nothing_but_what_article_20_lists_has_a_place_on_the_notice() -> None:
    walk = bundled().pre_reviewed()
    assert walk.hanging_refuses(id_number="1") == ["data.unknown_field"]
    assert walk.hanging_refuses(**{**SHOWN, "native_place": ""}) == ["PM-20-4"]
