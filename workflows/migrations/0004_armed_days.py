"""What is armed is also kept beside each open step, so that an act writes only what differs."""

from __future__ import annotations

from itertools import groupby, islice
from typing import Any

from django.db import migrations

#: cases written together
CHUNK = 500


def keep_armed_days(apps: Any, schema_editor: Any) -> None:
    """Write beside each open step the days of its deadlines that wait for their day or for a person."""
    deadlines = apps.get_model("workflows", "Deadline").objects.using(schema_editor.connection.alias)
    waiting = deadlines.filter(state__in=("armed", "dead"), case__isnull=False)
    rows = waiting.order_by("case_id").values_list("case_id", "node", "act", "due_on").iterator()
    found = ((case, list(same)) for case, same in groupby(rows, key=lambda row: row[0]))
    while chunk := dict(islice(found, CHUNK)):
        _keep(apps.get_model("workflows", "Case").objects.using(schema_editor.connection.alias), chunk)


def _keep(cases: Any, chunk: dict[int, list[tuple[Any, ...]]]) -> None:
    changed = list(cases.filter(pk__in=chunk).only("steps"))
    for case in changed:
        for _, node, act, due_on in chunk[case.pk]:
            if node in case.steps:
                case.steps[node].setdefault("armed", {})[act] = due_on.isoformat()
    cases.bulk_update(changed, ["steps"])


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0003_act_in_unit_permission"),
    ]

    operations = [
        migrations.RunPython(keep_armed_days, migrations.RunPython.noop),
    ]
