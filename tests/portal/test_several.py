"""One act for several people: a row on the desk, a choice of people, one form, all of it or none."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.pages.act import ChoosingPage, SeveralPage
from portal.pages.desk import DeskPage, Job
from portal.rooms import jobs
from tests.portal.realm import MARKS, PDF, Realm, realm
from tests.procedures.party_membership.world import FAMILY
from tests.remembering import remembered
from workflows.models import Case, Entry, Membership

pytestmark = pytest.mark.django_db
APPLICANTS = ("league_secretary", "league_branch_committee_member", "student", "third", "fourth")
CHECK = f"/cases/several/{FAMILY}/check/"


@pytest.fixture
def world() -> Realm:
    """Five people of the own branch have handed in their applications today; nobody has checked them."""
    return applied()


@remembered
def applied() -> Realm:
    """Build it."""
    found = realm()
    people = [str(found.own.people[name].pk) for name in APPLICANTS]
    scan = SimpleUploadedFile("a.pdf", PDF, "application/pdf")
    typed = {"person": people, "act_on": "2024-12-14", "signature": "signed_original", "act_key": "opened"}
    found.client("secretary").post(
        "/cases/register/party_membership/application/", {**typed, "act_scan": scan}
    )
    return found


def cases_of(world: Realm) -> list[int]:
    """Their cases, in the order of their numbers."""
    people = [world.own.people[name] for name in APPLICANTS]
    found = Case.objects.filter(subject__in=people).order_by("subject__number")
    return list(found.values_list("pk", flat=True))


def named(world: Realm) -> list[str]:
    """Their names in the same order."""
    people = sorted((world.own.people[name] for name in APPLICANTS), key=lambda each: each.number)
    return [person.name for person in people]


def asked(cases: list[int]) -> str:
    """The form for these cases."""
    return CHECK + "?" + "&".join(f"case={case}" for case in cases)


def typed(world: Realm, cases: list[int], **more: str) -> dict[str, Any]:
    """What the secretary types once, and a file number and a tick for each of the cases."""
    form = {"outcome": "approved", "conclusion": "年龄、学籍符合要求", "act_on": "2024-12-14", "act_key": "k"}
    form["checked_by"] = world.own.people["branch_secretary"].number
    form |= {f"case_{case}": "on" for case in cases}
    return form | {f"case_{case}__file_number": f"培{case}" for case in cases} | more


def checks() -> list[tuple[int | None, str, str]]:
    """What was recorded of the five: the case, its own number, what was said of all."""
    found = Entry.objects.filter(
        act="check", facts__has_key="file_number", facts__conclusion="年龄、学籍符合要求"
    )
    return [
        (each.case_id, each.facts["file_number"], each.facts["conclusion"]) for each in found.order_by("pk")
    ]


def rows(page: DeskPage, key: str) -> list[Job]:
    """The rows of one group of a desk."""
    return [job for group in page.groups if group.key == key for job in group.jobs]


def test_many_who_wait_for_one_act_are_one_row_which_leads_to_the_form_for_all(world: Realm) -> None:
    page = world.client("secretary").get("/").context["page"]
    (row,) = [job for job in rows(page, "ready") if job.step == "支部审查与建档"]
    names = named(world)
    assert row.name == f"{names[0]}等 5 人"
    assert row.why == f"{'、'.join(names)}：2025年1月13日前应当办理。"
    assert row.act is not None
    assert row.act.href == row.href == asked(cases_of(world))


def test_of_more_than_eight_the_first_are_named(world: Realm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "NAMED", 2)
    page = world.client("secretary").get("/").context["page"]
    (row,) = [job for job in rows(page, "ready") if job.step == "支部审查与建档"]
    assert row.why == f"{'、'.join(named(world)[:2])}等：2025年1月13日前应当办理。"


def test_three_who_wait_for_one_act_keep_their_rows(world: Realm) -> None:
    Case.objects.filter(pk__in=cases_of(world)[:2]).update(status="ended")
    page = world.client("secretary").get("/").context["page"]
    found = [job.name for job in rows(page, "ready") if job.step == "支部审查与建档"]
    assert found == named(world)[2:]


def test_those_chosen_are_done_by_one_form_or_none_of_them(world: Realm) -> None:
    secretary, cases, names = world.client("secretary"), cases_of(world), named(world)
    page = secretary.get(asked(cases)).context["page"]
    assert isinstance(page, SeveralPage)
    assert [person.name for person in page.people] == names
    assert [field.label for field in page.people[0].fields] == ["培养档案编号", "不符合的理由"]
    assert list(page.form.fields) == ["outcome", "checked_by", "conclusion", "act_on", "act_key"]
    answer = secretary.post(asked(cases), {**typed(world, cases), f"case_{cases[1]}__file_number": ""})
    assert (answer.status_code, checks()) == (409, [])
    assert [why.sentence for why in answer.context["page"].refusal.reasons] == [
        f"{names[1]}：须先为申请人建立培养档案并写明编号；已写：否。"
    ]
    assert answer.context["page"].people[0].fields[0].value() == f"培{cases[0]}"
    answer = secretary.post(asked(cases), typed(world, cases), follow=True)
    assert [str(message) for message in answer.context["messages"]] == ["已登记：支部审查与建档，5 人。"]
    assert checks() == [(case, f"培{case}", "年龄、学籍符合要求") for case in cases]
    assert secretary.post(asked(cases), typed(world, cases)).status_code == 302  # sent twice, done once
    assert len(checks()) == len(cases)


def test_what_stands_against_all_is_said_once(world: Realm) -> None:
    cases = cases_of(world)
    answer = world.client("secretary").post(asked(cases), typed(world, cases, conclusion=""))
    assert [why.sentence for why in answer.context["page"].refusal.reasons] == [
        "进入下一阶段前须写明审核人和资格审核结论；已写：否。"
    ]


def test_only_those_ticked_are_done_and_nobody_is_not_enough(world: Realm) -> None:
    secretary, cases = world.client("secretary"), cases_of(world)
    answer = secretary.post(asked(cases), typed(world, []))
    assert [str(message) for message in answer.context["messages"]] == ["请至少勾选一人。"]
    assert (answer.status_code, len(answer.context["page"].people), checks()) == (400, 5, [])
    assert secretary.post(asked(cases), typed(world, cases[3:])).status_code == 302
    assert [case for case, _number, _said in checks()] == cases[3:]


def test_people_are_chosen_among_all_for_whom_the_act_is_open(world: Realm) -> None:
    secretary, cases = world.client("secretary"), cases_of(world)
    page = secretary.get(CHECK).context["page"]
    assert isinstance(page, ChoosingPage)
    assert [row.value for row in page.people] == [str(case) for case in cases]
    assert page.all is not None
    assert page.all.text == "勾选可以办的 5 人"
    page = secretary.get(CHECK + page.all.href).context["page"]
    assert ([row.ticked for row in page.people], page.all) == ([True] * 5, None)
    found = secretary.get(CHECK, {"q": named(world)[2], "find": "1"}).context["page"]
    assert [row.name for row in found.people] == [named(world)[2]]


def test_the_list_of_a_stage_leads_to_what_can_be_done_for_several(world: Realm) -> None:
    secretary = world.client("secretary")
    page = secretary.get("/cases/?stage=submitted").context["page"]
    assert [(link.text, link.href) for link in page.together] == [("支部审查与建档", CHECK)]
    assert secretary.get("/cases/").context["page"].together == ()


def test_whoever_was_done_already_stands_behind_with_the_day(world: Realm) -> None:
    secretary, cases = world.client("secretary"), cases_of(world)
    secretary.post(asked(cases), typed(world, cases))
    page = secretary.get(f"/cases/several/{FAMILY}/interviewer/").context["page"]
    assert [(row.value, row.note) for row in page.people] == [
        *((str(case), "") for case in cases),
        (str(world.own.case), "9月10日已登记"),
    ]


def test_neither_another_branch_nor_another_office_nor_a_matter_is_reached(world: Realm) -> None:
    other = f"{CHECK}?case={world.branch.case}"
    answer = world.client("secretary").get(other, follow=True)
    assert answer.redirect_chain == [(CHECK, 302)]
    assert MARKS[1] not in answer.content.decode()
    found = [world.client(role).get(CHECK).status_code for role in ("league", "committee", "subject")]
    notice = f"/cases/several/{FAMILY}/recommendation_notice.post/"
    found += [
        world.client("secretary").get(path).status_code for path in (notice, f"/cases/several/{FAMILY}/x/")
    ]
    assert found == [404] * 5


def test_the_branch_that_somebody_left_reads_the_case_and_records_nothing_on_it(world: Realm) -> None:
    secretary, own = world.client("secretary"), world.own
    withdrawal = f"/cases/{own.case}/acts/withdrawal/"
    assert secretary.get(withdrawal).status_code == 200
    Membership.objects.filter(person=own.person, tree="party").update(to_on="2024-12-14")
    unit = world.branch.units["branch"]
    Membership.objects.create(
        person_id=own.person, tree="party", standing="none", unit=unit, from_on="2024-12-14"
    )
    assert secretary.get(withdrawal).status_code == 404
    assert secretary.get(f"/cases/{own.case}/").status_code == 200
