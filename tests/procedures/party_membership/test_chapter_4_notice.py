"""Article 20: the notice before admission, what it shows, how long it hangs, what is said against it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from procedures.party_membership.rules import publishing
from tests.procedures.party_membership.candidates import LEDGER, Candidate, candidate, published
from tests.procedures.party_membership.records import honour, result
from tests.procedures.party_membership.situations import boundary, configured, fact, facts, person, situation
from tests.procedures.party_membership.world import do, findings
from tests.remembering import remembered
from workflows.models import Deadline, Entry
from workflows.rules.facts import Fact
from workflows.rules.findings import Verdict
from workflows.rules.regulations import Edition
from workflows.rules.situation import Situation

pytestmark = pytest.mark.django_db

POSTED = "2025-12-30"
PRE_REVIEWED = fact("pre_review", "2025-12-29", outcome="approved")
MET, UNMET, WARNED, OTHER = Verdict.MET, Verdict.UNMET, Verdict.WARNED, Verdict.NOT_APPLICABLE


@remembered
def pre_reviewed() -> Candidate:
    """A candidate whose notice can be hung."""
    return candidate().examined().bundled().pre_reviewed()


def hung(on: str, *changes: tuple[str, str, str], first: Any = ("paper", "web"), **more: Any) -> Situation:
    """A situation in which the notice hangs since 2025-12-30, with later changes of a channel."""
    post = fact("candidate_notice.post", POSTED, {"channels": list(first)})
    later = [
        fact("candidate_notice.channel", day, {"channel": channel, "state": state})
        for day, channel, state in changes
    ]
    return situation(on, post, *later, **more)


# ── How long ──


@boundary(
    "PM-20-1",
    "on, changes, verdict",
    [
        ("2026-01-05", (), MET),
        ("2026-01-04", (), UNMET),
        ("2026-01-05", (("2026-01-01", "web", "down"), ("2026-01-02", "web", "up")), UNMET),
    ],
)
def test_five_whole_days_without_a_gap(on: str, changes: Any, verdict: Verdict) -> None:
    finding = publishing.published_long_enough(hung(on, *changes))
    assert (finding.verdict, finding.override) == (verdict, "college_committee")


@pytest.mark.parametrize(
    ("changes", "earliest"),
    [
        ({}, date(2026, 1, 5)),
        ({"options": {"posting_day": "included", "channels": ("paper", "web")}}, date(2026, 1, 4)),
    ],
)
def test_the_day_of_posting_counts_where_the_edition_says_so(changes: dict[str, Any], earliest: date) -> None:
    edition: Edition = configured("publicity.candidate.min_days", **changes)
    assert publishing.published_long_enough(hung(POSTED, edition=edition)).earliest_on == earliest


def test_a_day_without_one_channel_starts_the_count_anew() -> None:
    broken = hung("2026-01-07", ("2026-01-01", "web", "down"), ("2026-01-02", "web", "up"))
    assert publishing.published_long_enough(broken).earliest_on == date(2026, 1, 8)


@boundary(
    "PM-20-11",
    "first, changes, earliest, missing",
    [
        (("paper",), (("2025-12-31", "web", "up"),), date(2026, 1, 6), ()),
        (("paper",), (), None, ("web",)),
    ],
)
def test_both_channels_hang_together(
    first: tuple[str, ...], changes: Any, earliest: date | None, missing: tuple[str, ...]
) -> None:
    asked = hung("2026-01-05", *changes, first=first)
    assert publishing.published_long_enough(asked).earliest_on == earliest
    assert publishing.in_both_channels(asked).params["missing"] == missing


@boundary(
    "PM-20-2",
    "known, on, missing",
    [
        ((), POSTED, ("after_college_prereview",)),
        (
            (PRE_REVIEWED,),
            "2026-01-03",
            ("before_admission_meeting",),
        ),
        (
            (
                PRE_REVIEWED,
                fact("candidate_notice", "2026-01-05", outcome="unopposed"),
            ),
            "2026-01-05",
            (),
        ),
    ],
)
def test_pre_review_notice_meeting_in_this_order(
    known: tuple[Fact, ...], on: str, missing: tuple[str, ...]
) -> None:
    post = fact("candidate_notice.post", POSTED, {"channels": ["paper", "web"]})
    order = [*known[:1], post, *known[1:]] if known else []
    finding = publishing.published_in_order(situation(on, *order))
    assert (finding.params["missing"], finding.override) == (missing, "college_committee")


@boundary("PM-20-3", "by, rules", [("s1", ["act.not_yours"]), ("z2", [])])
def test_the_college_committee_publishes_not_the_branch(by: str, rules: list[str]) -> None:
    walk = pre_reviewed()
    walk.world.people["z2"] = walk.world[by]
    assert walk.hanging_refuses() == rules


# ── What it shows ──


@boundary(
    "PM-20-4",
    "changes, rules",
    [
        ({"native_place": ""}, ["PM-20-4"]),
        ({}, []),
        ({"id_number": "一串号码"}, ["data.unknown_field"]),
    ],
)
def test_six_things_say_who_it_is_and_no_more(changes: dict[str, str], rules: list[str]) -> None:
    assert pre_reviewed().hanging_refuses(**changes) == rules


def shown(*record: Fact, on: str = POSTED, checked: bool = True) -> Any:
    """What the rule on rewards and punishments says."""
    return publishing.awards_checked(situation(on, data={"awards_checked": checked}, record=facts(*record)))


@boundary(
    "PM-20-5",
    "award, rewards",
    [
        (honour("2022-12-30", "university", "校级三年整"), ("校级三年整",)),
        (honour("2022-12-29", "university"), ()),
        (honour("2025-05-01", "college"), ()),
        (None, ()),
    ],
)
def test_rewards_of_three_years_from_the_university_up(award: Fact | None, rewards: tuple[str, ...]) -> None:
    finding = shown(*([award] if award else []))
    assert (finding.verdict, finding.params["rewards"]) == (MET, rewards)
    assert finding.params["since"] == date(2022, 12, 30)


def test_punishments_are_shown_and_somebody_has_checked_the_list() -> None:
    sanction = fact(
        "sanction", "2024-03-01", {"kind": "warning", "title": "警告处分", "lifted_on": "2025-03-01"}
    )
    finding = shown(sanction, checked=False)
    assert (finding.verdict, finding.params["punishments"]) == (UNMET, ("警告处分",))
    assert pre_reviewed().hanging_refuses(awards_checked=False) == ["PM-20-5"]


@boundary(
    "PM-20-6",
    "planned, rules",
    [("2025-12", ["PM-20-6"]), ("2026-01", [])],
)
def test_the_planned_month_is_none_before_the_notice_is_over(planned: str, rules: list[str]) -> None:
    assert pre_reviewed().hanging_refuses(planned_month=planned) == rules


@boundary(
    "PM-20-7",
    "contacts, verdict",
    [(["m2"], MET), ([], UNMET)],
)
def test_the_contact_persons_of_the_day_are_shown(contacts: list[str], verdict: Verdict) -> None:
    named = fact("contacts", "2024-12-18", {"contacts": ["m1"]})
    changed = fact("contacts", "2025-12-01", {"contacts": contacts})
    assert publishing.contacts_shown(situation(POSTED, named, changed)).verdict is verdict


@boundary(
    "PM-20-8",
    "to, rules",
    [("2026-01-03", ["PM-20-8"]), ("2026-01-04", [])],
)
def test_views_are_received_for_as_long_as_it_hangs(to: str, rules: list[str]) -> None:
    assert pre_reviewed().hanging_refuses(feedback_to=to) == rules


@pytest.mark.parametrize("left_out", ["phone", "contact_person", "feedback_from"])
def test_where_views_are_received_is_said(left_out: str) -> None:
    assert pre_reviewed().hanging_refuses(**{left_out: ""}) == ["PM-20-8"]


RECOMMENDED = fact("recommendation_notice", "2024-12-18", outcome="unopposed")


def marks(year: str, **more: Any) -> Fact:
    """A year with both marks."""
    return result(year, **{"composite_score": "90", "academic_score": "85", **more})


@boundary(
    "PM-20-9",
    "record, verdict",
    [
        ((marks("2024-2025"),), MET),
        ((marks("2023-2024"), marks("2024-2025", academic_score=None)), UNMET),
    ],
)
def test_of_a_student_every_year_there_is_has_its_marks(record: tuple[Fact, ...], verdict: Verdict) -> None:
    finding = publishing.results_shown(situation(POSTED, RECOMMENDED, record=facts(*record)))
    assert finding.verdict is verdict


def test_three_years_are_enough_and_a_member_may_have_recommended() -> None:
    old = marks("2020-2021", composite_score=None)
    years = [marks(f"{year}-{year + 1}") for year in (2022, 2023, 2024)]
    by_member = fact("member_recommendation", "2024-12-01", {"recommender": "m1"})
    asked = situation(POSTED, by_member, record=facts(old, *years))
    assert publishing.results_shown(asked).verdict is MET
    nobody = publishing.results_shown(situation(POSTED, record=facts(*years)))
    assert nobody.params["missing"] == ("tuiyou_result",)
    unknown = publishing.results_shown(situation(POSTED, RECOMMENDED))
    assert unknown.params["missing"] == ("composite_scores", "academic_scores")


def test_of_a_graduate_the_appraisal_is_shown() -> None:
    record = facts(result("2024-2025", appraisal_rank=3, appraisal_size=7))
    graduate = person(education="硕士研究生")
    asked = situation(POSTED, RECOMMENDED, record=record, subject=graduate)
    assert publishing.results_shown(asked).verdict is MET
    assert publishing.results_shown(situation(POSTED, RECOMMENDED, record=record)).verdict is UNMET


# ── How it ends ──


def ending(walk: Candidate, on: str = "2026-01-05", **data: Any) -> list[str]:
    """What refuses to end the notice."""
    return walk.notice_refuses("close", on, {**LEDGER, **data}, by="z2")


@boundary("PM-20-10", "filled, rules", [(False, ["PM-20-10"]), (True, [])])
def test_what_came_of_it_is_filled_into_the_form(filled: bool, rules: list[str]) -> None:
    assert ending(published(), form_filled=filled) == rules


@boundary("PM-20-12", "issues, rules", [("", ["PM-20-12"]), ("无", [])])
def test_none_is_written_down_too(issues: str, rules: list[str]) -> None:
    assert ending(published(), issues=issues) == rules


def objected(walk: Candidate, on: str = "2026-01-02") -> int:
    """Somebody says something against the candidate."""
    walk.on_notice("object", on, {"objector": "同学", "text": "夜不归宿"}, by="z2")
    return Entry.objects.filter(case=walk.case, act="candidate_notice.object").latest("pk").pk


def inquired(walk: Candidate, entry: int, finding: str, on: str, **more: Any) -> Candidate:
    """The college committee inquires into it."""
    answer = {"objection": entry, "finding": finding, "text": "查了宿舍记录"}
    do("inquire", walk.world["z1"], on, matter=walk.notice, cases={walk.case: answer}, **more)
    return walk


def test_what_was_said_is_in_the_ledger_and_was_inquired_into() -> None:
    walk = published()
    entry = objected(walk)
    assert ending(walk) == ["PM-20-12", "notice.objections_settled"]
    inquired(walk, entry, "dismissed", "2026-01-05")
    assert ending(walk) == ["PM-20-12"]
    assert ending(walk, issues="反映夜不归宿", handling="查无此事") == []
    assert walk.open_steps() == ["candidate", "organisation_review"]


@boundary(
    "PM-20-13",
    "on, verdict",
    [("2026-01-17", "met"), ("2026-01-18", "warned")],
)
def test_an_objection_is_inquired_into_within_fifteen_days(on: str, verdict: str) -> None:
    walk = published()
    entry = objected(walk)
    inquired(walk, entry, "dismissed", on, reason="当事人外出实习" if verdict == "warned" else "")
    assert findings(walk.case, "candidate_notice.inquire")["PM-20-13"] == verdict


def test_the_end_of_the_notice_and_an_old_objection_are_announced() -> None:
    walk = published()
    armed = dict(Deadline.objects.filter(case=walk.case, state="armed").values_list("act", "due_on"))
    assert armed == {"candidate_notice_over": date(2026, 1, 5)}
    objected(walk)
    armed = dict(Deadline.objects.filter(case=walk.case, state="armed").values_list("act", "due_on"))
    assert armed == {
        "candidate_notice_over": date(2026, 1, 5),
        "candidate_objection_overdue": date(2026, 1, 18),
    }


@boundary(
    "PM-20-14",
    "finding, following",
    [("upheld", "suspension_lifted"), ("dismissed", "organisation_review")],
)
def test_a_verified_problem_suspends_development(finding: str, following: str) -> None:
    walk = published()
    inquired(walk, objected(walk), finding, "2026-01-05")
    walk.closed(issues="反映夜不归宿", handling="已查清")
    assert walk.open_steps() == sorted(["candidate", following])


@remembered
def suspended() -> Candidate:
    """A candidate whose development a verified problem holds up since 2026-01-03."""
    walk = published()
    inquired(walk, objected(walk), "upheld", "2026-01-03")
    return walk.closed("2026-01-03", issues="反映夜不归宿", handling="属实，批评教育")


def test_a_suspended_candidate_waits_for_the_college_committee_and_hangs_again() -> None:
    walk = suspended()
    assert walk.hanging_refuses("2026-01-03")[0] == "act.already_done"
    lifted = {"reference": "党委会〔2026〕5号", "ground": "已认识错误，考察半年表现良好"}
    assert walk.refuses("suspension_lifted", "s1", "2026-07-03", lifted) == ["act.not_yours"]
    walk.does("suspension_lifted", "z1", "2026-07-03", lifted)
    new: dict[str, Any] = {
        "feedback_from": "2026-07-06",
        "feedback_to": "2026-07-20",
        "planned_month": "2026-07",
    }
    walk.hung("2026-07-06", **new)
    assert ending(walk, "2026-07-11") == ["PM-20-1"]
    walk.closed("2026-07-12")
    assert walk.open_steps() == ["candidate", "organisation_review"]


def test_the_rule_of_suspension_says_since_when() -> None:
    found = fact("candidate_notice.inquire", "2026-01-03", {"finding": "upheld", "objection": 1})
    finding = publishing.not_suspended(situation("2026-02-01", found))
    assert (finding.verdict, finding.params["found_on"], finding.override) == (UNMET, date(2026, 1, 3), None)
    lifted = fact("suspension_lifted", "2026-07-03", {"reference": "1"})
    assert publishing.not_suspended(situation("2026-07-03", found, lifted)).verdict is MET
