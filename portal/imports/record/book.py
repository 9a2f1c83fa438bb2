"""The sheets of a kind of record: one for each act, its columns the fields of the act's paper."""

from __future__ import annotations

from collections.abc import Iterator

from django import forms

from portal.imports.choices import YES_NO, Choice
from portal.imports.columns import Book, Column, Kind, Need, Schema
from portal.imports.record.words import ANSWERS, COLUMNS, SHEETS
from workflows.nodes import Paper, RecordAct, RecordType
from workflows.rules.facts import EACH, JOINED, LATEST
from workflows.texts.speaking import in_source

#: the column of the legal date, where the paper has none of its own
DAY = "on"
NUMBER = Column(
    "number",
    "学号/工号",
    Kind.NUMBER,
    ("学号", "工号", "学工号", "编号"),
    Need.ALWAYS,
    help="一人一号，设为文本，前面的0不能丢。",
)
NAME = Column("name", "姓名", Kind.NAME, longest=80, help="可不填；填了就核对是否与编号是同一人。")
LONGEST = 100
#: what goes into a column of which its field says no more
USUAL = {
    Kind.COUNT: "整数，例如12。",
    Kind.DECIMAL: "数字，例如92.5，按原样保留。",
    Kind.DATE: "完整的年月日，例如2024-09-01。",
    Kind.YEAR: "例如2024-2025。",
}
#: the field of a school year, which people write in many ways
YEAR = "year"
MOST_ROWS = 10_000


def book_of(kind: type[RecordType]) -> Book:
    """The sheets of a kind of record, in the order of its acts, in Chinese whoever fills them in."""
    with in_source():
        return Book(tuple(_schema(act) for act in kind.recording().values()))


def _schema(act: RecordAct) -> Schema:
    paper = act.paper or Paper
    keys = () if act.keep in {EACH, LATEST} else tuple(act.keep.split(JOINED))
    return Schema(
        kind=act.name,
        titles=(paper.title, *SHEETS.get(paper.title, ())),
        columns=(NUMBER, NAME, *_columns(act, paper)),
        keys=(NUMBER.field, *keys),
        telling=(NUMBER.field, NAME.field),
        twice="records_twice",
        most=MOST_ROWS,
    )


def _columns(act: RecordAct, paper: type[Paper]) -> Iterator[Column]:
    if not act.dated:
        said = "事情本身的日期，不是登记的日期；完整的年月日。"
        yield Column(DAY, act.day, Kind.DATE, _others(act.day), Need.ALWAYS, help=said)
    for name, field in paper.base_fields.items():
        yield _column(act, name, field)


def _column(act: RecordAct, name: str, field: forms.Field) -> Column:
    title = str(field.label or name)
    asked = field.required or name == act.evidence
    choices = _choices(field)
    return Column(
        field=name,
        title=title,
        kind=_kind(name, field),
        aliases=_others(title),
        need=Need.ALWAYS if asked else Need.NEVER,
        choices=choices,
        longest=getattr(field, "max_length", None) or LONGEST,
        # A post or a sanction may end later; the day it began has come.
        future=isinstance(field, forms.DateField) and name != act.dated,
        help=_help(act, name, field, choices),
    )


def _kind(name: str, field: forms.Field) -> Kind:
    if name == YEAR:
        return Kind.YEAR
    if isinstance(field, (forms.ChoiceField, forms.BooleanField)):
        return Kind.CHOICE
    if isinstance(field, forms.DateField):
        return Kind.DATE
    if isinstance(field, forms.DecimalField):
        return Kind.DECIMAL
    return Kind.COUNT if isinstance(field, forms.IntegerField) else Kind.TEXT


def _choices(field: forms.Field) -> tuple[Choice, ...]:
    if isinstance(field, forms.BooleanField):
        return YES_NO
    if not isinstance(field, forms.ChoiceField):
        return ()
    pairs = [(str(value), str(label)) for value, label in field.choices]  # type: ignore[misc, union-attr]  # choices are pairs here
    return tuple(Choice(value, label, ANSWERS.get(label, ())) for value, label in pairs if value)


def _others(title: str) -> tuple[str, ...]:
    return COLUMNS.get(title, ())


def _help(act: RecordAct, name: str, field: forms.Field, choices: tuple[Choice, ...]) -> str:
    if name == act.evidence:
        return "文号、证书号或存放处，每行必填；文件可以在登记时一并附上。"
    if field.help_text:
        return str(field.help_text)
    if choices:
        return f"{'、'.join(choice.title for choice in choices)}之一。"
    longest = getattr(field, "max_length", None)
    return USUAL.get(_kind(name, field)) or f"至多{longest or LONGEST}个字。"
