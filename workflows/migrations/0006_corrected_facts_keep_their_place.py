"""A corrected fact bears the entry of the act itself, so that its place and what refers to it stay."""

from __future__ import annotations

from typing import Any

from django.db import migrations


def keep_their_place(apps: Any, schema_editor: Any) -> None:
    """Give each corrected fact of a case or a matter the entry of its act."""
    alias = schema_editor.connection.alias
    entries = apps.get_model("workflows", "Entry").objects.using(alias)
    corrections = entries.filter(act="correct", superseded_by=None)
    for correction in corrections.select_related("case", "matter").order_by("pk").iterator():
        owner, root = correction.case or correction.matter, _root(entries, correction)
        for records in owner.facts.values():
            for record in records:
                if record["entry"] == correction.pk:
                    record["entry"] = root
            records.sort(key=lambda each: (each["on"], each["entry"]))
        owner.save(update_fields=["facts"])


def _root(entries: Any, entry: Any) -> int:
    while entry.supersedes_id is not None:
        entry = entries.only("supersedes_id").get(pk=entry.supersedes_id)
    return int(entry.pk)


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0005_membership_standing_by_case"),
    ]

    operations = [
        migrations.RunPython(keep_their_place, migrations.RunPython.noop),
    ]
