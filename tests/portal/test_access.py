"""Every address × role × relation: what is answered, and that what lies elsewhere looks like nothing.

An address that is not in the table fails the test.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import DjangoDbBlocker

from portal.models import Account, RecordImport, RosterImport
from tests.portal.access_table import TABLE
from tests.portal.realm import VISITORS, Realm, Team, body, realm, told, undone
from tests.procedures.party_membership.world import FAMILY

pytestmark = pytest.mark.django_db

RELATIONS = ("own", "branch", "college")
LEAGUE_MEETING, NOTICE = f"{FAMILY}.league_meeting", f"{FAMILY}.recommendation_notice"

#: whose pages list the accounts of everybody: that is their work
KEEPS_ACCOUNTS = frozenset(
    {"account_list", "account_new", "account_reset", "account_close", "account_reopen"}
)
#: open to whoever has the address: a public notice, what confirms a printed paper, the invented gallery
PUBLIC = frozenset({"public_notice", "check_paper", "gallery", "gallery_room"})


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Realm]:
    """The realm, built once; every request of this module is undone."""
    with django_db_blocker.unblock(), undone():
        found = realm()
        for team in (found.own, found.branch, found.college):
            _import(team)
            _record_import(team)
        yield found


def _import(team: Team) -> None:
    """A roster that the branch's organisation member uploaded and that is too old to show."""
    member = team.people["organisation_member"]
    RosterImport.objects.create(
        pk=team.case,
        sha256="0" * 64,
        file_name=f"{team.mark}.xlsx",
        by=Account.objects.get(person=member),
        unit=team.units["branch"],
        office="organisation_member",
        at=datetime(2024, 9, 1, tzinfo=UTC),
        on=datetime(2024, 9, 1, tzinfo=UTC).date(),
        expires_at=datetime(2024, 9, 2, tzinfo=UTC),
    )


def _record_import(team: Team) -> None:
    """A file of facts that the college's organiser uploaded and that is too old to show."""
    RecordImport.objects.create(
        pk=team.case,
        sha256="0" * 64,
        file_name=f"{team.mark}.xlsx",
        kind="student.record",
        by=Account.objects.get(person=team.people["organiser"]),
        unit=team.units["college"],
        office="organiser",
        at=datetime(2024, 9, 1, tzinfo=UTC),
        expires_at=datetime(2024, 9, 2, tzinfo=UTC),
    )


def addresses(team: Team) -> dict[str, tuple[str, tuple[object, ...]]]:
    """Every address about something of one branch, by the word of the table."""
    student, subject = (team.people["student"].account_id,), team.people["subject"].pk
    return {
        "case": ("case", (team.case,)),
        "case_journal": ("case_journal", (team.case,)),
        "case_flow": ("case_flow", (team.case,)),
        "case_folder": ("case_folder", (team.case,)),
        "case_file": ("case_file", (team.case, team.entry, 0)),
        "matter_file": ("matter_file", (team.notice, team.hung, 0)),
        **{f"act:{word}": ("act", (team.case, name)) for word, name in ACTS.items()},
        "override": ("override", (team.case,)),
        "correct": ("correct", (team.case, team.entry)),
        "void": ("void", (team.case, team.entry)),
        "matter:meeting": ("matter", (team.meeting,)),
        "matter:notice": ("matter", (team.notice,)),
        "matter_act:adjourn": ("matter_act", (team.meeting, "adjourn")),
        "matter_act:count": ("matter_act", (team.meeting, "count")),
        "matter_act:inquire": ("matter_act", (team.notice, "inquire")),
        "case_paper": ("case_paper", (team.case, "admission-vote-report", team.entry)),
        "matter_paper": ("matter_paper", (team.notice, "notice", team.hung)),
        "check_paper": ("check_paper", (team.printed,)),
        "network_notice": ("network_notice", (team.notice,)),
        "public_notice": ("public_notice", (team.token,)),
        "record": ("record", (subject,)),
        "record_file": ("record_file", (subject, "ab" * 32)),
        "record_act": ("record_act", (subject, "sanction")),
        "record_act:open": ("record_act", (subject, "open")),
        **{name: (name, (subject, team.honour)) for name in ("record_correct", "record_void")},
        **{
            f"record_import_{part}": (f"record_import_{part}", (team.case,))
            for part in ("result", "confirm", "report")
        },
        **{f"roster_{part}": (f"roster_{part}", (team.case,)) for part in IMPORT_PARTS},
        **{name: (name, student) for name in ("account_reset", "account_close", "account_reopen")},
    }


