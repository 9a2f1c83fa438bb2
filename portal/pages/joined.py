"""How parts of a sentence are put together, which each language does with marks of its own."""

from __future__ import annotations

from django.utils.translation import gettext as _

from workflows.texts.speaking import spoken
from workflows.texts.wording import wording_of


def labelled(label: str, said: str) -> str:
    """A label and what it says; the label alone where it says nothing."""
    return _("%(label)s：%(said)s") % {"label": label, "said": said} if said else label


def aside(text: str, aside: str) -> str:
    """A text with something in brackets behind it."""
    return _("%(text)s（%(aside)s）") % {"text": text, "aside": aside}


def with_number(name: str, number: str) -> str:
    """Somebody with their number, so that two of one name are told apart."""
    return aside(name, number)


def row_place(sheet: str, row: int) -> str:
    """A row of a workbook; the sheet alone where no row is meant."""
    return _("%(sheet)s第%(row)s行") % {"sheet": sheet, "row": row} if row else sheet


def sentences(*parts: str) -> str:
    """Several whole sentences, one behind the other."""
    return wording_of(spoken()).space.join(filter(None, parts))
