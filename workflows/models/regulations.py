"""Editions of regulations, their adoption by units, and the calendar that the institution corrects."""

from __future__ import annotations

from django.db import models

from workflows.models.units import Unit


class EditionRecord(models.Model):
    """版本: one text of a regulation's numbers, immutable; a changed file becomes a further record."""

    slug = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    procedure = models.CharField(max_length=80)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    in_force_from = models.DateField(null=True, blank=True)
    content = models.JSONField()
    digest = models.CharField(max_length=64, unique=True)
    loaded_at = models.DateTimeField()

    class Meta:
        ordering = ("slug", "loaded_at")
        verbose_name = "版本"
        verbose_name_plural = "版本"

    def __str__(self) -> str:
        return f"{self.title} {self.digest[:8]}"


class Adoption(models.Model):
    """采用: from ``from_on`` the unit and those below it work by this edition."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="adoptions")
    procedure = models.CharField(max_length=80)
    edition = models.ForeignKey(EditionRecord, on_delete=models.PROTECT, related_name="adoptions")
    from_on = models.DateField()
    reason = models.CharField(max_length=400)

    class Meta:
        ordering = ("unit_id", "procedure", "from_on")
        verbose_name = "采用"
        verbose_name_plural = "采用"
        constraints = [
            models.UniqueConstraint(fields=("unit", "procedure", "from_on"), name="adoption_one_per_day"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.procedure} {self.from_on:%Y-%m-%d}"


class CalendarYear(models.Model):
    """A year whose working days are known; a year without a row is provisional 暂算."""

    year = models.PositiveSmallIntegerField(unique=True)
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ("year",)
        verbose_name = "日历年度"
        verbose_name_plural = "日历年度"

    def __str__(self) -> str:
        return str(self.year)


class CalendarDay(models.Model):
    """A day that differs from its weekday: a holiday, or a weekend day that is worked."""

    day = models.DateField(unique=True)
    working = models.BooleanField()
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ("day",)
        verbose_name = "日历调整"
        verbose_name_plural = "日历调整"

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"
