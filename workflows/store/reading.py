"""What an act reads: first the rows it locks, then everything else, in the same round trip.

Each statement after the locking ones sees what was committed before the locks were had, because on
PostgreSQL (read committed) every statement has its own view, and on SQLite the writer is alone.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from workflows.store.looking_back import NO_PAST, Past, looking_back
from workflows.store.session import Order, Question, Row, Session

CASE = (
    "id, process_id, procedure, subject_id, unit_id, status, stage, stage_since, opened_on, ended_on, facts, "
    'steps, revision, "end"'
)
REQUEST = "request, request_digest, id, case_id, matter_id, outcome"
MATTER = "id, kind, unit_id, person_id, opened_on, closed_on, facts, revision"

#: for this transaction: how long to wait for a lock; to plan each statement once, before values are known;
#: and, since acts find their rows by keys, neither to read whole tables nor to compile, however old or absent
#: the statistics are
_SETTINGS = (
    "SELECT set_config('lock_timeout', %s, true), set_config('plan_cache_mode', 'force_generic_plan', true), "
    "set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)"
)
#: before many rows are written, whose plans depend on how many they are
_PLAN_AGAIN: Question = ("SELECT set_config('plan_cache_mode', 'auto', true)", ())
#: from so many cases on
MANY = 8

#: a person with memberships and terms, each a list of lists as JSON
_PEOPLE = """
WITH people(id) AS ({people})
SELECT w.id, w.number, w.name, w.born_on, w.details, w.closed_on,
    (SELECT {list}({each}(m.tree, u.id, u.kind, m.standing, m.from_on, m.to_on, m.case_id, m.otherwise))
        FROM workflows_membership m JOIN workflows_unit u ON u.id = m.unit_id WHERE m.person_id = w.id),
    (SELECT {list}({each}(t.office, t.from_on, t.to_on, u.id, u.kind))
        FROM workflows_officeterm t JOIN workflows_unit u ON u.id = t.unit_id WHERE t.person_id = w.id)
FROM people JOIN workflows_person w ON w.id = people.id"""

#: units and all above them, each with its adoptions as JSON
_PLACES = """
WITH RECURSIVE up(id) AS (
    {units}
    UNION SELECT u.parent_id FROM workflows_unit u JOIN up ON up.id = u.id WHERE u.parent_id IS NOT NULL
)
SELECT u.id, u.kind, u.name, u.details, u.parent_id, u.opened_on,
    (SELECT {list}({each}(a.procedure, a.edition_id, e.digest, a.from_on)) FROM workflows_adoption a
        JOIN workflows_editionrecord e ON e.id = a.edition_id WHERE a.unit_id = u.id)
