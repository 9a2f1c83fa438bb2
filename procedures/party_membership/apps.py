"""Development of student Party members as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class PartyMembershipConfig(AppConfig):
    """The procedure of party membership: its flow, rules, forms and editions."""

    name = "procedures.party_membership"
    label = "party_membership"
    verbose_name = "学生党员发展"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Build the procedure once the tables are known."""
        from procedures.party_membership import flows  # noqa: F401, PLC0415 (a flow needs the loaded models)
