"""What somebody is never shown: votes, objections, opinions, and whoever gave them.

That no address tells of it is asked where every address is visited: ``test_access``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from portal import clock
from portal.models import Account
from tests.conftest import OPENED_AT, signed_in
from tests.portal.markup import Page
from tests.portal.realm import Realm, body, realm, undone
from tests.procedures.party_membership.world import FAMILY, do
from workflows.models import Entry, OfficeTerm, Person

pytestmark = pytest.mark.django_db

OFFICES = ("league", "secretary", "member", "committee", "college", "organiser", "office")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Realm]:
    """The realm, built once; what a test of this module does is undone."""
    with django_db_blocker.unblock(), undone():
        yield realm()


def test_an_office_that_did_not_write_an_objection_down_does_not_read_it_to_correct_it(world: Realm) -> None:
    entry = Entry.objects.get(case=world.own.case, act__endswith=".object")
    for role in ("secretary", "member", "organiser"):
        response = world.client(role).get(reverse("correct", args=[world.own.case, entry.pk]))
        assert response.status_code == 200
        assert "反映内容" in body(response)
        assert f"{world.own.mark}反映" not in body(response)


@pytest.mark.parametrize("day", ["2024-12-14", "2024-12-20"])
def test_the_subjects_page_is_the_same_whatever_was_said_against_them(world: Realm, day: str) -> None:
    client = world.client("subject")
    case, committee = world.own.case, world.own.people["college_league_secretary"]

    def page() -> str:
        clock.set_practice_date(date.fromisoformat(day))
        return body(client.get("/me/"))

    def on_notice(act: str, **data: object) -> None:
        do(act, committee, "2024-12-14", matter=world.own.notice, cases={case: data})

    objection = Entry.objects.get(case=case, act__endswith=".object").pk
    with undone():
        open_one = page()
        on_notice("object", text="又一件")
        open_two = page()
    with undone():
        on_notice("inquire", objection=objection, finding="dismissed", text="不属实")
        dismissed = page()
    with undone():
        on_notice("inquire", objection=objection, finding="upheld", text="属实")
        upheld = page()
    assert open_one == open_two == dismissed == upheld
    assert "下一步" in open_one


def test_a_public_notice_says_what_its_article_lists_and_nothing_else(world: Realm) -> None:
    mark = world.own.mark
    response = Client().get(reverse("public_notice", args=[world.own.token]))
    page = Page(response.content.decode())
    assert page.says == (
        f"关于{mark}subject氏同学推优人选的公示 "
        f"经团支部大会无记名投票、化工学院团委审核，拟推荐{mark}subject氏同学为入党积极分子人选，"
        "现予公示，听取意见。 "
        "一、公示时间 2024年12月13日至2024年12月17日，共5天；2024年12月12日张贴，张贴日不计。 "
        "二、意见受理 公示期内，可以来人、来电、来信反映情况。反映人的信息严格保密，提倡实名。"
        f"团组织联系方式：{mark}联系方式"
        f" 三、基本情况 {mark}subject氏 姓名 {mark}subject氏 基本情况 {mark}基本情况 "
        "化工学院团委 2024年12月12日"
    )
    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("no-store", "noindex, noarchive")


def test_after_its_window_a_notice_names_nobody(world: Realm) -> None:
    with undone():
        clock.set_practice_date(date(2024, 12, 18))
        response = Client().get(reverse("public_notice", args=[world.own.token]))
        assert response.status_code == 410
        assert world.own.mark not in body(response)


def test_a_notice_of_several_branches_tells_each_only_of_its_own(world: Realm) -> None:
    committee = world.own.people["college_league_secretary"]
    cases = {team.case: {"basic_info": "学号、班级"} for team in (world.own, world.branch)}
    shown = {"contact": "院团委", "channels": ["paper", "web"]}
    kind, unit = f"{FAMILY}.recommendation_notice", world.own.units["league"].pk
    with undone():
        notice = do("post", committee, "2024-12-13", shown, kind=kind, unit=unit, cases=cases).matter
        said = {"objector": "某人", "text": "某事"}
        do("object", committee, "2024-12-14", matter=notice, cases={world.branch.case: said})
        for role in ("league", "secretary", "member"):
            client = world.client(role)
            pages = [client.get(reverse("matter", args=[notice])), client.get(reverse("notices"))]
            assert [world.own.mark in body(page) for page in pages] == [True, True]
            assert [world.branch.mark in body(page) for page in pages] == [False, False]
            assert pages[0].context["page"].objections == ()
            hung = Entry.objects.get(matter=notice, case=None, act="post").pk
            assert client.get(reverse("matter_paper", args=[notice, "notice", hung])).status_code == 404
        assert world.branch.mark in body(world.client("committee").get(reverse("matter", args=[notice])))


def test_nobody_meets_their_own_case_in_an_office(world: Realm) -> None:
    league, day = world.own.people["league_secretary"], "2024-09-10"
    with undone():
        words = {"signature": "signed_original"}
        case = do("application", league, day, words, family=FAMILY, subject=league.pk).case
        checked = {"outcome": "approved", "checked_by": "1canary00", "conclusion": "好", "file_number": "1"}
        do("check", world.own.people["organisation_member"], day, checked, case=case)
        client, member = world.client("league"), world.client("member")
        attest = reverse("act", args=[case, "attestation"])
        assert member.get(attest).status_code == 200
        assert client.get(reverse("case", args=[case]))["Location"] == "/me/"
        assert client.get(reverse("case_journal", args=[case])).status_code == 404
        assert (client.get(attest).status_code, client.post(attest).status_code) == (404, 404)
        assert client.get(reverse("act", args=[case, "withdrawal"])).status_code == 200
        jobs = [job.name for group in client.get("/").context["page"].groups for job in group.jobs]
        assert league.name not in jobs


@pytest.mark.parametrize(
    ("office", "reads"), [("registrar", False), ("university_committee_secretary", True)]
)
def test_an_office_of_another_procedure_reads_nothing_of_what_lies_in_its_reach(
    world: Realm, office: str, reads: bool
) -> None:
    own, university = world.own, world.own.units["college"].parent
    assert university
    with undone():
        person = Person.objects.create(number="9canary01", name="某老师")
        OfficeTerm.objects.create(person=person, unit=university, office=office, from_on=date(2020, 9, 1))
        person.account = Account.objects.create_user(
            "9canary01", opened_at=OPENED_AT, password_set_at=OPENED_AT
        )
        person.save()
        client = signed_in(person.account)
        addressed = [reverse("case", args=[own.case]), reverse("case_journal", args=[own.case])]
        addressed += [reverse("matter", args=[each]) for each in (own.meeting, own.notice)]
        assert [client.get(path).status_code for path in addressed] == [200 if reads else 404] * 4
        listed = [f"{reverse('search')}?q={own.people['subject'].number}", reverse("cases")]
        listed += [reverse(name) for name in ("desk", "meetings", "notices")]
        assert [own.mark in body(client.get(path)) for path in listed] == [reads] * 5
