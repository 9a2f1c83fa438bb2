"""Article 37 and article 42: application, the branch's view, the notice, how it is told, what is filed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from procedures.party_membership.rules import archiving, conversion_papers
from procedures.party_membership.rules import known_probation as known
from tests.procedures.party_membership.situations import boundary, fact, situation
from workflows.rules.facts import Fact
from workflows.rules.findings import Verdict
from workflows.rules.situation import Situation

MET, UNMET, WARNED, NOT = Verdict.MET, Verdict.UNMET, Verdict.WARNED, Verdict.NOT_APPLICABLE
BOTH = ["paper", "web"]
SHOWN: dict[str, Any] = {
    **dict.fromkeys(("name", "sex", "ethnicity", "native_place", "birth_month", "unit_post"), "有"),
    "probationary_date": "2026-01-07",
    "kind": "student",
    "ranking": "第9名，共31人",
    "awards": "无",
    "feedback_until": "2027-01-02",
    "phone": "0513",
    "contact_person": "联系人",
}


def member(on: str, *more: Fact, **what: Any) -> Situation:
    """A day in the life of a member whose probation began on 2026-01-07."""
    meeting = fact("admission_meeting", "2026-01-07", outcome="carried")
    approval = fact("university_approval", "2026-03-02", outcome="approved", effective="2026-01-07")
    return situation(on, meeting, approval, *more, **what)


def applied(on: str = "2026-12-23", signature: str = "signed_original") -> Fact:
    """The application for conversion."""
    return fact("conversion_application", on, {"signature": signature})


def posted(on: str = "2026-12-28", channels: list[str] | None = None) -> Fact:
    """The conversion notice, hung in these channels."""
    return fact("conversion_notice.post", on, {"channels": BOTH if channels is None else channels})


def shown(**changes: Any) -> Situation:
    """A notice as it is about to be hung on 2026-12-28."""
    return member("2026-12-28", applied(), data={**SHOWN, **changes})


@boundary("PM-37-1", "on, verdict", [("2026-12-23", MET), ("2026-12-24", WARNED), ("2027-01-07", WARNED)])
def test_the_application_comes_half_a_month_before(on: str, verdict: Verdict) -> None:
    assert conversion_papers.applied_in_time(member(on)).verdict is verdict
    assert conversion_papers.applied_in_writing(member(on)).verdict is UNMET


@boundary("PM-37-2", "given, verdict", [((), UNMET)])
def test_the_application_is_a_signed_paper(given: tuple[Fact, ...], verdict: Verdict) -> None:
    assert conversion_papers.applied_in_writing(member("2027-01-07", *given)).verdict is verdict
    assert conversion_papers.applied_in_writing(member("2027-01-07", applied())).verdict is MET
    unsigned = applied(signature="unsigned")
    assert conversion_papers.applied_in_writing(member("2027-01-07", unsigned)).verdict is UNMET


@boundary("PM-37-3", "view, missing", [("", ("preliminary_view",)), ("同意", ())])
def test_the_view_of_the_branch_has_three_parts(view: str, missing: tuple[str, ...]) -> None:
    data = {"opinions": "有", "performance": "有", "preliminary_view": view}
    assert conversion_papers.opinion_in_full(member("2026-12-24", data=data)).params["missing"] == missing


@boundary("PM-37-4", "given, verdict", [((), UNMET), ((applied(), "carried"), UNMET)])
def test_the_notice_hangs_between_application_and_meeting(given: tuple[Any, ...], verdict: Verdict) -> None:
    facts = [each for each in given if isinstance(each, Fact)]
    facts += [fact("conversion_meeting", "2026-12-27", outcome="carried")] if "carried" in given else []
    asked = member("2026-12-28", *facts)
    assert conversion_papers.posted_between(asked).verdict is verdict
    assert conversion_papers.posted_between(member("2026-12-28", applied())).verdict is MET


@boundary("PM-37-5", "channels, missing", [(["paper"], ("web",)), (BOTH, ())])
def test_the_notice_hangs_in_both_channels(channels: list[str], missing: tuple[str, ...]) -> None:
    asked = member("2027-01-03", posted(channels=channels))
    assert conversion_papers.in_all_channels(asked).params["missing"] == missing


def test_days_count_where_both_channels_hang() -> None:
    later = fact("conversion_notice.channel", "2026-12-30", {"channel": "web", "state": "up"})
    window = known.window(member("2027-01-03", posted(channels=["paper"]), later))
    assert window is not None
    assert (window.posted_on, window.usable_on) == (date(2026, 12, 30), date(2027, 1, 5))


@boundary(
    "PM-37-6",
    "on, verdict",
    [("2027-01-03", MET), ("2027-01-02", UNMET)],
)
def test_five_whole_days(on: str, verdict: Verdict) -> None:
    finding = conversion_papers.hung_long_enough(member(on, applied(), posted()))
    assert (finding.verdict, finding.earliest_on) == (verdict, date(2027, 1, 3))


@boundary("PM-37-7", "ethnicity, missing", [("", ("ethnicity",)), ("汉", ())])
def test_the_notice_says_who_somebody_is(ethnicity: str, missing: tuple[str, ...]) -> None:
    assert conversion_papers.identity_shown(shown(ethnicity=ethnicity)).params["missing"] == missing


@pytest.mark.parametrize(
    "field", ["name", "sex", "native_place", "birth_month", "unit_post", "probationary_date"]
)
def test_none_of_the_seven_can_be_left_out(field: str) -> None:
    assert conversion_papers.identity_shown(shown(**{field: ""})).params["missing"] == (field,)


@boundary(
    "PM-37-8",
    "kind, ranking, appraisal, missing",
    [
        ("student", "", "", ("shown_ranking",)),
        ("staff", "", "称职", ()),
        ("student", "第9名", "", ()),
    ],
)
def test_students_show_ranks_and_staff_their_appraisal(
    kind: str, ranking: str, appraisal: str, missing: tuple[str, ...]
) -> None:
    asked = shown(kind=kind, ranking=ranking, appraisal=appraisal)
    assert conversion_papers.performance_shown(asked).params["missing"] == missing


@boundary("PM-37-9", "until, missing", [("2027-01-01", ("feedback_period",))])
def test_comments_are_taken_for_as_long_as_it_hangs(until: str, missing: tuple[str, ...]) -> None:
    assert conversion_papers.feedback_shown(shown(feedback_until=until)).params["missing"] == missing
    assert conversion_papers.feedback_shown(shown(feedback_until="2027-01-02")).verdict is MET
    assert conversion_papers.feedback_shown(shown(phone="")).params["missing"] == ("phone",)


@boundary("PM-37-10", "closed, verdict", [(False, UNMET), (True, MET)])
def test_the_form_of_the_notice_is_filled_before_the_meeting(closed: bool, verdict: Verdict) -> None:
    done = [fact("conversion_notice", "2027-01-03", {}, outcome="unopposed")] if closed else []
    asked = member("2027-01-07", posted(), *done)
    assert conversion_papers.publicity_form_filled(asked).verdict is verdict


@boundary("PM-37-11", "on, verdict", [("2027-01-02", UNMET), ("2027-01-03", MET)])
def test_the_meeting_follows_the_notice(on: str, verdict: Verdict) -> None:
    assert conversion_papers.met_after_the_notice(member(on, posted())).verdict is verdict


def test_an_open_objection_holds_the_meeting() -> None:
    objection = fact("conversion_notice.object", "2026-12-30", {})
    finding = conversion_papers.met_after_the_notice(member("2027-01-07", posted(), objection))
    assert (finding.verdict, finding.params["open"]) == (UNMET, 1)


@boundary(
    "PM-37-12",
    "together, way, verdict",
    [(1, "meeting", MET), (2, "meeting", UNMET), (1, "circulation", UNMET)],
)
def test_the_college_votes_on_each_person(together: int, way: str, verdict: Verdict) -> None:
    asked = member("2027-01-20", data={"together": together, "way": way})
    assert conversion_papers.approved_one_by_one(asked).verdict is verdict


def test_the_college_may_meet_on_the_screen_as_for_an_admission() -> None:
    asked = member("2027-01-20", data={"together": 1, "way": "video"})
    assert conversion_papers.approved_one_by_one(asked).verdict is MET


APPROVED = fact("conversion_approval", "2027-01-08", outcome="convert")


@boundary(
    "PM-37-13",
    "on, verdict, announced",
    [("2027-01-22", MET, True), ("2027-01-23", WARNED, True), ("2027-01-22", MET, False)],
)
def test_the_result_is_told_within_two_weeks(on: str, verdict: Verdict, announced: bool) -> None:
    assert conversion_papers.told_in_time(member(on, APPROVED)).verdict is verdict
    told = [fact("conversion_announcement", on, {})] if announced else []
    closing = conversion_papers.announced(member(on, APPROVED, *told))
    assert closing.verdict is (MET if announced else UNMET)


SEVEN = [
    *("membership_form", "application", "conversion_application", "activist_form"),
    *("probation_form", "political_review", "key_thought_reports"),
]


@boundary(
    "PM-42-1",
    "papers, missing",
    [([each for each in SEVEN if each != "probation_form"], ("paper_probation_form",)), (SEVEN, ())],
)
def test_seven_kinds_of_papers_are_filed(papers: list[str], missing: tuple[str, ...]) -> None:
    asked = member("2027-02-01", data={"papers": papers})
    assert archiving.seven_kinds_filed(asked).params["missing"] == missing


@boundary(
    "PM-42-2",
    "own, holder, receipt, verdict",
    [("no", "college_committee", "", MET), ("yes", "personnel_office", "回1", MET)],
)
def test_a_file_is_handed_over_or_kept_by_the_college(
    own: str, holder: str, receipt: str, verdict: Verdict
) -> None:
    data = {"personal_file": own, "holder": holder, "receipt": receipt}
    assert archiving.handed_over(member("2027-02-01", data=data)).verdict is verdict


@pytest.mark.parametrize(("own", "holder"), [("no", "personnel_office"), ("yes", "personnel_office")])
def test_a_file_without_receipt_or_keeper_is_not_filed(own: str, holder: str) -> None:
    data = {"personal_file": own, "holder": holder, "receipt": ""}
    assert archiving.handed_over(member("2027-02-01", data=data)).verdict is UNMET
