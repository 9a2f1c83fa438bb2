from __future__ import annotations

from pathlib import Path

from portal.imports.handbook import column_tables
from portal.imports.record.book import book_of
from procedures.party_membership.flows.record import StudentRecord
from procedures.second_classroom_credits.flows.register import StudentRegister

DOCS = Path(__file__).parents[3] / "docs"
HANDBOOK, RECORDS, REGISTER = DOCS / "roster.md", DOCS / "records.md", DOCS / "credit-register.md"


def test_the_handbook_lists_the_columns_as_they_are() -> None:
    """When this fails, put what ``column_tables()`` returns below the heading 各列."""
    assert HANDBOOK.read_text(encoding="utf-8").partition("## 各列\n\n")[2] == column_tables() + "\n"


def test_the_handbook_of_the_register_lists_its_columns_as_they_are() -> None:
    """When this fails, put what ``column_tables(book_of(StudentRegister))`` returns below 各列."""
    written = REGISTER.read_text(encoding="utf-8").partition("## 各列\n\n")[2]
    assert written == column_tables(book_of(StudentRegister)) + "\n"


def test_the_handbook_of_records_lists_its_columns_as_they_are() -> None:
    """When this fails, put what ``column_tables(book_of(StudentRecord))`` returns below the heading 各列."""
    written = RECORDS.read_text(encoding="utf-8").partition("## 各列\n\n")[2]
    assert written == column_tables(book_of(StudentRecord)) + "\n"
