from __future__ import annotations

from pathlib import Path

from portal.imports.handbook import column_tables

HANDBOOK = Path(__file__).parents[3] / "docs" / "roster.md"


def test_the_handbook_lists_the_columns_as_they_are() -> None:
    """When this fails, put what ``column_tables()`` returns below the heading 各列."""
    assert HANDBOOK.read_text(encoding="utf-8").partition("## 各列\n\n")[2] == column_tables() + "\n"
