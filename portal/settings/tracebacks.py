"""Tracebacks for the log: where it went wrong, and of what was said only what nobody wrote on a paper.

Messages of exceptions quote what they stumbled over: a cell, an objection, a whole row of the database. The
log keeps their kind, their place and their plain words; what stands in quotes, in another script than ours or
in long digits is left out, and so is the detail that a database adds.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator, MutableMapping
from types import TracebackType
from typing import Any

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]

LEFT_OUT = "…"
LONGEST = 200
_PERSONAL = re.compile(r"'[^']*'|\"[^\"]*\"|[0-9]{5,}[Xx]?|[^\x20-\x7e]+")
_LONG_DIGITS = re.compile(r"[0-9]{15,}[Xx]?")


def quiet_traceback(exc_info: ExcInfo) -> str:
    """The traceback of an exception and of those it came from, without locals and without quotations."""
    return "\n".join(line for exception in _chain(exc_info[1]) for line in _told(exception))


def quiet_event(logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Leave long digits out of what is logged, whoever logs it: identity numbers have eighteen."""
    for name, value in event.items():
        if isinstance(value, str):
            event[name] = _LONG_DIGITS.sub(LEFT_OUT, value)
    return event


def quiet(message: str) -> str:
    """The plain words of a message, up to its first line's end."""
    first = message.partition("\n")[0]
    return _PERSONAL.sub(LEFT_OUT, first)[:LONGEST]


def _chain(exception: BaseException) -> Iterator[BaseException]:
    """What came first before what followed from it, as Python prints them; a circle is walked once."""
    found: list[BaseException] = []
    here: BaseException | None = exception
    while here is not None and here not in found:
        found.append(here)
        here = here.__cause__ or (None if here.__suppress_context__ else here.__context__)
    return reversed(found)


def _told(exception: BaseException) -> Iterator[str]:
    kind = type(exception)
    for frame in traceback.extract_tb(exception.__traceback__):
        yield f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}'
        yield f"    {frame.line}"
    yield f"{kind.__module__}.{kind.__qualname__}: {quiet(str(exception))}"
