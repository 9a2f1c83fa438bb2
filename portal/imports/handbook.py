"""The tables of ``docs/roster.md``, from the columns and the help sentences, so that they cannot disagree."""

from __future__ import annotations

from collections.abc import Iterator

from portal.imports.columns import ROSTER, Book, Column, Kind, Schema
from portal.imports.sentences import sentence
from portal.imports.template import help_of
from portal.imports.values import LISTED_CHOICES

_KINDS = {
    Kind.TEXT: "文字",
    Kind.NAME: "文字",
    Kind.NUMBER: "编号",
    Kind.MOBILE: "电话",
    Kind.DATE: "日期",
    Kind.CHOICE: "选项",
    Kind.UNIT: "组织",
    Kind.COUNT: "整数",
    Kind.DECIMAL: "数字",
    Kind.YEAR: "学年",
    Kind.INTAKE: "年份",
    Kind.SPAN: "年数",
}


def column_tables(book: Book = ROSTER) -> str:
    """One table for each sheet, as Markdown."""
    return "\n\n".join("\n".join(_table(schema)) for schema in book.schemas)


def _table(schema: Schema) -> Iterator[str]:
    yield f"### {schema.titles[0]}"
    yield ""
    yield f"工作表也可以叫：{'、'.join(schema.titles[1:])}。"
    yield ""
    yield "| 列 | 也可以写作 | 必填 | 内容 | 说明 |"
    yield "|---|---|---|---|---|"
    for column in schema.columns:
        need = sentence(f"need_{column.need}")
        said = help_of(schema, column)
        yield f"| {column.title} | {'、'.join(column.aliases)} | {need} | {_content(column)} | {said} |"


def _content(column: Column) -> str:
    if not column.choices or len(column.choices) > LISTED_CHOICES:
        return _KINDS[column.kind]
    return "、".join(choice.title for choice in column.choices)
