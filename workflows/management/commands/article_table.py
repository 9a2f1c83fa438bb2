"""Write a procedure as a table of steps, articles, rules and documents."""

from __future__ import annotations

from typing import Any

from workflows.management.commands.export_bpmn import Command as Export
from workflows.nodes.tables import article_table


class Command(Export):
    """Markdown instead of BPMN."""

    help = "Write a procedure as a Markdown table: step, articles, rules, document."

    def text(self, procedure: Any) -> str:
        """The table."""
        return article_table(procedure)
