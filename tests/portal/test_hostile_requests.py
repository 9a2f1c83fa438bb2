"""Requests that no form of ours makes: broken bodies, wrong files, ids without a row, the same form twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker, Settings

from portal import clock
from tests.portal import corpus
from tests.portal.realm import Realm, Team, body, realm, undone
from tests.portal.test_access import ROOMS, addresses
from tests.portal.test_hostile import DAY, NOT_DONE, ROLES, SHARE, ask, written
from tests.portal.turns import Turns
from tests.procedures.party_membership.world import FAMILY
from workflows.models import Case, Entry, Matter, StoredFile

pytestmark = pytest.mark.django_db

#: forms of every kind, with somebody who is shown them
POSTED = (
    ("secretary", "act", ("case", "graduation")),
    ("secretary", "correct", ("case", "entry")),
    ("league", "matter_act", ("meeting", "count")),
    ("committee", "matter_new", (f"{FAMILY}.recommendation_notice",)),
    ("secretary", "register", (FAMILY, "application")),
    ("secretary", "roster", ()),
    ("secretary", "office_switch", ()),
    ("secretary", "password_change", ()),
    ("keeper", "account_close", ("account",)),
    ("stranger", "login", ()),
)
#: whatever a page of ours asks for behind an address
QUESTIONS = (
    *("q", "page", "stage", "case", "content", "person"),
    *("next", "act_on", "act_key", "papers", "quarter"),
)
#: what may stand in a question
ASKED = {**corpus.TEXT_KINDS, **corpus.NUMBER_KINDS, "beyond an address": corpus.LONG}
#: what answers with the page it was sent from, a sentence on it
GOES_BACK = frozenset({"office_switch", "account_close"})


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Realm]:
    """The realm, built once; every request of this module is undone."""
    with django_db_blocker.unblock(), undone():
        yield realm()


@pytest.fixture
def empty_storage(settings: Settings) -> None:
    """Have a storage in which no other test of this process kept a file."""
    settings.STORAGES = {**settings.STORAGES}


def address(team: Team, name: str, args: tuple[str, ...]) -> str:
    """The path of a route whose arguments are named after what the team has."""
    return reverse(name, args=[getattr(team, each, each) for each in args])


def handover(world: Realm) -> str:
    """An act of the branch that takes words and is done at once."""
    return reverse("act", args=[world.own.case, "graduation"])


GIVEN = {"papers": "档案", "receiver": "某单位", "receipt": "回1", "act_on": DAY}


# ── Bodies ──


@pytest.mark.parametrize(("role", "name", "args"), POSTED)
def test_a_body_that_is_no_form_is_refused_and_changes_nothing(
    world: Realm, role: str, name: str, args: tuple[str, ...]
) -> None:
    path, client, answers = address(world.own, name, args), world.client(role), {}
    for number, (kind, content) in enumerate(corpus.BODIES):
        with undone():
            before = written()
            status = client.generic("POST", path, content, kind).status_code
            if written() != before or status not in {*NOT_DONE, *([302] if name in GOES_BACK else [])}:
                answers[number, kind] = status
    assert answers == {}


@pytest.mark.parametrize("value", [*corpus.TEXTS, *corpus.GIANT])
def test_signing_in_searching_and_switching_take_anything(world: Realm, value: str) -> None:
    client = world.client("secretary")
    with undone():
        assert Client().post(reverse("login"), {"username": value, "password": value}).status_code == 200
        back = client.post(reverse("office_switch"), {"office": value, "next": value})
        assert (back.status_code, back["Location"]) == (302, "/")
        changed = dict.fromkeys(("old_password", "new_password1", "new_password2"), value)
        assert client.post(reverse("password_change"), changed).status_code == 200
        keeper = world.client("keeper")
        close = reverse("account_close", args=[world.own.account])
        assert keeper.post(close, {"reason": value}).status_code == 302


@pytest.mark.parametrize(
    "back", ["desk", "logout", "//evil.example/", "https://evil.example", "/\\evil", "x" * 9000]
)
def test_going_back_leads_nowhere_else(world: Realm, back: str) -> None:
    for name in ("office_switch", "practice_clock", "language"):
        with undone():
            answer = world.client("secretary").post(reverse(name), {"next": back, "day": DAY})
            assert answer["Location"] == "/"


@pytest.mark.parametrize("value", [*corpus.DAYS, *corpus.TEXTS, "1999-12-31", "2100-01-01", "2099-12-31"])
def test_the_practice_clock_stays_in_years_that_pages_can_show(world: Realm, value: str) -> None:
    with undone():
        client, before = world.client("secretary"), clock.today()
        assert client.post(reverse("practice_clock"), {"day": value}).status_code == 302
        if clock.today() != before:
            assert client.get(reverse("case", args=[world.own.case])).status_code == 200
            assert client.get(reverse("desk")).status_code == 200


@pytest.mark.once(reason="what another site sends is refused before a statement is asked for it")
@pytest.mark.parametrize("role", ["secretary", "committee", "keeper", "stranger"])
def test_nothing_is_sent_from_another_site(world: Realm, role: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = world.client(role).cookies
    for name, args in (*ROOMS.values(), *addresses(world.own).values()):
        with undone():
            before = written()
            status = strict.post(reverse(name, args=args), {"act_on": DAY}).status_code
            assert (status, written()) == (403, before), name


# ── Addresses ──


NUMBERED_BY = ("secretary", "committee", "office", "keeper")


@pytest.mark.parametrize("role", NUMBERED_BY)
@pytest.mark.parametrize("kind", corpus.ID_KINDS)
def test_an_id_without_a_row_is_not_found(world: Realm, turns: Turns, kind: str, role: str) -> None:
    client, answers = world.client(role), {}
    numbered = [
        (name, args)
        for name, args in addresses(world.own).values()
        if any(type(each) is int for each in args)
    ]
    asked = [(method, name, args) for method in ("get", "post") for name, args in numbered]
    share, turn = len(NUMBERED_BY), NUMBERED_BY.index(role) + list(corpus.ID_KINDS).index(kind)
    for (method, name, args), number in turns(asked, corpus.ID_KINDS[kind], share=share, turn=turn):
        path = reverse(name, args=[number if isinstance(each, int) else each for each in args])
        with undone():
            status = getattr(client, method)(path).status_code
        if status not in {403, 404, 405}:
            answers[method, name, number] = status
    assert answers == {}


@pytest.mark.parametrize(
    "word", ["x", "act%00", "..", "%2e%2e", "%ff%fe", "好", "a" * 5000, "%0d%0a", "<b>", "{{1}}"]
)
def test_a_word_in_an_address_that_names_nothing_is_not_found(world: Realm, word: str) -> None:
    client, case, meeting = world.client("secretary"), world.own.case, world.own.meeting
    paths = [f"/cases/{case}/acts/{word}/", f"/matters/{meeting}/acts/{word}/", f"/matters/new/{word}/"]
    paths += [
        f"/cases/register/{word}/{word}/",
        f"/n/{word}/",
        f"/{word}/",
        f"/cases/{word}/",
        f"/roster/{word}/",
    ]
    assert {path: client.get(path).status_code for path in paths} == dict.fromkeys(paths, 404)


@pytest.mark.parametrize("kind", ASKED)
def test_a_question_in_an_address_takes_anything(world: Realm, turns: Turns, kind: str) -> None:
    turns.only_where_stored(kind)
    act = ("act", (world.own.case, "graduation"))
    rooms = [room for room in (*ROOMS.values(), act) if room[0] not in {"logout", "gallery", "gallery_room"}]
    asked = [(role, *room) for role in ("secretary", "keeper") for room in rooms]
    clients = {role: world.client(role) for role, _, _ in asked}
    for (role, name, args), value in turns(asked, ASKED[kind], share=SHARE, turn=list(ASKED).index(kind)):
        question = urlencode(dict.fromkeys(QUESTIONS, value))
        response = clients[role].get(reverse(name, args=args), QUERY_STRING=question)
        assert response.status_code in {200, 302, 403, 404, 405}, (name, value[:30])
        assert "<script>alert" not in body(response)


# ── Files ──


@pytest.mark.parametrize("kind", sorted(corpus.files()))
def test_a_file_is_known_by_what_is_in_it(world: Realm, kind: str) -> None:
    path, client = reverse("act", args=[world.own.case, "withdrawal"]), world.client("secretary")
    _name, _content, kept = corpus.files()[kind]
    with undone():
        before = written()
        data = {"ground": "本人要求", "act_on": DAY, "act_scan": corpus.upload(kind)}
        response = client.post(path, data)
        if kept:
            assert response.status_code == 302
            [stored] = StoredFile.objects.all()
            [entry] = Entry.objects.filter(act="withdrawal")
            assert (entry.files, len(stored.name) <= 200, "/" in stored.name, "\0" in stored.name) == (
                [stored.sha256],
                True,
                False,
                False,
            )
            default_storage.delete(f"{stored.sha256[:2]}/{stored.sha256}.pdf")
        else:
            assert (response.status_code, written()) == (400, before)
            assert any(
                word in body(response) for word in ("文件是空的", "文件超过 10 MB", "只收 PDF、JPG 和 PNG")
            )


@pytest.mark.usefixtures("empty_storage")
def test_a_file_of_a_refused_act_is_not_kept(world: Realm) -> None:
    path, client = reverse("act", args=[world.own.case, "withdrawal"]), world.client("secretary")
    for bad in ({"act_on": "2024-02-30"}, {"act_on": "2024-12-15"}, {"ground": ""}):
        data = {"ground": "本人要求", "act_on": DAY, "act_scan": corpus.upload("no ending")} | bad
        with undone():
            before = written(), stored_files()
            assert client.post(path, data).status_code in {400, 409}
            assert (written(), stored_files()) == before


def stored_files() -> list[str]:
    """The names of everything in the storage."""
    folders = default_storage.listdir(".")[0] if default_storage.exists(".") else []
    return [name for folder in folders for name in default_storage.listdir(folder)[1]]


@pytest.mark.once(reason="what is no workbook is refused before anything is read or written for it")
@pytest.mark.parametrize("kind", sorted(corpus.files()))
def test_a_roster_that_is_no_workbook_is_refused(world: Realm, kind: str) -> None:
    data = {"file": corpus.upload(kind), "on": DAY}
    status, text, changed = ask(world, "secretary", reverse("roster"), data)
    assert (status, changed) == (400, False)
    assert 'class="refusal' in text or "field-error" in text


# ── Twice ──


def test_an_act_sent_twice_happens_once_and_answers_the_same(world: Realm) -> None:
    client = world.client("secretary")
    with undone():
        first, second = (client.post(handover(world), {**GIVEN, "act_key": "k1"}) for _ in range(2))
        assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
        assert first.status_code == 302
        assert Entry.objects.filter(act="graduation").count() == 1
        said = [str(message) for message in client.get(second["Location"]).context["messages"]]
        assert len(said) == 2
        assert said[0] == said[1]


def test_an_act_of_the_stage_sent_twice_with_other_data_is_refused(world: Realm) -> None:
    client, path = world.client("secretary"), reverse("act", args=[world.own.case, "interviewer"])
    number = world.own.people["interviewer"].number
    with undone():
        before = Entry.objects.count()
        one = {"interviewer": number, "act_on": DAY, "act_key": "k1"}
        assert client.post(path, one).status_code == 302
        assert client.post(path, one).status_code == 302
        assert client.post(path, {**one, "act_on": "2024-12-13"}).status_code == 409
        assert Entry.objects.count() == before + 1


def test_a_matter_sent_twice_is_opened_acted_on_and_closed_once(world: Realm) -> None:
    league, case = world.client("league"), world.own.case
    opened = reverse("matter_new", args=[f"{FAMILY}.league_meeting"])
    tellers = [
        world.own.people[name].number for name in ("league_secretary", "league_branch_committee_member")
    ]
    called = {"place": "教室", "chair": tellers[0], "tellers": tellers, "act_on": DAY, "act_key": "k1"}
    with undone():
        before = Matter.objects.count()
        answers = [league.post(opened, called) for _ in range(2)]
        assert answers[0].status_code == 302
        assert answers[0]["Location"] == answers[1]["Location"]
        assert Matter.objects.count() == before + 1
        end = f"{answers[0]['Location']}acts/adjourn/"
        answers = [league.post(end, {"act_on": DAY, "act_key": "k2"}) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [302, 302]
        assert answers[0]["Location"] == answers[1]["Location"]
        assert Entry.objects.filter(act="adjourn").count() == 1
    said = {f"case_{case}": "on", f"case_{case}__text": "又一件", "act_on": DAY, "act_key": "k3"}
    with undone():
        before = Entry.objects.count()
        path, committee = address(world.own, "matter_act", ("notice", "object")), world.client("committee")
        assert [committee.post(path, said).status_code for _ in range(2)] == [302, 302]
        assert Entry.objects.count() == before + 2


def test_applications_sent_twice_open_one_case_each(world: Realm) -> None:
    people = [world.own.people[name].pk for name in ("student", "third")]
    with undone():
        before = Case.objects.count()
        answers = [
            world.client("secretary").post(
                reverse("register", args=[FAMILY, "application"]),
                {
                    "person": people,
                    "signature": "signed_original",
                    "act_on": DAY,
                    "act_key": "k1",
                    "act_scan": corpus.upload("no ending"),
                },
            )
            for _ in range(2)
        ]
        assert [answer.status_code for answer in answers] == [302, 302]
        assert Case.objects.count() == before + 2


# ── In the wrong order, by the wrong people ──


@pytest.mark.parametrize("role", ROLES)
def test_an_act_that_is_not_open_says_so_and_changes_nothing(world: Realm, role: str) -> None:
    client, case = world.client(role), world.own.case
    names = (
        "filing",
        "course",
        "contacts",
        "recommendation_review",
        "check",
        "application",
        "thought_report",
    )
    for at, name in enumerate(names):
        with undone():
            before = written()
            response = client.post(reverse("act", args=[case, name]), {"act_on": DAY})
            assert response.status_code in ({302, 404} if role == "subject" else {302})
            assert written() == before
            # The page that says so is the same for every act: each role reads it after another one.
            if response.status_code == 302 and (at + ROLES.index(role)) % len(names) == 0:
                page = client.get(response["Location"], follow=True)
                assert 'class="refusal' in body(page), name


def test_people_of_other_branches_and_ids_that_are_none_are_not_registered(world: Realm) -> None:
    foreign = world.branch.people["student"].pk
    values: list[Any] = [foreign, 0, -1, 2**70, "x", "٣", "1e3", "", "\0", *range(10**6, 10**6 + 600)]
    data = {"person": values, "signature": "signed_original", "act_on": DAY}
    status, text, changed = ask(world, "secretary", reverse("register", args=[FAMILY, "application"]), data)
    assert (status, changed, "请至少勾选一人" in text) == (400, False, True)
