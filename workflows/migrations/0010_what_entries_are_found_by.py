"""Entries are found by their act, and by who acted when; what no question used is not kept.

A unit's entries are found by its chain (unit, seq), a request by its whole text. The rows of SQLite need not be
written anew for that, so the triggers that guard them stay.
"""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

UNUSED = (
    "workflows_entry_unit_id_7d1b62eb",
    "workflows_entry_acted_by_id_1c491194",
    "workflows_entry_request_3199d67c_like",
)


class Migration(migrations.Migration):
    dependencies = [("workflows", "0009_where_cases_rest")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    "entry",
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="workflows.unit",
                    ),
                ),
                migrations.AlterField(
                    "entry",
                    "acted_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workflows.person",
                    ),
                ),
            ],
            database_operations=[
                migrations.RunSQL(f"DROP INDEX IF EXISTS {name}", migrations.RunSQL.noop) for name in UNUSED
            ],
        ),
        migrations.AddIndex("entry", models.Index(fields=["act"], name="entry_by_act")),
        migrations.AddIndex("entry", models.Index(fields=["acted_by", "at"], name="entry_by_actor")),
    ]
