"""People, where they belong, and the offices they hold, each with its dates.

Rights follow from these rows on the date of an act; guardian's rows are only a projection of them.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from workflows.models.units import Unit


class Person(models.Model):
    """Somebody the institution knows, with or without an account; never deleted, only closed."""

    number = models.CharField("学号/工号", max_length=40, unique=True)
    name = models.CharField("姓名", max_length=80)
    initials = models.CharField("拼音首字母", max_length=40, blank=True, db_index=True)
    born_on = models.DateField("出生日期", null=True, blank=True)
    details = models.JSONField(default=dict, blank=True)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="person"
    )
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("number",)
        verbose_name = "人员"
        verbose_name_plural = "人员"

    def __str__(self) -> str:
        return f"{self.name}（{self.number}）"


class Membership(models.Model):
    """隶属: a person's place in one tree, with the standing held there, from a day to a day (exclusive).

    Where the progress of ``case`` gives the standing, ``otherwise`` is the one that the roster records.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    tree = models.CharField(max_length=40)
    standing = models.CharField(max_length=40)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    case = models.ForeignKey(
        "workflows.Case", on_delete=models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    otherwise = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ("person_id", "tree", "from_on")
        verbose_name = "隶属"
        verbose_name_plural = "隶属"
        constraints = [
            models.UniqueConstraint(
                fields=("person", "tree", "from_on"), name="membership_one_start_per_day"
            ),
            models.UniqueConstraint(
                fields=("person", "tree"), condition=Q(to_on=None), name="membership_one_open_per_tree"
            ),
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gt=F("from_on")), name="membership_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}@{self.unit_id}: {self.standing}"


class OfficeTerm(models.Model):
    """任职: an office held at a unit, from a day to a day (exclusive)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="terms")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="terms")
    office = models.CharField(max_length=60)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    acting_for = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="delegations"
    )

    class Meta:
        ordering = ("person_id", "from_on")
        verbose_name = "任职"
        verbose_name_plural = "任职"
        constraints = [
            models.UniqueConstraint(
                fields=("person", "unit", "office", "from_on"), name="office_term_one_start_per_day"
            ),
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gt=F("from_on")), name="office_term_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.office}@{self.unit_id}"
