"""The institution that this installation serves."""

from __future__ import annotations

from django.db import models
from django.db.models import QuerySet

from workflows.selectors.prepared import prepared


class Institution(models.Model):
    """The one institution of this database.

    ``practice_on`` is the date that a demo institution pretends to live on; a real one never has it.
    """

    # There is one row, and its key is always the same: creating a second is refused by the database.
    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField("名称", max_length=100)
    short_name = models.CharField("简称", max_length=20)
    is_demo = models.BooleanField("演示单位", default=False)
    practice_on = models.DateField("演练日期", null=True, blank=True)

    class Meta:
        verbose_name = "单位"
        verbose_name_plural = "单位"
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="one_institution"),
            models.CheckConstraint(
                condition=models.Q(is_demo=True) | models.Q(practice_on__isnull=True),
                name="practice_date_only_in_a_demo",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> Institution | None:
        """Return the institution, or None before one was created."""
        return next(iter(_institutions.objects()), None)


@prepared
def _institutions() -> QuerySet[Institution]:
    """The one there is."""
    return Institution.objects.all()
