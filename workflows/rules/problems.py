"""What may be wrong with an edition, and reading single fields while collecting it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

Path: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EditionProblem:
    """One thing an edition may not say: where (keys from the top), a problem id, and its parameters."""

    path: Path
    problem: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        """One line for a log or a terminal."""
        said = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{' > '.join(self.path) or 'edition'}: {self.problem} ({said})"


class EditionError(ValueError):
    """An edition is refused; ``problems`` lists everything that is wrong with it."""

    def __init__(self, problems: Iterable[EditionProblem]) -> None:
        """Keep the problems in the order they were found."""
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(slots=True)
class Fields:
    """Reads fields of a mapping; a field that cannot be read is reported and comes back empty."""

    problems: list[EditionProblem] = field(default_factory=list)

    def report(self, path: Path, problem: str, **params: Any) -> None:
        """Note a problem and go on reading."""
        self.problems.append(EditionProblem(path, problem, params))

    def known_keys(self, path: Path, content: Mapping[str, Any], known: Sequence[str]) -> None:
        """Report each key that is not known."""
        for key in content:
            if key not in known:
                self.report((*path, str(key)), "edition.unknown_key", key=str(key))

    def no_floats(self, path: Path, value: Any) -> None:
        """Report each float at any depth: a share is quoted text, a count is whole."""
        if isinstance(value, float):
            self.report(path, "edition.float", value=repr(value))
        elif isinstance(value, Mapping):
            for key, item in value.items():
                self.no_floats((*path, str(key)), item)
        elif isinstance(value, (list, tuple)):
            for place, item in enumerate(value):
                self.no_floats((*path, str(place)), item)

    def mapping(self, path: Path, value: Any) -> Mapping[str, Any]:
        """A mapping; absent is empty."""
        if value is None or isinstance(value, Mapping):
            return value or {}
        self.report(path, "edition.no_mapping", value=value)
        return {}

    def text(self, path: Path, content: Mapping[str, Any], key: str) -> str:
        """A text that must be there and not be empty."""
        return self._quoted((*path, key), content[key]) if self._stated(path, content, key) else ""

    def optional(self, path: Path, content: Mapping[str, Any], key: str) -> str | None:
        """A text that may be absent."""
        value = content.get(key)
        return None if value is None else self._quoted((*path, key), value)

    def matching(self, path: Path, content: Mapping[str, Any], key: str, pattern: re.Pattern[str]) -> str:
        """An id that must be there and have its form."""
        return self.form((*path, key), content[key], pattern) if self._stated(path, content, key) else ""

    def form(self, path: Path, value: Any, pattern: re.Pattern[str]) -> str:
        """An id in its form, quoted in the file: unquoted, 28.10 would be read as the number 28.1."""
        text = self._quoted(path, value)
        if isinstance(value, str) and not pattern.fullmatch(text):
            self.report(path, "edition.malformed", value=value, form=pattern.pattern)
        return text

    def choice(self, path: Path, content: Mapping[str, Any], key: str, among: Sequence[str]) -> str:
        """One of a few words; the first is the default."""
        value = content.get(key, among[0])
        if value in among:
            return str(value)
        self.report((*path, key), "edition.choice", value=value, among=tuple(among))
        return among[0]

    def flag(self, path: Path, content: Mapping[str, Any], key: str, *, default: bool) -> bool:
        """A yes or no."""
        value = content.get(key, default)
        if not isinstance(value, bool):
            self.report((*path, key), "edition.choice", value=value, among=(True, False))
        return value is True

    def words(self, path: Path, content: Mapping[str, Any], key: str) -> tuple[str, ...]:
        """A list of texts that may be absent."""
        value = content.get(key, ())
        if isinstance(value, (list, tuple)):
            return tuple(self._quoted((*path, key, str(place)), item) for place, item in enumerate(value))
        self.report((*path, key), "edition.no_list", value=value)
        return ()

    def day(self, path: Path, content: Mapping[str, Any], key: str) -> date | None:
        """A date, written as ISO text or read as a date by the file's loader; it may be absent."""
        value = content.get(key)
        if value is None or isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            self.report((*path, key), "edition.no_date", value=value)
            return None

    def _stated(self, path: Path, content: Mapping[str, Any], key: str) -> bool:
        stated = content.get(key) not in (None, "")
        if not stated:
            self.report((*path, key), "edition.missing", key=key)
        return stated

    def _quoted(self, path: Path, value: Any) -> str:
        if not isinstance(value, str):
            self.report(path, "edition.not_quoted", value=value)
        return str(value)
