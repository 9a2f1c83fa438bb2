"""The toy as a Django app, so that its class has a name that rows can keep."""

from __future__ import annotations

from django.apps import AppConfig


class ToyConfig(AppConfig):
    """Garden plots of an allotment society."""

    name = "tests.toy"
    label = "toy"

    def ready(self) -> None:
        """Build the procedure once the tables are known."""
        from tests.toy import (  # noqa: F401, PLC0415 - building a flow needs the loaded models
            council,
            errand,
            fair,
            flows,
            ladder,
            lease,
            nested,
        )
