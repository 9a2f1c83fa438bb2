"""Nobody learns from the system who voted how, whatever he may read; nor what one teller found."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Iterator
from itertools import product

import pytest
from django.conf import settings
from django.db import connection, transaction

from tests.secrecy import attacker
from tests.toy.sitting import Sitting, count
from tests.toy.world import society
from workflows.door import Act, Refused
from workflows.models import Case, Entry
from workflows.nodes import seals
from workflows.rules.canonical import digest as canonical_digest

pytestmark = pytest.mark.django_db(transaction=True)

Pairing = Callable[[list[attacker.Trace], list[str]], dict[str, str]]
POSTGRESQL = "SQLite has one file and one writer: no transactions to tell apart, no log that outlives them"
on_postgresql = pytest.mark.skipif("sqlite" in settings.DATABASES["default"]["ENGINE"], reason=POSTGRESQL)


@pytest.fixture
def sitting() -> Sitting:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pageinspect")
            # Rows that earlier tests deleted still lie on the pages that the attacker reads.
            cursor.execute("VACUUM")
    return Sitting(society())


def voted(people: list[str], seed: int) -> dict[str, str]:
    """How each of these people voted: known in the room, and nowhere else."""
    draw = random.Random(seed)  # noqa: S311 - a fixed draw for a test
    return {number: draw.choices(attacker.CHOICES, (5, 3, 2))[0] for number in people}


def recorded(sitting: Sitting, case: int, truth: attacker.Truth, *written: str) -> dict[str, int]:
    """The ballot on a case as two tellers enter it; the totals that the report states."""
    hall = attacker.totals_of({n: choice for n, choice in truth.items() if n not in written})
    envelopes = attacker.totals_of({number: truth[number] for number in written})
    numbers = {**hall, **{f"written_{choice}": total for choice, total in envelopes.items()}}
    assert sitting.decides(case, **numbers) in {"carried", "lost"}
    return attacker.totals_of(truth)


@pytest.mark.parametrize("seed", range(5))
def test_whoever_reads_every_row_and_page_guesses_no_better_than_from_the_totals(
    sitting: Sitting, seed: int
) -> None:
    written = ("v6", "v7")
    sitting.called().rolled().attended(v6="ill", v7="away")
    truth = voted(sitting.voting, seed)
    opinions = {number: f"2024-04-30 1{n}:00" for n, number in enumerate(written)}
    sitting.does("receive", {"opinions": opinions}, *sitting.cases)
    for case in sitting.cases:
        totals = recorded(sitting.opened(case), case, truth, *written)
    found, people = attacker.traces(), sitting.voting
    plain = attacker.by_totals(totals, people)
    paired = {**attacker.by_transaction(found, people), **attacker.by_order(found, people)}
    assert paired == {}
    assert attacker.hits({**plain, **paired}, truth) == attacker.hits(plain, truth)


@on_postgresql
@pytest.mark.parametrize(("apart", "pairs"), [(False, attacker.by_transaction), (True, attacker.by_order)])
def test_the_same_attack_reads_every_vote_of_a_system_that_stores_them(
    sitting: Sitting, *, apart: bool, pairs: Pairing
) -> None:
    truth = voted(sitting.voting, 1)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE leaky_voter (number text); CREATE TABLE leaky_vote (choice text)")
        for number, choice in truth.items():
            with transaction.atomic():
                cursor.execute("INSERT INTO leaky_voter VALUES (%s)", [number])
                if not apart:
                    cursor.execute("INSERT INTO leaky_vote VALUES (%s)", [choice])
            if apart:
                cursor.execute("INSERT INTO leaky_vote VALUES (%s)", [choice])
        found = [trace for trace in attacker.traces() if trace.place[0].startswith("leaky")]
        cursor.execute("DROP TABLE leaky_voter, leaky_vote")
    assert attacker.hits(pairs(found, sitting.voting), truth) == len(truth)


# ── What one teller found ──


OURS = """
    SELECT pg_read_binary_file('pg_wal/' || f.file_name, f.file_offset, (r.end_lsn - r.start_lsn)::bigint)
    FROM pg_get_wal_records_info(%s::pg_lsn, pg_current_wal_flush_lsn()) AS r,
         pg_walfile_name_offset(r.start_lsn) AS f,
         (SELECT oid FROM pg_database WHERE datname = current_database()) AS own
    WHERE r.block_ref LIKE '%%/' || own.oid || '/%%'
