"""The rooms of an office and of a student, worked through the pages as a person would."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from portal import clock
from portal.models import Account, Institution
from tests.conftest import PASSWORD, OpenAccount
from tests.toy.world import Society, do, open_plot, person, society
from workflows.models import Case, Entry, Person

pytestmark = pytest.mark.django_db(transaction=True)

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def world(open_account: OpenAccount) -> Society:
    """The society in a demonstration that lives on 2 March 2024, everybody with an account."""
    Institution.objects.create(name="园地会", short_name="园", is_demo=True, practice_on=date(2024, 3, 2))
    found = society()
    for each in Person.objects.all():
        each.account = open_account(each.number)
        each.save()
    return found


def client(who: Person) -> Client:
    """Somebody signed in."""
    found = Client()
    found.force_login(
        Account.objects.get(username=who.number), backend="django.contrib.auth.backends.ModelBackend"
    )
    return found


def test_the_desk_lists_what_the_office_can_do(world: Society) -> None:
    open_plot(world)
    page = client(world.clerk).get("/").content.decode()
    assert page.count("人m1") == 1
    assert "可推进" in page


def test_an_act_is_recorded_through_its_page(world: Society) -> None:
    case = open_plot(world)
    clerk = client(world.clerk)
    shown = clerk.get(f"/cases/{case}/acts/check/")
    assert shown.status_code == 200
    answer = clerk.post(f"/cases/{case}/acts/check/", {"text": "好", "act_on": "2024-03-02", "act_key": "k"})
    assert (answer.status_code, answer["Location"]) == (302, f"/cases/{case}/")
    assert Entry.objects.filter(case=case, act="check").count() == 1
    assert "核对" in clerk.get(f"/cases/{case}/").content.decode()


def test_a_refusal_keeps_what_was_typed_and_says_why(world: Society) -> None:
    case = open_plot(world)
    answer = client(world.clerk).post(
        f"/cases/{case}/acts/check/", {"text": "还没看完", "act_on": "2024-03-09", "act_key": "k"}
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "还没看完" in page
    assert "还没到，不能登记将来的事" in page
    assert Entry.objects.filter(act="check").count() == 0


def test_a_case_of_another_unit_does_not_exist_for_a_stranger(
    world: Society, open_account: OpenAccount
) -> None:
    case = open_plot(world)
    stranger = person("c9", world.other, office="clerk")
    stranger.account = open_account("c9")
    stranger.save()
    found = client(stranger)
    for path in (f"/cases/{case}/", f"/cases/{case}/journal/", f"/cases/{case}/acts/check/"):
        assert found.get(path).status_code == 404
    assert found.post(f"/cases/{case}/acts/check/", {"text": "x"}).status_code == 404


def test_the_subject_sees_only_their_own_progress(world: Society) -> None:
    case = open_plot(world)
    member = client(world.member)
    assert member.get(f"/cases/{case}/")["Location"] == "/me/"
    page = member.get("/").content.decode()
    assert "候补" in page
    assert member.get(f"/cases/{case}/journal/").status_code == 404


def test_applications_of_several_people_are_registered_at_once(world: Society) -> None:
    second = person("m2", world.unit)
    answer = client(world.clerk).post(
        "/cases/register/toy/request/",
        {
            "person": [str(world.member.pk), str(second.pk)],
            "act_on": "2024-03-01",
            "size": "10",
            "act_scan": SimpleUploadedFile("a.pdf", PDF, "application/pdf"),
        },
    )
    assert answer.status_code == 302
    assert sorted(Case.objects.values_list("subject__number", flat=True)) == ["m1", "m2"]


def test_an_office_opens_a_case_that_begins_elsewhere(world: Society) -> None:
    form = {
        "person": [str(world.member.pk)],
        "act_on": "2024-03-01",
        "text": "原种植人搬走",
        "act_scan": SimpleUploadedFile("a.pdf", PDF, "application/pdf"),
    }
    assert client(world.clerk).post("/cases/register/toy/takeover/", form).status_code == 302
    assert Case.objects.get(subject=world.member).stage == "holding"
    assert client(world.clerk).get("/cases/register/toy/check/").status_code == 404


def test_a_meeting_is_opened_and_counted_by_two_tellers(world: Society) -> None:
    case = open_plot(world, day="2024-01-01")
    do("check", world.clerk, "2024-01-02", {"text": "好"}, case=case)
    chair, clerk = client(world.chair), client(world.clerk)
    clock.set_practice_date(date(2024, 3, 2))
    opened = chair.post(
        "/matters/new/toy.meeting/", {"text": "春", "act_on": "2024-03-02", f"case_{case}": "on"}
    )
    assert opened.status_code == 302
    matter = opened["Location"]
    numbers = {"issued": 5, "returned": 5, "approve": 3, "oppose": 1, "abstain": 1, "void": 0}
    typed = {f"case_{case}__{name}": str(value) for name, value in numbers.items()}
    for teller in (chair, clerk):
        assert teller.get(f"{matter}acts/count/").status_code == 200
        assert teller.post(f"{matter}acts/count/", {**typed, "act_on": "2024-03-02"}).status_code == 302
    assert "notice" in Case.objects.get(pk=case).steps
    assert chair.get("/meetings/").status_code == 200
    assert clerk.get("/notices/").status_code == 200


def test_a_search_finds_by_name_number_and_nothing_of_others(world: Society) -> None:
    open_plot(world)
    assert "找到 1 件" in client(world.clerk).get("/search/?q=m1").content.decode()
    assert "找到 0 件" in client(world.clerk).get("/search/?q=zz").content.decode()


def test_a_wrong_date_is_corrected_with_a_second_person(world: Society) -> None:
    case = open_plot(world, day="2024-03-01")
    entry = Entry.objects.get(case=case, act="request")
    typed = {
        "act_on": "2024-02-01",
        "size": "10",
        "story": "想种菜",
        "act_reason": "日期写错",
        "act_second": world.chair.number,
        "act_second_password": PASSWORD,
    }
    clerk = client(world.clerk)
    path = f"/cases/{case}/entries/{entry.pk}/correct/"
    assert clerk.get(path).status_code == 200
    assert clerk.post(path, {**typed, "act_second_password": "wrong"}).status_code == 409
    assert clerk.post(path, typed).status_code == 302
    shown = clerk.get(f"/cases/{case}/journal/").content.decode()
    assert "<del>" in shown
    assert "日期写错" in shown


def test_an_entry_made_by_mistake_is_voided_and_its_step_is_open_again(world: Society) -> None:
    case = open_plot(world, day="2024-03-01")
    receipt = do("check", world.clerk, "2024-03-02", {"text": "好"}, case=case)
    typed = {"act_reason": "登错人", "act_second": world.chair.number, "act_second_password": PASSWORD}
    clerk = client(world.clerk)
    assert clerk.post(f"/cases/{case}/entries/{receipt.entry}/void/", typed).status_code == 302
    assert "check" in Case.objects.get(pk=case).steps
    assert client(world.member).post(f"/cases/{case}/entries/{receipt.entry}/void/", typed).status_code == 404


def test_the_named_office_grants_an_exception(world: Society) -> None:
    case = open_plot(world, day="2024-03-01")
    do("check", world.clerk, "2024-03-02", {"text": "好"}, case=case)
    assert client(world.clerk).get(f"/cases/{case}/override/").status_code == 404
    chair = client(world.chair)
    assert chair.get(f"/cases/{case}/override/").status_code == 200
    answer = chair.post(f"/cases/{case}/override/", {"rule": "TOY-2", "ground": "雨季将至"})
    assert answer.status_code == 302
    assert Entry.objects.get(case=case, act="override").facts["rule"] == "TOY-2"
