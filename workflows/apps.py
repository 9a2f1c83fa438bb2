"""The engine as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class WorkflowsConfig(AppConfig):
    """Cases, matters, entries and what moves them."""

    name = "workflows"
    label = "workflows"
    verbose_name = "流程引擎"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the system checks."""
        from workflows import checks  # noqa: F401, PLC0415 (they need the loaded models)