"""


def wal(since: str) -> bytes:
    """The bytes of the records that this database has written to the write-ahead log from a place on."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_switch_wal()")
        cursor.execute(OURS, [since])
        return b"".join(bytes(row[0]) for row in cursor.fetchall())


def place() -> str:
    """Where the write-ahead log ends now."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_walinspect")
        cursor.execute("SELECT pg_current_wal_lsn()::text")
        return str(cursor.fetchone()[0])


def test_of_a_first_count_nothing_stands_in_any_table(sitting: Sitting) -> None:
    first, _ = sitting.cases
    sitting.ready().opened(first).counts(first, 0, approve=6, oppose=5)
    rows = [trace.text for trace in attacker.traces() if not trace.place[0].startswith("workflows_edition")]
    assert [text for text in rows if "approve" in text or "issued" in text] == []


def test_nor_of_two_that_differ(sitting: Sitting) -> None:
    first, _ = sitting.cases
    sitting.ready().opened(first).counts(first, 0, approve=6, oppose=5)
    assert sitting.counts(first, 1, approve=5, oppose=6) == "recount"
    rows = [trace.text for trace in attacker.traces() if not trace.place[0].startswith("workflows_edition")]
    assert [text for text in rows if "approve" in text or "issued" in text] == []


@on_postgresql
def test_nor_in_the_write_ahead_log(sitting: Sitting) -> None:
    first, _ = sitting.cases
    sitting.ready().opened(first)
    since = place()
    sitting.counts(first, 0, approve=6, oppose=5)
    log = wal(since)
    assert b"joining" in log
    assert b"approve" not in log
    sitting.counts(first, 1, approve=6, oppose=5)
    assert b"approve" in wal(since)


def possible(present: int) -> Iterator[dict[str, int]]:
    """Every count that so many papers allow."""
    for approve, oppose, abstain in product(range(present + 1), repeat=3):
        void = present - approve - oppose - abstain
        if void >= 0:
            numbers = {"approve": approve, "oppose": oppose, "abstain": abstain, "void": void}
            yield {**count(present), **numbers}


def asked(sitting: Sitting, entry: Entry, numbers: dict[str, int]) -> str:
    """The digest by which the door knows the same request again, for these numbers."""
    key = str(entry.request).rpartition(":")[2]
    data = {"method": "secret"}
    cases = {sitting.cases[0]: numbers}
    by = sitting.tellers[0].pk
    return Act("count", by, key, entry.on, data, matter=sitting.matter, cases=cases).digest


def test_neither_seal_nor_digest_is_opened_by_trying_every_count(
    sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = sitting.cases
    sitting.ready().opened(first).counts(first, 0, approve=6, oppose=5)
    told = Entry.objects.get(case=first, act="joining")
    whole = Entry.objects.get(matter=sitting.matter, act="count", case=None)
    context = (Case.objects.get(pk=first).subject_id, "joining", told.facts["meeting"], 0)

    def found() -> tuple[int, int]:
        counts = list(possible(11))
        by_seal = [seals.seal(context, numbers) for numbers in counts].count(told.facts["seal"])
        return by_seal, [asked(sitting, whole, numbers) for numbers in counts].count(whole.request_digest)

    assert found() == (1, 1)  # with the institution's secret both would be
    monkeypatch.setattr(settings, "SECRET_KEY", "guessed")
    assert found() == (0, 0)
    plain = {canonical_digest([list(context), numbers]) for numbers in possible(11)}
    assert plain & {told.facts["seal"], whole.request_digest} == set()


# ── Logs ──


def test_the_log_holds_neither_counts_nor_reasons(sitting: Sitting, caplog: pytest.LogCaptureFixture) -> None:
    first, second = sitting.cases
    with caplog.at_level(logging.DEBUG):
        sitting.called().rolled()
        sitting.does("attend", {"absent": {"v7": "ill"}, "reasons": {"v7": "住院手术"}})
        sitting.does("receive", {"opinions": {"v7": "2024-05-01 09:00"}}, first)
        sitting.opened(first)
        with pytest.raises(Refused) as refused:
            sitting.counts(first, 0, approve=7, oppose=2)
        assert sitting.decides(first, approve=7, oppose=3, written_approve=1) == "carried"
        sitting.does("defer", {}, second, reason="分歧很大")
    said = [record.getMessage() for record in caplog.records if record.name != "django.db.backends"]
    assert said == []
    assert "7" not in str(refused.value)
