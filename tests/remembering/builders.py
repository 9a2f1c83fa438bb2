"""Remembers what a builder of a test world wrote, and gives it back to whoever asks for the same again.

A builder is remembered by its plain arguments and by what the database held before: nothing, or what another
remembered builder had left there and nobody has touched since. In any other case it simply builds. What it
returns names people and units of its world; a later caller receives the same with those of its own world.
The processes of one run share what they remember in a folder, so that each world is built by one of them.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from hashlib import sha256
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

from django.db import connection

from tests.emptying import filled
from tests.remembering import rows
from tests.remembering.names import Names, World, read

P = ParamSpec("P")
R = TypeVar("R")
PLAIN = (str, int, bool, type(None))


#: the builders that led here, each with its arguments
History = tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """What the database was left with, by which world it is known, and how to see that it was touched."""

    history: History
    world: World | None
    changes: int
    savepoints: tuple[str, ...]

    def untouched(self) -> bool:
        """Whether nothing was written or rolled back since."""
        deeper = tuple(connection.savepoint_ids)[: len(self.savepoints)]
        return deeper == self.savepoints and changes() == self.changes


@dataclass(frozen=True, slots=True)
class Memory:
    """All rows after a builder, and what it returned; ``digest`` stands for the rows."""

    left: rows.Rows
    returned: bytes
    digest: str


_memories: dict[History, Memory] = {}
_standing: list[Standing] = []
_shared: list[Path] = []


def share(folder: Path) -> None:
    """Remember in a folder, too, which other processes of this run read."""
    folder.mkdir(exist_ok=True)
    _shared[:] = [folder]


def remembered(build: Callable[P, R]) -> Callable[P, R]:
    """Let a builder build once for the same arguments on the same database."""

    @wraps(build)
    def given(*args: P.args, **kwargs: P.kwargs) -> R:
        world, asked = _asked(build, args, kwargs)
        before = _before(world)
        if asked is None or before is None:
            return build(*args, **kwargs)
        history = (*before, asked)
        if history in _memories or _found(history, before):
            return cast("R", _given_back(history, before, world))
        names = Names(world)
        returned = build(*args, **kwargs)
        left = rows.read()
        digest = sha256(pickle.dumps(left)).hexdigest()
        _keep(history, before, Memory(left, names.write((returned, names.added())), digest))
        _stands(history, world or _world(returned))
        return returned

    return given


def forget() -> None:
    """The test is over: the next one finds another database."""
    _standing.clear()


def _keep(history: History, before: History, memory: Memory) -> None:
    _memories[history] = memory
    for file in _files(history, before):
        written = file.with_suffix(f".{os.getpid()}")
        written.write_bytes(pickle.dumps(memory))
        written.rename(file)


def _found(history: History, before: History) -> bool:
    """Whether another process has built this; its numbers are not given out again by this database."""
    for file in _files(history, before):
        if file.exists():
            memory = pickle.loads(file.read_bytes())  # noqa: S301 (written by this run)
            rows.pass_over(memory.left)
            _memories[history] = memory
    return history in _memories


def _files(history: History, before: History) -> list[Path]:
    """Where it is shared; what was built on a world bears the ids that this had in that process."""
    over = _memories[before].digest if before else ""
    name = sha256(repr((history, over)).encode()).hexdigest()
    return [folder / name for folder in _shared]


def _asked(
    build: Callable[..., object], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> tuple[World | None, tuple[object, ...] | None]:
    """The world that is to be built on, and how a builder is called, where words can tell."""
    first = args[0] if args else None
    world = cast("World", first) if hasattr(first, "people") else None
    said = (*args[world is not None :], *sorted(kwargs.items()))
    named = _plain((*args[world is not None :], *kwargs.values()))
    return world, (build.__module__, build.__qualname__, *said) if named else None


def _plain(thing: object) -> bool:
    """Whether it is nothing but words, numbers and tuples of them."""
    return all(map(_plain, thing)) if isinstance(thing, tuple) else isinstance(thing, PLAIN)


def _before(world: World | None) -> History | None:
    """What the database holds, as far as it is known."""
    if world is None:
        return None if filled() else ()
    if _standing and _standing[-1].world is world and _standing[-1].untouched():
        return _standing[-1].history
    return None


def _given_back(history: History, before: History, world: World | None) -> object:
    memory = _memories[history]
    rows.write(memory.left, over=_memories[before].left if before else {})
    returned, added = read(memory.returned, world)
    for kind, found in added.items():
        getattr(world, kind).update(found)
    _stands(history, world or _world(returned))
    return returned


def _stands(history: History, world: World | None) -> None:
    _standing[:] = []
    if connection.in_atomic_block:
        _standing.append(Standing(history, world, changes(), tuple(connection.savepoint_ids)))


def _world(returned: Any) -> World | None:
    """The world within what a builder returned: itself, or that of the first of several."""
    first = returned[0] if isinstance(returned, (list, tuple)) else returned
    found = first if hasattr(first, "people") else getattr(first, "world", None)
    return cast("World | None", found)


def changes() -> int:
    """How many rows this transaction has written so far, those of rolled back savepoints too."""
    if connection.vendor == "sqlite":
        return cast("int", connection.connection.total_changes)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_xact_user_tables")
        return int(cursor.fetchone()[0])
