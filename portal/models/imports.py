"""Files that somebody uploaded to be imported: what was read, until it is confirmed or too old."""

from __future__ import annotations

from django.db import models

from portal.models.accounts import Account

#: rows that still hold personal data
_HOLDING = models.Q(content__isnull=False) | models.Q(outcome__isnull=False)


class KeptImport(models.Model):
    """One uploaded file. ``content`` is the file as it was read, ``outcome`` what was carried out of it.

    Both hold personal data and are emptied after ``expires_at``; the counts stay. A file that is refused as a
    whole is never kept.
    """

    sha256 = models.CharField("文件摘要", max_length=64)
    file_name = models.CharField("文件名", max_length=120)
    unit = models.ForeignKey("workflows.Unit", models.PROTECT, related_name="+", verbose_name="单位")
    office = models.CharField("职务", max_length=60)
    at = models.DateTimeField("上传时间")
    expires_at = models.DateTimeField("有效至")
    counts = models.JSONField("计数", default=dict)
    content = models.JSONField("读到的内容", null=True)
    confirmed_at = models.DateTimeField("登记时间", null=True, blank=True)
    confirmed_on = models.DateField("登记日", null=True, blank=True)
    outcome = models.JSONField("登记的变更", null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.file_name} {self.at:%Y-%m-%d}"


class RosterImport(KeptImport):
    """One uploaded roster; ``outcome`` is the difference carried out."""

    by = models.ForeignKey(Account, models.PROTECT, related_name="roster_imports", verbose_name="经办人")
    #: the day from which changes without a date of their own hold
    on = models.DateField("变动起算日")

    class Meta:
        verbose_name = "名册导入"
        verbose_name_plural = "名册导入"
        ordering = ("-at", "-pk")
        indexes = [
            models.Index(fields=("unit", "-at"), name="roster_import_by_unit"),
            models.Index(fields=("expires_at",), condition=_HOLDING, name="roster_import_to_empty"),
        ]


class RecordImport(KeptImport):
    """One uploaded file of facts about people, for a ``kind`` of record."""

    by = models.ForeignKey(Account, models.PROTECT, related_name="record_imports", verbose_name="经办人")
    kind = models.CharField("记录种类", max_length=120)

    class Meta:
        verbose_name = "个人记录导入"
        verbose_name_plural = "个人记录导入"
        ordering = ("-at", "-pk")
        indexes = [
            models.Index(fields=("unit", "-at"), name="record_import_by_unit"),
            models.Index(fields=("expires_at",), condition=_HOLDING, name="record_import_to_empty"),
        ]
