"""全程纪实: entries that are only ever appended, chained by hash per unit.

What rules read stands in ``Entry.facts`` and is kept. Personal text stands in ``EntryPrivate`` and can be
erased: the chain holds only its salted hash, so an erased text leaves the chain valid.
"""

from __future__ import annotations

from django.db import models

from workflows.models.cases import Case, Matter
from workflows.models.people import Person
from workflows.models.units import Unit


class ChainHead(models.Model):
    """The last link of a unit's chain; locked last by every act of that unit."""

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, primary_key=True, related_name="chain_head")
    seq = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")

    class Meta:
        verbose_name = "纪实链末端"
        verbose_name_plural = "纪实链末端"

    def __str__(self) -> str:
        return f"{self.unit_id}#{self.seq}"


class Entry(models.Model):
    """纪实条目: one act as it happened, who did it with which office, and by which rules it was judged.

    ``on`` is the legal date, ``effective_on`` the day of its effect, ``at`` the moment it was recorded.
    ``request`` is the idempotency key with its target; ``request_digest`` the digest of what was asked.
    ``cause`` names the entry of the shared matter that this entry follows from.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="entries", db_index=False)
    seq = models.PositiveBigIntegerField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="entries")
    matter = models.ForeignKey(
        Matter, on_delete=models.PROTECT, null=True, blank=True, related_name="entries"
    )
    cause = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="effects")
    act = models.CharField(max_length=120)
    on = models.DateField()
    effective_on = models.DateField()
    at = models.DateTimeField()
    acted_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    acted_as = models.CharField(max_length=60, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_as = models.CharField(max_length=60, blank=True)
    confirmed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    edition = models.CharField(max_length=64, blank=True)
    outcome = models.CharField(max_length=40, blank=True)
    facts = models.JSONField(default=dict)
    findings = models.JSONField(default=list)
    moves = models.JSONField(default=dict)
    files = models.JSONField(default=list)
    supersedes = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    request = models.CharField(max_length=200, null=True, blank=True, unique=True)
    request_digest = models.CharField(max_length=64, blank=True)
    private_hash = models.CharField(max_length=64, blank=True)
    prev = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("unit_id", "seq")
        verbose_name = "纪实条目"
        verbose_name_plural = "纪实条目"
        constraints = [models.UniqueConstraint(fields=("unit", "seq"), name="entry_one_per_link")]
        indexes = [
            models.Index(fields=("act",), name="entry_by_act"),
            models.Index(fields=("acted_by", "at"), name="entry_by_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}#{self.seq} {self.act}"


class EntryPrivate(models.Model):
    """The erasable part of an entry: its personal text and the salt of its hash."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True, related_name="private")
    salt = models.CharField(max_length=32)
    body = models.JSONField(null=True)
    erased_by = models.ForeignKey(
        Entry, on_delete=models.PROTECT, null=True, blank=True, related_name="erasures"
    )

    class Meta:
        verbose_name = "纪实条目的个人内容"
        verbose_name_plural = "纪实条目的个人内容"

    def __str__(self) -> str:
        return f"{self.entry_id}"


class JournalCheck(models.Model):
    """纪实校验: that the whole journal was verified at a moment, and how many differences were found."""

    at = models.DateTimeField()
    entries = models.PositiveBigIntegerField()
    differences = models.PositiveIntegerField()

    class Meta:
        verbose_name = "纪实校验"
        verbose_name_plural = "纪实校验"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.differences}"


class StoredFile(models.Model):
    """A file by its SHA-256; the bytes lie in the storage under that name."""

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    stored_at = models.DateTimeField()

    class Meta:
        verbose_name = "文件"
        verbose_name_plural = "文件"

    def __str__(self) -> str:
        return self.name


class HandedIn(models.Model):
    """交过的文件: which file came with which entry of whose case, where an act compares what it is given."""

    sha256 = models.CharField(max_length=64, db_index=True)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "交过的文件"
        verbose_name_plural = "交过的文件"

    def __str__(self) -> str:
        return f"{self.case_id} {self.sha256[:8]}"
