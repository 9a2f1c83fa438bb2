"""Editions from their files: YAML to a plain mapping to ``Edition``, every problem with its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.apps import AppConfig, apps

from workflows.nodes.procedure import roadless
from workflows.rules.regulations import Edition, EditionError, EditionProblem
from workflows.services.tables import unsound_tables
from workflows.texts.sentences import sentence
from workflows.texts.speaking import SOURCE
from workflows.texts.yaml_text import Document, Keys, YamlRefusedError, read_yaml


@dataclass(frozen=True, slots=True)
class PlacedProblem:
    """One thing wrong with a file: where, a message id and its parameters. Lines and columns count from 1."""

    source: str
    line: int
    column: int
    message: str
    params: Mapping[str, Any] = field(default_factory=dict)
    keys: Keys = ()

    def say(self, language: str = SOURCE) -> str:
        """One line: file, line, column, the keys that lead there, and the sentence."""
        lead = f"{' > '.join(self.keys)} " if self.keys else ""
        place = f"{self.source}:{self.line}:{self.column}"
        return f"{place}: {lead}{sentence(self.message, self.params, language)}"


class EditionRefusedError(ValueError):
    """A file is no edition; ``problems`` lists everything that is wrong with it."""

    def __init__(self, problems: Iterable[PlacedProblem]) -> None:
        """Keep the problems in the order they were found."""
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.say() for problem in self.problems))


@dataclass(frozen=True, slots=True)
class EditionFile:
    """An edition with the file it was read from, laid over its parent when it has one."""

    document: Document
    edition: Edition


def read_edition(path: Path) -> EditionFile:
    """Read one file by itself; raises ``EditionRefusedError``. A child is not yet laid over its parent."""
    try:
        document = read_yaml(path)
    except YamlRefusedError as error:
        problem = PlacedProblem(error.source, error.line, error.column, error.problem, error.params)
        raise EditionRefusedError([problem]) from None
    return EditionFile(document, edition_from(document))


@lru_cache(maxsize=64)
def _read_once(path: Path, _data: bytes) -> EditionFile:
    """The same of a shipped file, as long as it says the same: to read one takes half a second."""
    return read_edition(path)


def edition_from(document: Document) -> Edition:
    """The edition a document holds; raises ``EditionRefusedError`` with every problem and its place."""
    problems = [placed(document, keys, "edition.not_quoted", value=value) for keys, value in _bare(document)]
    try:
        edition = Edition.from_mapping(document.content)
    except EditionError as error:
        problems += _each_placed(document, error.problems)
    if problems:
        raise EditionRefusedError(problems)
    return edition


def laid_over(file: EditionFile, parent: Edition) -> EditionFile:
    """The file's edition, with its parent's values where it is silent.

    Raises ``EditionRefusedError``: it is looser, or chooses a word for which its procedure has no road.
    """
    try:
        return _with_roads(EditionFile(file.document, parent.tightened_by(file.edition)))
    except EditionError as error:
        raise EditionRefusedError(_each_placed(file.document, error.problems)) from None


def _with_roads(file: EditionFile) -> EditionFile:
    """The file, if its procedure has a road for each word in it; ``EditionRefusedError`` if not."""
    if problems := _each_placed(file.document, roadless(file.edition)):
        raise EditionRefusedError(problems)
    return file


def _each_placed(document: Document, problems: Iterable[EditionProblem]) -> list[PlacedProblem]:
    return [placed(document, each.path, each.problem, **each.params) for each in problems]


def placed(document: Document, keys: Keys, message: str, **params: Any) -> PlacedProblem:
    """A problem at a key of a document, or at the nearest key above it."""
    line, column = document.place(keys)
    return PlacedProblem(document.source, line, column, message, params, keys)


def shipped_editions() -> tuple[EditionFile, ...]:
    """The editions of all installed procedures (``regulations/*.yaml``), parents before their children.

    Raises ``EditionRefusedError``: a file is malformed, serves another procedure than the one it lies in,
    takes an id that is taken, names a parent or a table that is not there as it was named, or chooses a word
    for which there is no road.
    """
    files: dict[str, EditionFile] = {}
    for config in apps.get_app_configs():
        for path in sorted(Path(config.path, "regulations").glob("*.yaml")):
            file = _read_once(path, path.read_bytes())
            _belongs(file, config, files)
            files[file.edition.id] = file
    return _in_order(files)


def _bare(document: Document) -> Iterable[tuple[Keys, str]]:
    """Rule ids and articles that stand without quotes, where a figure would be read as a number."""
    for keys in document.places:
        match keys:
            case ("parameters", _, "rule" | "article") | ("cites", _) if keys not in document.quoted:
                value = document.at(keys)
                if isinstance(value, str):
                    yield keys, value


def _belongs(file: EditionFile, config: AppConfig, files: Mapping[str, EditionFile]) -> None:
    edition, document = file.edition, file.document
    if edition.procedure != config.label:
        params = {"expected": config.label, "found": edition.procedure}
        raise EditionRefusedError([placed(document, ("procedure",), "edition.other_procedure", **params)])
    if problems := _each_placed(document, unsound_tables(edition)):
        raise EditionRefusedError(problems)
    if edition.id in files:
        other = files[edition.id].document.source
        raise EditionRefusedError([placed(document, ("id",), "edition.id_twice", id=edition.id, other=other)])


def _in_order(files: Mapping[str, EditionFile]) -> tuple[EditionFile, ...]:
    ready: dict[str, EditionFile] = {}
    waiting = dict(files)
    while waiting:
        able = [each for each in waiting.values() if not each.edition.parent or each.edition.parent in ready]
        if not able:
            raise EditionRefusedError(
                placed(each.document, ("parent",), "edition.no_parent", parent=each.edition.parent)
                for each in waiting.values()
            )
        for each in able:
            name, parent = each.edition.id, each.edition.parent
            ready[name] = laid_over(each, ready[parent].edition) if parent else _with_roads(each)
            del waiting[name]
    return tuple(ready.values())
