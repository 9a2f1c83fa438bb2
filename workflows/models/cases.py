"""Cases and matters: the two things that acts change, each one row that is locked first."""

from __future__ import annotations

from django.db import models
from viewflow.workflow.models import Process

from workflows.models.people import Person
from workflows.models.units import Unit


class CaseStatus(models.TextChoices):
    """Where a case stands as a whole; the stage says more."""

    #: acts may happen
    OPEN = "open", "办理中"
    #: only resuming, correcting and ending may happen
    SUSPENDED = "suspended", "暂缓"
    #: an end was reached; the record is closed
    ENDED = "ended", "已结束"


class Case(models.Model):
    """办件: one person's way through one procedure, and the only lock row of that way.

    ``facts`` and ``steps`` are folded from the journal, so that an act never reads its history.
    ``steps`` maps an open node's name to {"task": id, "token": str, "since": ISO date} with what is armed and
    owed there (``OpenStep``).
    ``single`` is filled while a procedure that allows one open case per subject has one.
    """

    process = models.OneToOneField(Process, on_delete=models.PROTECT, related_name="case")
    procedure = models.CharField(max_length=120)
    subject = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="cases")
    status = models.CharField(max_length=12, choices=CaseStatus, default=CaseStatus.OPEN)
    stage = models.CharField(max_length=60, blank=True)
    stage_since = models.DateField(null=True, blank=True)
    opened_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    end = models.CharField(max_length=60, blank=True)
    facts = models.JSONField(default=dict)
    steps = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    single = models.CharField(max_length=160, null=True, blank=True, unique=True)

    class Meta:
        ordering = ("id",)
        verbose_name = "办件"
        verbose_name_plural = "办件"
        indexes = [models.Index(fields=("unit", "status", "stage"), name="case_by_unit")]

    def __str__(self) -> str:
        return f"{self.procedure} {self.pk}"


class Matter(models.Model):
    """事项: a record that several cases share, or none: a meeting, a notice, a course, a person."""

    kind = models.CharField(max_length=120)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="matters")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="matters"
    )
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    facts = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    single = models.CharField(max_length=160, null=True, blank=True, unique=True)

    class Meta:
        ordering = ("id",)
        verbose_name = "事项"
        verbose_name_plural = "事项"
        indexes = [models.Index(fields=("unit", "kind", "closed_on"), name="matter_by_unit")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Assignment(models.Model):
    """Somebody an act named on a case or a matter: they may see it, and the door asks what they may do."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="assignments")
    matter = models.ForeignKey("Matter", on_delete=models.PROTECT, null=True, related_name="assignments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assignments")
    act = models.CharField(max_length=120)

    class Meta:
        verbose_name = "经办人"
        verbose_name_plural = "经办人"
        constraints = [
            models.UniqueConstraint(fields=("case", "person", "act"), name="assignment_once_per_case"),
            models.UniqueConstraint(fields=("matter", "person", "act"), name="assignment_once_per_matter"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id or self.matter_id} {self.person_id} {self.act}"


class Concern(models.Model):
    """Which cases a matter concerns, from the act that brought them together."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="concerns")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="concerns")

    class Meta:
        verbose_name = "事项所涉办件"
        verbose_name_plural = "事项所涉办件"
        constraints = [models.UniqueConstraint(fields=("matter", "case"), name="concern_once")]

    def __str__(self) -> str:
        return f"{self.matter_id}-{self.case_id}"
