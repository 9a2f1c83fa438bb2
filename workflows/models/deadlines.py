"""Deadlines that notify or move a case, and duties with the day each is due."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from workflows.models.cases import Case, Matter


class DeadlineState(models.TextChoices):
    """What became of a deadline."""

    #: waiting for its day
    ARMED = "armed", "待到期"
    #: its act went through the door
    FIRED = "fired", "已触发"
    #: the step it belonged to was left first
    CANCELLED = "cancelled", "已撤销"
    #: it failed too often; a person must look
    DEAD = "dead", "须人工处理"


class Deadline(models.Model):
    """期限: the act ``act`` is performed by the sweeper on or after ``due_on``, once."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="deadlines")
    matter = models.ForeignKey(
        Matter, on_delete=models.PROTECT, null=True, blank=True, related_name="deadlines"
    )
    node = models.CharField(max_length=60)
    act = models.CharField(max_length=120)
    due_on = models.DateField()
    key = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=12, choices=DeadlineState, default=DeadlineState.ARMED)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "期限"
        verbose_name_plural = "期限"
        indexes = [
            models.Index(fields=("due_on", "id"), condition=Q(state="armed"), name="deadline_armed"),
            models.Index(fields=("case",), condition=Q(state="armed"), name="deadline_of_case"),
        ]

    def __str__(self) -> str:
        return self.key


class Duty(models.Model):
    """义务: one period of an obligation; overdue is ``due_on`` < today and not discharged."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="duties")
    name = models.CharField(max_length=60)
    period = models.CharField(max_length=40)
    due_on = models.DateField()
    discharged_on = models.DateField(null=True, blank=True)
    lapsed = models.BooleanField(default=False)

    class Meta:
        ordering = ("due_on", "id")
        verbose_name = "义务"
        verbose_name_plural = "义务"
        constraints = [
            models.UniqueConstraint(fields=("case", "name", "period"), name="duty_once_per_period")
        ]
        indexes = [
            models.Index(
                fields=("due_on",), condition=Q(discharged_on=None, lapsed=False), name="duty_outstanding"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.name} {self.period}"
