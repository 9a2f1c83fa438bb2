"""A class before graduation as a workbook and on paper, with the figures of its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import BinaryIO

from django.utils.translation import gettext as _
from openpyxl import Workbook

from portal.imports.writing import Written, put, put_titles
from portal.rooms.credits.standing import Member
from portal.rooms.papers.telling import imprint
from procedures.second_classroom_credits.papers.lists import class_list, class_rows
from procedures.second_classroom_credits.scoring.amounts import credits_of
from workflows.documents import FormPaper
from workflows.models import Unit
from workflows.texts.sentences import word
from workflows.texts.speaking import in_source


def write_class(unit: Unit, members: Sequence[Member], target: BinaryIO) -> None:
    """The class in a workbook: credits as numbers, everything else as text."""
    book = Workbook()
    sheet = book.active
    sheet.title = _("毕业学分审核")
    put_titles(sheet, _titles(members))
    for at, member in enumerate(members, start=2):
        for column, value in enumerate(_cells(unit, member), start=1):
            put(sheet, at, column, value)
    book.save(target)


def _titles(members: Sequence[Member]) -> tuple[str, ...]:
    named = tuple(word(each) for each in _names(members))
    return (_("学号"), _("姓名"), _("班级"), _("结论"), _("总学分"), *named, _("缺项"))


def _names(members: Sequence[Member]) -> tuple[str, ...]:
    statement = next((each.statement for each in members if each.statement), None)
    return tuple(each.name for each in statement.modules) if statement else ()


def _cells(unit: Unit, member: Member) -> Iterator[Written]:
    yield from (member.number, member.name, unit.name, member.state.word)
    if member.statement is not None:
        for standing in (member.statement.total, *member.statement.modules):
            yield credits_of(standing.earned)
        yield _("，").join(member.said)


def class_paper(unit: Unit, members: Sequence[Member], *, on: date) -> FormPaper:
    """A class whose result is not recorded yet on paper, in the language of the regulation."""
    with in_source():
        return class_list(
            imprint(unit.name, on.year, unit.pk),
            name=unit.name,
            on=on,
            enough=sum(each.enough for each in members),
            modules=_names(members),
            rows=class_rows((each.number, each.name, each.statement) for each in members),
            recorded=False,
        )
