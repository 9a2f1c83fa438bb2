"""Every form with everything that nobody asked for: never a failure of ours, nothing written when refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any, Protocol

import pytest
from django import forms
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from portal import clock
from portal.models import AccountEvent, Institution, RecordImport, RosterImport
from procedures.party_membership.flows.record import StudentRecord
from tests.portal import corpus
from tests.portal.realm import Realm, body, realm, undone
from tests.portal.turns import Turns
from tests.procedures.party_membership.world import FAMILY
from workflows.door import outlook
from workflows.models import Case, Entry, EntryPrivate, Matter, StoredFile
from workflows.nodes.papers import tidy_text
from workflows.nodes.procedure import procedure

pytestmark = pytest.mark.django_db

ROLES = ("subject", "league", "secretary", "member", "committee", "college", "organiser")
#: forms are made of the same few fields: each is sent one kind of so many
SHARE = 3
#: what an answer that changes nothing may be
NOT_DONE = frozenset({200, 400, 403, 404, 409})
DAY = "2024-12-14"
VALUES = {**corpus.TEXT_KINDS, **corpus.NUMBER_KINDS}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Realm]:
    """The realm, built once; every request of this module is undone."""
    with django_db_blocker.unblock(), undone():
        yield realm()


class Served(Protocol):
    """A world whose people have browsers."""

    def client(self, role: str) -> Client:
        """The browser of a role."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form of the site: who is shown it, where, and its fields by name with what each asks for."""

    role: str
    path: str
    fields: dict[str, type[forms.Field]]

    def asks_for(self, kind: type[forms.Field]) -> bool:
        """Whether some field of its own, beside the day of the act, asks for this."""
        return any(issubclass(each, kind) for name, each in self.fields.items() if name != "act_on")


#: how many rows there are of what no refused request may write, and the practice date, in one statement
WRITTEN = ", ".join(
    f"(SELECT count(*) FROM {table._meta.db_table})"  # noqa: S608 (tables of ours)
    for table in (Entry, EntryPrivate, Case, Matter, StoredFile, RosterImport, RecordImport, AccountEvent)
)


def written() -> tuple[object, ...]:
    """What no refused request may change."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {WRITTEN}, practice_on FROM {Institution._meta.db_table}")  # noqa: S608 (a table of ours)
        (found,) = cursor.fetchall()
    return tuple(found)


def offered(world: Realm) -> set[str]:
    """The acts that the case asks of somebody, as their own pages say."""
    case = world.own.case
    people = [account.person.pk for account in world.accounts.values() if hasattr(account, "person")]
    views = [outlook([case], at=clock.now(), actor=person)[case] for person in people]
    return {p.act.name for view in views for p in view.prospects if p.mine and p.act.matter is None}


def paths(world: Realm) -> list[str]:
    """The addresses at which some role may find a form."""
    case, kind = world.own.case, procedure(Case.objects.get(pk=world.own.case).procedure)
    subject = world.own.people["subject"].pk
    on_meeting, on_notice = (
        ("adjourn", "count", "lock_roll", "attend"),
        ("channel", "object", "inquire", "close"),
    )
    return [
        *(reverse("act", args=[case, name]) for name in sorted(offered(world))),
        reverse("override", args=[case]),
        *(reverse(name, args=[case, world.own.entry]) for name in ("correct", "void")),
        *(reverse("matter_act", args=[world.own.meeting, name]) for name in on_meeting),
        *(reverse("matter_act", args=[world.own.notice, name]) for name in on_notice),
        *(reverse("matter_new", args=[each]) for each in sorted(kind.matter_types)),
        *(reverse("record_act", args=[subject, name]) for name in StudentRecord.recording()),
        *(reverse(name, args=[subject, world.own.honour]) for name in ("record_correct", "record_void")),
        *(reverse("register", args=[FAMILY, start.name]) for start in kind.starts),
        reverse("roster"),
        reverse("record_import"),
    ]


@pytest.fixture(scope="module")
def sheets(world: Realm) -> list[Sheet]:
    """Every form under the first role that is shown it."""
    found, clients = [], {role: world.client(role) for role in ROLES}
    for path in paths(world):
        answers = ((role, clients[role].get(path)) for role in ROLES)
        shown = next(((role, answer) for role, answer in answers if answer.status_code == 200), None)
        if shown is not None:
            role, answer = shown
            found.append(Sheet(role, path, fields_of(answer.context["page"])))
    return found


def fields_of(page: Any) -> dict[str, type[forms.Field]]:
    """The fields of a page's form; of a meeting those of the act in view, its lines and its numbers."""
    turn = getattr(page, "turn", None)
    fields = {name: type(field) for name, field in (turn or page).form.fields.items()}
    for line in turn.people.lines if turn and turn.people else ():
        fields |= {cell.name: forms.CharField for cell in line.cells}
    counts = [each.count for each in getattr(page, "candidates", ()) if each.count]
    numbers = [number for count in counts for group in count.groups for number in group]
    return {**fields, **{number.name: forms.IntegerField for number in numbers}}


def ask(world: Served, role: str, path: str, data: Any) -> tuple[int, str, bool]:
    """Status and text of one answer, and whether anything was written; it is undone."""
    with undone():
        before = written()
        response = world.client(role).post(path, data)
        return response.status_code, body(response), written() != before