#: acts of the branch's offices, of the subject, of both sides, one that is done, one that is the notice's
ACTS = {
    "decision": "activist_decision",
    "withdrawal": "withdrawal",
    "attestation": "attestation",
    "application": "application",
    "object": "recommendation_notice.object",
}
IMPORT_PARTS = ("result", "confirm", "report", "slips")

#: addresses that are about nobody, with what they need
ROOMS: dict[str, tuple[str, tuple[object, ...]]] = {
    "register": ("register", (FAMILY, "application")),
    "register:unknown": ("register", ("unknown", "application")),
    "several": ("several", (FAMILY, "attestation")),
    "several:unknown": ("several", ("unknown", "attestation")),
    "several:notice": ("several", (FAMILY, "recommendation_notice.post")),
    "register:no_opening": ("register", (FAMILY, "check")),
    "matter_new:meeting": ("matter_new", (LEAGUE_MEETING,)),
    "matter_new:notice": ("matter_new", (NOTICE,)),
    "matter_new:record": ("matter_new", ("records.person",)),
    "gallery_room": ("gallery_room", ("desk",)),
    **{
        name: (name, ())
        for name in (
            *("desk", "me_progress", "search", "office_switch", "cases", "meetings", "notices", "roster"),
            *("roster_template", "healthz", "login", "logout", "password_change", "me", "account_list"),
            *("account_new", "practice_clock", "gallery", "more", "records", "my_record", "language"),
            *("record_import", "record_template", "matters", "regulations"),
        )
    },
}


def every_address(world: Realm) -> Iterator[tuple[str, str, str, str]]:
    """Word, relation, route name and path of everything in the table."""
    for word, (name, args) in ROOMS.items():
        yield word, "rooms", name, reverse(name, args=args)
    for relation in RELATIONS:
        for word, (name, args) in addresses(getattr(world, relation)).items():
            yield word, relation, name, reverse(name, args=args)


def ask(client: Client, path: str, method: str) -> tuple[int, str]:
    """Status and body of one request, whose effects are undone."""
    with undone():
        response = client.get(path) if method == "GET" else client.post(path)
        return response.status_code, body(response) if "html" in response.get("Content-Type", "") else ""


def expected(role: str) -> dict[tuple[str, str], str]:
    """The column of a role in the table."""
    column, relation, found = VISITORS.index(role) + 1, "", {}
    for line in TABLE.strip().splitlines():
        if line.startswith("["):
            relation = line.strip("[]")
            continue
        cells = line.split()
        assert len(cells) == len(VISITORS) + 1, line
        found[cells[0], relation] = cells[column]
    return found


def visited(world: Realm, role: str) -> list[tuple[str, str, str, str]]:
    """All of them; on the second database, which the same code asks, each is visited by two roles in turn."""
    found = list(every_address(world))
    if connection.vendor == "sqlite":
        return found
    return [
        each for at, each in enumerate(found) if (at + 2 * VISITORS.index(role)) % len(VISITORS) in {0, 1}
    ]


#: what nobody reads: who objected, what was said, a private number
HIDDEN = ("反映人", "反映内容", "谈话motive", "动机", "电话")
#: what whoever has no office does not read either: opinions and votes
HIDDEN_FROM_STUDENTS = ("审核意见", "依据", "结论")
WORDS_OF_VOTES = ("赞成", "异议", "计票")
#: what a notice says to everybody
PUBLISHED = frozenset({"public_notice", "gallery", "gallery_room"})


def confidential(world: Realm, role: str) -> tuple[str, ...]:
    """What stands in no answer to this role, not even about its own branch."""
    if role not in {"subject", "student"}:
        return tuple(f"{world.own.mark}{word}" for word in HIDDEN)
    return (*(f"{world.own.mark}{word}" for word in (*HIDDEN, *HIDDEN_FROM_STUDENTS)), *WORDS_OF_VOTES)


