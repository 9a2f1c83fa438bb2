"""Which cases rest at a node is found without reading them all; tasks that have ended are not in the way."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0008_files_handed_in"),
        ("viewflow", "0015_task_scheduled"),
    ]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX task_at_rest ON viewflow_task (flow_task, process_id) WHERE status = 'NEW'",
            "DROP INDEX task_at_rest",
        )
    ]