def wrong(world: Served, role: str, path: str, data: Any) -> str:
    """What is wrong with the answer to a request, in a word."""
    status, text, changed = ask(world, role, path, data)
    if status == 302:
        return "" if changed else "nothing was done"
    if status not in NOT_DONE:
        return str(status)
    if changed:
        return f"{status} but written"
    said = 'class="refusal' in text or 'class="invalid-feedback' in text or "errorlist" in text
    return "" if said else f"{status} without a sentence"


@pytest.mark.parametrize("kind", VALUES)
def test_no_text_or_number_makes_a_form_fail(
    world: Realm, sheets: list[Sheet], turns: Turns, kind: str
) -> None:
    turns.only_where_stored(kind)
    asking = [sheet for sheet in sheets if kind in corpus.TEXT_KINDS or sheet.asks_for(forms.IntegerField)]
    answers = {
        (sheet.path, value): wrong(
            world, sheet.role, sheet.path, {**dict.fromkeys(sheet.fields, value), "act_on": DAY, "on": DAY}
        )
        for sheet, value in turns(asking, VALUES[kind], share=SHARE, turn=corpus.TURN[kind])
    }
    assert {asked: answer for asked, answer in answers.items() if answer} == {}


@pytest.mark.parametrize("kind", corpus.DAY_KINDS)
def test_no_day_makes_a_form_fail(world: Realm, sheets: list[Sheet], turns: Turns, kind: str) -> None:
    turns.only_where_stored(kind)
    answers = {
        (sheet.path, day): wrong(world, sheet.role, sheet.path, dict.fromkeys(sheet.fields, day))
        for sheet, day in turns(sheets, corpus.DAY_KINDS[kind], share=SHARE, turn=corpus.TURN[kind])
    }
    assert {asked: answer for asked, answer in answers.items() if answer} == {}


def test_the_form_of_every_open_act_was_found(world: Realm, sheets: list[Sheet]) -> None:
    known = {sheet.path for sheet in sheets}
    assert {reverse("act", args=[world.own.case, name]) for name in offered(world)} - known == set()


#: an act whose paper keeps words as facts, and what else it needs
HANDOVER = {"act_on": DAY, "receiver": "某单位", "receipt": "回1"}


@pytest.mark.parametrize("text", corpus.ODD)
def test_odd_text_is_kept_composed_and_shown_as_text(world: Realm, text: str) -> None:
    client, path = world.client("secretary"), reverse("act", args=[world.own.case, "graduation"])
    with undone():
        assert client.post(path, {**HANDOVER, "papers": text}).status_code in {302, 409}
        entry = Entry.objects.filter(act="graduation").last()
        if entry is None:
            assert text.strip("\ufeff\u200b\u00a0\r\n ") == ""
            return
        assert entry.facts["papers"] == tidy_text(text).strip()
        page = client.get(reverse("case", args=[world.own.case])).content.decode()
        assert escape(entry.facts["papers"]) in page
        assert "<script>alert" not in page
        assert "<img src=x" not in page


@pytest.mark.parametrize("text", corpus.UNKEPT)
def test_what_cannot_be_kept_is_refused_with_a_sentence_about_its_field(world: Realm, text: str) -> None:
    path = reverse("act", args=[world.own.case, "graduation"])
    status, page, changed = ask(world, "secretary", path, {**HANDOVER, "papers": text})
    assert (status, changed) == (409, False)
    assert ("“移交材料”填得不对" in page) or ("“移交材料”里有身份证号码" in page)
    status, page, changed = ask(world, "secretary", path, {**HANDOVER, "papers": "无", "act_reason": text})
    assert (status, changed) == (409, False)
    assert ("“书面原因”填得不对" in page) or ("“书面原因”里有身份证号码" in page)


@pytest.mark.parametrize("text", [text for text in corpus.ODD if "\r" not in text and text.strip()])
def test_a_refusal_keeps_what_was_typed(world: Realm, text: str) -> None:
    path = reverse("act", args=[world.own.case, "first_talk"])
    status, page, changed = ask(world, "secretary", path, {"act_on": "2024-02-30", "motive": text})
    assert (status, changed) == (400, False)
    assert "没有这一天" in page
    assert escape(text) in page


@pytest.mark.parametrize("text", corpus.GIANT)
@pytest.mark.parametrize("name", ["papers", "act_on", "act_key", "act_reason", "act_second", "nobody_asked"])
def test_no_length_makes_a_form_fail(world: Realm, name: str, text: str) -> None:
    path = reverse("act", args=[world.own.case, "graduation"])
    data = {**HANDOVER, "papers": "无", name: text}
    kept = name in {"act_key", "act_second", "nobody_asked"}
    status, _page, changed = ask(world, "secretary", path, data)
    assert (status, changed) == ((302, True) if kept else (400 if name == "act_on" else 409, False))


def test_fields_that_come_twice_or_as_lists_are_read_once(world: Realm) -> None:
    path = reverse("act", args=[world.own.case, "graduation"])
    twice = {**HANDOVER, "papers": ["甲", "乙"], "act_on": ["2024-02-30", DAY], "act_key": ["a", "b"]}
    with undone():
        assert world.client("secretary").post(path, twice).status_code == 302
        entry = Entry.objects.get(act="graduation")
        assert (entry.facts["papers"], entry.request) == ("乙", f"case:{world.own.case}:b")
    listed = {"papers[]": "甲", "papers[0]": "乙", "papers.x": "丙", **HANDOVER}
    status, page, changed = ask(world, "secretary", path, listed)
    assert (status, changed, "“移交材料”没有填" in page) == (409, False, True)
