"""Somebody with every right in the database, who knows the roll and wants to know who voted how.

What he can look at: every row of every table with its place and its transaction, and rows that were deleted
but not yet overwritten. What he does with it: he pairs rows that name one person with rows that name one
choice, by the transaction they share, or by the order in which they stand.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import connection

CHOICES = ("approve", "oppose", "abstain")
#: tables in which nobody who votes is named, and which the test itself fills
LEFT_OUT = frozenset({"django_migrations", "auth_permission", "django_content_type"})
ROWS = 'SELECT ctid::text, xmin::text, to_jsonb(t)::text FROM "{table}" t ORDER BY ctid'
DEAD = """
    SELECT i.lp, i.t_xmin::text, encode(i.t_data, 'escape')
    FROM generate_series(0, pg_relation_size('"{table}"') / 8192 - 1) AS page(no),
         heap_page_items(get_raw_page('"{table}"', page.no::int)) AS i
    WHERE i.t_data IS NOT NULL ORDER BY page.no, i.lp
"""

Truth = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Trace:
    """One row or dead row: where it stands, the transaction that wrote it, and what it says."""

    place: tuple[str, int]
    transaction: str
    text: str


def tables() -> list[str]:
    """Every table that can hold anything of a meeting."""
    return sorted(set(connection.introspection.table_names()) - LEFT_OUT)


def traces() -> list[Trace]:
    """Every row of every table; on PostgreSQL the dead ones, too."""
    found: list[Trace] = []
    with connection.cursor() as cursor:
        for table in tables():
            if connection.vendor == "postgresql":
                cursor.execute(ROWS.format(table=table))
                found += [Trace((table, no), row[1], row[2]) for no, row in enumerate(cursor.fetchall())]
                cursor.execute(DEAD.format(table=table))
                dead = cursor.fetchall()
                found += [Trace((f"{table} (page)", no), row[1], row[2]) for no, row in enumerate(dead)]
            else:
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - a name that the database gave
                names = [column[0] for column in cursor.description]
                rows = [json.dumps(dict(zip(names, row, strict=True)), default=str) for row in cursor]
                found += [Trace((table, no), "", text) for no, text in enumerate(rows)]
    return found


def named(text: str, people: Iterable[str]) -> set[str]:
    """Whom of these people a row names, by number."""
    return {number for number in people if re.search(rf"(?<![0-9A-Za-z]){number}(?![0-9A-Za-z])", text)}


def chosen(text: str) -> set[str]:
    """The choices that a row speaks of; a total of nobody is none."""
    return {
        choice
        for choice in CHOICES
        if re.search(rf"(?<![a-z_]){choice}(?![a-z])", re.sub(r'"[a-z_]+"\s*:\s*0\b', "", text))
    }


def by_transaction(found: Iterable[Trace], people: Iterable[str]) -> dict[str, str]:
    """Whoever alone is named in a transaction in which one choice alone is spoken of."""
    whole: defaultdict[str, list[str]] = defaultdict(list)
    for trace in found:
        whole[trace.transaction].append(trace.text)
    guesses = {}
    for texts in whole.values():
        who, what = named(" ".join(texts), people), chosen(" ".join(texts))
        if len(who) == len(what) == 1:
            guesses[who.pop()] = what.pop()
    return guesses


def by_order(found: Iterable[Trace], people: Iterable[str]) -> dict[str, str]:
    """The rows of one table that name one person each, beside those of another that name one choice each."""
    persons: defaultdict[str, list[str]] = defaultdict(list)
    choices: defaultdict[str, list[str]] = defaultdict(list)
    for trace in found:
        who, what = named(trace.text, people), chosen(trace.text)
        if len(who) == 1 and not what:
            persons[trace.place[0]] += who
        if len(what) == 1 and not who:
            choices[trace.place[0]] += what
    return {
        number: choice
        for numbers in persons.values()
        for others in choices.values()
        if len(set(numbers)) == len(numbers) == len(others)
        for number, choice in zip(numbers, others, strict=True)
    }


def by_totals(totals: Mapping[str, int], people: Iterable[str]) -> dict[str, str]:
    """What anybody guesses who reads the report: the most frequent choice for everybody."""
    most = max(CHOICES, key=lambda choice: totals[choice])
    return dict.fromkeys(people, most)


def hits(guesses: Mapping[str, str], truth: Truth) -> int:
    """How many were guessed right."""
    return sum(guesses.get(number) == choice for number, choice in truth.items())


def totals_of(truth: Truth) -> dict[str, int]:
    """What a teller finds."""
    return {choice: Counter(truth.values())[choice] for choice in CHOICES}