FROM up JOIN workflows_unit u ON u.id = up.id"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of acts needs to know of: ids, people by number, keys, and how many new ids.

    ``homes`` are units that the acts name; ``journals`` those whose chain they may lengthen, and ``opening``
    the people whose units of the kinds ``kinds`` are such, because a case is opened for them. ``singles``
    are keys of which only one case or matter may be open. ``records`` are the kinds of matter that rules read
    of those whom the acts are about; ``recording`` the matters of such a kind that the acts change, and
    ``recorded`` the people for whom they open one. ``placing`` are the matters of those whom the acts place
    in a unit; the cases of these are wanted as well. ``around`` are the matters within which they open cases,
    ``past`` those whose acts reach back.
    """

    cases: Collection[int] = ()
    matters: Collection[int] = ()
    people: Collection[int] = ()
    numbers: Collection[str] = ()
    homes: Collection[int] = ()
    journals: Collection[int] = ()
    opening: Collection[int] = ()
    kinds: Collection[str] = ()
    requests: Collection[str] = ()
    singles: Collection[str] = ()
    records: Collection[str] = ()
    recording: Collection[int] = ()
    recorded: Collection[int] = ()
    placing: Collection[int] = ()
    around: Collection[int] = ()
    past: Past = NO_PAST
    electorate: tuple[Collection[int], Collection[str], Collection[str]] | None = None
    new: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """The rows as they came; nothing was asked about what was not wanted."""

    cases: list[Row]
    matters: list[Row]
    heads: list[Row]
    requests: list[Row]
    singles: list[Row]
    records: list[Row]
    people: list[Row]
    places: list[Row]
    past: dict[str, list[Row]]
    ids: dict[str, list[int]]


def read(session: Session, wanted: Wanted, *, lock: bool) -> Found:
    """Lock (when asked to) and read everything that ``wanted`` names, in one round trip on PostgreSQL."""
    past = looking_back(session, wanted.past)
    questions = {**_locking(session, wanted, lock=lock), **_rest(session, wanted), **past}
    asked = {name: question for name, question in questions.items() if question}
    answers = dict(zip(asked, session.ask(list(asked.values())), strict=True))
    return Found(
        cases=answers.get("cases", []),
        matters=answers.get("matters", []),
        heads=answers.get("heads", []),
        requests=answers.get("requests", []),
        singles=answers.get("singles", []),
        records=answers.get("records", []),
        people=answers.get("people", []),
        places=answers.get("places", []),
        past={name: answers.get(name, []) for name in past},
        ids=_ids(session, wanted.new, answers.get("ids", [])),
    )


def read_heads(session: Session, unit: int) -> list[Row]:
    """Lock the chain head of a unit that had not been known, creating it when the unit has no entry yet."""
    order = Order(
        "INSERT INTO workflows_chainhead (unit_id, seq, hash) VALUES (%s, 0, '') ON CONFLICT DO NOTHING",
        [(unit,)],
    )
    session.tell([order])
    suffix = " FOR UPDATE" if session.pipelined else ""
    statement = f"SELECT unit_id, seq, hash FROM workflows_chainhead WHERE unit_id = %s{suffix}"
    return session.ask([(statement, (unit,))])[0]


def more_ids(session: Session, table: str, count: int) -> list[int]:
    """Further ids of a table."""
    new = {table: count}
    return _ids(session, new, session.ask([_new_ids(session, new)])[0])[table]


def last_task(session: Session, process: int, ref: str) -> tuple[int, str]:
    """The latest task of a node in a process, with its token."""
    statement = (
        "SELECT id, token FROM viewflow_task WHERE process_id = %s AND flow_task = %s "
        "ORDER BY id DESC LIMIT 1"
    )
    ((task, token),) = session.ask([(statement, (process, ref))])[0]
    return task, token


def loads(value: Any) -> Any:
    """A JSON column, which either database hands over as text."""
    return json.loads(value) if isinstance(value, (str, bytes)) else value


def _locking(session: Session, wanted: Wanted, *, lock: bool) -> dict[str, Question | None]:
    """Cases by id, then matters by id, then the chain heads of their units: always in this order.

    A matter within which a case is opened is held by all who open one, and waits for who acts on it: what its
    rules saw when it was closed is then all there is.
    """
    suffix = " FOR UPDATE" if lock and session.pipelined else ""
    matters = f"SELECT {MATTER} FROM workflows_matter WHERE id {{}} ORDER BY id{suffix}"
    shared = "SELECT id FROM workflows_matter WHERE id {} ORDER BY id FOR SHARE"
    heads = "SELECT unit_id, seq, hash FROM workflows_chainhead WHERE unit_id IN ({}) ORDER BY unit_id"
    units = _journals(session, wanted)
    return {
        "settings": (_SETTINGS, (session.lock_timeout,)) if suffix else None,
        "cases": _cases(session, wanted, suffix),
        "matters": _union(session, (matters, wanted.matters)),
        "around": _union(session, (shared, wanted.around)) if suffix else None,
        "heads": units and (f"{heads.format(units[0])}{suffix}", units[1]),
    }


def _cases(session: Session, wanted: Wanted, suffix: str) -> Question | None:
    """The cases of the acts, and of those who are placed in a unit; under lock also those judged by a record.

    So an act on a case, which locks its case and reads records and memberships after, needs no lock on them.
    """
    select = f"SELECT {CASE} FROM workflows_case WHERE id {{}} ORDER BY id{suffix}"
    judged = (wanted.recording, wanted.recorded) if suffix else ((), ())
    if not (wanted.placing or any(judged)):
        return _union(session, (select, wanted.cases))
    of_record = "SELECT c.id FROM workflows_case c JOIN workflows_matter x ON x.person_id = c.subject_id"
    held = _union(
        session,
        ("SELECT id FROM workflows_case WHERE id {}", wanted.cases),
        (f"{of_record} WHERE x.id {{}}", {*wanted.placing, *judged[0]}),
        ("SELECT id FROM workflows_case WHERE subject_id {}", judged[1]),
    )
    return held and (select.format(f"IN ({held[0]})"), held[1])


def _journals(session: Session, wanted: Wanted) -> Question | None:
    """The ids of the units whose chains the acts may lengthen."""
    return _union(
        session,
        ("SELECT unit_id FROM workflows_case WHERE id {}", wanted.cases),
        ("SELECT unit_id FROM workflows_matter WHERE id {}", wanted.matters),
        ("SELECT id FROM workflows_unit WHERE id {}", wanted.journals),
        (
            "SELECT m.unit_id FROM workflows_membership m JOIN workflows_unit u ON u.id = m.unit_id "
            "WHERE m.person_id {} AND u.kind {}",
            wanted.opening,
            wanted.kinds,
        ),
    )


def _rest(session: Session, wanted: Wanted) -> dict[str, Question | None]:
    people, units = _people(session, wanted), _units(session, wanted)
    requests = f"SELECT {REQUEST} FROM workflows_entry WHERE request {{}}"
    functions = session.json_functions
    many = session.pipelined and len(wanted.cases) + len(wanted.opening) >= MANY
    return {
        "requests": _union(session, (requests, wanted.requests)),
        "singles": _union(
            session,
            ("SELECT single FROM workflows_case WHERE single {}", wanted.singles),
            ("SELECT single FROM workflows_matter WHERE single {}", wanted.singles),
        ),
        "records": _records(session, wanted),
        "people": people and (_PEOPLE.format(people=people[0], **functions), people[1]),
        "places": units and (_PLACES.format(units=units[0], **functions), units[1]),
        "ids": _new_ids(session, wanted.new) if any(wanted.new.values()) else None,
        "plans": _PLAN_AGAIN if many else None,
    }


def _records(session: Session, wanted: Wanted) -> Question | None:
    """What the records say of those whom the acts are about."""
    about = _union(
        session,
        ("SELECT subject_id FROM workflows_case WHERE id {}", wanted.cases),
        ("SELECT person_id FROM workflows_matter WHERE person_id IS NOT NULL AND id {}", wanted.matters),
        ("SELECT id FROM workflows_person WHERE id {}", wanted.opening),
    )
    if about is None or not wanted.records:
        return None
    condition, kinds = session.one_of(wanted.records)
    select = "SELECT kind, person_id, facts FROM workflows_matter WHERE kind"
    return f"{select} {condition} AND closed_on IS NULL AND person_id IN ({about[0]})", [kinds, *about[1]]


def _people(session: Session, wanted: Wanted) -> Question | None:
    """The ids of everybody whom the acts name, concern or may call to vote."""
    units, trees, standings = wanted.electorate or ((), (), ())
    members = "SELECT m.person_id FROM workflows_membership m"
    voting = "m.tree {} AND m.standing {}"
    there = f"{members} JOIN workflows_matter x ON x.unit_id = m.unit_id WHERE x.id {{}} AND {voting}"
    return _union(
        session,
        ("SELECT subject_id FROM workflows_case WHERE id {}", wanted.cases),
        ("SELECT person_id FROM workflows_matter WHERE person_id IS NOT NULL AND id {}", wanted.matters),
        ("SELECT id FROM workflows_person WHERE id {}", wanted.people),
        ("SELECT id FROM workflows_person WHERE number {}", wanted.numbers),
        (f"{members} WHERE m.unit_id {{}} AND {voting}", units, trees, standings),
        (there, wanted.matters, trees, standings),
    )


def _units(session: Session, wanted: Wanted) -> Question | None:
    """The ids of the units of cases and matters, of those whom they are about, and of those named."""
    members = "SELECT m.unit_id FROM workflows_membership m"
    return _union(
        session,
        (f"{members} JOIN workflows_case c ON c.subject_id = m.person_id WHERE c.id {{}}", wanted.cases),
        (f"{members} JOIN workflows_matter x ON x.person_id = m.person_id WHERE x.id {{}}", wanted.matters),
        (f"{members} WHERE m.person_id {{}}", wanted.people),
        ("SELECT unit_id FROM workflows_case WHERE id {}", wanted.cases),
        ("SELECT unit_id FROM workflows_matter WHERE id {}", wanted.matters),
        ("SELECT id FROM workflows_unit WHERE id {}", wanted.homes),
    )


def _union(session: Session, *parts: tuple[Any, ...]) -> Question | None:
    """One query of those parts whose values are all given; None when there is none.

    A part is a query with a ``{}`` for each condition, and the values that each condition admits.
    """
    texts, values = [], []
    for text, *collections in parts:
        if all(collections):
            conditions = [session.one_of(collection) for collection in collections]
            texts.append(text.format(*(condition for condition, _ in conditions)))
            values += [value for _, value in conditions]
    return (" UNION ".join(texts), values) if texts else None


def _new_ids(session: Session, new: Mapping[str, int]) -> Question:
    """Ids that nobody else will get: from sequences, or after the last ones while the writer is alone."""
    counts = {table: count for table, count in new.items() if count}
    if session.pipelined:
        return (
            "SELECT t.name, nextval((t.name || '_id_seq')::regclass) "
            "FROM unnest(%s::text[], %s::int[]) AS t(name, wanted), generate_series(1, t.wanted)",
            (list(counts), list(counts.values())),
        )
    condition, value = session.one_of(list(counts))
    return f"SELECT name, seq FROM sqlite_sequence WHERE name {condition}", (value,)


def _ids(session: Session, new: Mapping[str, int], rows: list[Row]) -> dict[str, list[int]]:
    """Ids of each table to take from the end; SQLite counts only rows inserted, so the session counts on."""
    if session.pipelined:
        found: dict[str, list[int]] = {table: [] for table in new}
        for table, own in rows:
            found[table].append(own)
        return {table: sorted(ids, reverse=True) for table, ids in found.items()}
    last: dict[str, int] = dict(rows)
    ids = {}
    for table, count in new.items():
        first = max(session.taken.get(table, 0), last.get(table, 0)) + 1
        ids[table] = list(range(first + count - 1, first - 1, -1))
        session.taken[table] = first + count - 1
    return ids
