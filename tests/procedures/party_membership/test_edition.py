"""The shipped edition: each rule once with its article, the exact values, and what a college may change."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps

from procedures.party_membership.readings import READINGS
from workflows.rules.calendars import Period, waited, within
from workflows.rules.parameters import ParameterValue
from workflows.rules.regulations import Edition, EditionError
from workflows.services.edition_records import store_edition
from workflows.services.editions import (
    EditionFile,
    EditionRefusedError,
    edition_from,
    laid_over,
    read_edition,
)
from workflows.texts.catalogues import LANGUAGES, read_catalogue
from workflows.texts.yaml_text import Document, Plain

PACKAGE = Path(apps.get_app_config("party_membership").path)
STATUS_TABLE = PACKAGE.parents[1] / "docs" / "procedures" / "party_membership.rules.csv"
# Numbers that the engine itself asks an edition for.
OF_THE_ENGINE = {"journal.late_record_days"}
# What the college of this edition must publish for each of the three notices.
NOTICES = ("tuiyou", "candidate", "conversion")


@cache
def nantong() -> Edition:
    return read_edition(PACKAGE / "regulations" / "nantong-chem.yaml").edition


def rules() -> list[str]:
    with STATUS_TABLE.open(encoding="utf-8", newline="") as table:
        return [row["rule"] for row in csv.DictReader(table)]


def test_every_rule_has_one_parameter_in_the_order_of_the_articles() -> None:
    served = [each.rule for each in nantong().parameters.values() if each.name not in OF_THE_ENGINE]
    assert served == rules()
    assert len(served) == 286


def test_every_parameter_cites_the_article_of_its_rule() -> None:
    parameters = nantong().parameters.values()
    assert [each.article for each in parameters] == [each.rule.split("-")[1] for each in parameters]
    assert list(nantong().articles) == [str(number) for number in range(1, 50)]
    assert {parameter.article for parameter in parameters} == set(nantong().articles)


def test_every_parameter_says_how_it_was_read() -> None:
    assert [each.name for each in nantong().parameters.values() if not each.note] == []


def test_the_edition_survives_storing_with_the_same_digest() -> None:
    stored = Edition.from_mapping(nantong().to_mapping())
    assert (stored, stored.digest) == (nantong(), nantong().digest)


@pytest.mark.parametrize(
    ("name", "comparator", "value"),
    [
        ("applicant.min_age", "at_least", 18),
        ("applicant.talk_within_months", "at_most", Period(months=1)),
        ("tuiyou.age_limit", "at_most", 28),
        ("publicity.tuiyou.min_days", "at_least", Period(days=5)),
        ("tuiyou.valid_months", "between", (12, 24)),
        ("tuiyou.rank_top", "at_most", Fraction(1, 2)),
        ("tuiyou.min_months_since_application", "at_least", Period(months=3)),
        ("tuiyou.appraisal_pass_ratio", "at_least", Fraction(4, 5)),
        ("contact.count", "between", (1, 2)),
        ("plan.A.rank_top", "at_most", Fraction(1, 20)),
        ("plan.B.rank_top", "at_most", Fraction(2, 5)),
        ("plan.adjust_window", "between", ("06-01", "06-30")),
        ("plan.adjust_max_ratio", "at_most", Fraction(1, 20)),
        ("candidate.min_cultivation_months", "at_least", Period(years=1)),
        ("hearing.approve_min", "at_least", Fraction(4, 5)),
        ("hearing.oppose_max", "at_most", Fraction(1, 5)),
        ("certificate.valid_months", "at_most", Period(years=3)),
        ("exception.rank_outside", "more_than", Fraction(1, 2)),
        ("introducer.count", "equals", 2),
        ("meeting.quorum_ratio", "more_than", Fraction(1, 2)),
        ("meeting.approve_ratio", "more_than", Fraction(1, 2)),
        ("probation.months", "at_least", Period(years=1)),
        ("conversion.rank_top", "at_most", Fraction(3, 10)),
        ("probation.extension_min_months", "at_least", Period(months=6)),
        ("probation.extension_max_months", "at_most", Period(years=1)),
        ("conversion.apply_before_days", "at_least", Period(days=15)),
        ("defence.sample_ratio", "at_least", Fraction(1, 3)),
        ("defence.panel_size", "one_of", ("5", "7")),
    ],
)
def test_numbers_of_the_regulation(name: str, comparator: str, value: ParameterValue) -> None:
    assert (nantong()[name].comparator, nantong()[name].value) == (comparator, value)


@pytest.mark.parametrize(
    ("name", "part", "whole", "holds"),
    [
        ("tuiyou.appraisal_pass_ratio", 20, 25, True),  # 80 % exactly
        ("tuiyou.appraisal_pass_ratio", 19, 25, False),
        ("tuiyou.appraisal_pass_ratio", 23, 30, False),  # 76.7 %
        ("tuiyou.rank_top", 15, 30, True),  # half exactly
        ("tuiyou.rank_top", 16, 31, False),  # 51.6 %
        ("plan.A.rank_top", 5, 119, True),  # 4.2 %
        ("plan.A.rank_top", 6, 119, False),  # 5.04 %
        ("meeting.quorum_ratio", 5, 10, False),  # half is not more than half
        ("meeting.quorum_ratio", 6, 11, True),
        ("hearing.oppose_max", 4, 20, True),  # a fifth exactly
        ("hearing.oppose_max", 5, 20, False),
    ],
)
def test_shares_on_their_edge(name: str, part: int, whole: int, holds: bool) -> None:
    assert nantong()[name].share.holds(part, whole) is holds


def test_periods_on_their_edge() -> None:
    edition, applied_on = nantong(), date(2024, 11, 30)
    waiting = edition["tuiyou.min_months_since_application"].period
    assert [waited(applied_on, waiting, date(2025, 2, day)) for day in (27, 28)] == [False, True]
    talk = edition["applicant.talk_within_months"].period
    assert [within(date(2025, 1, 31), talk, date(2025, month, 1)) for month in (2, 3)] == [True, False]


@pytest.mark.parametrize("notice", NOTICES)
def test_a_notice_hangs_five_whole_days_in_all_its_channels(notice: str) -> None:
    edition = nantong()
    days, channels = edition[f"publicity.{notice}.min_days"], edition[f"publicity.{notice}.channels"]
    assert (days.days, days.day_kind, days.posting_day) == (5, "calendar", "excluded")
    assert days.channels == channels.members == ("paper", "web")


def test_an_override_names_offices_and_only_where_something_can_be_overridden() -> None:
    named = {office for each in nantong().parameters.values() for office in each.offices}
    assert named == {
        "branch_committee",
        "branch_secretary",
        "college_committee",
        "college_league",
        "university_committee",
        "university_org",
    }
    recorded = [each for each in nantong().parameters.values() if each.enforcement == "record"]
    assert [each.name for each in recorded if each.override] == []


def another_college(name: str, drop: str = "", **changes: Plain) -> Edition:
    """The edition of a college that states one parameter anew; raises ``EditionRefusedError``."""
    entry: dict[str, Plain] = {**nantong().to_mapping()["parameters"][name], **changes}
    entry.pop(drop, None)
    content: dict[str, Plain] = {
        "id": "another",
        "title": "另一学院",
        "procedure": "party_membership",
        "parent": nantong().id,
        "parameters": {name: entry},
    }
    document = Document("another.yaml", content)
    return laid_over(EditionFile(document, edition_from(document)), nantong()).edition


@pytest.mark.parametrize(
    ("name", "drop", "changes"),
    [
        ("tuiyou.min_months_since_application", "", {"at_least": {"months": 4}}),
        ("tuiyou.min_months_since_application", "", {"override": None}),
        ("applicant.talk_within_months", "", {"enforcement": "block"}),
        ("tuiyou.appraisal_pass_ratio", "", {"at_least": "9/10"}),
        ("tuiyou.valid_months", "", {"between": [6, 12]}),
        ("publicity.tuiyou.channels", "", {"includes": ["paper", "web", "hall"]}),
        ("activist.recommendation", "", {"one_of": ["tuiyou"]}),
        ("meeting.quorum_ratio", "more_than", {"at_least": "1/2"}),  # the other reading of article 28
        ("admission.final_approval", "", {"equals": "college_committee"}),
        ("hearing.min_attendees", "", {"at_least": 5}),  # the text gives no number
        ("exception.rank_outside", "", {"more_than": "2/5"}),
    ],
)
def test_a_college_may_tighten_or_take_the_other_reading(
    name: str, drop: str, changes: dict[str, Plain]
) -> None:
    edition = another_college(name, drop, **changes)
    stated = edition.to_mapping()["parameters"][name]
    assert {key: stated[key] for key in changes} == changes
    assert list(edition.parameters) == list(nantong().parameters)


@pytest.mark.parametrize(
    ("name", "drop", "changes", "aspect"),
    [
        ("tuiyou.min_months_since_application", "", {"at_least": {"months": 2}}, "value"),
        ("tuiyou.min_months_since_application", "", {"at_least": {"days": 92}}, "value"),
        ("tuiyou.min_months_since_application", "", {"enforcement": "warn"}, "enforcement"),
        ("tuiyou.min_months_since_application", "", {"override": "branch_secretary"}, "enforcement"),
        ("tuiyou.min_months_since_application", "", {"from": "confirmation"}, "from"),
        ("applicant.talk_within_months", "", {"at_most": {"months": 2}}, "value"),
        ("applicant.min_age", "", {"at_least": 17}, "value"),
        ("tuiyou.appraisal_pass_ratio", "", {"at_least": "3/4"}, "value"),
        ("tuiyou.appraisal_pass_ratio", "", {"of": "valid_votes"}, "of"),
        ("meeting.approve_ratio", "more_than", {"at_least": "1/2"}, "value"),
        ("meeting.quorum_ratio", "more_than", {"at_least": "1/3"}, "value"),
        ("tuiyou.valid_months", "", {"between": [12, 36]}, "value"),
        ("publicity.tuiyou.min_days", "", {"at_least": {"days": 4}}, "value"),
        ("publicity.tuiyou.min_days", "", {"posting_day": "included"}, "posting_day"),
        ("publicity.tuiyou.channels", "", {"includes": ["web"]}, "value"),
        ("activist.recommendation", "", {"one_of": ["tuiyou", "member", "self"]}, "value"),
        ("hearing.min_attendees", "", {"rule": "PM-17-5"}, "rule"),
    ],
)
def test_a_college_may_not_loosen(name: str, drop: str, changes: dict[str, Plain], aspect: str) -> None:
    with pytest.raises(EditionRefusedError) as refused:
        another_college(name, drop, **changes)
    problem = next(each for each in refused.value.problems if each.message == "edition.loosened")
    assert (problem.params["aspect"], problem.keys) == (aspect, ("parameters", name))


def test_each_parameter_that_is_a_word_has_its_readings_and_keeps_to_them() -> None:
    said = {name: each.value for name, each in nantong().parameters.items() if isinstance(each.value, str)}
    words = {name: value for name, value in said.items() if nantong()[name].comparator == "equals"}
    assert list(words) == list(READINGS)
    assert words == {name: readings[0] for name, readings in READINGS.items()}


@pytest.mark.parametrize(
    ("name", "word", "others"),
    [
        ("exception.review_by", "college_committee", "university_org"),  # no floor: a college may choose
        ("activist.condition_list", "article_16", "article_9、none"),
    ],
)
def test_a_college_may_not_choose_what_has_no_road(name: str, word: str, others: str) -> None:
    with pytest.raises(EditionRefusedError) as refused:
        another_college(name, equals=word)
    assert [problem.say().partition(name)[2] for problem in refused.value.problems] == [
        f" 没有为“{word}”设的办理路径，这里只能是：{others}。"
    ]


def test_what_is_stored_has_a_road_whoever_made_it() -> None:
    base, name = nantong(), "conversion.final_approval"
    chosen = {**base.parameters, name: replace(base[name], value="university_committee")}
    with pytest.raises(EditionError) as refused:
        store_edition(replace(base, parameters=chosen), parent=None, at=datetime(2026, 1, 1, tzinfo=UTC))
    (problem,) = refused.value.problems
    assert (problem.path, problem.problem) == (("parameters", "conversion.final_approval"), "edition.no_road")


def test_every_rule_of_the_articles_so_far_has_its_sentence() -> None:
    names = {each.name for each in nantong().parameters.values() if int(each.article) <= 22}
    assert len(names) == 152
    for language in LANGUAGES[:2]:
        assert names - set(read_catalogue(PACKAGE / "messages" / f"{language}.yaml")) == set()


def test_every_word_that_a_sentence_may_be_given_is_in_the_catalogue() -> None:
    sentences = read_catalogue(PACKAGE / "messages" / "zh-hans.yaml")
    lists = [
        each.members
        for each in nantong().parameters.values()
        if each.comparator == "includes" and int(each.article) <= 22 and each.rule != "PM-22-2"
    ]
    assert {word for words in lists for word in words if f"word.{word}" not in sentences} == set()
