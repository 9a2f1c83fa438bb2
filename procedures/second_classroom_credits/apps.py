"""Recognition of second-classroom credits as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class SecondClassroomCreditsConfig(AppConfig):
    """The procedure of second-classroom credits: its flow, its editions, its table and its calculation."""

    name = "procedures.second_classroom_credits"
    label = "second_classroom_credits"
    verbose_name = "第二课堂学分认定"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Build the procedure once the tables are known."""
        from procedures.second_classroom_credits import flows  # noqa: F401, PLC0415 (a flow needs the loaded models)
