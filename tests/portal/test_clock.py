"""The practice clock: real dates unless a demo institution under demo settings says otherwise."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings
from pytest_django.asserts import assertTemplateUsed

from portal import clock
from portal.models import Account, Institution

# 2024-09-01 23:30 in UTC is already the 2nd in Shanghai.
LATE = datetime(2024, 9, 1, 23, 30, tzinfo=UTC)
PRACTICE = date(2025, 3, 7)


@pytest.fixture
def practising(demo: Institution) -> Institution:
    """Return a demo institution that lives on 2025-03-07."""
    clock.set_practice_date(PRACTICE)
    demo.refresh_from_db()
    return demo


@pytest.mark.django_db
@time_machine.travel(LATE, tick=False)
def test_without_an_institution_it_is_today_in_shanghai() -> None:
    assert clock.today() == date(2024, 9, 2)
    assert clock.now().isoformat() == "2024-09-02T07:30:00+08:00"


@time_machine.travel(LATE, tick=False)
def test_a_demo_without_a_practice_date_lives_today(demo: Institution) -> None:
    assert clock.practice_date() is None
    assert clock.today() == date(2024, 9, 2)


@time_machine.travel(LATE, tick=False)
def test_a_practice_date_keeps_the_real_time_of_day(practising: Institution) -> None:
    assert clock.today() == PRACTICE
    assert clock.now().isoformat() == "2025-03-07T07:30:00+08:00"
    assert clock.real_now().isoformat() == "2024-09-02T07:30:00+08:00"


@time_machine.travel(LATE, tick=False)
def test_moments_of_one_practice_day_stay_in_order(practising: Institution) -> None:
    first = clock.now()
    with time_machine.travel(LATE + timedelta(seconds=1), tick=False):
        assert clock.now() - first == timedelta(seconds=1)


@time_machine.travel(LATE, tick=False)
def test_production_settings_never_practise(practising: Institution, settings: Settings) -> None:
    settings.DEMO = False
    assert clock.today() == date(2024, 9, 2)
    with pytest.raises(PermissionError):
        clock.set_practice_date(PRACTICE)


def test_a_real_institution_never_practises(db: None) -> None:
    Institution.objects.create(name="某某大学", short_name="某大")
    with pytest.raises(PermissionError):
        clock.set_practice_date(PRACTICE)


def test_without_an_institution_nothing_can_be_set(db: None) -> None:
    with pytest.raises(PermissionError):
        clock.set_practice_date(PRACTICE)


def test_a_request_reads_the_institution_once(
    practising: Institution, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1), clock.one_reading():
        assert {clock.today() for _ in range(5)} == {PRACTICE}
        assert clock.now().date() == PRACTICE


def test_the_next_request_reads_again(practising: Institution) -> None:
    with clock.one_reading():
        assert clock.today() == PRACTICE
    Institution.objects.update(practice_on=date(2025, 4, 1))
    with clock.one_reading():
        assert clock.today() == date(2025, 4, 1)


def test_a_date_set_within_a_request_is_its_date_from_then_on(practising: Institution) -> None:
    with clock.one_reading():
        assert clock.today() == PRACTICE
        clock.set_practice_date(date(2025, 4, 1))
        assert clock.today() == date(2025, 4, 1)


class TestBanner:
    """The form in the banner."""

    def test_anyone_signed_in_moves_the_demo(self, demo: Institution, as_student: Client) -> None:
        response = as_student.post(reverse("practice_clock"), {"day": "2025-03-07"})
        assert (response.status_code, response["Location"]) == (302, reverse("desk"))
        demo.refresh_from_db()
        assert demo.practice_on == PRACTICE
        assert as_student.get(reverse("me")).context["shell"].banner.on == "2025-03-07"

    def test_an_empty_date_is_the_real_one(self, practising: Institution, as_student: Client) -> None:
        as_student.post(reverse("practice_clock"), {"day": ""})
        practising.refresh_from_db()
        assert practising.practice_on is None

    @pytest.mark.parametrize("day", ["2025-02-30", "明天", "\0", "9" * 5000, "0000-01-01"])
    def test_a_date_that_does_not_exist_is_refused_with_a_sentence(
        self, practising: Institution, as_student: Client, day: str
    ) -> None:
        response = as_student.post(reverse("practice_clock"), {"day": day}, follow=True)
        assert [str(one) for one in response.context["messages"]] == [
            "日期无效，请按 年-月-日 填写，2000 至 2099 年之间。"
        ]
        practising.refresh_from_db()
        assert practising.practice_on == PRACTICE

    @pytest.mark.parametrize(
        ("back", "location"),
        [
            ("/accounts/password/", "/accounts/password/"),
            ("https://evil.example/", "/"),
            ("//evil.example", "/"),
        ],
    )
    def test_it_returns_to_the_page_that_asked_and_to_no_other_site(
        self, demo: Institution, as_student: Client, back: str, location: str
    ) -> None:
        response = as_student.post(reverse("practice_clock"), {"day": "2025-03-07", "next": back})
        assert response["Location"] == location

    def test_a_stranger_is_asked_to_sign_in(self, demo: Institution, client: Client) -> None:
        response = client.post(reverse("practice_clock"), {"day": "2025-03-07"})
        assert response.status_code == 401
        assertTemplateUsed(response, "portal/accounts/login.html")
        demo.refresh_from_db()
        assert demo.practice_on is None

    def test_it_needs_a_post(self, demo: Institution, as_student: Client) -> None:
        assert as_student.get(reverse("practice_clock")).status_code == 405

    def test_a_real_institution_has_no_such_address(self, as_student: Client) -> None:
        Institution.objects.create(name="某某大学", short_name="某大")
        assert as_student.post(reverse("practice_clock"), {"day": "2025-03-07"}).status_code == 404

    def test_production_has_no_such_address(
        self, demo: Institution, as_student: Client, settings: Settings
    ) -> None:
        settings.DEMO = False
        assert as_student.post(reverse("practice_clock"), {"day": "2025-03-07"}).status_code == 404

    def test_idle_time_is_real_whatever_the_practice_date(
        self, practising: Institution, student: Account, as_student: Client
    ) -> None:
        as_student.get(reverse("desk"))
        clock.set_practice_date(date(2026, 1, 1))
        assert as_student.get(reverse("desk")).status_code == 200
