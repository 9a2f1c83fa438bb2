"""Reading YAML that people write: YAML 1.2, plain content only, and a place for every problem.

The text becomes mappings, lists, texts, whole numbers, yes or no, and nothing. What one reader of YAML takes
for a number or a yes and another for a text (``28.10``, ``10:30``, ``no``) is refused until it is in quotes,
and so is everything a file of ours has no use for: anchors, tags, several documents, keys twice.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeAlias, cast

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

Plain: TypeAlias = "bool | int | str | list[Plain] | dict[str, Plain] | None"
Keys: TypeAlias = tuple[str, ...]

# A regulation of 300 rules takes 70 kB; a file past this is no file that somebody wrote.
SIZE_LIMIT: Final = 1024 * 1024
DEPTH_LIMIT: Final = 12

NOTHING: Final = {"", "~", "null"}
FLAGS: Final = {"true": True, "false": False}
WHOLE: Final = re.compile(r"0|-?[1-9][0-9]{0,17}")
# Words and figures that readers of YAML 1.1 and 1.2 take for different things.
AMBIGUOUS: Final = re.compile(
    r"(y|n|yes|no|on|off|true|false|null)"
    r"|[-+]?(\d[\d_]*(\.[\d_]*)?|\.\d[\d_]*)(e[-+]?\d+)?"
    r"|[-+]?\.(inf|nan)"
    r"|[-+]?0[xob][\da-f_]+"
    r"|\d+(:\d+)+(\.\d*)?",
    re.IGNORECASE,
)
# Written as an escape, a character slips past the check of the file itself.
FORBIDDEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class YamlRefusedError(ValueError):
    """A text that is not read: where, which problem (a message id), and what it says.

    ``line`` and ``column`` count from 1 and are 0 where the whole file is meant.
    """

    def __init__(self, problem: str, *, source: str, line: int = 0, column: int = 0, **params: Any) -> None:
        """Keep the place and the problem; the sentence is rendered by whoever shows it."""
        self.problem, self.params = problem, params
        self.source, self.line, self.column = source, line, column
        said = ", ".join(f"{name}={value!r}" for name, value in params.items())
        super().__init__(f"{source}:{line}:{column}: {problem} ({said})")


@dataclass(frozen=True, slots=True)
class Document:
    """One file as plain content, with the place of each key and which texts stood in quotes."""

    source: str
    content: dict[str, Plain]
    places: Mapping[Keys, tuple[int, int]] = field(default_factory=dict)
    quoted: frozenset[Keys] = frozenset()

    def place(self, keys: Keys) -> tuple[int, int]:
        """Line and column of a key, or of the nearest key above it that the file has."""
        while keys and keys not in self.places:
            keys = keys[:-1]
        return self.places.get(keys, (1, 1))

    def at(self, keys: Keys) -> Plain:
        """What stands at a key; ``KeyError`` or ``IndexError`` when there is nothing."""
        found: Any = self.content
        for key in keys:
            found = found[int(key)] if isinstance(found, list) else found[key]
        return cast("Plain", found)

    def refused(self, problem: str, keys: Keys, **params: Any) -> YamlRefusedError:
        """The error for a problem at a key."""
        line, column = self.place(keys)
        return YamlRefusedError(problem, source=self.source, line=line, column=column, **params)


def read_yaml(path: Path, *, limit: int = SIZE_LIMIT) -> Document:
    """Read a file that holds one mapping; raises ``YamlRefusedError`` and what opening it raises."""
    with path.open("rb") as file:
        return parse_yaml(file.read(limit + 1), source=str(path), limit=limit)


def parse_yaml(data: bytes | str, *, source: str, limit: int = SIZE_LIMIT) -> Document:
    """Read a text that holds one mapping; raises ``YamlRefusedError``."""
    raw = data.encode(errors="surrogatepass") if isinstance(data, str) else data
    if len(raw) > limit:
        raise YamlRefusedError("yaml.too_big", source=source, limit=limit)
    return _Builder(source).document(_decoded(raw, source))


def _decoded(raw: bytes, source: str) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise YamlRefusedError("yaml.not_utf8", source=source, line=line, column=1) from None
    if (at := text.find("\0")) >= 0:
        line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
        raise YamlRefusedError("yaml.nul", source=source, line=line, column=column)
    return unicodedata.normalize("NFC", text)


class _Builder:
    """Builds one document from the events of the parser; it recurses no deeper than ``DEPTH_LIMIT``."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.places: dict[Keys, tuple[int, int]] = {}
        self.quoted: set[Keys] = set()
        self.events: Iterator[Any] = iter(())
        self.documents = 0

    def document(self, text: str) -> Document:
        self.events = self._checked(text)
        content: Plain = None
        for event in self.events:
            if isinstance(event, (ScalarEvent, MappingStartEvent, SequenceStartEvent)):
                content = self._node(event, ())
        if not isinstance(content, dict):
            raise YamlRefusedError("yaml.not_a_mapping", source=self.source, line=1, column=1)
        return Document(self.source, content, self.places, frozenset(self.quoted))

    def _checked(self, text: str) -> Iterator[Any]:
        """The parser's events, with what no file of ours needs refused."""
        for event in self._parsed(text):
            if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
                raise self._refused("yaml.anchor", event)
            if getattr(event, "tag", None):
                raise self._refused("yaml.tag", event, tag=str(event.tag))
            if isinstance(event, DocumentStartEvent):
                self._one_more_document(event)
            yield event

    def _parsed(self, text: str) -> Iterator[Any]:
        try:
            yield from YAML(typ="safe", pure=True).parse(text)
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise self._refused_at("yaml.syntax", mark, reason=str(error.problem or error.context)) from None
        except ReaderError as error:
            # Characters the format forbids carry a position in the text instead of a mark.
            raise self._forbidden(text, error.position) from None
        except (YAMLError, ValueError, OverflowError) as error:
            raise self._refused_at("yaml.syntax", None, reason=str(error)) from None

    def _one_more_document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            raise self._refused("yaml.several_documents", event)
        if event.version or event.tags:
            raise self._refused("yaml.directive", event)

    def _node(self, event: Any, keys: Keys) -> Plain:
        if len(keys) > DEPTH_LIMIT:
            raise self._refused("yaml.too_deep", event, limit=DEPTH_LIMIT)
        if isinstance(event, ScalarEvent):
            return self._scalar(event, keys)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(keys)
        return self._mapping(keys)

    def _sequence(self, keys: Keys) -> list[Plain]:
        items: list[Plain] = []
        for event in self.events:
            if isinstance(event, SequenceEndEvent):
                break
            item = (*keys, str(len(items)))
            self.places[item] = _place(event.start_mark)
            items.append(self._node(event, item))
        return items

    def _mapping(self, keys: Keys) -> dict[str, Plain]:
        content: dict[str, Plain] = {}
        for event in self.events:
            if isinstance(event, MappingEndEvent):
                break
            name = self._key(event)
            if name in content:
                raise self._refused("yaml.key_twice", event, key=name)
            key = (*keys, name)
            self.places[key] = _place(event.start_mark)
            content[name] = self._node(next(self.events), key)
        return content

    def _key(self, event: Any) -> str:
        """A key is a text; figures, yes and no stand in quotes. ``on`` is a text and stays one."""
        if not isinstance(event, ScalarEvent):
            raise self._refused("yaml.key_kind", event)
        text = self._text(event)
        bare = event.style is None and text != "on"
        if not text or (bare and AMBIGUOUS.fullmatch(text)):
            raise self._refused("yaml.key_unquoted", event, key=text)
        return text

    def _scalar(self, event: Any, keys: Keys) -> Plain:
        text = self._text(event)
        if event.style is not None:
            self.quoted.add(keys)
            return text
        if text in NOTHING:
            return None
        if text in FLAGS:
            return FLAGS[text]
        if WHOLE.fullmatch(text):
            return int(text)
        if AMBIGUOUS.fullmatch(text):
            raise self._refused("yaml.unquoted", event, value=text)
        return text

    def _text(self, event: ScalarEvent) -> str:
        text: str = event.value
        if found := FORBIDDEN.search(text):
            raise self._refused("yaml.character", event, character=f"U+{ord(found[0]):04X}")
        return unicodedata.normalize("NFC", text)

    def _refused(self, problem: str, event: Any, **params: Any) -> YamlRefusedError:
        return self._refused_at(problem, event.start_mark, **params)

    def _refused_at(self, problem: str, mark: Any, **params: Any) -> YamlRefusedError:
        line, column = _place(mark) if mark else (0, 0)
        return YamlRefusedError(problem, source=self.source, line=line, column=column, **params)

    def _forbidden(self, text: str, at: int) -> YamlRefusedError:
        line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
        return YamlRefusedError(
            "yaml.character", source=self.source, line=line, column=column, character=f"U+{ord(text[at]):04X}"
        )


def _place(mark: Any) -> tuple[int, int]:
    return mark.line + 1, mark.column + 1
