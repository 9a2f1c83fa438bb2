"""What the import has to say about a file, a sheet, a row or a cell: a message id with parameters.

No sentence is formatted here; ``sentences`` renders the ids from ``messages.yaml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeAlias

Param: TypeAlias = "str | int | date | tuple[str, ...]"


class Gravity(StrEnum):
    """How much a remark stops."""

    #: Nothing of the file may be imported.
    FILE = "file"
    #: Nothing of this sheet is read; the others are.
    SHEET = "sheet"
    #: This row is left out; all others go on.
    ROW = "row"
    #: Nothing is stopped; somebody should know.
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to say, and where.

    ``row`` is the sheet's own row number (0 when the remark is about a whole sheet or file), ``column``
    the column's letter and ``field`` the column's name in ``columns``; both are empty when they do not apply.
    """

    message: str
    gravity: Gravity
    params: Mapping[str, Param] = field(default_factory=dict)
    sheet: str = ""
    row: int = 0
    column: str = ""
    field: str = ""


class Refused(Exception):
    """A file that is not read at all; ``message`` and ``params`` say why."""

    def __init__(self, message: str, **params: Param) -> None:
        super().__init__(message)
        self.message = message
        self.params: Mapping[str, Param] = params

    def remark(self) -> Remark:
        """The refusal as a remark on the whole file."""
        return Remark(self.message, Gravity.FILE, self.params)


class Unreadable(Exception):
    """A cell whose content is not what its column asks for; ``message`` and ``params`` say why."""

    def __init__(self, message: str, **params: Param) -> None:
        super().__init__(message)
        self.message = message
        self.params: Mapping[str, Param] = params
