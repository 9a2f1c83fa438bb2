"""Files that are handed in: there before the entry that names them, entered after it, gone when refused."""

from __future__ import annotations

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import RequestFactory
from pytest_django import Settings

from portal.uploads import content_of, handed_in, kept_file, looked_at
from tests.portal.realm import PDF, kept
from workflows.models import StoredFile

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(settings: Settings) -> None:
    settings.STORAGES = {**settings.STORAGES}  # an empty storage in memory


def file(name: str = "a.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def sent(*files: SimpleUploadedFile) -> HttpRequest:
    return RequestFactory().post("/", {"act_scan": list(files)})


def refuse() -> None:
    raise ValueError("refused")


def refuse_once_another_was_done() -> None:
    kept(file("b.pdf"))
    refuse()


def there(digest: str) -> bool:
    return default_storage.exists(f"{digest[:2]}/{digest}.pdf")


def test_while_the_act_is_done_the_bytes_are_there_and_the_row_is_not() -> None:
    with handed_in(sent(file())) as (digest,):
        assert (there(digest), StoredFile.objects.count()) == (True, 0)
    row = StoredFile.objects.get()
    assert (row.sha256, row.name, row.size) == (digest, "a.pdf", len(PDF))


def test_a_refused_act_leaves_nothing() -> None:
    with pytest.raises(ValueError, match="refused"), handed_in(sent(file())) as (digest,):
        refuse()
    assert (there(digest), StoredFile.objects.count()) == (False, 0)


def test_what_was_kept_before_stays_when_it_is_refused_now() -> None:
    digest = kept(file())
    with pytest.raises(ValueError, match="refused"), handed_in(sent(file())):
        refuse()
    assert (there(digest), StoredFile.objects.count()) == (True, 1)


def test_what_another_act_named_meanwhile_stays_when_this_one_is_refused() -> None:
    with pytest.raises(ValueError, match="refused"), handed_in(sent(file())) as (digest,):
        refuse_once_another_was_done()
    assert (there(digest), StoredFile.objects.get().name) == (True, "b.pdf")


def test_bytes_that_a_refused_act_took_away_meanwhile_are_back_when_this_one_ends() -> None:
    with handed_in(sent(file())) as (digest,):
        looked_at(file()).forget()
        assert not there(digest)
    assert there(digest)


def test_a_file_whose_row_was_not_written_before_the_site_fell_is_entered_when_it_is_read() -> None:
    fallen = looked_at(file())
    fallen.save()
    assert kept_file("ab" * 32) is None
    row = kept_file(fallen.digest)
    assert row is not None
    with content_of(row) as content:
        assert (content.read(), row.media_type) == (PDF, "application/pdf")
    assert kept_file(fallen.digest) == row
