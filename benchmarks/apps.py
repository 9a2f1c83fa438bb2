"""What is measured, as a Django app: its classes need names that rows can keep."""

from __future__ import annotations

from django.apps import AppConfig


class BenchmarksConfig(AppConfig):
    """A procedure that goes to and fro between two steps."""

    name = "benchmarks"
    label = "benchmarks"

    def ready(self) -> None:
        """Build the procedure and its peer once the tables are known."""
        from benchmarks import flows, peers  # noqa: F401, PLC0415 - building a flow needs the loaded models