@pytest.mark.parametrize("role", VISITORS)
def test_every_address_answers_as_the_table_says_and_tells_nothing_of_others(world: Realm, role: str) -> None:
    client, hidden, secret = world.client(role), told(world, role), confidential(world, role)
    asked = visited(world, role)
    found: dict[tuple[str, str], str] = {}
    leaks: list[str] = []
    for word, relation, name, path in asked:
        statuses = []
        for method in ("GET", "POST"):
            status, text = ask(world.client(role) if name == "logout" else client, path, method)
            statuses.append(str(status))
            exempt = name in PUBLIC or (role == "keeper" and name in KEEPS_ACCOUNTS)
            leaks += [f"{method} {path}: {sign}" for sign in hidden if sign in text and not exempt]
            if relation in {"rooms", "own"} and name not in PUBLISHED:
                leaks += [f"{method} {path}: {sign}" for sign in secret if sign in text]
        found[word, relation] = "/".join(statuses)
    assert leaks == []
    table = expected(role)
    assert found == {(word, relation): table[word, relation] for word, relation, *_ in asked}


def named_routes() -> set[str]:
    """Every name in the site's addresses but for those of the credits, which have a table of their own."""
    found: set[str] = set()
    for pattern in get_resolver().url_patterns:
        if isinstance(pattern, URLResolver) and str(pattern.pattern) == "credits/":
            continue
        assert isinstance(pattern, URLPattern), "included addresses need a row each in the table"
        found.add(str(pattern.name))
    return found


def test_every_address_stands_in_the_table(world: Realm) -> None:
    assert named_routes() == {name for _, _, name, _ in every_address(world)}
    assert set(expected("office")) == {(word, relation) for word, relation, *_ in every_address(world)}


#: roles by how far they reach; what lies beyond must look like nothing
BEYOND = (
    ("league", "branch"),
    ("secretary", "branch"),
    ("member", "branch"),
    ("committee", "college"),
    ("college", "college"),
    ("organiser", "college"),
    ("subject", "branch"),
    ("student", "own"),
    ("keeper", "own"),
)
NOWHERE = 987_654_321


@pytest.mark.parametrize(("role", "relation"), BEYOND)
def test_what_lies_beyond_reach_is_answered_like_what_does_not_exist(
    world: Realm, role: str, relation: str
) -> None:
    client, differences = world.client(role), []
    team: Team = getattr(world, relation)
    turn = BEYOND.index((role, relation))
    # On the second database, which the same code asks, each address is tried by a third of them in turn.
    share = 1 if connection.vendor == "sqlite" else 3
    for at, (word, (name, args)) in enumerate(addresses(team).items()):
        if name in PUBLIC or name.startswith("account_") or (at + turn) % share:
            continue
        nothing = [NOWHERE if isinstance(each, int) else each for each in args]
        here, there = reverse(name, args=args), reverse(name, args=nothing)
        # Neither is ever done; which of the two is asked takes turns from role to role.
        method = ("GET", "POST")[((at + turn) // share) % 2]
        status, text = ask(client, here, method)
        other, said = ask(client, there, method)
        if (status, text.replace(here, "")) != (other, said.replace(there, "")):
            differences.append(f"{method} {word}: {status} {other}")
    assert differences == []


def test_an_entry_of_another_case_is_no_entry_of_this_one(world: Realm) -> None:
    client = world.client("secretary")
    for name in ("correct", "void"):
        path = reverse(name, args=[world.own.case, world.branch.entry])
        nowhere = reverse(name, args=[world.own.case, NOWHERE])
        assert ask(client, path, "GET") == ask(client, nowhere, "GET")
        assert ask(client, path, "GET")[0] == 404


@pytest.mark.parametrize("role", ["league", "secretary", "member"])
@pytest.mark.parametrize("wanted", ["name", "number", "initials"])
def test_a_search_finds_nobody_beyond_reach(world: Realm, role: str, wanted: str) -> None:
    words = getattr(world.branch.people["subject"], wanted)
    page = world.client(role).get(reverse("search"), {"q": words}).context["page"]
    assert (page.rows, page.sentence.partition("：")[2]) == ((), "找到 0 件。")


def test_an_office_that_is_not_held_cannot_be_chosen(world: Realm) -> None:
    client = world.client("secretary")
    before = body(client.get("/cases/"))
    for office in (f"branch_secretary.{world.branch.units['branch'].pk}", "administrator.1", "x", ""):
        assert client.post(reverse("office_switch"), {"office": office})["Location"] == "/"
        assert body(client.get("/cases/")) == before
