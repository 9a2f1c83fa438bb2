"""Taking values from a document one by one, with a placed problem for each that is not as it should be."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, time
from difflib import get_close_matches
from typing import Any

from workflows.services.editions import PlacedProblem, placed
from workflows.texts.yaml_text import Document, Keys


class MalformedError(ValueError):
    """A file is no case file; ``problems`` lists everything that is wrong with it."""

    def __init__(self, problems: Iterable[PlacedProblem]) -> None:
        """Keep the problems in the order they were found."""
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.say() for problem in self.problems))


def nearest(word: str, among: Iterable[str]) -> str:
    """The word that was probably meant, or nothing."""
    return next(iter(get_close_matches(word, list(among), n=1, cutoff=0.5)), "")


class Sheet:
    """A document and what was found wrong with it; in place of a wrong value a harmless one is given."""

    def __init__(self, document: Document) -> None:
        """Begin with nothing wrong."""
        self.document = document
        self.problems: list[PlacedProblem] = []

    def wrong(self, keys: Keys, message: str, **params: Any) -> None:
        """Note a problem at a key."""
        self.problems.append(placed(self.document, keys, message, **params))

    def value(self, *keys: str) -> Any:
        """What stands at a key, or None."""
        try:
            return self.document.at(keys)
        except (KeyError, IndexError, TypeError, ValueError):
            return None

    def has(self, *keys: str) -> bool:
        """Whether something stands at a key."""
        return self.value(*keys) is not None

    def mapping(self, *keys: str, among: Collection[str] = ()) -> dict[str, Any]:
        """A mapping, nothing where there is none; of keys that nobody knows the nearest is suggested."""
        value = self.value(*keys)
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.wrong(keys, "play.no_mapping")
            return {}
        for name in value if among else ():
            if name not in among:
                self.unknown((*keys, name), "play.unknown_key", name, among)
        return {name: content for name, content in value.items() if not among or name in among}

    def items(self, *keys: str) -> list[Keys]:
        """The keys of the members of a list, none where there is none."""
        value = self.value(*keys)
        if value is None:
            return []
        if not isinstance(value, list):
            self.wrong(keys, "play.no_list")
            return []
        return [(*keys, str(place)) for place in range(len(value))]

    def text(self, *keys: str, default: str | None = "") -> str:
        """A text; without a default it must be there."""
        value = self.value(*keys)
        if isinstance(value, str) and value:
            return value
        if value is None and default is not None:
            return default
        self.wrong(keys, "play.no_text" if value is not None else "play.missing", key=keys[-1])
        return default or ""

    def day(self, *keys: str) -> date | None:
        """A date, or None where there is none."""
        value = self.value(*keys)
        if value is None:
            return None
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            self.wrong(keys, "play.no_date", value=value)
            return None

    def clock(self, *keys: str) -> time | None:
        """A time of the day, or None where there is none."""
        value = self.value(*keys)
        if value is None:
            return None
        try:
            return time.fromisoformat(value)
        except (TypeError, ValueError):
            self.wrong(keys, "play.no_time", value=value)
            return None

    def chosen(self, *keys: str, among: Collection[str], message: str) -> str | None:
        """One of the names known, or None where there is none; of others the nearest is suggested."""
        name = self.text(*keys)
        if not name:
            return None
        if name in among:
            return name
        self.unknown(keys, message, name, among)
        return None

    def unknown(self, keys: Keys, message: str, name: str, among: Iterable[str]) -> None:
        """Note a word that nobody knows, with the one that was probably meant."""
        meant = nearest(name, among)
        self.wrong(keys, f"{message}_nearest" if meant else message, name=name, nearest=meant)
