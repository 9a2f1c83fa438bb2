"""What every paper has, whatever else it says: the printer and the page that confirms papers need no more."""

from __future__ import annotations

from typing import Any, ClassVar, Protocol


class Printable(Protocol):
    """A frozen dataclass of plain strings, numbers, dates and blocks, and the template that shows it."""

    #: where its HTML stands among the templates
    template: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def institution(self) -> str:
        """The school or university; with the issuer it becomes the author in the file's properties."""

    @property
    def issuer(self) -> str:
        """The unit whose paper it is."""

    @property
    def title(self) -> str:
        """What stands at its head; U+200B marks where it may break."""

    @property
    def number(self) -> str:
        """The paper's own number."""

    @property
    def check_url(self) -> str:
        """Where the QR code leads; empty for none."""

    @property
    def mark(self) -> str:
        """What stands at the head of each page of a paper without effect."""

    @property
    def check_code(self) -> str:
        """The short code of what it says."""
