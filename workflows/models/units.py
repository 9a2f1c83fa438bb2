"""Units: the organisation as a tree whose levels are optional and named by the procedures."""

from __future__ import annotations

from django.db import models


class Unit(models.Model):
    """One organisation 单位 in the tree: a university committee, a college, a class.

    ``kind`` is a word of the procedures (the engine compares it and never interprets it).
    ``details`` holds the few facts that rules ask a unit for, such as whether it has a committee.
    """

    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    code = models.CharField(max_length=40, unique=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    details = models.JSONField(default=dict, blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("code",)
        verbose_name = "单位"
        verbose_name_plural = "单位"
        permissions = (("act_in_unit", "在该单位任职"),)

    def __str__(self) -> str:
        return self.name
