"""Values as canonical JSON, so that the same content has the same bytes and the same digest anywhere."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction
from hashlib import sha256
from json.encoder import encode_basestring
from typing import Any, Final, TypeAlias, cast

from workflows.rules.calendars import Period

Value: TypeAlias = "bool | int | str | date | Fraction | Period | tuple[Value, ...] | None"
_CANONICAL: Final = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
)

#: most of what is kept is one of these, and need not be asked what else it might be
ATOMS: Final = frozenset({str, int, bool})

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"


def encode(value: Value) -> Json:
    """A value as JSON that ``decode`` turns back; dates, fractions and periods become tagged objects.

    Raises ``TypeError`` for anything else, floats and moments included.
    """
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, (tuple, list)):
        return [encode(item) for item in value]
    if isinstance(value, date) and not isinstance(value, datetime):
        return {"date": value.isoformat()}
    if isinstance(value, Fraction):
        return {"fraction": str(value)}
    if isinstance(value, Period):
        return {"period": cast("dict[str, Json]", value.to_mapping())}
    message = f"{value!r} is no value a rule may report"
    raise TypeError(message)


def decode(value: Json) -> Value:
    """What ``encode`` was given; lists come back as tuples."""
    if isinstance(value, list):
        return tuple(decode(item) for item in value)
    if not isinstance(value, dict):
        return value
    ((tag, content),) = value.items()
    if tag == "date":
        return date.fromisoformat(cast("str", content))
    if tag == "fraction":
        return Fraction(cast("str", content))
    return Period.parse(cast("Mapping[str, int]", content))


def plain(value: Any) -> Json:
    """Form data as plain JSON: dates as ISO text, fractions as text; floats raise ``TypeError``."""
    if value is None or type(value) in ATOMS:
        return cast("Json", value)
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, (int, str)):
        return value
    message = f"{value!r} cannot be kept as a fact"
    raise TypeError(message)


def canonical_json(value: Any) -> str:
    """JSON with sorted keys, no spaces and the characters as they are."""
    return _CANONICAL.encode(value)


def canonical_atom(value: str | int | None) -> str:
    """The same of a text, a whole number or nothing, for which no encoder need be made."""
    if value is None:
        return "null"
    if type(value) is int:
        return str(value)
    return encode_basestring(value) if isinstance(value, str) else canonical_json(value)


def canonical_object(texts: Mapping[str, str]) -> str:
    """The canonical JSON of an object whose values are canonical JSON already."""
    return f"{{{','.join([f'{encode_basestring(name)}:{texts[name]}' for name in sorted(texts)])}}}"


def digest(value: Any) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return sha256(canonical_json(value).encode()).hexdigest()
