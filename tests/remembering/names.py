"""What a builder returns, written by name where its world knows one, and read in the world of another."""

from __future__ import annotations

from io import BytesIO
from pickle import Pickler, Unpickler
from typing import Any, Protocol


class World(Protocol):
    """The units and people that stand in the database, by name and number."""

    units: dict[str, Any]
    people: dict[str, Any]


KINDS = ("units", "people")


class Names:
    """What has a name in the world that is built on: itself, its units and its people before the builder."""

    def __init__(self, world: World | None) -> None:
        self._world = world
        self._known = {id(world): ("world", "")} if world else {}
        for kind in KINDS if world else ():
            self._known |= {id(each): (kind, name) for name, each in getattr(world, kind).items()}

    def added(self) -> dict[str, dict[str, Any]]:
        """The units and people that the builder put into the world."""
        found = {kind: getattr(self._world, kind) for kind in KINDS} if self._world else {}
        return {
            kind: {name: each for name, each in held.items() if id(each) not in self._known}
            for kind, held in found.items()
        }

    def write(self, thing: object) -> bytes:
        """Anything, with names for what is known."""
        file = BytesIO()
        _Naming(file, self._known).dump(thing)
        return file.getvalue()


class _Naming(Pickler):
    """Writes only the name of what has one."""

    def __init__(self, file: BytesIO, known: dict[int, tuple[str, str]]) -> None:
        super().__init__(file)
        self._known = known

    def persistent_id(self, thing: object) -> tuple[str, str] | None:
        return self._known.get(id(thing))


class _Finding(Unpickler):
    """Reads it with what bears these names in the world of another caller."""

    def __init__(self, text: bytes, world: World | None) -> None:
        super().__init__(BytesIO(text))
        self._world = world

    def persistent_load(self, name: Any) -> Any:
        kind, key = name
        return self._world if kind == "world" else getattr(self._world, kind)[key]


def read(text: bytes, world: World | None) -> Any:
    """What was written, with what bears the same names in this world."""
    return _Finding(text, world).load()
