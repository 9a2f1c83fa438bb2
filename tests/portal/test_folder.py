"""The whole file of a case as one archive: papers, what was handed in, the journal, an index with digests."""

from __future__ import annotations

import json
from hashlib import sha256
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from portal.documents.refusals import PaperRefused
from portal.rooms.papers import folder
from tests.portal.realm import Realm, realm
from workflows.models import Entry

pytestmark = pytest.mark.django_db
PRINTED = b"%PDF a paper"


@pytest.fixture
def world() -> Realm:
    """Three branches; the own subject has a file with a talk and an index of it."""
    return realm()


def taken(world: Realm, role: str = "secretary") -> ZipFile:
    """What somebody takes away."""
    answer = world.client(role).get(f"/cases/{world.own.case}/folder/")
    assert answer["Content-Type"] == "application/zip"
    return ZipFile(BytesIO(answer.getvalue()))


def printing(paper: Any) -> bytes:
    """A printer that is busy when a first talk comes."""
    if "谈话" in paper.title:
        raise PaperRefused("paper.busy")
    return PRINTED


def test_the_file_opens_offline_and_its_index_says_what_is_in_it(
    world: Realm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "paper_pdf", printing)
    archive = taken(world)
    names = ["纪实.json", "打印件/02 培养档案目录 2024-12-12.pdf", "目录.txt"]
    assert archive.namelist() == names
    journal = json.loads(archive.read("纪实.json"))
    entries = list(Entry.objects.filter(case=world.own.case).order_by("pk"))
    assert [each["hash"] for each in journal] == [entry.hash for entry in entries]
    assert [each["facts"] for each in journal] == [entry.facts for entry in entries]
    subject = world.own.people["subject"]
    assert archive.read("目录.txt").decode().splitlines() == [
        f"{subject.name}（{subject.number}）",
        "2024年12月14日",
        "每行是一个文件的 SHA-256；在这个文件夹里核对：sha256sum -c 目录.txt",
        "",
        f"{sha256(archive.read('纪实.json')).hexdigest()}  纪实.json",
        "没有收入：打印件/01 入党申请人谈话记录 2024-09-10.pdf；正在打印的文件太多，请稍后再试。",
        f"{sha256(PRINTED).hexdigest()}  打印件/02 培养档案目录 2024-12-12.pdf",
    ]


def test_nothing_personal_of_the_journal_is_in_it(world: Realm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "paper_pdf", printing)
    told = taken(world).read("纪实.json").decode()
    assert [
        word for word in ("反映人", "反映内容", "动机", "审核意见") if f"{world.own.mark}{word}" in told
    ] == []


def test_the_case_leads_to_it(world: Realm) -> None:
    page = world.client("secretary").get(f"/cases/{world.own.case}/").context["page"]
    assert (page.folder.text, page.folder.href) == ("整份档案（ZIP）", f"/cases/{world.own.case}/folder/")
