"""Handing in from a phone: several pages, what is not taken and what to do then, what was received when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker

from portal import clock, uploads
from portal.pages.student import HandInPage, MyRecord, StudentPage
from portal.rooms import student
from portal.rooms.scans import ACCEPT
from tests.portal.markup import Page
from tests.portal.realm import PDF, Realm, body, realm, undone
from tests.procedures.party_membership.test_chapter_8_supplement import stricter
from tests.procedures.party_membership.world import FAMILY, do
from workflows.models import Adoption, Entry, JournalCheck, StoredFile

pytestmark = pytest.mark.django_db
JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    b"\xff\xc0\x00\x0b\x08\x00\x01\x00\x01\x01\x01\x11\x00\xff\xd9"
)
#: a picture that is decoded by another table
SECOND = JPEG[:-2] + b"\xff\xdb\x00\x03\x02" + JPEG[-2:]


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Realm]:
    """The realm, built once; what is handed in lies in a folder of its own."""
    files = override_settings(MEDIA_ROOT=str(tmp_path_factory.mktemp("files")))
    with files, django_db_blocker.unblock(), undone():
        yield realm()


def file(content: bytes, name: str = "a.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def hands_in(world: Realm, *files: SimpleUploadedFile) -> tuple[Client, int, str]:
    """The subject withdraws with these pages; who did, the status, and what is read afterwards."""
    client, path = world.client("subject"), f"/cases/{world.own.case}/acts/withdrawal/"
    said = {"act_on": "2024-12-14", "act_key": "k", "ground": "出国", "act_scan": list(files)}
    answer = client.post(path, said)
    read = client.get(answer["Location"]) if answer.status_code == 302 else answer
    return client, answer.status_code, body(read)


def test_several_pages_are_one_paper_and_can_be_looked_at_again(world: Realm) -> None:
    with undone():
        client, status, text = hands_in(world, file(JPEG), file(SECOND), file(PDF, "b.pdf"))
        assert status == 302
        assert "已收到：本人撤回申请，3 个文件，" in text
        entry = Entry.objects.get(case=world.own.case, act="withdrawal")
        page = client.get("/me/").context["page"]
        assert isinstance(page, StudentPage)
        last = page.history[0]
        assert isinstance(last, MyRecord)
        assert last.received.startswith("12月14日 ")
        assert last.received.endswith(" 收到")
        assert [link.text for link in last.files] == ["扫描件 1", "扫描件 2", "扫描件 3"]
        answers = [client.get(link.href) for link in last.files]
        assert [(answer.status_code, answer["Content-Type"]) for answer in answers] == [
            (200, "image/jpeg"),
            (200, "image/jpeg"),
            (200, "application/pdf"),
        ]
        assert len(set(entry.files)) == 3


def test_the_same_page_sent_twice_is_one_file(world: Realm) -> None:
    with undone():
        hands_in(world, file(JPEG), file(JPEG))
        assert len(Entry.objects.get(case=world.own.case, act="withdrawal").files) == 1


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40], "这是 HEIC 照片"),
        ([b"\x00\x00\x00\x18ftypmif1" + b"\x00" * 40], "选“兼容性最好”后重拍"),
        ([JPEG, b""], "文件是空的"),
        ([JPEG, JPEG[:12]], "照片文件不完整，打不开"),
        ([JPEG, b"GIF89a" + b"\x00" * 40], "只收 PDF、JPG 和 PNG"),
        ([JPEG] * 10, "一次最多传 9 个文件，这里有 10 个"),
    ],
)
def test_what_is_not_taken_says_what_to_do_and_leaves_nothing(
    world: Realm, files: list[bytes], sentence: str
) -> None:
    with undone():
        _client, status, text = hands_in(world, *map(file, files))
        assert status == 400
        assert sentence in text
        assert 'value="出国"' in text or ">出国<" in text.replace("\n", "")
        assert not StoredFile.objects.exists()
        assert not Entry.objects.filter(case=world.own.case, act="withdrawal").exists()


def test_of_several_files_the_one_that_is_not_taken_is_named(world: Realm) -> None:
    _client, status, text = hands_in(world, file(JPEG), file(b"words", "扫描2.doc"))
    assert status == 400
    assert "“扫描2.doc”：只收 PDF、JPG 和 PNG 文件，请另存为其中一种再传。其他文件也要重新选择。" in text


@pytest.mark.parametrize(
    ("sizes", "status"), [([50], 302), ([51], 400), ([50, 50, 50], 302), ([50, 50, 51], 400)]
)
def test_sizes_are_judged_one_by_one_and_together(
    world: Realm, monkeypatch: pytest.MonkeyPatch, sizes: list[int], status: int
) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 51 if len(sizes) > 1 else 50)
    monkeypatch.setattr(uploads, "MOST_BYTES_TOGETHER", 150)
    pages = [file(JPEG.ljust(size - 1, b"\x00") + bytes([number])) for number, size in enumerate(sizes)]
    with undone():
        assert hands_in(world, *pages)[1] == status


def test_the_page_says_what_is_taken_and_asks_for_no_more_than_a_picture_or_a_pdf(world: Realm) -> None:
    answer = world.client("subject").get(f"/cases/{world.own.case}/acts/withdrawal/")
    page = answer.context["page"]
    assert isinstance(page, HandInPage)
    assert len(page.limits) == 3
    assert "不保存" in page.form["act_scan"].help_text + "".join(page.limits)
    (chooser,) = [tag for tag in Page(body(answer)).all("input") if tag.attrs.get("type") == "file"]
    assert (chooser.attrs["accept"], "multiple" in chooser.attrs, "capture" in chooser.attrs) == (
        ACCEPT,
        True,
        False,
    )


def test_ones_own_history_is_shown_in_full_when_asked_for(
    world: Realm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(student, "SHOWN_RECORDS", 3)
    client = world.client("subject")
    short, whole = client.get("/me/").context["page"], client.get("/me/?history=all").context["page"]
    assert len(short.history) == 3
    assert short.history_all.href == "/me/?history=all#history"
    assert whole.history[:3] == short.history
    assert (len(whole.history) > 3, whole.history_all) == (True, None)


def test_a_case_that_ended_names_the_edition_of_its_last_day(world: Realm) -> None:
    with undone():
        assert hands_in(world, file(PDF))[1] == 302
        later = {"from_on": "2024-12-15", "edition": stricter(), "procedure": FAMILY, "reason": "从严"}
        Adoption.objects.create(unit=world.own.units["college"], **later)
        clock.set_practice_date(date(2024, 12, 16))
        page = world.client("secretary").get(f"/cases/{world.own.case}/").context["page"]
        assert page.foot[0] == EDITION
        applied = next(fact.value for fact in page.facts if fact.label == "适用")
        assert applied == "《南通大学化学化工学院学生党员发展细则》（江澜大学党委采用）"
        other = world.client("secretary").get(f"/cases/{_second(world)}/").context["page"]
        assert other.foot[0] == "依据《化工学院实施办法》，化工学院党委采用，2024年12月15日起适用。"


def _second(world: Realm) -> int:
    """The running case of another student of the branch."""
    signed, student = {"signature": "signed_original"}, world.own.people["student"]
    return do("application", student, "2024-12-14", signed, family=FAMILY, subject=student.pk).case or 0


EDITION = "依据《南通大学化学化工学院学生党员发展细则》，江澜大学党委采用，2018年9月1日起适用。"


@pytest.mark.parametrize(
    ("differences", "said"),
    [
        (None, "纪实尚未校验。"),
        (0, "纪实校验正常，最近一次 2024年12月14日 03:00。"),
        (2, "2024年12月14日 03:00 校验纪实，有 2 处不一致，请联系管理员。"),
    ],
)
def test_the_foot_says_by_which_edition_who_adopted_it_and_when_the_journal_was_checked(
    world: Realm, differences: int | None, said: str
) -> None:
    with undone():
        if differences is not None:
            JournalCheck.objects.create(
                at=datetime(2024, 12, 13, 19, tzinfo=UTC), entries=9, differences=differences
            )
        secretary = world.client("secretary")
        assert secretary.get(f"/cases/{world.own.case}/").context["page"].foot == (EDITION, said)
        assert secretary.get(f"/cases/{world.own.case}/journal/").context["page"].checked == said
        assert world.client("subject").get("/me/").context["page"].foot == (EDITION,)
