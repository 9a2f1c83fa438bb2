"""Opening what was attached to a notice or a meeting: by the offices whose act it was; no sealed count."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.portal.markup import Page
from tests.portal.realm import PDF, VISITORS, Realm, Team, body, kept, realm, undone
from tests.procedures.party_membership.world import do
from workflows.models import Entry, OfficeTerm, StoredFile

pytestmark = pytest.mark.django_db
DAY = "2024-12-14"
#: who opens what: D for the document, L for the sign-in, a dot for what looks like nothing; as in VISITORS
OPENED = """
own.object      L . . . . . D . . . .
own.convene     L . . D . . . . . . .
own.sealed      L . . . . . . . . . .
own.decided     L . . D . . . . . . .
branch.object   L . . . . . D . . . .
branch.convene  L . . . . . . . . . .
branch.decided  L . . . . . . . . . .
college.object  L . . . . . . . . . .
college.convene L . . . . . . . . . .
"""


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Realm]:
    """The realm, built once, with papers attached to the notice and to a meeting of each branch."""
    files = override_settings(MEDIA_ROOT=str(tmp_path_factory.mktemp("files")))
    with files, django_db_blocker.unblock(), undone():
        found = realm()
        for team in (found.own, found.branch, found.college):
            _attached(team)
        yield found


def _attached(team: Team) -> None:
    """An objection with its letter; and a meeting's papers, as if somebody had recorded it for another."""
    digest = kept(SimpleUploadedFile("a.pdf", PDF + team.mark.encode()))
    lodged = {team.case: {"objector": "某人", "text": "某事"}}
    committee = team.people["college_league_secretary"]
    do("object", committee, DAY, matter=team.notice, cases=lodged, files=(digest,))
    Entry.objects.filter(matter=team.meeting, case=None).update(files=[digest])


def entries(team: Team) -> dict[str, Entry]:
    """The entries that files hang on, by the word of the table."""
    meeting = Entry.objects.filter(matter=team.meeting, case=None).order_by("pk")
    sealed, decided = meeting.filter(act="count")
    lodged = Entry.objects.filter(matter=team.notice, case=None, act="object").latest("pk")
    return {"object": lodged, "convene": meeting[0], "sealed": sealed, "decided": decided}


def address(entry: Entry, number: int = 0) -> str:
    return reverse("matter_file", args=[entry.matter_id, entry.pk, number])


@pytest.mark.parametrize("role", VISITORS)
def test_who_opens_what(world: Realm, role: str) -> None:
    client, column = world.client(role), VISITORS.index(role) + 1
    found, expected = {}, {}
    for line in OPENED.strip().splitlines():
        relation, _, word = line.split()[0].partition(".")
        status = client.get(address(entries(getattr(world, relation))[word])).status_code
        found[relation, word] = {200: "D", 302: "L", 404: "."}[status]
        expected[relation, word] = line.split()[column]
    assert found == expected


def test_a_file_is_handed_out_under_a_name_of_ours_and_linked_where_it_may_be_opened(world: Realm) -> None:
    entry = entries(world.own)["object"]
    page = Page(body(world.client("committee").get(f"/matters/{world.own.notice}/")))
    assert [each.attrs["href"] for each in page.with_class("file")] == [address(entry)]
    answer = world.client("committee").get(address(entry))
    assert b"".join(getattr(answer, "streaming_content", ())) == PDF + world.own.mark.encode()
    assert answer["Content-Disposition"].endswith("%20" + DAY + ".pdf")
    assert Page(body(world.client("secretary").get(f"/matters/{world.own.notice}/"))).with_class("file") == []
    assert world.client("committee").get(address(entry, 1)).status_code == 404


def test_somebody_whom_a_meeting_concerns_opens_nothing_of_it_in_office_either(world: Realm) -> None:
    with undone():
        subject, unit = world.own.people["subject"], world.own.units["class_league"]
        OfficeTerm.objects.create(
            person=subject, unit=unit, office="league_secretary", from_on=date(2024, 9, 1)
        )
        assert world.client("subject").get(f"/matters/{world.own.meeting}/").status_code == 200
        assert world.client("subject").get(address(entries(world.own)["convene"])).status_code == 404


def test_bytes_that_the_storage_lost_are_said_in_a_sentence(world: Realm) -> None:
    with undone():
        entry = entries(world.own)["object"]
        gone = StoredFile.objects.create(
            sha256="ab" * 32, media_type="application/pdf", size=1, stored_at=entry.at
        )
        Entry.objects.filter(pk=entry.pk).update(files=[gone.sha256])
        answer = world.client("committee").get(address(entry), follow=True)
        assert answer.redirect_chain == [(f"/matters/{world.own.notice}/", 302)]
        assert "存储里找不到这份文件" in body(answer)
