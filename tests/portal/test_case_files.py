"""Opening what was handed in on a case: by role and relation, as what it is, and kept nowhere."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.portal.realm import PDF, VISITORS, Realm, Team, body, kept, realm, undone
from tests.procedures.party_membership.world import ATTESTED, FAMILY, do
from workflows.models import Case, Entry, StoredFile

pytestmark = pytest.mark.django_db

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\x0cIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa75\x81\x84\x00\x00\x00\x00IEND\xaeB`\x82"
)
DAY = "2024-12-14"

#: who opens what: D for the document, L for the sign-in, a dot for what looks like nothing; as in VISITORS
OPENED = """
own.application     L . D . D D . D D . .
own.recommendation  L . . . D D . D D . .
own.attestation     L . . D D D . D D . .
own.objection       L . . . . . D . . . .
own.voided          L . . . D D . . D . .
branch.application     L . . . . . . D D . .
branch.recommendation  L . . . . . . D D . .
branch.attestation     L . . . . . . D D . .
branch.objection       L . . . . . D . . . .
branch.voided          L . . . . . . . D . .
college.application     L . . . . . . . . . .
college.recommendation  L . . . . . . . . . .
college.attestation     L . . . . . . . . . .
college.objection       L . . . . . . . . . .
college.voided          L . . . . . . . . . .
"""


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Realm]:
    """The realm, built once, with a file on entries of several kinds in each branch."""
    files = override_settings(MEDIA_ROOT=str(tmp_path_factory.mktemp("files")))
    with files, django_db_blocker.unblock(), undone():
        found = realm()
        for team in (found.own, found.branch, found.college):
            _hands_in(team)
        yield found


def _hands_in(team: Team) -> None:
    """A second student applies; the branch, the League and the notice's office attach papers of their own."""
    people, case = team.people, team.case
    digest = kept(SimpleUploadedFile("我的身份证.pdf", PDF + team.mark.encode(), "application/pdf"))
    student = people["student"]
    words = {"signature": "signed_original", "motive": f"{team.mark}动机"}
    do("application", student, DAY, words, family=FAMILY, subject=student.pk, files=(digest,))
    member = people["organisation_member"]
    word = {"recommender": people["interviewer"].number, "ground": f"{team.mark}理由"}
    do("member_recommendation", member, DAY, word, case=case, files=(digest,))
    do("member_recommendation", member, DAY, word, case=case, files=(digest,))
    twice = Entry.objects.filter(case=case, act="member_recommendation").latest("pk")
    secretary = people["branch_secretary"]
    said: dict[str, Any] = {"confirmed_by": secretary.pk, "reason": "重复登记"}
    do("void", member, DAY, {"entry": twice.pk}, case=case, **said)
    attested = {**ATTESTED, "ground": f"{team.mark}依据"}
    do("attestation", people["league_secretary"], DAY, attested, case=case, files=(digest,))
    lodged = {case: {"objector": "某人", "text": "某事"}}
    committee = people["college_league_secretary"]
    do("object", committee, DAY, matter=team.notice, cases=lodged, files=(digest,))


def entries(team: Team) -> dict[str, Entry]:
    """The entries that files hang on, by the word of the table."""
    on_case = Entry.objects.filter(case=team.case)
    first, second = on_case.filter(act="member_recommendation").order_by("pk")
    other = Case.objects.get(subject=team.people["student"])
    return {
        "application": Entry.objects.get(case=other, act="application"),
        "recommendation": first,
        "attestation": on_case.filter(act="attestation").latest("pk"),
        "objection": on_case.filter(act__endswith=".object").latest("pk"),
        "voided": second,
    }


def address(entry: Entry, number: int = 0) -> str:
    return reverse("case_file", args=[entry.case_id, entry.pk, number])


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


def test_what_may_not_be_opened_looks_like_nothing(world: Realm) -> None:
    client, entry = world.client("secretary"), entries(world.own)["recommendation"]
    elsewhere = reverse("case_file", args=[entry.case_id, entries(world.own)["application"].pk, 0])
    nowhere = reverse("case_file", args=[entry.case_id, 987_654_321, 0])
    answers = [client.get(path) for path in (elsewhere, nowhere, address(entry, 1))]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert len({body(answer) for answer in answers}) == 1


def test_a_document_is_downloaded_under_a_name_of_ours_and_kept_nowhere(
    world: Realm, caplog: pytest.LogCaptureFixture
) -> None:
    entry = entries(world.own)["recommendation"]
    with caplog.at_level(logging.INFO, "portal.views.case_files"):
        answer = world.client("secretary").get(address(entry))
    assert b"".join(getattr(answer, "streaming_content", ())) == PDF + world.own.mark.encode()
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == (
        "attachment; filename*=utf-8''%E5%85%9A%E5%91%98%E6%8E%A8%E8%8D%90%202024-12-14.pdf"
    )
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    account = world.accounts["secretary"].pk
    assert [record.getMessage() for record in caplog.records] == [
        f"File 0 of entry {entry.pk} opened by account {account} as branch_secretary"
    ]


def test_a_picture_is_shown_as_what_it_is(world: Realm) -> None:
    with undone():
        entry = entries(world.own)["recommendation"]
        digest = kept(SimpleUploadedFile("<script>.html", PNG, "text/html"))
        Entry.objects.filter(pk=entry.pk).update(files=[digest])
        answer = world.client("secretary").get(address(entry))
        assert answer["Content-Type"] == "image/png"
        assert answer["Content-Disposition"].startswith("inline; ")


def test_bytes_that_the_storage_lost_are_said_in_a_sentence(world: Realm) -> None:
    with undone():
        entry = entries(world.own)["recommendation"]
        lost = StoredFile.objects.get(sha256=entry.files[0])
        gone = StoredFile.objects.create(
            sha256="ab" * 32, media_type=lost.media_type, size=1, stored_at=lost.stored_at
        )
        Entry.objects.filter(pk=entry.pk).update(files=[gone.sha256])
        answer = world.client("secretary").get(address(entry), follow=True)
        assert answer.redirect_chain == [(f"/cases/{world.own.case}/", 302)]
        assert "存储里找不到这份文件" in body(answer)


def test_links_stand_in_the_journal_for_those_who_may_open_them(world: Realm) -> None:
    entry = entries(world.own)["recommendation"]
    shown = {
        role: address(entry) in body(world.client(role).get(reverse("case_journal", args=[world.own.case])))
        for role in ("secretary", "organiser", "league", "committee", "office")
    }
    assert shown == {
        "secretary": True,
        "organiser": True,
        "league": False,
        "committee": False,
        "office": False,
    }
