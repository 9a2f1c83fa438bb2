"""The row that the measured act keeps beside the journal."""

from __future__ import annotations

from django.db import models


class Reading(models.Model):
    """The latest reading of a case, as a procedure's own projection would keep it."""

    case_id = models.BigIntegerField()
    entry_id = models.BigIntegerField()
    read_on = models.DateField()
    value = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.case_id}: {self.value}"
