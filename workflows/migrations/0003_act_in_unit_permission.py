"""The permission by which guardian's rows say that somebody holds an office in a unit."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    """Names ``act_in_unit``; the row itself comes with the permissions of the app."""

    dependencies = [("workflows", "0002_assignments")]

    operations = [
        migrations.AlterModelOptions(
            name="unit",
            options={
                "ordering": ("code",),
                "permissions": (("act_in_unit", "在该单位任职"),),
                "verbose_name": "单位",
                "verbose_name_plural": "单位",
            },
        ),
    ]
