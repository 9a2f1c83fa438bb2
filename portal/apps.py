"""The portal as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Accounts, the institution and the pages."""

    name = "portal"
    label = "portal"
    verbose_name = "门户"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the system checks."""
        from portal import checks  # noqa: F401, PLC0415 (registering is the import's effect; apps are ready only now)
